/** Writing a provider and removing its deployment at the same time, where two transactions really run side by side. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hold } from '../../gateway/registry/hold.ts';
import { change } from '../../gateway/registry/stored.ts';
import { openStore, type Store } from '../../gateway/store/index.ts';
import { postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';
import { paused, untilOneWaits } from '../support/side-by-side.ts';

const bin = postgresPrograms();
const row = {
  id: 'dep_a',
  name: 'a',
  connector: 'acme',
  platform: 'HTTP',
  settings: '{}',
  enabled: 1,
  max_concurrency: 1,
  manifest: '{}',
  version: null,
  created_at: 0,
  updated_at: 0,
  described_at: 0,
} as const;

describe.skipIf(bin === null)('a provider that is written while its deployment is removed (needs PostgreSQL)', () => {
  let postgres: Postgres;
  let store: Store;
  beforeAll(async () => {
    postgres = await startPostgres(bin!);
    store = await openStore({ databaseUrl: await postgres.createDatabase() });
    await change(store, (trx) => trx.insertInto('deployments').values(row).execute());
  });
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('keeps the removal waiting until it is written', async () => {
    const order: string[] = [];
    const writing = paused((work) =>
      store.transaction(async (trx) => {
        await hold(trx, 'postgres', 'acme', 'a');
        await work();
        order.push('written');
      }),
    );
    await writing.isReady;
    const removing = change(store, async () => void order.push('looked for users'));
    await untilOneWaits(store);
    writing.commit();
    await Promise.all([writing.ended, removing]);
    expect(order).toEqual(['written', 'looked for users']);
  });

  it('waits for a removal that came first, and is refused', async () => {
    const removing = paused((work) =>
      change(store, async (trx) => {
        await trx.deleteFrom('deployments').where('name', '=', 'a').execute();
        await work();
      }),
    );
    await removing.isReady;
    const both = Promise.allSettled([removing.ended, store.transaction((trx) => hold(trx, 'postgres', 'acme', 'a'))]);
    await untilOneWaits(store);
    removing.commit();
    expect(await both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'CONFLICT' } }]);
  });
});
