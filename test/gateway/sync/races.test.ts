import { expect, it } from 'vitest';
import { failed, holding, ok, startAreas, type Areas } from '../../support/areas.ts';
import { until } from '../../support/until.ts';

const isList = ({ functionName }: { functionName: string }) => functionName.startsWith('sandbox.list');
const lists = ({ calls }: Areas) => calls.filter(isList).length;
const stateOf = async ({ directory }: Areas, id: string) => (await directory.load(id, null))?.state;
const instance = (nativeId: string) => ({ nativeId, name: nativeId, tags: [], state: 'RUNNING' });

it('a provider that is removed in the middle of its sync leaves nothing behind', async () => {
  const { platform, held } = holding(isList);
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(() => held.length === 12);
  const { lastSyncId } = (await areas.directory.load(id, null))!;
  await areas.lifecycle.delete({ id, name: 'account' }, 'admin', null);
  for (const { answer } of held) answer(ok([instance('late')]));
  for (const table of ['providers', 'slices', 'resources', 'alarms'] as const)
    expect(await areas.store.db.selectFrom(table).selectAll().execute()).toEqual([]);
  expect((await areas.ended(lastSyncId!)).state).toBe('FAILED');
  expect(areas.unexpected).toEqual([]);
});

it('a sync that is begun while its provider is being removed does not begin', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  await until(async () => (await stateOf(areas, id)) === 'READY');
  const removal = areas.lifecycle.delete({ id, name: 'account' }, 'admin', null);
  const begun = await Promise.allSettled([
    areas.sync.start(id, {}, null),
    areas.sync.refresh(
      [{ providerId: id, kind: 'Instance', region: 'us-east' }],
      areas.clock.now() + 1,
      new AbortController().signal,
    ),
    areas.sync.pollAlarms(id),
  ]);
  await removal;
  expect(begun[1].status).toBe('fulfilled');
  await areas.sync.close();
  for (const table of ['providers', 'slices', 'resources', 'alarms'] as const)
    expect(await areas.store.db.selectFrom(table).selectAll().execute()).toEqual([]);
  expect(areas.unexpected).toEqual([]);
});

it('an update in the middle of a sync ends it and lists the new slices with the new credential', async () => {
  let hold = true;
  const { platform, held } = holding((call) => hold && isList(call));
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(() => held.length === 12);
  const old = held[0]!.call.account!.credential;
  hold = false;
  await areas.lifecycle.update({ id, regions: ['us-east'], credential: { plain: { token: 'new' } } }, 'admin', null);
  await until(async () => (await stateOf(areas, id)) === 'READY');
  const slices = await areas.inventory.slices(id);
  expect(new Set(slices.map(({ region }) => region))).toEqual(new Set(['us-east', 'global']));
  expect(slices.every(({ listedAt, error }) => listedAt !== null && error === null)).toBe(true);
  expect(areas.calls.at(-1)!.account!.credential).not.toBe(old);
});

