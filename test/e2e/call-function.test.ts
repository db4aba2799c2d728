import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connector as echo } from '../../functions/connectors/echo/connector.ts';
import { defineConnector, defineHandler, defineList, defineVerify } from '../../functions/sdk/index.ts';
import { ASK, asking, CALL, CREATE, PROBE, REMOVE, UNBIND, type Asking } from '../support/deployments.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { serveOverHttp } from '../support/http-deployment.ts';
import { ended } from '../support/operations.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
let asked: Asking;
const data: Asking['data'] = (...question) => asked.data(...question);
const refused: Asking['refused'] = (...question) => asked.refused(...question);
const register: Asking['register'] = (...what) => asked.register(...what);

beforeAll(async () => {
  gateway = await startGateway({
    flags: { 'alarm-poll-interval-ms': 86_400_000, 'private-function-addresses': 'allow' },
  });
  asked = asking(gateway);
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

describe('a connector that no gateway has built in', () => {
  const calls: unknown[] = [];
  const ledger = defineConnector({
    name: 'ledger',
    title: 'Ledger',
    description: 'Keeps books.',
    credential: null,
    options: z.strictObject({}),
    functions: [
      defineVerify({
        name: 'ledger.verify',
        permissions: [],
        quota: null,
        run: async () => ({ accountId: 'books', regions: ['here'] }),
      }),
      defineList({
        name: 'ledger.listEntries',
        kind: 'ledger.Entry',
        permissions: [],
        quota: null,
        run: async () => ({ items: [{ nativeId: 'e-1', name: 'first', state: 'ACTIVE', tags: [], attributes: {} }] }),
      }),
      defineHandler({
        name: 'ledger.add',
        effect: 'WRITE',
        idempotent: false,
        permissions: [],
        quota: null,
        data: z.strictObject({ amount: z.number() }),
        output: z.strictObject({ balance: z.number(), provider: z.string().nullable() }),
        async run({ data: { amount } }, { account }) {
          calls.push(amount);
          const added = { specversion: '1.0', id: `entry-${amount}`, source: 'ledger', type: 'ledger.added' } as const;
          return { data: { balance: amount, provider: account?.providerId ?? null }, events: [added] };
        },
      }),
    ],
  });

  it('is registered, serves at once, lists kinds of its own and takes events', async () => {
    await using there = await serveOverHttp(ledger);
    const { registerDeployment } = await register('ledger', there);
    expect(registerDeployment.bindings).toEqual([{ operation: null }]);
    const input = { connector: 'ledger', name: 'books', syncInterval: '0s' };
    const { createProvider } = await data(CREATE, { input });
    await ended(gateway, createProvider.operation.id);
    const { id } = createProvider.provider;
    const { resources } = await data(
      'query ($id: ID!) { resources(filter: { providerIds: [$id] }) { complete nodes { __typename name kind } } }',
      { id },
    );
    expect(resources).toEqual({
      complete: true,
      nodes: [{ __typename: 'GenericResource', name: 'first', kind: 'ledger.Entry' }],
    });

    const { createApiKey } = await data(
      'mutation { createApiKey(input: { name: "limited", role: OPERATOR, providerIds: [] }) { secret } }',
    );
    await data(
      'mutation { createEventSubscription(input: { name: "added", eventType: "ledger.added", functionName: "echo.echo" }) { eventSubscription { id } } }',
    );
    const call = { function: 'ledger.add', data: { amount: 5 }, providerId: id, idempotencyKey: 'once' };
    for (let count = 0; count < 2; count += 1)
      expect((await data(CALL, { input: call })).callFunction.data).toEqual({ balance: 5, provider: id });
    expect(calls).toEqual([5]);
    expect(await refused(CALL, { input: { ...call, data: { amount: 6 } } })).toEqual([
      'CONFLICT',
      expect.stringContaining('idempotency key'),
    ]);
    expect(await refused(ASK, { input: { ...call, idempotencyKey: null } })).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('must only read'),
    ]);
    expect((await refused(CALL, { input: { ...call, data: { amount: 'x' }, idempotencyKey: null } }))[0]).toBe(
      'BAD_USER_INPUT',
    );
    expect((await refused(CALL, { input: { function: 'ledger.none' } }))[0]).toBe('UNKNOWN_FUNCTION');
    expect((await refused(CALL, { input: { function: 'ledger.verify' } }))[0]).toBe('UNKNOWN_FUNCTION');
    expect(await refused(CALL, { input: { function: 'echo.echo', providerId: id } })).toEqual([
      'BAD_USER_INPUT',
      'providerId must be a provider of the connector echo',
    ]);
    expect((await refused(CALL, { input: { ...call, providerId: 'prv_none', idempotencyKey: null } }))[0]).toBe(
      'NOT_FOUND',
    );
    const elsewhere = { ...call, idempotencyKey: null };
    expect((await refused(CALL, { input: elsewhere }, createApiKey.secret))[0]).toBe('NOT_FOUND');
    expect(calls).toEqual([5]);
    // What the function answered with goes on like any event.
    await until(async () => {
      const { deliveries } = await data('{ deliveries { nodes { state functionName event } } }');
      expect(deliveries.nodes).toMatchObject([
        { functionName: 'echo.echo', event: { id: 'entry-5', source: 'ledger' } },
      ]);
      return deliveries.nodes[0].state === 'DELIVERED';
    });

    // What is taken away is not known to be gone: what was listed stays, and the connector is still known.
    await data(UNBIND, { input: { connector: 'ledger' } });
    const { provider } = await data(
      'query ($id: ID!) { provider(id: $id) { connector { title kinds } slices { kind count } } }',
      { id },
    );
    expect(provider).toEqual({
      connector: { title: 'Ledger', kinds: [] },
      slices: [{ kind: 'ledger.Entry', count: 1 }],
    });
    expect(await refused(REMOVE, { input: { name: 'ledger' } })).toEqual([
      'CONFLICT',
      expect.stringContaining('"books"'),
    ]);
  });

  it('gives providers their new slices when a new version lists more', async () => {
    const [verify] = ledger.functions;
    await using there = await serveOverHttp(defineConnector({ ...ledger, name: 'ledger', functions: [verify!] }));
    await register('ledger-two', there);
    const input = { connector: 'ledger', name: 'more', deployment: 'ledger-two', syncInterval: '0s' };
    const { createProvider } = await data(CREATE, { input });
    const slices = async () =>
      (await data('query ($id: ID!) { provider(id: $id) { slices { kind } } }', { id: createProvider.provider.id }))
        .provider.slices;
    expect(await slices()).toEqual([]);
    there.deploy(ledger, 'v2');
    await data(PROBE, { input: { name: 'ledger-two' } });
    await until(async () => (await slices()).length === 1);
    expect(await slices()).toEqual([{ kind: 'ledger.Entry' }]);
  });
});

