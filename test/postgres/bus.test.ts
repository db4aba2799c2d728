/** What gateways over one database tell each other. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../gateway/clock.ts';
import { openBus } from '../../gateway/bus/index.ts';
import { openStore } from '../../gateway/store/index.ts';
import { addProvider } from '../support/inventory.ts';
import { postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';

const bin = postgresPrograms();

describe.skipIf(bin === null)('the bus of several gateways (needs PostgreSQL)', () => {
  let postgres: Postgres;
  let databaseUrl: string;
  beforeAll(async () => {
    postgres = await startPostgres(bin!);
  });
  afterAll(() => postgres.stop());
  beforeEach(async () => {
    databaseUrl = await postgres.createDatabase();
    await (await openStore({ databaseUrl })).close();
  });

  /** A gateway's bus, and what its listeners heard of providers. */
  function gateway() {
    const broken: unknown[] = [];
    const heard: string[] = [];
    let looks = 0;
    const bus = openBus({ databaseUrl }, systemClock, (error) => void broken.push(error));
    bus.subscribe('provider', ({ providerId }) => void heard.push(providerId));
    bus.subscribe('registry', () => void looks++);
    return {
      bus,
      heard,
      broken,
      /** How often it was told to look at everything: once for each connection. */
      looks: () => looks,
      tell: (...ids: string[]) => ids.forEach((providerId) => bus.publish('provider', { providerId })),
      [Symbol.asyncDispose]: () => bus.close(),
    };
  }

  it('what one publishes all hear, and nobody twice', async () => {
    await using one = gateway();
    await using another = gateway();
    await until(() => one.looks() === 1 && another.looks() === 1);
    one.tell('a');
    expect(one.heard).toEqual(['a']); // its own listeners at once
    await until(() => another.heard.length === 1);
    another.tell('b');
    await until(() => one.heard.length === 2);
    one.tell('c');
    await until(() => another.heard.length === 3);
    expect([one.heard, another.heard]).toEqual([
      ['a', 'b', 'c'],
      ['a', 'b', 'c'],
    ]);
  });

  it('any number at once arrives, in order', async () => {
    await using one = gateway();
    await using another = gateway();
    await until(() => another.looks() === 1);
    const ids = Array.from({ length: 2_000 }, (_, index) => `prv_00000000-0000-0000-0000-${index}`);
    one.tell(...ids);
    await until(() => another.heard.length === ids.length);
    expect(another.heard).toEqual(ids);
  });

  it('what is published before the connection stands, or at the very end, is told all the same', async () => {
    await using another = gateway();
    await until(() => another.looks() === 1);
    const one = gateway();
    one.tell('early');
    await until(() => another.heard.length === 1);
    one.tell('late');
    await one.bus.close();
    await until(() => another.heard.length === 2);
    expect(another.heard).toEqual(['early', 'late']);
  });

  it('what others of the database tell each other on the same channel is no business of a gateway', async () => {
    await using one = gateway();
    await using another = gateway();
    await until(() => one.looks() === 1 && another.looks() === 1);
    const store = await openStore({ databaseUrl });
    for (const payload of ['', 'hello', '[]', '{"from":"me"}', '{"from":"me","messages":[["provider"],["new",{}]]}'])
      await sql`select pg_notify('causeway', ${payload})`.execute(store.db);
    await store.close();
    one.tell('a');
    await until(() => another.heard.length > 0);
    expect([another.heard, another.broken]).toEqual([['a'], []]);
  });

  it('a database that was away is heard again, and all that may have changed is told to be looked at', async () => {
    await using one = gateway();
    await using another = gateway();
    await until(() => one.looks() === 1 && another.looks() === 1);
    const store = await openStore({ databaseUrl });
    await addProvider(store, 'missed');
    await store.close();
    await postgres.crash();
    await until(() => one.looks() === 2 && another.looks() === 2);
    expect(one.broken.length).toBeGreaterThan(0);
    expect(another.heard).toEqual(['missed']);
    one.tell('after');
    await until(() => another.heard.includes('after'));
  });
});
