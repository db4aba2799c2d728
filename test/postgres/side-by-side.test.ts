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
const CHANGED = 'subscription ($id: ID!) { providerChanged(ids: [$id]) { name } }';
const RENAME = 'mutation ($id: ID!) { updateProvider(input: { id: $id, name: "second" }) { provider { id } } }';
const NEW_KEY = 'mutation { createApiKey(input: { name: "short", role: VIEWER }) { apiKey { id } secret } }';
const PAUSE = 'mutation ($id: ID!) { updateProvider(input: { id: $id, paused: true }) { provider { state } } }';
const ITEMS = 'query ($id: ID!) { operation(id: $id) { state items { error { code } } } }';
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

  it('shows its clients an account as the other changed it just now', async () => {
    const flags = { 'database-url': await postgres.createDatabase() };
    await using one = await startHallGateway({ flags, directory });
    await using another = await startHallGateway({ flags, directory, adminKey: one.gateway.adminKey });
    const { provider } = (await one.create('first')).data.createProvider;
    await until(async () => (await another.provider(provider.id))?.state === 'READY');
    const heard: string[] = [];
    for await (const { providerChanged } of another.gateway.subscribe(CHANGED, provider)) {
      heard.push(providerChanged.name);
      if (heard.length > 1) break;
      await another.provider(provider.id); // what it has in memory is of this moment
      await one.gateway.data(RENAME, { id: provider.id });
    }
    expect(heard).toEqual(['first', 'second']);
  });

  it('ends what the other asks of an account that is paused here', async () => {
    const flags = { 'database-url': await postgres.createDatabase() };
    await using one = await startHallGateway({ flags, directory });
    await using another = await startHallGateway({ flags, directory, adminKey: one.gateway.adminKey });
    const { provider } = (await one.create('paused')).data.createProvider;
    await until(async () => (await another.provider(provider.id))?.state === 'READY');
    const release = hold(one);
    const { syncProvider } = await one.gateway.data(SYNC, { id: provider.id });
    await another.gateway.data(PAUSE, { id: provider.id });
    const sync = async () => (await one.gateway.data(ITEMS, syncProvider.operation)).operation;
    await until(async () => (await sync()).state !== 'RUNNING');
    expect((await sync()).items).toContainEqual({ error: { code: 'CANCELLED' } });
    expect((await one.provider(provider.id)).state).toBe('PAUSED');
    release();
  });

  it('refuses a key at once that the other revoked', async () => {
    const flags = { 'database-url': await postgres.createDatabase() };
    await using one = await startHallGateway({ flags, directory });
    await using another = await startHallGateway({ flags, directory, adminKey: one.gateway.adminKey });
    const { apiKey, secret } = (await one.gateway.data(NEW_KEY)).createApiKey;
    const asked = () => another.gateway.graphql('{ viewer { name } }', {}, secret);
    expect((await asked()).data?.viewer).toEqual({ name: 'short' });
    const since = performance.now();
    await one.gateway.data('mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { revokedId } }', apiKey);
    await until(async () => (await asked()).errors?.[0]?.extensions.code === 'UNAUTHENTICATED');
    expect(performance.now() - since).toBeLessThan(9_000); // what it keeps of a key is ten seconds old at most
  });
});
