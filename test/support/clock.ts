import type { Clock } from '../../gateway/clock.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  /** Moves on and wakes those whose time came. */
  advance(byMs: number): void;
  /** How many sleep now. */
  sleepers(): number;
}

export function manualClock(startMs = Date.UTC(2026, 0, 31)): ManualClock {
  let nowMs = startMs;
  const sleeping = new Set<{ readonly until: number; readonly wake: () => void }>();
  return {
    now: () => nowMs,
    sleepers: () => sleeping.size,
    advance(byMs) {
      nowMs += byMs;
      for (const sleeper of sleeping) if (sleeper.until <= nowMs) sleeper.wake();
    },
    sleep: (delayMs, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          sleeping.delete(sleeper);
          signal?.removeEventListener('abort', onAbort);
        };
        const onAbort = () => {
          leave();
          reject(signal!.reason);
        };
        const sleeper = {
          until: nowMs + delayMs,
          wake() {
            leave();
            resolve();
          },
        };
        sleeping.add(sleeper);
        signal?.addEventListener('abort', onAbort, { once: true });
      }),
  };
}
