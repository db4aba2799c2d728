import { expect, it } from 'vitest';
import { failed, startAreas } from '../../support/areas.ts';
import { until } from '../../support/until.ts';

it('the start gives a provider the slices that its connector has now, and takes those that it has no more', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  await until(async () => (await areas.directory.load(id, null))?.state === 'READY');
  const before = await areas.inventory.slices(id);
  await areas.inventory.setSlices(id, [
    ...before.slice(1).map(({ kind, region }) => ({ kind, region })),
    { kind: 'sandbox.Gone', region: 'us-east' },
  ]);
  await areas.lifecycle.alignSlices();
  const after = await areas.inventory.slices(id);
  expect(after.map(({ kind, region }) => [kind, region])).toEqual(before.map(({ kind, region }) => [kind, region]));
  expect(after.filter(({ listedAt }) => listedAt === null)).toHaveLength(1); // those that stayed are as they were
});

it('a provider whose connector is not registered any more keeps what is known of it', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  await areas.directory.patch(id, { connector: 'gone' });
  await areas.lifecycle.alignSlices();
  expect(await areas.inventory.slices(id)).toHaveLength(12);
});

it('a removal that a stop cut off can be ended, and nothing else can be done meanwhile', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  await until(async () => (await areas.directory.load(id, null))?.state === 'READY');
  await areas.directory.patch(id, { state: 'DELETING' });
  await expect(areas.lifecycle.update({ id, paused: true }, 'admin', null)).rejects.toMatchObject({
    code: 'INVALID_STATE',
  });
  await expect(areas.sync.start(id, {}, null)).rejects.toMatchObject({ code: 'INVALID_STATE' });
  expect(await areas.lifecycle.delete({ id, name: 'account' }, 'admin', null)).toMatchObject({ deletedId: id });
});

it('of two creations with one name one is made; of a refused one nothing is kept', async () => {
  let refused = false;
  await using areas = await startAreas({
    platform: ({ functionName }) =>
      refused && functionName === 'sandbox.verify' ? failed('PROVIDER_PERMISSION_DENIED') : undefined,
  });
  const both = await Promise.allSettled([areas.create('same'), areas.create('same')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } });
  refused = true;
  await expect(areas.create('refused')).rejects.toMatchObject({ code: 'PROVIDER_PERMISSION_DENIED' });
  for (const table of ['providers', 'operations'] as const)
    expect(await areas.store.db.selectFrom(table).select('id').execute()).toHaveLength(1);
});

it('a change that the provider refuses leaves everything as it was', async () => {
  let refused = false;
  await using areas = await startAreas({
    platform: ({ functionName }) =>
      refused && functionName === 'sandbox.verify' ? failed('PROVIDER_PERMISSION_DENIED') : undefined,
  });
  const id = await areas.create();
  await until(async () => (await areas.directory.load(id, null))?.state === 'READY');
  const rows = () => areas.store.db.selectFrom('providers').selectAll().execute();
  const before = await rows();
  refused = true;
  await expect(
    areas.lifecycle.update(
      { id, name: 'new', credential: { plain: { token: 'new' } }, options: { seed: 'new' }, regions: ['us-east'] },
      'admin',
      null,
    ),
  ).rejects.toMatchObject({ code: 'PROVIDER_PERMISSION_DENIED' });
  expect(await rows()).toEqual(before);
});
