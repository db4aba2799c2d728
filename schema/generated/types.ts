export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment in UTC, written as RFC 3339 with milliseconds: `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: number; output: number | string; }
  /**
   * A length of time: a whole number and a unit, `ms`, `s`, `m`, `h` or `d`, such as `30s`, `5m` or `0s`.
   * Never negative.
   */
  Duration: { input: number; output: number; }
  /** Any JSON value. Used where a provider decides the shape: `native` payloads, options, JSON Schemas. */
  JSON: { input: unknown; output: unknown; }
  /**
   * The name of a secret that the gateway can read: `env:NAME` is its environment variable `CAUSEWAY_SECRET_NAME`,
   * `file:NAME` a file of its directory of secrets. The secret itself is never in the API, the store or a log.
   */
  SecretReference: { input: string; output: string; }
};

/** Which alarm somebody looks after. */
export type AcknowledgeAlarmInput = {
  /** The alarm. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** A word for the others: up to 1,000 characters. Null: none. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** The alarm after it was acknowledged. */
export type AcknowledgeAlarmPayload = {
  /** The alarm as it is now. */
  readonly alarm: Alarm;
};

/** A condition that holds or held on a resource or a provider. */
export type Alarm = Node & {
  /** When it was acknowledged. Null while nobody did. */
  readonly acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who acknowledged it: the name of an API key. Null while nobody did. */
  readonly acknowledgedBy?: Maybe<Scalars['String']['output']>;
  /** When its state last changed, by the provider's clock, or ours for what happened here (UTC). We may have noticed later: see `seenAt`. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** More of it. Null when there is no more. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Stable: one alarm for each rule and subject, however often it fires. */
  readonly id: Scalars['ID']['output'];
  /** The provider's own record, secrets removed. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** What they wrote. Null when they wrote nothing. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** The account. Null in events that outlived it: it was removed since. */
  readonly provider?: Maybe<Provider>;
  /** The region. `global` where it has none. */
  readonly region: Scalars['String']['output'];
  /** When it last stopped holding. Null while it holds. */
  readonly resolvedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The resource it is about. Null when it is about the whole account or the resource is not in the inventory yet. */
  readonly resource?: Maybe<Resource>;
  /** What raises it: for a provider's own alarms the provider's name for it, such as an ARN. */
  readonly rule: Scalars['String']['output'];
  /** When we noticed the last change (UTC). */
  readonly seenAt: Scalars['DateTime']['output'];
  /** How bad it is. */
  readonly severity: AlarmSeverity;
  /** When it last began to hold, by the provider's clock (UTC). */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How it stands. */
  readonly state: AlarmState;
  /** What it says, in one line. */
  readonly title: Scalars['String']['output'];
};

/** One page of alarms, with what it could not cover. */
export type AlarmConnection = {
  /** Where following begins so that no event after this answer is missed: pass it as `after` to `alarmEvents`. */
  readonly cursor: Scalars['String']['output'];
  /** The alarms with their cursors. */
  readonly edges: ReadonlyArray<AlarmEdge>;
  /** The alarms alone. */
  readonly nodes: ReadonlyArray<Alarm>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many known alarms fit the filter, over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** An alarm in a page. */
export type AlarmEdge = {
  /** Pass it as `after` to go on behind this alarm. */
  readonly cursor: Scalars['String']['output'];
  /** The alarm. */
  readonly node: Alarm;
};

/** One transition of an alarm, as it was committed to the log. It never changes. */
export type AlarmEvent = {
  /** Who did it: the name of an API key. Null when a provider or a rule did. */
  readonly actor?: Maybe<Scalars['String']['output']>;
  /** The alarm as it was after this event. A later state is in `alarms`. */
  readonly alarm: Alarm;
  /** When it happened, by the provider's clock, or ours for what happened here (UTC). */
  readonly at: Scalars['DateTime']['output'];
  /** Pass it as `after` to go on behind this event. Cursors grow in the order of the log. */
  readonly cursor: Scalars['String']['output'];
  /** The state before. Null where the alarm was not known before. */
  readonly from?: Maybe<AlarmState>;
  /** What they wrote. Null when they wrote nothing. */
  readonly note?: Maybe<Scalars['String']['output']>;
  /** When it was committed to the log (UTC). */
  readonly seenAt: Scalars['DateTime']['output'];
  /** The state after. */
  readonly to: AlarmState;
  /** What happened. */
  readonly type: AlarmEventType;
};

/** Which events a subscriber wants. All conditions must hold; inside one list any value will do. */
export type AlarmEventFilter = {
  /** Only of these providers, by id. */
  readonly providerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of these resources, by id. */
  readonly resourceIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of one of these severities. */
  readonly severities?: InputMaybe<ReadonlyArray<AlarmSeverity>>;
  /** Only these sorts of events. */
  readonly types?: InputMaybe<ReadonlyArray<AlarmEventType>>;
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
  readonly providerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of these resources, by id. */
  readonly resourceIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of one of these severities. */
  readonly severities?: InputMaybe<ReadonlyArray<AlarmSeverity>>;
  /** Only in one of these states. Null: all but RESOLVED. */
  readonly states?: InputMaybe<ReadonlyArray<AlarmState>>;
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

/** A key to the API. */
export type ApiKey = Node & {
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** When it stops working. Null: never. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable; not the secret. */
  readonly id: Scalars['ID']['output'];
  /** When it was last used, to the minute. Null: never yet. */
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its name, unique in this gateway. */
  readonly name: Scalars['String']['output'];
  /** The providers it may see, by id. Null: all. */
  readonly providerIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** What its holder may do. */
  readonly role: Role;
};

/** A role of AWS to act as. */
export type AssumedRole = {
  /** The role's ARN. */
  readonly arn: Scalars['String']['input'];
  /** The external id that its trust policy asks for. Null: none. */
  readonly externalId?: InputMaybe<Scalars['String']['input']>;
};

/** A function of Azure. */
export type AzureTarget = {
  /** The function's or the host's key, sent as `x-functions-key`. Null for functions of the level anonymous. */
  readonly key?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL, such as `https://APP.azurewebsites.net/api/causeway`. */
  readonly url: Scalars['String']['input'];
};

