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

/** What a new provider is. */
export type CreateProviderInput = {
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
  /** How often to list it anew by itself, at least `30s`; `0s` or null means only when asked. */
  readonly syncInterval?: string | null | undefined;
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

/** Which provider to remove. */
export type DeleteProviderInput = {
  /** The provider. */
  readonly id: string;
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** Its name as well, so that a wrong id removes nothing. Fails with CONFLICT when it does not match. */
  readonly name: string;
};

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
  /** The function answered something that breaks its contract; nothing of the answer was used. Update the connector. */
  | 'FUNCTION_BAD_REPLY'
  /** The function has as much work as it can take, or its platform asked to slow down. Try again after `retryAfterMs`. */
  | 'FUNCTION_BUSY'
  /** The function threw, crashed or was stopped. The gateway's log has the cause under the invocation id. */
  | 'FUNCTION_FAILED'
  /** The function's platform has no such function at the deployment's address. Correct the address, or deploy it. */
  | 'FUNCTION_NOT_FOUND'
  /** The function did not answer before the deadline; whether it took effect is not known. Read the state before trying again. */
  | 'FUNCTION_TIMEOUT'
  /** The function's platform refuses the gateway. Correct the deployment's credentials or permissions; the message says which. */
  | 'FUNCTION_UNAUTHORIZED'
  /** The function's platform could not be reached. Try again later. */
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
  /** It may have taken effect before, and repeating it would not be safe. Read the state, then deliver it again if it should be. */
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
  /** The provider asked us to slow down and went on doing so until the deadline. Try again later. */
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
  | 'UNSUPPORTED_OPERATION';

/** Which instances to act on. */
export type InstanceActionInput = {
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: string | null | undefined;
  /** The instances: 1 to 100, of any providers. */
  readonly ids: ReadonlyArray<string>;
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
  /** The gateway stopped before it ended. What it had done is in its items; start it again for the rest. */
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
  /** It is being removed. */
  | 'DELETING'
  /** The last sync could not list anything, or the credential was refused. What was known before is kept. */
  | 'FAILED'
  /** Its owner paused it: nothing is called until it is resumed. */
  | 'PAUSED'
  /** The last sync listed every slice. */
  | 'READY'
  /** Its first listing is under way. */
  | 'SYNCING'
  /** Its credential is being checked. */
  | 'VERIFYING';

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

export type StatusQueryVariables = Exact<{ [key: string]: never; }>;


export type StatusQuery = { readonly viewer: { readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null }, readonly alarms: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly rule: string, readonly title: string, readonly description: string | null, readonly state: AlarmState, readonly severity: AlarmSeverity, readonly region: string, readonly startedAt: string, readonly changedAt: string, readonly seenAt: string, readonly resolvedAt: string | null, readonly acknowledgedBy: string | null, readonly acknowledgedAt: string | null, readonly note: string | null, readonly provider: { readonly id: string, readonly name: string } | null, readonly resource:
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

export type ProviderRowFragment = { readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string } };

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

export type ApiKeyRowFragment = { readonly id: string, readonly name: string, readonly role: Role, readonly providerIds: ReadonlyArray<string> | null, readonly createdAt: string, readonly lastUsedAt: string | null, readonly expiresAt: string | null };

export type PageFragment = { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null };

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


export type ListProvidersQuery = { readonly providers: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string } }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type FindProviderQueryVariables = Exact<{
  id: string;
  name: string;
}>;


export type FindProviderQuery = { readonly byId: { readonly id: string, readonly name: string } | null, readonly byName: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly name: string }> } };

export type ShowProviderQueryVariables = Exact<{
  id: string;
}>;


export type ShowProviderQuery = { readonly provider: { readonly options: unknown, readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly lastSync: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } | null, readonly slices: ReadonlyArray<{ readonly kind: string, readonly region: string, readonly count: number | null, readonly listedAt: string | null, readonly attemptedAt: string | null, readonly error: { readonly code: ErrorCode, readonly message: string } | null }>, readonly connector: { readonly name: string, readonly title: string } } | null };

export type ListConnectorsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ListConnectorsQuery = { readonly connectors: { readonly nodes: ReadonlyArray<{ readonly name: string, readonly title: string, readonly credentialSchema: unknown, readonly sealingKey: unknown }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly hasPreviousPage: boolean, readonly startCursor: string | null, readonly endCursor: string | null } } };

export type CreateProviderMutationVariables = Exact<{
  input: CreateProviderInput;
}>;


export type CreateProviderMutation = { readonly createProvider: { readonly provider: { readonly id: string, readonly name: string, readonly state: ProviderState, readonly stateReason: string | null, readonly stateCode: ErrorCode | null, readonly accountId: string | null, readonly regions: ReadonlyArray<string> | null, readonly syncInterval: string | null, readonly createdAt: string, readonly updatedAt: string, readonly verifiedAt: string | null, readonly syncedAt: string | null, readonly connector: { readonly name: string, readonly title: string } }, readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type SyncProviderMutationVariables = Exact<{
  input: SyncProviderInput;
}>;


export type SyncProviderMutation = { readonly syncProvider: { readonly operation: { readonly id: string, readonly type: OperationType, readonly state: OperationState, readonly done: number, readonly total: number | null, readonly requestedBy: string | null, readonly startedAt: string, readonly finishedAt: string | null, readonly provider: { readonly id: string, readonly name: string } | null } } };

export type DeleteProviderMutationVariables = Exact<{
  input: DeleteProviderInput;
}>;


export type DeleteProviderMutation = { readonly deleteProvider: { readonly deletedId: string, readonly deletedResourceCount: number } };

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
export const ProviderRowFragmentDoc = new TypedDocumentString(`
    fragment ProviderRow on Provider {
  id
  name
  connector {
    name
    title
  }
  state
  stateReason
  stateCode
  accountId
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
  state
  stateReason
  stateCode
  accountId
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
  state
  stateReason
  stateCode
  accountId
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
  state
  stateReason
  stateCode
  accountId
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