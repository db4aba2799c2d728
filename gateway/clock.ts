import { setMaxListeners } from 'node:events';

/** Time as a collaborator, so that tests move it. */
export interface Clock {
  /** Milliseconds since 1970 (UTC). */
  now(): number;
  /** Resolves after `delayMs`, or rejects with the signal's reason. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/**
 * Whether a duration has passed since a moment. One that is further ahead than that was noted before the clock was set
 * back: it says nothing, and waiting for it might take hours.
 */
export const hasPassed = (clock: Clock, durationMs: number, since: number): boolean =>
  Math.abs(clock.now() - since) >= durationMs;

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const onAbort = () => {
        clearTimeout(timer);
        reject(signal!.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      }, delayMs);
      if (signal) setMaxListeners(0, signal); // any number may sleep until one end
      signal?.addEventListener('abort', onAbort, { once: true });
    }),
};
