/** When the outbox gives up, and what a person can do then. */
import { expect, it } from 'vitest';
import type { Outcome } from '../../../gateway/invoke/index.ts';
import { emptyDirectory } from '../../support/places.ts';
import { until } from '../../support/until.ts';
import { handled, holding, startArea, unavailable, type Area, type Handler } from './area.ts';

const failing = (code: string, retryable: boolean, retryAfterMs?: number): Outcome => ({
  type: 'functionError',
  ran: 'yes',
  error: { code: code as never, message: 'no', retryable, ...(retryAfterMs && { retryAfterMs }) },
});
const throttled: Outcome = { type: 'throttled', ran: 'no', retryAfterMs: 90_000, reason: '429' };
const busy: Outcome = { type: 'busy', ran: 'no', retryAfterMs: 7_000, reason: 'its breaker is open' };
const page: Outcome = { type: 'badReply', ran: 'unknown', reason: '200, text/html' };
const crashed = { type: 'platformError', ran: 'unknown', reason: '503' } as const;
const timeout: Outcome = { type: 'functionTimeout', ran: 'unknown', reason: 'late' };

/** Moves on as far as it takes, a second at a time, until the first delivery stands so. */
async function pass(area: Area, state: string, stepMs = 1_000) {
  await until(async () => {
    if ((await area.deliveries())[0]?.state === state) return true;
    if (area.clock.sleepers() > 0) area.clock.advance(stepMs);
    return false;
  });
  return (await area.deliveries())[0]!;
}

async function withFunction(name: string, handler: Handler, work: (area: Area) => Promise<void>, input: object = {}) {
  await using place = await emptyDirectory();
  await using area = await startArea(place.location, { handlers: { [name]: handler } });
  await area.subscribe({ functionName: name, ...input });
  await area.post();
  await work(area);
}

it('gives up when the attempts run out, and says what failed last', () =>
  withFunction(
    'once.pay',
    () => unavailable,
    async (area) => {
      const dead = await pass(area, 'DEAD');
      expect(dead).toMatchObject({ attempts: 3, nextAttemptAt: null, error: { code: 'FUNCTION_UNREACHABLE' } });
      expect(dead.error!.message).toContain('given up after 3 attempts');
      expect(area.calls).toHaveLength(3);
    },
    { maxAttempts: 3 },
  ));

it('gives up when the age runs out, and not before', () =>
  withFunction(
    'once.pay',
    () => unavailable,
    async (area) => {
      const since = area.clock.now();
      const dead = await pass(area, 'DEAD');
      expect(dead.finishedAt! - since).toBe(10_000);
      expect(dead.error!.message).toContain('its age ran out');
    },
    { maxAge: 10_000 },
  ));

it('says that it may be done when an earlier attempt may have done it, whatever the last one says', () => {
  let calls = 0;
  return withFunction(
    'echo.echo',
    () => ((calls += 1) === 1 ? timeout : busy),
    async (area) => {
      const { error } = await pass(area, 'DEAD');
      expect(error!.code).toBe('MAY_HAVE_TAKEN_EFFECT');
      expect(error!.message).toContain('was not called');
    },
    { maxAge: 60_000 },
  );
});

it.each([
  ['a platform that throttles', throttled],
  ['a platform that is down', { ...crashed, retryAfterMs: 90_000 }],
  ['a platform that is away', { ...unavailable, retryAfterMs: 90_000 }],
])('waits for what it is asked to by %s, and not with all others to the same instant', (_who, outcome) =>
  withFunction(
    'echo.echo',
    () => outcome,
    async (area) => {
      const { nextAttemptAt } = await area.settled('PENDING', 1);
      expect(nextAttemptAt! - area.clock.now()).toBe(90_000 + 1_000); // the longest jitter of a first attempt
    },
  ),
);

it('what the gateway itself held back is no attempt', () =>
  withFunction(
    'once.pay',
    () => busy,
    async (area) => {
      await until(async () => (await area.deliveries())[0]?.error?.code === 'FUNCTION_BUSY');
      const { nextAttemptAt, error } = await area.settled('PENDING', 0);
      expect([nextAttemptAt! - area.clock.now(), error!.code]).toEqual([7_000 + 1_000, 'FUNCTION_BUSY']);
    },
    { maxAttempts: 1 },
  ));

