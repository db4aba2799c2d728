import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
/** What the scoped keys may see, and what they may not. */
let mine: Things;
let theirs: Things;
const keys: Record<string, string> = {};

interface Things {
  readonly provider: string;
  readonly instance: string;
  readonly operation: string;
  readonly alarm: string;
  readonly finding: string;
}

async function things(name: string): Promise<Things> {
  const { id } = await gateway.addSandbox(name, { seed: name, alarmsPerMinute: 6_000, instancesPerRegion: 3 });
  const found = { alarm: undefined as string | undefined };
  await until(
    async () =>
      (found.alarm = (
        await gateway.data('query ($ids: [ID!]) { alarms(filter: { providerIds: $ids }) { nodes { id } } }', {
          ids: [id],
        })
      ).alarms.nodes[0]?.id) !== undefined,
  );
  const { provider } = await gateway.data(
    'query ($id: ID!) { provider(id: $id) { lastSync { id } resources(first: 1, filter: { kinds: ["Instance"], states: [RUNNING] }) { nodes { id } } findings(first: 1) { nodes { id } } } }',
    { id },
  );
  return {
    provider: id,
    instance: provider.resources.nodes[0].id,
    operation: provider.lastSync.id,
    alarm: found.alarm!,
    finding: provider.findings.nodes[0].id,
  };
}

const makeKey = (input: object) =>
  gateway
    .data('mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } secret } }', { input })
    .then((data) => data.createApiKey as { apiKey: { id: string }; secret: string });

beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 150 } });
  mine = await things('mine');
  theirs = await things('theirs');
  for (const role of ['VIEWER', 'OPERATOR', 'ADMIN']) keys[role] = (await makeKey({ name: role, role })).secret;
  for (const role of ['VIEWER', 'OPERATOR'])
    keys[`SCOPED_${role}`] = (await makeKey({ name: `scoped ${role}`, role, providerIds: [mine.provider] })).secret;
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

describe('roles', () => {
  /** Each mutation with input that fails for another reason once the role is right, so that none changes anything. */
  const MUTATIONS: readonly [name: string, needs: 'OPERATOR' | 'ADMIN', document: string, code: string | null][] = [
    [
      'createProvider',
      'ADMIN',
      'createProvider(input: { connector: "none", name: "x" }) { provider { id } }',
      'UNKNOWN_CONNECTOR',
    ],
    ['updateProvider', 'ADMIN', 'updateProvider(input: { id: "prv_none" }) { provider { id } }', 'NOT_FOUND'],
    ['deleteProvider', 'ADMIN', 'deleteProvider(input: { id: "prv_none", name: "x" }) { deletedId }', 'NOT_FOUND'],
    ['syncProvider', 'OPERATOR', 'syncProvider(input: { id: "prv_none" }) { operation { id } }', 'NOT_FOUND'],
    ['startInstances', 'OPERATOR', 'startInstances(input: { ids: [] }) { operation { id } }', 'BAD_USER_INPUT'],
    ['stopInstances', 'OPERATOR', 'stopInstances(input: { ids: [] }) { operation { id } }', 'BAD_USER_INPUT'],
    ['rebootInstances', 'OPERATOR', 'rebootInstances(input: { ids: [] }) { operation { id } }', 'BAD_USER_INPUT'],
    ['tagResources', 'OPERATOR', 'tagResources(input: { ids: [] }) { operation { id } }', 'BAD_USER_INPUT'],
    ['acknowledgeAlarm', 'OPERATOR', 'acknowledgeAlarm(input: { id: "alm_none" }) { alarm { id } }', 'NOT_FOUND'],
    ['createApiKey', 'ADMIN', 'createApiKey(input: { name: "", role: VIEWER }) { secret }', 'BAD_USER_INPUT'],
    ['revokeApiKey', 'ADMIN', 'revokeApiKey(input: { id: "key_none" }) { revokedId }', 'NOT_FOUND'],
    [
      'registerDeployment',
      'ADMIN',
      'registerDeployment(input: { name: "local-x", target: { http: { url: "https://x.example" } } }) { deployment { id } }',
      'BAD_USER_INPUT',
    ],
    ['updateDeployment', 'ADMIN', 'updateDeployment(input: { name: "x" }) { deployment { id } }', 'UNKNOWN_DEPLOYMENT'],
    ['removeDeployment', 'ADMIN', 'removeDeployment(input: { name: "x" }) { removedName }', 'UNKNOWN_DEPLOYMENT'],
    ['probeDeployment', 'ADMIN', 'probeDeployment(input: { name: "x" }) { changed }', 'UNKNOWN_DEPLOYMENT'],
    [
      'bindOperations',
      'ADMIN',
      'bindOperations(input: { connector: "aws", deployment: "x" }) { binding { boundAt } }',
      'UNKNOWN_DEPLOYMENT',
    ],
    [
      'unbindOperations',
      'ADMIN',
      'unbindOperations(input: { connector: "aws" }) { bindings { boundAt } }',
      'NOT_FOUND',
    ],
    ['callFunction', 'OPERATOR', 'callFunction(input: { function: "x.y" }) { data }', 'UNKNOWN_FUNCTION'],
    [
      'createEventSubscription',
      'ADMIN',
      'createEventSubscription(input: { name: "x", eventType: "a.b", functionName: "x.y" }) { eventSubscription { id } }',
      'UNKNOWN_FUNCTION',
    ],
    [
      'updateEventSubscription',
      'ADMIN',
      'updateEventSubscription(input: { name: "x" }) { eventSubscription { id } }',
      'NOT_FOUND',
    ],
    ['deleteEventSubscription', 'ADMIN', 'deleteEventSubscription(input: { name: "x" }) { deletedName }', 'NOT_FOUND'],
    ['redriveDeliveries', 'ADMIN', 'redriveDeliveries(input: {}) { redrivenCount }', 'BAD_USER_INPUT'],
    [
      'createWebhook',
      'ADMIN',
      'createWebhook(input: { name: "X", kind: GITHUB, secret: "env:X" }) { webhook { id } }',
      'BAD_USER_INPUT',
    ],
    ['deleteWebhook', 'ADMIN', 'deleteWebhook(input: { name: "x" }) { deletedName }', 'NOT_FOUND'],
  ];
  const RANK = { VIEWER: 0, OPERATOR: 1, ADMIN: 2 };

  it('every mutation is in this table', async () => {
    const { __schema } = await gateway.data('{ __schema { mutationType { fields { name } } } }');
    expect(MUTATIONS.map(([name]) => name).toSorted()).toEqual(
      __schema.mutationType.fields.map(({ name }: { name: string }) => name).toSorted(),
    );
  });

  it.each(MUTATIONS)('%s needs %s', async (_name, needs, document, code) => {
    for (const role of ['VIEWER', 'OPERATOR', 'ADMIN'] as const) {
      const { errors } = await gateway.graphql(`mutation { ${document} }`, {}, keys[role]);
      expect([role, errors![0]!.extensions.code]).toEqual([role, RANK[role] < RANK[needs] ? 'FORBIDDEN' : code]);
    }
  });

  it('only administrators see the keys', async () => {
    for (const role of ['VIEWER', 'OPERATOR'])
      expect((await gateway.graphql('{ apiKeys { name } }', {}, keys[role])).errors![0]!.extensions.code).toBe(
        'FORBIDDEN',
      );
    expect((await gateway.data('{ apiKeys { name } }', {}, keys['ADMIN'])).apiKeys.length).toBeGreaterThan(3);
  });
});

