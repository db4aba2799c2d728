import type { Clock } from '../../clock.ts';

/** How long one attempt of a function takes lately, from sending to the answer, without the help of a second one. */
export interface Pace {
  /** Of an attempt that a second one overtook: how long it had. That it would have taken longer moves no lower quantile. */
  note(durationMs: number): void;
  /** Null until enough is known. */
  p50Ms(): number | null;
  p90Ms(): number | null;
}

/** How many of the last attempts count, and for how long. Of fewer, p90 strays into a tail that begins at p95. */
const WINDOW = 512;
/** What is older says nothing of now; without an end, a slow hour could keep calls away for ever. */
const MAX_AGE_MS = 60_000;
const LEAST_SAMPLES = 20;
/** Sorting is put off until so many came, or the last time is so long ago. */
const REFRESH_AFTER = 16;
const REFRESH_MS = 1_000;

export function createPace(clock: Clock): Pace {
  const durationsMs = new Float64Array(WINDOW);
  const notedAt = new Float64Array(WINDOW);
  let count = 0;
  let known: {
    readonly atCount: number;
    readonly atMs: number;
    readonly p50: number | null;
    readonly p90: number | null;
  } = { atCount: -REFRESH_AFTER, atMs: 0, p50: null, p90: null };

  function refresh() {
    const now = clock.now();
    if (count - known.atCount < REFRESH_AFTER && now - known.atMs < REFRESH_MS) return known;
    const recent = durationsMs.filter((_duration, at) => at < count && now - notedAt[at]! <= MAX_AGE_MS).sort();
    const isEnough = recent.length >= LEAST_SAMPLES;
    const at = (share: number) => (isEnough ? recent[Math.floor(recent.length * share)]! : null);
    return (known = { atCount: count, atMs: now, p50: at(0.5), p90: at(0.9) });
  }

  return {
    note(durationMs) {
      durationsMs[count % WINDOW] = durationMs;
      notedAt[count % WINDOW] = clock.now();
      count += 1;
    },
    p50Ms: () => refresh().p50,
    p90Ms: () => refresh().p90,
  };
}
