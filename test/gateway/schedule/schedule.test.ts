import { describe, expect, it } from 'vitest';
import { createClaims, startSchedule } from '../../../gateway/schedule/index.ts';
import { holding, ok, startAreas, type Areas } from '../../support/areas.ts';
import { registry } from '../../support/hall/registry.gen.ts';
import { until } from '../../support/until.ts';

const HOUR_MS = 3_600_000;

/** The schedule over these areas, and a way to let time go by tick by tick. */
function scheduled(areas: Areas, alarmPollIntervalMs = HOUR_MS) {
  const { clock } = areas;
  const faults: unknown[] = [];
  let pruned = 0;
  const schedule = startSchedule({
    ...areas,
    claims: createClaims(areas),
    alarmPollIntervalMs,
    callTimeoutMs: 20_000,
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
  const { platform, held } = holding(({ functionName }) => functionName.startsWith('sandbox.list') && held.length < 12);
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(() => held.length === 12);
  await areas.nextStart(); // what the next start finds
  await areas.sync.stop(id);
  expect((await areas.directory.load(id, null))!.state).toBe('SYNCING');
  await using _schedule = scheduled(areas);
  await until(isReady(areas, id));
  expect(await syncs(areas)).toBe(2);
});

it('other gateways of the store hear every ten seconds that what runs here goes on', async () => {
  const { platform, held } = holding(({ functionName }) => functionName.startsWith('sandbox.list'));
  await using areas = await startAreas({ platform });
  await areas.create();
  await until(() => held.length === 12);
  await using schedule = scheduled(areas);
  const ownedFor = async () =>
    (await areas.store.db.selectFrom('operations').select('owned_until').executeTakeFirstOrThrow()).owned_until -
    areas.clock.now();
  await schedule.pass(9_000);
  expect(await ownedFor()).toBe(21_000);
  await schedule.pass(1_000);
  expect(await ownedFor()).toBe(30_000);
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

it('of several gateways over one store one polls, and another when that one is gone', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  await until(isReady(areas, id));
  const polls = () => areas.calls.filter(({ functionName }) => functionName === 'sandbox.listAlarms').length;
  const before = polls();
  const one = scheduled(areas, 10_000);
  await using another = scheduled(areas, 10_000);
  const pass = async (gateways: number, byMs: number) => {
    await until(() => areas.clock.sleepers() === gateways);
    areas.clock.advance(byMs);
    await until(() => areas.clock.sleepers() === gateways);
  };
  await until(() => polls() === before + 2); // one a region
  await pass(2, 10_000);
  await until(() => polls() === before + 4);
  await pass(2, 9_000);
  expect(polls()).toBe(before + 4);
  await one[Symbol.asyncDispose]();
  await pass(1, 1_000);
  await until(() => polls() === before + 6);
  expect([one.faults, another.faults]).toEqual([[], []]);
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

describe('an account that another system lists', () => {
  /** Areas with the hall's connector, whose account was last listed there at `syncedAt`. */
  async function listedUpstream() {
    let syncedAt: string | null = null;
    const areas = await startAreas({
      manifest: registry.hall.manifest,
      platform({ functionName }) {
        if (functionName === 'hall.create') return ok({ accountId: '1' });
        if (functionName === 'hall.status')
          return ok({ state: syncedAt ? 'SYNCED' : 'SYNCING', syncedAt, reason: null });
        return undefined;
      },
    });
    const add = async (syncInterval: number) => {
      const id = await areas.create('account', { syncInterval, options: { url: 'http://hall.test' } });
      await until(async () => (await areas.inventory.slices(id)).every(({ error }) => error !== null));
      await until(
        async () =>
          (await areas.operations.load((await areas.directory.load(id, null))!.lastSyncId!, null))?.state === 'FAILED',
      );
      return id;
    };
    return { areas, add, list: (at: string) => (syncedAt = at) };
  }
  const asked = ({ calls }: Areas) => calls.filter(({ functionName }) => functionName === 'hall.status').length;

  it('is asked about at the interval of the alarms, and listed when it was listed there, also once more', async () => {
    const { areas, add, list } = await listedUpstream();
    await using _areas = areas;
    const id = await add(7 * 24 * HOUR_MS);
    await using schedule = scheduled(areas, 10_000);
    await until(() => asked(areas) >= 2); // the first poll
    const before = asked(areas);
    await schedule.pass(9_000);
    expect(asked(areas)).toBe(before);
    await schedule.pass(1_000);
    await until(() => asked(areas) === before + 1);
    expect([(await areas.directory.load(id, null))!.state, await syncs(areas)]).toEqual(['SYNCING', 1]);

    list('2026-01-31T00:00:00Z');
    await schedule.pass(10_000);
    await schedule.pass(1_000);
    await until(isReady(areas, id));
    await schedule.pass(1_000);
    await schedule.pass(1_000);
    expect(await syncs(areas)).toBe(2); // once

    list('2026-01-31T06:00:00Z');
    await schedule.pass(10_000);
    await schedule.pass(1_000);
    await until(async () => (await syncs(areas)) === 3);
    await until(isReady(areas, id));
    for (let second = 0; second < 30; second += 1) await schedule.pass(1_000);
    expect(await syncs(areas)).toBe(3);
    expect(areas.unexpected).toEqual([]);
  });

  it('is listed for the first time also where nothing is synced by itself, and then only when asked', async () => {
    const { areas, add, list } = await listedUpstream();
    await using _areas = areas;
    const id = await add(0);
    await using schedule = scheduled(areas, 1_000);
    list('2026-01-31T00:00:00Z');
    await until(async () => (await schedule.pass(1_000), await isReady(areas, id)()));
    expect(await syncs(areas)).toBe(2);
    list('2026-01-31T06:00:00Z');
    for (let second = 0; second < 5; second += 1) await schedule.pass(1_000);
    expect(await syncs(areas)).toBe(2);
    expect((await areas.directory.load(id, null))!.upstream!.syncedAt).toBe(Date.UTC(2026, 0, 31, 6));
  });
});
