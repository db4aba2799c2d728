import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let known: { provider: string; instance: string; operation: string };
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 60_000 } });
  const { id } = await gateway.addSandbox('there', { alarmsPerMinute: 0 });
  const { provider } = await gateway.data(
    'query ($id: ID!) { provider(id: $id) { lastSync { id } resources(first: 1, filter: { kinds: ["Instance"] }) { nodes { id } } } }',
    { id },
  );
  known = { provider: id, instance: provider.resources.nodes[0].id, operation: provider.lastSync.id };
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const SECRET = 'canary-credential-value';
const create = (input: object) =>
  [
    'mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id } } }',
    { input: { connector: 'sandbox', name: 'new', credential: { plain: { token: SECRET } }, ...input } },
  ] as const;
const update = (input: object) =>
  [
    'mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { id } } }',
    { input: { id: known.provider, ...input } },
  ] as const;
const sync = (input: object) =>
  [
    'mutation ($input: SyncProviderInput!) { syncProvider(input: $input) { operation { id } } }',
    { input: { id: known.provider, ...input } },
  ] as const;
const stop = (input: object) =>
  ['mutation ($input: InstanceActionInput!) { stopInstances(input: $input) { operation { id } } }', { input }] as const;
const tag = (input: object) =>
  [
    'mutation ($input: TagResourcesInput!) { tagResources(input: $input) { operation { id } } }',
    { input: { ids: [known.instance], ...input } },
  ] as const;
const key = (input: object) =>
  [
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }',
    { input: { name: 'new', role: 'VIEWER', ...input } },
  ] as const;
const resources = (args: string) => [`{ resources(${args}) { totalCount } }`, {}] as const;
const sealedToAnotherKey = 'eyJhbGciOiJFQ0RILUVTIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA';

