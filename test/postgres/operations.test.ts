import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databasesOf, postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';
import { startOperations } from '../support/shared-operations.ts';

const bin = postgresPrograms();

describe.skipIf(bin === null)('operations of gateways side by side (needs PostgreSQL)', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(bin!);
  });
  afterAll(() => postgres.stop());

  const started = () => startOperations(databasesOf(postgres));

  it('a gateway that starts beside others leaves alone what they have running, as long as they say so', async () => {
    await using world = await started();
    const [one, another] = [world.gateway(), world.gateway()];
    const id = await world.running(one);
    for (let round = 0; round < 5; round += 1) {
      await another.interruptAbandoned();
      expect(await world.stateOf(id)).toBe('RUNNING');
      world.clock.advance(20_000);
      await one.renew();
    }
    await one.settle(id, 0, { outcome: 'SUCCEEDED', count: 1 });
    expect(await world.stateOf(id)).toBe('SUCCEEDED');
  });

  it('one that was not heard of for half a minute is gone, and what it had running is interrupted', async () => {
    await using world = await started();
    const [killed, another] = [world.gateway(), world.gateway()];
    const id = await world.running(killed);
    world.clock.advance(30_000);
    await another.interruptAbandoned();
    expect(await world.stateOf(id)).toBe('RUNNING');
    world.clock.advance(1);
    await another.interruptAbandoned();
    expect(await world.stateOf(id)).toBe('INTERRUPTED');
  });
});
