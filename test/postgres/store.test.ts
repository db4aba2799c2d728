import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmLogSuite } from '../conformance/alarm-log-suite.ts';
import { alarmsSuite } from '../conformance/alarms-suite.ts';
import { answersSuite } from '../conformance/answers-suite.ts';
import { claimsSuite } from '../conformance/claims-suite.ts';
import { awaitedSuite } from '../conformance/awaited-suite.ts';
import { findingsSuite } from '../conformance/findings-suite.ts';
import { creationsSuite } from '../conformance/creations-suite.ts';
import { inventoryPropertySuite } from '../conformance/inventory-property-suite.ts';
import { inventorySuite } from '../conformance/inventory-suite.ts';
import { operationsSuite } from '../conformance/operations-suite.ts';
import { outboxSuite } from '../conformance/outbox-suite.ts';
import { pushedAlarmsSuite } from '../conformance/pushed-alarms-suite.ts';
import { registrySuite } from '../conformance/registry-suite.ts';
import { searchSuite } from '../conformance/search-suite.ts';
import { storeSuite } from '../conformance/store-suite.ts';
import { openStore } from '../../gateway/store/index.ts';
import type { MakePlace } from '../support/places.ts';
import { databasesOf, postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';

const bin = postgresPrograms();

if (bin === null) {
  it.skipIf(!process.env.CI)('needs PostgreSQL, which is not installed: apt-get install postgresql', () => {
    expect(bin).not.toBeNull();
  });
} else {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
  });
  afterAll(() => postgres.stop());

  const emptyDatabase: MakePlace = () => databasesOf(postgres)();

  describe('on PostgreSQL', () => {
    storeSuite(emptyDatabase);
    inventorySuite(emptyDatabase);
    searchSuite(emptyDatabase);
    answersSuite(emptyDatabase);
    inventoryPropertySuite(emptyDatabase);
    registrySuite(emptyDatabase);
    creationsSuite(emptyDatabase);
    operationsSuite(emptyDatabase);
    claimsSuite(emptyDatabase);
    alarmsSuite(emptyDatabase);
    pushedAlarmsSuite(emptyDatabase);
    alarmLogSuite(emptyDatabase);
    findingsSuite(emptyDatabase);
    describe('the outbox', () => {
      outboxSuite(emptyDatabase);
      awaitedSuite(emptyDatabase);
    });

    it('a text with the character NUL, which it takes nowhere, is the fault of who sent it', async () => {
      const { location } = await emptyDatabase();
      const store = await openStore(location);
      const asking = store.db.selectFrom('webhooks').selectAll().where('name', '=', 'a\u0000b').execute();
      await expect(asking).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await store.close();
    });
  });
}
