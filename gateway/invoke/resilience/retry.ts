import type { Call, FunctionManifest } from '../../../functions/sdk/index.ts';
import type { Clock } from '../../clock.ts';
import { isInDoubt, retryAfterMsOf, type Outcome } from '../outcome.ts';
import type { Budget } from './budget.ts';
import type { Pace } from './pace.ts';

const MAX_ATTEMPTS = 6;
const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;

export interface RetryPorts {
  readonly fn: Pick<FunctionManifest, 'effect' | 'idempotent'>;
  readonly budget: Budget;
  readonly pace: Pace;
  readonly clock: Clock;
}

/**
 * Makes an attempt, and again what may be made again, with full jitter, as long as the deadline and the budget allow. The
 * jitter comes on top of a retry-after, so that those who were sent away together do not come back in one instant; one that
 * goes beyond the deadline ends the call at once. No attempt begins that has less time than half of the function's attempts
 * need.
 */
export async function withRetry(
  { fn, budget, pace, clock }: RetryPorts,
  { deadlineAt }: Pick<Call, 'deadlineAt'>,
  signal: AbortSignal,
  attempt: () => Promise<Outcome>,
): Promise<Outcome> {
  const hasTime = (afterMs: number) => clock.now() + afterMs + (pace.p50Ms() ?? 0) < deadlineAt;
  if (!hasTime(0)) return { type: 'functionTimeout', ran: 'no', reason: 'there was too little time left to call it' };

  let reported: Outcome | null = null;
  for (let count = 1; ; count += 1) {
    const outcome = await attempt();
    reported = moreTelling(fn, reported, outcome);
    if (count === MAX_ATTEMPTS || signal.aborted || !mayRetry(fn, outcome)) return reported;
    const jitterMs = Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** count);
    const delayMs = (retryAfterMsOf(outcome) ?? 0) + jitterMs;
    if (!hasTime(delayMs) || !budget.reserve()) return reported;
    try {
      await clock.sleep(delayMs, signal);
    } catch {
      budget.giveBack();
      return moreTelling(fn, reported, { type: 'cancelled', ran: 'no' });
    }
    if (!hasTime(0)) {
      budget.giveBack();
      return reported;
    }
    budget.spend();
  }
}

/** By what ran, not by a status: a function that may have done a part of its work is repeated only when that does no harm. */
export function mayRetry({ idempotent }: Pick<FunctionManifest, 'idempotent'>, outcome: Outcome): boolean {
  return (outcome.ran === 'no' || idempotent) && mayHelp(outcome);
}

function mayHelp(outcome: Outcome): boolean {
  switch (outcome.type) {
    case 'throttled':
    case 'unavailable':
    case 'platformError':
      return true;
    case 'badReply':
      // What the function makes itself it would make again; a page in front of it goes away.
      return outcome.ran === 'unknown';
    case 'functionError':
      return outcome.error.retryable;
    // What we hold back ourselves is not helped by asking again: an open breaker, a full queue, a quota.
    default:
      return false;
  }
}

/**
 * Which of two ends of one call is reported. An attempt that did not run never hides one that may have, and what a function
 * says of its last run does not either; a deadline that cuts the last try of a reading says less than why the try before
 * failed.
 */
export function moreTelling(
  { effect }: Pick<FunctionManifest, 'effect'>,
  earlier: Outcome | null,
  later: Outcome,
): Outcome {
  if (!earlier) return later;
  if (later.type === 'cancelled') return { type: 'cancelled', ran: earlier.ran === 'no' ? later.ran : 'unknown' };
  if (later.ran === 'no') return earlier.ran === 'no' && later.type !== 'functionTimeout' ? later : earlier;
  if (later.type === 'functionTimeout' && effect === 'READ' && earlier.ran !== 'no') return earlier;
  return later.type === 'functionError' && isInDoubt(earlier) ? { ...later, isAfterDoubt: true } : later;
}
