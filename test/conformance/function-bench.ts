/** A pair of platform and invoker under test, with a proxy between them and a ledger beside them. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { Call } from '../../functions/sdk/index.ts';
import type { Invoker } from '../../gateway/invoke/invoker.ts';
import { errorOf } from '../../gateway/invoke/call-error.ts';
import type { Outcome } from '../../gateway/invoke/outcome.ts';
import { createInvokers } from '../../gateway/invoke/platforms/index.ts';
import { SecretUnavailable } from '../../gateway/errors.ts';
import type { Secrets } from '../../gateway/secrets/index.ts';
import { nextTraceparent } from '../../gateway/trace.ts';
import { startFaultyProxy, type Fault, type FaultyProxy } from '../platforms/faulty-proxy.ts';
import { startLedger, type Ledger } from '../platforms/ledger.ts';
import type { Pair, Place, PlaceOptions } from '../platforms/place.ts';
import type { Order } from '../support/probe/connector.ts';

export interface Wish {
  /** How long the caller waits. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal;
  /** Absent: those of the place. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly call?: Partial<Call>;
}

/** How a call went: its outcome, and how long that took. */
export interface Ended {
  readonly outcome: Outcome;
  readonly tookMs: number;
}

export interface Bench {
  readonly place: Place;
  readonly ledger: Ledger;
  readonly proxy: FaultyProxy;
  /** One attempt of `probe.read`. */
  ask(order: Order, wish?: Wish): Promise<Ended>;
  /** As `ask` with an effect, while the fault is in force. What the outcome says must be true of the ledger. */
  askDespite(fault: Fault, wish?: Wish): Promise<Ended & { readonly effects: number }>;
  /** Another place of the same platform, closed with the bench. */
  elsewhere(options: PlaceOptions): Promise<Bench>;
  readonly secrets: readonly string[];
  /** The errors so far as clients see them. */
  shown(): string;
  /** Every outcome and error so far, and what the platform wrote. */
  seen(): string;
  close(): Promise<void>;
}

/** What the local platform starts: the probe, whatever connector is asked for. */
const LOCAL_HOST = fileURLToPath(new URL('../support/probe/local-host.ts', import.meta.url));

/** One thing that every pair does. */
export interface Case {
  /** Never changes: pairs refer to it. */
  readonly id: string;
  readonly title: string;
  run(bench: Bench): Promise<void>;
}

const never = new AbortController().signal;

export function callOf(order: Order, { deadlineMs = 30_000, call = {} }: Wish = {}): Call {
  return {
    invocationId: randomUUID(),
    functionName: 'probe.read',
    input: { specversion: '1.0', id: 'event-1', source: '/tests', type: 'dev.causeway.call', data: order },
    account: null,
    attempt: 1,
    deadlineAt: Date.now() + deadlineMs,
    idempotencyKey: null,
    traceparent: nextTraceparent(),
    ...call,
  };
}

export async function startBench(pair: Pair, options: PlaceOptions = {}): Promise<Bench> {
  const [place, ledger] = await Promise.all([pair.start(options), startLedger()]);
  const proxy = await startFaultyProxy(place.origin);
  const keyDirectory = await mkdtemp(join(tmpdir(), 'causeway-keys-'));
  const written: unknown[] = [];
  const invokers = createInvokers({
    local: { hostPath: LOCAL_HOST, keyDirectory, log: (line) => void written.push(line) },
    secrets: secretsOf(pair.secrets),
    privateAddresses: 'allow',
  });
  const invoker = invokers[pair.platform] as Invoker<unknown>;
  const others: Bench[] = [];
  const seen: unknown[] = [];
  const shown: unknown[] = [];

  const ask: Bench['ask'] = async (order, wish = {}) => {
    const call = callOf(order, wish);
    const target = invoker.settings.parse(wish.settings ?? place.settings(place.origin));
    const startedAt = performance.now();
    const outcome = await invoker.invoke(target, call, wish.signal ?? never);
    const tookMs = performance.now() - startedAt;
    const { functionName, invocationId } = call;
    const names = { functionName, invocationId, platform: pair.platform, deployment: 'probe-1' };
    const error = outcome.type === 'ok' ? null : errorOf(outcome, names);
    seen.push(outcome, error?.stack);
    if (error) shown.push({ code: error.code, message: error.message, facts: error.facts });
    return { outcome, tookMs };
  };

  return {
    secrets: Object.values(pair.secrets),
    place,
    ledger,
    proxy,
    ask,
    async askDespite(fault, wish = {}) {
      const idempotencyKey = randomUUID();
      proxy.fault = fault;
      const ended = await ask(
        { do: 'effect', ledger: ledger.url, ms: 0 },
        { settings: place.settings(proxy.url), ...wish, call: { functionName: 'probe.write', idempotencyKey } },
      );
      proxy.fault = null;
      const effects = ledger.count(idempotencyKey);
      if (ended.outcome.ran === 'no') expect(effects).toBe(0);
      if (ended.outcome.ran === 'yes') expect(effects).toBe(1);
      expect(effects).toBeLessThanOrEqual(1);
      return { ...ended, effects };
    },
    async elsewhere(otherOptions) {
      const other = await startBench(pair, otherOptions);
      others.push(other);
      return other;
    },
    shown: () => JSON.stringify(shown),
    seen: () =>
      [
        JSON.stringify(seen),
        JSON.stringify(shown),
        JSON.stringify(written),
        place.output(),
        ...others.map((other) => other.seen()),
      ].join('\n'),
    async close() {
      await Promise.all(others.map((other) => other.close()));
      await Promise.all(Object.values(invokers).map((one) => one.close()));
      await rm(keyDirectory, { recursive: true });
      await proxy.close();
      await place.close();
      await ledger.close();
    },
  };
}

function secretsOf(known: Readonly<Record<string, string>>): Secrets {
  return {
    read: async (reference) => {
      const secret = known[reference];
      if (secret === undefined) throw new SecretUnavailable(reference, 'the test does not have it');
      return secret;
    },
  };
}
