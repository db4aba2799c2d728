/** Calling functions wherever they run: what the other areas see of this one. */
import type { CallAccount, Description } from '../../functions/sdk/index.ts';
import type { FunctionHealth } from '../../schema/generated/types.ts';
import type { DeployedFunction, Deployment } from './deployment.ts';
import type { Outcome } from './outcome.ts';

/** One wish to a function. */
export interface FunctionCall {
  readonly fn: DeployedFunction;
  readonly input: unknown;
  /** What identical calls have alike, where each input carries an id of its own. Absent: the input. */
  readonly sameAs?: unknown;
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

/** Takes what is counted of calls. */
export interface CallMeter {
  /** A call that ended, retries included. `durationMs` is null when nothing was sent, or its caller left. */
  call(deployment: string, functionName: string, outcome: Outcome['type'], durationMs: number | null): void;
  /** An attempt that is sent. */
  attempt(deployment: string, functionName: string, kind: 'first' | 'retry' | 'hedge'): void;
}

export interface Functions {
  /**
   * What the function answered; not to be changed, since identical calls at the same time are one (those of reading,
   * idempotent functions with the same deployment, input and account, and no key). Throws only errors with a code of the
   * SDL; in `facts.ran` they say whether it ran: `no`, `unknown` or `yes`.
   */
  call(call: FunctionCall): Promise<{ readonly data: unknown; readonly cursor: string | null }>;
  /** As `call`, with every end as data, for those who decide themselves what to do after it. Never rejects. */
  invoke(call: FunctionCall): Promise<Outcome>;
  /** Asks a deployment who it is, in one attempt of its own kind. Checked, since anybody may answer. Throws as `call` does. */
  describe(deployment: Deployment, signal?: AbortSignal): Promise<Description>;
  /** How the calls of one function on one deployment went. */
  health(deployment: Deployment, functionName: string): FunctionHealth;
  condition(deployment: Deployment): Condition;
  /** The deployment is gone: one that is registered under its name later begins anew, even at the same place. */
  forget(deployment: Deployment): void;
  /** Checks a platform's settings as they were registered. Throws `BadInput` that names what is wrong. */
  target(platform: Deployment['platform'], settings: unknown): unknown;
  /** Where a deployment is called, for people. */
  address(deployment: Pick<Deployment, 'platform' | 'target'>): string;
  /** Ends what waits for another attempt, lets attempts in flight end for a while, and closes every platform. */
  close(): Promise<void>;
}
