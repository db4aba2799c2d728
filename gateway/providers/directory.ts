import type { Transaction } from 'kysely';
import type { CallAccount } from '../../functions/sdk/index.ts';
import type { PageArgs } from '../../resolvers/context.ts';
import type { CountedPage, ProviderRow, UpstreamRow } from '../../resolvers/rows.ts';
import type { ProviderFilter, ProviderState } from '../../schema/generated/types.ts';
import { watch, type Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { InvalidState, NotFound } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { decodeAfter, encodeCursor, pageOf, pageSize } from '../paging.ts';
import type { ProvidersTable, Store, Tables } from '../store/index.ts';
import { isNameTaken, nameTaken } from './names.ts';

/** How long rows may be kept in memory when other replicas write to the store as well. */
const SHARED_SNAPSHOT_MS = 1_000;

/** What calls for a provider need. */
export interface Account {
  readonly connector: string;
  /** The deployment that serves it alone. Null: those that serve its connector. */
  readonly deployment: string | null;
  readonly call: CallAccount;
}

/** States that somebody decided: nothing is called, and what syncs find does not change them. */
const DECIDED: readonly ProviderState[] = ['PAUSED', 'DELETING'];

/** Columns to change; `updatedAt` moves only with `settings`. */
export type ProviderPatch = Partial<Omit<ProvidersTable, 'id' | 'created_at'>>;

/** What has to hold when a row is written, in the same transaction. */
export type First = (trx: Transaction<Tables>) => Promise<void>;

/** The providers as rows: found, kept and watched. What happens to them is in `lifecycle.ts`. */
export interface Directory {
  search(filter: ProviderFilter | null | undefined, page: PageArgs, scope: Scope): Promise<CountedPage<ProviderRow>>;
  load(id: string, scope: Scope): Promise<ProviderRow | null>;
  /** All of them, by name. */
  all(): Promise<readonly ProviderRow[]>;
  /** What calls need. Throws `NotFound`. */
  account(id: string): Promise<Account>;
  /** As `account`; throws `InvalidState` while the provider is paused or being removed, when nothing may be called. */
  activeAccount(id: string): Promise<Account>;
  /** Throws `Conflict` when the name is taken, and what `first` throws, which begins the transaction. */
  insert(row: ProvidersTable, first?: First): Promise<ProviderRow>;
  /** Null when it went in between. Throws `Conflict` when a new name is taken, and what `first` throws. */
  patch(id: string, patch: ProviderPatch, first?: First): Promise<ProviderRow | null>;
  /** Says how a provider stands, unless its owner decided that in between. */
  judge(id: string, verdict: Pick<ProviderPatch, 'state' | 'state_code' | 'state_reason' | 'synced_at'>): Promise<void>;
  /** Keeps how it stands upstream. Those who watch hear of it when more changed than when it was asked. */
  noteUpstream(id: string, upstream: UpstreamRow): Promise<void>;
  remove(id: string): Promise<void>;
  follow(ids: readonly string[] | null | undefined, scope: Scope): AsyncIterable<ProviderRow>;
}

/** What of an answer of `status` is news. */
const TOLD = ['state', 'syncedAt', 'reason'] as const;

const visible = (id: string, scope: Scope) => scope === null || scope.includes(id);

export function createDirectory({ store, clock, bus }: { store: Store; clock: Clock; bus: Bus }): Directory {
  // Providers are few and asked for by nearly every operation, so all rows stay in memory until one is written.
  let snapshot: { rows: Promise<readonly ProvidersTable[]>; readAt: number } | null = null;

  // Other gateways write as well; whoever hears of it reads what they wrote.
  bus.subscribe('provider', () => (snapshot = null));

  function rows(): Promise<readonly ProvidersTable[]> {
    const fresh = snapshot && (store.dialect === 'sqlite' || clock.now() - snapshot.readAt < SHARED_SNAPSHOT_MS);
    if (!fresh) {
      const reading = store.db.selectFrom('providers').selectAll().orderBy('name').execute();
      reading.catch(() => (snapshot = null));
      snapshot = { rows: reading, readAt: clock.now() };
    }
    return snapshot!.rows;
  }

  /** Writes, forgets the snapshot and tells those who watch. */
  async function write(providerId: string, work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      if (isNameTaken(error)) throw nameTaken();
      throw error;
    } finally {
      snapshot = null;
    }
    bus.publish('provider', { providerId });
  }

  const find = async (id: string) => (await rows()).find((row) => row.id === id);
  const load: Directory['load'] = async (id, scope) => {
    const row = visible(id, scope) ? await find(id) : undefined;
    return row ? toRow(row) : null;
  };

  const account: Directory['account'] = async (id) => {
    const row = await find(id);
    if (!row) throw new NotFound('provider', id);
    return {
      connector: row.connector,
      deployment: row.deployment,
      call: {
        providerId: id,
        accountId: row.account_id,
        options: JSON.parse(row.options) as unknown,
        credential: row.credential,
      },
    };
  };

  return {
    load,
    account,
    all: async () => (await rows()).map(toRow),

    async search(filter, page, scope) {
      const size = pageSize(page, 50, 200);
      const [afterName] = decodeAfter('providers', page, 1) ?? [null];
      const fitting = (await rows()).filter((row) => visible(row.id, scope) && fits(row, filter));
      const rest = afterName === null ? fitting : fitting.filter((row) => row.name > String(afterName));
      return {
        ...pageOf(rest.slice(0, size + 1).map(toRow), size, page, ({ name }) => encodeCursor('providers', [name])),
        totalCount: async () => fitting.length,
      };
    },

    async activeAccount(id) {
      const row = await find(id);
      if (row?.state === 'PAUSED')
        throw new InvalidState('the provider is paused. Resume it with `updateProvider` first');
      if (row?.state === 'DELETING') throw new InvalidState('the provider is being removed');
      return account(id);
    },

    async insert(row, first = async () => {}) {
      await write(row.id, () =>
        store.transaction(async (trx) => {
          await first(trx);
          await trx.insertInto('providers').values(row).execute();
        }),
      );
      return toRow(row);
    },

    async patch(id, patch, first = async () => {}) {
      await write(id, () =>
        store.transaction(async (trx) => {
          await first(trx);
          await trx.updateTable('providers').set(patch).where('id', '=', id).execute();
        }),
      );
      return load(id, null);
    },

    judge: (id, verdict) =>
      write(id, () =>
        store.db.updateTable('providers').set(verdict).where('id', '=', id).where('state', 'not in', DECIDED).execute(),
      ),

    async noteUpstream(id, upstream) {
      const known = (await load(id, null))?.upstream;
      const text = JSON.stringify(upstream);
      const work = () => store.db.updateTable('providers').set({ upstream: text }).where('id', '=', id).execute();
      if (!known || TOLD.some((field) => known[field] !== upstream[field])) return write(id, work);
      await work();
      // Every poll of every provider comes here: reading all rows anew for each would hold up everybody else.
      if (!snapshot) return;
      const patched = snapshot.rows.then((all) => all.map((row) => (row.id === id ? { ...row, upstream: text } : row)));
      patched.catch(() => (snapshot = null));
      snapshot = { ...snapshot, rows: patched };
    },

    remove: (id) => write(id, () => store.db.deleteFrom('providers').where('id', '=', id).execute()),

    follow(ids, scope) {
      const wanted = (id: string) => visible(id, scope) && (!ids || ids.includes(id));
      return watch(
        bus,
        'provider',
        ({ providerId }) => wanted(providerId),
        async (messages) => {
          const changed = messages && new Set(messages.map(({ providerId }) => providerId));
          const present = (await rows()).filter(({ id }) => wanted(id) && (!changed || changed.has(id)));
          return { rows: present.map(toRow) };
        },
      );
    },
  };
}

