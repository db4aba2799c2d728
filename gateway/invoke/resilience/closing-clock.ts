import { setMaxListeners } from 'node:events';
import type { Clock } from '../../clock.ts';

/** A clock whose sleepers are woken when it is closed, with a rejection as if they were called off; nobody sleeps after that. */
export function createClosingClock(clock: Clock): Clock & { close(): void } {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal); // any number may sleep

  return {
    now: () => clock.now(),
    // By hand: what `AbortSignal.any` makes of a signal that lives as long as the gateway may be kept as long (nodejs/node#55351).
    async sleep(delayMs, signal) {
      const ending = new AbortController();
      const signals = signal ? [signal, closing.signal] : [closing.signal];
      const end = () => ending.abort(signals.find(({ aborted }) => aborted)?.reason);
      for (const one of signals) one.addEventListener('abort', end, { once: true });
      if (signals.some(({ aborted }) => aborted)) end();
      try {
        await clock.sleep(delayMs, ending.signal);
      } finally {
        for (const one of signals) one.removeEventListener('abort', end);
      }
    },
    close: () => closing.abort(),
  };
}