describe('a key that is limited to some providers', () => {
  const QUERY = `query ($ids: [ID!]) {
    viewer { name providerIds }
    providers { nodes { id } totalCount }
    resources(first: 500) { totalCount nodes { provider { id } } missing { provider { id } } }
    asked: resources(filter: { providerIds: $ids }) { totalCount missing { code } }
    resourceGroups(by: PROVIDER) { nodes { value } missing { kind } }
    alarms(filter: { states: [FIRING, ACKNOWLEDGED, RESOLVED] }, first: 200) { nodes { provider { id } } }
    findings(first: 200) { totalCount nodes { provider { id } resource { provider { id } } } missing { provider { id } } }
    askedFindings: findings(filter: { providerIds: $ids }, maxAge: "0s") { totalCount missing { code } }
  }`;

  it('sees nothing of the others in any list', async () => {
    const seen = await gateway.data(QUERY, { ids: [theirs.provider] }, keys['SCOPED_VIEWER']);
    expect(seen.viewer).toEqual({ name: 'scoped VIEWER', providerIds: [mine.provider] });
    expect(seen.providers).toEqual({ nodes: [{ id: mine.provider }], totalCount: 1 });
    expect(new Set(seen.resources.nodes.map(({ provider }: any) => provider.id))).toEqual(new Set([mine.provider]));
    expect(seen.asked).toEqual({ totalCount: 0, missing: [] });
    expect(seen.resourceGroups.nodes).toEqual([{ value: mine.provider }]);
    expect(new Set(seen.alarms.nodes.map(({ provider }: any) => provider.id))).toEqual(new Set([mine.provider]));
    expect(new Set(seen.findings.nodes.map(({ provider }: any) => provider.id))).toEqual(new Set([mine.provider]));
    expect(seen.askedFindings).toEqual({ totalCount: 0, missing: [] });
    expect(JSON.stringify(seen)).not.toContain(theirs.provider);
  });

  it('finds nothing of the others by id', async () => {
    for (const id of Object.values(theirs))
      expect(
        await gateway.data(
          'query ($id: ID!) { node(id: $id) { id } resource(id: $id) { id } operation(id: $id) { id } provider(id: $id) { id } }',
          { id },
          keys['SCOPED_VIEWER'],
        ),
      ).toEqual({ node: null, resource: null, operation: null, provider: null });
    for (const id of Object.values(mine))
      expect(
        (await gateway.data('query ($id: ID!) { node(id: $id) { id } }', { id }, keys['SCOPED_VIEWER'])).node,
      ).toEqual({ id });
  });

  it('acts on nothing of the others', async () => {
    const act = await gateway.data(
      'mutation ($ids: [ID!]!) { stopInstances(input: { ids: $ids }) { operation { id items { outcome error { code } resource { id } } } } }',
      { ids: [theirs.instance] },
      keys['SCOPED_OPERATOR'],
    );
    expect(act.stopInstances.operation.items).toEqual([
      { outcome: 'SKIPPED', error: { code: 'NOT_FOUND' }, resource: null },
    ]);
    expect(
      (await gateway.data('query ($id: ID!) { resource(id: $id) { state } }', { id: theirs.instance })).resource.state,
    ).toBe('RUNNING');
    for (const mutation of [
      `syncProvider(input: { id: "${theirs.provider}" }) { operation { id } }`,
      `acknowledgeAlarm(input: { id: "${theirs.alarm}" }) { alarm { id } }`,
    ]) {
      expect(
        (await gateway.graphql(`mutation { ${mutation} }`, {}, keys['SCOPED_OPERATOR'])).errors![0]!.extensions.code,
      ).toBe('NOT_FOUND');
    }
  });

  it('does not see an operation that touches the others as well', async () => {
    const { tagResources } = await gateway.data(
      'mutation ($ids: [ID!]!) { tagResources(input: { ids: $ids, set: [{ key: "a", value: "b" }] }) { operation { id } } }',
      { ids: [mine.instance, theirs.instance] },
    );
    expect(
      (
        await gateway.data(
          'query ($id: ID!) { operation(id: $id) { id } }',
          { id: tagResources.operation.id },
          keys['SCOPED_VIEWER'],
        )
      ).operation,
    ).toBeNull();
  });

  it('hears of the others neither events nor changes', async () => {
    const heard: string[] = [];
    const changes = gateway.subscribe('subscription { providerChanged { id } }', {}, keys['SCOPED_VIEWER']);
    for await (const { alarmEvents } of gateway.subscribe(
      'subscription { alarmEvents { alarm { provider { id } } } }',
      {},
      keys['SCOPED_VIEWER'],
    )) {
      heard.push(alarmEvents.alarm.provider.id);
      if (heard.length === 10) break;
    }
    expect(new Set(heard)).toEqual(new Set([mine.provider]));
    expect((await changes.next()).value.providerChanged.id).toBe(mine.provider);
    const next = changes.next();
    const rename = (id: string, name: string) =>
      gateway.data(
        'mutation ($id: ID!, $name: String!) { updateProvider(input: { id: $id, name: $name }) { provider { id } } }',
        { id, name },
      );
    await rename(theirs.provider, 'still theirs');
    await rename(mine.provider, 'still mine');
    expect((await next).value.providerChanged.id).toBe(mine.provider);
    await changes.return!();
  });
});

