/** Runs a piece of work in its turn. The key says whose it is; the signal ends the waiting with its reason. */
export type Limit = <Result>(key: string, signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;

/**
 * At most `max` pieces of work at the same time. A turn goes to the key that has the fewest, so that one whose work hangs
 * delays the others by one piece and not by all.
 */
export function createLimit(max: number): Limit {
  const waiting = new Set<{ readonly key: string; readonly go: () => void }>();
  const running = new Map<string, number>();
  const count = (key: string) => running.get(key) ?? 0;
  let total = 0;

  const enter = (key: string) => {
    total += 1;
    running.set(key, count(key) + 1);
  };

  const leave = (key: string) => {
    total -= 1;
    if (count(key) === 1) running.delete(key);
    else running.set(key, count(key) - 1);
    let next: { readonly key: string; readonly go: () => void } | undefined;
    for (const turn of waiting) if (!next || count(turn.key) < count(next.key)) next = turn;
    next?.go();
  };

  const turn = (key: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const place = {
        key,
        go() {
          waiting.delete(place);
          signal.removeEventListener('abort', giveUp);
          enter(key);
          resolve();
        },
      };
      const giveUp = () => {
        waiting.delete(place);
        reject(signal.reason as Error);
      };
      waiting.add(place);
      signal.addEventListener('abort', giveUp, { once: true });
    });

  return async (key, signal, work) => {
    signal.throwIfAborted();
    if (total >= max) await turn(key, signal);
    else enter(key);
    try {
      return await work();
    } finally {
      leave(key);
    }
  };
}
