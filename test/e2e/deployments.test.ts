import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connector as echo } from '../../functions/connectors/echo/connector.ts';
import { connector as sandbox } from '../../functions/connectors/sandbox/connector.ts';
import { openStore } from '../../gateway/store/index.ts';
import {
  ASK,
  asking,
  BIND,
  CALL,
  CHANGE,
  CREATE,
  PROBE,
  REGISTER,
  REMOVE,
  SYNC,
  UNBIND,
  UPDATE,
  type Asking,
} from '../support/deployments.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { serveOverHttp } from '../support/http-deployment.ts';
import { ACT, ended } from '../support/operations.ts';
import { emptyDirectory } from '../support/places.ts';
import { until } from '../support/until.ts';

const SECRET = 'whsec_Y2FuYXJ5LXNpZ25pbmctc2VjcmV0LTAwMDAwMDAw';

let gateway: TestGateway;
let asked: Asking;
const ask: Asking['ask'] = (...question) => asked.ask(...question);
const data: Asking['data'] = (...question) => asked.data(...question);
const refused: Asking['refused'] = (...question) => asked.refused(...question);
const register: Asking['register'] = (...what) => asked.register(...what);

beforeAll(async () => {
  gateway = await startGateway({
    flags: { 'alarm-poll-interval-ms': 86_400_000, 'private-function-addresses': 'allow' },
    env: { CAUSEWAY_SECRET_SIGNING: SECRET },
  });
  asked = asking(gateway);
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const keyOf = async (role: string) =>
  (await gateway.data(`mutation { createApiKey(input: { name: "${role}", role: ${role} }) { secret } }`)).createApiKey
    .secret as string;

it('an address is enough: the deployment says who it is, is called, and shows how that went', async () => {
  await using there = await serveOverHttp(echo);
  await register('echo-there', there, { maxConcurrency: 5 });
  const input = { function: 'echo.echo', deployment: 'echo-there', data: { naïve: '☃', list: [1, null] } };
  const { callFunction } = await data(CALL, { input });
  expect(callFunction.data).toMatchObject({ type: 'dev.causeway.call', data: input.data });
  expect(callFunction.data.id).toMatch(/^[0-9a-f-]{36}$/);

  const { deployment, node } = await data(
    `query ($id: ID!) {
      node(id: $id) { ... on Function { name deployment { name } } }
      deployment(name: "echo-there") {
        id platform address settings builtIn enabled maxConcurrency version describedAt sealingKey connector { title }
        functions { id name bound platform health { calls failures p50Ms } }
        condition { breaker concurrencyLimit callsInFlight callsQueued lastProbe { at } } } }`,
    { id: 'fn_echo-there/echo.echo' },
  );
  expect(node).toEqual({ name: 'echo.echo', deployment: { name: 'echo-there' } });
  expect(deployment).toMatchObject({
    platform: 'HTTP',
    address: there.url,
    settings: { url: there.url },
    builtIn: false,
    enabled: true,
    maxConcurrency: 5,
    version: 'v1',
    sealingKey: null,
    connector: { title: 'Echo' },
    functions: [{ name: 'echo.echo', bound: false, platform: 'HTTP', health: { calls: 1, failures: 0 } }],
    condition: { breaker: 'CLOSED', callsInFlight: 0, callsQueued: 0, lastProbe: null },
  });
  const { node: again } = await data('query ($id: ID!) { node(id: $id) { id } }', { id: deployment.id });
  expect(again).toEqual({ id: deployment.id });
  const page = await data('{ deployments(connector: "echo", first: 1) { nodes { name } pageInfo { endCursor } } }');
  expect(page.deployments.nodes).toEqual([{ name: 'echo-there' }]);
  const next = await data(
    'query ($after: String) { deployments(connector: "echo", after: $after) { nodes { name } } }',
    {
      after: page.deployments.pageInfo.endCursor,
    },
  );
  expect(next.deployments.nodes).toEqual([{ name: 'local-echo' }]);

  await data(UPDATE, { input: { name: 'echo-there', enabled: false } });
  expect(await refused(CALL, { input })).toEqual(['INVALID_STATE', expect.stringContaining('echo-there')]);
  await data(UPDATE, { input: { name: 'echo-there', enabled: true } });
  there.deploy(echo, 'v2');
  expect((await data(PROBE, { input: { name: 'echo-there' } })).probeDeployment).toEqual({
    deployment: { version: 'v2' },
    probe: { error: null },
    changed: true,
  });
  await data(BIND, { input: { connector: 'echo', deployment: 'echo-there' } });
  const before = there.requests();
  expect((await data(ASK, { input: { function: 'echo.echo' } })).callFunction.data.data).toBeNull();
  expect(there.requests()).toBe(before + 1);
  expect(await refused(REMOVE, { input: { name: 'echo-there' } })).toEqual([
    'CONFLICT',
    'echo-there is in use: the connector echo. Take these to another deployment first',
  ]);
  const { unbindOperations } = await data(UNBIND, { input: { connector: 'echo' } });
  expect(unbindOperations.bindings).toEqual([{ operation: null, deployment: { name: 'local-echo' }, boundAt: null }]);
  await data(REMOVE, { input: { name: 'echo-there' } });
  expect((await data('{ deployment(name: "echo-there") { id } }')).deployment).toBeNull();
});

it('a deployment that goes away is an answer to a probe and an error to a call, and both say what to do', async () => {
  const there = await serveOverHttp(echo);
  await register('echo-gone', there);
  await there[Symbol.asyncDispose]();
  await until(async () => {
    const { probeDeployment } = await data(PROBE, { input: { name: 'echo-gone' } });
    expect(probeDeployment).toMatchObject({
      changed: false,
      probe: { error: { code: expect.stringMatching(/^FUNCTION_/) } },
    });
    return probeDeployment.probe.error.code === 'FUNCTION_UNREACHABLE';
  });
  const input = { function: 'echo.echo', deployment: 'echo-gone' };
  expect((await refused(CALL, { input }))[0]).toBe('FUNCTION_UNREACHABLE');
  expect((await refused(REGISTER, { input: { name: 'x', target: { http: { url: there.url } } } }))[0]).toBe(
    'FUNCTION_UNREACHABLE',
  );
  const { deployments } = await data('{ deployments { nodes { name condition { lastProbe { error { code } } } } } }');
  expect(deployments.nodes).toContainEqual({
    name: 'echo-gone',
    condition: { lastProbe: { error: { code: 'FUNCTION_UNREACHABLE' } } },
  });
  expect(deployments.nodes.map(({ name }: { name: string }) => name)).not.toContain('x');
});

describe('a provider that a deployment serves alone', () => {
  it('is verified, listed and acted on there, with a credential that only that one opens', async () => {
    await using there = await serveOverHttp(sandbox);
    await register('sandbox-alone', there);
    const input = {
      connector: 'sandbox',
      name: 'alone',
      deployment: 'sandbox-alone',
      credential: { plain: { token: 'any' } },
      options: { alarmsPerMinute: 0, transitionMs: 10 },
      syncInterval: '0s',
    };
    const { createProvider } = await data(CREATE, { input });
    const { id } = createProvider.provider;
    expect(createProvider.provider.deployment).toEqual({ name: 'sandbox-alone', platform: 'HTTP' });
    const steps = await ended(gateway, createProvider.operation.id);
    expect(steps.at(-1)).toMatchObject({ state: 'SUCCEEDED' });
    const listed = there.requests();
    expect(listed).toBeGreaterThan(12);

    const { provider } = await data(
      'query ($id: ID!) { provider(id: $id) { resources(filter: { kinds: ["Instance"], states: [RUNNING] }, first: 1) { nodes { id } } } }',
      { id },
    );
    const { stopInstances } = await data(ACT('stopInstances'), { ids: [provider.resources.nodes[0].id] });
    expect((await ended(gateway, stopInstances.operation.id)).at(-1)).toMatchObject({ state: 'SUCCEEDED' });
    expect(there.requests()).toBeGreaterThan(listed + 1);

    expect(await refused(REMOVE, { input: { name: 'sandbox-alone' } })).toEqual([
      'CONFLICT',
      expect.stringContaining('the provider "alone"'),
    ]);
    // The credential is sealed to that deployment's key, so the provider does not move without a new one.
    const [code] = await refused(CHANGE, { input: { id, deployment: '' } });
    expect(code).toBe('PROVIDER_CREDENTIAL_REJECTED');
    expect((await data('query ($id: ID!) { provider(id: $id) { deployment { name } } }', { id })).provider).toEqual({
      deployment: { name: 'sandbox-alone' },
    });
    const credential = { plain: { token: 'any' } };
    expect(await data(CHANGE, { input: { id, deployment: '', credential } })).toEqual({
      updateProvider: { provider: { id, deployment: null } },
    });
    expect((await data(REMOVE, { input: { name: 'sandbox-alone' } })).removeDeployment.removedName).toBe(
      'sandbox-alone',
    );
  });

  it('needs a deployment that there is, of its connector', async () => {
    await using there = await serveOverHttp(echo);
    await register('echo-other', there);
    const create = (deployment: string) =>
      refused(CREATE, {
        input: { connector: 'sandbox', name: 'odd', deployment, credential: { plain: { token: 'any' } } },
      });
    expect((await create('nowhere'))[0]).toBe('UNKNOWN_DEPLOYMENT');
    expect(await create('echo-other')).toEqual([
      'BAD_USER_INPUT',
      'deployment must be one of the connector sandbox; echo-other is one of echo',
    ]);
  });
});

it('binding names the providers whose credential the deployment cannot open; given anew, they work there', async () => {
  await using there = await serveOverHttp(sandbox);
  await register('sandbox-bound', there);
  const { id } = await gateway.addSandbox('sealed-here', { alarmsPerMinute: 0 });
  const { bindOperations } = await data(BIND, { input: { connector: 'sandbox', deployment: 'sandbox-bound' } });
  expect(bindOperations.providersToSealAnew).toContainEqual({ name: 'sealed-here' });
  const failed = await data(SYNC, { input: { id } });
  expect((await ended(gateway, failed.syncProvider.operation.id)).at(-1)).toMatchObject({ state: 'FAILED' });

  const { connectors } = await data('{ connectors { nodes { name sealingKey } } }');
  const sealedTo = connectors.nodes.find(({ name }: { name: string }) => name === 'sandbox').sealingKey;
  expect(sealedTo).toEqual(there.publicJwk);
  await data(CHANGE, { input: { id, credential: { plain: { token: 'any' } } } });
  await until(async () => {
    const { provider } = await data('query ($id: ID!) { provider(id: $id) { state } }', { id });
    return provider.state === 'READY';
  });
  const { bindOperations: again } = await data(BIND, { input: { connector: 'sandbox', deployment: 'sandbox-bound' } });
  expect(again.providersToSealAnew).not.toContainEqual({ name: 'sealed-here' });
  await data(UNBIND, { input: { connector: 'sandbox' } });
});

describe('who may do what', () => {
  it('a viewer sees where functions run, and neither the address nor the settings; an operator calls them', async () => {
    await using there = await serveOverHttp(echo);
    await register('echo-roles', there);
    const [viewer, operator] = [await keyOf('VIEWER'), await keyOf('OPERATOR')];
    const seen = await data('{ deployment(name: "echo-roles") { platform functions { name } } }', {}, viewer);
    expect(seen.deployment).toMatchObject({ platform: 'HTTP' });
    for (const field of ['address', 'settings'])
      for (const key of [viewer, operator])
        expect((await refused(`{ deployment(name: "echo-roles") { ${field} } }`, {}, key))[0]).toBe('FORBIDDEN');
    const input = { function: 'echo.echo', deployment: 'echo-roles', data: 1 };
    expect((await refused(ASK, { input }, viewer))[0]).toBe('FORBIDDEN');
    expect((await refused(CALL, { input }, viewer))[0]).toBe('FORBIDDEN');
    expect((await data(ASK, { input }, operator)).callFunction.data.data).toBe(1);
    expect((await refused(UPDATE, { input: { name: 'echo-roles', enabled: false } }, operator))[0]).toBe('FORBIDDEN');
    expect((await refused(REMOVE, { input: { name: 'echo-roles' } }, operator))[0]).toBe('FORBIDDEN');
  });
});

describe('secrets', () => {
  it('are given by reference: requests carry the signature, answers the reference alone', async () => {
    await using there = await serveOverHttp(echo, { signingSecret: SECRET });
    const input = { name: 'echo-signed', target: { http: { url: there.url, signingSecret: 'env:SIGNING' } } };
    await data(REGISTER, { input });
    expect((await data('{ deployment(name: "echo-signed") { settings } }')).deployment.settings).toEqual({
      url: there.url,
      signingSecret: 'env:SIGNING',
    });
    const call = { function: 'echo.echo', deployment: 'echo-signed', data: 'signed' };
    expect((await data(CALL, { input: call })).callFunction.data.data).toBe('signed');
    const unsigned = await refused(REGISTER, {
      input: { name: 'echo-unsigned', target: { http: { url: there.url } } },
    });
    expect(unsigned[0]).toBe('FUNCTION_UNAUTHORIZED');
    const missing = { name: 'x', target: { http: { url: there.url, signingSecret: 'env:MISSING' } } };
    expect(await refused(REGISTER, { input: missing })).toEqual([
      'SECRET_UNAVAILABLE',
      expect.stringContaining('CAUSEWAY_SECRET_MISSING'),
    ]);
  });

  it.each([SECRET, 'env:', 'env:lower', 'file:../../etc/passwd', 'SIGNING', 7])(
    'are not taken in the place of a reference: %j',
    async (signingSecret) => {
      const input = { name: 'x', target: { http: { url: 'http://127.0.0.1:1', signingSecret } } };
      const { errors } = await ask(REGISTER, { input });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
      expect(errors![0]!.message).toMatch(/SecretReference is written/);
      // It may be the secret itself, so it is not repeated.
      if (signingSecret !== 7) expect(errors![0]!.message).not.toContain(JSON.stringify(signingSecret));
    },
  );

  it('are in no answer and in no line of the log', () => {
    expect(asked.answers.length).toBeGreaterThan(50);
    expect(JSON.stringify(asked.answers)).not.toContain(SECRET.slice(6));
    expect(gateway.log()).not.toContain(SECRET.slice(6));
  });
});

it('a platform is named once, and the name is checked', async () => {
  const http = { url: 'http://127.0.0.1:1' };
  expect((await refused(REGISTER, { input: { name: 'x', target: {} } }))[0]).toBe('BAD_USER_INPUT');
  expect((await refused(REGISTER, { input: { name: 'x', target: { http, worker: http } } }))[0]).toBe('BAD_USER_INPUT');
  expect((await refused(REGISTER, { input: { name: 'local-x', target: { http } } }))[0]).toBe('BAD_USER_INPUT');
  expect((await refused(REGISTER, { input: { name: 'x', target: { http: { url: 'file:///etc' } } } }))[0]).toBe(
    'BAD_USER_INPUT',
  );
  const metadata = { http: { url: 'http://169.254.169.254/latest' } };
  expect((await refused(REGISTER, { input: { name: 'x', target: metadata } }))[0]).toBe('ADDRESS_REFUSED');
});

it('private addresses are refused unless the operator allows them', async () => {
  await using closed = await startGateway();
  await using there = await serveOverHttp(echo);
  const { errors } = await closed.graphql(REGISTER, { input: { name: 'x', target: { http: { url: there.url } } } });
  expect(errors).toMatchObject([{ extensions: { code: 'ADDRESS_REFUSED' } }]);
  expect(there.requests()).toBe(0);
});

it('every change is in the audit, without what an event carried, and is there after a restart', async () => {
  await using there = await serveOverHttp(echo);
  await using place = await emptyDirectory();
  const { directory } = place.location as { directory: string };
  const flags = { 'private-function-addresses': 'allow' };
  const first = await startGateway({ directory, flags });
  const input = { name: 'kept', target: { http: { url: there.url } } };
  await first.data(REGISTER, { input });
  await first.data(BIND, { input: { connector: 'echo', deployment: 'kept' } });
  await first.data(CALL, { input: { function: 'echo.echo', data: 'canary-data' } });
  await first.data(UPDATE, { input: { name: 'kept', enabled: false } });
  await first.graphql(CALL, { input: { function: 'echo.echo', data: 'canary-data' } });
  await first[Symbol.asyncDispose]();

  const second = await startGateway({ directory, flags, adminKey: first.adminKey });
  expect(await second.data('{ registryRevision deployment(name: "kept") { enabled version } }')).toEqual({
    registryRevision: 3,
    deployment: { enabled: false, version: 'v1' },
  });
  await second.data(PROBE, { input: { name: 'kept' } });
  await second.data(UNBIND, { input: { connector: 'echo' } });
  await second.data(REMOVE, { input: { name: 'kept' } });
  await second[Symbol.asyncDispose]();

  const store = await openStore({ directory });
  const rows = await store.db.selectFrom('audit').select(['actor', 'action', 'outcome']).orderBy('seq').execute();
  const details = await store.db.selectFrom('audit').select('details').execute();
  await store.close();
  expect(rows.map(({ action, outcome }) => [action, outcome])).toEqual([
    ['registerDeployment', 'ok'],
    ['bindOperations', 'ok'],
    ['callFunction', 'ok'],
    ['updateDeployment', 'ok'],
    ['callFunction', 'INVALID_STATE'],
    ['probeDeployment', 'ok'],
    ['unbindOperations', 'ok'],
    ['removeDeployment', 'ok'],
  ]);
  expect(JSON.stringify(details)).not.toContain('canary-data');
});