type Row = readonly [what: string, code: string, ask: () => readonly [query: string, variables: object], says: RegExp];
const TABLE: readonly Row[] = [
  [
    'an unknown connector',
    'UNKNOWN_CONNECTOR',
    () => create({ connector: 'cloudy' }),
    /"cloudy".*aws, cloudcheckr, echo, manageiq, mistio, sandbox/,
  ],
  ['an empty connector', 'UNKNOWN_CONNECTOR', () => create({ connector: '' }), /Registered/],
  ['a name of spaces', 'BAD_USER_INPUT', () => create({ name: '   ' }), /name must have 1 to 100/],
  ['a name of 101 characters', 'BAD_USER_INPUT', () => create({ name: 'x'.repeat(101) }), /name must have 1 to 100/],
  ['a name that is taken', 'CONFLICT', () => create({ name: 'there' }), /Choose another name/],
  ['no credential', 'BAD_USER_INPUT', () => create({ credential: null }), /credential is needed.*credentialSchema/],
  [
    'a plain credential that is a text',
    'BAD_USER_INPUT',
    () => create({ credential: { plain: SECRET } }),
    /must be an object/,
  ],
  [
    'a plain credential that is a list',
    'BAD_USER_INPUT',
    () => create({ credential: { plain: [SECRET] } }),
    /must be an object/,
  ],
  [
    'a plain credential of another shape',
    'BAD_USER_INPUT',
    () => create({ credential: { plain: { password: SECRET } } }),
    /credential/,
  ],
  [
    'both kinds of credential',
    'BAD_USER_INPUT',
    () => create({ credential: { plain: { token: SECRET }, sealed: 'x' } }),
    /CredentialInput/,
  ],
  [
    'a sealed credential that is none',
    'BAD_USER_INPUT',
    () => create({ credential: { sealed: 'nonsense' } }),
    /compact JWE.*sealingKey/,
  ],
  [
    'a credential sealed to another key',
    'PROVIDER_CREDENTIAL_REJECTED',
    () => create({ credential: { sealed: sealedToAnotherKey } }),
    /credential/,
  ],
  [
    'a token that the provider refuses',
    'PROVIDER_CREDENTIAL_REJECTED',
    () => create({ credential: { plain: { token: 'wrong' } } }),
    /refused the credential/,
  ],
  [
    'a region that the account does not have',
    'BAD_USER_INPUT',
    () => create({ regions: ['moon'] }),
    /has no moon. It has eu-north, us-east/,
  ],
  ['options that are a list', 'BAD_USER_INPUT', () => create({ options: [1] }), /options must be an object/],
  [
    'options that the connector does not know',
    'BAD_USER_INPUT',
    () => create({ options: { colour: 'red' } }),
    /colour/,
  ],
  ['options with a wrong value', 'BAD_USER_INPUT', () => create({ options: { failureRate: 7 } }), /failureRate/],
  ['an interval below the least', 'BAD_USER_INPUT', () => create({ syncInterval: '29s' }), /at least 30s/],
  ['an interval without a unit', 'BAD_USER_INPUT', () => create({ syncInterval: '30' }), /whole number and a unit/],
  ['an interval that is negative', 'BAD_USER_INPUT', () => create({ syncInterval: '-5m' }), /whole number and a unit/],
  ['an interval of a million years', 'BAD_USER_INPUT', () => create({ syncInterval: '365000000d' }), /hundred years/],
  ['an empty idempotency key', 'BAD_USER_INPUT', () => create({ idempotencyKey: '' }), /1 to 200 characters/],
  [
    'an idempotency key of 201 characters',
    'BAD_USER_INPUT',
    () => create({ idempotencyKey: 'k'.repeat(201) }),
    /1 to 200 characters/,
  ],
  ['an update of nobody', 'NOT_FOUND', () => update({ id: 'prv_nobody', name: 'x' }), /"prv_nobody"/],
  ['an update to an empty name', 'BAD_USER_INPUT', () => update({ name: '' }), /name must have/],
  ['an update to a region that is not there', 'BAD_USER_INPUT', () => update({ regions: ['moon'] }), /has no moon/],
  ['an update of the interval to 1s', 'BAD_USER_INPUT', () => update({ syncInterval: '1s' }), /at least 30s/],
  [
    'an update with a wrong credential',
    'PROVIDER_CREDENTIAL_REJECTED',
    () => update({ credential: { plain: { token: 'wrong' } } }),
    /refused/,
  ],
  ['a sync of nobody', 'NOT_FOUND', () => sync({ id: 'prv_nobody' }), /"prv_nobody"/],
  [
    'a sync of an unknown kind',
    'BAD_USER_INPUT',
    () => sync({ kinds: ['Ship'] }),
    /has no Ship. It has Alarm, Finding, Instance/,
  ],
  ['a sync of an unknown region', 'BAD_USER_INPUT', () => sync({ regions: ['moon'] }), /has no moon/],
  ['an action on nothing', 'BAD_USER_INPUT', () => stop({ ids: [] }), /1 to 100/],
  [
    'an action on 101 resources',
    'BAD_USER_INPUT',
    () => stop({ ids: Array.from({ length: 101 }, (_, at) => `res_${at}`) }),
    /1 to 100/,
  ],
  [
    'an action on one resource twice',
    'BAD_USER_INPUT',
    () => stop({ ids: [known.instance, known.instance] }),
    /not repeat/,
  ],
  ['a tagging without tags', 'BAD_USER_INPUT', () => tag({}), /must name a tag/],
  ['a tag without a key', 'BAD_USER_INPUT', () => tag({ set: [{ key: '', value: '' }] }), /1 to 128/],
  ['a tag of 257 characters', 'BAD_USER_INPUT', () => tag({ set: [{ key: 'k', value: 'v'.repeat(257) }] }), /256/],
  ['a tag set and removed', 'BAD_USER_INPUT', () => tag({ set: [{ key: 'k', value: 'v' }], remove: ['k'] }), /twice/],
  [
    'an alarm of nobody',
    'NOT_FOUND',
    () => ['mutation { acknowledgeAlarm(input: { id: "alm_nothing" }) { alarm { id } } }', {}],
    /"alm_nothing"/,
  ],
  ['a key without a name', 'BAD_USER_INPUT', () => key({ name: '' }), /1 to 100/],
  ['a key whose name is taken', 'CONFLICT', () => key({ name: 'admin' }), /Choose another name/],
  [
    'a limited admin key',
    'BAD_USER_INPUT',
    () => key({ role: 'ADMIN', providerIds: [known.provider] }),
    /never limited/,
  ],
  ['a key for a provider that is not there', 'NOT_FOUND', () => key({ providerIds: ['prv_nobody'] }), /"prv_nobody"/],
  ['a key that has expired', 'BAD_USER_INPUT', () => key({ expiresAt: '2020-01-01T00:00:00Z' }), /future/],
  ['a moment that is none', 'BAD_USER_INPUT', () => key({ expiresAt: 'tomorrow' }), /RFC 3339/],
  ['a role that is none', 'BAD_USER_INPUT', () => key({ role: 'KING' }), /Role/],
  [
    'the revocation of nobody',
    'NOT_FOUND',
    () => ['mutation { revokeApiKey(input: { id: "key_nobody" }) { revokedId } }', {}],
    /"key_nobody"/,
  ],
  [
    'a removal of nobody',
    'NOT_FOUND',
    () => ['mutation { deleteProvider(input: { id: "prv_nobody", name: "x" }) { deletedId } }', {}],
    /"prv_nobody"/,
  ],
  ['a page of none', 'BAD_USER_INPUT', () => resources('first: 0'), /1 to 500, was 0/],
  ['a page of 501', 'BAD_USER_INPUT', () => resources('first: 501'), /1 to 500, was 501/],
  ['a cursor that is none', 'INVALID_CURSOR', () => resources('after: "nonsense"'), /Start without it/],
  ['an empty cursor', 'INVALID_CURSOR', () => ['{ providers(after: "") { totalCount } }', {}], /Start without it/],
  [
    'a cursor of another list',
    'INVALID_CURSOR',
    () => [`{ providers(after: "${Buffer.from('["functions","x"]').toString('base64url')}") { totalCount } }`, {}],
    /Start without it/,
  ],
  ['an unknown kind', 'BAD_USER_INPUT', () => resources('filter: { kinds: ["Ship"] }'), /Ship/],
  ['a text of two characters', 'BAD_USER_INPUT', () => resources('filter: { text: "ab" }'), /3 to 200 characters/],
  [
    'groups by a tag without the tag',
    'BAD_USER_INPUT',
    () => ['{ resourceGroups(by: TAG) { nodes { count } } }', {}],
    /tag/,
  ],
  [
    'groups by kind with a tag',
    'BAD_USER_INPUT',
    () => ['{ resourceGroups(by: KIND, tag: "team") { nodes { count } } }', {}],
    /tag/,
  ],
  [
    'functions of an unknown connector',
    'UNKNOWN_CONNECTOR',
    () => ['{ functions(connector: "cloudy") { nodes { name } } }', {}],
    /cloudy/,
  ],
  ['providers, 201 at once', 'BAD_USER_INPUT', () => ['{ providers(first: 201) { totalCount } }', {}], /1 to 200/],
  ['an operation that does not parse', 'GRAPHQL_PARSE_FAILED', () => ['{ providers { ', {}], /Syntax/],
  ['a field that is not there', 'GRAPHQL_VALIDATION_FAILED', () => ['{ planets { name } }', {}], /planets/],
];

