/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which alarm somebody looks after. */
export type AcknowledgeAlarmInput = {
  /** The alarm. */
  readonly id: string;
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** A word for the others: up to 1,000 characters. Null: none. */
  readonly note?: string | null | undefined;
};

/** Which events a subscriber wants. All conditions must hold; inside one list any value will do. */
export type AlarmEventFilter = {
  /** Only of these providers, by id. */
  readonly providerIds?: ReadonlyArray<string> | null | undefined;
  /** Only of these resources, by id. */
  readonly resourceIds?: ReadonlyArray<string> | null | undefined;
  /** Only of one of these severities. */
  readonly severities?: ReadonlyArray<AlarmSeverity> | null | undefined;
  /** Only these sorts of events. */
  readonly types?: ReadonlyArray<AlarmEventType> | null | undefined;
};

/** What happened to an alarm. */
export type AlarmEventType =
  /** Somebody looks after it. */
  | 'ACKNOWLEDGED'
  /** Its condition began to hold, for the first time or again. */
  | 'RAISED'
  /** Its condition stopped holding. */
  | 'RESOLVED'
  /** It still holds and its severity or title changed. */
  | 'UPDATED';

/** Which alarms a list holds. All conditions must hold; inside one list any value will do. */
export type AlarmFilter = {
  /** Only of these providers, by id. */
  readonly providerIds?: ReadonlyArray<string> | null | undefined;
  /** Only of these resources, by id. */
  readonly resourceIds?: ReadonlyArray<string> | null | undefined;
  /** Only of one of these severities. */
  readonly severities?: ReadonlyArray<AlarmSeverity> | null | undefined;
  /** Only in one of these states. Null: all but RESOLVED. */
  readonly states?: ReadonlyArray<AlarmState> | null | undefined;
};

/** How bad an alarm is. */
export type AlarmSeverity =
  /** Somebody must act now. */
  | 'CRITICAL'
  /** Somebody must act soon. */
  | 'HIGH'
  /** For the record. */
  | 'INFO'
  /** Good to know, and may become more. */
  | 'LOW'
  /** Somebody should look. */
  | 'MEDIUM';

/** How an alarm stands. */
export type AlarmState =
  /** The condition holds and somebody looks after it. */
  | 'ACKNOWLEDGED'
  /** The condition holds. */
  | 'FIRING'
  /** The condition holds, not yet for as long as its rule asks. */
  | 'PENDING'
  /** The condition does not hold any more. */
  | 'RESOLVED'
  /** The condition holds and a silence covers it. */
  | 'SUPPRESSED';

/** A role of AWS to act as. */
export type AssumedRole = {
  /** The role's ARN. */
  readonly arn: string;
  /** The external id that its trust policy asks for. Null: none. */
  readonly externalId?: string | null | undefined;
};

/** A function of Azure. */
export type AzureTarget = {
  /** The function's or the host's key, sent as `x-functions-key`. Null for functions of the level anonymous. */
  readonly key?: string | null | undefined;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: string | null | undefined;
  /** The URL, such as `https://APP.azurewebsites.net/api/causeway`. */
  readonly url: string;
};

/** What serves what. */
export type BindOperationsInput = {
  /** The connector. */
  readonly connector: string;
  /** The deployment's name. It must be one of that connector and have a function for the operation. */
  readonly deployment: string;
  /** The operation. Null: all that have no binding of their own. */
  readonly operation?: ConnectorOperationInput | null | undefined;
};

/** Whether calls of a deployment are let through. */
export type BreakerState =
  /** They are. */
  | 'CLOSED'
  /** A few are, to see whether the platform is back. */
  | 'HALF_OPEN'
  /** They are refused at once, because the platform failed too often. */
  | 'OPEN';

/** Which function to call, and with what. */
export type CallFunctionInput = {
  /** The event's data. Null: none. */
  readonly data?: unknown;
  /** The deployment to call it on. Null: the one that serves it. */
  readonly deployment?: string | null | undefined;
  /** Its name, such as `echo.echo`. */
  readonly function: string;
  /** Repeating the call with this key and the same input within a day answers as the first time. For the mutation alone. */
  readonly idempotencyKey?: string | null | undefined;
  /** The provider whose account it works on, by id. Null: none. */
  readonly providerId?: string | null | undefined;
};

/** An operation of a connector. */
export type ConnectorOperationInput = {
  /** The action, for ACT. Null for others. */
  readonly action?: ResourceAction | null | undefined;
  /** The handler, for HANDLE: the function's name without the connector's. Null for others. */
  readonly handler?: string | null | undefined;
  /** The resource kind, for LIST and ACT. Null for others, and for an ACT on every kind. */
  readonly kind?: string | null | undefined;
  /** What it does. */
  readonly type: ConnectorOperationType;
};

/** What an operation of a connector does. */
export type ConnectorOperationType =
  /** Changes resources. */
  | 'ACT'
  /** Makes the account upstream, where the system behind the connector keeps accounts of its own. */
  | 'CREATE'
  /** Removes the account upstream, where the system behind the connector keeps accounts of its own. */
  | 'DELETE'
  /** Reacts to events, and to `callFunction`. */
  | 'HANDLE'
  /** Lists one kind of resource in one region, a page at a time. */
  | 'LIST'
  /** Lists the provider's own alarms in one region, a page at a time. */
  | 'LIST_ALARMS'
  /** Lists the best practices that the provider checks itself, a page at a time. */
  | 'LIST_FINDINGS'
  /** Says how far the system behind the connector is with listing the account itself. */
  | 'STATUS'
  /** Checks a credential and says which account and regions it opens. */
  | 'VERIFY';

/** What a new key may do. */
export type CreateApiKeyInput = {
  /** When it stops working. Null: never. */
  readonly expiresAt?: string | null | undefined;
  /** A name for people, unique in this gateway: 1 to 100 characters. */
  readonly name: string;
  /** Only these providers, by id. Null: all, also those added later. An ADMIN key is never limited. */
  readonly providerIds?: ReadonlyArray<string> | null | undefined;
  /** What its holder may do. */
  readonly role: Role;
};

/** A new route of events. */
export type CreateEventSubscriptionInput = {
  /** The deployment it is called on, by name. Null: the one that serves it. */
  readonly deployment?: string | null | undefined;
  /** The type of the events: all of it, or its beginning and `*`. */
  readonly eventType: string;
  /** A CEL expression over `event` that must be true. Null: every event of the type. */
  readonly filter?: string | null | undefined;
  /** The function that gets them, such as `echo.echo`. */
  readonly functionName: string;
  /** How old a delivery may become before it is given up: 1s to 7d. For OUTBOX. */
  readonly maxAge?: string | null | undefined;
  /** How often a delivery is tried: 1 to 100. For OUTBOX. */
  readonly maxAttempts?: number | null | undefined;
  /** When it is called. */
  readonly mode?: EventSubscriptionMode | null | undefined;
  /** A name, unique in this gateway: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter. */
  readonly name: string;
  /**
   * The provider whose account it works on, by id, and the only one whose alarms it may raise. Null: it works on no
   * account and may raise the alarms of any.
   */
  readonly providerId?: string | null | undefined;
};

/** What a new provider is. */
export type CreateProviderInput = {
  /**
   * An account that the system behind the connector has already, by its id there: it is taken over instead of made, and
   * stays there when the provider is removed. Fails with CONFLICT when the credential opens another account, or when a
   * provider with the same connector and options has this one already. Null: it is made. Only for connectors that can CREATE.
   */
  readonly accountId?: string | null | undefined;
  /** The connector, such as `aws`. */
  readonly connector: string;
  /** How to get into the account. Null only for connectors that need none. */
  readonly credential?: CredentialInput | null | undefined;
  /** The deployment that serves it alone, by name; the credential is sealed to that one's key. Null: those that serve its connector. */
  readonly deployment?: string | null | undefined;
  /** Repeating the mutation with the same key and input returns the first answer instead of doing it twice. Kept for 24 hours. */
  readonly idempotencyKey?: string | null | undefined;
  /** A name for people, unique in this gateway: 1 to 100 characters. */
  readonly name: string;
  /** Options of the connector, as in its `optionsSchema`. Null: its defaults. */
  readonly options?: unknown;
  /** The regions to list. Null: all that the account has. */
  readonly regions?: ReadonlyArray<string> | null | undefined;
  /** How often to list it anew by itself, at least `30s`, and also after the system behind the connector did; `0s` or null means only when asked, after the first listing. */
  readonly syncInterval?: string | null | undefined;
};

/** A new webhook. */
export type CreateWebhookInput = {
  /** The system. */
  readonly kind: WebhookKind;
  /** A name, unique in this gateway: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter. */
  readonly name: string;
  /** The secret that requests are checked with. */
  readonly secret: string;
};

/**
 * How Causeway gets into an account. Exactly one field is given. What the plain object holds is the connector's
 * `credentialSchema`; sealed or not, it is never returned by any field.
 */
export type CredentialInput =
  {   /** The credential as a plain object. The gateway seals it before anything is written; prefer `sealed`. */
  readonly plain: unknown; readonly sealed?: never; }
  |  { readonly plain?: never;   /** The credential encrypted to the connector's `sealingKey`: a compact JWE (ECDH-ES, A256GCM). The gateway cannot open it. */
  readonly sealed: string; };

/** Which subscription to remove. */
export type DeleteEventSubscriptionInput = {
  /** True: its deliveries that are pending or dead are given up with it. */
  readonly discardDeliveries?: boolean | null | undefined;
  /** Its name. */
  readonly name: string;
};

/** Which provider to remove. */
export type DeleteProviderInput = {
  /** The provider. */
  readonly id: string;
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** True leaves the account in the system behind the connector, as when that one cannot be reached any more. Null: false. */
  readonly keepUpstream?: boolean | null | undefined;
  /** Its name as well, so that a wrong id removes nothing. Fails with CONFLICT when it does not match. */
  readonly name: string;
};

/** Which webhook to remove. */
export type DeleteWebhookInput = {
  /** Its name. */
  readonly name: string;
};

/** Which deliveries a list holds. All conditions must hold. */
export type DeliveryFilter = {
  /** Only in one of these states. */
  readonly states?: ReadonlyArray<DeliveryState> | null | undefined;
  /** Only those of this subscription, by name. */
  readonly subscription?: string | null | undefined;
};

/** How a delivery stands. */
export type DeliveryState =
  /**
   * It was given up: its attempts or its age ran out, the function refused it, or it may have taken effect and must not
   * be repeated. `error` says which. `redriveDeliveries` delivers it again.
   */
  | 'DEAD'
  /** The function handled it. */
  | 'DELIVERED'
  /** It waits for its next attempt, or is being tried. */
  | 'PENDING';

/** Where a deployment is called: one platform and what it needs. */
export type DeploymentTarget =
  {   /** Azure Functions. */
  readonly azure: AzureTarget; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never;   /** Google Cloud Functions or Cloud Run functions. */
  readonly gcf: GcfTarget; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never;   /** Any HTTP server. */
  readonly http: HttpTarget; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never;   /** Knative Serving. */
  readonly knative: KnativeTarget; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never;   /** Kubeless. */
  readonly kubeless: KubelessTarget; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never;   /** AWS Lambda, by its Invoke API. */
  readonly lambda: LambdaTarget; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never;   /** AWS Lambda, by a function URL. */
  readonly lambdaUrl: LambdaUrlTarget; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never;   /** OpenFaaS. */
  readonly openfaas: OpenfaasTarget; readonly openwhisk?: never; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never;   /** Apache OpenWhisk. */
  readonly openwhisk: OpenwhiskTarget; readonly worker?: never; }
  |  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never;   /** Cloudflare Workers. */
  readonly worker: WorkerTarget; };

