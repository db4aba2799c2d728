import type { Clock } from '../../clock.ts';

/** Does things at their moments with one timer for all, because a timer for each call costs more than the call's wrappers. */
export interface Timetable {
  /** Calls `go` at the moment, in milliseconds since 1970 (UTC). Answers how to call it off. */
  at(momentMs: number, go: () => void): () => void;
  /** Nothing that is left is done any more. */
  close(): void;
}

interface Entry {
  readonly atMs: number;
  /** Null: called off. It stays until its moment, so that calling off costs nothing. */
  go: (() => void) | null;
}

/** `setTimeout` goes off at once when asked for longer. */
const MAX_TIMER_MS = 2_147_483_647;

export function createTimetable(clock: Clock): Timetable {
  /** By moment; those of the same moment in the order they came. */
  const entries: Entry[] = [];
  let timer: { readonly atMs: number; readonly stop: AbortController } | null = null;

  function arm() {
    const first = entries[0];
    if (!first || (timer && timer.atMs <= first.atMs)) return;
    timer?.stop.abort();
    const stop = new AbortController();
    timer = { atMs: first.atMs, stop };
    clock.sleep(Math.min(MAX_TIMER_MS, Math.max(0, first.atMs - clock.now())), stop.signal).then(work, () => {});
  }

  function work() {
    timer = null;
    for (const { go } of entries.splice(0, placeOf(entries, clock.now()))) go?.();
    arm();
  }

  return {
    at(momentMs, go) {
      const entry: Entry = { atMs: momentMs, go };
      entries.splice(placeOf(entries, momentMs), 0, entry);
      arm();
      return () => (entry.go = null);
    },
    close() {
      entries.length = 0;
      timer?.stop.abort();
      timer = null;
    },
  };
}

/** Behind all that come before the moment or at it. */
function placeOf(entries: readonly Entry[], momentMs: number): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entries[middle]!.atMs <= momentMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
