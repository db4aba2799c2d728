/** A platform whose every answer a test writes, and wishes to functions on it. */
import type { Call, FunctionManifest } from '../../../functions/sdk/index.ts';
import {
  createFunctions,
  type DeployedFunction,
  type FunctionCall,
  type Invokers,
} from '../../../gateway/invoke/index.ts';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { manualClock } from '../../support/clock.ts';

export const DONE = { type: 'ok', ran: 'yes', data: [], cursor: null } as const satisfies Outcome;
export const THROTTLED = {
  type: 'throttled',
  ran: 'no',
  retryAfterMs: null,
  reason: 'too many requests',
} as const satisfies Outcome;
export const AWAY = { type: 'unavailable', ran: 'no', reason: 'connection refused' } as const satisfies Outcome;
export const CRASHED = { type: 'platformError', ran: 'unknown', reason: 'it crashed' } as const satisfies Outcome;
export const TIMED_OUT = { type: 'functionTimeout', ran: 'unknown', reason: 'no answer' } as const satisfies Outcome;
export const UNAUTHORIZED = { type: 'unauthorized', ran: 'no', reason: '403' } as const satisfies Outcome;
export const NOT_FOUND = { type: 'notFound', ran: 'no', reason: '404' } as const satisfies Outcome;
export const fault = (
  code: 'PROVIDER_UNAVAILABLE' | 'PROVIDER_THROTTLED' | 'PROVIDER_PERMISSION_DENIED',
  more: object = {},
): Outcome => ({
  type: 'functionError',
  ran: 'yes',
  error: { code, message: 'no', retryable: code !== 'PROVIDER_PERMISSION_DENIED', ...more },
});

/** One attempt that reached the platform and is not answered yet. */
export interface Arrived {
  readonly call: Call;
  readonly signal: AbortSignal;
  answer(outcome: Outcome): void;
}

export const manifest = (more: Partial<FunctionManifest> = {}): FunctionManifest => ({
  name: 'sandbox.listThings',
  operation: { type: 'LIST', kind: 'sandbox.Thing' },
  effect: 'READ',
  idempotent: true,
  permissions: [],
  quota: null,
  sensitive: [],
  scope: 'REGION',
  allowedFrom: null,
  settlesAt: null,
  inputSchema: {},
  outputSchema: {},
  ...more,
});

export const deployed = (more: Partial<FunctionManifest> = {}, where: object = {}): DeployedFunction => ({
  ...manifest(more),
  deployment: {
    name: 'there',
    connector: 'sandbox',
    platform: 'HTTP',
    target: { url: 'http://there.example' },
    enabled: true,
    maxConcurrency: 100,
    ...where,
  },
});

export const READ = deployed();
export const WRITE = deployed({
  name: 'sandbox.makeThing',
  operation: { type: 'CREATE' },
  effect: 'WRITE',
  idempotent: false,
});

/**
 * Functions on one scripted platform. `script` answers at once; without one, calls stay in `arrived` until a test
 * answers them, or their caller leaves.
 */
export function platform(script?: (call: Call) => Outcome) {
  const clock = manualClock();
  const arrived: Arrived[] = [];
  const calls: Call[] = [];
  const log: Record<string, unknown>[] = [];
  const invoke = (_target: unknown, call: Call, signal: AbortSignal) => {
    calls.push(call);
    if (script) return Promise.resolve(script(call));
    return new Promise<Outcome>((resolve) => {
      const arrival: Arrived = { call, signal, answer: (outcome) => (take(arrival), resolve(outcome)) };
      arrived.push(arrival);
      signal.addEventListener('abort', () => arrival.answer({ type: 'cancelled', ran: 'unknown' }));
    });
  };
  const take = (arrival: Arrived) => {
    const at = arrived.indexOf(arrival);
    if (at >= 0) arrived.splice(at, 1);
  };
  const invoker = { platform: 'HTTP', settings: undefined, address: () => 'there', invoke, close: async () => {} };
  const functions = createFunctions({
    invokers: { HTTP: invoker } as unknown as Invokers,
    clock,
    log: (line) => log.push(line),
  });
  let wishes = 0;
  /** Each wish has an input of its own unless it says otherwise, and 30 seconds. */
  const wish = (fn: DeployedFunction = READ, more: Partial<FunctionCall> = {}): FunctionCall => ({
    fn,
    input: { region: `r${(wishes += 1)}` },
    account: null,
    deadlineAt: clock.now() + 30_000,
    ...more,
  });
  const ask = (fn?: DeployedFunction, more?: Partial<FunctionCall>) => functions.invoke(wish(fn, more));
  return { clock, functions, arrived, calls, log, wish, ask };
}

/** Lets everything happen that needs no time. */
export async function settled(): Promise<void> {
  for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
}