/**
 * Why something failed. Clients branch on these codes, found in `extensions.code` of an error and in the `code` of
 * partial failures, never on messages.
 */
export type ErrorCode =
  /** The gateway does not call this address, because it is one of the machine, of its network or of the platform's metadata. Use another, or allow private addresses. */
  | 'ADDRESS_REFUSED'
  /** The HTTP request is malformed: no operation, a wrong content type, or too large a body. Correct the request. */
  | 'BAD_REQUEST'
  /** A variable or an argument has a wrong value. Correct it; the message says what is allowed. */
  | 'BAD_USER_INPUT'
  /** The caller went away or the gateway is stopping before the work was done. Try again. */
  | 'CANCELLED'
  /** The request contradicts what exists: a name that is taken, or an idempotency key used with other input. Change the request. */
  | 'CONFLICT'
  /** The events after this cursor are gone: they are older than the log keeps, or the store was replaced. Query `alarms` for the present state and follow without a cursor. */
  | 'CURSOR_EXPIRED'
  /** The event went through too many functions that answered with further events: a cycle. Change a subscription or a function. */
  | 'EVENT_CYCLE'
  /** The key is valid but its role or its scope does not allow this. Use a key that does. */
  | 'FORBIDDEN'
  /** What came breaks the function's contract, or is no reply of it; nothing of it was used. `extensions.ran` says whether the function ran. Update the connector, or look at what stands in front of it. */
  | 'FUNCTION_BAD_REPLY'
  /** The function has as much work as it can take, or its platform asked to slow down. Try again after `retryAfterMs`. */
  | 'FUNCTION_BUSY'
  /** The function threw, crashed or was stopped. The gateway's log has the cause under the invocation id. `retryAfterMs` is there where its platform said how long to wait. */
  | 'FUNCTION_FAILED'
  /** The function's platform has no such function at the deployment's address. Correct the address, or deploy it. */
  | 'FUNCTION_NOT_FOUND'
  /** The function did not answer before the deadline; whether it took effect is not known. Read the state before trying again. */
  | 'FUNCTION_TIMEOUT'
  /** The function's platform refuses the gateway. Correct the deployment's credentials or permissions; the message says which. */
  | 'FUNCTION_UNAUTHORIZED'
  /** The function's platform could not be reached, or does not have it ready. Try again later; after `retryAfterMs`, where it is said. */
  | 'FUNCTION_UNREACHABLE'
  /** The operation does not parse. Correct its syntax. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The operation does not fit the schema. Correct it; the message names the field or argument. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** A fault in the gateway. Its log has the cause under `extensions.requestId`. */
  | 'INTERNAL_SERVER_ERROR'
  /** The cursor is not one of this list: it was changed, or comes from another list or order. Start without a cursor. */
  | 'INVALID_CURSOR'
  /** The state of the thing does not allow this now, such as stopping what is stopped. Read its state again. */
  | 'INVALID_STATE'
  /** It was given up and may have taken effect in an attempt whose end is not known. Read the state, then deliver it again if it should be. */
  | 'MAY_HAVE_TAKEN_EFFECT'
  /** The slice was never listed, so what it holds is not known. Sync the provider, or ask with `maxAge`. */
  | 'NEVER_LISTED'
  /** Nothing with this id exists, or the key may not see it. Take an id from one of the lists. */
  | 'NOT_FOUND'
  /** The operation is deeper, larger or dearer than this gateway allows. Split it, or ask for smaller pages. */
  | 'OPERATION_TOO_COMPLEX'
  /** A reply or a request is larger than the platform allows. Ask for less at once. */
  | 'PAYLOAD_TOO_LARGE'
  /** The provider refused the credential: wrong, revoked or expired. Give the provider a new one with `updateProvider`. */
  | 'PROVIDER_CREDENTIAL_REJECTED'
  /** The credential is valid but lacks a permission. Grant what the message names, then sync again. */
  | 'PROVIDER_PERMISSION_DENIED'
  /** The provider refused the request as wrong. The message carries its reason. */
  | 'PROVIDER_REJECTED_REQUEST'
  /** The provider asked us to slow down, until the deadline or at a call that is not repeated by itself. Try again later; after `retryAfterMs`, where it is said. */
  | 'PROVIDER_THROTTLED'
  /** The provider could not be reached or answered with a server error. Try again later. */
  | 'PROVIDER_UNAVAILABLE'
  /** The provider does not know this resource any more. The inventory follows with the next sync. */
  | 'RESOURCE_GONE'
  /** A secret that is referred to cannot be read. Set it where the message says. */
  | 'SECRET_UNAVAILABLE'
  /** The store cannot be written: its disk is full or it is locked. Free the disk; nothing that was acknowledged is lost. */
  | 'STORE_UNAVAILABLE'
  /** No valid key was sent. Send `Authorization: Bearer KEY`. */
  | 'UNAUTHENTICATED'
  /** The gateway is draining or starting. Connect again in a moment. */
  | 'UNAVAILABLE'
  /** No connector of this name is registered. `connectors` lists those that are. */
  | 'UNKNOWN_CONNECTOR'
  /** No deployment of this name is registered. `deployments` lists those that are. */
  | 'UNKNOWN_DEPLOYMENT'
  /** No function of this name can be called so. `functions` lists those that can. */
  | 'UNKNOWN_FUNCTION'
  /** The connector cannot do this operation. `Connector.operations` lists what it can. */
  | 'UNSUPPORTED_OPERATION'
  /** The system behind the connector has not listed the account itself yet, so what it holds is not known. Wait until `Provider.upstream` says SYNCED. */
  | 'UPSTREAM_NOT_SYNCED';

/** When the function of a subscription is called. */
export type EventSubscriptionMode =
  /** After the sender was told that the event is safe; tried until it succeeds or is given up. */
  | 'OUTBOX'
  /**
   * While the sender waits; the answer holds what the function said. Tried once; again when the sender sends the event
   * again, if it certainly did not run.
   */
  | 'SYNC';

/** Which findings a list holds. All conditions must hold; inside one list any value will do. */
export type FindingFilter = {
  /** Only of these checks, by the checking system's id. */
  readonly checkIds?: ReadonlyArray<string> | null | undefined;
  /** True: those that were cleared as well. Null: false. */
  readonly includeCleared?: boolean | null | undefined;
  /** Only of these providers, by id. */
  readonly providerIds?: ReadonlyArray<string> | null | undefined;
  /** Only of these resources, by id. */
  readonly resourceIds?: ReadonlyArray<string> | null | undefined;
  /** Only of one of these severities. */
  readonly severities?: ReadonlyArray<AlarmSeverity> | null | undefined;
  /** Only with one of these verdicts. */
  readonly verdicts?: ReadonlyArray<FindingVerdict> | null | undefined;
};

/** Who checked. */
export type FindingSource =
  /** The system behind the connector, such as CloudCheckr. */
  | 'EXTERNAL';

/** What a check says. */
export type FindingVerdict =
  /** It is not as it should be. */
  | 'FAIL'
  /** The check does not apply. */
  | 'NOT_APPLICABLE'
  /** It is as it should be. */
  | 'PASS'
  /** It could not be checked, or the answer was not understood. Never taken for PASS. */
  | 'UNKNOWN';

/** Whether a function changes anything. */
export type FunctionEffect =
  /** It only reads. */
  | 'READ'
  /** It changes something in the account. */
  | 'WRITE';

/** A function of Google Cloud, called with a Google-signed ID token. */
export type GcfTarget = {
  /** True for a function that takes calls without a token. */
  readonly anonymous?: boolean | null | undefined;
  /** The audience of the token. Null: the URL's origin. One of another origin needs `serviceAccount`: the gateway's own identity is shown to nobody but whom its token is for. */
  readonly audience?: string | null | undefined;
  /** A service account's key, the JSON file as Google gives it. Null: the gateway's own Google identity. */
  readonly serviceAccount?: string | null | undefined;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: string | null | undefined;
  /** The URL. */
  readonly url: string;
};

/** An HTTP server that speaks the protocol. */
export type HttpTarget = {
  /** User and password, `USER:PASSWORD`. Null: none. */
  readonly basicAuth?: string | null | undefined;
  /** The secret that requests carry an HMAC of. Null: none. */
  readonly signingSecret?: string | null | undefined;
  /** A bearer token. Null: none. Not beside `basicAuth`. */
  readonly token?: string | null | undefined;
  /** The URL that calls are posted to. */
  readonly url: string;
};

/** Which instances to act on. */
export type InstanceActionInput = {
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** The instances: 1 to 100, of any providers. */
  readonly ids: ReadonlyArray<string>;
};

/** A service of Knative. */
export type KnativeTarget = {
  /** The `Host` to ask for, where the URL is that of an ingress. Null: that of the URL. */
  readonly host?: string | null | undefined;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: string | null | undefined;
  /** A bearer token, for a mesh or an ingress that asks for one. Null: none. */
  readonly token?: string | null | undefined;
  /** The URL. */
  readonly url: string;
};

/** A function of Kubeless, by its service or its HTTP trigger. */
export type KubelessTarget = {
  /** User and password of the HTTP trigger, `USER:PASSWORD`. Null: none. */
  readonly basicAuth?: string | null | undefined;
  /** The `Host` to ask for, where the URL is that of an ingress. Null: that of the URL. */
  readonly host?: string | null | undefined;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: string | null | undefined;
  /** The URL. */
  readonly url: string;
};

/** A function of AWS Lambda, called by `lambda:InvokeFunction`. */
export type LambdaTarget = {
  /** The access key to begin with. Null: the gateway's own AWS identity. */
  readonly accessKeyId?: string | null | undefined;
  /** The role to act as, such as one in the function's own account. Null: none. */
  readonly assumeRole?: AssumedRole | null | undefined;
  /** Another endpoint of the Lambda API, such as a VPC endpoint. Null: that of the region. */
  readonly endpoint?: string | null | undefined;
  /** Its name or ARN. */
  readonly function: string;
  /** A version or an alias. Null: `$LATEST`. */
  readonly qualifier?: string | null | undefined;
  /** The region. Null: that of the ARN, else that of the gateway's AWS configuration. */
  readonly region?: string | null | undefined;
  /** Its secret, given together with it. */
  readonly secretAccessKey?: string | null | undefined;
};

/** Who may call a function URL. */
export type LambdaUrlAuthentication =
  /** Those whose signature (SigV4) AWS accepts. */
  | 'IAM'
  /** Everybody who knows it. */
  | 'NONE';

/** A function URL of AWS Lambda. Signed requests need `lambda:InvokeFunctionUrl` and `lambda:InvokeFunction`. */
export type LambdaUrlTarget = {
  /** The access key to begin with. Null: the gateway's own AWS identity. */
  readonly accessKeyId?: string | null | undefined;
  /** The role to act as. Null: none. */
  readonly assumeRole?: AssumedRole | null | undefined;
  /** Whether requests are signed (SigV4). */
  readonly authentication?: LambdaUrlAuthentication | null | undefined;
  /** The region. Null: that of the URL, else that of the gateway's AWS configuration. */
  readonly region?: string | null | undefined;
  /** Its secret, given together with it. */
  readonly secretAccessKey?: string | null | undefined;
  /** The secret that requests carry an HMAC of, for functions that take requests without a signature of AWS. Null: none. */
  readonly signingSecret?: string | null | undefined;
  /** The URL. */
  readonly url: string;
};

/** A function of OpenFaaS, called through its gateway. */
export type OpenfaasTarget = {
  /** User and password, `USER:PASSWORD`, for an ingress that asks for them. Null: none. */
  readonly basicAuth?: string | null | undefined;
  /** The function's name. */
  readonly function: string;
  /** The URL of the OpenFaaS gateway. */
  readonly gateway: string;
  /** Its namespace. Null: the gateway's default. */
  readonly namespace?: string | null | undefined;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: string | null | undefined;
};

