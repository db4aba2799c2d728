/** Accounts that another system lists itself: until it has, nothing is known of what they hold. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../gateway/clock.ts';
import type { Fault } from '../../emulators/http.ts';
import { startHallGateway, type HallGateway } from '../../support/hall/index.ts';
import { TOKEN, type HallAccount } from '../../support/hall/system.ts';
import { until } from '../../support/until.ts';

let world: HallGateway;
beforeAll(async () => {
  world = await startHallGateway();
});
afterAll(() => world?.[Symbol.asyncDispose]());
beforeEach(() => {
  world.hall.template = { state: 'PENDING', syncedAt: null, reason: 'it has no role yet', machines: [] };
});

const DOWN: Fault = { type: 'answer', answer: { status: 400, body: { error: 'no' } } };
const RESOURCES = `query ($ids: [ID!], $maxAge: Duration) { resources(filter: { providerIds: $ids }, maxAge: $maxAge) {
  totalCount complete missing { kind code } } }`;
const PAUSE = 'mutation ($id: ID!) { updateProvider(input: { id: $id, paused: true }) { provider { id } } }';
const SYNCED = { state: 'SYNCED', syncedAt: '2026-01-31T10:00:00.000Z', reason: null, machines: ['m-1', 'm-2'] };

const resources = async (id: string, maxAge: string | null = null) =>
  (await world.gateway.data(RESOURCES, { ids: [id], maxAge })).resources;
const change = (account: HallAccount, more: Partial<HallAccount>) => Object.assign(account, more);

async function add(name: string, more: object = {}) {
  const { provider, operation } = (await world.create(name, more)).data.createProvider;
  return { id: provider.id as string, syncId: operation.id as string, account: world.hall.accounts.at(-1)! };
}

it('who watches a provider hears how it comes to be listed upstream, and then here', async () => {
  const { id, account } = await add('watched');
  const heard: string[] = [];
  const steps: (() => void)[] = [
    () => change(account, { state: 'SYNCING', reason: null }),
    () => change(account, SYNCED),
  ];
  for await (const { providerChanged } of world.gateway.subscribe(
    'subscription ($ids: [ID!]) { providerChanged(ids: $ids) { state upstream { state syncedAt reason } } }',
    { ids: [id] },
  )) {
    const told = `${providerChanged.state} ${providerChanged.upstream?.state}`;
    if (heard.at(-1) === told) continue;
    heard.push(told);
    if (told === 'SYNCING PENDING') expect(providerChanged.upstream.reason).toBe('it has no role yet');
    if (told === 'SYNCING PENDING' || told === 'SYNCING SYNCING') steps.shift()!();
    if (providerChanged.state === 'READY') break;
  }
  // What comes while a reader is busy is one reading, so the step before the last may not be heard.
  const steadily = heard.filter((told) => !/undefined|SYNCING SYNCED/.test(told));
  expect(steadily).toEqual(['SYNCING PENDING', 'SYNCING SYNCING', 'READY SYNCED']);
  expect(await resources(id)).toEqual({ totalCount: 2, complete: true, missing: [] });
});

it('an account that was never listed upstream is not empty: its slices fail, and the provider waits', async () => {
  const { id } = await add('unlisted');
  await until(async () => (await world.provider(id)).slices[0].error !== null);
  const provider = await world.provider(id);
  expect(provider).toMatchObject({ state: 'SYNCING', stateCode: null, stateReason: null });
  expect(provider.slices).toMatchObject([{ kind: 'Instance', count: null, error: { code: 'UPSTREAM_NOT_SYNCED' } }]);
  expect(provider.slices[0].error.message).toContain('PENDING: it has no role yet');
  expect(await resources(id)).toMatchObject({ complete: false, missing: [{ code: 'UPSTREAM_NOT_SYNCED' }] });
  const { syncProvider } = await world.gateway.data(
    'mutation ($id: ID!) { syncProvider(input: { id: $id }) { operation { id } } }',
    { id },
  );
  const ended = async () =>
    (await world.gateway.data('query ($id: ID!) { operation(id: $id) { state } }', { id: syncProvider.operation.id }))
      .operation.state;
  await until(async () => (await ended()) === 'FAILED');
  expect((await world.provider(id)).state).toBe('SYNCING');
});

it('one that cannot be listed upstream says so; what was listed before stays', async () => {
  const { id, account } = await add('failing');
  change(account, { state: 'FAILED', reason: 'the role does not trust us' });
  await until(async () => (await world.provider(id)).upstream?.state === 'FAILED');
  await world.gateway.data('mutation ($id: ID!) { syncProvider(input: { id: $id }) { operation { id } } }', { id });
  await until(async () => (await world.provider(id)).state === 'FAILED');
  expect(await world.provider(id)).toMatchObject({
    stateCode: 'UPSTREAM_NOT_SYNCED',
    stateReason: expect.stringContaining('the role does not trust us'),
  });
  change(account, SYNCED);
  await until(async () => (await world.provider(id)).state === 'READY');
  change(account, { state: 'FAILED', reason: 'the role was changed' });
  await until(async () => (await world.provider(id)).upstream.state === 'FAILED');
  expect(await resources(id, '0s')).toEqual({ totalCount: 2, complete: true, missing: [] });
});

it('whoever cannot wait asks anew: the account may have been listed a moment ago', async () => {
  await using slow = await startHallGateway({ flags: { 'alarm-poll-interval-ms': 86_400_000 } });
  slow.hall.template = { state: 'SYNCING', syncedAt: null, machines: [] };
  const { provider } = (await slow.create('impatient')).data.createProvider;
  await until(async () => (await slow.provider(provider.id)).slices[0].error !== null);
  const [account] = slow.hall.accounts;
  change(account!, SYNCED);
  const ask = 'query ($id: ID!) { provider(id: $id) { name upstream(maxAge: "0s") { state syncedAt } } }';
  expect((await slow.provider(provider.id)).upstream.state).toBe('SYNCING'); // any age
  expect((await slow.gateway.data(ask, { id: provider.id })).provider.upstream).toEqual({
    state: 'SYNCED',
    syncedAt: SYNCED.syncedAt,
  });
  const { resources: listed } = await slow.gateway.data(RESOURCES, { ids: [provider.id], maxAge: '0s' });
  expect(listed).toEqual({ totalCount: 2, complete: true, missing: [] });
  // What was asked by hand also ends the wait of the provider, without a poll.
  await until(async () => (await slow.provider(provider.id)).state === 'READY');

  slow.hall.inject(() => true, DOWN);
  const { data, errors } = await slow.gateway.graphql(ask, { id: provider.id });
  expect(data.provider).toEqual({ name: 'impatient', upstream: null });
  expect(errors).toMatchObject([{ path: ['provider', 'upstream'], extensions: { code: 'PROVIDER_REJECTED_REQUEST' } }]);
});

it('a clock that is set back does not make old answers the newest', async () => {
  let backMs = 0;
  const clock = { ...systemClock, now: () => systemClock.now() - backMs };
  await using world = await startHallGateway({
    clock,
    flags: { 'call-timeout-ms': 600_000, 'request-timeout-ms': 600_000 },
  });
  world.hall.template = { state: 'PENDING', syncedAt: null, machines: [] };
  const { provider } = (await world.create('early')).data.createProvider;
  await until(async () => (await world.provider(provider.id)).upstream !== null);
  backMs = 300_000;
  const ask = 'query ($id: ID!) { provider(id: $id) { upstream(maxAge: "0s") { state } } }';
  await world.gateway.data(ask, { id: provider.id }); // no question from before is under way now
  change(world.hall.accounts[0]!, SYNCED);
  await until(async () => (await world.provider(provider.id)).upstream.state === 'SYNCED');
  expect(Date.parse((await world.provider(provider.id)).upstream.checkedAt)).toBeLessThan(systemClock.now() - 200_000);
});

it('what that system quotes of the credential is shown to nobody', async () => {
  world.hall.template = { state: 'PENDING', syncedAt: null, reason: `the token ${TOKEN} is too young`, machines: [] };
  const { id } = await add('quoted');
  await until(async () => (await world.provider(id)).upstream !== null);
  expect((await world.provider(id)).upstream.reason).toBe('the token [redacted] is too young');
});

it('while it is not known how the account stands, it is not taken for empty either', async () => {
  await using slow = await startHallGateway({ flags: { 'alarm-poll-interval-ms': 86_400_000 } });
  slow.hall.inject(
    ({ method, path }) => method === 'GET' && path !== '/accounts' && slow.hall.requests.length > 2,
    DOWN,
    1_000,
  );
  const { provider } = (await slow.create('unknown')).data.createProvider;
  await until(async () => (await slow.provider(provider.id)).slices[0].error !== null);
  expect((await slow.provider(provider.id)).slices).toMatchObject([
    { count: null, error: { code: 'PROVIDER_REJECTED_REQUEST' } },
  ]);
});

it('a provider that is paused is not asked, and stays paused', async () => {
  const { id, account } = await add('paused');
  await until(async () => (await world.provider(id)).upstream !== null);
  await world.gateway.data(PAUSE, { id });
  change(account, SYNCED);
  const { errors } = await world.gateway.graphql(
    'query ($id: ID!) { provider(id: $id) { upstream(maxAge: "0s") { state } } }',
    { id },
  );
  expect(errors![0]!.extensions.code).toBe('INVALID_STATE');
  expect(await world.provider(id)).toMatchObject({ state: 'PAUSED', upstream: { state: 'PENDING' } });
});

it('a question that was on its way when the provider was paused is given up: its answer is not kept', async () => {
  const { id, account } = await add('asked-before');
  const other = await add('asked-after');
  await until(async () => (await world.provider(id)).upstream !== null);
  const path = `/accounts/${account.id}`;
  const asked = () => world.hall.requests.filter((request) => request.path === path).length;
  const before = asked();
  let release!: () => void;
  world.hall.inject((request) => request.path === path, {
    type: 'wait',
    until: new Promise((resolve) => (release = resolve)),
  });
  await until(() => asked() > before);
  await world.gateway.data(PAUSE, { id });
  change(account, SYNCED);
  change(other.account, SYNCED);
  release();
  await until(async () => (await world.provider(other.id)).state === 'READY');
  expect(await world.provider(id)).toMatchObject({ state: 'PAUSED', upstream: { state: 'PENDING' } });
});