it('a function that is gone may come back until the age runs out', () =>
  withFunction(
    'once.pay',
    () => handled(),
    async (area) => {
      await area.settled('DELIVERED');
      const back = area.handlers['once.pay']!;
      delete area.handlers['once.pay'];
      area.clock.advance(1); // so that it is the newest
      await area.post();
      await until(async () => (await area.deliveries())[0]!.error?.code === 'UNKNOWN_FUNCTION');
      for (let hour = 0; hour < 3; hour += 1) {
        await until(() => area.clock.sleepers() > 0);
        area.clock.advance(3_600_000);
      }
      area.handlers['once.pay'] = back;
      expect(await pass(area, 'DELIVERED', 60_000)).toMatchObject({ attempts: 1 });
    },
    { maxAttempts: 1 },
  ));

it.each([
  ['an error that is final', 'echo.echo', failing('NOT_FOUND', false), 'NOT_FOUND', 1],
  [
    'an error that may pass, of a function that is not idempotent',
    'once.pay',
    failing('PROVIDER_UNAVAILABLE', true),
    'PROVIDER_UNAVAILABLE',
    1,
  ],
  [
    'an error that may pass, of one that is',
    'echo.echo',
    failing('PROVIDER_UNAVAILABLE', true),
    'PROVIDER_UNAVAILABLE',
    4,
  ],
  ['a call that was late, of a function that is not idempotent', 'once.pay', timeout, 'MAY_HAVE_TAKEN_EFFECT', 1],
  ['a call that was late, of one that is', 'echo.echo', timeout, 'MAY_HAVE_TAKEN_EFFECT', 4],
  ['a reply that is wrong', 'echo.echo', { type: 'badReply', ran: 'yes', reason: 'text' }, 'FUNCTION_BAD_REPLY', 1],
  ['a page, of a function that is idempotent', 'echo.echo', page, 'MAY_HAVE_TAKEN_EFFECT', 4],
  ['a page, of one that is not', 'once.pay', page, 'MAY_HAVE_TAKEN_EFFECT', 1],
  [
    'a platform that refuses us',
    'once.pay',
    { type: 'unauthorized', ran: 'no', reason: '403' },
    'FUNCTION_UNAUTHORIZED',
    4,
  ],
  [
    'a platform that has no such function',
    'once.pay',
    { type: 'notFound', ran: 'no', reason: '404' },
    'FUNCTION_NOT_FOUND',
    4,
  ],
])('%s', (_title, name, outcome, code, attempts) =>
  withFunction(
    name,
    () => outcome,
    async (area) => {
      expect(await pass(area, 'DEAD')).toMatchObject({ attempts, error: { code } });
      expect(area.calls).toHaveLength(attempts);
    },
    { maxAttempts: 4 },
  ),
);

it('a doubt outlives attempts that did not run: a function that is no longer idempotent is not called', async () => {
  await using place = await emptyDirectory();
  const outcomes = [timeout, unavailable];
  await using area = await startArea(place.location, {
    handlers: { 'echo.echo': () => outcomes.shift() ?? handled() },
  });
  await area.subscribe();
  await area.post();
  await area.settled('PENDING', 1);
  await until(() => area.clock.sleepers() > 0);
  area.clock.advance(1_000);
  await area.settled('PENDING', 2);
  await area.store.db.updateTable('deliveries').set({ function: 'once.pay' }).execute();
  area.handlers['once.pay'] = () => handled();
  expect((await pass(area, 'DEAD')).error!.code).toBe('MAY_HAVE_TAKEN_EFFECT');
  expect(area.calls).toHaveLength(2);
});

it.each([
  ['that is given up when its attempts run out', failing('PROVIDER_THROTTLED', true), 2],
  ['that is refused for good', failing('PROVIDER_PERMISSION_DENIED', false), 1],
])('a doubt within a call outlives what the function says of its last run: one %s', (_title, last, attempts) =>
  withFunction(
    'echo.echo',
    () => ({ ...last, isAfterDoubt: true }),
    async (area) => {
      const dead = await pass(area, 'DEAD');
      expect(dead).toMatchObject({ attempts, error: { code: 'MAY_HAVE_TAKEN_EFFECT' } });
      expect(dead.error!.message).toContain('the last of it was:');
    },
    { maxAttempts: 2 },
  ),
);

