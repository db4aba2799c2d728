import { afterAll, beforeAll, expect, it } from 'vitest';
import { FAULTS } from '../support/faulty/manifests.ts';
import { registry } from '../support/faulty/registry.gen.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { programPath } from '../support/programs.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({
    flags: { 'call-timeout-ms': 4_000, 'request-timeout-ms': 1_000, 'alarm-poll-interval-ms': 60_000 },
    functions: {
      manifests: Object.values(registry).map(({ manifest }) => manifest),
      hostPath: programPath(new URL('../support/faulty/local-host.ts', import.meta.url)),
    },
  });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const CREATE =
  'mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id } operation { id } } }';

/** Waits for the end of an operation: its last state. */
async function ended(id: string): Promise<string> {
  for await (const { operationProgress } of gateway.subscribe(
    'subscription ($id: ID!) { operationProgress(id: $id) { state } }',
    { id },
  ))
    if (operationProgress.state !== 'RUNNING') return operationProgress.state;
  throw new Error('the subscription ended before the operation');
}

/** Adds a provider and waits for the end of its sync: outcome and code by kind. */
async function add(connector: string) {
  const { createProvider } = await gateway.data(CREATE, { input: { connector, name: connector, syncInterval: '0s' } });
  const { id } = createProvider.operation;
  await ended(id);
  const { operation } = await gateway.data(
    'query ($id: ID!) { operation(id: $id) { state items { slice { kind } outcome count error { code message } } } }',
    { id },
  );
  const provider = createProvider.provider.id as string;
  return {
    provider,
    state: operation.state,
    items: new Map(operation.items.map((item: any) => [item.slice.kind.replace(`${connector}.`, ''), item])) as Map<
      string,
      any
    >,
  };
}

it('a function that answers nonsense fails its slice and nothing else', async () => {
  const { provider, state, items } = await add('faulty');
  expect(state).toBe('PARTIAL');
  expect(items.get('Fine')).toMatchObject({ outcome: 'SUCCEEDED', count: 2 });
  expect(items.get('Alarm')).toMatchObject({ outcome: 'SUCCEEDED', count: 1 });
  expect(items.get('Duplicates')).toMatchObject({ outcome: 'SUCCEEDED', count: 2 });
  for (const kind of FAULTS.filter((fault) => fault !== 'Duplicates')) {
    const { outcome, error } = items.get(kind);
    expect([kind, outcome, error.code]).toEqual([
      kind,
      'FAILED',
      kind === 'HugePage' ? 'PAYLOAD_TOO_LARGE' : 'FUNCTION_BAD_REPLY',
    ]);
    expect(error.message).not.toMatch(/canary|ZodError|at .*\.ts/);
  }
  await until(
    async () =>
      (await gateway.data('query ($id: ID!) { provider(id: $id) { state } }', { id: provider })).provider.state ===
      'DEGRADED',
  );

  const { resources } = await gateway.data(
    'query ($ids: [ID!]) { resources(filter: { providerIds: $ids }) { complete totalCount nodes { name } missing { kind code } } }',
    { ids: [provider] },
  );
  expect(resources.complete).toBe(false);
  expect(resources.nodes.map(({ name }: any) => name).toSorted()).toEqual(
    expect.arrayContaining(['one', 'other', 'same', 'two']),
  );
  expect(resources.missing.map(({ kind }: any) => kind.replace('faulty.', '')).toSorted()).toEqual(
    FAULTS.filter((fault) => fault !== 'Duplicates').toSorted(),
  );
  expect(gateway.log()).not.toContain('canary-in-an-answer');
});

it('an account without an identity is not added', async () => {
  const { errors } = await gateway.graphql(CREATE, { input: { connector: 'nobody', name: 'nobody' } });
  expect(errors![0]!.extensions.code).toBe('FUNCTION_BAD_REPLY');
  expect(
    (await gateway.data('{ providers(filter: { connectors: ["nobody"] }) { totalCount } }')).providers.totalCount,
  ).toBe(0);
});

it('a process that ends in the middle of a call fails that slice, and is started again by a later call', async () => {
  const { provider, items } = await add('crashing');
  expect(items.get('Crash')).toMatchObject({ outcome: 'FAILED', error: { code: 'FUNCTION_FAILED' } });
  // A hedge of the call that crashed may still end the next process, and the breaker may be open for a while.
  await until(async () => {
    const { syncProvider } = await gateway.data(
      'mutation ($id: ID!) { syncProvider(input: { id: $id, kinds: ["Alarm"] }) { operation { id } } }',
      { id: provider },
    );
    return (await ended(syncProvider.operation.id)) === 'SUCCEEDED';
  });
});

it('a query that waits for a hanging slice answers within its deadline, and names the slice', async () => {
  const { provider, items } = await add('hanging');
  expect(items.get('Hang')).toMatchObject({ outcome: 'FAILED', error: { code: 'FUNCTION_TIMEOUT' } });
  expect(items.get('Fine')).toMatchObject({ outcome: 'SUCCEEDED', count: 2 });
  const startedAt = performance.now();
  const { resources } = await gateway.data(
    'query ($ids: [ID!]) { resources(filter: { providerIds: $ids }, maxAge: "0s") { complete totalCount missing { kind code } } }',
    { ids: [provider] },
  );
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(resources).toEqual({
    complete: false,
    totalCount: 2,
    missing: [{ kind: 'hanging.Hang', code: 'FUNCTION_TIMEOUT' }],
  });
});

it('other accounts are answered as ever meanwhile', async () => {
  const { id } = await gateway.addSandbox('healthy', { alarmsPerMinute: 0 });
  const { provider } = await gateway.data(
    'query ($id: ID!) { provider(id: $id) { state resources(maxAge: "0s") { complete } } }',
    { id },
  );
  expect(provider).toEqual({ state: 'READY', resources: { complete: true } });
});
