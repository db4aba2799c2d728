/** Deliveries for people: what waits, what was given up and why, and how to try it again. */
import { sql, type Transaction } from 'kysely';
import type { PageArgs } from '../../resolvers/context.ts';
import type { DeliveryRow, Page } from '../../resolvers/rows.ts';
import type { DeliveryFilter, RedriveDeliveriesInput } from '../../schema/generated/types.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { BadInput, NotFound } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { decodeAfter, encodeCursor, pageOf, pageSize } from '../paging.ts';
import { among, type DeliveriesTable, type EventSubscriptionsTable, type Store, type Tables } from '../store/index.ts';

const DAY_MS = 86_400_000;
/** How long what ended is kept, and events, by which repetitions are known. */
const DELIVERED_RETENTION_MS = 7 * DAY_MS;
const DEAD_RETENTION_MS = 30 * DAY_MS;
const EVENT_RETENTION_MS = 7 * DAY_MS;
/** Rows that one transaction removes, so that others get their turn. */
const PRUNE_CHUNK = 500;

/** Ids that one request may name. */
const MAX_REDRIVEN_IDS = 1_000;

/** `scope`: the providers that the caller may see; a delivery for another one does not exist for it. */
export interface Deliveries {
  search(filter: DeliveryFilter | null | undefined, page: PageArgs, scope: Scope): Promise<Page<DeliveryRow>>;
  load(id: string, scope: Scope): Promise<DeliveryRow | null>;
  /** Delivers what is dead again, as its subscription says now how often and for how long. */
  redrive(input: RedriveDeliveriesInput, scope: Scope): Promise<{ redrivenCount: number }>;
  /** Removes what is too old. */
  prune(): Promise<void>;
}

export function createDeliveries({ store, clock, bus }: { store: Store; clock: Clock; bus: Bus }): Deliveries {
  const visible = (scope: Scope) => {
    const all = store.db
      .selectFrom('deliveries')
      .innerJoin('events', 'events.seq', 'deliveries.event_seq')
      .selectAll('deliveries')
      .select('events.event');
    if (scope === null) return all;
    return all.where((where) => where.or([where('provider_id', 'is', null), where('provider_id', 'in', scope)]));
  };

  async function removeAll(removeSome: () => Promise<bigint>) {
    while ((await removeSome()) > 0n) await new Promise(setImmediate);
  }
  const removeEnded = (state: 'DELIVERED' | 'DEAD', before: number) =>
    removeAll(async () => {
      const some = store.db
        .selectFrom('deliveries')
        .select('id')
        .where('state', '=', state)
        .where('finished_at', '<', before)
        .limit(PRUNE_CHUNK);
      const removed = await store.db.deleteFrom('deliveries').where('id', 'in', some).executeTakeFirstOrThrow();
      return removed.numDeletedRows;
    });

  async function requireAll(trx: Transaction<Tables>, ids: readonly string[], scope: Scope): Promise<void> {
    const isOne = among(store.dialect, sql.ref('id'), ids);
    const found = await trx.selectFrom('deliveries').select(['id', 'provider_id']).where(isOne).execute();
    const seen = new Set(found.filter((row) => isVisible(row.provider_id, scope)).map(({ id }) => id));
    const unknown = ids.find((id) => !seen.has(id));
    if (unknown !== undefined) throw new NotFound('delivery', unknown);
  }

  /** Those of one subscription that are dead; `ids` null: all. */
  async function redriveOf(trx: Transaction<Tables>, row: EventSubscriptionsTable, ids: readonly string[] | null) {
    const now = clock.now();
    let dead = trx
      .updateTable('deliveries')
      .set({
        state: 'PENDING',
        attempts: 0,
        in_doubt: 0,
        max_attempts: row.max_attempts,
        expires_at: now + row.max_age_ms,
        next_attempt_at: now,
        error_code: null,
        error_message: null,
        finished_at: null,
      })
      .where('state', '=', 'DEAD')
      .where('subscription', '=', row.name);
    if (ids) dead = dead.where(among(store.dialect, sql.ref('id'), ids));
    return (await dead.executeTakeFirstOrThrow()).numUpdatedRows;
  }

  return {
    async search(filter, page, scope) {
      const size = pageSize(page, 50, 200);
      const after = decodeAfter('deliveries', page, 2);
      const { subscription = null, states = null } = filter ?? {};
      let query = visible(scope);
      if (subscription !== null) query = query.where('subscription', '=', subscription);
      if (states !== null) query = query.where(among(store.dialect, sql.ref('state'), states));
      if (after !== null) query = query.where(sql<boolean>`(created_at, deliveries.id) < (${after[0]}, ${after[1]})`);
      const rows = await query
        .orderBy('created_at', 'desc')
        .orderBy('deliveries.id', 'desc')
        .limit(size + 1)
        .execute();
      return pageOf(rows.map(toRow), size, page, ({ createdAt, id }) => encodeCursor('deliveries', [createdAt, id]));
    },

    async load(id, scope) {
      const row = await visible(scope).where('deliveries.id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },

    async redrive(input, scope) {
      const { ids = null, subscription = null } = input;
      if ((ids === null) === (subscription === null))
        throw new BadInput('ids', 'or `subscription` must be given, and not both');
      if (ids && (ids.length === 0 || ids.length > MAX_REDRIVEN_IDS))
        throw new BadInput('ids', `must name 1 to ${MAX_REDRIVEN_IDS} deliveries, names ${ids.length}`);
      const redrivenCount = await store.transaction(async (trx) => {
        if (ids) await requireAll(trx, ids, scope);
        const all = await trx.selectFrom('event_subscriptions').selectAll().execute();
        const allowed = all.filter((row) => isVisible(row.provider_id, scope));
        const chosen = subscription === null ? allowed : allowed.filter(({ name }) => name === subscription);
        if (subscription !== null && chosen.length === 0) throw new NotFound('event subscription', subscription);
        let count = 0n;
        for (const each of chosen) count += await redriveOf(trx, each, ids);
        return Number(count);
      });
      bus.publish('outbox', {});
      return { redrivenCount };
    },

    async prune() {
      const now = clock.now();
      await removeEnded('DELIVERED', now - DELIVERED_RETENTION_MS);
      await removeEnded('DEAD', now - DEAD_RETENTION_MS);
      await removeAll(async () => {
        const some = store.db
          .selectFrom('events')
          .select('seq')
          .where('accepted_at', '<', now - EVENT_RETENTION_MS)
          .where(sql<boolean>`not exists (select 1 from deliveries where deliveries.event_seq = events.seq)`)
          .limit(PRUNE_CHUNK);
        const removed = await store.db.deleteFrom('events').where('seq', 'in', some).executeTakeFirstOrThrow();
        return removed.numDeletedRows;
      });
    },
  };
}

const isVisible = (providerId: string | null, scope: Scope) =>
  scope === null || providerId === null || scope.includes(providerId);

const toRow = (row: DeliveriesTable & { event: string }): DeliveryRow => ({
  id: row.id,
  subscriptionName: row.subscription,
  functionName: row.function,
  event: JSON.parse(row.event) as unknown,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.leased_by === null ? row.next_attempt_at : null,
  error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});
