import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Failure, OperationItemRow, OperationRow } from '../../resolvers/rows.ts';
import type { OperationOutcome, OperationState, OperationType } from '../../schema/generated/types.ts';
import { watch, type Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { NotFound } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { among, type OperationItemsTable, type OperationsTable, type Store } from '../store/index.ts';

/** An item as it is asked for: a slice of a sync, or a resource of an action. */
export type NewItem = { readonly kind: string; readonly region: string } | { readonly resourceId: string };

/** How an item stands now. */
export interface Settlement {
  readonly outcome: OperationOutcome;
  readonly error?: Failure;
  readonly count?: number;
}

/** Long-running work: what it is about, how far it is, and how each item ended. */
export interface Operations {
  begin(operation: {
    readonly type: OperationType;
    /** The account of a sync. Null for work over several. */
    readonly providerId: string | null;
    /** All accounts it touches: who may not see one of them may not see it. */
    readonly providerIds: readonly string[];
    readonly items: readonly NewItem[];
    readonly requestedBy: string | null;
  }): Promise<OperationRow>;
  /** Says how one item stands. The operation ends by itself when no item is PENDING or ACCEPTED. */
  settle(id: string, position: number, settlement: Settlement): Promise<void>;
  load(id: string, scope: Scope): Promise<OperationRow | null>;
  items(id: string): Promise<readonly OperationItemRow[]>;
  /** The operation now and after each step; ends with it. Throws `NotFound`. */
  follow(id: string, scope: Scope): AsyncIterable<OperationRow>;
  /** Nobody works on it any more. Where it did not end it is abandoned. */
  giveUp(id: string): void;
  /** Marks what is abandoned, and what gateways left running that are no more. */
  interruptAbandoned(): Promise<void>;
  /** Says to other gateways of this store that what runs here goes on; to be said again within `LEASE_MS`. */
  renew(): Promise<void>;
  /** Says to them that nothing goes on here any more, and they need not wait. */
  release(): Promise<void>;
  /** Removes those that ended before this moment, but for the newest sync of each provider. */
  prune(before: number): Promise<void>;
}

/** So long after it was last heard of a gateway is taken for gone, by others of the same store. */
const LEASE_MS = 30_000;

const UNDER_WAY: readonly OperationOutcome[] = ['PENDING', 'ACCEPTED'];

/** How an operation ended, from how many of its items succeeded. An operation without items has nothing that failed. */
const endState = (succeeded: number, total: number): OperationState =>
  succeeded === total ? 'SUCCEEDED' : succeeded === 0 ? 'FAILED' : 'PARTIAL';

export function createOperations({ store, clock, bus }: { store: Store; clock: Clock; bus: Bus }): Operations {
  const owner = randomUUID();
  const givenUp = new Set<string>();
  const announce = (operationId: string) => bus.publish('operation', { operationId });

  async function own(until: number) {
    await store.db
      .updateTable('operations')
      .set({ owned_until: until })
      .where('state', '=', 'RUNNING')
      .where('owner', '=', owner)
      .execute();
  }

  async function load(id: string, scope: Scope): Promise<OperationRow | null> {
    const row = await store.db.selectFrom('operations').selectAll().where('id', '=', id).executeTakeFirst();
    return row && inScope(row, scope) ? toRow(row) : null;
  }

  return {
    load,

    async begin({ type, providerId, providerIds, items, requestedBy }) {
      const now = clock.now();
      const row: OperationsTable = {
        id: `op_${randomUUID()}`,
        type,
        state: items.length === 0 ? 'SUCCEEDED' : 'RUNNING',
        provider_id: providerId,
        provider_ids: JSON.stringify(providerIds),
        done: 0,
        total: items.length,
        requested_by: requestedBy,
        owner,
        owned_until: now + LEASE_MS,
        started_at: now,
        finished_at: items.length === 0 ? now : null,
      };
      const itemRows = items.map((item, position): OperationItemsTable => ({
        operation_id: row.id,
        position,
        kind: 'kind' in item ? item.kind : null,
        region: 'region' in item ? item.region : null,
        resource_id: 'resourceId' in item ? item.resourceId : null,
        outcome: 'PENDING',
        error_code: null,
        error_message: null,
        count: null,
      }));
      await store.transaction(async (trx) => {
        await trx.insertInto('operations').values(row).execute();
        if (itemRows.length > 0) await trx.insertInto('operation_items').values(itemRows).execute();
      });
      return toRow(row);
    },

    async settle(id, position, { outcome, error, count }) {
      await store.transaction(async (trx) => {
        // Locked first: of two items that end at the same time the later must see the earlier one.
        await trx
          .selectFrom('operations')
          .select('id')
          .where('id', '=', id)
          .$if(store.dialect === 'postgres', (query) => query.forUpdate())
          .execute();
        await trx
          .updateTable('operation_items')
          .set({
            outcome,
            error_code: error?.code ?? null,
            error_message: error?.message ?? null,
            count: count ?? null,
          })
          .where('operation_id', '=', id)
          .where('position', '=', position)
          .execute();
        const outcomes = await trx
          .selectFrom('operation_items')
          .select('outcome')
          .where('operation_id', '=', id)
          .execute();
        const done = outcomes.filter((item) => !UNDER_WAY.includes(item.outcome)).length;
        const succeeded = outcomes.filter((item) => item.outcome === 'SUCCEEDED').length;
        const ended = done === outcomes.length;
        await trx
          .updateTable('operations')
          .set({ done, ...(ended && { state: endState(succeeded, outcomes.length), finished_at: clock.now() }) })
          .where('id', '=', id)
          .where('state', '=', 'RUNNING')
          .execute();
      });
      announce(id);
    },

    async items(id) {
      const rows = await store.db
        .selectFrom('operation_items')
        .selectAll()
        .where('operation_id', '=', id)
        .orderBy('position')
        .execute();
      return rows.map(toItem);
    },

    follow(id, scope) {
      return watch(
        bus,
        'operation',
        ({ operationId }) => operationId === id,
        async () => {
          const row = await load(id, scope);
          if (!row) throw new NotFound('operation', id);
          return { rows: [row], last: row.finishedAt !== null };
        },
      );
    },

    giveUp: (id) => void givenUp.add(id),

    async interruptAbandoned() {
      const now = clock.now();
      const ours = [...givenUp];
      const interrupted = await store.db
        .updateTable('operations')
        .set({ state: 'INTERRUPTED', finished_at: now })
        .where('state', '=', 'RUNNING')
        .where((where) => {
          const others = where('owner', '!=', owner);
          // A directory has one gateway at a time: the one before is gone.
          const gone = store.dialect === 'sqlite' ? others : where.and([others, where('owned_until', '<', now)]);
          return where.or([gone, among(store.dialect, sql.ref('id'), ours)]);
        })
        .returning('id')
        .execute();
      for (const id of ours) givenUp.delete(id);
      for (const { id } of interrupted) announce(id);
    },

    renew: () => own(clock.now() + LEASE_MS),
    release: () => own(0),

    async prune(before) {
      await store.transaction(async (trx) => {
        const newest = trx.selectFrom('providers').select('last_sync_id').where('last_sync_id', 'is not', null);
        const old = trx
          .selectFrom('operations')
          .select('id')
          .where('finished_at', '<', before)
          .where('id', 'not in', newest);
        await trx.deleteFrom('operation_items').where('operation_id', 'in', old).execute();
        await trx.deleteFrom('operations').where('id', 'in', old).execute();
      });
    },
  };
}

/** Work over several accounts shows something of each, so all of them must be in scope. */
function inScope(row: OperationsTable, scope: Scope): boolean {
  return scope === null || (JSON.parse(row.provider_ids) as string[]).every((id) => scope.includes(id));
}

function toRow(row: OperationsTable): OperationRow {
  return {
    id: row.id,
    type: row.type,
    state: row.state,
    providerId: row.provider_id,
    done: row.done,
    total: row.total,
    requestedBy: row.requested_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}

function toItem(row: OperationItemsTable): OperationItemRow {
  return {
    slice: row.kind !== null && row.region !== null ? { kind: row.kind, region: row.region } : null,
    resourceId: row.resource_id,
    outcome: row.outcome,
    error: row.error_code !== null ? { code: row.error_code, message: row.error_message ?? '' } : null,
    count: row.count,
  };
}
