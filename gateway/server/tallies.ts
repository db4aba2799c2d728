/**
 * What is counted, by labels, in plain numbers: that costs those who are counted nothing. Many labels come from outside,
 * so there is an end to how many sets of them are kept apart.
 */

/** One number of a metric. `metricName`: of a part of it, such as a bucket. */
export interface Sample {
  readonly metricName?: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/** A metric as Prometheus knows it: one name and type, and a number for each set of labels. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  samples(): readonly Sample[] | Promise<readonly Sample[]>;
}

export interface Counter extends Family {
  /** Counts one more of these labels, in the order in which they were named. */
  add(...values: readonly string[]): void;
}

export interface Histogram extends Family {
  note(durationMs: number, ...values: readonly string[]): void;
}

export interface Labelled {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** So many of the labels, from the first, anybody may choose; what is beyond the bound is counted together by the rest. */
  readonly chosen: number;
}

/** Upper bounds of the buckets, in milliseconds. */
const BOUNDS_MS = [1, 5, 20, 100, 500, 2_000, 10_000, 60_000];
/** Beyond so many sets of labels those that come new are counted together. */
const MAX_SETS = 1_000;
const OTHERS = '(other)';

export function createCounter(labelled: Labelled): Counter {
  const sets = createSets(labelled, () => ({ count: 0 }));
  return {
    name: labelled.name,
    help: labelled.help,
    type: 'counter',
    add(...values) {
      sets.of(values).count += 1;
    },
    samples: () => sets.all().map(({ labels, tally }) => ({ labels, value: tally.count })),
  };
}

/** `unitMs`: the unit of its numbers, which its name says, in milliseconds. */
export function createHistogram(labelled: Labelled & { readonly unitMs: number }): Histogram {
  const { name, help, unitMs } = labelled;
  const sets = createSets(labelled, () => ({ counts: [...BOUNDS_MS, Infinity].map(() => 0), sumMs: 0 }));
  return {
    name,
    help,
    type: 'histogram',
    note(durationMs, ...values) {
      const tally = sets.of(values);
      let bucket = 0;
      while (bucket < BOUNDS_MS.length && durationMs > BOUNDS_MS[bucket]!) bucket += 1;
      tally.counts[bucket]! += 1;
      tally.sumMs += durationMs;
    },
    samples: () =>
      sets.all().flatMap(({ labels, tally: { counts, sumMs } }) => {
        let count = 0;
        const buckets = counts.map((more, at): Sample => ({
          metricName: `${name}_bucket`,
          labels: { ...labels, le: at < BOUNDS_MS.length ? BOUNDS_MS[at]! / unitMs : '+Inf' },
          value: (count += more),
        }));
        return [
          ...buckets,
          { metricName: `${name}_sum`, labels, value: sumMs / unitMs },
          { metricName: `${name}_count`, labels, value: count },
        ];
      }),
  };
}

function createSets<Tally>({ labels, chosen }: Labelled, make: () => Tally) {
  const sets = new Map<string, { readonly labels: Readonly<Record<string, string>>; readonly tally: Tally }>();

  function of(values: readonly string[]): Tally {
    const key = values.join('\n');
    const known = sets.get(key);
    if (known) return known.tally;
    if (sets.size >= MAX_SETS && values[0] !== OTHERS)
      return of(values.map((value, at) => (at < chosen ? OTHERS : value)));
    const tally = make();
    sets.set(key, { labels: Object.fromEntries(labels.map((label, at) => [label, values[at]!])), tally });
    return tally;
  }

  return { of, all: () => [...sets.values()] };
}
