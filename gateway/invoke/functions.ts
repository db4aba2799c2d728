/** Calling functions wherever they run: what the other areas see of this one. */
import type { CallAccount, Description } from '../../functions/sdk/index.ts';
import type { FunctionHealth } from '../../schema/generated/types.ts';
import type { DeployedFunction, Deployment } from './deployment.ts';
import type { Outcome } from './outcome.ts';

/** One wish to a function. */
export interface FunctionCall {
  readonly fn: DeployedFunction;
  readonly input: unknown;
  /** Null: an event that belongs to no account. */
  readonly account: CallAccount | null;
  /** When to stop waiting, retries included, in milliseconds since 1970 (UTC). */
  readonly deadlineAt: number;
  readonly signal?: AbortSignal;
  /** The same for repetitions of one wish. Null or absent: each call is a wish of its own. */
  readonly idempotencyKey?: string | null;
}

/** How a deployment is doing, as this gateway sees it. Moments are milliseconds since 1970 (UTC). */
export interface Condition {
  readonly breaker: 'CLOSED' | 'OPEN' | 'HALF_OPEN';
  readonly breakerRetryAt: number | null;
  readonly concurrencyLimit: number;
  readonly callsInFlight: number;
  readonly callsQueued: number;
}

export interface Functions {
  /** What the function answered. Throws only errors with a code of the SDL; those of a call say in `ran` whether it ran. */
  call(call: FunctionCall): Promise<{ readonly data: unknown; readonly cursor: string | null }>;
  /** As `call`, with every end as data, for those who decide themselves what to do after it. Never rejects. */
  invoke(call: FunctionCall): Promise<Outcome>;
  /** Asks a deployment who it is, in one attempt of its own kind. Checked, since anybody may answer. Throws as `call` does. */
  describe(deployment: Deployment, signal?: AbortSignal): Promise<Description>;
  /** How the calls of one function on one deployment went. */
  health(deploymentName: string, functionName: string): FunctionHealth;
  condition(deployment: Deployment): Condition;
  /** Checks a platform's settings as they were registered. Throws `BadInput` that names what is wrong. */
  target(platform: Deployment['platform'], settings: unknown): unknown;
  /** Where a deployment is called, for people. */
  address(deployment: Pick<Deployment, 'platform' | 'target'>): string;
  close(): Promise<void>;
}