/** A check of good practice. */
export type BestPractice = {
  /** The checking system's own grouping, such as `Cost`. Null where it has none. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** The checking system's own id of it. */
  readonly id: Scalars['String']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** What serves what. */
export type BindOperationsInput = {
  /** The connector. */
  readonly connector: Scalars['String']['input'];
  /** The deployment's name. It must be one of that connector and have a function for the operation. */
  readonly deployment: Scalars['String']['input'];
  /** The operation. Null: all that have no binding of their own. */
  readonly operation?: InputMaybe<ConnectorOperationInput>;
};

/** What was bound. */
export type BindOperationsPayload = {
  /** The binding. */
  readonly binding: Binding;
  /**
   * Providers whose credential is sealed to the key of another runtime, so that the deployment cannot open it. Give them
   * their credential anew with `updateProvider`.
   */
  readonly providersToSealAnew: ReadonlyArray<Provider>;
};

/** What serves one operation of a connector, or all those that nothing else is said of. */
export type Binding = {
  /** When it was bound. Null: by itself, because the deployment is built in. */
  readonly boundAt?: Maybe<Scalars['DateTime']['output']>;
  /** The connector. */
  readonly connector: Connector;
  /** What serves it. */
  readonly deployment: Deployment;
  /** The operation. Null: all that have no binding of their own. */
  readonly operation?: Maybe<ConnectorOperation>;
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
  readonly data?: InputMaybe<Scalars['JSON']['input']>;
  /** The deployment to call it on. Null: the one that serves it. */
  readonly deployment?: InputMaybe<Scalars['String']['input']>;
  /** Its name, such as `echo.echo`. */
  readonly function: Scalars['String']['input'];
  /** Repeating the call with this key and the same input within a day answers as the first time. For the mutation alone. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The provider whose account it works on, by id. Null: none. */
  readonly providerId?: InputMaybe<Scalars['ID']['input']>;
};

/** What a function answered. */
export type CallFunctionPayload = {
  /** The answer. Null when it answered nothing. */
  readonly data?: Maybe<Scalars['JSON']['output']>;
};

/** The functions that speak to one kind of provider. */
export type Connector = Node & {
  /** The credential it takes, as a JSON Schema (draft 2020-12). Null when it needs none. */
  readonly credentialSchema?: Maybe<Scalars['JSON']['output']>;
  /** What it reaches and what it needs, in a sentence or two. */
  readonly description: Scalars['String']['output'];
  /** Its functions, by name. */
  readonly functions: ReadonlyArray<Function>;
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** The resource kinds it can list. */
  readonly kinds: ReadonlyArray<Scalars['String']['output']>;
  /** Its name in the API, such as `aws`. */
  readonly name: Scalars['String']['output'];
  /** What it can do. */
  readonly operations: ReadonlyArray<ConnectorOperation>;
  /** The options it takes, as a JSON Schema (draft 2020-12). */
  readonly optionsSchema: Scalars['JSON']['output'];
  /**
   * The public key (JWK) to seal credentials to before they are sent. Asked of the runtime where the connector's
   * functions run, which alone can open them. Null when it needs no credential or the runtime cannot be reached.
   */
  readonly sealingKey?: Maybe<Scalars['JSON']['output']>;
  /** Its name for people, such as `Amazon Web Services`. */
  readonly title: Scalars['String']['output'];
};

/** One page of connectors. */
export type ConnectorConnection = {
  /** The connectors with their cursors. */
  readonly edges: ReadonlyArray<ConnectorEdge>;
  /** The connectors alone. */
  readonly nodes: ReadonlyArray<Connector>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A connector in a page. */
export type ConnectorEdge = {
  /** Pass it as `after` to go on behind this connector. */
  readonly cursor: Scalars['String']['output'];
  /** The connector. */
  readonly node: Connector;
};

/** One operation of a connector. */
export type ConnectorOperation = {
  /** The action, for ACT. Null for others. */
  readonly action?: Maybe<ResourceAction>;
  /** The handler, for HANDLE: the function's name without the connector's. Null for others. */
  readonly handler?: Maybe<Scalars['String']['output']>;
  /** The resource kind, for LIST and ACT. Null for others, and for an ACT on every kind. */
  readonly kind?: Maybe<Scalars['String']['output']>;
  /** What it does. */
  readonly type: ConnectorOperationType;
};

/** An operation of a connector. */
export type ConnectorOperationInput = {
  /** The action, for ACT. Null for others. */
  readonly action?: InputMaybe<ResourceAction>;
  /** The handler, for HANDLE: the function's name without the connector's. Null for others. */
  readonly handler?: InputMaybe<Scalars['String']['input']>;
  /** The resource kind, for LIST and ACT. Null for others, and for an ACT on every kind. */
  readonly kind?: InputMaybe<Scalars['String']['input']>;
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
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** A name for people, unique in this gateway: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Only these providers, by id. Null: all, also those added later. An ADMIN key is never limited. */
  readonly providerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** What its holder may do. */
  readonly role: Role;
};

/** The key that was made. */
export type CreateApiKeyPayload = {
  /** The key. */
  readonly apiKey: ApiKey;
  /** The secret to send as `Authorization: Bearer SECRET`. Shown this once. */
  readonly secret: Scalars['String']['output'];
};

/** A new route of events. */
export type CreateEventSubscriptionInput = {
  /** The deployment it is called on, by name. Null: the one that serves it. */
  readonly deployment?: InputMaybe<Scalars['String']['input']>;
  /** The type of the events: all of it, or its beginning and `*`. */
  readonly eventType: Scalars['String']['input'];
  /** A CEL expression over `event` that must be true. Null: every event of the type. */
  readonly filter?: InputMaybe<Scalars['String']['input']>;
  /** The function that gets them, such as `echo.echo`. */
  readonly functionName: Scalars['String']['input'];
  /** How old a delivery may become before it is given up: 1s to 7d. For OUTBOX. */
  readonly maxAge?: InputMaybe<Scalars['Duration']['input']>;
  /** How often a delivery is tried: 1 to 100. For OUTBOX. */
  readonly maxAttempts?: InputMaybe<Scalars['Int']['input']>;
  /** When it is called. */
  readonly mode?: InputMaybe<EventSubscriptionMode>;
  /** A name, unique in this gateway: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter. */
  readonly name: Scalars['String']['input'];
  /**
   * The provider whose account it works on, by id, and the only one whose alarms it may raise. Null: it works on no
   * account and may raise the alarms of any.
   */
  readonly providerId?: InputMaybe<Scalars['ID']['input']>;
};

/** The subscription that was made. */
export type CreateEventSubscriptionPayload = {
  /** The subscription. */
  readonly eventSubscription: EventSubscription;
};

/** What a new provider is. */
export type CreateProviderInput = {
  /**
   * An account that the system behind the connector has already, by its id there: it is taken over instead of made, and
   * stays there when the provider is removed. Fails with CONFLICT when the credential opens another account, or when a
   * provider with the same connector and options has this one already. Null: it is made. Only for connectors that can CREATE.
   */
  readonly accountId?: InputMaybe<Scalars['String']['input']>;
  /** The connector, such as `aws`. */
  readonly connector: Scalars['String']['input'];
  /** How to get into the account. Null only for connectors that need none. */
  readonly credential?: InputMaybe<CredentialInput>;
  /** The deployment that serves it alone, by name; the credential is sealed to that one's key. Null: those that serve its connector. */
  readonly deployment?: InputMaybe<Scalars['String']['input']>;
  /** Repeating the mutation with the same key and input returns the first answer instead of doing it twice. Kept for 24 hours. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** A name for people, unique in this gateway: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Options of the connector, as in its `optionsSchema`. Null: its defaults. */
  readonly options?: InputMaybe<Scalars['JSON']['input']>;
  /** The regions to list. Null: all that the account has. */
  readonly regions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** How often to list it anew by itself, at least `30s`, and also after the system behind the connector did; `0s` or null means only when asked, after the first listing. */
  readonly syncInterval?: InputMaybe<Scalars['Duration']['input']>;
};

/** The provider that was added. */
export type CreateProviderPayload = {
  /** The first sync, already started. */
  readonly operation: Operation;
  /** The new provider, verified. */
  readonly provider: Provider;
};

/** A new webhook. */
export type CreateWebhookInput = {
  /** The system. */
  readonly kind: WebhookKind;
  /** A name, unique in this gateway: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter. */
  readonly name: Scalars['String']['input'];
  /** The secret that requests are checked with. */
  readonly secret: Scalars['SecretReference']['input'];
};

/** The webhook that was made. */
export type CreateWebhookPayload = {
  /** The webhook. */
  readonly webhook: Webhook;
};

/**
 * How Causeway gets into an account. Exactly one field is given. What the plain object holds is the connector's
 * `credentialSchema`; sealed or not, it is never returned by any field.
 */
export type CredentialInput =
  /** The credential as a plain object. The gateway seals it before anything is written; prefer `sealed`. */
  { readonly plain: Scalars['JSON']['input']; readonly sealed?: never; }
  |  /** The credential encrypted to the connector's `sealingKey`: a compact JWE (ECDH-ES, A256GCM). The gateway cannot open it. */
  { readonly plain?: never; readonly sealed: Scalars['String']['input']; };

/** Which subscription to remove. */
export type DeleteEventSubscriptionInput = {
  /** True: its deliveries that are pending or dead are given up with it. */
  readonly discardDeliveries?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its name. */
  readonly name: Scalars['String']['input'];
};

/** What was removed. */
export type DeleteEventSubscriptionPayload = {
  /** Its name. */
  readonly deletedName: Scalars['String']['output'];
  /** How many deliveries were given up with it. */
  readonly discardedCount: Scalars['Int']['output'];
};

/** Which provider to remove. */
export type DeleteProviderInput = {
  /** The provider. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** True leaves the account in the system behind the connector, as when that one cannot be reached any more. Null: false. */
  readonly keepUpstream?: InputMaybe<Scalars['Boolean']['input']>;
  /** Its name as well, so that a wrong id removes nothing. Fails with CONFLICT when it does not match. */
  readonly name: Scalars['String']['input'];
};

/** What was removed. */
export type DeleteProviderPayload = {
  /** The id that is gone. */
  readonly deletedId: Scalars['ID']['output'];
  /** How many resources went with it. */
  readonly deletedResourceCount: Scalars['Int']['output'];
};

/** Which webhook to remove. */
export type DeleteWebhookInput = {
  /** Its name. */
  readonly name: Scalars['String']['input'];
};

/** What was removed. */
export type DeleteWebhookPayload = {
  /** Its name. */
  readonly deletedName: Scalars['String']['output'];
};

/** One event on its way to one function. */
export type Delivery = Node & {
  /** How often it was tried. */
  readonly attempts: Scalars['Int']['output'];
  /** When the event was accepted. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Why the last attempt failed, or why it was given up. Null when nothing failed. */
  readonly error?: Maybe<SliceError>;
  /** The event, as the function sees it. */
  readonly event: Scalars['JSON']['output'];
  /** When it ended. Null while it is pending. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The function it goes to. */
  readonly functionName: Scalars['String']['output'];
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** When it is tried next. Null when it is not. */
  readonly nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** How it stands. */
  readonly state: DeliveryState;
  /** The subscription that asked for it. Null when it was removed. */
  readonly subscription?: Maybe<EventSubscription>;
};

/** One page of deliveries. */
export type DeliveryConnection = {
  /** The deliveries with their cursors. */
  readonly edges: ReadonlyArray<DeliveryEdge>;
  /** The deliveries alone. */
  readonly nodes: ReadonlyArray<Delivery>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A delivery in a page. */
export type DeliveryEdge = {
  /** Pass it as `after` to go on behind this delivery. */
  readonly cursor: Scalars['String']['output'];
  /** The delivery. */
  readonly node: Delivery;
};

/** Which deliveries a list holds. All conditions must hold. */
export type DeliveryFilter = {
  /** Only in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<DeliveryState>>;
  /** Only those of this subscription, by name. */
  readonly subscription?: InputMaybe<Scalars['String']['input']>;
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

/** One place where functions of one connector run. */
export type Deployment = Node & {
  /** Where it is called: a URL, an ARN or a name. */
  readonly address: Scalars['String']['output'];
  /** Whether it came with the gateway, and can be neither changed nor removed. */
  readonly builtIn: Scalars['Boolean']['output'];
  /** How it is doing, as this gateway sees it. */
  readonly condition: DeploymentCondition;
  /** The connector that it said it is. */
  readonly connector: Connector;
  /** When it was registered. Null for those that are built in. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it last said who it is. Null for those that are built in. */
  readonly describedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is called at all. */
  readonly enabled: Scalars['Boolean']['output'];
  /** The functions it has, by name, also those that nothing is bound to. */
  readonly functions: ReadonlyArray<Function>;
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** The most calls that it works on at the same time. The gateway finds the right number below it by itself. */
  readonly maxConcurrency: Scalars['Int']['output'];
  /** Its name, unique in this gateway. Those that are built in are called `local-` and the connector's name. */
  readonly name: Scalars['String']['output'];
  /** The kind of place. */
  readonly platform: Platform;
  /**
   * The public key (JWK) to seal credentials to for this deployment. Null when its connector needs none or it cannot be
   * reached.
   */
  readonly sealingKey?: Maybe<Scalars['JSON']['output']>;
  /** Its target as it was registered, without defaults. Secrets are references. Null for those that are built in. */
  readonly settings?: Maybe<Scalars['JSON']['output']>;
  /** When its settings last changed. Null for those that are built in. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was deployed, as its build names it. Null when nobody named it. */
  readonly version?: Maybe<Scalars['String']['output']>;
};

/** How a deployment is doing, as this gateway sees it since it started. */
export type DeploymentCondition = {
  /** Whether calls are let through. */
  readonly breaker: BreakerState;
  /** When the breaker lets a call through to try. Null when it is closed. */
  readonly breakerRetryAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many it works on now. */
  readonly callsInFlight: Scalars['Int']['output'];
  /** How many wait for their turn. */
  readonly callsQueued: Scalars['Int']['output'];
  /** How many calls it may work on now; found by watching its answers. */
  readonly concurrencyLimit: Scalars['Int']['output'];
  /** The last probe. Null before the first since the gateway started. */
  readonly lastProbe?: Maybe<DeploymentProbe>;
};

/** One page of deployments. */
export type DeploymentConnection = {
  /** The deployments with their cursors. */
  readonly edges: ReadonlyArray<DeploymentEdge>;
  /** The deployments alone. */
  readonly nodes: ReadonlyArray<Deployment>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A deployment in a page. */
export type DeploymentEdge = {
  /** Pass it as `after` to go on behind this deployment. */
  readonly cursor: Scalars['String']['output'];
  /** The deployment. */
  readonly node: Deployment;
};

/** How asking a deployment who it is went. */
export type DeploymentProbe = {
  /** When it was asked. */
  readonly at: Scalars['DateTime']['output'];
  /** How long that took in milliseconds. */
  readonly durationMs: Scalars['Float']['output'];
  /** Why it failed. Null when it did not. */
  readonly error?: Maybe<SliceError>;
};

/** Where a deployment is called: one platform and what it needs. */
export type DeploymentTarget =
  /** Azure Functions. */
  { readonly azure: AzureTarget; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** Google Cloud Functions or Cloud Run functions. */
  { readonly azure?: never; readonly gcf: GcfTarget; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** Any HTTP server. */
  { readonly azure?: never; readonly gcf?: never; readonly http: HttpTarget; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** Knative Serving. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative: KnativeTarget; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** Kubeless. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless: KubelessTarget; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** AWS Lambda, by its Invoke API. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda: LambdaTarget; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** AWS Lambda, by a function URL. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl: LambdaUrlTarget; readonly openfaas?: never; readonly openwhisk?: never; readonly worker?: never; }
  |  /** OpenFaaS. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas: OpenfaasTarget; readonly openwhisk?: never; readonly worker?: never; }
  |  /** Apache OpenWhisk. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk: OpenwhiskTarget; readonly worker?: never; }
  |  /** Cloudflare Workers. */
  { readonly azure?: never; readonly gcf?: never; readonly http?: never; readonly knative?: never; readonly kubeless?: never; readonly lambda?: never; readonly lambdaUrl?: never; readonly openfaas?: never; readonly openwhisk?: never; readonly worker: WorkerTarget; };

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

/** Routes events of a type to a function. */
export type EventSubscription = Node & {
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** How many were given up and can be delivered again. */
  readonly deadCount: Scalars['Int']['output'];
  /** The deployment it is called on. Null: the one that serves it. */
  readonly deployment?: Maybe<Deployment>;
  /** Whether it takes events now. */
  readonly enabled: Scalars['Boolean']['output'];
  /** The type of the events: all of it, or its beginning and `*`, such as `com.github.*`. */
  readonly eventType: Scalars['String']['output'];
  /** A CEL expression over `event` that must be true, such as `event.data.action == 'opened'`. Null: every event of the type. */
  readonly filter?: Maybe<Scalars['String']['output']>;
  /** The function that gets them. */
  readonly functionName: Scalars['String']['output'];
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** How old a delivery may become before it is given up, for OUTBOX. */
  readonly maxAge: Scalars['Duration']['output'];
  /** How often a delivery is tried, for OUTBOX. */
  readonly maxAttempts: Scalars['Int']['output'];
  /** When it is called. */
  readonly mode: EventSubscriptionMode;
  /** Its name, unique in this gateway. */
  readonly name: Scalars['String']['output'];
  /** How many deliveries wait for their next attempt, or run. */
  readonly pendingCount: Scalars['Int']['output'];
  /** The provider whose account it works on. Null: none. */
  readonly provider?: Maybe<Provider>;
  /** When it last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
};

/** One page of subscriptions. */
export type EventSubscriptionConnection = {
  /** The subscriptions with their cursors. */
  readonly edges: ReadonlyArray<EventSubscriptionEdge>;
  /** The subscriptions alone. */
  readonly nodes: ReadonlyArray<EventSubscription>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A subscription in a page. */
export type EventSubscriptionEdge = {
  /** Pass it as `after` to go on behind this subscription. */
  readonly cursor: Scalars['String']['output'];
  /** The subscription. */
  readonly node: EventSubscription;
};

/** When the function of a subscription is called. */
export type EventSubscriptionMode =
  /** After the sender was told that the event is safe; tried until it succeeds or is given up. */
  | 'OUTBOX'
  /**
   * While the sender waits; the answer holds what the function said. Tried once; again when the sender sends the event
   * again, if it certainly did not run.
   */
  | 'SYNC';

/** One field before and after. */
export type FieldChange = {
  /** The value after. Null when there is none any more. */
  readonly after?: Maybe<Scalars['JSON']['output']>;
  /** The value before. Null when there was none. */
  readonly before?: Maybe<Scalars['JSON']['output']>;
  /** The field's name, such as `state` or `tags`. */
  readonly field: Scalars['String']['output'];
};

/** The verdict of one best-practice check on one resource, or on an account. */
export type Finding = Node & {
  /** The check that found it. */
  readonly check: BestPractice;
  /** Since when complete listings go without it: it was put right or ignored at the provider. Null while it is there. */
  readonly clearedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the checking system says of it, in its own words and order. */
  readonly details: ReadonlyArray<FindingDetail>;
  /** When a listing first showed it. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** Stable: one finding for each check and subject, however often it is listed. */
  readonly id: Scalars['ID']['output'];
  /** When a listing last showed it. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** The provider's own record, secrets removed. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** The account. */
  readonly provider: Provider;
  /** The resource it is about. Null when it is about the whole account, names none, or the resource is not in the inventory. */
  readonly resource?: Maybe<Resource>;
  /** What the provider calls the resource it is about. Null when it names none. */
  readonly resourceNativeId?: Maybe<Scalars['String']['output']>;
  /** How bad it is. */
  readonly severity: AlarmSeverity;
  /** Who checked. */
  readonly source: FindingSource;
  /** What was found, in one line. */
  readonly summary: Scalars['String']['output'];
  /** What the check says. */
  readonly verdict: FindingVerdict;
};

/** One page of findings, with what it could not cover. */
export type FindingConnection = {
  /** True when everything the filter asks for was listed. */
  readonly complete: Scalars['Boolean']['output'];
  /** The findings with their cursors. */
  readonly edges: ReadonlyArray<FindingEdge>;
  /**
   * What could not be listed, and why. Empty when complete. A provider that is named and whose connector checks nothing is
   * in here with UNSUPPORTED_OPERATION: nobody looked, which is not the same as nothing being wrong.
   */
  readonly missing: ReadonlyArray<MissingSlice>;
  /** The findings alone. */
  readonly nodes: ReadonlyArray<Finding>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many known findings fit the filter, over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** One thing that is said of a finding. */
export type FindingDetail = {
  /** What it is about, as the checking system spells it. Empty where it says a value alone. */
  readonly key: Scalars['String']['output'];
  /** The value. */
  readonly value: Scalars['String']['output'];
};

/** A finding in a page. */
export type FindingEdge = {
  /** Pass it as `after` to go on behind this finding. */
  readonly cursor: Scalars['String']['output'];
  /** The finding. */
  readonly node: Finding;
};

/** Which findings a list holds. All conditions must hold; inside one list any value will do. */
export type FindingFilter = {
  /** Only of these checks, by the checking system's id. */
  readonly checkIds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** True: those that were cleared as well. Null: false. */
  readonly includeCleared?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only of these providers, by id. */
  readonly providerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of these resources, by id. */
  readonly resourceIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only of one of these severities. */
  readonly severities?: InputMaybe<ReadonlyArray<AlarmSeverity>>;
  /** Only with one of these verdicts. */
  readonly verdicts?: InputMaybe<ReadonlyArray<FindingVerdict>>;
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

/** One rule of a security group: traffic it lets through to or from one peer. */
export type FirewallRule = {
  /** The peer as an address range, such as `0.0.0.0/0`. Null when the peer is a group or a list. */
  readonly cidr?: Maybe<Scalars['String']['output']>;
  /** What its owner wrote about it. Null when there is nothing. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Which way. */
  readonly direction: TrafficDirection;
  /** First port. Null: all ports, or a protocol without ports. */
  readonly fromPort?: Maybe<Scalars['Int']['output']>;
  /** The peer as the native id of a security group or an address list. Null when it is an address range. */
  readonly peerId?: Maybe<Scalars['String']['output']>;
  /** `tcp`, `udp`, `icmp`, … or `all`. */
  readonly protocol: Scalars['String']['output'];
  /** Last port. Null: all ports, or a protocol without ports. */
  readonly toPort?: Maybe<Scalars['Int']['output']>;
};

/** One operation of a connector as it is registered: a unit that is invoked, measured and deployed on its own. */
export type Function = Node & {
  /** Whether it is what serves its operation, for providers that have no deployment of their own. */
  readonly bound: Scalars['Boolean']['output'];
  /** The most calls a second it makes, for each account or account and region. Null: the provider states no limit. */
  readonly callsPerSecond?: Maybe<Scalars['Float']['output']>;
  /** The connector it belongs to. */
  readonly connector: Connector;
  /** Where it runs. */
  readonly deployment: Deployment;
  /** Whether it only reads or changes something. */
  readonly effect: FunctionEffect;
  /** How its calls went since this gateway started. */
  readonly health: FunctionHealth;
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** Whether calling it twice with the same input has the same effect as calling it once. */
  readonly idempotent: Scalars['Boolean']['output'];
  /** The input it takes, as a JSON Schema (draft 2020-12). */
  readonly inputSchema: Scalars['JSON']['output'];
  /** `connector.operation`, such as `aws.listInstances`. */
  readonly name: Scalars['String']['output'];
  /** What it serves. */
  readonly operation: ConnectorOperation;
  /** The output it gives, as a JSON Schema (draft 2020-12). */
  readonly outputSchema: Scalars['JSON']['output'];
  /** The cloud permissions it needs, in the provider's own words. */
  readonly permissions: ReadonlyArray<Scalars['String']['output']>;
  /** The kind of place where it runs. */
  readonly platform: Platform;
  /** Fields of its records that may hold secrets and are never stored. */
  readonly sensitive: ReadonlyArray<Scalars['String']['output']>;
};

/** One page of functions. */
export type FunctionConnection = {
  /** The functions with their cursors. */
  readonly edges: ReadonlyArray<FunctionEdge>;
  /** The functions alone. */
  readonly nodes: ReadonlyArray<Function>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A function in a page. */
export type FunctionEdge = {
  /** Pass it as `after` to go on behind this function. */
  readonly cursor: Scalars['String']['output'];
  /** The function. */
  readonly node: Function;
};

/** Whether a function changes anything. */
export type FunctionEffect =
  /** It only reads. */
  | 'READ'
  /** It changes something in the account. */
  | 'WRITE';

/** How the calls of a function went since this gateway started. */
export type FunctionHealth = {
  /** How many calls ended. */
  readonly calls: Scalars['Int']['output'];
  /** How many of them failed. */
  readonly failures: Scalars['Int']['output'];
  /** Why the last failed call failed. Null when none did. */
  readonly lastError?: Maybe<SliceError>;
  /** When that was. Null when none did. */
  readonly lastErrorAt?: Maybe<Scalars['DateTime']['output']>;
  /** Median time of the last calls (up to 512) in milliseconds, from the gateway's side. Null before the first. */
  readonly p50Ms?: Maybe<Scalars['Float']['output']>;
  /** 95th percentile of the same. Null before the first. */
  readonly p95Ms?: Maybe<Scalars['Float']['output']>;
};

/** A function of Google Cloud, called with a Google-signed ID token. */
export type GcfTarget = {
  /** True for a function that takes calls without a token. */
  readonly anonymous?: InputMaybe<Scalars['Boolean']['input']>;
  /** The audience of the token. Null: the URL's origin. One of another origin needs `serviceAccount`: the gateway's own identity is shown to nobody but whom its token is for. */
  readonly audience?: InputMaybe<Scalars['String']['input']>;
  /** A service account's key, the JSON file as Google gives it. Null: the gateway's own Google identity. */
  readonly serviceAccount?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL. */
  readonly url: Scalars['String']['input'];
};

/** A resource of a kind that the model does not have: what a connector brings beyond it. */
export type GenericResource = Node & Resource & {
  /** As in `Resource`. */
  readonly alarms: ReadonlyArray<Alarm>;
  /** As in `Resource`. */
  readonly allowedActions: ReadonlyArray<ResourceAction>;
  /** As in `Resource`. */
  readonly arn?: Maybe<Scalars['String']['output']>;
  /** What the connector normalised of it, by field name. Its shape is the function's output schema. */
  readonly attributes: Scalars['JSON']['output'];
  /** As in `Resource`. */
  readonly changes: ResourceChangeConnection;
  /** As in `Resource`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly findings: ReadonlyArray<Finding>;
  /** As in `Resource`. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly id: Scalars['ID']['output'];
  /** `connector.Kind`, such as `aws.LambdaFunction`. */
  readonly kind: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly missingSince?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly name: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** As in `Resource`. */
  readonly nativeId: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly provider: Provider;
  /** As in `Resource`. */
  readonly rawState?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly region: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly source: ResourceSource;
  /** As in `Resource`. */
  readonly state?: Maybe<ResourceState>;
  /** As in `Resource`. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** As in `Resource`. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};


/** A resource of a kind that the model does not have: what a connector brings beyond it. */
export type GenericResourceChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An HTTP server that speaks the protocol. */
export type HttpTarget = {
  /** User and password, `USER:PASSWORD`. Null: none. */
  readonly basicAuth?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The secret that requests carry an HMAC of. Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** A bearer token. Null: none. Not beside `basicAuth`. */
  readonly token?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL that calls are posted to. */
  readonly url: Scalars['String']['input'];
};

/** A virtual machine. States: PENDING to TERMINATED, ERROR, UNKNOWN. */
export type Instance = Node & Resource & {
  /** As in `Resource`. */
  readonly alarms: ReadonlyArray<Alarm>;
  /** As in `Resource`. */
  readonly allowedActions: ReadonlyArray<ResourceAction>;
  /** `x86_64`, `arm64`, … Null when the provider did not say. */
  readonly architecture?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly arn?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly changes: ResourceChangeConnection;
  /** As in `Resource`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly findings: ReadonlyArray<Finding>;
  /** As in `Resource`. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly id: Scalars['ID']['output'];
  /** Native id of the image it was made from. Null when the provider did not say. */
  readonly imageId?: Maybe<Scalars['String']['output']>;
  /** The provider's name of its size, such as `t3.micro`. Null when the provider did not say. */
  readonly instanceType?: Maybe<Scalars['String']['output']>;
  /** Name of its SSH key. Null when it has none or the provider did not say. */
  readonly keyName?: Maybe<Scalars['String']['output']>;
  /** `Instance`. */
  readonly kind: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** When it was last started. Null when the provider did not say. */
  readonly launchedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Memory in MiB. Null when the provider did not say. */
  readonly memoryMiB?: Maybe<Scalars['Int']['output']>;
  /** As in `Resource`. */
  readonly missingSince?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly name: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** As in `Resource`. */
  readonly nativeId: Scalars['String']['output'];
  /** Native id of its network. Null when it has none or the provider did not say. */
  readonly networkId?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** The operating system family as the provider names it. Null when the provider did not say. */
  readonly platform?: Maybe<Scalars['String']['output']>;
  /** Addresses inside its network. Null when the provider did not say. */
  readonly privateIps?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** As in `Resource`. */
  readonly provider: Provider;
  /** Addresses reachable from outside. Null when the provider did not say. */
  readonly publicIps?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** As in `Resource`. */
  readonly rawState?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly region: Scalars['String']['output'];
  /** Native ids of its security groups. Null when the provider did not say. */
  readonly securityGroupIds?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** As in `Resource`. */
  readonly source: ResourceSource;
  /** As in `Resource`. */
  readonly state?: Maybe<ResourceState>;
  /** Native id of its subnet. Null when it has none or the provider did not say. */
  readonly subnetId?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** Virtual processors. Null when the provider did not say. */
  readonly vcpus?: Maybe<Scalars['Int']['output']>;
  /** As in `Resource`. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};


/** A virtual machine. States: PENDING to TERMINATED, ERROR, UNKNOWN. */
export type InstanceChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Which instances to act on. */
export type InstanceActionInput = {
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The instances: 1 to 100, of any providers. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
};

/** A public address that is kept for the account. States: AVAILABLE (not associated), IN_USE, UNKNOWN. */
export type IpAddress = Node & Resource & {
  /** The address itself, such as `203.0.113.7`. Null when the provider did not say. */
  readonly address?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly alarms: ReadonlyArray<Alarm>;
  /** As in `Resource`. */
  readonly allowedActions: ReadonlyArray<ResourceAction>;
  /** As in `Resource`. */
  readonly arn?: Maybe<Scalars['String']['output']>;
  /** Native id of the association. Null when it is not associated. */
  readonly associationId?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly changes: ResourceChangeConnection;
  /** As in `Resource`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly findings: ReadonlyArray<Finding>;
  /** As in `Resource`. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly id: Scalars['ID']['output'];
  /** Native id of the instance it leads to. Null when it leads to none. */
  readonly instanceId?: Maybe<Scalars['String']['output']>;
  /** Native id of the network interface it is on. Null when it is on none. */
  readonly interfaceId?: Maybe<Scalars['String']['output']>;
  /** `IpAddress`. */
  readonly kind: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly missingSince?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly name: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** As in `Resource`. */
  readonly nativeId: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly provider: Provider;
  /** As in `Resource`. */
  readonly rawState?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly region: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly source: ResourceSource;
  /** As in `Resource`. */
  readonly state?: Maybe<ResourceState>;
  /** As in `Resource`. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** As in `Resource`. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};


/** A public address that is kept for the account. States: AVAILABLE (not associated), IN_USE, UNKNOWN. */
export type IpAddressChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A service of Knative. */
export type KnativeTarget = {
  /** The `Host` to ask for, where the URL is that of an ingress. Null: that of the URL. */
  readonly host?: InputMaybe<Scalars['String']['input']>;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** A bearer token, for a mesh or an ingress that asks for one. Null: none. */
  readonly token?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL. */
  readonly url: Scalars['String']['input'];
};

/** A function of Kubeless, by its service or its HTTP trigger. */
export type KubelessTarget = {
  /** User and password of the HTTP trigger, `USER:PASSWORD`. Null: none. */
  readonly basicAuth?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The `Host` to ask for, where the URL is that of an ingress. Null: that of the URL. */
  readonly host?: InputMaybe<Scalars['String']['input']>;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL. */
  readonly url: Scalars['String']['input'];
};

/** A function of AWS Lambda, called by `lambda:InvokeFunction`. */
export type LambdaTarget = {
  /** The access key to begin with. Null: the gateway's own AWS identity. */
  readonly accessKeyId?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The role to act as, such as one in the function's own account. Null: none. */
  readonly assumeRole?: InputMaybe<AssumedRole>;
  /** Another endpoint of the Lambda API, such as a VPC endpoint. Null: that of the region. */
  readonly endpoint?: InputMaybe<Scalars['String']['input']>;
  /** Its name or ARN. */
  readonly function: Scalars['String']['input'];
  /** A version or an alias. Null: `$LATEST`. */
  readonly qualifier?: InputMaybe<Scalars['String']['input']>;
  /** The region. Null: that of the ARN, else that of the gateway's AWS configuration. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Its secret, given together with it. */
  readonly secretAccessKey?: InputMaybe<Scalars['SecretReference']['input']>;
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
  readonly accessKeyId?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The role to act as. Null: none. */
  readonly assumeRole?: InputMaybe<AssumedRole>;
  /** Whether requests are signed (SigV4). */
  readonly authentication?: InputMaybe<LambdaUrlAuthentication>;
  /** The region. Null: that of the URL, else that of the gateway's AWS configuration. */
  readonly region?: InputMaybe<Scalars['String']['input']>;
  /** Its secret, given together with it. */
  readonly secretAccessKey?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The secret that requests carry an HMAC of, for functions that take requests without a signature of AWS. Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL. */
  readonly url: Scalars['String']['input'];
};

/** A slice whose resources are not, or not freshly enough, in an answer. */
export type MissingSlice = {
  /** Why. */
  readonly code: ErrorCode;
  /** The resource kind. `*` for an account of which no slice is known yet. */
  readonly kind: Scalars['String']['output'];
  /** When it was last listed successfully: what is shown of it dates from then. Null: never, so nothing is shown. */
  readonly listedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What happened and what to do, without secrets. */
  readonly message: Scalars['String']['output'];
  /** The account. */
  readonly provider: Provider;
  /** The region. `global` for kinds that have none, `*` for an account of which no slice is known yet. */
  readonly region: Scalars['String']['output'];
};

export type Mutation = {
  /** Says that somebody looks after an alarm. Acknowledging it twice changes nothing; a resolved one fails with INVALID_STATE. */
  readonly acknowledgeAlarm: AcknowledgeAlarmPayload;
  /** Lets a deployment serve a connector, or one operation of it, for every provider that has no deployment of its own. */
  readonly bindOperations: BindOperationsPayload;
  /** Calls a function that reacts to events and waits for its answer. It gets an event of the type `dev.causeway.call` with this data. */
  readonly callFunction: CallFunctionPayload;
  /** Makes an API key. Its secret is in the answer and nowhere else. */
  readonly createApiKey: CreateApiKeyPayload;
  /** Routes events of a type to a function. */
  readonly createEventSubscription: CreateEventSubscriptionPayload;
  /**
   * Adds a provider: seals its credential, checks it with the provider, then starts the first sync. Fails with
   * PROVIDER_CREDENTIAL_REJECTED, and keeps nothing, when the provider refuses the credential. With a connector that can
   * CREATE, the account is made in the system behind it first, and removed from there again when a later step fails; what
   * could not be removed at once is tried again until it is gone.
   */
  readonly createProvider: CreateProviderPayload;
  /** Takes events of a system that does not speak CloudEvents, at `POST /events/NAME`. */
  readonly createWebhook: CreateWebhookPayload;
  /** Removes a subscription. Refused while deliveries of it are pending or dead, unless told to give them up. */
  readonly deleteEventSubscription: DeleteEventSubscriptionPayload;
  /**
   * Removes a provider with its credential, resources, findings, alarms and history; and before all that the account from
   * the system behind the connector, where Causeway made it there. When that fails the provider stays, DELETING, with all
   * that is known of it: give it another credential where that is the cause, and remove it again. Its alarm events stay in
   * the log until they age out.
   */
  readonly deleteProvider: DeleteProviderPayload;
  /** Takes no more events at that address. */
  readonly deleteWebhook: DeleteWebhookPayload;
  /** Asks a deployment who it is, and takes over what changed, such as a new version. */
  readonly probeDeployment: ProbeDeploymentPayload;
  /** Reboots running instances. */
  readonly rebootInstances: ResourceActionPayload;
  /** Delivers dead letters again, with new attempts and a new age. */
  readonly redriveDeliveries: RedriveDeliveriesPayload;
  /** Registers a place where a connector runs. It is asked who it is; nothing is kept when it does not answer. */
  readonly registerDeployment: RegisterDeploymentPayload;
  /** Removes a deployment. Refused while something is bound to it; the message names what. */
  readonly removeDeployment: RemoveDeploymentPayload;
  /** Revokes an API key at once. Open subscriptions of it are closed. The last admin key cannot be revoked. */
  readonly revokeApiKey: RevokeApiKeyPayload;
  /** Starts stopped instances. */
  readonly startInstances: ResourceActionPayload;
  /** Stops running instances. Their volumes are kept. */
  readonly stopInstances: ResourceActionPayload;
  /** Lists all slices of a provider again, now. A sync that is already running is returned instead of a second one. */
  readonly syncProvider: SyncProviderPayload;
  /** Sets and removes tags of resources of any kind whose connector can. */
  readonly tagResources: ResourceActionPayload;
  /** Takes a binding away. The built-in deployment of the connector serves then, where there is one. */
  readonly unbindOperations: UnbindOperationsPayload;
  /** Changes a deployment. It is asked anew who it is when its target changes; nothing changes when it does not answer. */
  readonly updateDeployment: UpdateDeploymentPayload;
  /** Changes where events go from now on. What was accepted before is delivered as it was to be then. */
  readonly updateEventSubscription: UpdateEventSubscriptionPayload;
  /** Changes a provider. Fields left out stay as they are. A new credential is checked before the old one is dropped. */
  readonly updateProvider: UpdateProviderPayload;
};


export type MutationAcknowledgeAlarmArgs = {
  input: AcknowledgeAlarmInput;
};


export type MutationBindOperationsArgs = {
  input: BindOperationsInput;
};


export type MutationCallFunctionArgs = {
  input: CallFunctionInput;
};


export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


export type MutationCreateEventSubscriptionArgs = {
  input: CreateEventSubscriptionInput;
};


export type MutationCreateProviderArgs = {
  input: CreateProviderInput;
};


export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


export type MutationDeleteEventSubscriptionArgs = {
  input: DeleteEventSubscriptionInput;
};


export type MutationDeleteProviderArgs = {
  input: DeleteProviderInput;
};


export type MutationDeleteWebhookArgs = {
  input: DeleteWebhookInput;
};


export type MutationProbeDeploymentArgs = {
  input: ProbeDeploymentInput;
};


export type MutationRebootInstancesArgs = {
  input: InstanceActionInput;
};


export type MutationRedriveDeliveriesArgs = {
  input: RedriveDeliveriesInput;
};


export type MutationRegisterDeploymentArgs = {
  input: RegisterDeploymentInput;
};


export type MutationRemoveDeploymentArgs = {
  input: RemoveDeploymentInput;
};


export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


export type MutationStartInstancesArgs = {
  input: InstanceActionInput;
};


export type MutationStopInstancesArgs = {
  input: InstanceActionInput;
};


export type MutationSyncProviderArgs = {
  input: SyncProviderInput;
};


export type MutationTagResourcesArgs = {
  input: TagResourcesInput;
};


export type MutationUnbindOperationsArgs = {
  input: UnbindOperationsInput;
};


export type MutationUpdateDeploymentArgs = {
  input: UpdateDeploymentInput;
};


export type MutationUpdateEventSubscriptionArgs = {
  input: UpdateEventSubscriptionInput;
};


export type MutationUpdateProviderArgs = {
  input: UpdateProviderInput;
};

/** Anything that can be fetched again by its id. */
export type Node = {
  /** Opaque, stable and unique in this gateway. It never changes while the thing exists. */
  readonly id: Scalars['ID']['output'];
};

/** A function of OpenFaaS, called through its gateway. */
export type OpenfaasTarget = {
  /** User and password, `USER:PASSWORD`, for an ingress that asks for them. Null: none. */
  readonly basicAuth?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The function's name. */
  readonly function: Scalars['String']['input'];
  /** The URL of the OpenFaaS gateway. */
  readonly gateway: Scalars['String']['input'];
  /** Its namespace. Null: the gateway's default. */
  readonly namespace?: InputMaybe<Scalars['String']['input']>;
  /** The secret that requests carry an HMAC of, which the function checks (`CAUSEWAY_SIGNING_SECRET`). Null: none. */
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
};

/** An action of OpenWhisk, invoked with its namespace's key. */
export type OpenwhiskTarget = {
  /** The action's name. */
  readonly action: Scalars['String']['input'];
  /** The API host, such as `https://openwhisk.example.com`. */
  readonly apiHost: Scalars['String']['input'];
  /** The namespace's key, `USER:PASSWORD`. */
  readonly auth: Scalars['SecretReference']['input'];
  /** The namespace. `_`: that of the key. */
  readonly namespace?: InputMaybe<Scalars['String']['input']>;
  /** The package. Null: none. */
  readonly package?: InputMaybe<Scalars['String']['input']>;
};

/** A long-running piece of work, with an outcome for each item. */
export type Operation = Node & {
  /** How many of its items have ended. */
  readonly done: Scalars['Int']['output'];
  /** When it ended. Null while it runs. */
  readonly finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** Its items in the order in which they were asked for: slices of a SYNC, resources of an action. */
  readonly items: ReadonlyArray<OperationItem>;
  /** The account, for a SYNC. Null for work over several. */
  readonly provider?: Maybe<Provider>;
  /** Who asked for it: the name of an API key. Null when the schedule did. */
  readonly requestedBy?: Maybe<Scalars['String']['output']>;
  /** When it began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How it stands. */
  readonly state: OperationState;
  /** How many items it has. Null while that is not known. */
  readonly total?: Maybe<Scalars['Int']['output']>;
  /** What it does. */
  readonly type: OperationType;
};

/** One item of an operation. */
export type OperationItem = {
  /** How many resources or alarms were listed, for a SYNC. Null for actions, and before the end. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** Why it failed or was skipped. Null otherwise. */
  readonly error?: Maybe<SliceError>;
  /** How it ended. */
  readonly outcome: OperationOutcome;
  /** The resource as it is now, for an action. Null for a SYNC, or when there is no such resource. */
  readonly resource?: Maybe<Resource>;
  /** The resource's id, for an action. Null for a SYNC. */
  readonly resourceId?: Maybe<Scalars['ID']['output']>;
  /** The slice, for a SYNC. Null for actions. */
  readonly slice?: Maybe<OperationSlice>;
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

/** The slice that an item of a sync lists. */
export type OperationSlice = {
  /** The resource kind; `Alarm` for the provider's own alarms. */
  readonly kind: Scalars['String']['output'];
  /** The region. `global` for kinds that have none. */
  readonly region: Scalars['String']['output'];
};

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

/** Where a page stands in its list. Cursors are opaque: pass them back, never build them. */
export type PageInfo = {
  /** Cursor of the last item of this page: pass it as `after` for the next page. Null when the page is empty. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** True when more items follow this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** True when the page was asked for with `after`, so that items stand before it. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. Null when the page is empty. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

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
  readonly name: Scalars['String']['input'];
};

/** What it said. */
export type ProbeDeploymentPayload = {
  /** Whether it said something new: another version or other functions. */
  readonly changed: Scalars['Boolean']['output'];
  /** The deployment as it is known now. */
  readonly deployment: Deployment;
  /** How asking went. */
  readonly probe: DeploymentProbe;
};

/** One account that Causeway looks after, with one credential and all its regions. */
export type Provider = Node & {
  /** What the provider calls the account, such as a twelve-digit AWS account id. Null until it was verified. */
  readonly accountId?: Maybe<Scalars['String']['output']>;
  /** Alarms of this provider and its resources. Same arguments as the root field. */
  readonly alarms: AlarmConnection;
  /** The connector that speaks to it. */
  readonly connector: Connector;
  /** When it was added. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Whether Causeway made the account in the system behind the connector, and so removes it from there with the provider. */
  readonly createdUpstream: Scalars['Boolean']['output'];
  /** The deployment that serves it alone, such as a Lambda in its own account. Null: those that serve its connector. */
  readonly deployment?: Maybe<Deployment>;
  /** Findings of this provider. Same arguments as the root field. */
  readonly findings: FindingConnection;
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** The newest sync, running or ended. Null before the first. */
  readonly lastSync?: Maybe<Operation>;
  /** The name its owner gave it, unique in this gateway. */
  readonly name: Scalars['String']['output'];
  /** The connector's options it runs with. Never holds a secret. */
  readonly options: Scalars['JSON']['output'];
  /** The regions that are listed, by name: those chosen, or else all the account has. Null until it was verified. */
  readonly regions?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Resources of this provider. Same arguments as the root field. */
  readonly resources: ResourceConnection;
  /** What is known of each slice, by kind and region. */
  readonly slices: ReadonlyArray<Slice>;
  /** How it stands now. */
  readonly state: ProviderState;
  /** The code that goes with `stateReason`. Null without one. */
  readonly stateCode?: Maybe<ErrorCode>;
  /** Why it is DEGRADED or FAILED, or why its removal failed, in words for a person. Null otherwise. */
  readonly stateReason?: Maybe<Scalars['String']['output']>;
  /** How often it is listed anew by itself. Null: only when asked. */
  readonly syncInterval?: Maybe<Scalars['Duration']['output']>;
  /** When the last complete sync ended, all slices listed. Null: never yet. */
  readonly syncedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When its settings last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /**
   * How far the system behind the connector is with the account, such as CloudCheckr with listing an AWS account. It is
   * asked by itself as often as alarms are listed. While it is PENDING, SYNCING or FAILED and `syncedAt` is null, slices are
   * not listed and fail with UPSTREAM_NOT_SYNCED: what that system does not know yet is not absent. Null for connectors that
   * reach the account directly, before it was first asked, and with an error when asking failed.
   */
  readonly upstream?: Maybe<Upstream>;
  /** When the credential was last accepted by the provider. Null: never yet. */
  readonly verifiedAt?: Maybe<Scalars['DateTime']['output']>;
};


/** One account that Causeway looks after, with one credential and all its regions. */
export type ProviderAlarmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlarmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** One account that Causeway looks after, with one credential and all its regions. */
export type ProviderFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
};


/** One account that Causeway looks after, with one credential and all its regions. */
export type ProviderResourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ResourceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
  orderBy?: InputMaybe<ResourceOrder>;
};


/** One account that Causeway looks after, with one credential and all its regions. */
export type ProviderUpstreamArgs = {
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
};

/** One page of providers. */
export type ProviderConnection = {
  /** The providers with their cursors. */
  readonly edges: ReadonlyArray<ProviderEdge>;
  /** The providers alone. */
  readonly nodes: ReadonlyArray<Provider>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many providers fit the filter, over all pages. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A provider in a page. */
export type ProviderEdge = {
  /** Pass it as `after` to go on behind this provider. */
  readonly cursor: Scalars['String']['output'];
  /** The provider. */
  readonly node: Provider;
};

/** Which providers a list holds. All conditions must hold. */
export type ProviderFilter = {
  /** Only those of these connectors, such as `aws`. */
  readonly connectors?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only those whose name starts so, case-sensitive. */
  readonly namePrefix?: InputMaybe<Scalars['String']['input']>;
  /** Only those in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<ProviderState>>;
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

export type Query = {
  /** Alarms over all providers that the key may see, the most lately changed first. */
  readonly alarms: AlarmConnection;
  /** The API keys, by name. Their secrets are not kept and cannot be shown. */
  readonly apiKeys: ReadonlyArray<ApiKey>;
  /**
   * Which deployment serves which operations, by connector. An operation that nothing is said of runs on the deployment
   * that is bound to its whole connector.
   */
  readonly bindings: ReadonlyArray<Binding>;
  /**
   * Calls a function that reacts to events and only reads, and waits for its answer. It gets an event of the type
   * `dev.causeway.call` with this data. Identical calls that are in flight at the same time are one.
   */
  readonly callFunction: CallFunctionPayload;
  /** The connectors that are registered, by name. */
  readonly connectors: ConnectorConnection;
  /** Deliveries of events to functions, the newest first: through the outbox, and at once where a sender waits. */
  readonly deliveries: DeliveryConnection;
  /** The deployment of this name. Null when there is none. */
  readonly deployment?: Maybe<Deployment>;
  /** Where connectors run, by name: what was registered, and what the gateway has built in. */
  readonly deployments: DeploymentConnection;
  /** Which events go to which functions, by name. */
  readonly eventSubscriptions: EventSubscriptionConnection;
  /**
   * Findings over all providers that the key may see: the worst first, then the newest. Where a provider could not be
   * asked, the page says so in `complete` and `missing`.
   */
  readonly findings: FindingConnection;
  /** The functions that serve the connectors' operations, by name. `Deployment.functions` has all of a deployment. */
  readonly functions: FunctionConnection;
  /** Anything with an id: a provider, resource, alarm, operation, connector or function. Null when there is none. */
  readonly node?: Maybe<Node>;
  /** A long-running piece of work. Null when none has this id or the key may not see it. Kept for 7 days. */
  readonly operation?: Maybe<Operation>;
  /** One provider. Null when none has this id or the key may not see it. */
  readonly provider?: Maybe<Provider>;
  /** The providers this key may see, by name. */
  readonly providers: ProviderConnection;
  /** Counts every change of deployments and bindings; replicas that show the same number route alike. */
  readonly registryRevision: Scalars['Int']['output'];
  /** One resource. Null when none has this id or the key may not see it. */
  readonly resource?: Maybe<Resource>;
  /** How many resources there are of each sort, largest group first. */
  readonly resourceGroups: ResourceGroupConnection;
  /**
   * Resources over all providers that the key may see. Where something could not be listed, the page says so in
   * `complete` and `missing`; it never fails as a whole because one account does.
   */
  readonly resources: ResourceConnection;
  /** Who is asking. */
  readonly viewer: Viewer;
  /** The webhooks that are taken, by name. */
  readonly webhooks: ReadonlyArray<Webhook>;
};


export type QueryAlarmsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlarmFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryBindingsArgs = {
  connector?: InputMaybe<Scalars['String']['input']>;
};


export type QueryCallFunctionArgs = {
  input: CallFunctionInput;
};


export type QueryConnectorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDeliveriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<DeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryDeploymentArgs = {
  name: Scalars['String']['input'];
};


export type QueryDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  connector?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryEventSubscriptionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryFindingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FindingFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
};


export type QueryFunctionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  connector?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryOperationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProviderArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProvidersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ProviderFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryResourceArgs = {
  id: Scalars['ID']['input'];
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
};


export type QueryResourceGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  by: ResourceGroupKey;
  filter?: InputMaybe<ResourceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
  tag?: InputMaybe<Scalars['String']['input']>;
};


export type QueryResourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ResourceFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxAge?: InputMaybe<Scalars['Duration']['input']>;
  orderBy?: InputMaybe<ResourceOrder>;
};

/** Which dead letters to deliver again. */
export type RedriveDeliveriesInput = {
  /** These, by id. Null: all of the subscription. */
  readonly ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** All of this subscription, by name. Null: those named by id. */
  readonly subscription?: InputMaybe<Scalars['String']['input']>;
};

/** What is on its way again. */
export type RedriveDeliveriesPayload = {
  /** How many. */
  readonly redrivenCount: Scalars['Int']['output'];
};

/** What to register. */
export type RegisterDeploymentInput = {
  /** Whether it is called at all. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The most calls that it works on at the same time: 1 to 10,000. */
  readonly maxConcurrency?: InputMaybe<Scalars['Int']['input']>;
  /** A name, unique in this gateway: 1 to 63 lower-case letters, digits and hyphens, beginning with a letter, not with `local-`. */
  readonly name: Scalars['String']['input'];
  /** Where it is called. */
  readonly target: DeploymentTarget;
};

/** What was registered. */
export type RegisterDeploymentPayload = {
  /** The bindings that were made with it: that of its whole connector when nothing else serves it, else none. */
  readonly bindings: ReadonlyArray<Binding>;
  /** The deployment, with what it said of itself. */
  readonly deployment: Deployment;
};

/** Which deployment to remove. */
export type RemoveDeploymentInput = {
  /** Its name. */
  readonly name: Scalars['String']['input'];
};

/** What was removed. */
export type RemoveDeploymentPayload = {
  /** Its name. */
  readonly removedName: Scalars['String']['output'];
};

/** One thing in an account, in the normalised model. What the provider said of it stands beside it in `native`. */
export type Resource = {
  /** Alarms of this resource that are not resolved. */
  readonly alarms: ReadonlyArray<Alarm>;
  /** The actions that its state and its connector allow now. */
  readonly allowedActions: ReadonlyArray<ResourceAction>;
  /** Its full address where the provider has such, as an AWS ARN. Null elsewhere. */
  readonly arn?: Maybe<Scalars['String']['output']>;
  /** Changes of its fields, newest first. */
  readonly changes: ResourceChangeConnection;
  /** When the provider made it (UTC). Null where the provider does not say. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What best-practice checks say of it now, the worst first; at most 200. */
  readonly findings: ReadonlyArray<Finding>;
  /** When a listing first showed it. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** Stable: made from the provider, the kind, the native id and, where ids repeat over regions, the region. */
  readonly id: Scalars['ID']['output'];
  /** `Instance`, `Volume`, … for kinds of the model; `connector.Kind` for others. */
  readonly kind: Scalars['String']['output'];
  /** When a listing last showed it. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** Since when it has been absent from complete listings. Null while it is there. */
  readonly missingSince?: Maybe<Scalars['DateTime']['output']>;
  /** Its name, or `nativeId` where it has none. */
  readonly name: Scalars['String']['output'];
  /** The provider's own record, secrets removed. Its shape is the provider's. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** What the provider calls it, such as `i-0abc`. */
  readonly nativeId: Scalars['String']['output'];
  /** When what is shown here was read from the provider. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** The account it is in. */
  readonly provider: Provider;
  /** The provider's own word for the state. Null for kinds that have no state. */
  readonly rawState?: Maybe<Scalars['String']['output']>;
  /** The region. `global` where the kind has none. */
  readonly region: Scalars['String']['output'];
  /** How what is shown here was read. */
  readonly source: ResourceSource;
  /** How it stands. Null for kinds that have no state; UNKNOWN for a state that the model does not know. */
  readonly state?: Maybe<ResourceState>;
  /** Its tags by key. Null when the provider did not let us read them, which is not the same as none. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** The zone inside the region. Null where the kind has none or the provider did not say. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};


/** One thing in an account, in the normalised model. What the provider said of it stands beside it in `native`. */
export type ResourceChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
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

/**
 * What became of an action. The mutation answers when each provider has accepted or refused it; the operation goes on
 * until the resources have settled, so follow it for the end.
 */
export type ResourceActionPayload = {
  /** The work, with an outcome for each resource. */
  readonly operation: Operation;
};

/** One observed change of a resource. */
export type ResourceChange = {
  /** When the listing that showed it was made (UTC). The change itself happened at some time before. */
  readonly at: Scalars['DateTime']['output'];
  /** The fields that differ. Empty for FOUND, LOST and RETURNED. */
  readonly fields: ReadonlyArray<FieldChange>;
  /** What sort of change. */
  readonly type: ResourceChangeType;
};

/** One page of changes, newest first. */
export type ResourceChangeConnection = {
  /** The changes with their cursors. */
  readonly edges: ReadonlyArray<ResourceChangeEdge>;
  /** The changes alone. */
  readonly nodes: ReadonlyArray<ResourceChange>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A change in a page. */
export type ResourceChangeEdge = {
  /** Pass it as `after` to go on behind this change. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: ResourceChange;
};

/** What sort of change a listing showed. */
export type ResourceChangeType =
  /** Fields differ from the record before. */
  | 'CHANGED'
  /** It was seen for the first time. */
  | 'FOUND'
  /** A complete listing did not show it any more. */
  | 'LOST'
  /** It was missing and is there again. */
  | 'RETURNED';

/** One page of resources, with what it could not cover. */
export type ResourceConnection = {
  /** True when every slice that the filter covers was listed successfully, and within `maxAge` where that was asked. */
  readonly complete: Scalars['Boolean']['output'];
  /** The resources with their cursors. */
  readonly edges: ReadonlyArray<ResourceEdge>;
  /** The slices that were not. Empty when `complete` is true. */
  readonly missing: ReadonlyArray<MissingSlice>;
  /** The resources alone. */
  readonly nodes: ReadonlyArray<Resource>;
  /** When the oldest slice behind this page was listed. Null when none was. */
  readonly observedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
  /** How many known resources fit the filter, over all pages. Only the whole truth when `complete` is true. */
  readonly totalCount: Scalars['Int']['output'];
};

/** A resource in a page. */
export type ResourceEdge = {
  /** Pass it as `after` to go on behind this resource. */
  readonly cursor: Scalars['String']['output'];
  /** The resource. */
  readonly node: Resource;
};

/** Which resources a list holds. All conditions must hold; inside one list any value will do. */
export type ResourceFilter = {
  /** Also those that complete listings do not show any more. */
  readonly includeMissing?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only of these kinds, such as `Instance` or `aws.LambdaFunction`. */
  readonly kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only those whose name starts so, case-sensitive. */
  readonly namePrefix?: InputMaybe<Scalars['String']['input']>;
  /** Only of these providers, by id. */
  readonly providerIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Only in these regions. */
  readonly regions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only in one of these states. */
  readonly states?: InputMaybe<ReadonlyArray<ResourceState>>;
  /** Only with all of these tags. Resources whose tags are not known never fit. */
  readonly tags?: InputMaybe<ReadonlyArray<TagFilter>>;
  /** Only those with this text in their name or native id, in any case: at least 3 characters. */
  readonly text?: InputMaybe<Scalars['String']['input']>;
};

/** Resources that have one thing in common. */
export type ResourceGroup = {
  /** How many known resources. */
  readonly count: Scalars['Int']['output'];
  /** What they have in common. Null: those that lack it. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** One page of groups, with what it could not cover. */
export type ResourceGroupConnection = {
  /** As in `ResourceConnection`. */
  readonly complete: Scalars['Boolean']['output'];
  /** The groups with their cursors. */
  readonly edges: ReadonlyArray<ResourceGroupEdge>;
  /** As in `ResourceConnection`. */
  readonly missing: ReadonlyArray<MissingSlice>;
  /** The groups alone. */
  readonly nodes: ReadonlyArray<ResourceGroup>;
  /** Where this page stands. */
  readonly pageInfo: PageInfo;
};

/** A group in a page. */
export type ResourceGroupEdge = {
  /** Pass it as `after` to go on behind this group. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: ResourceGroup;
};

/** What makes a group of resources. */
export type ResourceGroupKey =
  /** The kind. */
  | 'KIND'
  /** The provider; the value is its id. */
  | 'PROVIDER'
  /** The region. */
  | 'REGION'
  /** The state. Kinds without state make a group of their own, with a null value. */
  | 'STATE'
  /** The value of one tag. Resources without it, or whose tags are not known, make a group of their own, with a null value. */
  | 'TAG';

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

/** How a resource was last read from its provider. */
export type ResourceSource =
  /** With all of its kind and region, by a sync or for a `maxAge`. */
  | 'LISTING'
  /** By itself, after an action or for the `maxAge` of `resource`. */
  | 'READING';

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
  readonly id: Scalars['ID']['input'];
};

/** The key that is gone. */
export type RevokeApiKeyPayload = {
  /** Its id. */
  readonly revokedId: Scalars['ID']['output'];
};

/** What a caller may do. Each role may do all that those before it may. */
export type Role =
  /** Also add, change and remove providers and keys. */
  | 'ADMIN'
  /** Also sync, act on resources and acknowledge alarms. */
  | 'OPERATOR'
  /** Query and subscribe. */
  | 'VIEWER';

/** A set of firewall rules for instances. It has no state. */
export type SecurityGroup = Node & Resource & {
  /** As in `Resource`. */
  readonly alarms: ReadonlyArray<Alarm>;
  /** As in `Resource`. */
  readonly allowedActions: ReadonlyArray<ResourceAction>;
  /** As in `Resource`. */
  readonly arn?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly changes: ResourceChangeConnection;
  /** As in `Resource`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** What its owner wrote about it. Null when there is nothing. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly findings: ReadonlyArray<Finding>;
  /** As in `Resource`. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly id: Scalars['ID']['output'];
  /** `SecurityGroup`. */
  readonly kind: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly missingSince?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly name: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** As in `Resource`. */
  readonly nativeId: Scalars['String']['output'];
  /** Native id of its network. Null when it has none. */
  readonly networkId?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly provider: Provider;
  /** As in `Resource`. */
  readonly rawState?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly region: Scalars['String']['output'];
  /** Its rules. Null when the provider did not say, which is not the same as none. */
  readonly rules?: Maybe<ReadonlyArray<FirewallRule>>;
  /** As in `Resource`. */
  readonly source: ResourceSource;
  /** As in `Resource`. */
  readonly state?: Maybe<ResourceState>;
  /** As in `Resource`. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** As in `Resource`. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};


/** A set of firewall rules for instances. It has no state. */
export type SecurityGroupChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What is known of one kind in one region of one provider: the unit of listing, of freshness and of partial failure. */
export type Slice = {
  /** When a listing of it was last tried. Null: never yet. */
  readonly attemptedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many resources it holds that are not missing. Null while it was never listed. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** Why the last try failed. Null when it succeeded or none was made. */
  readonly error?: Maybe<SliceError>;
  /** The resource kind, such as `Instance`; `Alarm` for the provider's own alarms. */
  readonly kind: Scalars['String']['output'];
  /** When a listing of it last ended successfully. Null: never yet. */
  readonly listedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The region. `global` for kinds that have none. */
  readonly region: Scalars['String']['output'];
};

/** Why a slice could not be listed. */
export type SliceError = {
  /** What kind of failure. */
  readonly code: ErrorCode;
  /** What happened and what to do, without secrets. */
  readonly message: Scalars['String']['output'];
};

export type Subscription = {
  /**
   * Every transition of every alarm that fits, in the order in which they were committed, each once. With `after` it
   * starts with all that came after that cursor, then goes over to what is new without a gap. A reader that is too
   * slow is disconnected with close code 4513 and goes on from its last cursor.
   */
  readonly alarmEvents: AlarmEvent;
  /** An operation now, at each step of its progress, and at its end, which completes the subscription. */
  readonly operationProgress: Operation;
  /** A provider each time its state, sync time, settings or `upstream` change: how one waits. Starts with the present state of each. */
  readonly providerChanged: Provider;
};


export type SubscriptionAlarmEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AlarmEventFilter>;
};


export type SubscriptionOperationProgressArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionProviderChangedArgs = {
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** What to list again. */
export type SyncProviderInput = {
  /** The provider. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Only these kinds. Null: all. */
  readonly kinds?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only these regions. Null: all of the provider. */
  readonly regions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** The sync that runs. */
export type SyncProviderPayload = {
  /** Follow it with `operation` or `operationProgress`. */
  readonly operation: Operation;
};

/** A key and a value that the owner of a resource put on it. */
export type Tag = {
  /** The key, as the provider spells it. */
  readonly key: Scalars['String']['output'];
  /** The value. Empty when the provider has the key alone. */
  readonly value: Scalars['String']['output'];
};

/** A condition on a tag. */
export type TagFilter = {
  /** The key, exactly. */
  readonly key: Scalars['String']['input'];
  /** The value, exactly. Null: any value. */
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

/** A tag to set. */
export type TagInput = {
  /** The key: 1 to 128 characters. */
  readonly key: Scalars['String']['input'];
  /** The value: up to 256 characters. */
  readonly value: Scalars['String']['input'];
};

/** Which tags to set and remove, and where. */
export type TagResourcesInput = {
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** The resources: 1 to 100, of any kinds and providers. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
  /** Keys to remove. */
  readonly remove?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Tags to set, by key: 1 to 50. */
  readonly set?: InputMaybe<ReadonlyArray<TagInput>>;
};

/** Which way traffic goes. */
export type TrafficDirection =
  /** Out of the instances. */
  | 'EGRESS'
  /** Into the instances. */
  | 'INGRESS';

/** Which binding to take away. */
export type UnbindOperationsInput = {
  /** The connector. */
  readonly connector: Scalars['String']['input'];
  /** The operation. Null: the binding of the whole connector. */
  readonly operation?: InputMaybe<ConnectorOperationInput>;
};

/** What is left. */
export type UnbindOperationsPayload = {
  /** The connector's bindings now. */
  readonly bindings: ReadonlyArray<Binding>;
};

/** What to change of a deployment. Null: as it is. */
export type UpdateDeploymentInput = {
  /** Whether it is called at all. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The most calls that it works on at the same time: 1 to 10,000. */
  readonly maxConcurrency?: InputMaybe<Scalars['Int']['input']>;
  /** Its name, which never changes. */
  readonly name: Scalars['String']['input'];
  /** Where it is called from now on. */
  readonly target?: InputMaybe<DeploymentTarget>;
};

/** What was changed. */
export type UpdateDeploymentPayload = {
  /** The deployment. */
  readonly deployment: Deployment;
};

/** What to change of a subscription. Null: as it is. */
export type UpdateEventSubscriptionInput = {
  /** Whether it takes events. */
  readonly enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The type of the events. */
  readonly eventType?: InputMaybe<Scalars['String']['input']>;
  /** A CEL expression over `event`. An empty text: every event of the type. */
  readonly filter?: InputMaybe<Scalars['String']['input']>;
  /** The function that gets them. */
  readonly functionName?: InputMaybe<Scalars['String']['input']>;
  /** How old a delivery may become: 1s to 7d. */
  readonly maxAge?: InputMaybe<Scalars['Duration']['input']>;
  /** How often a delivery is tried: 1 to 100. */
  readonly maxAttempts?: InputMaybe<Scalars['Int']['input']>;
  /** Its name, which never changes. */
  readonly name: Scalars['String']['input'];
};

/** The subscription as it is now. */
export type UpdateEventSubscriptionPayload = {
  /** The subscription. */
  readonly eventSubscription: EventSubscription;
};

/** What to change on a provider. Null or absent fields stay as they are. */
export type UpdateProviderInput = {
  /** A new credential. */
  readonly credential?: InputMaybe<CredentialInput>;
  /** Another deployment to serve it alone, by name; an empty text means those that serve its connector. The credential has to be sealed to its key. */
  readonly deployment?: InputMaybe<Scalars['String']['input']>;
  /** The provider. */
  readonly id: Scalars['ID']['input'];
  /** As in `CreateProviderInput`. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** A new name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Options that replace the present ones as a whole. */
  readonly options?: InputMaybe<Scalars['JSON']['input']>;
  /** True stops all calls to it, false resumes them. */
  readonly paused?: InputMaybe<Scalars['Boolean']['input']>;
  /** Other regions to list. An empty list means all that the account has. */
  readonly regions?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Another interval, at least `30s`; `0s` means only when asked. */
  readonly syncInterval?: InputMaybe<Scalars['Duration']['input']>;
};

/** The provider after the change. */
export type UpdateProviderPayload = {
  /** The provider as it is now. */
  readonly provider: Provider;
};

/** How far a system that keeps accounts of its own is with one of them. */
export type Upstream = {
  /** When it was asked (UTC). */
  readonly checkedAt: Scalars['DateTime']['output'];
  /** Why it stands so, or what is still to do, in words for a person. Null when there is nothing to say. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** How it stands there. */
  readonly state: UpstreamState;
  /** When that system last listed the account with success (UTC). Null: never yet, or it does not say. */
  readonly syncedAt?: Maybe<Scalars['DateTime']['output']>;
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

/** The caller, as the gateway sees it. */
export type Viewer = {
  /** The name of the key. */
  readonly name: Scalars['String']['output'];
  /** The providers it may see, by id. Null: all. */
  readonly providerIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** What it may do. */
  readonly role: Role;
};

/** A block device. States: CREATING, AVAILABLE, ATTACHING, IN_USE, UPDATING, MIGRATING, DELETING, DELETED, ERROR, UNKNOWN. */
export type Volume = Node & Resource & {
  /** As in `Resource`. */
  readonly alarms: ReadonlyArray<Alarm>;
  /** As in `Resource`. */
  readonly allowedActions: ReadonlyArray<ResourceAction>;
  /** As in `Resource`. */
  readonly arn?: Maybe<Scalars['String']['output']>;
  /** What it is attached to. Null when the provider did not say. */
  readonly attachments?: Maybe<ReadonlyArray<VolumeAttachment>>;
  /** As in `Resource`. */
  readonly changes: ResourceChangeConnection;
  /** As in `Resource`. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is encrypted at rest. Null when the provider did not say. */
  readonly encrypted?: Maybe<Scalars['Boolean']['output']>;
  /** As in `Resource`. */
  readonly findings: ReadonlyArray<Finding>;
  /** As in `Resource`. */
  readonly firstSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly id: Scalars['ID']['output'];
  /** Input and output operations a second it is set up for. Null when its type has no such setting. */
  readonly iops?: Maybe<Scalars['Int']['output']>;
  /** `Volume`. */
  readonly kind: Scalars['String']['output'];
  /** The key it is encrypted with. Null when it is not, or the provider did not say. */
  readonly kmsKeyId?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly lastSeenAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly missingSince?: Maybe<Scalars['DateTime']['output']>;
  /** As in `Resource`. */
  readonly name: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly native?: Maybe<Scalars['JSON']['output']>;
  /** As in `Resource`. */
  readonly nativeId: Scalars['String']['output'];
  /** As in `Resource`. */
  readonly observedAt: Scalars['DateTime']['output'];
  /** As in `Resource`. */
  readonly provider: Provider;
  /** As in `Resource`. */
  readonly rawState?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly region: Scalars['String']['output'];
  /** Size in GiB. Null when the provider did not say. */
  readonly sizeGiB?: Maybe<Scalars['Int']['output']>;
  /** Native id of the snapshot it was made from. Null when it was made empty. */
  readonly snapshotId?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly source: ResourceSource;
  /** As in `Resource`. */
  readonly state?: Maybe<ResourceState>;
  /** As in `Resource`. */
  readonly tags?: Maybe<ReadonlyArray<Tag>>;
  /** Throughput in MiB a second it is set up for. Null when its type has no such setting. */
  readonly throughputMiBps?: Maybe<Scalars['Int']['output']>;
  /** The provider's name of its type, such as `gp3`. Null when the provider did not say. */
  readonly volumeType?: Maybe<Scalars['String']['output']>;
  /** As in `Resource`. */
  readonly zone?: Maybe<Scalars['String']['output']>;
};


/** A block device. States: CREATING, AVAILABLE, ATTACHING, IN_USE, UPDATING, MIGRATING, DELETING, DELETED, ERROR, UNKNOWN. */
export type VolumeChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One attachment of a volume to an instance. */
export type VolumeAttachment = {
  /** Whether the volume goes when the instance does. Null when the provider did not say. */
  readonly deleteOnTermination?: Maybe<Scalars['Boolean']['output']>;
  /** The device name inside the instance, such as `/dev/sda1`. Null when the provider did not say. */
  readonly device?: Maybe<Scalars['String']['output']>;
  /** Native id of the instance. */
  readonly instanceId: Scalars['String']['output'];
};

/** Takes events of a system that does not speak CloudEvents. */
export type Webhook = Node & {
  /** When it was made. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** Opaque and stable. */
  readonly id: Scalars['ID']['output'];
  /** The system, which decides how requests are checked and read. */
  readonly kind: WebhookKind;
  /** Its name, unique in this gateway. */
  readonly name: Scalars['String']['output'];
  /** The path to send to, `/events/NAME`. */
  readonly path: Scalars['String']['output'];
  /** The secret that requests are checked with, by reference. */
  readonly secret: Scalars['SecretReference']['output'];
};

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
  readonly signingSecret?: InputMaybe<Scalars['SecretReference']['input']>;
  /** The URL. */
  readonly url: Scalars['String']['input'];
};
