/** Calls functions wherever they run: quotas, retries and health around the invoker of the platform. */
import { randomUUID } from 'node:crypto';
import {
  DESCRIBE,
  ProviderThrottled,
  type Call,
  type CallAccount,
  type Description,
  type FunctionManifest,
} from '../../functions/sdk/index.ts';
import type { Jwk } from '../../functions/sdk/sealing.ts';
import type { FunctionHealth } from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { createHealthBook } from './health.ts';
import type { Invoker } from './invoker.ts';
import type { LocalTarget } from './local.ts';
import { errorOf, type Outcome } from './outcome.ts';
import { createQuotas } from './quota.ts';
import { withRetry } from './retry.ts';

export { localInvoker, type LocalPlatform } from './local.ts';

/** One wish to a function. */
export interface FunctionCall {
  readonly fn: FunctionManifest;
  readonly input: unknown;
  readonly account: CallAccount;
  /** When to stop waiting, retries included, in milliseconds since 1970 (UTC). */
  readonly deadlineAt: number;
  readonly signal?: AbortSignal;
  /** The same for repetitions of one wish. Null or absent: each call is a wish of its own. */
  readonly idempotencyKey?: string | null;
}

export interface Functions {
  /** What the function answered. Throws only errors with a code of the SDL. */
  call(call: FunctionCall): Promise<{ readonly data: unknown; readonly cursor: string | null }>;
  /** The public JWK of the runtime of a connector. Null when it needs no credential. Throws as `call` does. */
  sealingKey(connector: string): Promise<Jwk | null>;
  health(functionName: string): FunctionHealth;
  /** The platform on which a function runs. */
  platformOf(functionName: string): string;
  close(): Promise<void>;
}

/** How long a runtime may take to say who it is, its start included. */
const DESCRIBE_TIMEOUT_MS = 15_000;

/** The quota leaves no turn before the deadline: the same to a caller as a provider that throttles. */
const OVER_QUOTA: Outcome = {
  type: 'functionError',
  ran: 'yes',
  error: { code: 'PROVIDER_THROTTLED', message: new ProviderThrottled(undefined).message, retryable: false },
};

const never = new AbortController().signal;

export function createFunctions({ local, clock }: { local: Invoker<LocalTarget>; clock: Clock }): Functions {
  const health = createHealthBook();
  const quotas = createQuotas(clock);

  const targetOf = (functionName: string): LocalTarget => ({
    connector: functionName.slice(0, functionName.indexOf('.')),
  });

  return {
    async call({ fn, input, account, deadlineAt, signal = never, idempotencyKey = null }) {
      const call: Call = {
        invocationId: randomUUID(),
        functionName: fn.name,
        input,
        account,
        attempt: 1,
        deadlineAt,
        idempotencyKey,
        traceparent: null,
      };
      const startedAt = clock.now();
      const outcome = await withRetry(fn, call, clock, signal, async (attempt) => {
        const turn = await quotas.turn(fn, attempt, signal).catch(() => null);
        if (turn === null) return { type: 'cancelled', ran: 'no' };
        return turn ? local.invoke(targetOf(fn.name), attempt, signal) : OVER_QUOTA;
      });
      const error =
        outcome.type === 'ok'
          ? null
          : errorOf(outcome, { functionName: fn.name, invocationId: call.invocationId, platform: local.platform });
      // A call that its caller gave up says nothing of the function.
      if (outcome.type !== 'cancelled') health.note(fn.name, clock.now() - startedAt, error, clock.now());
      if (outcome.type !== 'ok') throw error!;
      return { data: outcome.data, cursor: outcome.cursor };
    },

    async sealingKey(connector) {
      const call: Call = {
        invocationId: randomUUID(),
        functionName: DESCRIBE,
        input: {},
        account: null,
        attempt: 1,
        deadlineAt: clock.now() + DESCRIBE_TIMEOUT_MS,
        idempotencyKey: null,
        traceparent: null,
      };
      const outcome = await local.invoke({ connector }, call, never);
      if (outcome.type !== 'ok')
        throw errorOf(outcome, {
          functionName: `${connector}.describe`,
          invocationId: call.invocationId,
          platform: local.platform,
        });
      return (outcome.data as Description).sealingKey as Jwk | null;
    },

    health: (functionName) => health.of(functionName),
    platformOf: () => local.platform,
    close: () => local.close(),
  };
}
