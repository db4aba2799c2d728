/** A name that is reserved while the provider of that name is just being kept, in two transactions side by side. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAudit } from '../../gateway/audit/index.ts';
import { createAccounts } from '../../gateway/providers/accounts.ts';
import { createCreations } from '../../gateway/providers/creations.ts';
import { ok, startAreas } from '../support/areas.ts';
import { registry } from '../support/hall/registry.gen.ts';
import { addProvider } from '../support/inventory.ts';
import { databasesOf, postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';
import { paused, untilOneWaits } from '../support/side-by-side.ts';

const bin = postgresPrograms();
const { manifest } = registry.hall;
const account = (providerId: string) => ({
  connector: 'hall',
  deployment: null,
  call: { providerId, accountId: null, options: { url: 'http://hall.test' }, credential: null },
});

describe.skipIf(bin === null)('a name that two creations want (needs PostgreSQL)', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(bin!);
  });
  afterAll(() => postgres.stop());

  it('is looked for after it was reserved: who waited for the one that is just being kept makes nothing upstream', async () => {
    await using areas = await startAreas({
      manifest,
      makePlace: databasesOf(postgres),
      platform: ({ functionName }) => (functionName === 'hall.create' ? ok({ accountId: '1' }) : undefined),
    });
    const { store, clock } = areas;
    const shared = { ...areas, callTimeoutMs: 20_000, log: () => {}, onUnexpected: () => {} };
    const accounts = createAccounts({ ...shared, audit: createAudit({ store, clock }), plainCredentials: 'seal' });
    const creations = createCreations({ ...shared, accounts });

    const first = paused((work) =>
      creations.make(account('prv_00000001'), 'same', 'admin', (_made, settle) =>
        store.transaction(async (trx) => {
          await settle(trx);
          await addProvider({ db: trx }, 'same');
          await work();
        }),
      ),
    );
    await first.isReady;
    const second = creations.make(account('prv_00000002'), 'same', 'admin', async () => 'kept');
    const both = Promise.allSettled([first.ended, second]);
    await untilOneWaits(store);
    first.commit();
    expect(await both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { code: 'CONFLICT' } }]);
    expect(areas.calls.map(({ functionName }) => functionName)).toEqual(['hall.create']);
    await creations.close();
  });
});
