import { expect, it } from 'vitest';
import { startSchedule } from '../../../gateway/schedule/index.ts';
import { holding, startAreas, type Areas } from '../../support/areas.ts';
import { until } from '../../support/until.ts';

const HOUR_MS = 3_600_000;

/** The schedule over these areas, and a way to let time go by tick by tick. */
function scheduled({ directory, operations, sync, clock }: Areas, alarmPollIntervalMs = HOUR_MS) {
  const faults: unknown[] = [];
  let pruned = 0;
  const schedule = startSchedule({
    directory,
    operations,
    sync,
    clock,
    alarmPollIntervalMs,
    prune: async () => void pruned++,
    onUnexpected: (error) => void faults.push(error),
  });
  return {
    faults,
    pruned: () => pruned,
    async pass(byMs: number) {
      await until(() => clock.sleepers() > 0);
      clock.advance(byMs);
      await until(() => clock.sleepers() > 0);
    },
    [Symbol.asyncDispose]: () => schedule.close(),
  };
}

const syncs = async ({ store }: Areas) =>
  (await store.db.selectFrom('operations').select('id').where('type', '=', 'SYNC').execute()).length;
const isReady = (areas: Areas, id: string) => async () => (await areas.directory.load(id, null))?.state === 'READY';

it('a provider is synced when its interval has passed, and not twice', async () => {
  await using areas = await startAreas();
  const id = await areas.create('account', { syncInterval: 60_000 });
  await until(isReady(areas, id));
  await using schedule = scheduled(areas);
  await schedule.pass(59_000);
  expect(await syncs(areas)).toBe(1);
  await schedule.pass(1_000);
  await until(async () => (await syncs(areas)) === 2);
  await schedule.pass(1_000);
  await schedule.pass(57_000);
  expect(await syncs(areas)).toBe(2);
  await schedule.pass(2_000);
  await until(async () => (await syncs(areas)) === 3);
  const { lastSyncId } = (await areas.directory.load(id, null))!;
  expect((await areas.operations.load(lastSyncId!, null))!.requestedBy).toBeNull();
});

it('a provider that is synced only when asked, or paused, is left alone', async () => {
  await using areas = await startAreas();
  const asked = await areas.create('asked');
  const paused = await areas.create('paused', { syncInterval: 60_000 });
  await until(isReady(areas, asked));
  await until(isReady(areas, paused));
  await areas.lifecycle.update({ id: paused, paused: true }, 'admin', null);
  const calls = areas.calls.length;
  await using schedule = scheduled(areas, 1_000);
  await schedule.pass(100 * 24 * HOUR_MS);
  expect(await syncs(areas)).toBe(2);
  expect(areas.calls.slice(calls).filter(({ account }) => account!.providerId === paused)).toEqual([]);
});

it('an interval that is longer than operations are kept is kept all the same', async () => {
  await using areas = await startAreas();
  const id = await areas.create('account', { syncInterval: 30 * 24 * HOUR_MS });
  await until(isReady(areas, id));
  areas.clock.advance(10 * 24 * HOUR_MS);
  await areas.operations.prune(areas.clock.now() - 7 * 24 * HOUR_MS);
  await using schedule = scheduled(areas);
  await schedule.pass(1_000);
  expect(await syncs(areas)).toBe(1);
});

it('a sync that a stop interrupted is taken up, also where nothing is synced by itself', async () => {
  const { platform, held } = holding(({ functionName }) => functionName.startsWith('sandbox.list') && held.length < 11);
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(() => held.length === 11);
  await areas.operations.interruptRunning(); // what the next start finds
  await areas.sync.stop(id);
  expect((await areas.directory.load(id, null))!.state).toBe('SYNCING');
  await using _schedule = scheduled(areas);
  await until(isReady(areas, id));
  expect(await syncs(areas)).toBe(2);
});

it('alarms are polled at their own interval, one poll of a provider at a time', async () => {
  let hold = false;
  const { platform, held } = holding(({ functionName }) => hold && functionName === 'sandbox.listAlarms');
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(isReady(areas, id));
  const polls = () => areas.calls.filter(({ functionName }) => functionName === 'sandbox.listAlarms').length;
  const before = polls();
  await using schedule = scheduled(areas, 10_000);
  await until(() => polls() === before + 2); // one a region
  await schedule.pass(9_000);
  expect(polls()).toBe(before + 2);
  hold = true;
  await schedule.pass(1_000);
  await until(() => held.length === 2);
  await schedule.pass(100_000);
  expect(polls()).toBe(before + 4);
  await areas.sync.stop(id);
});

it('what goes wrong with one provider does not keep the others waiting, and what is old is removed every hour', async () => {
  await using areas = await startAreas();
  const broken = await areas.create('a broken one', { syncInterval: 60_000 });
  const good = await areas.create('good', { syncInterval: 60_000 });
  await until(isReady(areas, broken));
  await until(isReady(areas, good));
  const { sync } = areas;
  const failing = {
    ...areas,
    sync: {
      ...sync,
      start: (id: string, ...rest: [any, any]) =>
        id === broken ? Promise.reject(new Error('a fault')) : sync.start(id, ...rest),
    },
  };
  await using schedule = scheduled(failing);
  await schedule.pass(60_000);
  await until(async () => (await syncs(areas)) === 3);
  expect(schedule.faults.length).toBeGreaterThan(0);
  expect(schedule.pruned()).toBe(1);
  await schedule.pass(HOUR_MS);
  await until(() => schedule.pruned() === 2);
});
