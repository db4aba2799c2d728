/** Accounts that are made in another system: what is left there when something goes wrong in between. */
import Database from 'libsql';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EmulatedRequest, Fault } from '../../emulators/http.ts';
import { startHallGateway, type HallGateway } from '../../support/hall/index.ts';
import { TOKEN } from '../../support/hall/system.ts';
import { until } from '../../support/until.ts';

let world: HallGateway;
beforeAll(async () => {
  world = await startHallGateway({ flags: { 'call-timeout-ms': 3_000, 'alarm-poll-interval-ms': 200 } });
});
afterAll(() => world?.[Symbol.asyncDispose]());
beforeEach(() => {
  world.hall.template = {};
});

const making = ({ method }: EmulatedRequest) => method === 'POST';
const showing = ({ method, path }: EmulatedRequest) => method === 'GET' && path !== '/accounts';
const removing = ({ method }: EmulatedRequest) => method === 'DELETE';
const refuse = (status: number): Fault => ({ type: 'answer', answer: { status, body: { error: 'no' } } });
const providers = async () => (await world.gateway.data('{ providers { nodes { name } } }')).providers.nodes;
/** How often accounts were asked to be made since the start. */
const made = () => world.hall.requests.filter(making).length;

it('makes the account under a name that no other has, checks it, and takes it away with the provider', async () => {
  const { data } = await world.create('shop');
  const { provider } = data.createProvider;
  expect(provider).toMatchObject({ name: 'shop', createdUpstream: true });
  const marker = provider.id.slice(4, 12);
  expect(world.hall.accounts).toMatchObject([{ id: provider.accountId, name: `shop (causeway ${marker})` }]);
  await until(async () => (await world.provider(provider.id)).state === 'READY');
  expect((await world.remove(provider.id, 'shop')).errors).toBeUndefined();
  expect([world.there(), await providers()]).toEqual([[], []]);
});

it('leaves nothing upstream when the account that was made cannot be checked', async () => {
  world.hall.inject(showing, refuse(403));
  const { errors } = await world.create('refused');
  expect(errors![0]!.extensions.code).toBe('PROVIDER_PERMISSION_DENIED');
  expect(errors![0]!.message).not.toContain('being removed'); // it is gone already
  expect([world.there(), await providers()]).toEqual([[], []]);
  expect(world.hall.requests.filter(removing)).not.toEqual([]);
});

it('leaves nothing upstream when what was asked for does not fit the account', async () => {
  const { errors } = await world.create('elsewhere', { regions: ['mars'] });
  expect(errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'regions' });
  expect(world.there()).toEqual([]);
});

it('removes by its name what was made before the connection broke, and says that it is at it', async () => {
  world.hall.inject(making, { type: 'reset' });
  const { errors } = await world.create('broken');
  expect(errors![0]!.extensions.code).toBe('PROVIDER_UNAVAILABLE');
  expect(errors![0]!.message).toContain('What may have been made upstream is being removed');
  expect(world.there()).toEqual([]);
});

it('removes by its name what was made by a creation that never answered', { timeout: 30_000 }, async () => {
  world.hall.inject(making, { type: 'silence' });
  const { errors } = await world.create('silent');
  expect(errors![0]!.extensions.code).toBe('FUNCTION_TIMEOUT');
  expect(world.there()).toEqual([]);
});

it('removes an account that was made so late that nobody waits for it any more', async () => {
  // As when this process sleeps while it makes one, and another gateway on the same store gives it up meanwhile.
  world.hall.inject(making, {
    type: 'change',
    change(made) {
      const db = new Database(`${world.gateway.directory}/causeway.db`);
      db.exec('delete from account_creations');
      db.close();
      return made;
    },
  });
  const { errors } = await world.create('late');
  expect(errors![0]!.extensions.code).toBe('CONFLICT');
  await world.empty();
});

it('asks for nothing to be removed where the credential opened nothing', async () => {
  const before = world.hall.requests.length;
  const { errors } = await world.create('wrong', { credential: { plain: { token: 'wrong' } } });
  expect(errors![0]!.extensions.code).toBe('PROVIDER_CREDENTIAL_REJECTED');
  expect(world.hall.requests.slice(before).map(({ method }) => method)).toEqual(['POST']);
});

it('tries again in the background until it is gone, and shows nobody the credential', { timeout: 30_000 }, async () => {
  world.hall.inject(showing, refuse(403));
  world.hall.inject(removing, refuse(400), 3);
  const { errors } = await world.create('stubborn');
  expect(errors![0]!.message).toContain('is being removed');
  expect(errors![0]!.extensions.code).toBe('PROVIDER_PERMISSION_DENIED'); // the first error
  expect(world.there()).toHaveLength(1);
  // The name is free again meanwhile.
  const again = await world.create('stubborn');
  expect(again.errors).toBeUndefined();
  await until(() => world.there().length === 1);
  expect(world.hall.accounts[0]!.id).toBe(again.data.createProvider.provider.accountId);
  await until(() => world.gateway.log().includes('what a creation left upstream is gone'));
  expect(world.gateway.log()).toContain('could not be removed yet');
  expect(world.gateway.log()).not.toContain(TOKEN);
  await world.remove(again.data.createProvider.provider.id, 'stubborn');
  expect(world.there()).toEqual([]);
});

it('of creations of one name at the same time one reaches the other system', async () => {
  const before = made();
  const all = await Promise.all(Array.from({ length: 5 }, () => world.create('same')));
  const codes = all.map(({ errors }) => errors?.[0]?.extensions.code ?? 'ok');
  expect(codes.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'ok']);
  expect(made() - before).toBe(1);
  const { provider } = all.find(({ errors }) => !errors)!.data.createProvider;
  expect((await world.create('same')).errors![0]!.extensions.code).toBe('CONFLICT');
  expect(made() - before).toBe(1);
  await world.remove(provider.id, 'same');
});

it('puts on record what was done upstream, by whom, and how it ended', async () => {
  const { data } = await world.create('recorded');
  const { id, accountId } = data.createProvider.provider;
  await world.remove(id, 'recorded');
  const db = new Database(`${world.gateway.directory}/causeway.db`, { readonly: true });
  const rows = db
    .prepare('select actor, action, details, outcome from audit where provider_id = ? order by at')
    .all(id);
  db.close();
  expect(rows).toMatchObject([
    { actor: 'admin', action: 'hall.create', outcome: 'ok' },
    { actor: 'admin', action: 'hall.delete', details: JSON.stringify({ name: null, accountId }), outcome: 'ok' },
    { actor: 'admin', action: 'deleteProvider', outcome: 'ok' },
  ]);
});
