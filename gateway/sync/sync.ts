import type { Failure, OperationRow, ProviderRow, SliceRow } from '../../resolvers/rows.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Cancelled, failureOf } from '../errors.ts';
import type { Inventory, SliceKey } from '../inventory/index.ts';
import type { Operations, Settlement } from '../operations/index.ts';
import type { Directory } from '../providers/index.ts';
import { ALARM_KIND } from '../slice-kinds.ts';
import { createLimit } from './limit.ts';
import type { Lister, ListingEnd } from './lister.ts';
import type { Upstream } from './upstream.ts';

/** Which part of a provider to list. Null or absent: all. */
export interface Part {
  readonly kinds?: readonly string[] | null | undefined;
  readonly regions?: readonly string[] | null | undefined;
}

/** Lists providers as operations, and slices on demand. A slice is never listed twice at the same time. */
export interface Sync {
  /** Starts a sync, or returns one of all or of the same part that runs. Throws `InvalidState` when the provider is paused. */
  start(providerId: string, part: Part, requestedBy: string | null): Promise<OperationRow>;
  /**
   * Ends all that a provider is asked for, with the operations behind it, and waits for the end. Other gateways over the
   * same database are told to do so too, and not waited for.
   */
  stop(providerId: string): Promise<void>;
  /**
   * Lists these slices now, each once however many ask, until all ended or the signal says to go on without. A listing
   * that began before `since` is too old already; another follows it.
   */
  refresh(slices: readonly SliceKey[], since: number, signal: AbortSignal): Promise<void>;
  /** Lists a provider's alarms now. */
  pollAlarms(providerId: string): Promise<void>;
  /** Ends all listings and waits for their end. Operations they cut short stay open: the next start finds them interrupted. */
  close(): Promise<void>;
}

export interface SyncPorts {
  readonly directory: Directory;
  readonly inventory: Inventory;
  readonly operations: Operations;
  readonly lister: Lister;
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly bus: Bus;
  /** How many slices are listed at the same time, over all providers. */
  readonly maxListings: number;
  readonly onUnexpected: (error: unknown) => void;
}

/** A sync that runs. */
interface Run {
  readonly operation: OperationRow;
  readonly ended: Promise<void>;
}

/** A listing that runs or waits for its turn. */
interface Listing {
  readonly providerId: string;
  readonly abort: AbortController;
  /** Null while it waits. */
  readonly begunAt: number | null;
  /** Never rejects. */
  readonly end: Promise<ListingEnd>;
}

const NEVER_LISTED: Failure = { code: 'NEVER_LISTED', message: 'it was never listed. Sync the provider' };

const keyOf = ({ providerId, kind, region }: SliceKey) => `${providerId} ${kind} ${region}`;
const partKey = (providerId: string, { kinds, regions }: Part) =>
  JSON.stringify([providerId, kinds?.toSorted() ?? null, regions?.toSorted() ?? null]);
const wasCut = (end: ListingEnd) => 'failure' in end && end.failure.code === 'CANCELLED';

