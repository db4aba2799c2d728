import type { Failure, OperationRow, ProviderRow, SliceRow } from '../../resolvers/rows.ts';
import type { ProviderState } from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Cancelled, InvalidState } from '../errors.ts';
import type { Inventory, SliceKey } from '../inventory/index.ts';
import type { Operations, Settlement } from '../operations/index.ts';
import type { Account, Directory } from '../providers/index.ts';
import { ALARM_KIND } from '../registry/index.ts';
import { createLimit } from './limit.ts';
import type { Lister, ListingEnd } from './lister.ts';

/** Which part of a provider to list. Null or absent: all. */
export interface Part {
  readonly kinds?: readonly string[] | null | undefined;
  readonly regions?: readonly string[] | null | undefined;
}

/** Lists providers as operations, one sync a provider at a time, and slices on demand. */
export interface Sync {
  /** Starts a sync, or returns the one that runs. */
  start(providerId: string, part: Part, requestedBy: string | null): Promise<OperationRow>;
  /** Ends a provider's sync and waits for its end. */
  stop(providerId: string): Promise<void>;
  /** Lists these slices now, each once however many ask, until all ended or the signal says to go on without. */
  refresh(slices: readonly SliceKey[], signal: AbortSignal): Promise<void>;
  /** Lists a provider's alarms now. */
  pollAlarms(providerId: string): Promise<void>;
  /** Ends all syncs and waits for their end. */
  close(): Promise<void>;
}

export interface SyncPorts {
  readonly directory: Directory;
  readonly inventory: Inventory;
  readonly operations: Operations;
  readonly lister: Lister;
  readonly clock: Clock;
  /** How many slices are listed at the same time, over all providers. */
  readonly maxListings: number;
  readonly onUnexpected: (error: unknown) => void;
}

