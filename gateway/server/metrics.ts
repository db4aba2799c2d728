import type { Histogram, Registry } from 'prom-client';

export type Outcome = 'ok' | 'error';

/** Clients choose the names of operations; beyond this many they are counted together. */
const MAX_NAMES = 200;

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

interface Loaded {
  readonly registry: Registry;
  readonly durations: Histogram<'operation' | 'outcome'>;
}

/** Loads prom-client when the first operation ends or somebody asks, so that starting does not wait for it. */
export function createMetrics(gauges: Gauges): Metrics {
  const names = new Set<string>();
  let loaded: Loaded | null = null;
  let loading: Promise<Loaded> | null = null;

  async function load(): Promise<Loaded> {
    const { Gauge, Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const [name, { help, read }] of Object.entries(gauges)) {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    }
    const durations = new Histogram({
      name: 'causeway_operation_duration_seconds',
      help: 'How long GraphQL operations took, by name and outcome.',
      labelNames: ['operation', 'outcome'] as const,
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60],
      registers: [registry],
    });
    return (loaded = { registry, durations });
  }

  return {
    operation(name, outcome, durationMs) {
      if (!names.has(name) && names.size < MAX_NAMES) names.add(name);
      const labels = { operation: names.has(name) ? name : '(other)', outcome };
      if (loaded) loaded.durations.observe(labels, durationMs / 1_000);
      else void (loading ??= load()).then(({ durations }) => durations.observe(labels, durationMs / 1_000));
    },
    async render() {
      const { registry } = await (loading ??= load());
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}
