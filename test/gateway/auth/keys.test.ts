import { expect, it } from 'vitest';
import { createKeys } from '../../../gateway/auth/index.ts';
import { createBus } from '../../../gateway/bus/index.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { manualClock } from '../../support/clock.ts';
import { emptyDirectory } from '../../support/places.ts';

async function startKeys() {
  const place = await emptyDirectory();
  const store = await openStore(place.location);
  const [clock, bus] = [manualClock(), createBus()];
  const faults: unknown[] = [];
  const another = () =>
    createKeys({ store, clock, bus: createBus(), onUnexpected: (error) => void faults.push(error) });
  return {
    store,
    clock,
    bus,
    faults,
    another,
    keys: createKeys({ store, clock, bus, onUnexpected: (error) => void faults.push(error) }),
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

it('the first key is made once, and only its hash is kept', async () => {
  await using used = await startKeys();
  const secret = await used.keys.createFirst();
  expect(secret).toMatch(/^cwy_[\w-]{43}$/);
  expect(await used.keys.createFirst()).toBeNull();
  expect(await used.keys.authenticate(secret!)).toMatchObject({ name: 'admin', role: 'ADMIN', providerIds: null });
  expect(JSON.stringify(await used.store.db.selectFrom('api_keys').selectAll().execute())).not.toContain(secret);
});

it('a key that is revoked while it is being looked up is not remembered', async () => {
  await using used = await startKeys();
  await used.keys.createFirst();
  const { apiKey, secret } = await used.keys.create({ name: 'short', role: 'VIEWER' });
  const lookups = Array.from({ length: 10 }, () => used.keys.authenticate(secret));
  await used.keys.revoke(apiKey.id);
  await Promise.all(lookups);
  expect(await used.keys.authenticate(secret)).toBeNull();
});

it('a key that another gateway revoked is accepted for ten seconds at most', async () => {
  await using used = await startKeys();
  await used.keys.createFirst();
  const { apiKey, secret } = await used.keys.create({ name: 'short', role: 'VIEWER' });
  await used.keys.authenticate(secret);
  await used.another().revoke(apiKey.id);
  used.clock.advance(10_000);
  expect(await used.keys.authenticate(secret)).toBeNull();
});

it('its use is noted to the minute, and a store that cannot be written keeps nobody out', async () => {
  await using used = await startKeys();
  const secret = (await used.keys.createFirst())!;
  const lastUsedAt = async () => (await used.keys.list())[0]!.lastUsedAt;
  const first = used.clock.now();
  await used.keys.authenticate(secret);
  used.clock.advance(59_000);
  await used.keys.authenticate(secret);
  expect(await lastUsedAt()).toBe(first);
  used.clock.advance(1_000);
  await used.keys.authenticate(secret);
  expect(await lastUsedAt()).toBe(first + 60_000);

  await used.store.db.schema.alterTable('api_keys').renameColumn('last_used_at', 'elsewhere').execute();
  used.clock.advance(60_000);
  expect(await used.keys.authenticate(secret)).not.toBeNull();
  expect(used.faults).toHaveLength(1);
});

it('an expired key is nobody, to the millisecond', async () => {
  await using used = await startKeys();
  const { secret } = await used.keys.create({ name: 'short', role: 'VIEWER', expiresAt: used.clock.now() + 1_000 });
  used.clock.advance(999);
  expect(await used.keys.authenticate(secret)).not.toBeNull();
  used.clock.advance(1);
  expect(await used.keys.authenticate(secret)).toBeNull();
});
