import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 60_000, 'request-timeout-ms': 2_000 } });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

/** How often the function that lists instances was called. */
const calls = async () => {
  const { functions } = await gateway.data(
    '{ functions(connector: "sandbox", first: 200) { nodes { name health { calls } } } }',
  );
  return functions.nodes.find(({ name }: any) => name === 'sandbox.listInstances').health.calls as number;
};
const ask = (id: string, maxAge: string) =>
  gateway
    .data(
      'query ($f: ResourceFilter, $maxAge: Duration) { resources(filter: $f, maxAge: $maxAge) { complete totalCount observedAt missing { kind region code message listedAt } } }',
      { f: { providerIds: [id], kinds: ['Instance'] }, maxAge },
    )
    .then(({ resources }) => resources);

it('only what is older than maxAge is listed anew', async () => {
  const { id } = await gateway.addSandbox('fresh', { seed: 'fresh', alarmsPerMinute: 0 });
  const before = await calls();
  expect(await ask(id, '1h')).toMatchObject({ complete: true, totalCount: 40 });
  expect(await calls()).toBe(before);
  const askedAt = Date.now();
  const live = await ask(id, '0s');
  expect(live).toMatchObject({ complete: true, missing: [] });
  expect(Date.parse(live.observedAt)).toBeGreaterThanOrEqual(askedAt);
  expect(await calls()).toBe(before + 2); // one a region
  await gateway.data(
    'mutation ($id: ID!) { syncProvider(input: { id: $id, kinds: ["Volume"] }) { operation { id } } }',
    { id },
  );
});

it('thirty who ask at the same time share the listings, and each gets a complete answer', async () => {
  const { id } = await gateway.addSandbox('shared', { seed: 'shared', alarmsPerMinute: 0, latencyMs: 400 });
  const before = await calls();
  const answers = await Promise.all(Array.from({ length: 30 }, () => ask(id, '0s')));
  for (const answer of answers) expect(answer).toMatchObject({ complete: true, totalCount: 40, missing: [] });
  // One a region, and one more for those who came after it had begun.
  expect(await calls()).toBeLessThanOrEqual(before + 4);
});

it('a slice that does not answer in time is named, and what was known of it is shown', async () => {
  const { id } = await gateway.addSandbox('slow', { seed: 'slow', alarmsPerMinute: 0 });
  await gateway.data(
    'mutation ($id: ID!) { updateProvider(input: { id: $id, options: { seed: "slow", latencyMs: 4000, alarmsPerMinute: 0 } }) { provider { id } } }',
    { id },
  );
  const startedAt = performance.now();
  const answer = await ask(id, '0s');
  expect(performance.now() - startedAt).toBeLessThan(4_000);
  expect(answer).toMatchObject({
    complete: false,
    totalCount: 40,
    missing: [
      { kind: 'Instance', code: 'FUNCTION_TIMEOUT' },
      { kind: 'Instance', code: 'FUNCTION_TIMEOUT' },
    ],
  });
  expect(answer.missing.every(({ listedAt }: any) => listedAt !== null)).toBe(true);
  // Removing it does not wait for what hangs.
  await gateway.data('mutation ($id: ID!) { deleteProvider(input: { id: $id, name: "slow" }) { deletedId } }', { id });
});

it('a region that refuses is missing with its reason, and the rest is complete', async () => {
  const { id } = await gateway.addSandbox('denied', {
    seed: 'denied',
    alarmsPerMinute: 0,
    failingRegions: ['us-east'],
  });
  const answer = await ask(id, '1h');
  expect(answer).toMatchObject({
    complete: false,
    totalCount: 20,
    missing: [
      {
        region: 'us-east',
        code: 'PROVIDER_PERMISSION_DENIED',
        message: expect.stringContaining('sandbox:ListInstances'),
        listedAt: null,
      },
    ],
  });
  const { provider } = await gateway.data(
    'query ($id: ID!) { provider(id: $id) { state stateCode slices { region error { code } } resources(filter: { kinds: ["Instance"], regions: ["eu-north"] }) { complete } } }',
    { id },
  );
  expect(provider).toMatchObject({
    state: 'DEGRADED',
    stateCode: 'PROVIDER_PERMISSION_DENIED',
    resources: { complete: true },
  });
  for (const { region, error } of provider.slices)
    expect(error?.code ?? null).toBe(region === 'us-east' ? 'PROVIDER_PERMISSION_DENIED' : null);
});

it('a provider that fails now and then is listed completely all the same', async () => {
  const { id } = await gateway.addSandbox('flaky', {
    seed: 'flaky',
    alarmsPerMinute: 0,
    failureRate: 0.2,
    throttleRate: 0.1,
  });
  await until(
    async () =>
      (await gateway.data('query ($id: ID!) { provider(id: $id) { state } }', { id })).provider.state === 'READY',
  );
  expect(await ask(id, '1h')).toMatchObject({ complete: true, totalCount: 40 });
});
