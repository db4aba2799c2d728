/** One attempt to deliver an event, whoever makes it: the outbox, or a request whose sender waits. */
import { BadReply } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import { Cancelled, StoreUnavailable } from '../errors.ts';
import { OutboxFull } from '../event-errors.ts';
import type { DeployedFunction, Outcome } from '../invoke/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { AlarmSenders } from './alarm-senders.ts';
import { codedOf, scopeOf, type Calls } from './calls.ts';
import { LEASE_MARGIN_MS, type Claimed } from './claimed.ts';
import type { Intake } from './intake.ts';
import type { OutboxRows } from './outbox-rows.ts';
import type { Settlement } from './settlement.ts';
import { doubt, failure, judge, type Verdict } from './verdict.ts';

const STORE_RETRY_MS = 1_000;

/** What a state says of the work that led to it. */
const ENDS = { DELIVERED: 'delivered', PENDING: 'retried', DEAD: 'dead' } as const;

/** Takes how the work on a delivery ended, once that is written down. */
export interface DeliveryMeter {
  delivery(outcome: 'delivered' | 'retried' | 'dead'): void;
}

/** `data`: what the function said, when it handled the event. */
export interface Attempt {
  readonly verdict: Verdict;
  readonly data: unknown;
}

export interface Attempts {
  /** Calls the function, unless it must not be called. */
  make(delivery: Claimed, options: { readonly deadlineAt: number; readonly signal?: AbortSignal }): Promise<Attempt>;
  /** Keeps how it ended; tries for as long as nobody else may work on it. Null: the lease was lost, nothing was changed. */
  writeDown(settlement: Settlement, signal?: AbortSignal): Promise<Settlement | null>;
}

export interface AttemptPorts {
  readonly rows: Pick<OutboxRows, 'settle'>;
  readonly calls: Calls;
  readonly senders: AlarmSenders;
  readonly intake: Pick<Intake, 'checkRoom'>;
  readonly clock: Clock;
  readonly meter: DeliveryMeter;
  /** Told how each attempt ended that did not succeed; `reason` is for the log alone. */
  onFailed(delivery: Claimed, outcome: Exclude<Outcome, { type: 'ok' }>): void;
}

export function createAttempts({ rows, calls, senders, intake, clock, meter, onFailed }: AttemptPorts): Attempts {
  const without = (verdict: Verdict): Attempt => ({ verdict, data: null });

  return {
    async make(delivery, options) {
      if (clock.now() >= delivery.expiresAt) return without({ type: 'dead', error: tooOld(delivery), tried: false });
      const ready = await calls.find(delivery).catch(codedOf);
      if (!('fn' in ready))
        return without({ type: 'again', error: failure(ready), retryAfterMs: null, tried: false, inDoubt: false });
      if (delivery.inDoubt && !ready.fn.idempotent)
        return without({
          type: 'dead',
          error: { code: new Cancelled().code, message: 'it was being called when the gateway stopped' },
          tried: false,
        });
      const { subscription, event, hops, id: invocationId } = delivery;
      const outcome = await calls.call(ready, event, { subscription, ...options });
      if (outcome.type !== 'ok') onFailed(delivery, outcome);
      const verdict = judge(outcome, ready.fn, { hops, invocationId });
      if (verdict.type !== 'delivered' || outcome.type !== 'ok') return without(verdict);
      try {
        await senders.checkAnswered(verdict.events, scopeOf(delivery));
        if (verdict.events.length > 0) await intake.checkRoom();
      } catch (error) {
        if (error instanceof OutboxFull) return without(noRoom(ready.fn, error));
        if (error instanceof BadReply) return without({ type: 'dead', error: failure(error), tried: true });
        throw error; // as it is not known whether they are right, the delivery stays in doubt
      }
      return { verdict, data: (outcome.data as { readonly data: unknown }).data };
    },

    async writeDown(settlement, signal) {
      for (const until = clock.now() + LEASE_MARGIN_MS; ;) {
        try {
          const written = await rows.settle(settlement);
          if (written) meter.delivery(ENDS[written.columns.state]);
          return written;
        } catch (error) {
          if (!(error instanceof StoreUnavailable) || clock.now() >= until || signal?.aborted) throw error;
          await clock.sleep(STORE_RETRY_MS, signal);
        }
      }
    },
  };
}

/** What it answered with cannot be taken now: to be asked for once more, where asking twice is asking once. */
function noRoom({ name, idempotent }: DeployedFunction, { code, waiting, retryAfterMs }: OutboxFull): Verdict {
  const message = `what it answered with was not taken: ${waiting} deliveries of events wait`;
  if (!idempotent) return { type: 'dead', error: doubt(name, message), tried: true };
  return { type: 'again', error: { code, message }, retryAfterMs, tried: true, inDoubt: true };
}

/** Why it ended: what failed last. */
function tooOld({ error }: Claimed): Failure {
  if (error) return { code: error.code, message: `given up, since its age ran out: ${error.message}` };
  return { code: new Cancelled().code, message: 'given up, since its age ran out before it was tried' };
}