describe('keys', () => {
  it('a request without one, with a wrong one or with a malformed one is refused', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer cwy_wrong' },
      { authorization: 'Basic YTpi' },
      { authorization: 'Bearer ' },
    ]) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query":"{ viewer { name } }"}',
      });
      expect(response.status).toBe(401);
      expect((await response.json()).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('a revoked key is refused at once, and its sockets are closed', async () => {
    const { apiKey, secret } = await makeKey({ name: 'short-lived', role: 'VIEWER' });
    const socket = gateway.sockets(secret);
    const closed = new Promise<any>((resolve) => socket.on('closed', resolve));
    const events = socket.iterate({ query: 'subscription { providerChanged { id } }' });
    await events.next();
    await gateway.data('mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { revokedId } }', { id: apiKey.id });
    expect((await gateway.graphql('{ viewer { name } }', {}, secret)).errors![0]!.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await closed).code).toBe(4403);
    await events.return!().catch(() => {});
  });

  it('a key stops working when it expires, and the last lasting admin key cannot be revoked', async () => {
    const { secret } = await makeKey({
      name: 'expiring',
      role: 'ADMIN',
      expiresAt: new Date(Date.now() + 1_500).toISOString(),
    });
    expect((await gateway.data('{ viewer { role } }', {}, secret)).viewer.role).toBe('ADMIN');
    const { apiKeys } = await gateway.data('{ apiKeys { id name role lastUsedAt expiresAt } }');
    const lasting = apiKeys.filter(({ role, expiresAt }: any) => role === 'ADMIN' && expiresAt === null);
    const revoke = (id: string) =>
      gateway.graphql('mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { revokedId } }', { id });
    expect(apiKeys.find(({ name }: any) => name === 'expiring').lastUsedAt).not.toBeNull();
    const admin = lasting.find(({ name }: any) => name === 'admin');
    for (const { id } of lasting) if (id !== admin.id) expect((await revoke(id)).errors).toBeUndefined();
    expect((await revoke(admin.id)).errors![0]!.extensions.code).toBe('CONFLICT');
    await until(
      async () =>
        (await gateway.graphql('{ viewer { name } }', {}, secret)).errors?.[0]?.extensions.code === 'UNAUTHENTICATED',
    );
  });
});
