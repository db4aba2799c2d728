/** Events in: taken, kept, routed to functions, and delivered. Wires the parts of this area. */
import type { Logger } from 'pino';
import type { Alarms } from '../alarms/index.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import type { Scope } from '../inventory/index.ts';
import type { Secrets } from '../secrets/index.ts';
import type { Store } from '../store/index.ts';
import { createAlarmSenders } from './alarm-senders.ts';
import { createAnswers, type Answer } from './answers.ts';
import { createAttempts, type DeliveryMeter } from './attempts.ts';
import { createCalls, type CallPorts } from './calls.ts';
import { decode, type HttpMessage } from './codec.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { toIncoming, type Incoming } from './incoming.ts';
import { createIntake } from './intake.ts';
import { startOutbox } from './outbox.ts';
import { createOutboxRows } from './outbox-rows.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { readAnswer } from './verdict.ts';
import type { Visit } from './visit.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** What the sender of an event is told, once it is safe. */
export interface Receipt {
  readonly id: string;
  readonly source: string;
  /** It was taken before; nothing was done now, but for what `results` say. */
  readonly duplicate: boolean;
  /** How many deliveries it has in the outbox. */
  readonly deliveries: number;
  /**
   * What functions answered that were called at once. Absent where none was. Of a duplicate: those whose call certainly
   * did not run before, and was made now, and those that are dead, since it may have taken effect.
   */
  readonly results?: readonly Answer[];
}

/** Everything about events. */
export interface Events {
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly webhooks: Webhooks;
  /**
   * Takes the events of a request: one, or all of a batch or none. Throws when they were not taken. `scope`: the providers
   * that the sender may see; one that does not see all may send alarms of its own alone.
   */
  post(message: HttpMessage, scope: Scope): Promise<Receipt | readonly Receipt[]>;
  /** Takes what a system sent to its webhook. */
  receive(webhook: string, message: HttpMessage): Promise<readonly Receipt[]>;
  /**
   * Reads what a handler answered to a caller who waits: takes the events in it, as if they were posted, and gives the
   * data. `scope`: the providers whose alarms the handler may raise for this caller. Throws `BadReply`, `EventTooLarge`,
   * `StoreUnavailable` and `OutboxFull`.
   */
  takeAnswer(answer: unknown, scope: Scope): Promise<unknown>;
  /** How many deliveries wait in the outbox, or are under way. */
  pending(): Promise<number>;
  /** Lets deliveries under way end, for so long. */
  close(drainTimeoutMs: number): Promise<void>;
}

/** Takes what is counted of events. */
export interface EventMeter extends DeliveryMeter {
  /** An event that a sender brought. */
  event(outcome: 'accepted' | 'duplicate'): void;
}

const UNMETERED: EventMeter = { event: () => {}, delivery: () => {} };

export interface EventsPorts extends CallPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly alarms: Pick<Alarms, 'observePushed'>;
  readonly secrets: Pick<Secrets, 'read'>;
  /** Confirms subscriptions to systems that send webhooks. */
  readonly visit: Visit;
  readonly log: Pick<Logger, 'warn' | 'error'>;
  /** How long one call may take. */
  readonly callTimeoutMs: number;
  readonly meter?: EventMeter;
  /** More deliveries do not wait: no event is taken until some have ended. */
  readonly maxPending?: number;
  readonly random?: () => number;
}

/** Opens the area and begins to deliver. */
export function createEvents(ports: EventsPorts): Events {
  const {
    store,
    clock,
    bus,
    alarms,
    secrets,
    visit,
    log,
    callTimeoutMs,
    maxPending,
    random,
    meter = UNMETERED,
  } = ports;
  const calls = createCalls(ports);
  const senders = createAlarmSenders(ports.directory);
  const intake = createIntake({
    store,
    clock,
    bus,
    alarms,
    callTimeoutMs,
    ...(maxPending !== undefined && { maxPending }),
    onUnfit: (subscription, reason) => log.warn({ subscription, reason }, 'a filter cannot be evaluated for an event'),
  });
  const onFailed = (
    { id, functionName }: { id: string; functionName: string },
    outcome: { type: string; ran: string; reason?: string },
  ) =>
    log.warn(
      { invocationId: id, function: functionName, outcome: outcome.type, ran: outcome.ran, reason: outcome.reason },
      'an event was not handled',
    );
  const rows = createOutboxRows({ store, intake });
  const attempts = createAttempts({ rows, calls, senders, intake, clock, meter, onFailed });
  const answers = createAnswers({ attempts, clock, callTimeoutMs });
  const outbox = startOutbox({
    rows,
    attempts,
    clock,
    bus,
    callTimeoutMs,
    onUnexpected: (error) => log.error({ err: error }, 'unexpected'),
    ...(random && { random }),
  });
  const webhooks = createWebhooks({
    store,
    clock,
    secrets,
    visit,
    onUnconfirmed: (webhook, reason) => log.warn({ webhook, reason }, 'a subscription was not confirmed'),
  });

  async function take(incoming: readonly Incoming[]): Promise<readonly Receipt[]> {
    const accepted = await intake.accept(incoming);
    for (const { duplicate } of accepted) meter.event(duplicate ? 'duplicate' : 'accepted');
    const said = await answers.of(accepted);
    return accepted.map(({ incoming: { event }, duplicate, deliveries }, index) => ({
      id: event.id,
      source: event.source,
      duplicate,
      deliveries,
      ...(said[index]!.length > 0 && { results: said[index]! }),
    }));
  }

  return {
    subscriptions: createSubscriptions({ store, clock, checkAddressee: calls.check }),
    deliveries: createDeliveries({ store, clock, bus }),
    webhooks,

    async post(message, scope) {
      const { batch, events } = decode(message);
      const incoming = events.map((event, index) =>
        toIncoming(event, batch ? `events[${index}]` : 'event', { hops: 0, ours: false }),
      );
      await senders.checkPosted(incoming, scope);
      const receipts = await take(incoming);
      return batch ? receipts : receipts[0]!;
    },

    async receive(webhook, { headers, body }) {
      const single = Object.entries(headers).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : value?.[0],
      ]);
      const request = {
        headers: Object.fromEntries(single) as Record<string, string>,
        body: Buffer.from(body).toString(),
      };
      return take(await webhooks.read(webhook, request));
    },

    async takeAnswer(answer, scope) {
      const { data, events } = readAnswer(answer, 0);
      await senders.checkAnswered(events, scope);
      await intake.emit(events);
      return data;
    },

    async pending() {
      const { count } = await store.db
        .selectFrom('deliveries')
        .select((select) => select.fn.countAll<number>().as('count'))
        .where('state', '=', 'PENDING')
        .executeTakeFirstOrThrow();
      return Number(count);
    },

    close: (drainTimeoutMs) => outbox.close(drainTimeoutMs),
  };
}