/** An action of OpenWhisk, invoked with its namespace's key. */
export type OpenwhiskTarget = {
  /** The action's name. */
  readonly action: string;
  /** The API host, such as `https://openwhisk.example.com`. */
  readonly apiHost: string;
  /** The namespace's key, `USER:PASSWORD`. */
  readonly auth: string;
  /** The namespace. `_`: that of the key. */
  readonly namespace?: string | null | undefined;
  /** The package. Null: none. */
  readonly package?: string | null | undefined;
};

/** How an item of an operation ended. */
export type OperationOutcome =
  /** The provider accepted it and the resource has not settled yet. */
  | 'ACCEPTED'
  /** Refused or failed; `error` says why. */
  | 'FAILED'
  /** Not begun, or still under way. */
  | 'PENDING'
  /** Nothing was tried, since it could not succeed; `error` says why. */
  | 'SKIPPED'
  /** Done, and seen done. */
  | 'SUCCEEDED'
  /** Tried without an answer: it may or may not have taken effect; `error` says why. Read the state before trying again. */
  | 'UNCERTAIN';

/** How an operation stands. */
export type OperationState =
  /** No item succeeded. */
  | 'FAILED'
  /** The gateway stopped or could not go on before it ended. What it had done is in its items; start it again for the rest. */
  | 'INTERRUPTED'
  /** Some items succeeded and some did not. */
  | 'PARTIAL'
  /** At least one item has not ended. */
  | 'RUNNING'
  /** Every item succeeded. */
  | 'SUCCEEDED';

/** What an operation does. */
export type OperationType =
  /** `rebootInstances`. */
  | 'REBOOT'
  /** `startInstances`. */
  | 'START'
  /** `stopInstances`. */
  | 'STOP'
  /** Lists the slices of a provider. */
  | 'SYNC'
  /** `tagResources`. */
  | 'TAG';

/** Which way a list is ordered. */
export type OrderDirection =
  /** Smallest, earliest or alphabetically first item first. */
  | 'ASC'
  /** Largest, latest or alphabetically last item first. */
  | 'DESC';

/** A kind of place where functions run. */
export type Platform =
  /** Azure Functions, version 4. */
  | 'AZURE'
  /** Google Cloud Functions or Cloud Run functions. */
  | 'GCF'
  /** Any HTTP server that speaks the protocol. */
  | 'HTTP'
  /** Knative Serving. */
  | 'KNATIVE'
  /** Kubeless. */
  | 'KUBELESS'
  /** AWS Lambda, by its Invoke API. */
  | 'LAMBDA'
  /** AWS Lambda, by a function URL. */
  | 'LAMBDA_URL'
  /** A process of its own beside the gateway. */
  | 'LOCAL'
  /** OpenFaaS. */
  | 'OPENFAAS'
  /** Apache OpenWhisk. */
  | 'OPENWHISK'
  /** Cloudflare Workers, or anything that speaks their `fetch`. */
  | 'WORKER';

/** Which deployment to ask. */
export type ProbeDeploymentInput = {
  /** Its name. */
  readonly name: string;
};

/** Which providers a list holds. All conditions must hold. */
export type ProviderFilter = {
  /** Only those of these connectors, such as `aws`. */
  readonly connectors?: ReadonlyArray<string> | null | undefined;
  /** Only those whose name starts so, case-sensitive. */
  readonly namePrefix?: string | null | undefined;
  /** Only those in one of these states. */
  readonly states?: ReadonlyArray<ProviderState> | null | undefined;
};

/** How a provider stands. */
export type ProviderState =
  /** Added; its credential was not checked yet. */
  | 'CREATED'
  /** The last sync could not list some slices; `slices` says which and why. What was known before is kept. */
  | 'DEGRADED'
  /** It is being removed; with a `stateReason` that failed, and it is to be removed again. */
  | 'DELETING'
  /** The last sync could not list anything, or the credential was refused. What was known before is kept. */
  | 'FAILED'
  /** Its owner paused it: nothing is called until it is resumed. */
  | 'PAUSED'
  /** The last sync listed every slice. */
  | 'READY'
  /** Its first listing is under way, or waits for the system behind the connector to list the account itself: see `upstream`. */
  | 'SYNCING'
  /** Its credential is being checked. */
  | 'VERIFYING';

/** Which dead letters to deliver again. */
export type RedriveDeliveriesInput = {
  /** These, by id. Null: all of the subscription. */
  readonly ids?: ReadonlyArray<string> | null | undefined;
  /** All of this subscription, by name. Null: those named by id. */
  readonly subscription?: string | null | undefined;
};

/** What to register. */
export type RegisterDeploymentInput = {
  /** Whether it is called at all. */
  readonly enabled?: boolean | null | undefined;
  /** The most calls that it works on at the same time: 1 to 10,000. */
  readonly maxConcurrency?: number | null | undefined;
  /** A name, unique in this gateway: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter, not with `local-`. */
  readonly name: string;
  /** Where it is called. */
  readonly target: DeploymentTarget;
};

/** Which deployment to remove. */
export type RemoveDeploymentInput = {
  /** Its name. */
  readonly name: string;
};

/** What can be done to a resource. */
export type ResourceAction =
  /** `rebootInstances`. */
  | 'REBOOT'
  /** `startInstances`. */
  | 'START'
  /** `stopInstances`. */
  | 'STOP'
  /** `tagResources`. */
  | 'TAG';

/** Which resources a list holds. All conditions must hold; inside one list any value will do. */
export type ResourceFilter = {
  /** Also those that complete listings do not show any more. */
  readonly includeMissing?: boolean | null | undefined;
  /** Only of these kinds, such as `Instance` or `aws.LambdaFunction`. */
  readonly kinds?: ReadonlyArray<string> | null | undefined;
  /** Only those whose name starts so, case-sensitive. */
  readonly namePrefix?: string | null | undefined;
  /** Only of these providers, by id. */
  readonly providerIds?: ReadonlyArray<string> | null | undefined;
  /** Only in these regions. */
  readonly regions?: ReadonlyArray<string> | null | undefined;
  /** Only in one of these states. */
  readonly states?: ReadonlyArray<ResourceState> | null | undefined;
  /** Only with all of these tags. Resources whose tags are not known never fit. */
  readonly tags?: ReadonlyArray<TagFilter> | null | undefined;
  /** Only those with this text in their name or native id, in any case: at least 3 characters. */
  readonly text?: string | null | undefined;
};

/** How resources are ordered. Resources that are alike in the field are ordered by id. */
export type ResourceOrder = {
  /** Which way. */
  readonly direction?: OrderDirection;
  /** By what. */
  readonly field: ResourceOrderField;
};

/** What resources can be ordered by. */
export type ResourceOrderField =
  /** By when it was first seen. */
  | 'FIRST_SEEN_AT'
  /** By kind, then name. */
  | 'KIND'
  /** By name, byte by byte. */
  | 'NAME'
  /** By when its record was read. */
  | 'OBSERVED_AT';

/** How a resource stands, over all kinds. Each kind uses those that its description lists. */
export type ResourceState =
  /** There and working (kinds of connectors). */
  | 'ACTIVE'
  /** Being attached (volume). */
  | 'ATTACHING'
  /** There and unused (volume, address). */
  | 'AVAILABLE'
  /** Being made (volume). */
  | 'CREATING'
  /** Removed; the provider still shows it for a while. */
  | 'DELETED'
  /** Being removed. */
  | 'DELETING'
  /** Failed; the provider's own record says why. */
  | 'ERROR'
  /** There and used (volume, address). */
  | 'IN_USE'
  /** Moving to another host (instance, volume). */
  | 'MIGRATING'
  /** Held in memory; can be resumed (instance). */
  | 'PAUSED'
  /** Asked for, not there yet. */
  | 'PENDING'
  /** Restarting (instance). */
  | 'REBOOTING'
  /** Up (instance). */
  | 'RUNNING'
  /** On its way up (instance). */
  | 'STARTING'
  /** Down; can be started again (instance). */
  | 'STOPPED'
  /** On its way down (instance). */
  | 'STOPPING'
  /** Saved to disk; can be resumed (instance). */
  | 'SUSPENDED'
  /** Gone for good; the provider still shows it for a while (instance). */
  | 'TERMINATED'
  /** The provider used a word that the model does not know; `rawState` has it. Never treated as absent. */
  | 'UNKNOWN'
  /** Its settings are being changed (instance, volume). */
  | 'UPDATING';

/** Which key to revoke. */
export type RevokeApiKeyInput = {
  /** The key's id. */
  readonly id: string;
};

/** What a caller may do. Each role may do all that those before it may. */
export type Role =
  /** Also add, change and remove providers and keys. */
  | 'ADMIN'
  /** Also sync, act on resources and acknowledge alarms. */
  | 'OPERATOR'
  /** Query and subscribe. */
  | 'VIEWER';

/** What to list again. */
export type SyncProviderInput = {
  /** The provider. */
  readonly id: string;
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** Only these kinds. Null: all. */
  readonly kinds?: ReadonlyArray<string> | null | undefined;
  /** Only these regions. Null: all of the provider. */
  readonly regions?: ReadonlyArray<string> | null | undefined;
};

/** A condition on a tag. */
export type TagFilter = {
  /** The key, exactly. */
  readonly key: string;
  /** The value, exactly. Null: any value. */
  readonly value?: string | null | undefined;
};

/** Which binding to take away. */
export type UnbindOperationsInput = {
  /** The connector. */
  readonly connector: string;
  /** The operation. Null: the binding of the whole connector. */
  readonly operation?: ConnectorOperationInput | null | undefined;
};

/** What to change of a deployment. Null: as it is. */
export type UpdateDeploymentInput = {
  /** Whether it is called at all. */
  readonly enabled?: boolean | null | undefined;
  /** The most calls that it works on at the same time: 1 to 10,000. */
  readonly maxConcurrency?: number | null | undefined;
  /** Its name, which never changes. */
  readonly name: string;
  /** Where it is called from now on. */
  readonly target?: DeploymentTarget | null | undefined;
};

/** What to change of a subscription. Null: as it is. */
export type UpdateEventSubscriptionInput = {
  /** Whether it takes events. */
  readonly enabled?: boolean | null | undefined;
  /** The type of the events. */
  readonly eventType?: string | null | undefined;
  /** A CEL expression over `event`. An empty text: every event of the type. */
  readonly filter?: string | null | undefined;
  /** The function that gets them. */
  readonly functionName?: string | null | undefined;
  /** How old a delivery may become: 1s to 7d. */
  readonly maxAge?: string | null | undefined;
  /** How often a delivery is tried: 1 to 100. */
  readonly maxAttempts?: number | null | undefined;
  /** Its name, which never changes. */
  readonly name: string;
};

/** What to change on a provider. Null or absent fields stay as they are. */
export type UpdateProviderInput = {
  /** A new credential. */
  readonly credential?: CredentialInput | null | undefined;
  /** Another deployment to serve it alone, by name; an empty text means those that serve its connector. The credential has to be sealed to its key. */
  readonly deployment?: string | null | undefined;
  /** The provider. */
  readonly id: string;
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** A new name. */
  readonly name?: string | null | undefined;
  /** Options that replace the present ones as a whole. */
  readonly options?: unknown;
  /** True stops all calls to it, false resumes them. */
  readonly paused?: boolean | null | undefined;
  /** Other regions to list. An empty list means all that the account has. */
  readonly regions?: ReadonlyArray<string> | null | undefined;
  /** Another interval, at least `30s`; `0s` means only when asked. */
  readonly syncInterval?: string | null | undefined;
};

