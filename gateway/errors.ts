/** What can go wrong in the gateway itself. What goes wrong in functions and providers is in `functions/sdk/errors.ts`. */
import { CodedError } from '../functions/sdk/index.ts';
import type { Failure, UpstreamRow } from '../resolvers/rows.ts';

/** An argument has a value that its type allows and its meaning does not. */
export class BadInput extends CodedError {
  readonly code = 'BAD_USER_INPUT';
  readonly argument: string;
  constructor(argument: string, rule: string) {
    super(`${argument} ${rule}`);
    this.argument = argument;
  }
  override get facts() {
    return { argument: this.argument };
  }
}

/** The cursor was changed, or belongs to another list or order. */
export class InvalidCursor extends CodedError {
  readonly code = 'INVALID_CURSOR';
  constructor() {
    super('`after` is not a cursor of this list in this order. Start without it');
  }
}

/** The events after the cursor are gone. */
export class CursorExpired extends CodedError {
  readonly code = 'CURSOR_EXPIRED';
  constructor(reason: string) {
    super(
      `the events after this cursor are gone: ${reason}. Query \`alarms\` for the present state and follow without a cursor`,
    );
  }
}

/** No valid key came with the request. */
export class Unauthenticated extends CodedError {
  readonly code = 'UNAUTHENTICATED';
  /** What `WWW-Authenticate` asks for: some senders show what they have only then. */
  readonly challenge: string;
  constructor(what = 'a valid key: `Authorization: Bearer KEY`', challenge = 'Bearer') {
    super(`send ${what}`);
    this.challenge = challenge;
  }
}

/** The key is valid and does not allow this. */
export class Forbidden extends CodedError {
  readonly code = 'FORBIDDEN';
  constructor(needed: string) {
    super(`this needs ${needed}. Use a key that has it`);
  }
}

/** Nothing with this id or name exists, or the caller may not see it; which of both is not said. */
export class NotFound extends CodedError {
  readonly code = 'NOT_FOUND';
  constructor(what: string, id: string) {
    super(`there is no ${what} ${JSON.stringify(id.slice(0, 100))}, or your key may not see it`);
  }
}

/** The request contradicts what exists. */
export class Conflict extends CodedError {
  readonly code = 'CONFLICT';
}

/** The state of the thing does not allow this now. */
export class InvalidState extends CodedError {
  readonly code = 'INVALID_STATE';
}

/** No connector of this name is registered. */
export class UnknownConnector extends CodedError {
  readonly code = 'UNKNOWN_CONNECTOR';
  constructor(name: string, known: readonly string[]) {
    super(`no connector is called ${JSON.stringify(name.slice(0, 100))}. Registered: ${known.join(', ')}`);
  }
}

/** The connector has no function for this. */
export class UnsupportedOperation extends CodedError {
  readonly code = 'UNSUPPORTED_OPERATION';
  /** Null: of all deployments that serve the connector none can. */
  constructor(connector: string, operation: string, deployment: string | null = null) {
    const who = deployment === null ? '' : ` on the deployment ${deployment}`;
    const where = deployment === null ? 'Connector.operations' : 'Deployment.functions';
    super(`the connector ${connector}${who} cannot ${operation}. \`${where}\` lists what it can`);
  }
}

/** What is known of a call's effect, and what to do about it. */
const effectOf = (ran: 'no' | 'unknown') =>
  ran === 'no'
    ? 'it did not run, so it took no effect. Try again'
    : 'it may or may not have taken effect. Read the state before trying again';

/** The function did not answer in time. `ran`: whether it was called at all. */
export class FunctionTimedOut extends CodedError {
  readonly code = 'FUNCTION_TIMEOUT';
  constructor(functionName: string, ran: 'no' | 'unknown') {
    super(`${functionName} did not answer before the deadline; ${effectOf(ran)}`);
  }
}

/** The function or its platform crashed or was stopped. `ran`: whether it can have begun. */
export class FunctionFailed extends CodedError {
  readonly code = 'FUNCTION_FAILED';
  readonly invocationId: string;
  constructor(functionName: string, invocationId: string, ran: 'no' | 'unknown') {
    super(
      `${functionName} failed; ${effectOf(ran)}. The gateway's log has the cause under the invocation ${invocationId}`,
    );
    this.invocationId = invocationId;
  }
  override get facts() {
    return { invocationId: this.invocationId };
  }
}

/** What came is no reply of the function: somebody in front of it may have answered, and it may have run or not. */
export class ForeignAnswer extends CodedError {
  readonly code = 'FUNCTION_BAD_REPLY';
  constructor(functionName: string, deployment: string) {
    super(
      `what came is no reply of ${functionName}; ${effectOf('unknown')}, and look at what stands in front of ${deployment}`,
    );
  }
}

/** The platform of the function could not be reached, so the function did not run. */
export class FunctionUnreachable extends CodedError {
  readonly code = 'FUNCTION_UNREACHABLE';
  constructor(functionName: string, platform: string, options?: ErrorOptions) {
    super(`${functionName} could not be reached on ${platform}. Try again later`, options);
  }
  override get retryable() {
    return true;
  }
}

