/**
 * Takes events: each is kept with the deliveries that it calls for and the alarms that it names, in one transaction, and
 * only then acknowledged.
 */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Alarms } from '../alarms/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { OutboxFull } from '../event-errors.ts';
import type { DeliveriesTable, Store, Tables } from '../store/index.ts';
import { createBatches } from './batches.ts';
import { LEASE_MARGIN_MS, toClaimed } from './claimed.ts';
import type { Incoming } from './incoming.ts';
import { asAwaited, insertDeliveries, insertEvents, keyOf, toDelivery } from './new-rows.ts';
import { takeUpAgain, type Waiting } from './repeated.ts';
import { createRoutes, type Judged } from './routes.ts';

/** So many deliveries may wait; after that nothing is taken until some have ended. */
const MAX_PENDING = 1_000_000;
/** How long a count of them is good enough, and how long a sender is told to wait. */
const COUNT_TTL_MS = 10_000;
/** Events of one commit: enough to share its cost, few enough not to hold up other writers. */
const MAX_EVENTS_PER_COMMIT = 500;

/** An event that is safe now. */
export interface Accepted {
  readonly incoming: Incoming;
  /** It was taken before; nothing is done now, but for what waits. */
  readonly duplicate: boolean;
  /** How many deliveries wait in the outbox. */
  readonly deliveries: number;
  /** Calls that the sender waits for, claimed for this request. */
  readonly waiting: readonly Waiting[];
}

/** What a function answered with; `rootSeq`: the event that led to it. */
export type Emitted = Incoming & { readonly rootSeq: number | null };

export interface Intake {
  /** Takes all or none of what a sender waits for; resolves after the commit. Throws `StoreUnavailable` and `OutboxFull`. */
  accept(incoming: readonly Incoming[]): Promise<readonly Accepted[]>;
  /** As `accept`, for what functions answered with: nobody waits, so what is SYNC is delivered too, and tried once. */
  emit(incoming: readonly Incoming[]): Promise<readonly Accepted[]>;
  /** Before `emitWithin`, which begins no long work. */
  judge<Event extends Incoming>(incoming: readonly Event[]): Promise<readonly Judged<Event>[]>;
  /** As `emit`, as a part of a transaction. Whoever commits it calls `announce`. */
  emitWithin(trx: Transaction<Tables>, incoming: readonly Judged<Emitted>[]): Promise<readonly Accepted[]>;
  /** Throws `OutboxFull` while nothing is taken: for whoever is about to bring more by `emitWithin`. */
  checkRoom(): Promise<void>;
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
  /** How long one call may take, for which a sender waits. */
  readonly callTimeoutMs: number;
  readonly maxPending?: number;
}

export function createIntake({
  store,
  clock,
  bus,
  alarms,
  onUnfit,
  callTimeoutMs,
  maxPending = MAX_PENDING,
}: IntakePorts): Intake {
  const routes = createRoutes({ store, onUnfit });
  let pending = { count: 0, readAt: -Infinity };

  async function acceptWithin(trx: Transaction<Tables>, incoming: readonly Taken[]): Promise<readonly Accepted[]> {
    const now = clock.now();
    const lease = { id: randomUUID(), endsAt: now + callTimeoutMs + LEASE_MARGIN_MS };
    const seqs = await insertEvents(trx, store.dialect, incoming, now);
    const repeated = incoming.filter(({ awaited, event }) => awaited && !seqs.has(keyOf(event)));
    const events = repeated.map(({ event }) => event);
    const again = new Map(await takeUpAgain(trx, store.dialect, events, { now, lease }));
    const subscriptions = await routes.load(trx);
    const deliveries: DeliveriesTable[] = [];
    const accepted = incoming.map((one): Accepted => {
      const key = keyOf(one.event);
      const seq = seqs.get(key);
      seqs.delete(key); // what comes again in the same batch is the same event
      if (seq === undefined) {
        const waiting = again.get(key) ?? [];
        again.delete(key);
        return { incoming: one, duplicate: true, deliveries: 0, waiting };
      }
      const waiting: Waiting[] = [];
      let inOutbox = 0;
      for (const { subscription, refused } of routes.wantedBy(subscriptions, one)) {
        const row = toDelivery(seq, subscription, refused, now);
        const isNow = subscription.mode === 'SYNC' && one.awaited;
        deliveries.push(isNow && !refused ? asAwaited(row, lease) : row);
        if (!isNow) inOutbox += 1;
        else if (refused) waiting.push({ subscription: subscription.name, error: refused });
        else waiting.push({ subscription: subscription.name, delivery: toClaimed(row, one, lease.id) });
      }
      return { incoming: one, duplicate: false, deliveries: inOutbox, waiting };
    });
    await insertDeliveries(trx, store.dialect, deliveries);
    for (const { incoming: one, duplicate } of accepted)
      if (one.alarms && !duplicate) await alarms.observePushed(trx, one.alarms);
    return accepted;
  }

  async function checkRoom() {
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
    const made = accepted.reduce((sum, { deliveries }) => sum + deliveries, 0);
    pending.count += made;
    if (made > 0) bus.publish('outbox', {});
    if (accepted.some(({ incoming: { alarms: named }, duplicate }) => named && !duplicate))
      bus.publish('alarm-log', {});
  }

  const commit = createBatches<readonly Taken[], readonly Accepted[]>(
    { maxWeight: MAX_EVENTS_PER_COMMIT, weightOf: (events) => events.length },
    async (posts) => {
      const all = await store.transaction((trx) => acceptWithin(trx, posts.flat()));
      announce(all);
      let at = 0;
      return posts.map(({ length }) => all.slice(at, (at += length)));
    },
  );

  const take = async (incoming: readonly Incoming[], awaited: boolean) => {
    if (incoming.length === 0) return [];
    await checkRoom();
    const judged = await routes.judge(incoming);
    return commit(judged.map((one) => ({ ...one, awaited, rootSeq: null })));
  };

  return {
    accept: (incoming) => take(incoming, true),
    emit: (incoming) => take(incoming, false),
    emitWithin: (trx, incoming) =>
      acceptWithin(
        trx,
        incoming.map((one) => ({ ...one, awaited: false })),
      ),
    judge: routes.judge,
    checkRoom,
    announce,
  };
}

/** `awaited`: a sender waits for what functions say to it. */
type Taken = Judged<Emitted> & { readonly awaited: boolean };