interface Run {
  readonly operation: OperationRow;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

const NEVER_LISTED: Failure = { code: 'NEVER_LISTED', message: 'it was never listed. Sync the provider' };

/** States that an assessment must not overwrite: somebody decided them. */
const DECIDED: readonly ProviderState[] = ['PAUSED', 'DELETING'];

const keyOf = ({ providerId, kind, region }: SliceKey) => `${providerId} ${kind} ${region}`;

export function createSync({ directory, inventory, operations, lister, clock, maxListings, onUnexpected }: SyncPorts): Sync {
  const runs = new Map<string, Run | Promise<Run>>();
  const listings = new Map<string, Promise<ListingEnd>>();
  const closing = new AbortController();
  const limit = createLimit(maxListings);

  /** Lists a slice, or joins the listing that runs. */
  function listOnce(slice: SliceKey, account: Account, signal: AbortSignal): Promise<ListingEnd> {
    const key = keyOf(slice);
    const running = listings.get(key);
    if (running) return running;
    const listing = limit(() => lister.list(slice, account, signal)).finally(() => listings.delete(key));
    listings.set(key, listing);
    return listing;
  }

  async function begin(providerId: string, part: Part, requestedBy: string | null): Promise<Run> {
    const account = await directory.account(providerId);
    if (account.paused) throw new InvalidState('the provider is paused. Resume it with `updateProvider` first');
    const slices = partOf(await inventory.slices(providerId), part);
    const operation = await operations.begin({ type: 'SYNC', providerId, providerIds: [providerId], items: slices, requestedBy });
    await directory.patch(providerId, { last_sync_id: operation.id });
    const abort = new AbortController();
    const ended = run(operation.id, slices, account, AbortSignal.any([abort.signal, closing.signal]))
      .catch(onUnexpected)
      .finally(() => runs.delete(providerId));
    return { operation, abort, ended };
  }

  async function run(operationId: string, slices: readonly SliceKey[], account: Account, signal: AbortSignal) {
    await Promise.all(
      slices.map(async (slice, position) => {
        const end = await listOnce(slice, account, signal);
        const settlement: Settlement =
          'count' in end ? { outcome: 'SUCCEEDED', count: end.count } : { outcome: 'FAILED', error: end.failure };
        await operations.settle(operationId, position, settlement);
      }),
    );
    if (!signal.aborted) await assess(account.call.providerId, clock.now());
  }

  /** Brings a provider's state in step with its slices. `syncedAt` moves only at the end of a sync that left none out. */
  async function assess(providerId: string, syncEndedAt?: number) {
    const [provider, slices] = await Promise.all([directory.load(providerId, null), inventory.slices(providerId)]);
    if (!provider || DECIDED.includes(provider.state)) return;
    const { state, stateCode, stateReason } = standing(slices);
    const synced = syncEndedAt !== undefined && state === 'READY';
    if (!synced && state === provider.state && stateReason === provider.stateReason) return;
    await directory.patch(providerId, {
      state,
      state_code: stateCode,
      state_reason: stateReason,
      ...(synced && { synced_at: syncEndedAt }),
    });
  }

  return {
    async start(providerId, part, requestedBy) {
      const running = runs.get(providerId);
      if (running) return (await running).operation;
      const beginning = begin(providerId, part, requestedBy);
      runs.set(providerId, beginning);
      try {
        const run = await beginning;
        return run.operation;
      } catch (error) {
        runs.delete(providerId);
        throw error;
      }
    },

    async stop(providerId) {
      const running = await runs.get(providerId);
      running?.abort.abort(new Cancelled());
      await running?.ended;
      await Promise.allSettled([...listings].filter(([key]) => key.startsWith(`${providerId} `)).map(([, listing]) => listing));
    },

    async refresh(slices, signal) {
      const accounts = new Map<string, Promise<Account>>();
      const listed = slices.map(async (slice) => {
        const account = accounts.get(slice.providerId) ?? directory.account(slice.providerId);
        accounts.set(slice.providerId, account);
        if (!(await account).paused) await listOnce(slice, await account, closing.signal);
      });
      await Promise.race([Promise.allSettled(listed), aborted(signal)]);
    },

    async pollAlarms(providerId) {
      const account = await directory.account(providerId);
      if (account.paused) return;
      const slices = (await inventory.slices(providerId)).filter(({ kind }) => kind === ALARM_KIND);
      await Promise.all(slices.map((slice) => listOnce(slice, account, closing.signal)));
      if (!runs.has(providerId) && !closing.signal.aborted) await assess(providerId);
    },

    async close() {
      closing.abort(new Cancelled());
      const running = await Promise.allSettled(runs.values());
      await Promise.all(running.map((run) => run.status === 'fulfilled' && run.value.ended));
      await Promise.allSettled(listings.values());
    },
  };
}

/** The slices that a part covers. A kind or region that the provider does not have is an error, not an empty sync. */
function partOf<Slice extends SliceKey>(slices: readonly Slice[], { kinds, regions }: Part): Slice[] {
  for (const [argument, wanted, known] of [
    ['kinds', kinds, new Set(slices.map(({ kind }) => kind))],
    ['regions', regions, new Set(slices.map(({ region }) => region))],
  ] as const) {
    const unknown = wanted?.filter((value) => !known.has(value)) ?? [];
    if (unknown.length > 0) throw new BadInput(argument, `must be of the provider, which has no ${unknown.join(', ')}. It has ${[...known].join(', ')}`);
  }
  return slices.filter(({ kind, region }) => (!kinds || kinds.includes(kind)) && (!regions || regions.includes(region)));
}

/** How a provider stands, judged by all its slices, so that a sync of a part does not hide the rest. */
function standing(slices: readonly SliceRow[]): Pick<ProviderRow, 'state' | 'stateCode' | 'stateReason'> {
  const failures = slices.flatMap(({ error, listedAt }) => error ?? (listedAt === null ? NEVER_LISTED : []));
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
