import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealCredential } from '../../functions/sdk/sealing.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { ACT, RESOURCES, ended, instances } from '../support/operations.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 150 } });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const CREATE = `mutation ($input: CreateProviderInput!) { createProvider(input: $input) {
  provider { id name state accountId regions stateReason } operation { id type state done total } } }`;

it('a provider goes from its creation to READY, and subscribers see each step', async () => {
  const states: string[] = [];
  const watching = (async () => {
    for await (const { providerChanged } of gateway.subscribe(
      'subscription { providerChanged { name state syncedAt } }',
    )) {
      if (states.at(-1) !== providerChanged.state) states.push(providerChanged.state);
      if (providerChanged.state === 'READY') break;
    }
  })();
  const { createProvider } = await gateway.data(CREATE, {
    input: {
      connector: 'sandbox',
      name: 'watched',
      credential: { plain: { token: 'valid' } },
      options: { latencyMs: 5, alarmsPerMinute: 0 },
    },
  });
  expect(createProvider.provider).toMatchObject({
    name: 'watched',
    regions: ['eu-north', 'us-east'],
    stateReason: null,
  });
  expect(createProvider.provider.accountId).toMatch(/^\d{12}$/);
  const steps = await ended(gateway, createProvider.operation.id);
  expect(steps.at(-1)).toMatchObject({
    state: 'SUCCEEDED',
    done: createProvider.operation.total,
    total: createProvider.operation.total,
  });
  const dones = steps.map(({ done }) => done);
  expect(dones).toEqual(dones.toSorted((a, b) => a - b));
  expect(steps.at(-1).items.every((item: { outcome: string }) => item.outcome === 'SUCCEEDED')).toBe(true);
  await watching;
  expect(states).toEqual(['SYNCING', 'READY']);
});

it('a credential that was sealed by the client opens the account as well', async () => {
  const { node } = await gateway.data('{ node(id: "con_sandbox") { ... on Connector { sealingKey } } }');
  const sealed = await sealCredential(node.sealingKey, { token: 'sealed-token' });
  const { createProvider } = await gateway.data(CREATE, {
    input: {
      connector: 'sandbox',
      name: 'sealed',
      credential: { sealed },
      options: { seed: 'sealed', alarmsPerMinute: 0 },
    },
  });
  expect((await ended(gateway, createProvider.operation.id)).at(-1).state).toBe('SUCCEEDED');
});

it('a provider is changed: name, regions, options, interval, credential, paused and resumed', async () => {
  const { id } = await gateway.addSandbox('changed', { seed: 'changed', alarmsPerMinute: 0 });
  const update = (input: object) =>
    gateway.graphql(
      'mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { name state regions options syncInterval lastSync { id } } } }',
      { input: { id, ...input } },
    );
  const settled = () =>
    until(async () =>
      ['READY', 'PAUSED', 'FAILED', 'DEGRADED'].includes(
        (await gateway.data('query ($id: ID!) { provider(id: $id) { state } }', { id })).provider.state,
      ),
    );
  const counted = async () =>
    (await gateway.data(RESOURCES, { filter: { providerIds: [id], kinds: ['Instance'] } })).resources;

  expect((await update({ name: 'renamed', syncInterval: '1h' })).data.updateProvider.provider).toMatchObject({
    name: 'renamed',
    syncInterval: '1h',
  });
  const narrowed = (await update({ regions: ['us-east'] })).data.updateProvider.provider;
  expect(narrowed.regions).toEqual(['us-east']);
  expect((await ended(gateway, narrowed.lastSync.id)).at(-1).state).toBe('SUCCEEDED');
  expect(await counted()).toMatchObject({ totalCount: 20, complete: true });
  const widened = (await update({ regions: [] })).data.updateProvider.provider;
  await ended(gateway, widened.lastSync.id);
  expect(await counted()).toMatchObject({ totalCount: 40, complete: true });
  const grown = (await update({ options: { seed: 'changed', instancesPerRegion: 3, alarmsPerMinute: 0 } })).data
    .updateProvider.provider;
  await ended(gateway, grown.lastSync.id);
  expect((await counted()).totalCount).toBe(6);
  expect((await update({ syncInterval: '0s' })).data.updateProvider.provider.syncInterval).toBeNull();
  expect((await update({ credential: { plain: { token: 'another' } } })).errors).toBeUndefined();
  await settled();

  expect((await update({ credential: { plain: { token: 'wrong' } } })).errors![0]!.extensions.code).toBe(
    'PROVIDER_CREDENTIAL_REJECTED',
  );
  expect((await update({ options: { seed: 'somebody else' } })).errors![0]!.extensions.code).toBe('CONFLICT');
  expect(
    (await gateway.data('mutation ($id: ID!) { syncProvider(input: { id: $id }) { operation { id } } }', { id }))
      .syncProvider,
  ).toBeTruthy();

  expect((await update({ paused: true })).data.updateProvider.provider.state).toBe('PAUSED');
  expect(
    (await gateway.graphql('mutation ($id: ID!) { syncProvider(input: { id: $id }) { operation { id } } }', { id }))
      .errors![0]!.extensions.code,
  ).toBe('INVALID_STATE');
  const [one] = await instances(gateway, id, 'RUNNING');
  expect((await gateway.data(ACT('stopInstances'), { ids: [one!.id] })).stopInstances.operation.items[0]).toMatchObject(
    { outcome: 'SKIPPED', error: { code: 'INVALID_STATE' } },
  );
  expect(
    (await gateway.graphql('query ($id: ID!) { resource(id: $id, maxAge: "0s") { id } }', { id: one!.id })).errors![0]!
      .extensions.code,
  ).toBe('INVALID_STATE');
  const old = (
    await gateway.data(
      'query ($f: ResourceFilter) { resources(filter: $f, maxAge: "0s") { complete totalCount missing { code } } }',
      { f: { providerIds: [id], kinds: ['Instance'] } },
    )
  ).resources;
  expect(old).toMatchObject({
    complete: false,
    totalCount: 6,
    missing: [{ code: 'INVALID_STATE' }, { code: 'INVALID_STATE' }],
  });

  const resumed = (await update({ paused: false })).data.updateProvider.provider;
  expect((await ended(gateway, resumed.lastSync.id)).at(-1).state).toBe('SUCCEEDED');
  await settled();
  expect((await gateway.data('query ($id: ID!) { provider(id: $id) { state } }', { id })).provider.state).toBe('READY');
});

