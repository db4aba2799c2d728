import type { CodedError } from '../../functions/sdk/index.ts';
import type { FunctionHealth } from '../../schema/generated/types.ts';

/** How many of the last calls the percentiles are taken from. */
const WINDOW = 512;

/** Counts how the calls of each function went. */
export interface HealthBook {
  note(functionName: string, durationMs: number, error: CodedError | null, at: number): void;
  of(functionName: string): FunctionHealth;
}

interface Entry {
  calls: number;
  failures: number;
  /** A ring of the last durations. */
  readonly durationsMs: number[];
  lastError: FunctionHealth['lastError'];
  lastErrorAt: number | null;
}

export function createHealthBook(): HealthBook {
  const entries = new Map<string, Entry>();

  return {
    note(functionName, durationMs, error, at) {
      const entry = entries.get(functionName) ?? {
        calls: 0,
        failures: 0,
        durationsMs: [],
        lastError: null,
        lastErrorAt: null,
      };
      entries.set(functionName, entry);
      entry.durationsMs[entry.calls % WINDOW] = durationMs;
      entry.calls += 1;
      if (!error) return;
      entry.failures += 1;
      entry.lastError = { code: error.code, message: error.message };
      entry.lastErrorAt = at;
    },

    of(functionName) {
      const entry = entries.get(functionName);
      const sorted = entry?.durationsMs.toSorted((a, b) => a - b) ?? [];
      return {
        calls: entry?.calls ?? 0,
        failures: entry?.failures ?? 0,
        p50Ms: sorted[Math.floor(sorted.length * 0.5)] ?? null,
        p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? null,
        lastError: entry?.lastError ?? null,
        lastErrorAt: entry?.lastErrorAt ?? null,
      };
    },
  };
}
