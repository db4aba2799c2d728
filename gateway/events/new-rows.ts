/** Events that were accepted and the deliveries that they call for, as rows. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { EventSubscriptionRow, Failure } from '../../resolvers/rows.ts';
import { insertRows, type DeliveriesTable, type Store, type Tables } from '../store/index.ts';
import type { Incoming } from './incoming.ts';

const EVENT_COLUMNS = {
  source: 'text',
  id: 'text',
  type: 'text',
  event: 'text',
  hops: 'bigint',
  accepted_at: 'bigint',
  root_seq: 'bigint',
} as const;
const DELIVERY_COLUMNS = {
  id: 'text',
  event_seq: 'bigint',
  subscription: 'text',
  function: 'text',
  deployment: 'text',
  provider_id: 'text',
  state: 'text',
  attempts: 'bigint',
  max_attempts: 'bigint',
  awaited: 'bigint',
  in_doubt: 'bigint',
  expires_at: 'bigint',
  next_attempt_at: 'bigint',
  leased_by: 'text',
  error_code: 'text',
  error_message: 'text',
  created_at: 'bigint',
  finished_at: 'bigint',
} as const satisfies Record<keyof DeliveriesTable, string>;

/** What an event is known by. */
export const keyOf = ({ source, id }: { readonly source: string; readonly id: string }) => `${source} ${id}`;

/** The sequences of those that are new. In the order of their keys, so that replicas do not wait for each other in a circle. */
export async function insertEvents(
  trx: Transaction<Tables>,
  dialect: Store['dialect'],
  incoming: readonly (Incoming & { readonly rootSeq: number | null })[],
  now: number,
): Promise<Map<string, number>> {
  const sorted = incoming.toSorted((a, b) => (keyOf(a.event) < keyOf(b.event) ? -1 : 1));
  const rows = sorted.map(({ event: { source, id, type }, json, hops, rootSeq }) => [
    source,
    id,
    type,
    json,
    hops,
    now,
    rootSeq,
  ]);
  const conflict = 'on conflict (source, id) do nothing returning seq, source, id';
  const inserted = await insertRows<{ seq: number; source: string; id: string }>(
    trx,
    dialect,
    'events',
    EVENT_COLUMNS,
    rows,
    conflict,
  );
  return new Map(inserted.map((row) => [keyOf(row), row.seq]));
}

export async function insertDeliveries(
  trx: Transaction<Tables>,
  dialect: Store['dialect'],
  deliveries: readonly DeliveriesTable[],
): Promise<void> {
  const names = Object.keys(DELIVERY_COLUMNS) as (keyof DeliveriesTable)[];
  const rows = deliveries.map((row) => names.map((name) => row[name]));
  await insertRows(trx, dialect, 'deliveries', DELIVERY_COLUMNS, rows);
}

/** One that waits; or, where the filter could not be evaluated, is dead from the start, so that it is seen. */
export const toDelivery = (
  seq: number,
  subscription: EventSubscriptionRow,
  refused: Failure | null,
  now: number,
): DeliveriesTable => ({
  id: `dlv_${randomUUID()}`,
  event_seq: seq,
  subscription: subscription.name,
  function: subscription.functionName,
  deployment: subscription.deploymentName,
  provider_id: subscription.providerId,
  state: refused ? 'DEAD' : 'PENDING',
  attempts: 0,
  max_attempts: subscription.mode === 'SYNC' ? 1 : subscription.maxAttempts,
  awaited: 0,
  in_doubt: 0,
  expires_at: now + subscription.maxAge,
  next_attempt_at: refused ? null : now,
  leased_by: null,
  error_code: refused?.code ?? null,
  error_message: refused?.message ?? null,
  created_at: now,
  finished_at: refused ? now : null,
});

/** The same, already being tried for a sender that waits: in doubt from its beginning, so that a crash leaves its trace. */
export const asAwaited = (row: DeliveriesTable, lease: { readonly id: string; readonly endsAt: number }) => ({
  ...row,
  attempts: 1,
  awaited: 1,
  in_doubt: 1,
  next_attempt_at: lease.endsAt,
  leased_by: lease.id,
});
