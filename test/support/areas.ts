/** The areas behind a gateway's port, over a real store, with a platform whose answers the test gives. */
import { z } from 'zod';
import { registry as real } from '../../functions/registry.gen.ts';
import type { Call, ConnectorManifest } from '../../functions/sdk/index.ts';
import type { LogLine } from '../../functions/sdk/serve.ts';
import { createActions } from '../../gateway/actions/index.ts';
import { createAlarms } from '../../gateway/alarms/index.ts';
import { createAudit } from '../../gateway/audit/index.ts';
import { createBus } from '../../gateway/bus/index.ts';
import { createFindings } from '../../gateway/findings/index.ts';
import { createInventory } from '../../gateway/inventory/index.ts';
import { createFunctions, type Invoker, type Invokers, type Outcome } from '../../gateway/invoke/index.ts';
import { createOperations } from '../../gateway/operations/index.ts';
import { createDirectory, createLifecycle } from '../../gateway/providers/index.ts';
import { createRegistry } from '../../gateway/registry/index.ts';
import { openStore } from '../../gateway/store/index.ts';
import { createLister, createReader, createSync, createUpstream } from '../../gateway/sync/index.ts';
import { generateSealingKey } from '../../functions/sdk/sealing.ts';
import type { OperationRow } from '../../resolvers/rows.ts';
import { manualClock } from './clock.ts';
import { emptyDirectory, type MakePlace } from './places.ts';

/** What the platform answers to a call; undefined: as an empty account with two regions would. */
export type Platform = (call: Call, signal: AbortSignal) => Promise<Outcome | undefined> | Outcome | undefined;

export const ok = (data: unknown, cursor: string | null = null): Outcome => ({ type: 'ok', ran: 'yes', data, cursor });
export const failed = (
  code: 'PROVIDER_UNAVAILABLE' | 'PROVIDER_THROTTLED' | 'PROVIDER_PERMISSION_DENIED',
  more: object = {},
): Outcome => ({
  type: 'functionError',
  ran: 'yes',
  error: { code, message: 'the provider says no', retryable: false, ...more },
});

/** A call that the platform holds until it is answered. */
export interface Held {
  readonly call: Call;
  answer(outcome: Outcome): void;
}

/** A platform that holds the calls of some functions; the caller's leave ends them, as on any platform. */
export function holding(holds: (call: Call) => boolean): { readonly platform: Platform; readonly held: Held[] } {
  const held: Held[] = [];
  const platform: Platform = (call, signal) =>
    holds(call)
      ? new Promise((resolve) => {
          held.push({ call, answer: resolve });
          signal.addEventListener('abort', () => resolve({ type: 'cancelled', ran: 'unknown' }), { once: true });
        })
      : undefined;
  return { platform, held };
}

export type Areas = Awaited<ReturnType<typeof startAreas>>;

export async function startAreas({
  platform = () => undefined,
  maxListings = 16,
  manifest = real['sandbox']!.manifest,
  makePlace = emptyDirectory,
}: { platform?: Platform; maxListings?: number; manifest?: ConnectorManifest; makePlace?: MakePlace } = {}) {
  const place = await makePlace();
  const store = await openStore(place.location);
  const [clock, bus] = [manualClock(), createBus()];
  const { publicJwk: sealingKey } = await generateSealingKey();
  const manifests = [manifest];
  const calls: Call[] = [];
  const unexpected: unknown[] = [];
  const logged: LogLine[] = [];
  const local: Invoker<{ readonly connector: string }> = {
    platform: 'LOCAL',
    settings: z.strictObject({ connector: z.string() }),
    address: ({ connector }) => connector,
    async invoke(_target: unknown, call: Call, signal: AbortSignal): Promise<Outcome> {
      if (call.functionName === 'causeway.describe') return ok({ manifest, sealingKey, version: null });
      calls.push(call);
      if (signal.aborted) return { type: 'cancelled', ran: 'no' };
      const answer = await platform(call, signal);
      return (
        answer ?? ok(call.functionName.endsWith('.verify') ? { accountId: '1', regions: ['eu-north', 'us-east'] } : [])
      );
    },
    close: async () => {},
  };
  const onUnexpected = (error: unknown) => void unexpected.push(error);
  const functions = createFunctions({ invokers: { LOCAL: local } as Partial<Invokers> as Invokers, clock });
  // Its watch has a clock of its own, so that tests can count who sleeps on theirs.
  const registry = await createRegistry({ store, clock: manualClock(), bus, functions, manifests, onUnexpected });
  const directory = createDirectory({ store, clock, bus });
  const inventory = createInventory({ store, clock, bus, knownKinds: () => registry.kinds });
  const alarms = createAlarms({ store, clock, bus, retentionMs: 86_400_000 });
  const findings = createFindings({ store, clock, inventory });
  const operations = createOperations({ store, clock, bus });
  const lister = createLister({
    registry,
    functions,
    inventory,
    alarms,
    findings,
    clock,
    pageTimeoutMs: 20_000,
    onUnexpected,
  });
  const upstream = createUpstream({ directory, registry, functions, clock, callTimeoutMs: 20_000 });
  const sync = createSync({
    directory,
    inventory,
    operations,
    lister,
    upstream,
    clock,
    bus,
    maxListings,
    onUnexpected,
  });
  const reader = createReader({ directory, registry, functions, inventory, upstream });
  const actions = createActions({
    directory,
    registry,
    functions,
    inventory,
    operations,
    reader,
    clock,
    callTimeoutMs: 20_000,
    onUnexpected,
  });
  const lifecycle = createLifecycle({
    store,
    audit: createAudit({ store, clock }),
    log: (line) => void logged.push(line),
    onUnexpected,
    directory,
    registry,
    functions,
    inventory,
    alarms,
    findings,
    clock,
    plainCredentials: 'seal',
    callTimeoutMs: 20_000,
    startSync: (id, requestedBy) => sync.start(id, {}, requestedBy),
    stopSync: (id) => sync.stop(id),
  });
  return {
    /** What a gateway does when it starts where this one ended. */
    nextStart: () => createOperations({ store, clock, bus }).interruptAbandoned(),
    store,
    clock,
    bus,
    registry,
    functions,
    directory,
    inventory,
    alarms,
    findings,
    operations,
    lister,
    sync,
    upstream,
    reader,
    actions,
    lifecycle,
    /** Every call that reached the platform. */
    calls,
    /** Faults that were logged. */
    unexpected,
    /** Lines of the log. */
    logged,
    create: async (name = 'account', more: object = {}) =>
      (
        await lifecycle.create(
          { connector: manifest.name, name, credential: { plain: { token: 'any' } }, syncInterval: 0, ...more },
          'admin',
        )
      ).provider.id,
    /** Waits for the end of an operation. */
    async ended(id: string) {
      const rows: OperationRow[] = [];
      for await (const row of operations.follow(id, null)) rows.push(row);
      return rows.at(-1)!;
    },
    async [Symbol.asyncDispose]() {
      await actions.close();
      await lifecycle.close();
      await sync.close();
      await registry.close();
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}
