import type { ErrorCode } from '../../schema/generated/types.ts';

/**
 * An error that a client may see as it is: `code` is what it branches on, the message says what happened and what to
 * do, and neither ever holds a secret. Anything else that is thrown reaches a client masked.
 */
export abstract class CodedError extends Error {
  abstract readonly code: ErrorCode;

  override get name(): string {
    return this.constructor.name;
  }

  /** Facts for the client's program, put into `extensions` beside the code. */
  get facts(): Readonly<Record<string, unknown>> {
    return {};
  }

  /** Whether the same call may succeed later without anything being changed. */
  get retryable(): boolean {
    return false;
  }
}

/** The provider refused the credential: wrong, revoked or expired. */
export class CredentialRejected extends CodedError {
  readonly code = 'PROVIDER_CREDENTIAL_REJECTED';
  constructor(reason: string, options?: ErrorOptions) {
    super(`the provider refused the credential: ${reason}. Give the provider a new one`, options);
  }
}

/** The credential is valid and lacks a permission. */
export class PermissionDenied extends CodedError {
  readonly code = 'PROVIDER_PERMISSION_DENIED';
  readonly permission: string;
  constructor(permission: string, options?: ErrorOptions) {
    super(`the credential lacks the permission ${permission}. Grant it, then try again`, options);
    this.permission = permission;
  }
  override get facts() {
    return { permission: this.permission };
  }
}

/** The provider asked us to slow down. Safe to retry after `retryAfterMs`. */
export class ProviderThrottled extends CodedError {
  readonly code = 'PROVIDER_THROTTLED';
  /** Undefined when the provider did not say. */
  readonly retryAfterMs: number | undefined;
  constructor(retryAfterMs: number | undefined, options?: ErrorOptions) {
    super('the provider asked to slow down. Try again later', options);
    this.retryAfterMs = retryAfterMs;
  }
  override get retryable() {
    return true;
  }
}

/** The provider could not be reached, or answered with an error of its own. Safe to retry after `retryAfterMs`. */
export class ProviderUnavailable extends CodedError {
  readonly code = 'PROVIDER_UNAVAILABLE';
  /** Undefined when the provider did not say. */
  readonly retryAfterMs: number | undefined;
  constructor(reason: string, options: ErrorOptions & { readonly retryAfterMs?: number | undefined } = {}) {
    super(`the provider is not available: ${reason}. Try again later`, options);
    this.retryAfterMs = options.retryAfterMs;
  }
  override get retryable() {
    return true;
  }
}

/** The provider refused the request as wrong. */
export class RequestRejected extends CodedError {
  readonly code = 'PROVIDER_REJECTED_REQUEST';
  constructor(reason: string, options?: ErrorOptions) {
    super(`the provider refused the request: ${reason}`, options);
  }
}

/** The resource is not there any more. */
export class ResourceGone extends CodedError {
  readonly code = 'RESOURCE_GONE';
  constructor(nativeId: string, options?: ErrorOptions) {
    super(`the provider does not know ${nativeId} any more`, options);
  }
}

/** The resource's state does not allow the action now. */
export class StateForbids extends CodedError {
  readonly code = 'INVALID_STATE';
  constructor(nativeId: string, state: string, options?: ErrorOptions) {
    super(`${nativeId} is ${state}, which does not allow this now. Read its state again`, options);
  }
}

/** What was given does not fit the function's input, options or credential schema. */
export class InputRefused extends CodedError {
  readonly code = 'BAD_USER_INPUT';
  constructor(what: string, options?: ErrorOptions) {
    super(what, options);
  }
}

/** The function did not end before its deadline; what it began may have taken effect. */
export class DeadlinePassed extends CodedError {
  readonly code = 'FUNCTION_TIMEOUT';
  constructor() {
    super(
      'the function did not end before its deadline; it may or may not have taken effect. Read the state before trying again',
    );
  }
}

/** The caller went away while the function ran. */
export class CallCancelled extends CodedError {
  readonly code = 'CANCELLED';
  constructor() {
    super('the call was given up before it was done. Try again');
  }
}

/** The function is not one of this connector. */
export class UnknownFunction extends CodedError {
  readonly code = 'UNSUPPORTED_OPERATION';
  constructor(name: string, connector: string) {
    super(
      `the connector ${connector} has no function ${JSON.stringify(name.slice(0, 100))}. \`describe\` lists those it has`,
    );
  }
}

/** The call is larger than a message may be. */
export class CallTooLarge extends CodedError {
  readonly code = 'PAYLOAD_TOO_LARGE';
  constructor(bytes: number, maxBytes: number) {
    super(`the call has ${bytes} bytes, at most ${maxBytes} are allowed. Ask for less at once`);
  }
}

/** The answer is larger than a message may be. */
export class ReplyTooLarge extends CodedError {
  readonly code = 'PAYLOAD_TOO_LARGE';
  constructor(bytes: number, maxBytes: number) {
    super(`the reply has ${bytes} bytes, at most ${maxBytes} are allowed. Ask for less at once`);
  }
}

/** The runtime itself lacks something that whoever deployed it must set. */
export class RuntimeMisconfigured extends CodedError {
  readonly code = 'FUNCTION_FAILED';
  constructor(what: string, options?: ErrorOptions) {
    super(`the runtime of this function is not set up: ${what}`, options);
  }
}

/** What a function or a provider answered breaks the contract. */
export class BadReply extends CodedError {
  readonly code = 'FUNCTION_BAD_REPLY';
  constructor(what: string, options?: ErrorOptions) {
    super(`the function's answer breaks its contract: ${what}. Update the connector`, options);
  }
}