function fits(row: ProvidersTable, filter: ProviderFilter | null | undefined): boolean {
  if (!filter) return true;
  const { connectors, states, namePrefix } = filter;
  return (
    (!connectors || connectors.includes(row.connector)) &&
    (!states || states.includes(row.state)) &&
    (!namePrefix || row.name.startsWith(namePrefix))
  );
}

/** The regions that are listed: those chosen, or else all that the account has. */
function regionsOf(row: ProvidersTable): string[] | null {
  const regions = row.chosen_regions ?? row.account_regions;
  return regions === null ? null : (JSON.parse(regions) as string[]);
}

function toRow(row: ProvidersTable): ProviderRow {
  return {
    id: row.id,
    name: row.name,
    connectorName: row.connector,
    deploymentName: row.deployment,
    state: row.state,
    stateReason: row.state_reason,
    stateCode: row.state_code,
    accountId: row.account_id,
    system: row.system,
    regions: regionsOf(row),
    options: JSON.parse(row.options) as unknown,
    syncInterval: row.sync_interval_ms,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    verifiedAt: row.verified_at,
    syncedAt: row.synced_at,
    lastSyncId: row.last_sync_id,
    upstream: row.upstream === null ? null : (JSON.parse(row.upstream) as UpstreamRow),
    createdUpstream: row.created_upstream === 1,
  };
}
