/** What happens by itself: syncs when they are due, polls of accounts upstream and of alarms, and the removal of what is too old or abandoned. */
import { CodedError } from '../../functions/sdk/index.ts';
import type { ProviderRow } from '../../resolvers/rows.ts';
import { hasPassed, type Clock } from '../clock.ts';
import type { Directory, Lifecycle } from '../providers/index.ts';
import type { Operations } from '../operations/index.ts';
import type { Sync, Upstream } from '../sync/index.ts';
import type { Inventory } from '../inventory/index.ts';
import type { Claims } from './claims.ts';

export { createClaims } from './claims.ts';

/** How often is looked at what is due. */
const TICK_MS = 1_000;
const PRUNE_INTERVAL_MS = 3_600_000;
/** How often other gateways are told of this one, and looked for. */
const TEND_INTERVAL_MS = 10_000;
/** Until others see that a sync was begun: their copy of the providers is a second old at most. */
const SYNC_CLAIM_MS = 5_000;
/** Longer than anything is claimed for. */
const CLAIM_RETENTION_MS = 7 * 86_400_000;

export interface Schedule {
  /** Ends it and waits for the tick that runs. */
  close(): Promise<void>;
}

export interface SchedulePorts {
  readonly directory: Directory;
  readonly inventory: Pick<Inventory, 'slices'>;
  readonly lifecycle: Pick<Lifecycle, 'removeAbandoned'>;
  readonly operations: Operations;
  readonly sync: Sync;
  readonly upstream: Upstream;
  readonly claims: Claims;
  readonly clock: Clock;
  /** How often alarms are listed, and how often is asked how accounts stand upstream. */
  readonly alarmPollIntervalMs: number;
  readonly callTimeoutMs: number;
  prune(): Promise<void>;
  readonly onUnexpected: (error: unknown) => void;
}

export function startSchedule({
  directory,
  inventory,
  lifecycle,
  operations,
  sync,
  upstream,
  claims,
  clock,
  alarmPollIntervalMs,
  callTimeoutMs,
  prune,
  onUnexpected,
}: SchedulePorts): Schedule {
  const closing = new AbortController();
  const polledAt = new Map<string, number>();
  const polling = new Set<string>();
  /** Of each provider the `syncedSeenAt` that all its slices were listed after. */
  const caughtUp = new Map<string, number>();
  let prunedAt = 0;
  let tendedAt = 0;

  /**
   * Also one that was asked for and never ran to its end, because the gateway stopped: it is taken up again. And the first
   * one of an account that was not listed upstream then, and is now. None while one runs, wherever that is.
   */
  async function isSyncDue(provider: ProviderRow): Promise<boolean> {
    const { state, lastSyncId, syncInterval, upstream: known } = provider;
    const last = lastSyncId === null ? null : await operations.load(lastSyncId, null);
    if (!last || last.state === 'INTERRUPTED') return true;
    if (last.state === 'RUNNING') return false;
    if (state === 'SYNCING' && known?.syncedSeenAt) return true;
    if (syncInterval !== null && hasPassed(clock, syncInterval, last.startedAt)) return true;
    return isBehind(provider);
  }

  /**
   * Whether the account was listed upstream since its slices were. One that is listed only when asked is never behind.
   */
  async function isBehind({ id, upstream: known, syncInterval }: ProviderRow): Promise<boolean> {
    const seenAt = known?.syncedSeenAt ?? null;
    if (seenAt === null || syncInterval === null || caughtUp.get(id) === seenAt) return false;
    const slices = await inventory.slices(id);
    const behind = slices.some(({ attemptedAt }) => attemptedAt === null || attemptedAt < seenAt);
    if (!behind) caughtUp.set(id, seenAt);
    return behind;
  }

  /** What a provider says is no fault of ours: it is in the health of its function, and asked for again. */
  async function askUpstream(providerId: string) {
    await upstream.read(providerId, clock.now() + callTimeoutMs).catch((error: unknown) => {
      if (!(error instanceof CodedError)) onUnexpected(error);
    });
  }

  function poll(providerId: string) {
    if (!hasPassed(clock, alarmPollIntervalMs, polledAt.get(providerId) ?? 0) || polling.has(providerId)) return;
    polling.add(providerId);
    void pollOnce(providerId)
      .catch(onUnexpected)
      .finally(() => polling.delete(providerId));
  }

  async function pollOnce(providerId: string) {
    const { isOurs, takenAt } = await claims.take(`poll ${providerId}`, alarmPollIntervalMs);
    polledAt.set(providerId, takenAt);
    if (!isOurs) return;
    await askUpstream(providerId);
    await sync.pollAlarms(providerId);
  }

  async function tick() {
    void lifecycle.removeAbandoned(); // it ends when it ends
    if (hasPassed(clock, TEND_INTERVAL_MS, tendedAt)) {
      tendedAt = clock.now();
      await operations.renew();
      await operations.interruptAbandoned();
    }
    for (const provider of await directory.all()) {
      if (provider.state === 'PAUSED' || provider.state === 'DELETING') continue;
      poll(provider.id);
      try {
        if (!(await isSyncDue(provider))) continue;
        const { isOurs } = await claims.take(`sync ${provider.id}`, SYNC_CLAIM_MS);
        if (isOurs) await sync.start(provider.id, {}, null);
      } catch (error) {
        // Paused or removed in between. What else goes wrong with one must not keep the others waiting.
        if (!(error instanceof CodedError)) onUnexpected(error);
      }
    }
    if (hasPassed(clock, PRUNE_INTERVAL_MS, prunedAt)) {
      const { isOurs, takenAt } = await claims.take('prune', PRUNE_INTERVAL_MS);
      prunedAt = takenAt;
      if (!isOurs) return;
      await prune();
      await claims.prune(takenAt - CLAIM_RETENTION_MS);
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
