/** What a sender gets that sends an event again: it may have had no answer from the functions it waited for. */
import { sql, type Transaction } from 'kysely';
import type { CloudEvent } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import { among, type Store, type Tables } from '../store/index.ts';
import { toClaimed, type Claimed } from './claimed.ts';
import { keyOf } from './new-rows.ts';

/** A function that is called while the sender waits, or why it is not. */
export type Waiting =
  | { readonly subscription: string; readonly delivery: Claimed }
  | { readonly subscription: string; readonly error: Failure };

/**
 * Of events that were taken before: calls that certainly did not run are claimed to be made now, as the sender wants;
 * of those that may have taken effect it is told. What was delivered, or is still under way, needs nothing. By event.
 */
export async function takeUpAgain(
  trx: Transaction<Tables>,
  dialect: Store['dialect'],
  events: readonly CloudEvent[],
  { now, lease }: { readonly now: number; readonly lease: { readonly id: string; readonly endsAt: number } },
): Promise<ReadonlyMap<string, readonly Waiting[]>> {
  const found = new Map<string, Waiting[]>();
  if (events.length === 0) return found;
  const names = sql.join(events.map(({ source, id }) => sql`(${source}, ${id})`));
  const dead = await trx
    .selectFrom('deliveries')
    .innerJoin('events', 'events.seq', 'deliveries.event_seq')
    .selectAll('deliveries')
    .select(['events.event', 'events.hops', 'events.root_seq', 'events.source', 'events.id as eventId'])
    .where('awaited', '=', 1)
    .where('state', '=', 'DEAD')
    .where(sql<boolean>`(events.source, events.id) in (values ${names})`)
    .orderBy('deliveries.id') // so that replicas do not wait for each other in a circle
    .$if(dialect === 'postgres', (query) => query.forUpdate('deliveries'))
    .execute();
  const again = dead.filter((row) => row.in_doubt === 0).map(({ id }) => id);
  if (again.length > 0)
    await trx
      .updateTable('deliveries')
      .set({
        state: 'PENDING',
        attempts: sql`attempts + 1`,
        in_doubt: 1,
        leased_by: lease.id,
        next_attempt_at: lease.endsAt,
        expires_at: sql`expires_at + ${now} - finished_at`, // it does not age while it is dead
        finished_at: null,
      })
      .where(among(dialect, sql.ref('id'), again))
      .execute();
  for (const row of dead) {
    const key = keyOf({ source: row.source, id: row.eventId });
    const subscription = row.subscription ?? '';
    const claimed = () =>
      toClaimed(row, { event: JSON.parse(row.event) as CloudEvent, hops: row.hops, rootSeq: row.root_seq }, lease.id);
    const one: Waiting =
      row.in_doubt === 0
        ? { subscription, delivery: claimed() }
        : { subscription, error: { code: row.error_code!, message: row.error_message ?? '' } };
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}
