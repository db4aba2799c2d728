import { afterAll, beforeAll, describe, it } from 'vitest';
import { alarmLogSuite } from '../conformance/alarm-log-suite.ts';
import { alarmsSuite } from '../conformance/alarms-suite.ts';
import type { MakePlace } from '../support/places.ts';
import { postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';

const bin = postgresPrograms();

if (bin === null) {
  it.skipIf(!process.env.CI)('needs PostgreSQL: apt-get install postgresql', () => {
    throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  });
} else {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(bin);
  });
  afterAll(() => postgres.stop());

  const emptyDatabase: MakePlace = async () => ({ location: { databaseUrl: await postgres.createDatabase() }, [Symbol.asyncDispose]: async () => {} });

  describe('on PostgreSQL', () => {
    describe('alarms', () => alarmsSuite(emptyDatabase));
    describe('the alarm log', () => alarmLogSuite(emptyDatabase));
  });
}