/** How an account stands in the system behind its connector. */
export type UpstreamState =
  /** Listing it failed there; `reason` says why. What was listed before may still be there. */
  | 'FAILED'
  /** That system has the account and has not begun to list it, such as for want of a role. */
  | 'PENDING'
  /** It was listed there. */
  | 'SYNCED'
  /** It is being listed there. */
  | 'SYNCING'
  /** That system does not say, or says something that is not understood. */
  | 'UNKNOWN';

/** A system that sends webhooks: how its requests are checked, and what event a request becomes. */
export type WebhookKind =
  /** Prometheus Alertmanager, with the secret as bearer token. One event an alert: `io.prometheus.alert.firing` or `.resolved`. */
  | 'ALERTMANAGER'
  /** Amazon EventBridge, by an API destination with the secret as `X-Api-Key`. Events are `com.amazonaws.eventbridge.` and the source. */
  | 'EVENTBRIDGE'
  /** GitHub: `X-Hub-Signature-256`. Events are `com.github.` and the event's name. */
  | 'GITHUB'
  /** Anything that can send JSON with the secret as bearer token. Events are `dev.causeway.webhook`. */
  | 'JSON'
  /** Mist.io: the secret as bearer token. Events are `io.mist.` and the payload's action. */
  | 'MIST'
  /**
   * Amazon SNS, by an HTTPS subscription with the secret as password in its address, which is confirmed by itself. Events are
   * `com.amazonaws.sns.notification`; their subject is the ARN of the topic, and their data has `topicArn`, `subject` (null:
   * none), `message` (what it holds, where it is a JSON object or list, else the text) and `attributes`. Of a raw delivery
   * only the message is known. `com.amazonaws.sns.unsubscribed` says that a topic sends nothing more.
   */
  | 'SNS'
  /** Standard Webhooks: `webhook-signature`. Events are `dev.causeway.webhook.` and the payload's `type`. */
  | 'STANDARD_WEBHOOKS';

/** A Worker. */
export type WorkerTarget = {
  /** The secret that requests carry an HMAC of; the Worker checks it. Null: none, for Workers behind something that checks. */
  readonly signingSecret?: string | null | undefined;
  /** The URL. */
  readonly url: string;
};

export type StatusQueryVariables = Exact<{ [key: string]: never; }>;


export type StatusQuery = { readonly registryRevision: number, readonly viewer: { readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null }, readonly alarms: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly rule: string, readonly title: string, readonly description: string | null, readonly state: AlarmState, readonly severity: AlarmSeverity, readonly region: string, readonly startedAt: string, readonly changedAt: string, readonly seenAt: string, readonly resolvedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly resource:
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
       | null }> } };

export type WhoAmIQueryVariables = Exact<{ [key: string]: never; }>;


export type WhoAmIQuery = { readonly viewer: { readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null } };

export type ListApiKeysQueryVariables = Exact<{ [key: string]: never; }>;


export type ListApiKeysQuery = { readonly apiKeys: ReadonlyArray<{ readonly id: string, readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null, readonly createdAt: string, readonly lastUsedAt: string | null, readonly expiresAt: string | null }> };

export type CreateApiKeyMutationVariables = Exact<{
  input: CreateApiKeyInput;
}>;


export type CreateApiKeyMutation = { readonly createApiKey: { readonly secret: string, readonly apiKey: { readonly id: string, readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null, readonly createdAt: string, readonly lastUsedAt: string | null, readonly expiresAt: string | null } } };

export type RevokeApiKeyMutationVariables = Exact<{
  input: RevokeApiKeyInput;
}>;


export type RevokeApiKeyMutation = { readonly revokeApiKey: { readonly revokedId: string } };

