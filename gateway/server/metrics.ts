/** What Prometheus is told at `/metrics`. prom-client, which writes its format, is loaded when somebody first asks. */
import type { Metric, MetricObject } from 'prom-client';
import { createCounter, createHistogram, type Family, type Sample } from './tallies.ts';

export type Outcome = 'ok' | 'error';

export interface Metrics {
  /** One operation that ended. */
  operation(name: string, outcome: Outcome, durationMs: number): void;
  /** One call of a function that ended, retries included. `durationMs` is null when nothing was sent, or its caller left. */
  call(deployment: string, functionName: string, outcome: string, durationMs: number | null): void;
  /** One attempt that is sent to a platform. */
  attempt(deployment: string, functionName: string, kind: 'first' | 'retry' | 'hedge'): void;
  /** One event that a sender brought. */
  event(outcome: 'accepted' | 'duplicate'): void;
  /** One attempt to deliver an event. */
  delivery(outcome: 'delivered' | 'retried' | 'dead'): void;
  /** Adds what is measured when somebody asks. */
  measure(gauges: Gauges): void;
  /** All metrics in the text format of Prometheus. What cannot be measured now is left out. */
  render(): Promise<{ contentType: string; text: string }>;
}

/** What is measured when somebody asks, by its name. */
export interface Gauges {
  readonly [name: string]: {
    readonly help: string;
    /** One number, or one for each set of labels. */
    read(): number | readonly Sample[] | Promise<number>;
  };
}

export function createMetrics(): Metrics {
  const operations = createHistogram({
    name: 'causeway_operation_duration_seconds',
    help: 'How long GraphQL operations took, by name and outcome.',
    labels: ['operation', 'outcome'],
    chosen: 1,
    unitMs: 1_000,
  });
  const calls = createCounter({
    name: 'causeway_function_calls_total',
    help: 'Calls of functions by how they ended, retries included. Identical reads at the same time are one call.',
    labels: ['deployment', 'function', 'outcome'],
    chosen: 2,
  });
  const durations = createHistogram({
    name: 'causeway_function_duration_ms',
    help: 'How long calls of functions took that were sent, in milliseconds, waiting and retries included.',
    labels: ['deployment', 'function'],
    chosen: 2,
    unitMs: 1,
  });
  const attempts = createCounter({
    name: 'causeway_function_attempts_total',
    help: 'Attempts that were sent to platforms: the first of a call, a retry, or a hedge beside a late one.',
    labels: ['deployment', 'function', 'kind'],
    chosen: 2,
  });
  const events = createCounter({
    name: 'causeway_events_total',
    help: 'Events that senders brought: accepted, or duplicates of one that was taken before.',
    labels: ['outcome'],
    chosen: 0,
  });
  const deliveries = createCounter({
    name: 'causeway_deliveries_total',
    help: 'Work on deliveries by how it ended: delivered, to be retried, or dead.',
    labels: ['outcome'],
    chosen: 0,
  });
  const families: Family[] = [operations, calls, durations, attempts, events, deliveries];

  async function load() {
    const { Registry, collectDefaultMetrics } = await import('prom-client');
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    for (const family of families) registry.registerMetric(toMetric(family));
    return registry;
  }
  let registry: ReturnType<typeof load> | null = null;

  return {
    operation: (name, outcome, durationMs) => operations.note(durationMs, name, outcome),
    call(deployment, functionName, outcome, durationMs) {
      calls.add(deployment, functionName, outcome);
      if (durationMs !== null) durations.note(durationMs, deployment, functionName);
    },
    attempt: (deployment, functionName, kind) => attempts.add(deployment, functionName, kind),
    event: (outcome) => events.add(outcome),
    delivery: (outcome) => deliveries.add(outcome),
    measure(gauges) {
      for (const [name, { help, read }] of Object.entries(gauges))
        families.push({ name, help, type: 'gauge', samples: async () => toSamples(await read()) });
    },
    async render() {
      const loaded = await (registry ??= load());
      return { contentType: loaded.contentType, text: await loaded.metrics() };
    },
  };
}

const toSamples = (read: number | readonly Sample[]): readonly Sample[] =>
  typeof read === 'number' ? [{ labels: {}, value: read }] : read;

/** All that prom-client asks of a metric is `get`. */
function toMetric({ name, help, type, samples }: Family): Metric {
  const get = async () => {
    // A store that does not answer must not hide what else is known: what is missing is unknown, and not zero.
    const values = await Promise.resolve(samples()).catch(() => []);
    return { name, help, type, aggregator: 'sum', values } as unknown as MetricObject;
  };
  return { name, get } as unknown as Metric;
}
