import { expect, it } from 'vitest';
import { createIdempotency } from '../../../gateway/operations/index.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { manualClock } from '../../support/clock.ts';
import { emptyDirectory } from '../../support/places.ts';

async function start() {
  const place = await emptyDirectory();
  const store = await openStore(place.location);
  const clock = manualClock();
  return {
    store,
    clock,
    idempotency: createIdempotency({ store, clock }),
    restarted: () => createIdempotency({ store, clock }),
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}
const wish = (more: object = {}) => ({
  callerId: 'key_1',
  mutation: 'stop',
  key: 'k',
  input: { b: 1, a: [1, { y: 2, x: 1 }] },
  ...more,
});

it('the order of fields does not make another wish, and a restart does not forget one', async () => {
  await using used = await start();
  const { idempotency, restarted } = used;
  expect(await idempotency.once(wish(), async () => 'first')).toBe('first');
  expect(await restarted().once(wish({ input: { a: [1, { x: 1, y: 2 }], b: 1 } }), async () => 'second')).toBe('first');
  await expect(
    restarted().once(wish({ input: { a: [{ x: 1, y: 2 }, 1], b: 1 } }), async () => 'second'),
  ).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('work that a stop cut off is not done again by itself', async () => {
  await using used = await start();
  const { idempotency, restarted } = used;
  let end = (_answer: string) => {};
  const cut = idempotency.once(wish(), () => new Promise<string>((resolve) => (end = resolve)));
  await new Promise(setImmediate);
  await expect(restarted().once(wish(), async () => 'twice')).rejects.toThrow(/did not end. Read the state/);
  end('done');
  await cut;
});

it('work whose answer cannot be kept is not done again either', async () => {
  await using used = await start();
  const { store, idempotency } = used;
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  await expect(idempotency.once(wish(), async () => circular)).rejects.toThrow(/circular/);
  await expect(idempotency.once(wish(), async () => 'twice')).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await store.db.selectFrom('idempotency').select('answer').execute()).toEqual([{ answer: null }]);
});

it('a wish is forgotten with its time', async () => {
  await using used = await start();
  const { idempotency, clock } = used;
  await idempotency.once(wish(), async () => 'first');
  clock.advance(1);
  await idempotency.prune(clock.now());
  expect(await idempotency.once(wish(), async () => 'second')).toBe('second');
});
