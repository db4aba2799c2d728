import type { Call, FunctionManifest } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';

/** Keeps functions below the rates that their manifests state, for each account or account and region. */
export interface Quotas {
  /** Waits for a turn. False when it would come after the call's deadline, so that nothing needs to be sent. */
  turn(fn: FunctionManifest, call: Call, signal: AbortSignal): Promise<boolean>;
}

/** Beyond so many buckets those that are full again are dropped. */
const MAX_BUCKETS = 10_000;

/**
 * Each bucket is the moment at which its next turn is free (GCRA): a second's worth of turns may be taken at once, then
 * they come at the stated rate.
 */
export function createQuotas(clock: Clock): Quotas {
  const nextTurnAt = new Map<string, number>();

  function prune(now: number) {
    if (nextTurnAt.size < MAX_BUCKETS) return;
    for (const [key, at] of nextTurnAt) if (at <= now) nextTurnAt.delete(key);
  }

  return {
    async turn(fn, call, signal) {
      if (!fn.quota) return true;
      const { callsPerSecond, per } = fn.quota;
      const region = per.includes('region') ? (call.input as { region?: string }).region : '';
      const key = `${fn.name} ${per.includes('account') ? call.account?.providerId : ''} ${region}`;
      const now = clock.now();
      prune(now);
      const burstMs = 1_000;
      const at = Math.max(nextTurnAt.get(key) ?? 0, now - burstMs);
      if (at > call.deadlineAt) return false;
      nextTurnAt.set(key, at + 1_000 / callsPerSecond);
      if (at > now) await clock.sleep(at - now, signal);
      return true;
    },
  };
}
