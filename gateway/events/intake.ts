/**
 * Takes events: each is kept with the deliveries that it calls for and the alarms that it names, in one transaction, and
 * only then acknowledged.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { EventSubscriptionRow, Failure } from '../../resolvers/rows.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { BadInput, OutboxFull } from '../errors.ts';
import { insertRows, type Store, type Tables } from '../store/index.ts';
import { createBatches } from './batches.ts';
import { createFilters } from './filter.ts';
import type { Incoming } from './incoming.ts';
import { toRow } from './subscriptions.ts';

/** So many deliveries may wait; after that nothing is taken until some have ended. */
const MAX_PENDING = 1_000_000;
/** How long a count of them is good enough, and how long a sender is told to wait. */
const COUNT_TTL_MS = 10_000;
/** Events of one commit: enough to share its cost, few enough not to hold up other writers. */
const MAX_EVENTS_PER_COMMIT = 500;

const EVENT_COLUMNS = {
  source: 'text',
  id: 'text',
  type: 'text',
  event: 'text',
  hops: 'bigint',
  accepted_at: 'bigint',
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
  in_doubt: 'bigint',
  expires_at: 'bigint',
  next_attempt_at: 'bigint',
  error_code: 'text',
  error_message: 'text',
  created_at: 'bigint',
  finished_at: 'bigint',
} as const;

/** A subscription whose function is called while the sender waits; `refused`: why it cannot be. */
export interface Waiting {
  readonly subscription: EventSubscriptionRow;
  readonly refused: Failure | null;
}

/** An event that is safe now. */
export interface Accepted {
  readonly incoming: Incoming;
  /** It was taken before; nothing was done now. */
  readonly duplicate: boolean;
  /** How many deliveries wait in the outbox. */
  readonly deliveries: number;
  readonly waiting: readonly Waiting[];
}

export interface Intake {
  /** Takes all or none of what a sender waits for; resolves after the commit. Throws `StoreUnavailable` and `OutboxFull`. */
  accept(incoming: readonly Incoming[]): Promise<readonly Accepted[]>;
  /** As `accept`, for what functions answered with: nobody waits, so what is SYNC is delivered too, and tried once. */
  emit(incoming: readonly Incoming[]): Promise<readonly Accepted[]>;
  /** As `emit`, as a part of a transaction. Whoever commits it calls `announce`. */
  emitWithin(trx: Transaction<Tables>, incoming: readonly Incoming[]): Promise<readonly Accepted[]>;
  /** Wakes those who wait for what these events brought. */
  announce(accepted: readonly Accepted[]): void;
}

export interface IntakePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly alarms: Pick<Alarms, 'observePushed'>;
  /** Told of each filter that could not be evaluated. */
  onUnfit(subscription: string, reason: string): void;
  readonly maxPending?: number;
}

