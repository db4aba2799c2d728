/** Two whole gateways over one database, which share the sealing keys of a directory. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHallGateway, type HallGateway } from '../support/hall/index.ts';
import { postgresPrograms, startPostgres, type Postgres } from '../support/postgres.ts';
import { until } from '../support/until.ts';

const bin = postgresPrograms();
const SYNC = 'mutation ($id: ID!) { syncProvider(input: { id: $id }) { operation { id } } }';
const PROGRESS = 'subscription ($id: ID!) { operationProgress(id: $id) { state } }';
const SYNCS = 'query ($id: ID!, $last: ID!) { operation(id: $last) { state } provider(id: $id) { lastSync { id } } }';

/** Whatever is asked of accounts from now on waits. What is returned lets it go on. */
function hold({ hall }: HallGateway): () => void {
  let release!: () => void;
  const until = new Promise<void>((resolve) => (release = resolve));
  hall.inject(({ path }) => path !== '/accounts', { type: 'wait', until }, 1_000);
  return release;
}

describe.skipIf(bin === null)('a gateway that starts beside another (needs PostgreSQL)', () => {
  let postgres: Postgres;
  let directory: string;
  beforeAll(async () => {
    postgres = await startPostgres(bin!);
    directory = await mkdtemp(join(tmpdir(), 'causeway-side-by-side-'));
  });
  afterAll(async () => {
    await postgres.stop();
    await rm(directory, { recursive: true });
  });

  it('leaves its sync alone, and begins none of the same account', async () => {
    const flags = { 'database-url': await postgres.createDatabase(), 'alarm-poll-interval-ms': 200 };
    await using one = await startHallGateway({ flags, directory });
    const { provider } = (await one.create('shared')).data.createProvider;
    await until(async () => (await one.provider(provider.id)).state === 'READY');
    const release = hold(one);
    const { syncProvider } = await one.gateway.data(SYNC, { id: provider.id });

    await using another = await startHallGateway({ flags, directory, adminKey: one.gateway.adminKey });
    const syncs = async () =>
      (await another.gateway.data(SYNCS, { id: provider.id, last: syncProvider.operation.id })) as {
        operation: { state: string };
        provider: { lastSync: { id: string } };
      };
    expect((await syncs()).operation.state).toBe('RUNNING');
    release();
    await until(async () => (await syncs()).operation.state !== 'RUNNING');
    expect(await syncs()).toMatchObject({
      operation: { state: 'SUCCEEDED' },
      provider: { lastSync: { id: syncProvider.operation.id } },
    });
  });

  it('shows its clients what the other does, as it happens', async () => {
    const flags = { 'database-url': await postgres.createDatabase() };
    await using one = await startHallGateway({ flags, directory });
    await using another = await startHallGateway({ flags, directory, adminKey: one.gateway.adminKey });
    const { provider } = (await one.create('watched')).data.createProvider;
    await until(async () => (await one.provider(provider.id)).state === 'READY');
    const release = hold(one);
    const { syncProvider } = await one.gateway.data(SYNC, { id: provider.id });
    const heard: string[] = [];
    for await (const { operationProgress } of another.gateway.subscribe(PROGRESS, syncProvider.operation)) {
      heard.push(operationProgress.state);
      if (operationProgress.state === 'RUNNING') release();
    }
    expect([heard[0], heard.at(-1)]).toEqual(['RUNNING', 'SUCCEEDED']);
  });
});
