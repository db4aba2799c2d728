import type { Gauge, Metric, MetricObject } from 'prom-client';

export type Outcome = 'ok' | 'error';

/** Clients choose the names of operations; beyond this many they are counted together. */
const MAX_NAMES = 200;
/** Upper bounds of the buckets, in milliseconds. */
const BOUNDS_MS = [1, 5, 20, 100, 500, 2_000, 10_000, 60_000];

export interface Metrics {
  /** One operation that ended. */
  operation(name: string, outcome: Outcome, durationMs: number): void;
  /** All metrics in the text format of Prometheus. */
  render(): Promise<{ contentType: string; text: string }>;
}

/** What is measured when somebody asks. */
export interface Gauges {
  readonly [name: string]: { readonly help: string; read(): number };
}

/** How long the operations of one name and outcome took. */
interface Tally {
  readonly operation: string;
  readonly outcome: Outcome;
  /** Counts by bucket, and above the last bound. */
  readonly counts: number[];
  sumMs: number;
}

/** Counts in plain numbers, which costs an operation nothing, and loads prom-client when somebody first asks. */
export function createMetrics(gauges: Gauges): Metrics {
  const tallies: Record<Outcome, Map<string, Tally>> = { ok: new Map(), error: new Map() };

  function tallyOf(operation: string, outcome: Outcome): Tally {
    const named = tallies[outcome];
    const known = named.get(operation);
    if (known) return known;
    if (named.size >= MAX_NAMES && operation !== OTHERS) return tallyOf(OTHERS, outcome);
    const tally = { operation, outcome, counts: [...BOUNDS_MS, Infinity].map(() => 0), sumMs: 0 };
    named.set(operation, tally);
    return tally;
  }

  async function load() {
    const { Gauge, Registry, collectDefaultMetrics } = await import('prom-client');
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const [name, { help, read }] of Object.entries(gauges)) {
      const collect = function (this: Gauge) {
        this.set(read());
      };
      registry.registerMetric(new Gauge({ name, help, registers: [], collect }));
    }
    // A histogram to prom-client: all it asks of a metric is `get`.
    const durations = {
      name: DURATIONS,
      get: async () => histogram([...tallies.ok.values(), ...tallies.error.values()]),
    };
    registry.registerMetric(durations as unknown as Metric);
    return registry;
  }
  let registry: ReturnType<typeof load> | null = null;

  return {
    operation(name, outcome, durationMs) {
      const tally = tallyOf(name, outcome);
      let bucket = 0;
      while (bucket < BOUNDS_MS.length && durationMs > BOUNDS_MS[bucket]!) bucket += 1;
      tally.counts[bucket]! += 1;
      tally.sumMs += durationMs;
    },
    async render() {
      const loaded = await (registry ??= load());
      return { contentType: loaded.contentType, text: await loaded.metrics() };
    },
  };
}

const DURATIONS = 'causeway_operation_duration_seconds';
const OTHERS = '(other)';

function histogram(tallies: readonly Tally[]) {
  const values = tallies.flatMap(({ operation, outcome, counts, sumMs }) => {
    const labels = { operation, outcome };
    let count = 0;
    const buckets = counts.map((more, index) => ({
      metricName: `${DURATIONS}_bucket`,
      labels: { ...labels, le: index < BOUNDS_MS.length ? BOUNDS_MS[index]! / 1_000 : '+Inf' },
      value: (count += more),
    }));
    return [
      ...buckets,
      { metricName: `${DURATIONS}_sum`, labels, value: sumMs / 1_000 },
      { metricName: `${DURATIONS}_count`, labels, value: count },
    ];
  });
  const help = 'How long GraphQL operations took, by name and outcome.';
  return { name: DURATIONS, help, type: 'histogram', aggregator: 'sum', values } as unknown as MetricObject;
}