/** The function has as much work as it can take, or its platform or breaker holds calls back. It did not run. */
export class FunctionBusy extends CodedError {
  readonly code = 'FUNCTION_BUSY';
  /** Null: it is not known how long it takes. */
  readonly retryAfterMs: number | null;
  constructor(functionName: string, reason: string, retryAfterMs: number | null) {
    super(`${functionName} was not called: ${reason}. Try again later`);
    this.retryAfterMs = retryAfterMs;
  }
  override get facts() {
    return { retryAfterMs: this.retryAfterMs };
  }
  override get retryable() {
    return true;
  }
}

/** The platform refuses the gateway's identity or its key. It did not run. */
export class FunctionUnauthorized extends CodedError {
  readonly code = 'FUNCTION_UNAUTHORIZED';
  constructor(functionName: string, deployment: string, reason: string) {
    super(
      `${functionName} may not be called on ${deployment}: ${reason}. Correct the deployment's credentials or permissions`,
    );
  }
}

/** There is no function at the deployment's address. */
export class FunctionNotFound extends CodedError {
  readonly code = 'FUNCTION_NOT_FOUND';
  constructor(functionName: string, deployment: string) {
    super(`${functionName} is not at the address of ${deployment}. Correct the address, or deploy the function`);
  }
}

/** An address that must not be called: of this machine, its network, or a platform's metadata. */
export class AddressRefused extends CodedError {
  readonly code = 'ADDRESS_REFUSED';
  constructor(host: string, why: string) {
    super(`${host} is not called: ${why}`);
  }
}

/** A secret that is referred to cannot be read. The message never holds it. */
export class SecretUnavailable extends CodedError {
  readonly code = 'SECRET_UNAVAILABLE';
  constructor(reference: string, advice: string) {
    super(`the secret ${reference} cannot be read: ${advice}`);
  }
}

/** No deployment of this name is registered. */
export class UnknownDeployment extends CodedError {
  readonly code = 'UNKNOWN_DEPLOYMENT';
  constructor(name: string, known: readonly string[]) {
    super(`no deployment is called ${JSON.stringify(name.slice(0, 100))}. Registered: ${known.join(', ')}`);
  }
}

/** No function of this name reacts to events. */
export class NoSuchHandler extends CodedError {
  readonly code = 'UNKNOWN_FUNCTION';
  constructor(name: string, known: readonly string[]) {
    super(
      `no function that reacts to events is called ${JSON.stringify(name.slice(0, 100))}. There are: ${known.join(', ')}`,
    );
  }
}

/** The account was not listed yet by the system behind the connector, so an empty listing of it would be no answer. */
export class UpstreamNotSynced extends CodedError {
  readonly code = 'UPSTREAM_NOT_SYNCED';
  constructor(connector: string, { state, reason }: Pick<UpstreamRow, 'state' | 'reason'>) {
    const why = reason === null ? state : `${state}: ${reason.replace(/[.\s]+$/, '')}`;
    super(`${connector} has not listed the account itself yet (${why}). Wait until \`Provider.upstream\` says SYNCED`);
  }
}

/** Why something failed, with a sentence on what becomes of what it left behind. */
export class WithRemark extends CodedError {
  readonly code: CodedError['code'];
  readonly #failed: CodedError;
  constructor(failed: CodedError, remark: string) {
    super(`${failed.message}. ${remark}`, { cause: failed });
    this.code = failed.code;
    this.#failed = failed;
  }
  override get facts() {
    return this.#failed.facts;
  }
  override get retryable() {
    return this.#failed.retryable;
  }
}

/** The caller went away, or the gateway is stopping. */
export class Cancelled extends CodedError {
  readonly code = 'CANCELLED';
  constructor() {
    super('the work was given up before it was done. Try again');
  }
}

/** The gateway is draining or not ready. */
export class Unavailable extends CodedError {
  readonly code = 'UNAVAILABLE';
  constructor() {
    super('the gateway is starting or stopping. Connect again in a moment');
  }
}

/** The store cannot be read or written now. What was acknowledged is safe. */
export class StoreUnavailable extends CodedError {
  readonly code = 'STORE_UNAVAILABLE';
  constructor(reason: string, options?: ErrorOptions) {
    super(`the store cannot be used: ${reason}`, options);
  }
  override get retryable() {
    return true;
  }
}

/** Why the gateway does not start: one line for the person at the terminal, printed without a stack. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

/** An error as it is kept beside what succeeded. What is not ours is masked; `onUnexpected` gets it for the log. */
export function failureOf(error: unknown, onUnexpected: (error: unknown) => void): Failure {
  if (error instanceof CodedError) return { code: error.code, message: error.message };
  onUnexpected(error);
  return { code: 'INTERNAL_SERVER_ERROR', message: 'a fault in the gateway; its log has the cause' };
}