export function createIntake({ store, clock, bus, alarms, onUnfit, maxPending = MAX_PENDING }: IntakePorts): Intake {
  const filters = createFilters();
  let pending = { count: 0, readAt: -Infinity };

  async function acceptWithin(trx: Transaction<Tables>, incoming: readonly Taken[]): Promise<readonly Accepted[]> {
    const seqs = await insertEvents(trx, store.dialect, incoming, clock.now());
    const subscriptions = await trx.selectFrom('event_subscriptions').selectAll().where('enabled', '=', 1).execute();
    const routes = subscriptions.map(toRow);
    const deliveries: (string | number | null)[][] = [];
    const accepted = incoming.map((one): Accepted => {
      const key = keyOf(one.event);
      const seq = seqs.get(key);
      seqs.delete(key); // what comes again in the same batch is the same event
      if (seq === undefined) return { incoming: one, duplicate: true, deliveries: 0, waiting: [] };
      const wanted = routes.flatMap((subscription) => waitingFor(subscription, one));
      const isNow = ({ subscription: { mode } }: Waiting) => mode === 'SYNC' && one.awaited;
      const outbox = wanted.filter((each) => !isNow(each));
      for (const { subscription, refused } of outbox)
        deliveries.push(toDelivery(seq, subscription, refused, clock.now()));
      return { incoming: one, duplicate: false, deliveries: outbox.length, waiting: wanted.filter(isNow) };
    });
    await insertRows(trx, store.dialect, 'deliveries', DELIVERY_COLUMNS, deliveries);
    for (const { incoming: one, duplicate } of accepted)
      if (one.alarms && !duplicate) await alarms.observePushed(trx, one.alarms);
    return accepted;
  }

  function waitingFor(subscription: EventSubscriptionRow, { event, alarms: about }: Incoming): Waiting[] {
    // Alarms of one account are no reason to work on another.
    if (about && subscription.providerId !== null && subscription.providerId !== about.providerId) return [];
    const fit = filters.fits(subscription, event);
    if (fit === 'no') return [];
    if (fit === 'yes') return [{ subscription, refused: null }];
    onUnfit(subscription.name, fit.reason);
    const rule = `of the subscription ${subscription.name} cannot be evaluated for this event: ${fit.reason}. Test with \`has\` what may be absent`;
    const { code, message } = new BadInput('the filter', rule);
    return [{ subscription, refused: { code, message } }];
  }

  async function refuseWhenFull() {
    if (clock.now() - pending.readAt >= COUNT_TTL_MS) {
      const waiting = store.db.selectFrom('deliveries').select('id').where('state', '=', 'PENDING').limit(maxPending);
      const { count } = await store.db
        .selectFrom(waiting.as('waiting'))
        .select((select) => select.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      pending = { count: Number(count), readAt: clock.now() };
    }
    if (pending.count >= maxPending) throw new OutboxFull(pending.count, COUNT_TTL_MS);
  }

  function announce(accepted: readonly Accepted[]) {
    if (accepted.some(({ deliveries }) => deliveries > 0)) bus.publish('outbox', {});
    if (accepted.some(({ incoming: { alarms: named }, duplicate }) => named && !duplicate))
      bus.publish('alarm-log', {});
  }

  const commit = createBatches<readonly Taken[], readonly Accepted[]>(
    { maxWeight: MAX_EVENTS_PER_COMMIT, weightOf: (events) => events.length },
    async (posts) => {
      const all = await store.transaction((trx) => acceptWithin(trx, posts.flat()));
      const made = all.reduce((sum, { deliveries }) => sum + deliveries, 0);
      pending.count += made;
      announce(all);
      let at = 0;
      return posts.map(({ length }) => all.slice(at, (at += length)));
    },
  );

  const take = async (incoming: readonly Incoming[], awaited: boolean) => {
    if (incoming.length === 0) return [];
    await refuseWhenFull();
    return commit(incoming.map((one) => ({ ...one, awaited })));
  };

  return {
    accept: (incoming) => take(incoming, true),
    emit: (incoming) => take(incoming, false),
    emitWithin: (trx, incoming) =>
      acceptWithin(
        trx,
        incoming.map((one) => ({ ...one, awaited: false })),
      ),
    announce,
  };
}

/** `awaited`: a sender waits for what functions say to it. */
type Taken = Incoming & { readonly awaited: boolean };

const keyOf = ({ source, id }: { readonly source: string; readonly id: string }) => `${source} ${id}`;

/** The sequences of those that are new. In the order of their keys, so that replicas do not wait for each other in a circle. */
async function insertEvents(
  trx: Transaction<Tables>,
  dialect: Store['dialect'],
  incoming: readonly Incoming[],
  now: number,
): Promise<Map<string, number>> {
  const sorted = incoming.toSorted((a, b) => (keyOf(a.event) < keyOf(b.event) ? -1 : 1));
  const rows = sorted.map(({ event, json, hops }) => [event.source, event.id, event.type, json, hops, now]);
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

/** One whose filter could not be evaluated is dead from the start, so that it is seen. In the order of the columns. */
function toDelivery(seq: number, subscription: EventSubscriptionRow, refused: Failure | null, now: number) {
  return [
    `dlv_${randomUUID()}`,
    seq,
    subscription.name,
    subscription.functionName,
    subscription.deploymentName,
    subscription.providerId,
    refused ? 'DEAD' : 'PENDING',
    0,
    subscription.mode === 'SYNC' ? 1 : subscription.maxAttempts,
    0,
    now + subscription.maxAge,
    refused ? null : now,
    refused?.code ?? null,
    refused?.message ?? null,
    now,
    refused ? now : null,
  ];
}