it('an update and a removal at the same time end as if one had come after the other', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  const [updated, removed] = await Promise.allSettled([
    areas.lifecycle.update({ id, regions: ['us-east'] }, 'admin', null),
    areas.lifecycle.delete({ id, name: 'account' }, 'admin', null),
  ]);
  expect([updated.status, removed.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(await areas.store.db.selectFrom('slices').selectAll().execute()).toEqual([]);
  await expect(areas.lifecycle.update({ id, name: 'ghost' }, 'admin', null)).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('a provider that is paused in the middle of a sync or a poll stays paused', async () => {
  const { platform, held } = holding(isList);
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  const polled = areas.sync.pollAlarms(id);
  await until(() => held.length === 12);
  await areas.lifecycle.update({ id, paused: true }, 'admin', null);
  await polled;
  expect(await stateOf(areas, id)).toBe('PAUSED');
  expect((await areas.inventory.slices(id)).every(({ error }) => error === null)).toBe(true);
  const before = lists(areas);
  await areas.sync.pollAlarms(id);
  await expect(areas.sync.start(id, {}, null)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(lists(areas)).toBe(before);
  expect(await stateOf(areas, id)).toBe('PAUSED');
});

it('two syncs of a provider are one; a sync of a part joins the slices that are being listed', async () => {
  const { platform, held } = holding(isList);
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(() => held.length === 12);
  const first = (await areas.directory.load(id, null))!.lastSyncId;
  expect((await areas.sync.start(id, {}, null)).id).toBe(first);
  expect((await areas.sync.start(id, { kinds: ['Volume'] }, null)).id).toBe(first);
  expect(lists(areas)).toBe(12);
  for (const { answer } of held) answer(ok([]));
  await areas.ended(first!);
});

it('a sync of the whole that is asked for while a part is synced lists the rest as well', async () => {
  let hold = false;
  const { platform, held } = holding((call) => hold && isList(call));
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(async () => (await stateOf(areas, id)) === 'READY');
  const { syncedAt } = (await areas.directory.load(id, null))!;
  areas.clock.advance(1_000);
  hold = true;
  const part = await areas.sync.start(id, { kinds: ['Volume'] }, 'admin');
  await until(() => held.length === 2);
  const whole = await areas.sync.start(id, {}, 'admin');
  expect([whole.id !== part.id, whole.total]).toEqual([true, 12]);
  await until(() => held.length === 12);
  for (const { answer, call } of held) if (call.functionName === 'sandbox.listVolumes') answer(ok([]));
  expect((await areas.ended(part.id)).state).toBe('SUCCEEDED');
  expect((await areas.directory.load(id, null))!.syncedAt).toBe(syncedAt); // a part is no complete sync
  for (const { answer } of held) answer(ok([]));
  expect((await areas.ended(whole.id)).state).toBe('SUCCEEDED');
  await until(async () => (await areas.directory.load(id, null))!.syncedAt === areas.clock.now());
});

it('a slice that many ask for is listed once, and once more for those who came after it began', async () => {
  let hold = false;
  const { platform, held } = holding((call) => hold && isList(call));
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(async () => (await stateOf(areas, id)) === 'READY');
  const slice = { providerId: id, kind: 'Instance', region: 'us-east' };
  const never = () => new AbortController().signal;
  hold = true;
  areas.clock.advance(1);
  const early = Array.from({ length: 20 }, () => areas.sync.refresh([slice], areas.clock.now(), never()));
  await until(() => held.length === 1);
  areas.clock.advance(1);
  const late = Array.from({ length: 20 }, () => areas.sync.refresh([slice], areas.clock.now(), never()));
  held[0]!.answer(ok([]));
  await Promise.all(early);
  await until(() => held.length === 2);
  held[1]!.answer(ok([instance('fresh')]));
  await Promise.all(late);
  expect(held).toHaveLength(2);
  expect(
    (await areas.inventory.slices(id)).find(({ kind, region }) => kind === 'Instance' && region === 'us-east'),
  ).toMatchObject({ count: 1, listedAt: areas.clock.now() });
});

it('one account whose calls hang takes no more than its turns: another is listed as soon as one is free', async () => {
  const { platform, held } = holding((call) => isList(call) && call.account!.providerId === hanging);
  let hanging = '';
  await using areas = await startAreas({ platform, maxListings: 2 });
  const healthy = await areas.create('healthy');
  await until(async () => (await stateOf(areas, healthy)) === 'READY');
  hanging = (
    await areas.directory.insert({
      ...(await areas.store.db.selectFrom('providers').selectAll().executeTakeFirstOrThrow()),
      id: 'prv_hanging',
      name: 'hanging',
      last_sync_id: null,
    })
  ).id;
  await areas.inventory.setSlices(hanging, areas.registry.slices('sandbox', ['eu-north', 'us-east']));
  await areas.sync.start(hanging, {}, null);
  await until(() => held.length === 2);
  const sync = await areas.sync.start(healthy, {}, null);
  held[0]!.answer(failed('PROVIDER_UNAVAILABLE'));
  expect((await areas.ended(sync.id)).state).toBe('SUCCEEDED');
  expect(held).toHaveLength(3);
  await areas.sync.stop(hanging); // also those that wait for a turn
});

it('a gateway that closes in the middle of a sync leaves it open and the slices unmarked, so that the next start takes it up', async () => {
  const { platform, held } = holding(isList);
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await until(() => held.length === 12);
  held[0]!.answer(ok([]));
  const { lastSyncId } = (await areas.directory.load(id, null))!;
  await until(async () => (await areas.operations.load(lastSyncId!, null))!.done === 1);
  await areas.sync.close();
  expect(await areas.operations.load(lastSyncId!, null)).toMatchObject({ state: 'RUNNING', done: 1 });
  await areas.nextStart();
  expect((await areas.operations.load(lastSyncId!, null))!.state).toBe('INTERRUPTED');
  expect((await areas.inventory.slices(id)).every(({ error }) => error === null)).toBe(true);
  await expect(areas.sync.start(id, {}, null)).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(areas.unexpected).toEqual([]);
});

it('a poll during the first sync does not judge what was not listed yet', async () => {
  const { platform, held } = holding((call) => isList(call) && call.functionName !== 'sandbox.listAlarms');
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  await areas.sync.pollAlarms(id);
  expect(await stateOf(areas, id)).toBe('SYNCING');
  for (const { answer } of held) answer(ok([]));
  await until(async () => (await stateOf(areas, id)) === 'READY');
});

it('a refused listing makes the provider DEGRADED, all of them FAILED, and the next good one READY', async () => {
  let refused: (region: unknown) => boolean = (region) => region === 'us-east';
  await using areas = await startAreas({
    platform: (call) =>
      isList(call) && refused((call.input as any).region) ? failed('PROVIDER_PERMISSION_DENIED') : undefined,
  });
  const id = await areas.create();
  await until(async () => (await stateOf(areas, id)) === 'DEGRADED');
  expect(await areas.directory.load(id, null)).toMatchObject({
    stateCode: 'PROVIDER_PERMISSION_DENIED',
    syncedAt: null,
  });
  refused = () => true;
  await areas.sync.start(id, {}, null);
  await until(async () => (await stateOf(areas, id)) === 'FAILED');
  refused = () => false;
  await areas.sync.start(id, {}, null);
  await until(async () => (await stateOf(areas, id)) === 'READY');
  expect(await areas.directory.load(id, null)).toMatchObject({ stateCode: null, stateReason: null });
});

it('a function that ignores which resources were asked for deletes none of them', async () => {
  await using areas = await startAreas({
    platform: (call) =>
      call.functionName !== 'sandbox.listInstances'
        ? undefined
        : (call.input as any).cursor
          ? ok([instance('asked')])
          : ok([instance('first'), instance('second')], 'more'),
  });
  const id = await areas.create();
  await until(async () => (await stateOf(areas, id)) === 'READY');
  const { nodes } = await areas.inventory.search({ filter: { kinds: ['Instance'], regions: ['us-east'] } }, null);
  const [row] = await areas.reader.read(
    nodes.filter(({ name }) => name === 'asked'),
    areas.clock.now() + 1_000,
  );
  expect(row).toMatchObject({ name: 'asked', missingSince: null });
  expect(
    (await areas.inventory.search({ filter: { kinds: ['Instance'], regions: ['us-east'] } }, null)).nodes,
  ).toHaveLength(3);
});