export function createSync({
  directory,
  inventory,
  operations,
  lister,
  upstream,
  clock,
  bus,
  maxListings,
  onUnexpected,
}: SyncPorts): Sync {
  const runs = new Map<string, { readonly providerId: string; readonly begun: Promise<Run> }>();
  const listings = new Map<string, Listing>();
  const limit = createLimit(maxListings);
  let closed = false;

  /** Why a slice is not listed although it could be: what came would be no answer. Null: it is listed. */
  async function refusal(slice: SliceKey, signal: AbortSignal): Promise<ListingEnd | null> {
    const listing = inventory.beginListing(slice); // dated before the question
    try {
      await upstream.requireListed(slice.providerId, signal);
      return null;
    } catch (error) {
      const failure = failureOf(error, onUnexpected);
      if (!signal.aborted) await listing.fail(failure);
      return { failure };
    }
  }

  function startListing(slice: SliceKey): Listing {
    const { providerId } = slice;
    const abort = new AbortController();
    if (closed) abort.abort(new Cancelled());
    let begunAt: number | null = null;
    const work = limit(providerId, abort.signal, async () => {
      // Asked for here, not before the wait: `stop` ends what began, and what begins later sees why it was stopped.
      const account = await directory.activeAccount(providerId);
      begunAt = clock.now();
      return (await refusal(slice, abort.signal)) ?? lister.list(slice, account, abort.signal);
    });
    const end = work
      .catch((error: unknown) => ({ failure: failureOf(error, onUnexpected) }))
      .finally(() => listings.delete(keyOf(slice)));
    return {
      providerId,
      abort,
      end,
      get begunAt() {
        return begunAt;
      },
    };
  }

  /** Lists a slice, or joins the listing that runs, unless that began before `since`. Never rejects. */
  async function listOnce(slice: SliceKey, since = -Infinity): Promise<ListingEnd> {
    for (;;) {
      const running = listings.get(keyOf(slice));
      if (!running) break;
      if (running.begunAt === null || running.begunAt >= since) return running.end;
      await running.end;
    }
    const listing = startListing(slice);
    listings.set(keyOf(slice), listing);
    return listing.end;
  }

  async function begin(key: string, providerId: string, part: Part, requestedBy: string | null): Promise<Run> {
    await directory.activeAccount(providerId);
    const all = await inventory.slices(providerId);
    const slices = partOf(all, part);
    const operation = await operations.begin({
      type: 'SYNC',
      providerId,
      providerIds: [providerId],
      items: slices,
      requestedBy,
    });
    await directory.patch(providerId, { last_sync_id: operation.id }).catch((error: unknown) => {
      operations.giveUp(operation.id);
      throw error;
    });
    const ended = run(operation, slices, slices.length === all.length)
      .catch(onUnexpected)
      .finally(() => {
        runs.delete(key);
        operations.giveUp(operation.id);
      });
    return { operation, ended };
  }

  async function run({ id, providerId }: OperationRow, slices: readonly SliceKey[], whole: boolean) {
    const ends = await Promise.all(
      slices.map(async (slice, position) => {
        const end = await listOnce(slice);
        if (!(closed && wasCut(end))) await operations.settle(id, position, settlementOf(end));
        return end;
      }),
    );
    if (!ends.some(wasCut)) await assess(providerId!, whole);
  }

  /** Brings a provider's state in step with its slices, after a sync of the whole provider or of a part. */
  async function assess(providerId: string, whole: boolean) {
    const [provider, slices] = await Promise.all([directory.load(providerId, null), inventory.slices(providerId)]);
    // Only a sync of the whole ends the first one: until then what was not listed yet is no failure.
    if (!provider || (provider.state === 'SYNCING' && !whole)) return;
    const { state, stateCode, stateReason } = standing(slices, provider);
    const synced = whole && state === 'READY';
    if (!synced && state === provider.state && stateReason === provider.stateReason) return;
    await directory.judge(providerId, {
      state,
      state_code: stateCode,
      state_reason: stateReason,
      ...(synced && { synced_at: clock.now() }),
    });
  }

  async function end(isMeant: (providerId: string) => boolean) {
    const meant = [...runs.values()].filter(({ providerId }) => isMeant(providerId));
    // One that fails to begin tells whoever asked for it.
    const begun = (await Promise.allSettled(meant.map((run) => run.begun))).flatMap((run) =>
      run.status === 'fulfilled' ? run.value.ended : [],
    );
    const cut = [...listings.values()].filter(({ providerId }) => isMeant(providerId));
    for (const { abort } of cut) abort.abort(new Cancelled());
    await Promise.all([...begun, ...cut.map((listing) => listing.end)]);
  }

  async function stopHere(providerId: string) {
    await Promise.all([end((other) => other === providerId), upstream.stop(providerId)]);
  }
  const unsubscribe = bus.subscribe(
    'provider-stopped',
    ({ providerId }) => void stopHere(providerId).catch(onUnexpected),
  );

  return {
    async start(providerId, part, requestedBy) {
      if (closed) throw new Cancelled();
      const key = partKey(providerId, part);
      const running = runs.get(partKey(providerId, {})) ?? runs.get(key);
      if (running) return (await running.begun).operation;
      const begun = begin(key, providerId, part, requestedBy);
      runs.set(key, { providerId, begun });
      begun.catch(() => runs.delete(key));
      return (await begun).operation;
    },

    async stop(providerId) {
      bus.publish('provider-stopped', { providerId });
      await stopHere(providerId);
    },

    async refresh(slices, since, signal) {
      await Promise.race([Promise.all(slices.map((slice) => listOnce(slice, since))), aborted(signal)]);
    },

    async pollAlarms(providerId) {
      const slices = (await inventory.slices(providerId)).filter(({ kind }) => kind === ALARM_KIND);
      const ends = await Promise.all(slices.map((slice) => listOnce(slice)));
      if (!ends.some(wasCut)) await assess(providerId, false);
    },

    async close() {
      closed = true;
      unsubscribe();
      await end(() => true);
    },
  };
}

function settlementOf(end: ListingEnd): Settlement {
  return 'count' in end ? { outcome: 'SUCCEEDED', count: end.count } : { outcome: 'FAILED', error: end.failure };
}

/** The slices that a part covers. A kind or region that the provider does not have is an error, not an empty sync. */
function partOf<Slice extends SliceKey>(slices: readonly Slice[], { kinds, regions }: Part): Slice[] {
  for (const [argument, wanted, known] of [
    ['kinds', kinds, new Set(slices.map(({ kind }) => kind))],
    ['regions', regions, new Set(slices.map(({ region }) => region))],
  ] as const) {
    const unknown = wanted?.filter((value) => !known.has(value)) ?? [];
    if (unknown.length > 0)
      throw new BadInput(
        argument,
        `must be of the provider, which has no ${unknown.join(', ')}. It has ${[...known].join(', ')}`,
      );
  }
  return slices.filter(
    ({ kind, region }) => (!kinds || kinds.includes(kind)) && (!regions || regions.includes(region)),
  );
}

/** How a provider stands, judged by all its slices, so that a sync of a part does not hide the rest. */
function standing(
  slices: readonly SliceRow[],
  { upstream }: ProviderRow,
): Pick<ProviderRow, 'state' | 'stateCode' | 'stateReason'> {
  const failures = slices.flatMap(({ error, listedAt }) => error ?? (listedAt === null ? NEVER_LISTED : []));
  // Nothing failed yet where the system behind the connector is still at it.
  if (upstream?.state !== 'FAILED' && failures.some(({ code }) => code === 'UPSTREAM_NOT_SYNCED'))
    return { state: 'SYNCING', stateCode: null, stateReason: null };
  const first = failures.find(({ code }) => code === 'PROVIDER_CREDENTIAL_REJECTED') ?? failures[0];
  if (!first) return { state: 'READY', stateCode: null, stateReason: null };
  return {
    state: first.code === 'PROVIDER_CREDENTIAL_REJECTED' || failures.length === slices.length ? 'FAILED' : 'DEGRADED',
    stateCode: first.code,
    stateReason: `${failures.length} of ${slices.length} slices could not be listed: ${first.message}`,
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
