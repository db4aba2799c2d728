/** Who may do what: API keys, kept as hashes. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { ApiKeyRow, ViewerRow } from '../../resolvers/rows.ts';
import type { CreateApiKeyInput } from '../../schema/generated/types.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict, NotFound } from '../errors.ts';
import type { ApiKeysTable, Store } from '../store/index.ts';

/** How long a gateway may go on accepting a key that another one revoked, where it does not hear of that. */
const CACHE_MS = 10_000;
/** How exactly `lastUsedAt` is kept. */
const USE_RESOLUTION_MS = 60_000;

export interface Keys {
  /** Who holds this secret. Null when no valid key has it. */
  authenticate(secret: string): Promise<ViewerRow | null>;
  list(): Promise<readonly ApiKeyRow[]>;
  load(id: string): Promise<ApiKeyRow | null>;
  create(input: CreateApiKeyInput): Promise<{ apiKey: ApiKeyRow; secret: string }>;
  revoke(id: string): Promise<{ revokedId: string }>;
  /** Makes the first admin key. Its secret, or null when there are keys already. */
  createFirst(): Promise<string | null>;
}

/** A key as it is kept in memory. */
interface Holder {
  readonly viewer: ViewerRow;
  readonly expiresAt: number | null;
  lastUsedAt: number | null;
  readonly readAt: number;
}

export interface KeyPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly onUnexpected: (error: unknown) => void;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

export function createKeys({ store, clock, bus, onUnexpected }: KeyPorts): Keys {
  // Readings, not holders: whoever revokes a key also drops a reading that began before.
  const cache = new Map<string, Promise<Holder | null>>();
  bus.subscribe('api-key-revoked', () => cache.clear());
  const table = () => store.db.selectFrom('api_keys').selectAll();

  async function read(secretHash: string): Promise<Holder | null> {
    const row = await table().where('secret_hash', '=', secretHash).executeTakeFirst();
    if (!row) return null;
    const { id: keyId, name, role, providerIds, expiresAt, lastUsedAt } = toRow(row);
    return { viewer: { keyId, name, role, providerIds }, expiresAt, lastUsedAt, readAt: clock.now() };
  }

  /** Who holds the key with this hash, read anew when the copy is older than CACHE_MS. */
  async function find(secretHash: string): Promise<Holder | null> {
    const known = await cache.get(secretHash);
    if (known && clock.now() - known.readAt < CACHE_MS) return known;
    const reading = read(secretHash);
    cache.set(secretHash, reading);
    const forget = () => cache.get(secretHash) === reading && cache.delete(secretHash);
    try {
      const holder = await reading;
      if (!holder) forget(); // anybody can send any number of wrong secrets
      return holder;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Written at most once a minute and key, since it is for people who look for keys that nobody uses. */
  async function noteUse(holder: Holder) {
    const now = clock.now();
    if (holder.lastUsedAt !== null && now - holder.lastUsedAt < USE_RESOLUTION_MS) return;
    holder.lastUsedAt = now;
    await store.db.updateTable('api_keys').set({ last_used_at: now }).where('id', '=', holder.viewer.keyId).execute();
  }

  const keys: Keys = {
    async authenticate(secret) {
      const holder = await find(hashOf(secret));
      if (!holder || (holder.expiresAt !== null && holder.expiresAt <= clock.now())) return null;
      await noteUse(holder).catch(onUnexpected); // a store that cannot be written can still be read
      return holder.viewer;
    },

    list: async () => (await table().orderBy('name').execute()).map(toRow),

    async load(id) {
      const found = await table().where('id', '=', id).executeTakeFirst();
      return found ? toRow(found) : null;
    },

    async create({ name, role, providerIds, expiresAt }) {
      if (name.trim().length < 1 || name.length > 100) throw new BadInput('name', 'must have 1 to 100 characters');
      if (role === 'ADMIN' && providerIds)
        throw new BadInput('providerIds', 'must be null for an ADMIN key, which is never limited');
      if (expiresAt && expiresAt <= clock.now()) throw new BadInput('expiresAt', 'must be in the future');
      const secret = `cwy_${randomBytes(32).toString('base64url')}`;
      const row: ApiKeysTable = {
        id: `key_${randomUUID()}`,
        name,
        secret_hash: hashOf(secret),
        role,
        provider_ids: providerIds ? JSON.stringify(providerIds) : null,
        created_at: clock.now(),
        last_used_at: null,
        expires_at: expiresAt ?? null,
      };
      const { numInsertedOrUpdatedRows } = await store.db
        .insertInto('api_keys')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow();
      if (!numInsertedOrUpdatedRows)
        throw new Conflict(`a key called ${JSON.stringify(name)} exists. Choose another name`);
      return { apiKey: toRow(row), secret };
    },

    async revoke(id) {
      await store.transaction(async (trx) => {
        const all = await trx
          .selectFrom('api_keys')
          .select(['id', 'role', 'expires_at'])
          .$if(store.dialect === 'postgres', (query) => query.forUpdate()) // two last keys must not revoke each other
          .execute();
        const key = all.find((other) => other.id === id);
        if (!key) throw new NotFound('API key', id);
        const lasting = all.filter((other) => other.role === 'ADMIN' && other.id !== id && other.expires_at === null);
        if (key.role === 'ADMIN' && lasting.length === 0) {
          throw new Conflict('this is the last admin key that does not expire. Make another one first');
        }
        await trx.deleteFrom('api_keys').where('id', '=', id).execute();
      });
      bus.publish('api-key-revoked', { keyId: id });
      return { revokedId: id };
    },

    async createFirst() {
      const { count } = await store.db
        .selectFrom('api_keys')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count) > 0 ? null : (await keys.create({ name: 'admin', role: 'ADMIN' })).secret;
    },
  };
  return keys;
}

function toRow(row: ApiKeysTable): ApiKeyRow {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    providerIds: row.provider_ids === null ? null : (JSON.parse(row.provider_ids) as string[]),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
  };
}
