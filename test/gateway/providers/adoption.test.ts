/** Accounts that another system has already, and what the removal of a provider does there. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EmulatedRequest, Fault } from '../../emulators/http.ts';
import { startHallGateway, type HallGateway } from '../../support/hall/index.ts';
import { TOKEN } from '../../support/hall/system.ts';

let world: HallGateway;
beforeAll(async () => {
  world = await startHallGateway();
});
afterAll(() => world?.[Symbol.asyncDispose]());

const refuse = (status: number): Fault => ({ type: 'answer', answer: { status, body: { error: 'no' } } });
const ofMethod = (method: string) => (request: EmulatedRequest) => request.method === method;
const codeOf = ({ errors }: Awaited<ReturnType<HallGateway['create']>>) => errors?.[0]?.extensions.code;

it('an account that is there already is taken over, and stays when its provider goes', async () => {
  const { id: accountId } = world.hall.add('by hand');
  const before = world.hall.requests.length;
  const { provider } = (await world.create('adopted', { accountId })).data.createProvider;
  expect(provider).toMatchObject({ accountId, createdUpstream: false });
  expect((await world.remove(provider.id, 'adopted')).errors).toBeUndefined();
  expect(world.there()).toEqual(['by hand']);
  expect(world.hall.requests.slice(before).every(ofMethod('GET'))).toBe(true);
});

it('an account is not taken over twice, nor one that is not there; the same id elsewhere is another account', async () => {
  const { id: accountId } = world.hall.add('wanted');
  const first = (await world.create('first', { accountId })).data.createProvider.provider;
  const second = await world.create('second', { accountId });
  expect(codeOf(second)).toBe('CONFLICT');
  expect(second.errors![0]!.message).toContain('"first"');
  expect((await world.create('nobody', { accountId: '4711' })).errors![0]!).toMatchObject({
    message: 'accountId must be an account that hall has, as the credential sees it',
    extensions: { code: 'BAD_USER_INPUT', argument: 'accountId' },
  });
  const elsewhere = await world.create('elsewhere', {
    accountId,
    options: { url: world.hall.url, note: 'another system' },
  });
  expect(elsewhere.errors).toBeUndefined();
  const written = await world.create('written otherwise', { accountId, options: { url: `${world.hall.url}/` } });
  expect(codeOf(written)).toBe('CONFLICT'); // the same system
  await world.remove(first.id, 'first');
  await world.remove(elsewhere.data.createProvider.provider.id, 'elsewhere');
});

it('a provider is not led to a system where its id is another account, which its removal would take', async () => {
  const { provider } = (await world.create('made here')).data.createProvider;
  const moved = await world.gateway.graphql(
    `mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { id } } }`,
    { input: { id: provider.id, options: { url: world.hall.url, note: 'another system' } } },
  );
  expect(codeOf(moved)).toBe('CONFLICT');
  expect(moved.errors![0]!.message).toMatch(
    /^the account \S+ is in 127\.0\.0\.1:\d+, and the options lead to .*another system/,
  );
  await world.remove(provider.id, 'made here');
  expect(world.there()).not.toContain(expect.stringContaining('made here'));
});

it('an account that a provider made is not taken over by another', async () => {
  const { provider } = (await world.create('owner')).data.createProvider;
  expect(codeOf(await world.create('thief', { accountId: provider.accountId }))).toBe('CONFLICT');
  await world.remove(provider.id, 'owner');
});

it('a provider whose account cannot be removed upstream is kept, until it can', async () => {
  const { provider } = (await world.create('kept')).data.createProvider;
  world.hall.inject(ofMethod('DELETE'), refuse(400));
  const { errors } = await world.remove(provider.id, 'kept');
  expect(errors![0]!.extensions.code).toBe('PROVIDER_REJECTED_REQUEST');
  expect(errors![0]!.message).toContain('the provider is kept');
  expect(await world.provider(provider.id)).toMatchObject({
    state: 'DELETING',
    stateCode: 'PROVIDER_REJECTED_REQUEST', // whoever comes later sees why it is still there
    stateReason: expect.stringContaining('the hall says no'),
    createdUpstream: true,
  });
  expect((await world.provider(provider.id)).slices).not.toEqual([]);
  expect((await world.remove(provider.id, 'kept')).errors).toBeUndefined();
  expect(await world.provider(provider.id)).toBeNull();
  expect(world.there()).not.toContainEqual(expect.stringContaining('kept'));
});

it('a credential that was withdrawn is replaced, so that the removal can end', async () => {
  const { provider } = (await world.create('locked')).data.createProvider;
  world.hall.inject(ofMethod('DELETE'), refuse(401));
  expect(codeOf(await world.remove(provider.id, 'locked'))).toBe('PROVIDER_CREDENTIAL_REJECTED');
  const update = (input: object) =>
    world.gateway.graphql(
      'mutation ($input: UpdateProviderInput!) { updateProvider(input: $input) { provider { state } } }',
      { input: { id: provider.id, ...input } },
    );
  expect((await update({ name: 'other', credential: { plain: { token: TOKEN } } })).errors![0]!.extensions.code).toBe(
    'INVALID_STATE',
  );
  expect((await update({ credential: { plain: { token: TOKEN } } })).data.updateProvider.provider.state).toBe(
    'DELETING',
  );
  expect((await world.remove(provider.id, 'locked')).errors).toBeUndefined();
});

it('an account that somebody removed by hand is no obstacle; with `keepUpstream` none is touched', async () => {
  const gone = (await world.create('gone')).data.createProvider.provider;
  const other = (await world.create('other')).data.createProvider.provider;
  world.hall.inject(ofMethod('DELETE'), refuse(404)); // as if it were gone
  expect((await world.remove(gone.id, 'gone')).errors).toBeUndefined();
  world.hall.inject(() => true, refuse(503), 1_000);
  expect((await world.remove(other.id, 'other', { keepUpstream: true })).errors).toBeUndefined();
  expect(await world.provider(other.id)).toBeNull();
  expect(world.there()).toContain(`other (causeway ${other.id.slice(4, 12)})`);
});

it('a connector that makes no accounts has none to take over', async () => {
  await using plain = await (await import('../../support/gateway.ts')).startGateway();
  const { errors } = await plain.graphql(
    'mutation ($input: CreateProviderInput!) { createProvider(input: $input) { provider { id } } }',
    { input: { connector: 'sandbox', name: 'x', accountId: '1', credential: { plain: { token: 'any' } } } },
  );
  expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'accountId' });
});
