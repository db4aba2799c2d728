/**
 * One call to a function with everything that is put around its platform, outermost first: retries, the function's quota,
 * the breaker and the limit of its deployment, a second try beside a late one, and the platform itself.
 */
import type { Call } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import { nextTraceparent } from '../trace.ts';
import type { DeployedFunction } from './deployment.ts';
import type { CallMeter } from './functions.ts';
import type { Invoker, Invokers } from './invoker.ts';
import type { Outcome } from './outcome.ts';
import type { Breaker } from './resilience/breaker.ts';
import { withHedge } from './resilience/hedge.ts';
import type { Limiter } from './resilience/limiter.ts';
import { createQuotas } from './resilience/quota.ts';
import { mayRetry, moreTelling, withRetry } from './resilience/retry.ts';
import type { Timetable } from './resilience/timetable.ts';
import type { States } from './states.ts';

export interface Attempts {
  /**
   * Makes the call, in as many attempts as are good for it. Never rejects. `abandon` aborts the signal, to call off a
   * try that another one has overtaken; null, where the signal is the caller's own: no second try is made.
   */
  make(fn: DeployedFunction, call: Call, signal: AbortSignal, abandon: (() => void) | null): Promise<Outcome>;
}

export interface AttemptsPorts {
  readonly invokers: Invokers;
  readonly clock: Clock;
  readonly timetable: Timetable;
  readonly states: States;
  readonly meter: CallMeter;
}

/** A second try sooner than that costs more than it can save. */
const LEAST_HEDGE_MS = 10;

export function createAttempts({ invokers, clock, timetable, states, meter }: AttemptsPorts): Attempts {
  const quotas = createQuotas(clock);
  const heldBack = (breaker: Breaker): Outcome => ({
    type: 'busy',
    ran: 'no',
    retryAfterMs: Math.max(0, (breaker.retryAt() ?? 0) - clock.now()) || null,
    reason: 'its deployment failed too often, and is left alone for a while',
  });

  return {
    async make(fn, call, signal, abandon) {
      const { name, platform, target, maxConcurrency } = fn.deployment;
      const { breaker, limiter, functions } = states.of(fn.deployment);
      const { budget, pace } = functions.of(fn.name);
      const invoker = invokers[platform] as Invoker<unknown>;
      let attempts = 0;
      let isOvertaken = false;
      const overtake = () => {
        isOvertaken = true;
        abandon?.();
      };

      /**
       * To the platform, in a place that the limiter gave. Only answers tell how long an answer takes, and tries that had
       * longer than most: without those, their slowness would hide itself. A second try tells less: it is there for the
       * slow ones alone, and only the quick of it are seen.
       */
      async function send(kind: 'first' | 'retry' | 'hedge'): Promise<Outcome> {
        meter.attempt(name, fn.name, kind);
        const startedAt = clock.now();
        const next = { ...call, attempt: (attempts += 1), traceparent: nextTraceparent() };
        const outcome = await answerOf(invoker, target, next, signal);
        limiter.leave(startedAt, outcome);
        if (kind !== 'hedge' && (outcome.ran === 'yes' || isOvertaken)) pace.note(clock.now() - startedAt);
        return outcome;
      }

      /** Null: the budget, the limit or the quota has no room for a second try. */
      function sendExtra(): Promise<Outcome> | null {
        if (!budget.mayHedge() || !limiter.tryEnter(maxConcurrency)) return null;
        if (quotas.take(fn, call, clock.now()).late) return (limiter.leave(0, null), null);
        budget.hedge();
        return send('hedge');
      }

      function sendOnceOrTwice(): Promise<Outcome> {
        const p90Ms = abandon && fn.effect === 'READ' && fn.idempotent ? pace.p90Ms() : null;
        const kind = attempts === 0 ? 'first' : 'retry';
        if (p90Ms === null) return send(kind);
        return withHedge({
          clock,
          timetable,
          delayMs: Math.max(LEAST_HEDGE_MS, p90Ms),
          attempt: (isExtra) => (isExtra ? sendExtra() : send(kind)),
          abandon: overtake,
          // What did not run says nothing of the other, which may have.
          isFinal: (outcome) => outcome.ran === 'yes' && !mayRetry(fn, outcome),
          choose: (earlier, later) => moreTelling(fn, earlier, later),
        });
      }

      async function withinLimits(): Promise<Outcome> {
        const turn = quotas.take(fn, call, call.deadlineAt);
        if (turn.late) return { type: 'overQuota', ran: 'no', retryAfterMs: Math.ceil(turn.inMs) };
        if (turn.inMs > 0 && !(await slept(clock, turn.inMs, signal))) return { type: 'cancelled', ran: 'no' };

        const pass = breaker.enter();
        if (!pass) return heldBack(breaker);
        const place = limiter.tryEnter(maxConcurrency) ? 'entered' : await limiter.wait(call.deadlineAt, signal);
        if (place !== 'entered') {
          breaker.leave(pass, null);
          return withoutPlace(place, limiter);
        }
        if (breaker.state() === 'OPEN') {
          // It opened while the call waited for its place.
          limiter.leave(0, null);
          return heldBack(breaker);
        }
        const outcome = await sendOnceOrTwice();
        breaker.leave(pass, outcome);
        return outcome;
      }

      const outcome = await withRetry({ fn, budget, pace, clock }, call, signal, withinLimits);
      if (outcome.type === 'ok') budget.earn();
      return outcome;
    },
  };
}

async function answerOf(invoker: Invoker<unknown>, target: unknown, call: Call, signal: AbortSignal): Promise<Outcome> {
  try {
    return await invoker.invoke(target, call, signal);
  } catch (error) {
    // It broke its word: nothing is known of the call, and its place must not stay taken.
    const reason = `the invoker failed: ${error instanceof Error ? error.stack : String(error)}`;
    return { type: 'platformError', ran: 'unknown', reason };
  }
}

function withoutPlace(place: 'full' | 'late' | 'cancelled', limiter: Limiter): Outcome {
  if (place === 'cancelled') return { type: 'cancelled', ran: 'no' };
  if (place === 'late')
    return { type: 'functionTimeout', ran: 'no', reason: 'its deployment had no place for it before the deadline' };
  const reason = 'its deployment has as much work as it can take';
  return { type: 'busy', ran: 'no', retryAfterMs: limiter.estimateMs(), reason };
}

const slept = (clock: Clock, delayMs: number, signal: AbortSignal) =>
  clock.sleep(delayMs, signal).then(
    () => true,
    () => false,
  );