it('identical questions that are in flight at the same time are one call', async () => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  let hold = false;
  await using there = await serveOverHttp(echo, { before: () => (hold ? held : undefined) });
  await register('echo-slow', there);
  hold = true;
  const before = there.requests();
  const question = (text: string) =>
    data(ASK, { input: { function: 'echo.echo', deployment: 'echo-slow', data: text } });
  const answers = Promise.all([question('a'), question('a'), question('b'), question('a')]);
  await until(() => there.requests() === before + 2);
  letGo();
  expect((await answers).map(({ callFunction }) => callFunction.data.data)).toEqual(['a', 'a', 'b', 'a']);
  expect(there.requests()).toBe(before + 2);
});

it('the trace of a request goes on to the functions that it calls, each with a span of its own', async () => {
  const heard: unknown[] = [];
  await using there = await serveOverHttp(echo, { before: ({ headers }) => heard.push(headers['traceparent']) });
  await register('echo-traced', there);
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  const call = (traceparent: string) =>
    fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${gateway.adminKey}`, traceparent },
      body: JSON.stringify({ query: CALL, variables: { input: { function: 'echo.echo', deployment: 'echo-traced' } } }),
    }).then((response) => response.json());
  heard.length = 0;
  for (const parent of [`00-${trace}-00f067aa0ba902b7-00`, `00-${trace}-00f067aa0ba902b7-01`, 'nonsense'])
    expect(await call(parent)).toHaveProperty('data.callFunction.data');
  const [unsampled, sampled, own] = heard as string[];
  expect(unsampled).toMatch(new RegExp(`^00-${trace}-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$`));
  expect(sampled).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  expect(own).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(own).not.toContain(trace);
});

it('a key for some providers cannot choose where a function runs, since that may be the account of another', async () => {
  await using there = await serveOverHttp(echo);
  await register('echo-of-another', there);
  const mine = await gateway.addSandbox('mine');
  const { createApiKey } = await data(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { name: 'scoped', role: 'OPERATOR', providerIds: [mine.id] } },
  );
  const before = there.requests();
  const elsewhere = { input: { function: 'echo.echo', deployment: 'echo-of-another', data: 'hello' } };
  for (const question of [ASK, CALL])
    expect(await refused(question, elsewhere, createApiKey.secret)).toEqual([
      'FORBIDDEN',
      'this needs a key for all providers, to choose the deployment. Use a key that has it',
    ]);
  expect(there.requests()).toBe(before);
  for (const deployment of [null, 'local-echo']) {
    const input = { function: 'echo.echo', deployment, data: 'hello' };
    expect((await data(ASK, { input }, createApiKey.secret)).callFunction.data.data).toBe('hello');
  }
});
