/**
 * How many calls a deployment works on at the same time. The limit starts small, grows while all goes well, and shrinks
 * when the deployment throttles or times out (additive increase, multiplicative decrease, as in RFC 5681). What has no
 * place waits in a bounded queue, first come first served.
 */
import type { Clock } from '../../clock.ts';
import type { Outcome } from '../outcome.ts';
import type { Timetable } from './timetable.ts';

export interface Limiter {
  /** Takes a place if one is free and nobody waits. Every place is given back by `leave`. */
  tryEnter(maxConcurrency: number): boolean;
  /** Waits for a place. `full`: too many wait. `late`: none came before the deadline. */
  wait(deadlineAt: number, signal: AbortSignal): Promise<'entered' | 'full' | 'late' | 'cancelled'>;
  /** Gives a place back. Null: the call was not made after all. */
  leave(startedAt: number, outcome: Outcome | null): void;
  /** When a place is likely, for those who found the queue full. Null: not known. */
  estimateMs(): number | null;
  limit(maxConcurrency: number): number;
  inFlight(): number;
  queued(): number;
}

interface Waiting {
  readonly deadlineAt: number;
  settle(end: 'entered' | 'late' | 'cancelled'): void;
}

const FIRST_LIMIT = 20;
const SHRINK_TO = 0.7;
const MAX_QUEUED = 1_000;

export function createLimiter(clock: Clock, timetable: Timetable): Limiter {
  /** Sets keep the order of arrival, and let those who leave go at no cost. */
  const queue = new Set<Waiting>();
  let max = Infinity;
  let limit = FIRST_LIMIT;
  /** Until the first overload every answer makes room for one more, so that a large limit is found soon. */
  let isSearching = true;
  let shrunkAt = -Infinity;
  let inFlight = 0;
  let meanMs: number | null = null;

  const bound = () => Math.max(1, Math.floor(Math.min(limit, max)));

  function adapt(startedAt: number, outcome: Outcome) {
    const now = clock.now();
    const isOverload =
      outcome.type === 'throttled' || (outcome.type === 'functionTimeout' && outcome.ran === 'unknown');
    if (isOverload && startedAt > shrunkAt) {
      // Calls that were on their way meanwhile tell of the same overload.
      shrunkAt = now;
      isSearching = false;
      limit = Math.max(1, Math.min(limit, inFlight) * SHRINK_TO);
    }
    if (outcome.ran !== 'yes') return;
    meanMs = meanMs === null ? now - startedAt : meanMs + 0.1 * (now - startedAt - meanMs);
    // A limit that is not reached says nothing of what would be above it.
    if (inFlight * 2 >= limit) limit = Math.min(max, limit + (isSearching ? 1 : 1 / limit));
  }

  function letIn() {
    if (queue.size === 0) return;
    const now = clock.now();
    for (const waiting of queue) {
      if (inFlight >= bound()) return;
      if (waiting.deadlineAt <= now) {
        waiting.settle('late');
        continue;
      }
      inFlight += 1;
      waiting.settle('entered');
    }
  }

  return {
    tryEnter(maxConcurrency) {
      max = maxConcurrency;
      letIn(); // it may have been raised, and those who wait come first
      if (inFlight >= bound()) return false;
      inFlight += 1;
      return true;
    },

    wait(deadlineAt, signal) {
      if (queue.size >= MAX_QUEUED) return Promise.resolve('full');
      return new Promise((resolve) => {
        const waiting: Waiting = {
          deadlineAt,
          settle(end) {
            queue.delete(waiting);
            callOff();
            signal.removeEventListener('abort', leave);
            resolve(end);
          },
        };
        const leave = () => waiting.settle('cancelled');
        const callOff = timetable.at(deadlineAt, () => waiting.settle('late'));
        signal.addEventListener('abort', leave, { once: true });
        queue.add(waiting);
      });
    },

    leave(startedAt, outcome) {
      if (outcome) adapt(startedAt, outcome);
      inFlight -= 1;
      letIn();
    },

    estimateMs: () => (meanMs === null ? null : Math.ceil(((queue.size + 1) * Math.max(1, meanMs)) / bound())),
    limit: (maxConcurrency) => Math.max(1, Math.floor(Math.min(limit, maxConcurrency))),
    inFlight: () => inFlight,
    queued: () => queue.size,
  };
}