it.each(TABLE)('%s: %s', async (_what, code, ask, says) => {
  const [query, variables] = ask();
  const { errors, data } = await gateway.graphql(query, variables as Record<string, unknown>);
  expect(errors?.[0]?.message).toMatch(says);
  expect(errors).toHaveLength(1);
  expect(errors![0]!.extensions.code).toBe(code);
  expect(JSON.stringify({ errors, data })).not.toMatch(/canary|stack|node_modules|\.ts:|at .*\(/i);
});

it('a creation that failed leaves nothing behind, and no error was unexpected', async () => {
  const { providers, apiKeys } = await gateway.data('{ providers { nodes { name } } apiKeys { name } }');
  expect(providers.nodes).toEqual([{ name: 'there' }]);
  expect(apiKeys).toEqual([{ name: 'admin' }]);
  expect(gateway.log()).not.toMatch(/unexpected|canary/);
});

it.each(['provider', 'operation', 'resource', 'node'])('%s answers null for an id that is not there', async (field) => {
  expect(await gateway.data(`{ ${field}(id: "prv_absent") { id } }`)).toEqual({ [field]: null });
});

it('an operation that is not there cannot be followed', async () => {
  await expect(
    gateway.subscribe('subscription { operationProgress(id: "op_absent") { state } }').next(),
  ).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
});
