import { expect, it } from 'vitest';
import { createBus, watch } from '../../../gateway/bus/index.ts';

const providerIds = (messages: readonly { providerId: string }[] | null) =>
  messages?.map(({ providerId }) => providerId) ?? ['all'];
const tell = (bus: ReturnType<typeof createBus>, ...ids: string[]) =>
  ids.forEach((providerId) => bus.publish('provider', { providerId }));

it('rows come at first and after each message that matters', async () => {
  const bus = createBus();
  const rows = watch(
    bus,
    'provider',
    ({ providerId }) => providerId !== 'other',
    async (messages) => ({ rows: providerIds(messages) }),
  );
  expect((await rows.next()).value).toBe('all');
  const next = rows.next();
  tell(bus, 'other', 'one');
  expect((await next).value).toBe('one');
});

it('what is told while a reader is busy becomes one reading, and nothing is lost', async () => {
  const bus = createBus();
  let readings = 0;
  const rows = watch(
    bus,
    'provider',
    () => true,
    async (messages) => (readings++, { rows: providerIds(messages) }),
  );
  await rows.next();
  tell(bus, 'a', 'b', 'c');
  expect([(await rows.next()).value, (await rows.next()).value, (await rows.next()).value, readings]).toEqual([
    'a',
    'b',
    'c',
    2,
  ]);
});

it('a message between the first reading and its end is not lost', async () => {
  const bus = createBus();
  const rows = watch(
    bus,
    'provider',
    () => true,
    async (messages) => {
      if (!messages) tell(bus, 'meanwhile');
      return { rows: providerIds(messages) };
    },
  );
  expect([(await rows.next()).value, (await rows.next()).value]).toEqual(['all', 'meanwhile']);
});

it('a reader who leaves while nothing comes is let go at once', async () => {
  const bus = createBus();
  const rows = watch(
    bus,
    'provider',
    () => true,
    async () => ({ rows: ['row'] }),
  );
  await rows.next();
  const waiting = rows.next();
  await rows.return!();
  expect(await waiting).toEqual({ done: true, value: undefined });
});

it('the last reading ends it, and a reading that fails ends it with its error', async () => {
  const bus = createBus();
  const last = watch(
    bus,
    'provider',
    () => true,
    async () => ({ rows: ['only'], last: true }),
  );
  expect([await last.next(), await last.next()]).toEqual([
    { done: false, value: 'only' },
    { done: true, value: undefined },
  ]);
  const failing = watch(
    bus,
    'provider',
    () => true,
    async () => Promise.reject(new Error('no')),
  );
  await expect(failing.next()).rejects.toThrow('no');
  expect(await failing.next()).toEqual({ done: true, value: undefined });
});