export type ListAlarmsQueryVariables = Exact<{
  filter?: AlarmFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListAlarmsQuery = { readonly alarms: { readonly totalCount: number, readonly cursor: string, readonly nodes: ReadonlyArray<{ readonly id: string, readonly rule: string, readonly title: string, readonly description: string | null, readonly state: AlarmState, readonly severity: AlarmSeverity, readonly region: string, readonly startedAt: string, readonly changedAt: string, readonly seenAt: string, readonly resolvedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly resource:
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
       | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type AlarmLogEndQueryVariables = Exact<{ [key: string]: never; }>;


export type AlarmLogEndQuery = { readonly alarms: { readonly cursor: string } };

export type FollowAlarmsSubscriptionVariables = Exact<{
  filter?: AlarmEventFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type FollowAlarmsSubscription = { readonly alarmEvents: { readonly cursor: string, readonly type: AlarmEventType, readonly from: AlarmState | null, readonly to: AlarmState, readonly at: string, readonly seenAt: string, readonly actor: string | null, readonly note: string | null, readonly alarm: { readonly id: string, readonly rule: string, readonly title: string, readonly description: string | null, readonly state: AlarmState, readonly severity: AlarmSeverity, readonly region: string, readonly startedAt: string, readonly changedAt: string, readonly seenAt: string, readonly resolvedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly resource:
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
       | null } } };

export type AcknowledgeAlarmMutationVariables = Exact<{
  input: AcknowledgeAlarmInput;
}>;


export type AcknowledgeAlarmMutation = { readonly acknowledgeAlarm: { readonly alarm: { readonly id: string, readonly rule: string, readonly title: string, readonly description: string | null, readonly state: AlarmState, readonly severity: AlarmSeverity, readonly region: string, readonly startedAt: string, readonly changedAt: string, readonly seenAt: string, readonly resolvedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly resource:
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
       | null } } };

export type EventSubscriptionRowFragment = { readonly id: string, readonly name: string, readonly eventType: string, readonly filter: string | null, readonly functionName: string, readonly mode: EventSubscriptionMode, readonly enabled: boolean, readonly maxAttempts: number, readonly maxAge: string, readonly pendingCount: number, readonly deadCount: number, readonly createdAt: string, readonly updatedAt: string, readonly deployment: { readonly name: string } | null, readonly provider: { readonly id: string, readonly name: string } | null };

export type DeliveryRowFragment = { readonly id: string, readonly functionName: string, readonly event: unknown, readonly state: DeliveryState, readonly attempts: number, readonly nextAttemptAt: string | null, readonly createdAt: string, readonly finishedAt: string | null, readonly subscription: { readonly name: string } | null, readonly error: { readonly code: ErrorCode, readonly message: string } | null };

export type WebhookRowFragment = { readonly id: string, readonly name: string, readonly kind: WebhookKind, readonly path: string, readonly secret: string, readonly createdAt: string };

export type ListEventSubscriptionsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListEventSubscriptionsQuery = { readonly eventSubscriptions: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly eventType: string, readonly filter: string | null, readonly functionName: string, readonly mode: EventSubscriptionMode, readonly enabled: boolean, readonly maxAttempts: number, readonly maxAge: string, readonly pendingCount: number, readonly deadCount: number, readonly createdAt: string, readonly updatedAt: string, readonly deployment: { readonly name: string } | null, readonly provider: { readonly id: string, readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type ListDeliveriesQueryVariables = Exact<{
  filter?: DeliveryFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListDeliveriesQuery = { readonly deliveries: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly functionName: string, readonly event: unknown, readonly state: DeliveryState, readonly attempts: number, readonly nextAttemptAt: string | null, readonly createdAt: string, readonly finishedAt: string | null, readonly subscription: { readonly name: string } | null, readonly error: { readonly code: ErrorCode, readonly message: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type ListWebhooksQueryVariables = Exact<{ [key: string]: never; }>;


export type ListWebhooksQuery = { readonly webhooks: ReadonlyArray<{ readonly id: string, readonly name: string, readonly kind: WebhookKind, readonly path: string, readonly secret: string, readonly createdAt: string }> };

export type CreateEventSubscriptionMutationVariables = Exact<{
  input: CreateEventSubscriptionInput;
}>;


export type CreateEventSubscriptionMutation = { readonly createEventSubscription: { readonly eventSubscription: { readonly id: string, readonly name: string, readonly eventType: string, readonly filter: string | null, readonly functionName: string, readonly mode: EventSubscriptionMode, readonly enabled: boolean, readonly maxAttempts: number, readonly maxAge: string, readonly pendingCount: number, readonly deadCount: number, readonly createdAt: string, readonly updatedAt: string, readonly deployment: { readonly name: string } | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type UpdateEventSubscriptionMutationVariables = Exact<{
  input: UpdateEventSubscriptionInput;
}>;


export type UpdateEventSubscriptionMutation = { readonly updateEventSubscription: { readonly eventSubscription: { readonly id: string, readonly name: string, readonly eventType: string, readonly filter: string | null, readonly functionName: string, readonly mode: EventSubscriptionMode, readonly enabled: boolean, readonly maxAttempts: number, readonly maxAge: string, readonly pendingCount: number, readonly deadCount: number, readonly createdAt: string, readonly updatedAt: string, readonly deployment: { readonly name: string } | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type DeleteEventSubscriptionMutationVariables = Exact<{
  input: DeleteEventSubscriptionInput;
}>;


export type DeleteEventSubscriptionMutation = { readonly deleteEventSubscription: { readonly deletedName: string, readonly discardedCount: number } };

export type RedriveDeliveriesMutationVariables = Exact<{
  input: RedriveDeliveriesInput;
}>;


export type RedriveDeliveriesMutation = { readonly redriveDeliveries: { readonly redrivenCount: number } };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { readonly createWebhook: { readonly webhook: { readonly id: string, readonly name: string, readonly kind: WebhookKind, readonly path: string, readonly secret: string, readonly createdAt: string } } };

export type DeleteWebhookMutationVariables = Exact<{
  input: DeleteWebhookInput;
}>;


export type DeleteWebhookMutation = { readonly deleteWebhook: { readonly deletedName: string } };

export type ListFindingsQueryVariables = Exact<{
  filter?: FindingFilter | null | undefined;
  maxAge?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListFindingsQuery = { readonly findings: { readonly totalCount: number, readonly complete: boolean, readonly nodes: ReadonlyArray<{ readonly id: string, readonly verdict: FindingVerdict, readonly severity: AlarmSeverity, readonly source: FindingSource, readonly summary: string, readonly resourceNativeId: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly clearedAt: string | null, readonly check: { readonly id: string, readonly name: string, readonly category: string | null }, readonly details: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly provider: { readonly id: string, readonly name: string }, readonly resource:
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
       | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly missing: ReadonlyArray<{ readonly kind: string, readonly region: string, readonly code: ErrorCode, readonly message: string, readonly listedAt: string | null, readonly provider: { readonly id: string, readonly name: string } }> } };

export type ProviderRowFragment = { readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly createdUpstream: boolean, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly deployment: { readonly name: string } | null, readonly upstream: { readonly state: UpstreamState, readonly syncedAt: string | null, readonly reason: string | null, readonly checkedAt: string } | null };

export type OperationHeadFragment = { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null };

export type OperationResultFragment = { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly items: ReadonlyArray<{ readonly resourceId: string | null, readonly outcome: OperationOutcome, readonly count: number | null, readonly slice: { readonly kind: string, readonly region: string } | null, readonly resource:
      | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
      | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
      | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
      | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
      | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
     | null, readonly error: { readonly code: ErrorCode, readonly message: string } | null }>, readonly provider: { readonly id: string, readonly name: string } | null };

type ResourceRow_GenericResource_Fragment = { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null };

type ResourceRow_Instance_Fragment = { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null };

type ResourceRow_IpAddress_Fragment = { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null };

type ResourceRow_SecurityGroup_Fragment = { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null };

type ResourceRow_Volume_Fragment = { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null };

export type ResourceRowFragment =
  | ResourceRow_GenericResource_Fragment
  | ResourceRow_Instance_Fragment
  | ResourceRow_IpAddress_Fragment
  | ResourceRow_SecurityGroup_Fragment
  | ResourceRow_Volume_Fragment
;

export type MissingFragment = { readonly kind: string, readonly region: string, readonly code: ErrorCode, readonly message: string, readonly listedAt: string | null, readonly provider: { readonly id: string, readonly name: string } };

export type AlarmRowFragment = { readonly id: string, readonly rule: string, readonly title: string, readonly description: string | null, readonly state: AlarmState, readonly severity: AlarmSeverity, readonly region: string, readonly startedAt: string, readonly changedAt: string, readonly seenAt: string, readonly resolvedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly resource:
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string }
   | null };

export type FindingRowFragment = { readonly id: string, readonly verdict: FindingVerdict, readonly severity: AlarmSeverity, readonly source: FindingSource, readonly summary: string, readonly resourceNativeId: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly clearedAt: string | null, readonly check: { readonly id: string, readonly name: string, readonly category: string | null }, readonly details: ReadonlyArray<{ readonly key: string, readonly value: string }>, readonly provider: { readonly id: string, readonly name: string }, readonly resource:
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
    | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string }
   | null };

export type ApiKeyRowFragment = { readonly id: string, readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null, readonly createdAt: string, readonly lastUsedAt: string | null, readonly expiresAt: string | null };

export type PageFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

export type DeploymentRowFragment = { readonly id: string, readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly version: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly describedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly functions: ReadonlyArray<{ readonly name: string, readonly bound: boolean, readonly effect: FunctionEffect, readonly idempotent: boolean, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null }, readonly health: { readonly calls: number, readonly failures: number, readonly p50Ms: number | null, readonly p95Ms: number | null, readonly lastErrorAt: string | null, readonly lastError: { readonly code: ErrorCode, readonly message: string } | null } }>, readonly condition: { readonly breaker: BreakerState, readonly breakerRetryAt: string | null, readonly concurrencyLimit: number, readonly callsInFlight: number, readonly callsQueued: number, readonly lastProbe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } | null } };

export type OperationFragment = { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null };

export type BindingRowFragment = { readonly boundAt: string | null, readonly connector: { readonly name: string }, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null } | null, readonly deployment: { readonly name: string, readonly platform: Platform, readonly builtIn: boolean } };

export type ListDeploymentsQueryVariables = Exact<{
  connector?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListDeploymentsQuery = { readonly deployments: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly version: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly describedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly functions: ReadonlyArray<{ readonly name: string, readonly bound: boolean, readonly effect: FunctionEffect, readonly idempotent: boolean, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null }, readonly health: { readonly calls: number, readonly failures: number, readonly p50Ms: number | null, readonly p95Ms: number | null, readonly lastErrorAt: string | null, readonly lastError: { readonly code: ErrorCode, readonly message: string } | null } }>, readonly condition: { readonly breaker: BreakerState, readonly breakerRetryAt: string | null, readonly concurrencyLimit: number, readonly callsInFlight: number, readonly callsQueued: number, readonly lastProbe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } | null } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type ShowDeploymentQueryVariables = Exact<{
  name: string;
}>;


export type ShowDeploymentQuery = { readonly deployment: { readonly id: string, readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly version: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly describedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly functions: ReadonlyArray<{ readonly name: string, readonly bound: boolean, readonly effect: FunctionEffect, readonly idempotent: boolean, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null }, readonly health: { readonly calls: number, readonly failures: number, readonly p50Ms: number | null, readonly p95Ms: number | null, readonly lastErrorAt: string | null, readonly lastError: { readonly code: ErrorCode, readonly message: string } | null } }>, readonly condition: { readonly breaker: BreakerState, readonly breakerRetryAt: string | null, readonly concurrencyLimit: number, readonly callsInFlight: number, readonly callsQueued: number, readonly lastProbe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } | null } } | null };

export type DeploymentSettingsQueryVariables = Exact<{
  name: string;
}>;


export type DeploymentSettingsQuery = { readonly deployment: { readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly address: string, readonly settings: unknown } | null };

export type RegisteredDeploymentsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RegisteredDeploymentsQuery = { readonly deployments: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly address: string, readonly settings: unknown }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type ListBindingsQueryVariables = Exact<{
  connector?: string | null | undefined;
}>;


export type ListBindingsQuery = { readonly bindings: ReadonlyArray<{ readonly boundAt: string | null, readonly connector: { readonly name: string }, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null } | null, readonly deployment: { readonly name: string, readonly platform: Platform, readonly builtIn: boolean } }> };

export type FindFunctionsQueryVariables = Exact<{
  connector: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type FindFunctionsQuery = { readonly functions: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly effect: FunctionEffect, readonly operation: { readonly type: ConnectorOperationType } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type DeploymentUsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DeploymentUsersQuery = { readonly providers: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly deployment: { readonly name: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type RegisterDeploymentMutationVariables = Exact<{
  input: RegisterDeploymentInput;
}>;


export type RegisterDeploymentMutation = { readonly registerDeployment: { readonly deployment: { readonly id: string, readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly version: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly describedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly functions: ReadonlyArray<{ readonly name: string, readonly bound: boolean, readonly effect: FunctionEffect, readonly idempotent: boolean, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null }, readonly health: { readonly calls: number, readonly failures: number, readonly p50Ms: number | null, readonly p95Ms: number | null, readonly lastErrorAt: string | null, readonly lastError: { readonly code: ErrorCode, readonly message: string } | null } }>, readonly condition: { readonly breaker: BreakerState, readonly breakerRetryAt: string | null, readonly concurrencyLimit: number, readonly callsInFlight: number, readonly callsQueued: number, readonly lastProbe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } | null } }, readonly bindings: ReadonlyArray<{ readonly boundAt: string | null, readonly connector: { readonly name: string }, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null } | null, readonly deployment: { readonly name: string, readonly platform: Platform, readonly builtIn: boolean } }> } };

export type UpdateDeploymentMutationVariables = Exact<{
  input: UpdateDeploymentInput;
}>;


export type UpdateDeploymentMutation = { readonly updateDeployment: { readonly deployment: { readonly id: string, readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly version: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly describedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly functions: ReadonlyArray<{ readonly name: string, readonly bound: boolean, readonly effect: FunctionEffect, readonly idempotent: boolean, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null }, readonly health: { readonly calls: number, readonly failures: number, readonly p50Ms: number | null, readonly p95Ms: number | null, readonly lastErrorAt: string | null, readonly lastError: { readonly code: ErrorCode, readonly message: string } | null } }>, readonly condition: { readonly breaker: BreakerState, readonly breakerRetryAt: string | null, readonly concurrencyLimit: number, readonly callsInFlight: number, readonly callsQueued: number, readonly lastProbe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } | null } } } };

export type RemoveDeploymentMutationVariables = Exact<{
  input: RemoveDeploymentInput;
}>;


export type RemoveDeploymentMutation = { readonly removeDeployment: { readonly removedName: string } };

export type ProbeDeploymentMutationVariables = Exact<{
  input: ProbeDeploymentInput;
}>;


export type ProbeDeploymentMutation = { readonly probeDeployment: { readonly changed: boolean, readonly deployment: { readonly id: string, readonly name: string, readonly platform: Platform, readonly builtIn: boolean, readonly enabled: boolean, readonly maxConcurrency: number, readonly version: string | null, readonly createdAt: string | null, readonly updatedAt: string | null, readonly describedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly functions: ReadonlyArray<{ readonly name: string, readonly bound: boolean, readonly effect: FunctionEffect, readonly idempotent: boolean, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null }, readonly health: { readonly calls: number, readonly failures: number, readonly p50Ms: number | null, readonly p95Ms: number | null, readonly lastErrorAt: string | null, readonly lastError: { readonly code: ErrorCode, readonly message: string } | null } }>, readonly condition: { readonly breaker: BreakerState, readonly breakerRetryAt: string | null, readonly concurrencyLimit: number, readonly callsInFlight: number, readonly callsQueued: number, readonly lastProbe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } | null } }, readonly probe: { readonly at: string, readonly durationMs: number, readonly error: { readonly code: ErrorCode, readonly message: string } | null } } };

export type BindOperationsMutationVariables = Exact<{
  input: BindOperationsInput;
}>;


export type BindOperationsMutation = { readonly bindOperations: { readonly binding: { readonly boundAt: string | null, readonly connector: { readonly name: string }, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null } | null, readonly deployment: { readonly name: string, readonly platform: Platform, readonly builtIn: boolean } }, readonly providersToSealAnew: ReadonlyArray<{ readonly id: string, readonly name: string }> } };

export type UnbindOperationsMutationVariables = Exact<{
  input: UnbindOperationsInput;
}>;


export type UnbindOperationsMutation = { readonly unbindOperations: { readonly bindings: ReadonlyArray<{ readonly boundAt: string | null, readonly connector: { readonly name: string }, readonly operation: { readonly type: ConnectorOperationType, readonly kind: string | null, readonly action: ResourceAction | null, readonly handler: string | null } | null, readonly deployment: { readonly name: string, readonly platform: Platform, readonly builtIn: boolean } }> } };

export type AskFunctionQueryVariables = Exact<{
  input: CallFunctionInput;
}>;


export type AskFunctionQuery = { readonly callFunction: { readonly data: unknown } };

export type CallFunctionMutationVariables = Exact<{
  input: CallFunctionInput;
}>;


export type CallFunctionMutation = { readonly callFunction: { readonly data: unknown } };

export type ShowOperationQueryVariables = Exact<{
  id: string;
}>;


export type ShowOperationQuery = { readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly items: ReadonlyArray<{ readonly resourceId: string | null, readonly outcome: OperationOutcome, readonly count: number | null, readonly slice: { readonly kind: string, readonly region: string } | null, readonly resource:
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
        | { readonly id: string, readonly nativeId: string, readonly kind: string, readonly name: string, readonly region: string, readonly state: ResourceState | null, readonly provider: { readonly id: string, readonly name: string } }
       | null, readonly error: { readonly code: ErrorCode, readonly message: string } | null }>, readonly provider: { readonly id: string, readonly name: string } | null } | null };

export type FollowOperationSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowOperationSubscription = { readonly operationProgress: { readonly id: string, readonly state: OperationState, readonly done: number, readonly total: number | null } };

export type ListProvidersQueryVariables = Exact<{
  filter?: ProviderFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListProvidersQuery = { readonly providers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly createdUpstream: boolean, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly deployment: { readonly name: string } | null, readonly upstream: { readonly state: UpstreamState, readonly syncedAt: string | null, readonly reason: string | null, readonly checkedAt: string } | null }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type FindProviderQueryVariables = Exact<{
  id: string;
  name: string;
}>;


export type FindProviderQuery = { readonly byId: { readonly id: string, readonly name: string } | null, readonly byName: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> } };

export type ShowProviderQueryVariables = Exact<{
  id: string;
}>;


export type ShowProviderQuery = { readonly provider: { readonly options: unknown, readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly createdUpstream: boolean, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly lastSync: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } | null, readonly slices: ReadonlyArray<{ readonly kind: string, readonly region: string, readonly count: number | null, readonly listedAt: string | null, readonly attemptedAt: string | null, readonly error: { readonly code: ErrorCode, readonly message: string } | null }>, readonly connector: { readonly name: string, readonly title: string }, readonly deployment: { readonly name: string } | null, readonly upstream: { readonly state: UpstreamState, readonly syncedAt: string | null, readonly reason: string | null, readonly checkedAt: string } | null } | null };

export type ListConnectorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListConnectorsQuery = { readonly connectors: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly title: string, readonly credentialSchema: unknown, readonly sealingKey: unknown }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type CreateProviderMutationVariables = Exact<{
  input: CreateProviderInput;
}>;


export type CreateProviderMutation = { readonly createProvider: { readonly provider: { readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly createdUpstream: boolean, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly deployment: { readonly name: string } | null, readonly upstream: { readonly state: UpstreamState, readonly syncedAt: string | null, readonly reason: string | null, readonly checkedAt: string } | null }, readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type SyncProviderMutationVariables = Exact<{
  input: SyncProviderInput;
}>;


export type SyncProviderMutation = { readonly syncProvider: { readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type DeleteProviderMutationVariables = Exact<{
  input: DeleteProviderInput;
}>;


export type DeleteProviderMutation = { readonly deleteProvider: { readonly deletedId: string, readonly deletedResourceCount: number } };

export type DeploymentSealingKeyQueryVariables = Exact<{
  name: string;
}>;


export type DeploymentSealingKeyQuery = { readonly deployment: { readonly name: string, readonly sealingKey: unknown, readonly connector: { readonly name: string } } | null };

export type UpdateProviderMutationVariables = Exact<{
  input: UpdateProviderInput;
}>;


export type UpdateProviderMutation = { readonly updateProvider: { readonly provider: { readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly createdUpstream: boolean, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly deployment: { readonly name: string } | null, readonly upstream: { readonly state: UpstreamState, readonly syncedAt: string | null, readonly reason: string | null, readonly checkedAt: string } | null } } };

export type FollowProviderSubscriptionVariables = Exact<{
  id: string;
}>;


export type FollowProviderSubscription = { readonly providerChanged: { readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly createdUpstream: boolean, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string }, readonly deployment: { readonly name: string } | null, readonly upstream: { readonly state: UpstreamState, readonly syncedAt: string | null, readonly reason: string | null, readonly checkedAt: string } | null } };

export type ListResourcesQueryVariables = Exact<{
  filter?: ResourceFilter | null | undefined;
  orderBy?: ResourceOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  maxAge?: string | null | undefined;
}>;


export type ListResourcesQuery = { readonly resources: { readonly totalCount: number, readonly complete: boolean, readonly observedAt: string | null, readonly nodes: ReadonlyArray<
      | { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null }
      | { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null }
      | { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null }
      | { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null }
      | { readonly id: string, readonly nativeId: string, readonly arn: string | null, readonly kind: string, readonly name: string, readonly region: string, readonly zone: string | null, readonly state: ResourceState | null, readonly rawState: string | null, readonly createdAt: string | null, readonly firstSeenAt: string, readonly lastSeenAt: string, readonly missingSince: string | null, readonly observedAt: string, readonly allowedActions: ReadonlyArray<ResourceAction>, readonly provider: { readonly id: string, readonly name: string }, readonly tags: ReadonlyArray<{ readonly key: string, readonly value: string }> | null }
    >, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null }, readonly missing: ReadonlyArray<{ readonly kind: string, readonly region: string, readonly code: ErrorCode, readonly message: string, readonly listedAt: string | null, readonly provider: { readonly id: string, readonly name: string } }> } };

export type StartInstancesMutationVariables = Exact<{
  input: InstanceActionInput;
}>;


export type StartInstancesMutation = { readonly payload: { readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type StopInstancesMutationVariables = Exact<{
  input: InstanceActionInput;
}>;


export type StopInstancesMutation = { readonly payload: { readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type RebootInstancesMutationVariables = Exact<{
  input: InstanceActionInput;
}>;


export type RebootInstancesMutation = { readonly payload: { readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const EventSubscriptionRowFragmentDoc = new TypedDocumentString(`
    fragment EventSubscriptionRow on EventSubscription {
  id
  name
  eventType
  filter
  functionName
  deployment {
    name
  }
  provider {
    id
    name
  }
  mode
  enabled
  maxAttempts
  maxAge
  pendingCount
  deadCount
  createdAt
  updatedAt
}
    `, {"fragmentName":"EventSubscriptionRow"}) as unknown as TypedDocumentString<EventSubscriptionRowFragment, unknown>;
export const DeliveryRowFragmentDoc = new TypedDocumentString(`
    fragment DeliveryRow on Delivery {
  id
  subscription {
    name
  }
  functionName
  event
  state
  attempts
  nextAttemptAt
  error {
    code
    message
  }
  createdAt
  finishedAt
}
    `, {"fragmentName":"DeliveryRow"}) as unknown as TypedDocumentString<DeliveryRowFragment, unknown>;
export const WebhookRowFragmentDoc = new TypedDocumentString(`
    fragment WebhookRow on Webhook {
  id
  name
  kind
  path
  secret
  createdAt
}
    `, {"fragmentName":"WebhookRow"}) as unknown as TypedDocumentString<WebhookRowFragment, unknown>;
export const ProviderRowFragmentDoc = new TypedDocumentString(`
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  deployment {
    name
  }
  state
  stateReason
  stateCode
  accountId
  createdUpstream
  upstream {
    state
    syncedAt
    reason
    checkedAt
  }
  regions
  syncInterval
  createdAt
  updatedAt
  verifiedAt
  syncedAt
}
    `, {"fragmentName":"ProviderRow"}) as unknown as TypedDocumentString<ProviderRowFragment, unknown>;
export const OperationHeadFragmentDoc = new TypedDocumentString(`
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}
    `, {"fragmentName":"OperationHead"}) as unknown as TypedDocumentString<OperationHeadFragment, unknown>;
export const OperationResultFragmentDoc = new TypedDocumentString(`
    fragment OperationResult on Operation {
  ...OperationHead
  items {
    slice {
      kind
      region
    }
    resourceId
    resource {
      id
      nativeId
      kind
      name
      region
      state
      provider {
        id
        name
      }
    }
    outcome
    error {
      code
      message
    }
    count
  }
}
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`, {"fragmentName":"OperationResult"}) as unknown as TypedDocumentString<OperationResultFragment, unknown>;
export const ResourceRowFragmentDoc = new TypedDocumentString(`
    fragment ResourceRow on Resource {
  id
  nativeId
  arn
  kind
  name
  provider {
    id
    name
  }
  region
  zone
  state
  rawState
  tags {
    key
    value
  }
  createdAt
  firstSeenAt
  lastSeenAt
  missingSince
  observedAt
  allowedActions
}
    `, {"fragmentName":"ResourceRow"}) as unknown as TypedDocumentString<ResourceRowFragment, unknown>;
export const MissingFragmentDoc = new TypedDocumentString(`
    fragment Missing on MissingSlice {
  provider {
    id
    name
  }
  kind
  region
  code
  message
  listedAt
}
    `, {"fragmentName":"Missing"}) as unknown as TypedDocumentString<MissingFragment, unknown>;
export const AlarmRowFragmentDoc = new TypedDocumentString(`
    fragment AlarmRow on Alarm {
  id
  rule
  title
  description
  state
  severity
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
  }
  region
  startedAt
  changedAt
  seenAt
  resolvedAt
  acknowledgedBy
  acknowledgedAt
  note
}
    `, {"fragmentName":"AlarmRow"}) as unknown as TypedDocumentString<AlarmRowFragment, unknown>;
export const FindingRowFragmentDoc = new TypedDocumentString(`
    fragment FindingRow on Finding {
  id
  check {
    id
    name
    category
  }
  verdict
  severity
  source
  summary
  details {
    key
    value
  }
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
    region
  }
  resourceNativeId
  firstSeenAt
  lastSeenAt
  clearedAt
}
    `, {"fragmentName":"FindingRow"}) as unknown as TypedDocumentString<FindingRowFragment, unknown>;
export const ApiKeyRowFragmentDoc = new TypedDocumentString(`
    fragment ApiKeyRow on ApiKey {
  id
  name
  role
  providerIds
  createdAt
  lastUsedAt
  expiresAt
}
    `, {"fragmentName":"ApiKeyRow"}) as unknown as TypedDocumentString<ApiKeyRowFragment, unknown>;
export const PageFragmentDoc = new TypedDocumentString(`
    fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
    `, {"fragmentName":"Page"}) as unknown as TypedDocumentString<PageFragment, unknown>;
export const OperationFragmentDoc = new TypedDocumentString(`
    fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}
    `, {"fragmentName":"Operation"}) as unknown as TypedDocumentString<OperationFragment, unknown>;
export const DeploymentRowFragmentDoc = new TypedDocumentString(`
    fragment DeploymentRow on Deployment {
  id
  name
  connector {
    name
    title
  }
  platform
  builtIn
  enabled
  maxConcurrency
  version
  createdAt
  updatedAt
  describedAt
  functions {
    name
    operation {
      ...Operation
    }
    bound
    effect
    idempotent
    health {
      calls
      failures
      p50Ms
      p95Ms
      lastError {
        code
        message
      }
      lastErrorAt
    }
  }
  condition {
    breaker
    breakerRetryAt
    concurrencyLimit
    callsInFlight
    callsQueued
    lastProbe {
      at
      durationMs
      error {
        code
        message
      }
    }
  }
}
    fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}`, {"fragmentName":"DeploymentRow"}) as unknown as TypedDocumentString<DeploymentRowFragment, unknown>;
export const BindingRowFragmentDoc = new TypedDocumentString(`
    fragment BindingRow on Binding {
  connector {
    name
  }
  operation {
    ...Operation
  }
  deployment {
    name
    platform
    builtIn
  }
  boundAt
}
    fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}`, {"fragmentName":"BindingRow"}) as unknown as TypedDocumentString<BindingRowFragment, unknown>;
export const StatusDocument = new TypedDocumentString(`
    query Status {
  viewer {
    name
    role
    providerIds
  }
  alarms(filter: {states: [FIRING]}, first: 10) {
    nodes {
      ...AlarmRow
    }
    totalCount
  }
  registryRevision
}
    fragment AlarmRow on Alarm {
  id
  rule
  title
  description
  state
  severity
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
  }
  region
  startedAt
  changedAt
  seenAt
  resolvedAt
  acknowledgedBy
  acknowledgedAt
  note
}`) as unknown as TypedDocumentString<StatusQuery, StatusQueryVariables>;
export const WhoAmIDocument = new TypedDocumentString(`
    query WhoAmI {
  viewer {
    name
    role
    providerIds
  }
}
    `) as unknown as TypedDocumentString<WhoAmIQuery, WhoAmIQueryVariables>;
export const ListApiKeysDocument = new TypedDocumentString(`
    query ListApiKeys {
  apiKeys {
    ...ApiKeyRow
  }
}
    fragment ApiKeyRow on ApiKey {
  id
  name
  role
  providerIds
  createdAt
  lastUsedAt
  expiresAt
}`) as unknown as TypedDocumentString<ListApiKeysQuery, ListApiKeysQueryVariables>;
export const CreateApiKeyDocument = new TypedDocumentString(`
    mutation CreateApiKey($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    apiKey {
      ...ApiKeyRow
    }
    secret
  }
}
    fragment ApiKeyRow on ApiKey {
  id
  name
  role
  providerIds
  createdAt
  lastUsedAt
  expiresAt
}`) as unknown as TypedDocumentString<CreateApiKeyMutation, CreateApiKeyMutationVariables>;
export const RevokeApiKeyDocument = new TypedDocumentString(`
    mutation RevokeApiKey($input: RevokeApiKeyInput!) {
  revokeApiKey(input: $input) {
    revokedId
  }
}
    `) as unknown as TypedDocumentString<RevokeApiKeyMutation, RevokeApiKeyMutationVariables>;
export const ListAlarmsDocument = new TypedDocumentString(`
    query ListAlarms($filter: AlarmFilter, $first: Int, $after: String) {
  alarms(filter: $filter, first: $first, after: $after) {
    nodes {
      ...AlarmRow
    }
    pageInfo {
      ...Page
    }
    totalCount
    cursor
  }
}
    fragment AlarmRow on Alarm {
  id
  rule
  title
  description
  state
  severity
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
  }
  region
  startedAt
  changedAt
  seenAt
  resolvedAt
  acknowledgedBy
  acknowledgedAt
  note
}
fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListAlarmsQuery, ListAlarmsQueryVariables>;
export const AlarmLogEndDocument = new TypedDocumentString(`
    query AlarmLogEnd {
  alarms(first: 1) {
    cursor
  }
}
    `) as unknown as TypedDocumentString<AlarmLogEndQuery, AlarmLogEndQueryVariables>;
export const FollowAlarmsDocument = new TypedDocumentString(`
    subscription FollowAlarms($filter: AlarmEventFilter, $after: String) {
  alarmEvents(filter: $filter, after: $after) {
    cursor
    type
    from
    to
    at
    seenAt
    actor
    note
    alarm {
      ...AlarmRow
    }
  }
}
    fragment AlarmRow on Alarm {
  id
  rule
  title
  description
  state
  severity
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
  }
  region
  startedAt
  changedAt
  seenAt
  resolvedAt
  acknowledgedBy
  acknowledgedAt
  note
}`) as unknown as TypedDocumentString<FollowAlarmsSubscription, FollowAlarmsSubscriptionVariables>;
export const AcknowledgeAlarmDocument = new TypedDocumentString(`
    mutation AcknowledgeAlarm($input: AcknowledgeAlarmInput!) {
  acknowledgeAlarm(input: $input) {
    alarm {
      ...AlarmRow
    }
  }
}
    fragment AlarmRow on Alarm {
  id
  rule
  title
  description
  state
  severity
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
  }
  region
  startedAt
  changedAt
  seenAt
  resolvedAt
  acknowledgedBy
  acknowledgedAt
  note
}`) as unknown as TypedDocumentString<AcknowledgeAlarmMutation, AcknowledgeAlarmMutationVariables>;
export const ListEventSubscriptionsDocument = new TypedDocumentString(`
    query ListEventSubscriptions($first: Int, $after: String) {
  eventSubscriptions(first: $first, after: $after) {
    nodes {
      ...EventSubscriptionRow
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment EventSubscriptionRow on EventSubscription {
  id
  name
  eventType
  filter
  functionName
  deployment {
    name
  }
  provider {
    id
    name
  }
  mode
  enabled
  maxAttempts
  maxAge
  pendingCount
  deadCount
  createdAt
  updatedAt
}
fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListEventSubscriptionsQuery, ListEventSubscriptionsQueryVariables>;
export const ListDeliveriesDocument = new TypedDocumentString(`
    query ListDeliveries($filter: DeliveryFilter, $first: Int, $after: String) {
  deliveries(filter: $filter, first: $first, after: $after) {
    nodes {
      ...DeliveryRow
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment DeliveryRow on Delivery {
  id
  subscription {
    name
  }
  functionName
  event
  state
  attempts
  nextAttemptAt
  error {
    code
    message
  }
  createdAt
  finishedAt
}
fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListDeliveriesQuery, ListDeliveriesQueryVariables>;
export const ListWebhooksDocument = new TypedDocumentString(`
    query ListWebhooks {
  webhooks {
    ...WebhookRow
  }
}
    fragment WebhookRow on Webhook {
  id
  name
  kind
  path
  secret
  createdAt
}`) as unknown as TypedDocumentString<ListWebhooksQuery, ListWebhooksQueryVariables>;
export const CreateEventSubscriptionDocument = new TypedDocumentString(`
    mutation CreateEventSubscription($input: CreateEventSubscriptionInput!) {
  createEventSubscription(input: $input) {
    eventSubscription {
      ...EventSubscriptionRow
    }
  }
}
    fragment EventSubscriptionRow on EventSubscription {
  id
  name
  eventType
  filter
  functionName
  deployment {
    name
  }
  provider {
    id
    name
  }
  mode
  enabled
  maxAttempts
  maxAge
  pendingCount
  deadCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateEventSubscriptionMutation, CreateEventSubscriptionMutationVariables>;
export const UpdateEventSubscriptionDocument = new TypedDocumentString(`
    mutation UpdateEventSubscription($input: UpdateEventSubscriptionInput!) {
  updateEventSubscription(input: $input) {
    eventSubscription {
      ...EventSubscriptionRow
    }
  }
}
    fragment EventSubscriptionRow on EventSubscription {
  id
  name
  eventType
  filter
  functionName
  deployment {
    name
  }
  provider {
    id
    name
  }
  mode
  enabled
  maxAttempts
  maxAge
  pendingCount
  deadCount
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateEventSubscriptionMutation, UpdateEventSubscriptionMutationVariables>;
export const DeleteEventSubscriptionDocument = new TypedDocumentString(`
    mutation DeleteEventSubscription($input: DeleteEventSubscriptionInput!) {
  deleteEventSubscription(input: $input) {
    deletedName
    discardedCount
  }
}
    `) as unknown as TypedDocumentString<DeleteEventSubscriptionMutation, DeleteEventSubscriptionMutationVariables>;
export const RedriveDeliveriesDocument = new TypedDocumentString(`
    mutation RedriveDeliveries($input: RedriveDeliveriesInput!) {
  redriveDeliveries(input: $input) {
    redrivenCount
  }
}
    `) as unknown as TypedDocumentString<RedriveDeliveriesMutation, RedriveDeliveriesMutationVariables>;
export const CreateWebhookDocument = new TypedDocumentString(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      ...WebhookRow
    }
  }
}
    fragment WebhookRow on Webhook {
  id
  name
  kind
  path
  secret
  createdAt
}`) as unknown as TypedDocumentString<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const DeleteWebhookDocument = new TypedDocumentString(`
    mutation DeleteWebhook($input: DeleteWebhookInput!) {
  deleteWebhook(input: $input) {
    deletedName
  }
}
    `) as unknown as TypedDocumentString<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const ListFindingsDocument = new TypedDocumentString(`
    query ListFindings($filter: FindingFilter, $maxAge: Duration, $first: Int, $after: String) {
  findings(filter: $filter, maxAge: $maxAge, first: $first, after: $after) {
    nodes {
      ...FindingRow
    }
    pageInfo {
      ...Page
    }
    totalCount
    complete
    missing {
      ...Missing
    }
  }
}
    fragment Missing on MissingSlice {
  provider {
    id
    name
  }
  kind
  region
  code
  message
  listedAt
}
fragment FindingRow on Finding {
  id
  check {
    id
    name
    category
  }
  verdict
  severity
  source
  summary
  details {
    key
    value
  }
  provider {
    id
    name
  }
  resource {
    id
    nativeId
    kind
    name
    region
  }
  resourceNativeId
  firstSeenAt
  lastSeenAt
  clearedAt
}
fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListFindingsQuery, ListFindingsQueryVariables>;
export const ListDeploymentsDocument = new TypedDocumentString(`
    query ListDeployments($connector: String, $first: Int, $after: String) {
  deployments(connector: $connector, first: $first, after: $after) {
    nodes {
      ...DeploymentRow
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}
fragment DeploymentRow on Deployment {
  id
  name
  connector {
    name
    title
  }
  platform
  builtIn
  enabled
  maxConcurrency
  version
  createdAt
  updatedAt
  describedAt
  functions {
    name
    operation {
      ...Operation
    }
    bound
    effect
    idempotent
    health {
      calls
      failures
      p50Ms
      p95Ms
      lastError {
        code
        message
      }
      lastErrorAt
    }
  }
  condition {
    breaker
    breakerRetryAt
    concurrencyLimit
    callsInFlight
    callsQueued
    lastProbe {
      at
      durationMs
      error {
        code
        message
      }
    }
  }
}
fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}`) as unknown as TypedDocumentString<ListDeploymentsQuery, ListDeploymentsQueryVariables>;
export const ShowDeploymentDocument = new TypedDocumentString(`
    query ShowDeployment($name: String!) {
  deployment(name: $name) {
    ...DeploymentRow
  }
}
    fragment DeploymentRow on Deployment {
  id
  name
  connector {
    name
    title
  }
  platform
  builtIn
  enabled
  maxConcurrency
  version
  createdAt
  updatedAt
  describedAt
  functions {
    name
    operation {
      ...Operation
    }
    bound
    effect
    idempotent
    health {
      calls
      failures
      p50Ms
      p95Ms
      lastError {
        code
        message
      }
      lastErrorAt
    }
  }
  condition {
    breaker
    breakerRetryAt
    concurrencyLimit
    callsInFlight
    callsQueued
    lastProbe {
      at
      durationMs
      error {
        code
        message
      }
    }
  }
}
fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}`) as unknown as TypedDocumentString<ShowDeploymentQuery, ShowDeploymentQueryVariables>;
export const DeploymentSettingsDocument = new TypedDocumentString(`
    query DeploymentSettings($name: String!) {
  deployment(name: $name) {
    name
    platform
    builtIn
    address
    settings
  }
}
    `) as unknown as TypedDocumentString<DeploymentSettingsQuery, DeploymentSettingsQueryVariables>;
export const RegisteredDeploymentsDocument = new TypedDocumentString(`
    query RegisteredDeployments($first: Int, $after: String) {
  deployments(first: $first, after: $after) {
    nodes {
      name
      platform
      builtIn
      enabled
      maxConcurrency
      address
      settings
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<RegisteredDeploymentsQuery, RegisteredDeploymentsQueryVariables>;
export const ListBindingsDocument = new TypedDocumentString(`
    query ListBindings($connector: String) {
  bindings(connector: $connector) {
    ...BindingRow
  }
}
    fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}
fragment BindingRow on Binding {
  connector {
    name
  }
  operation {
    ...Operation
  }
  deployment {
    name
    platform
    builtIn
  }
  boundAt
}`) as unknown as TypedDocumentString<ListBindingsQuery, ListBindingsQueryVariables>;
export const FindFunctionsDocument = new TypedDocumentString(`
    query FindFunctions($connector: String!, $first: Int, $after: String) {
  functions(connector: $connector, first: $first, after: $after) {
    nodes {
      name
      effect
      operation {
        type
      }
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<FindFunctionsQuery, FindFunctionsQueryVariables>;
export const DeploymentUsersDocument = new TypedDocumentString(`
    query DeploymentUsers($first: Int, $after: String) {
  providers(first: $first, after: $after) {
    nodes {
      name
      deployment {
        name
      }
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<DeploymentUsersQuery, DeploymentUsersQueryVariables>;
export const RegisterDeploymentDocument = new TypedDocumentString(`
    mutation RegisterDeployment($input: RegisterDeploymentInput!) {
  registerDeployment(input: $input) {
    deployment {
      ...DeploymentRow
    }
    bindings {
      ...BindingRow
    }
  }
}
    fragment DeploymentRow on Deployment {
  id
  name
  connector {
    name
    title
  }
  platform
  builtIn
  enabled
  maxConcurrency
  version
  createdAt
  updatedAt
  describedAt
  functions {
    name
    operation {
      ...Operation
    }
    bound
    effect
    idempotent
    health {
      calls
      failures
      p50Ms
      p95Ms
      lastError {
        code
        message
      }
      lastErrorAt
    }
  }
  condition {
    breaker
    breakerRetryAt
    concurrencyLimit
    callsInFlight
    callsQueued
    lastProbe {
      at
      durationMs
      error {
        code
        message
      }
    }
  }
}
fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}
fragment BindingRow on Binding {
  connector {
    name
  }
  operation {
    ...Operation
  }
  deployment {
    name
    platform
    builtIn
  }
  boundAt
}`) as unknown as TypedDocumentString<RegisterDeploymentMutation, RegisterDeploymentMutationVariables>;
export const UpdateDeploymentDocument = new TypedDocumentString(`
    mutation UpdateDeployment($input: UpdateDeploymentInput!) {
  updateDeployment(input: $input) {
    deployment {
      ...DeploymentRow
    }
  }
}
    fragment DeploymentRow on Deployment {
  id
  name
  connector {
    name
    title
  }
  platform
  builtIn
  enabled
  maxConcurrency
  version
  createdAt
  updatedAt
  describedAt
  functions {
    name
    operation {
      ...Operation
    }
    bound
    effect
    idempotent
    health {
      calls
      failures
      p50Ms
      p95Ms
      lastError {
        code
        message
      }
      lastErrorAt
    }
  }
  condition {
    breaker
    breakerRetryAt
    concurrencyLimit
    callsInFlight
    callsQueued
    lastProbe {
      at
      durationMs
      error {
        code
        message
      }
    }
  }
}
fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}`) as unknown as TypedDocumentString<UpdateDeploymentMutation, UpdateDeploymentMutationVariables>;
export const RemoveDeploymentDocument = new TypedDocumentString(`
    mutation RemoveDeployment($input: RemoveDeploymentInput!) {
  removeDeployment(input: $input) {
    removedName
  }
}
    `) as unknown as TypedDocumentString<RemoveDeploymentMutation, RemoveDeploymentMutationVariables>;
export const ProbeDeploymentDocument = new TypedDocumentString(`
    mutation ProbeDeployment($input: ProbeDeploymentInput!) {
  probeDeployment(input: $input) {
    deployment {
      ...DeploymentRow
    }
    probe {
      at
      durationMs
      error {
        code
        message
      }
    }
    changed
  }
}
    fragment DeploymentRow on Deployment {
  id
  name
  connector {
    name
    title
  }
  platform
  builtIn
  enabled
  maxConcurrency
  version
  createdAt
  updatedAt
  describedAt
  functions {
    name
    operation {
      ...Operation
    }
    bound
    effect
    idempotent
    health {
      calls
      failures
      p50Ms
      p95Ms
      lastError {
        code
        message
      }
      lastErrorAt
    }
  }
  condition {
    breaker
    breakerRetryAt
    concurrencyLimit
    callsInFlight
    callsQueued
    lastProbe {
      at
      durationMs
      error {
        code
        message
      }
    }
  }
}
fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}`) as unknown as TypedDocumentString<ProbeDeploymentMutation, ProbeDeploymentMutationVariables>;
export const BindOperationsDocument = new TypedDocumentString(`
    mutation BindOperations($input: BindOperationsInput!) {
  bindOperations(input: $input) {
    binding {
      ...BindingRow
    }
    providersToSealAnew {
      id
      name
    }
  }
}
    fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}
fragment BindingRow on Binding {
  connector {
    name
  }
  operation {
    ...Operation
  }
  deployment {
    name
    platform
    builtIn
  }
  boundAt
}`) as unknown as TypedDocumentString<BindOperationsMutation, BindOperationsMutationVariables>;
export const UnbindOperationsDocument = new TypedDocumentString(`
    mutation UnbindOperations($input: UnbindOperationsInput!) {
  unbindOperations(input: $input) {
    bindings {
      ...BindingRow
    }
  }
}
    fragment Operation on ConnectorOperation {
  type
  kind
  action
  handler
}
fragment BindingRow on Binding {
  connector {
    name
  }
  operation {
    ...Operation
  }
  deployment {
    name
    platform
    builtIn
  }
  boundAt
}`) as unknown as TypedDocumentString<UnbindOperationsMutation, UnbindOperationsMutationVariables>;
export const AskFunctionDocument = new TypedDocumentString(`
    query AskFunction($input: CallFunctionInput!) {
  callFunction(input: $input) {
    data
  }
}
    `) as unknown as TypedDocumentString<AskFunctionQuery, AskFunctionQueryVariables>;
export const CallFunctionDocument = new TypedDocumentString(`
    mutation CallFunction($input: CallFunctionInput!) {
  callFunction(input: $input) {
    data
  }
}
    `) as unknown as TypedDocumentString<CallFunctionMutation, CallFunctionMutationVariables>;
export const ShowOperationDocument = new TypedDocumentString(`
    query ShowOperation($id: ID!) {
  operation(id: $id) {
    ...OperationResult
  }
}
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}
fragment OperationResult on Operation {
  ...OperationHead
  items {
    slice {
      kind
      region
    }
    resourceId
    resource {
      id
      nativeId
      kind
      name
      region
      state
      provider {
        id
        name
      }
    }
    outcome
    error {
      code
      message
    }
    count
  }
}`) as unknown as TypedDocumentString<ShowOperationQuery, ShowOperationQueryVariables>;
export const FollowOperationDocument = new TypedDocumentString(`
    subscription FollowOperation($id: ID!) {
  operationProgress(id: $id) {
    id
    state
    done
    total
  }
}
    `) as unknown as TypedDocumentString<FollowOperationSubscription, FollowOperationSubscriptionVariables>;
export const ListProvidersDocument = new TypedDocumentString(`
    query ListProviders($filter: ProviderFilter, $first: Int, $after: String) {
  providers(filter: $filter, first: $first, after: $after) {
    nodes {
      ...ProviderRow
    }
    pageInfo {
      ...Page
    }
    totalCount
  }
}
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  deployment {
    name
  }
  state
  stateReason
  stateCode
  accountId
  createdUpstream
  upstream {
    state
    syncedAt
    reason
    checkedAt
  }
  regions
  syncInterval
  createdAt
  updatedAt
  verifiedAt
  syncedAt
}
fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListProvidersQuery, ListProvidersQueryVariables>;
export const FindProviderDocument = new TypedDocumentString(`
    query FindProvider($id: ID!, $name: String!) {
  byId: provider(id: $id) {
    id
    name
  }
  byName: providers(filter: {namePrefix: $name}, first: 200) {
    nodes {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<FindProviderQuery, FindProviderQueryVariables>;
export const ShowProviderDocument = new TypedDocumentString(`
    query ShowProvider($id: ID!) {
  provider(id: $id) {
    ...ProviderRow
    options
    lastSync {
      ...OperationHead
    }
    slices {
      kind
      region
      count
      listedAt
      attemptedAt
      error {
        code
        message
      }
    }
  }
}
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  deployment {
    name
  }
  state
  stateReason
  stateCode
  accountId
  createdUpstream
  upstream {
    state
    syncedAt
    reason
    checkedAt
  }
  regions
  syncInterval
  createdAt
  updatedAt
  verifiedAt
  syncedAt
}
fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<ShowProviderQuery, ShowProviderQueryVariables>;
export const ListConnectorsDocument = new TypedDocumentString(`
    query ListConnectors($first: Int, $after: String) {
  connectors(first: $first, after: $after) {
    nodes {
      name
      title
      credentialSchema
      sealingKey
    }
    pageInfo {
      ...Page
    }
  }
}
    fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListConnectorsQuery, ListConnectorsQueryVariables>;
export const CreateProviderDocument = new TypedDocumentString(`
    mutation CreateProvider($input: CreateProviderInput!) {
  createProvider(input: $input) {
    provider {
      ...ProviderRow
    }
    operation {
      ...OperationHead
    }
  }
}
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  deployment {
    name
  }
  state
  stateReason
  stateCode
  accountId
  createdUpstream
  upstream {
    state
    syncedAt
    reason
    checkedAt
  }
  regions
  syncInterval
  createdAt
  updatedAt
  verifiedAt
  syncedAt
}
fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<CreateProviderMutation, CreateProviderMutationVariables>;
export const SyncProviderDocument = new TypedDocumentString(`
    mutation SyncProvider($input: SyncProviderInput!) {
  syncProvider(input: $input) {
    operation {
      ...OperationHead
    }
  }
}
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<SyncProviderMutation, SyncProviderMutationVariables>;
export const DeleteProviderDocument = new TypedDocumentString(`
    mutation DeleteProvider($input: DeleteProviderInput!) {
  deleteProvider(input: $input) {
    deletedId
    deletedResourceCount
  }
}
    `) as unknown as TypedDocumentString<DeleteProviderMutation, DeleteProviderMutationVariables>;
export const DeploymentSealingKeyDocument = new TypedDocumentString(`
    query DeploymentSealingKey($name: String!) {
  deployment(name: $name) {
    name
    connector {
      name
    }
    sealingKey
  }
}
    `) as unknown as TypedDocumentString<DeploymentSealingKeyQuery, DeploymentSealingKeyQueryVariables>;
export const UpdateProviderDocument = new TypedDocumentString(`
    mutation UpdateProvider($input: UpdateProviderInput!) {
  updateProvider(input: $input) {
    provider {
      ...ProviderRow
    }
  }
}
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  deployment {
    name
  }
  state
  stateReason
  stateCode
  accountId
  createdUpstream
  upstream {
    state
    syncedAt
    reason
    checkedAt
  }
  regions
  syncInterval
  createdAt
  updatedAt
  verifiedAt
  syncedAt
}`) as unknown as TypedDocumentString<UpdateProviderMutation, UpdateProviderMutationVariables>;
export const FollowProviderDocument = new TypedDocumentString(`
    subscription FollowProvider($id: ID!) {
  providerChanged(ids: [$id]) {
    ...ProviderRow
  }
}
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  deployment {
    name
  }
  state
  stateReason
  stateCode
  accountId
  createdUpstream
  upstream {
    state
    syncedAt
    reason
    checkedAt
  }
  regions
  syncInterval
  createdAt
  updatedAt
  verifiedAt
  syncedAt
}`) as unknown as TypedDocumentString<FollowProviderSubscription, FollowProviderSubscriptionVariables>;
export const ListResourcesDocument = new TypedDocumentString(`
    query ListResources($filter: ResourceFilter, $orderBy: ResourceOrder, $first: Int, $after: String, $maxAge: Duration) {
  resources(
    filter: $filter
    orderBy: $orderBy
    first: $first
    after: $after
    maxAge: $maxAge
  ) {
    nodes {
      ...ResourceRow
    }
    pageInfo {
      ...Page
    }
    totalCount
    complete
    missing {
      ...Missing
    }
    observedAt
  }
}
    fragment ResourceRow on Resource {
  id
  nativeId
  arn
  kind
  name
  provider {
    id
    name
  }
  region
  zone
  state
  rawState
  tags {
    key
    value
  }
  createdAt
  firstSeenAt
  lastSeenAt
  missingSince
  observedAt
  allowedActions
}
fragment Missing on MissingSlice {
  provider {
    id
    name
  }
  kind
  region
  code
  message
  listedAt
}
fragment Page on PageInfo {
  hasNextPage
  hasPreviousPage
  startCursor
  endCursor
}`) as unknown as TypedDocumentString<ListResourcesQuery, ListResourcesQueryVariables>;
export const StartInstancesDocument = new TypedDocumentString(`
    mutation StartInstances($input: InstanceActionInput!) {
  payload: startInstances(input: $input) {
    operation {
      ...OperationHead
    }
  }
}
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<StartInstancesMutation, StartInstancesMutationVariables>;
export const StopInstancesDocument = new TypedDocumentString(`
    mutation StopInstances($input: InstanceActionInput!) {
  payload: stopInstances(input: $input) {
    operation {
      ...OperationHead
    }
  }
}
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<StopInstancesMutation, StopInstancesMutationVariables>;
export const RebootInstancesDocument = new TypedDocumentString(`
    mutation RebootInstances($input: InstanceActionInput!) {
  payload: rebootInstances(input: $input) {
    operation {
      ...OperationHead
    }
  }
}
    fragment OperationHead on Operation {
  id
  type
  state
  provider {
    id
    name
  }
  done
  total
  requestedBy
  startedAt
  finishedAt
}`) as unknown as TypedDocumentString<RebootInstancesMutation, RebootInstancesMutationVariables>;