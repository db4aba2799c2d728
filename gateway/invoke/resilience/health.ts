import type { CodedError } from '../../../functions/sdk/index.ts';
import type { FunctionHealth } from '../../../schema/generated/types.ts';

/** How the calls of one function on one deployment went, for people. */
export interface Health {
  /** `durationMs` is null when nothing was sent; `error` is null when it went well. */
  note(durationMs: number | null, error: CodedError | null, at: number): void;
  read(): FunctionHealth;
}

/** How many of the last calls the percentiles are taken from. */
const WINDOW = 512;

export function createHealth(): Health {
  /** A ring of the last durations. */
  const durationsMs: number[] = [];
  let sent = 0;
  let calls = 0;
  let failures = 0;
  let last: Pick<FunctionHealth, 'lastError' | 'lastErrorAt'> = { lastError: null, lastErrorAt: null };

  return {
    note(durationMs, error, at) {
      calls += 1;
      if (durationMs !== null) durationsMs[sent++ % WINDOW] = durationMs;
      if (!error) return;
      failures += 1;
      last = { lastError: { code: error.code, message: error.message }, lastErrorAt: at };
    },

    read() {
      const sorted = durationsMs.toSorted((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? null;
      return { calls, failures, p50Ms: at(0.5), p95Ms: at(0.95), ...last };
    },
  };
}