it('a provider is removed with all that was known of it, once its name is given', async () => {
  const { alarms } = await gateway.data('{ alarms { cursor } }');
  const { id } = await gateway.addSandbox('removed', { seed: 'removed', alarmsPerMinute: 6_000 });
  await until(
    async () =>
      (await gateway.data('query ($p: [ID!]) { alarms(filter: { providerIds: $p }) { totalCount } }', { p: [id] }))
        .alarms.totalCount > 0,
  );
  const remove = (name: string) =>
    gateway.graphql(
      'mutation ($id: ID!, $name: String!) { deleteProvider(input: { id: $id, name: $name }) { deletedId deletedResourceCount } }',
      { id, name },
    );
  const refused = await remove('something else');
  expect(refused.errors![0]).toMatchObject({
    message: expect.stringContaining('"removed"'),
    extensions: { code: 'CONFLICT' },
  });

  const states: string[] = [];
  const watching = gateway.subscribe('subscription ($ids: [ID!]) { providerChanged(ids: $ids) { state } }', {
    ids: [id],
  });
  states.push((await watching.next()).value.providerChanged.state);
  const before = (await gateway.data(RESOURCES, { filter: { providerIds: [id] } })).resources.totalCount;
  expect((await remove('removed')).data.deleteProvider).toEqual({ deletedId: id, deletedResourceCount: before });
  while (states.at(-1) !== 'DELETING') states.push((await watching.next()).value.providerChanged.state);
  await watching.return!();

  const after = await gateway.data(
    `query ($id: ID!, $ids: [ID!]) { provider(id: $id) { id } providers { nodes { id } } resources(filter: { providerIds: $ids }) { totalCount complete missing { kind } } alarms(filter: { providerIds: $ids, states: [FIRING, RESOLVED] }) { totalCount } }`,
    { id, ids: [id] },
  );
  expect(after.provider).toBeNull();
  expect(after.providers.nodes).not.toContainEqual({ id });
  expect(after.resources).toEqual({ totalCount: 0, complete: true, missing: [] });
  expect(after.alarms.totalCount).toBe(0);
  expect((await remove('removed')).errors![0]!.extensions.code).toBe('NOT_FOUND');

  // Its events stay in the log.
  const replay = gateway.subscribe(
    'subscription ($after: String, $ids: [ID!]) { alarmEvents(after: $after, filter: { providerIds: $ids }) { type alarm { provider { id } } } }',
    { after: alarms.cursor, ids: [id] },
  );
  expect((await replay.next()).value.alarmEvents).toEqual({ type: 'RAISED', alarm: { provider: null } });
  await replay.return!();
});
