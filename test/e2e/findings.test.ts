import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 60_000, 'request-timeout-ms': 700 } });
});
afterAll(() => gateway?.[Symbol.asyncDispose]());

const FINDINGS = `query ($filter: FindingFilter, $first: Int, $after: String, $maxAge: Duration) {
  findings(filter: $filter, first: $first, after: $after, maxAge: $maxAge) {
    totalCount complete missing { kind region code message listedAt provider { name } } pageInfo { hasNextPage endCursor }
    nodes {
      __typename id check { id name category } verdict severity source summary details { key value } clearedAt firstSeenAt
      lastSeenAt resourceNativeId native provider { id } resource { id nativeId kind region findings { id } }
    }
  }
}`;
const ask = async (providerId: string, more: object = {}, filter: object = {}) =>
  (await gateway.data(FINDINGS, { filter: { providerIds: [providerId], ...filter }, ...more })).findings;

/** Changes the options of a sandbox account, and waits for the sync that follows. */
async function become(id: string, options: object) {
  const { updateProvider } = await gateway.data(
    'mutation ($id: ID!, $options: JSON!) { updateProvider(input: { id: $id, options: $options }) { provider { lastSync { id } } } }',
    { id, options: { alarmsPerMinute: 0, ...options } },
  );
  const { lastSync } = updateProvider.provider;
  await until(
    async () =>
      (await gateway.data('query ($id: ID!) { operation(id: $id) { state } }', { id: lastSync.id })).operation.state !==
      'RUNNING',
  );
}

it('what the provider checks is listed with the rest, the worst first, each about its resource in its region', async () => {
  const { id } = await gateway.addSandbox('checked', { seed: 'checked', alarmsPerMinute: 0 });
  const found = await ask(id, { first: 200 });
  expect(found).toMatchObject({ totalCount: 8, complete: true, missing: [] }); // each fifth of 20 in two regions
  const rank = (severity: string) => ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'INFO'].indexOf(severity);
  const ranks = found.nodes.map(({ severity }: any) => rank(severity));
  expect(ranks).toEqual(ranks.toSorted());
  expect(new Set(found.nodes.map(({ resource }: any) => resource.region))).toEqual(new Set(['eu-north', 'us-east']));
  for (const node of found.nodes) {
    expect(node).toMatchObject({
      source: 'EXTERNAL',
      provider: { id },
      resource: { kind: 'Instance', nativeId: node.resourceNativeId, findings: [{ id: node.id }] },
    });
    expect(JSON.stringify(node.native)).not.toContain('canary');
  }
  const { node, provider } = await gateway.data(
    'query ($id: ID!, $provider: ID!) { node(id: $id) { id ... on Finding { summary } } provider(id: $provider) { findings(first: 1) { totalCount nodes { id } } slices { kind region count } } }',
    { id: found.nodes[0].id, provider: id },
  );
  expect(node).toEqual({ id: found.nodes[0].id, summary: found.nodes[0].summary });
  expect(provider.findings).toEqual({ totalCount: 8, nodes: [{ id: found.nodes[0].id }] });
  expect(provider.slices).toContainEqual({ kind: 'Finding', region: 'global', count: 8 });
});

it('filters narrow it, and pages reach all of it once', async () => {
  const { id } = await gateway.addSandbox('paged', { seed: 'paged', alarmsPerMinute: 0, instancesPerRegion: 100 });
  const all = await ask(id, { first: 200 });
  expect(all.totalCount).toBe(40);
  const paged: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await ask(id, { first: 7, after });
    paged.push(...page.nodes.map((node: any) => node.id));
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  expect(paged).toEqual(all.nodes.map((node: any) => node.id));
  for (const verdict of ['FAIL', 'PASS', 'UNKNOWN']) {
    const some = await ask(id, { first: 200 }, { verdicts: [verdict] });
    expect(some.totalCount).toBe(all.nodes.filter((node: any) => node.verdict === verdict).length);
  }
  const [first] = all.nodes;
  const same = await ask(id, { first: 200 }, { checkIds: [first.check.id], severities: [first.severity] });
  expect(same.nodes.map(({ check }: any) => check.id)).toEqual(Array(same.totalCount).fill(first.check.id));
  expect(await ask(id, {}, { resourceIds: [first.resource.id] })).toMatchObject({
    totalCount: 1,
    nodes: [{ id: first.id }],
  });
});

it('what a complete listing does not show any more is cleared, and comes back with the next that shows it', async () => {
  const { id } = await gateway.addSandbox('shrinks', { seed: 'shrinks', alarmsPerMinute: 0 });
  const [before] = (await ask(id)).nodes;
  await become(id, { seed: 'shrinks', instancesPerRegion: 0 });
  expect(await ask(id)).toMatchObject({ totalCount: 0, complete: true });
  const [cleared] = (await ask(id, {}, { includeCleared: true })).nodes;
  expect(cleared).toMatchObject({ id: before.id, clearedAt: expect.any(String), firstSeenAt: before.firstSeenAt });
  await become(id, { seed: 'shrinks' });
  expect((await ask(id)).nodes[0]).toMatchObject({ id: before.id, clearedAt: null, firstSeenAt: before.firstSeenAt });
});

it('only what is older than maxAge is listed anew, and what does not come in time is named', async () => {
  const { id } = await gateway.addSandbox('slow', { seed: 'slow', alarmsPerMinute: 0 });
  const askedAt = Date.now();
  expect((await ask(id, { maxAge: '1h' })).nodes[0].lastSeenAt < new Date(askedAt).toISOString()).toBe(true);
  const fresh = await ask(id, { maxAge: '0s' });
  expect(fresh).toMatchObject({ complete: true, totalCount: 8 });
  expect(Date.parse(fresh.nodes[0].lastSeenAt)).toBeGreaterThanOrEqual(askedAt);
  await gateway.data(
    'mutation ($id: ID!) { updateProvider(input: { id: $id, options: { seed: "slow", latencyMs: 4000, alarmsPerMinute: 0 } }) { provider { id } } }',
    { id },
  );
  expect(await ask(id, { maxAge: '0s' })).toMatchObject({
    totalCount: 8,
    complete: false,
    missing: [{ kind: 'Finding', region: 'global', code: 'FUNCTION_TIMEOUT', listedAt: expect.any(String) }],
  });
});

it('goes with its provider', async () => {
  const { id } = await gateway.addSandbox('gone', { seed: 'gone', alarmsPerMinute: 0 });
  const [finding] = (await ask(id)).nodes;
  await gateway.data('mutation ($id: ID!) { deleteProvider(input: { id: $id, name: "gone" }) { deletedId } }', { id });
  expect(await ask(id, {}, { includeCleared: true })).toMatchObject({ totalCount: 0, nodes: [] });
  expect((await gateway.data('query ($id: ID!) { node(id: $id) { id } }', { id: finding.id })).node).toBeNull();
});

it('odd questions are the fault of who asks', async () => {
  for (const variables of [
    { first: 0 },
    { first: 201 },
    { after: 'nonsense' },
    { filter: { checkIds: ['\0'] } },
    { filter: { providerIds: [''] } },
    { filter: { severities: ['WORST'] } },
    { maxAge: '-1s' },
  ]) {
    const { errors } = await gateway.graphql(FINDINGS, variables);
    expect(['BAD_USER_INPUT', 'INVALID_CURSOR']).toContain(errors?.[0]?.extensions.code);
  }
});
