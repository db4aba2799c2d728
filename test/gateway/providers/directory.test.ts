import { expect, it } from 'vitest';
import type { UpstreamRow } from '../../../resolvers/rows.ts';
import { startAreas } from '../../support/areas.ts';

const STATUS: UpstreamRow = { state: 'SYNCED', syncedAt: 1, reason: null, checkedAt: 1, syncedSeenAt: 1 };

it('an answer that says nothing new costs no reading of all providers, and its moment is kept', async () => {
  await using areas = await startAreas();
  const id = await areas.create();
  await areas.directory.noteUpstream(id, STATUS);
  expect(await areas.directory.load(id, null)).toMatchObject({ name: 'account', upstream: STATUS });
  // Whoever reads the rows anew sees this.
  await areas.store.db.updateTable('providers').set({ name: 'changed behind its back' }).execute();
  await areas.directory.noteUpstream(id, { ...STATUS, checkedAt: 2 });
  expect(await areas.directory.load(id, null)).toMatchObject({
    name: 'account',
    upstream: { ...STATUS, checkedAt: 2 },
  });
  await areas.directory.noteUpstream(id, { ...STATUS, checkedAt: 3, state: 'SYNCING' });
  expect(await areas.directory.load(id, null)).toMatchObject({
    name: 'changed behind its back',
    upstream: { state: 'SYNCING', checkedAt: 3 },
  });
});
