import type { Call, FunctionManifest } from '../../../functions/sdk/index.ts';
import type { Clock } from '../../clock.ts';

/** Keeps functions below the rates that their manifests state, for each account or account and region. */
export interface Quotas {
  /**
   * Takes the next turn if it comes at `latestAt` or before. Answers how long to wait for it, in milliseconds, or, when
   * it would come later and is not taken, `late` and how long that would have been.
   */
  take(fn: FunctionManifest, call: Pick<Call, 'input' | 'account'>, latestAt: number): Turn;
}

export interface Turn {
  readonly late: boolean;
  readonly inMs: number;
}

/** Beyond so many buckets those that are full again are dropped, and then the oldest. */
const MAX_BUCKETS = 10_000;
const BURST_MS = 1_000;
const NOW: Turn = { late: false, inMs: 0 };

/**
 * Each bucket is the moment at which its next turn is free (GCRA): a second's worth of turns may be taken at once, then
 * they come at the stated rate.
 */
export function createQuotas(clock: Clock): Quotas {
  const nextTurnAt = new Map<string, number>();

  function prune(now: number) {
    for (const [key, at] of nextTurnAt) if (at <= now) nextTurnAt.delete(key);
    for (const key of nextTurnAt.keys()) {
      if (nextTurnAt.size < MAX_BUCKETS) return;
      nextTurnAt.delete(key);
    }
  }

  return {
    take(fn, call, latestAt) {
      if (!fn.quota) return NOW;
      const { callsPerSecond, per } = fn.quota;
      const region = per.includes('region') ? (call.input as { region?: string } | null)?.region : '';
      const key = `${fn.name} ${per.includes('account') ? call.account?.providerId : ''} ${region}`;
      const now = clock.now();
      if (nextTurnAt.size >= MAX_BUCKETS) prune(now);
      const at = Math.max(nextTurnAt.get(key) ?? 0, now - BURST_MS);
      const inMs = Math.max(0, at - now);
      if (at > latestAt) return { late: true, inMs };
      nextTurnAt.set(key, at + 1_000 / callsPerSecond);
      return { late: false, inMs };
    },
  };
}