it('a doubt within a call outlives attempts of other calls, until its age runs out', async () => {
  const outcomes = [{ ...failing('PROVIDER_UNAVAILABLE', true), isAfterDoubt: true }];
  await withFunction(
    'echo.echo',
    () => outcomes.shift() ?? busy,
    async (area) => {
      expect((await pass(area, 'DEAD')).error!.code).toBe('MAY_HAVE_TAKEN_EFFECT');
      expect(area.calls.length).toBeGreaterThan(1);
    },
    { maxAge: 60_000 },
  );
});

it('a subscription with dead letters stays until they are delivered or given up', () =>
  withFunction(
    'once.pay',
    () => failing('NOT_FOUND', false),
    async (area) => {
      const { id } = await area.settled('DEAD');
      await expect(area.events.subscriptions.remove({ name: 'all' }, null)).rejects.toMatchObject({
        code: 'INVALID_STATE',
      });
      expect(await area.events.subscriptions.counts('all')).toEqual({ pending: 0, dead: 1 });
      await expect(area.events.deliveries.redrive({}, null)).rejects.toThrow('not both');
      await expect(area.events.deliveries.redrive({ ids: [id, 'dlv_x'] }, null)).rejects.toThrow('dlv_x');
      area.handlers['once.pay'] = () => handled();
      expect(await area.events.deliveries.redrive({ subscription: 'all' }, null)).toEqual({ redrivenCount: 1 });
      await area.settled('DELIVERED');
      expect(await area.events.deliveries.redrive({ ids: [id] }, null)).toEqual({ redrivenCount: 0 });
      expect(await area.events.subscriptions.remove({ name: 'all' }, null)).toEqual({
        deletedName: 'all',
        discardedCount: 0,
      });
      expect(await area.events.deliveries.load(id, null)).toMatchObject({ state: 'DELIVERED', subscriptionName: null });
    },
  ));

it('removing a subscription with all that waits ends what is under way without a trace of it', async () => {
  await using place = await emptyDirectory();
  const { held, handler } = holding();
  await using area = await startArea(place.location, { handlers: { 'once.pay': handler } });
  await area.subscribe({ functionName: 'once.pay' });
  await Promise.all([area.post(), area.post()]);
  await until(() => held.length === 2);
  const removed = await area.events.subscriptions.remove({ name: 'all', discardDeliveries: true }, null);
  expect(removed).toEqual({ deletedName: 'all', discardedCount: 2 });
  for (const { answer } of held) answer(handled());
  await area.close();
  expect(await area.deliveries()).toEqual([]);
  expect(area.logged).toEqual([]);
});

it('closing waits for what is under way, then ends it, and writes down what is not known', async () => {
  await using place = await emptyDirectory();
  const { held, handler } = holding();
  await using area = await startArea(place.location, { handlers: { 'once.pay': handler, 'echo.echo': handler } });
  await area.subscribe({ name: 'pay', functionName: 'once.pay' });
  await area.subscribe({ name: 'echo' });
  await area.post();
  await until(() => held.length === 2);
  await area.events.close(20);
  expect((await area.deliveries('pay'))[0]).toMatchObject({ state: 'DEAD', error: { code: 'MAY_HAVE_TAKEN_EFFECT' } });
  expect((await area.deliveries('echo'))[0]).toMatchObject({ state: 'PENDING', attempts: 1 });
});

it('a slow function leaves room for the others', async () => {
  await using place = await emptyDirectory();
  const { held, handler } = holding();
  await using area = await startArea(place.location, {
    handlers: { 'echo.slow': handler, 'echo.echo': () => handled() },
  });
  await area.subscribe({ name: 'slow', eventType: 'slow', functionName: 'echo.slow' });
  await area.subscribe({ name: 'fast', eventType: 'fast' });
  for (let count = 0; count < 100; count += 1) await area.post({ type: 'slow' });
  await until(() => held.length === 32);
  await area.post({ type: 'fast' });
  await until(async () => (await area.deliveries('fast'))[0]!.state === 'DELIVERED');
  expect(held).toHaveLength(32);
});
