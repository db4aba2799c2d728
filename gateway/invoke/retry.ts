import type { Call, FunctionManifest } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import type { Outcome } from './outcome.ts';

const MAX_ATTEMPTS = 6;
const BASE_DELAY_MS = 100;
const MAX_DELAY_MS = 5_000;

/** Makes one attempt; `attempt` counts from 1. */
export type Attempt = (call: Call) => Promise<Outcome>;

/**
 * Tries again what may be tried again, with full jitter, as long as the deadline allows. A retry-after is honoured;
 * one that goes beyond the deadline ends the call at once.
 */
export async function withRetry(
  fn: FunctionManifest,
  call: Call,
  clock: Clock,
  signal: AbortSignal,
  attempt: Attempt,
): Promise<Outcome> {
  let earlier: Outcome | null = null;
  for (let count = 1; ; count += 1) {
    const outcome = await attempt({ ...call, attempt: count });
    // A deadline that cuts the last try of a reading says less than why the try before failed.
    if (outcome.type === 'functionTimeout' && earlier && fn.effect === 'READ') return earlier;
    if (count === MAX_ATTEMPTS || signal.aborted || !mayRetry(fn, outcome)) return outcome;
    const delayMs = retryAfterMs(outcome) ?? Math.random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** count);
    if (clock.now() + delayMs >= call.deadlineAt) return outcome;
    earlier = outcome;
    try {
      await clock.sleep(delayMs, signal);
    } catch {
      return { type: 'cancelled', ran: outcome.ran === 'no' ? 'no' : 'unknown' };
    }
  }
}

/** By what ran, not by a status: a function that may have taken effect is repeated only when that does no harm. */
function mayRetry(fn: FunctionManifest, outcome: Outcome): boolean {
  switch (outcome.type) {
    case 'throttled':
    case 'unavailable':
      return true;
    case 'platformError':
      return fn.idempotent;
    case 'functionError':
      // A provider that throttles did nothing, so even what is not idempotent may be asked again.
      return outcome.error.retryable && (fn.idempotent || outcome.error.code === 'PROVIDER_THROTTLED');
    default:
      return false;
  }
}

function retryAfterMs(outcome: Outcome): number | null {
  if (outcome.type === 'throttled') return outcome.retryAfterMs;
  if (outcome.type === 'functionError') return outcome.error.retryAfterMs ?? null;
  return null;
}
