/**
 * The wire protocol between a gateway and a function, in one file. `PROTOCOL.md` beside it is the same for people and
 * for other languages. Both directions are CloudEvents 1.0 in structured JSON.
 */
import type { ErrorCode, ResourceAction, ResourceState } from '../../schema/generated/types.ts';

export const CALL_TYPE = 'dev.causeway.call.v1';
export const REPLY_TYPE = 'dev.causeway.reply.v1';

/** The subject of a call that asks a runtime who it is; answered with a `ConnectorManifest`. */
export const DESCRIBE = 'causeway.describe';

/** The most a call or a reply may weigh as JSON: the portable floor of all platforms (OpenWhisk, NATS, async Lambda). */
export const MAX_MESSAGE_BYTES = 1_000_000;

/** The account a call is made for. */
export interface CallAccount {
  /** The provider's id in the gateway; the key of quotas and caches inside the runtime. */
  readonly providerId: string;
  /** What the system behind the connector calls the account, as CREATE or VERIFY said. Null until one of them did. */
  readonly accountId: string | null;
  /** The connector's options, as its `optionsSchema` says. */
  readonly options: unknown;
  /** The credential as a compact JWE sealed to the runtime's key. Null for connectors that need none. */
  readonly credential: string | null;
}

/** What the gateway asks of a function. `subject` of the envelope is the function's name. */
export interface Call {
  readonly invocationId: string;
  readonly functionName: string;
  readonly input: unknown;
  /** Null for `describe`, and for events that belong to no account. */
  readonly account: CallAccount | null;
  /** 1 for the first try of an invocation. */
  readonly attempt: number;
  /** When the caller stops waiting, in milliseconds since 1970 (UTC). */
  readonly deadlineAt: number;
  /** The same for every attempt of one wish; lets a function or a provider recognise a repetition. */
  readonly idempotencyKey: string | null;
  /** W3C trace context, passed on as it came. */
  readonly traceparent: string | null;
}

/** The codes that a function may report; the others of the SDL belong to the gateway. */
export const REPLY_CODES = [
  'BAD_USER_INPUT',
  'CANCELLED',
  'FUNCTION_BAD_REPLY',
  'FUNCTION_FAILED',
  'FUNCTION_TIMEOUT',
  'INVALID_STATE',
  'NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'PROVIDER_CREDENTIAL_REJECTED',
  'PROVIDER_PERMISSION_DENIED',
  'PROVIDER_REJECTED_REQUEST',
  'PROVIDER_THROTTLED',
  'PROVIDER_UNAVAILABLE',
  'RESOURCE_GONE',
  'UNSUPPORTED_OPERATION',
] as const satisfies readonly ErrorCode[];

/** An error that a function reports about itself; platforms report theirs by other means. */
export interface ReplyError {
  /** One of `REPLY_CODES`. */
  readonly code: ErrorCode;
  /** For the client: what happened and what to do, without secrets. */
  readonly message: string;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** How long to wait before that, where the provider said so. */
  readonly retryAfterMs?: number | undefined;
}

/** What a function answers. `cursor` is there when a list has more pages. */
export type Reply =
  | { readonly ok: true; readonly data: unknown; readonly cursor?: string | undefined }
  | { readonly ok: false; readonly error: ReplyError };

/** What an operation of a connector does; the gateway finds functions by it. */
export type OperationKey =
  | { readonly type: 'VERIFY' | 'CREATE' | 'DELETE' | 'STATUS' | 'LIST_ALARMS' | 'LIST_FINDINGS' }
  | { readonly type: 'LIST'; readonly kind: string }
  | { readonly type: 'ACT'; readonly action: ResourceAction; /** Null: every kind. */ readonly kind: string | null }
  /** Reacts to events. `handler` is the function's name without the connector's. */
  | { readonly type: 'HANDLE'; readonly handler: string };

/** How many calls a second a function makes at most. */
export interface Quota {
  readonly callsPerSecond: number;
  /** What has a bucket of its own. */
  readonly per: readonly ('account' | 'region')[];
}

/** Who a function is, as data: what the gateway needs to route, limit, retry and redact without running it. */
export interface FunctionManifest {
  readonly name: string;
  readonly operation: OperationKey;
  readonly effect: 'READ' | 'WRITE';
  readonly idempotent: boolean;
  readonly permissions: readonly string[];
  /** Null where the provider states no limit. */
  readonly quota: Quota | null;
  readonly sensitive: readonly string[];
  /** For LIST: whether the kind exists once per region or once per account. Null for others. */
  readonly scope: 'REGION' | 'ACCOUNT' | null;
  /** For ACT: the states from which the action is allowed. Null: from any. */
  readonly allowedFrom: readonly ResourceState[] | null;
  /** For ACT: the states in which the resource has settled. Null: at once. */
  readonly settlesAt: readonly ResourceState[] | null;
  readonly inputSchema: unknown;
  readonly outputSchema: unknown;
}

/** Who a connector is, as data. */
export interface ConnectorManifest {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** JSON Schema (draft 2020-12) of the opened credential. Null when none is needed. */
  readonly credentialSchema: unknown;
  /** JSON Schema (draft 2020-12) of the options. */
  readonly optionsSchema: unknown;
  readonly functions: readonly FunctionManifest[];
}

/** What `describe` answers. */
export interface Description {
  readonly manifest: ConnectorManifest;
  /** Public JWK to seal credentials to. Null when the connector needs none. */
  readonly sealingKey: Readonly<Record<string, unknown>> | null;
  /** What was deployed, as its build names it: the same text for the same code. Null when nobody named it. */
  readonly version: string | null;
}
