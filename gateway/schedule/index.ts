/** What happens by itself: syncs when they are due, alarm polls, and the removal of what is too old. */
import { CodedError } from '../../functions/sdk/index.ts';
import type { ProviderRow } from '../../resolvers/rows.ts';
import type { Clock } from '../clock.ts';
import type { Directory } from '../providers/index.ts';
import type { Operations } from '../operations/index.ts';
import type { Sync } from '../sync/index.ts';

/** How often is looked at what is due. */
const TICK_MS = 1_000;
const PRUNE_INTERVAL_MS = 3_600_000;

export interface Schedule {
  /** Ends it and waits for the tick that runs. */
  close(): Promise<void>;
}

export interface SchedulePorts {
  readonly directory: Directory;
  readonly operations: Operations;
  readonly sync: Sync;
  readonly clock: Clock;
  readonly alarmPollIntervalMs: number;
  prune(): Promise<void>;
  readonly onUnexpected: (error: unknown) => void;
}

export function startSchedule({
  directory,
  operations,
  sync,
  clock,
  alarmPollIntervalMs,
  prune,
  onUnexpected,
}: SchedulePorts): Schedule {
  const closing = new AbortController();
  const polledAt = new Map<string, number>();
  const polling = new Set<string>();
  let prunedAt = 0;

  /** Also one that was asked for and never ran to its end, because the gateway stopped: it is taken up again. */
  async function isSyncDue({ lastSyncId, syncInterval }: ProviderRow): Promise<boolean> {
    const last = lastSyncId === null ? null : await operations.load(lastSyncId, null);
    if (!last || last.state === 'INTERRUPTED') return true;
    return syncInterval !== null && clock.now() - last.startedAt >= syncInterval;
  }

  function pollAlarms(providerId: string) {
    const due = clock.now() - (polledAt.get(providerId) ?? 0) >= alarmPollIntervalMs;
    if (!due || polling.has(providerId)) return;
    polledAt.set(providerId, clock.now());
    polling.add(providerId);
    void sync
      .pollAlarms(providerId)
      .catch(onUnexpected)
      .finally(() => polling.delete(providerId));
  }

  async function tick() {
    for (const provider of await directory.all()) {
      if (provider.state === 'PAUSED' || provider.state === 'DELETING') continue;
      pollAlarms(provider.id);
      try {
        if (await isSyncDue(provider)) await sync.start(provider.id, {}, null);
      } catch (error) {
        // Paused or removed in between. What else goes wrong with one must not keep the others waiting.
        if (!(error instanceof CodedError)) onUnexpected(error);
      }
    }
    if (clock.now() - prunedAt >= PRUNE_INTERVAL_MS) {
      prunedAt = clock.now();
      await prune();
    }
  }

  const loop = (async () => {
    while (!closing.signal.aborted) {
      await tick().catch(onUnexpected);
      await clock.sleep(Math.min(TICK_MS, alarmPollIntervalMs), closing.signal).catch(() => {});
    }
  })();

  return {
    async close() {
      closing.abort();
      await loop;
    },
  };
}
