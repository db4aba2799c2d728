/**
 * Leaves a deployment alone that fails more often than not, and lets a few calls through after a while to see whether it
 * is back. Written here because a breaker must know calls that say nothing of the deployment, try with several calls at
 * once, and take its time from the gateway's clock.
 */
import type { Clock } from '../../clock.ts';
import type { Condition } from '../functions.ts';
import type { Outcome } from '../outcome.ts';
import { createRecentCount } from './recent-count.ts';

type Phase =
  | { readonly name: 'CLOSED' }
  | { readonly name: 'OPEN'; readonly retryAt: number; readonly openMs: number }
  | {
      readonly name: 'HALF_OPEN';
      readonly retryAt: number;
      readonly openMs: number;
      trying: number;
      succeeded: number;
    };

/** What was let through; given back with its outcome. */
export type Pass = Phase;

export interface Breaker {
  /** Null: this call is not let through. */
  enter(): Pass | null;
  /** Every pass is given back. Null: the call was not made after all. */
  leave(pass: Pass, outcome: Outcome | null): void;
  state(): Condition['breaker'];
  /** When it lets calls through to try. Null when it is closed. */
  retryAt(): number | null;
}

/** It opens when of at least so many calls in the last ten seconds at least this share failed. */
const LEAST_CALLS = 10;
const FAILED_SHARE = 0.5;
/** How long it stays open at first; each failed trial doubles it up to the longest. */
const FIRST_OPEN_MS = 5_000;
const LONGEST_OPEN_MS = 60_000;
/** So many calls try at once, and so many have to succeed before it closes. */
const TRIALS = 3;

/** `onChange` hears of every change of state. */
export function createBreaker(clock: Clock, onChange: (state: Condition['breaker']) => void): Breaker {
  const calls = createRecentCount();
  const failures = createRecentCount();
  let phase: Phase = { name: 'CLOSED' };

  const go = (next: Phase) => onChange((phase = next).name);
  const open = (openMs: number) => go({ name: 'OPEN', openMs, retryAt: clock.now() + openMs });

  return {
    enter() {
      if (phase.name === 'OPEN' && clock.now() >= phase.retryAt)
        go({ ...phase, name: 'HALF_OPEN', trying: 0, succeeded: 0 });
      if (phase.name === 'OPEN') return null;
      if (phase.name === 'HALF_OPEN') {
        if (phase.trying === TRIALS) return null;
        phase.trying += 1;
      }
      return phase;
    },

    leave(pass, outcome) {
      // What began before the last change says nothing of the time since.
      if (pass !== phase || phase.name === 'OPEN') return;
      const verdict = outcome ? verdictOf(outcome) : 'none';
      if (phase.name === 'HALF_OPEN') {
        phase.trying -= 1;
        if (verdict === 'failure') return open(Math.min(LONGEST_OPEN_MS, phase.openMs * 2));
        if (verdict === 'success') phase.succeeded += 1;
        if (phase.succeeded === TRIALS) go({ name: 'CLOSED' });
        return;
      }
      if (verdict === 'none') return;
      const now = clock.now();
      calls.add(now);
      if (verdict === 'success') return;
      failures.add(now);
      if (calls.total(now) < LEAST_CALLS || failures.total(now) < FAILED_SHARE * calls.total(now)) return;
      calls.clear();
      failures.clear();
      open(FIRST_OPEN_MS);
    },

    state: () => (phase.name === 'OPEN' && clock.now() >= phase.retryAt ? 'HALF_OPEN' : phase.name),
    retryAt: () => (phase.name === 'CLOSED' ? null : phase.retryAt),
  };
}

/**
 * What an outcome says of its deployment. Throttling is met by the limit. `unauthorized` and `notFound` come at once and
 * are cured by a person: opening would hide from them what to correct, and that it was.
 */
function verdictOf(outcome: Outcome): 'success' | 'failure' | 'none' {
  switch (outcome.type) {
    case 'ok':
    case 'functionError':
      return 'success';
    case 'platformError':
    case 'unavailable':
      return 'failure';
    case 'badReply':
      // Nonsense of the function itself shows that its platform works.
      return outcome.ran === 'unknown' ? 'failure' : 'none';
    case 'functionTimeout':
      return outcome.ran === 'no' ? 'none' : 'failure';
    default:
      return 'none';
  }
}
