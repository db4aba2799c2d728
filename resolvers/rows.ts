/** What ports hand to resolvers: rows of the domain. Moments are milliseconds since 1970 (UTC), lengths of time are milliseconds. */
import type {
  AlarmEventType,
  AlarmSeverity,
  AlarmState,
  BreakerState,
  ConnectorOperation,
  ErrorCode,
  FunctionEffect,
  OperationOutcome,
  OperationState,
  OperationType,
  Platform,
  ProviderState,
  ResourceChange,
  ResourceSource,
  ResourceState,
  Role,
  Tag,
  UpstreamState,
} from '../schema/generated/types.ts';
import type { CountedPage, Coverage, Failure, Page } from './page.ts';

export type * from './event-rows.ts';
export type * from './finding-rows.ts';
export type * from './page.ts';

export interface ProviderRow {
  readonly id: string;
  readonly name: string;
  readonly connectorName: string;
  /** The deployment that serves it alone. Null: those that serve its connector. */
  readonly deploymentName: string | null;
  readonly state: ProviderState;
  readonly stateReason: string | null;
  readonly stateCode: ErrorCode | null;
  readonly accountId: string | null;
  /** Which system the account is in, where its id has a meaning there alone. */
  readonly system: string | null;
  /** The regions that are listed: those chosen, or else all that the account has. */
  readonly regions: readonly string[] | null;
  readonly options: unknown;
  readonly syncInterval: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly verifiedAt: number | null;
  readonly syncedAt: number | null;
  readonly lastSyncId: string | null;
  /** Null: never asked, or its connector reaches the account directly. */
  readonly upstream: UpstreamRow | null;
  readonly createdUpstream: boolean;
}

/** How an account stands in the system behind its connector. */
export interface UpstreamRow {
  readonly state: UpstreamState;
  readonly syncedAt: number | null;
  readonly reason: string | null;
  readonly checkedAt: number;
  /** When this gateway first saw the present `syncedAt`, by its own clock. Null while that is null. */
  readonly syncedSeenAt: number | null;
}

export interface SliceRow {
  readonly providerId: string;
  readonly kind: string;
  readonly region: string;
  readonly count: number | null;
  readonly listedAt: number | null;
  readonly attemptedAt: number | null;
  readonly error: Failure | null;
}

/** A resource with the attributes of its kind beside the common fields, so that a field is one property access. */
export interface ResourceRow {
  readonly id: string;
  readonly providerId: string;
  readonly kind: string;
  readonly nativeId: string;
  readonly arn: string | null;
  readonly name: string;
  readonly region: string;
  readonly zone: string | null;
  readonly state: ResourceState | null;
  readonly rawState: string | null;
  readonly tags: readonly Tag[] | null;
  readonly createdAt: string | null;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly missingSince: number | null;
  readonly observedAt: number;
  readonly source: ResourceSource;
  readonly [attribute: string]: unknown;
}

export interface ResourcePage extends CountedPage<ResourceRow> {
  coverage(): Promise<Coverage>;
}

export interface ResourceGroupRow {
  readonly value: string | null;
  readonly count: number;
}

export interface ResourceGroupPage extends Page<ResourceGroupRow> {
  coverage(): Promise<Coverage>;
}

export interface AlarmRow {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly description: string | null;
  readonly state: AlarmState;
  readonly severity: AlarmSeverity;
  readonly providerId: string;
  readonly resourceId: string | null;
  readonly region: string;
  readonly startedAt: number;
  readonly changedAt: number;
  readonly seenAt: number;
  readonly resolvedAt: number | null;
  readonly acknowledgedBy: string | null;
  readonly acknowledgedAt: number | null;
  readonly note: string | null;
  readonly native: unknown;
}

export interface AlarmPage extends CountedPage<AlarmRow> {
  /** The end of the log as this page was read. */
  readonly cursor: string;
}

export interface AlarmEventRow {
  readonly cursor: string;
  readonly type: AlarmEventType;
  readonly from: AlarmState | null;
  readonly to: AlarmState;
  readonly at: number;
  readonly seenAt: number;
  readonly actor: string | null;
  readonly note: string | null;
  readonly alarm: AlarmRow;
}

export interface ConnectorRow {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly operations: readonly ConnectorOperation[];
  readonly kinds: readonly string[];
  readonly credentialSchema: unknown;
  readonly optionsSchema: unknown;
}

export interface FunctionRow {
  readonly id: string;
  readonly name: string;
  readonly connectorName: string;
  readonly operation: ConnectorOperation;
  readonly platform: Platform;
  readonly deploymentName: string;
  /** Whether it serves its operation for providers that have no deployment of their own. */
  readonly bound: boolean;
  readonly effect: FunctionEffect;
  readonly idempotent: boolean;
  readonly permissions: readonly string[];
  readonly callsPerSecond: number | null;
  readonly sensitive: readonly string[];
  readonly inputSchema: unknown;
  readonly outputSchema: unknown;
}

export interface DeploymentRow {
  readonly id: string;
  readonly name: string;
  readonly connectorName: string;
  readonly platform: Platform;
  readonly address: string;
  /** What was registered. Null for those that are built in. */
  readonly settings: unknown;
  readonly builtIn: boolean;
  readonly enabled: boolean;
  readonly maxConcurrency: number;
  readonly version: string | null;
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly describedAt: number | null;
}

export interface DeploymentProbeRow {
  readonly at: number;
  readonly durationMs: number;
  readonly error: Failure | null;
}

export interface DeploymentConditionRow {
  readonly breaker: BreakerState;
  readonly breakerRetryAt: number | null;
  readonly concurrencyLimit: number;
  readonly callsInFlight: number;
  readonly callsQueued: number;
  readonly lastProbe: DeploymentProbeRow | null;
}

export interface BindingRow {
  readonly connectorName: string;
  /** Null: all operations that have no binding of their own. */
  readonly operation: ConnectorOperation | null;
  readonly deploymentName: string;
  /** Null: by itself, because the deployment is built in. */
  readonly boundAt: number | null;
}

export interface OperationRow {
  readonly id: string;
  readonly type: OperationType;
  readonly state: OperationState;
  readonly providerId: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly requestedBy: string | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export interface OperationItemRow {
  readonly slice: { readonly kind: string; readonly region: string } | null;
  readonly resourceId: string | null;
  readonly outcome: OperationOutcome;
  readonly error: Failure | null;
  readonly count: number | null;
}

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly providerIds: readonly string[] | null;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
}

/** Who is asking. */
export interface ViewerRow {
  /** Id of the API key. */
  readonly keyId: string;
  readonly name: string;
  readonly role: Role;
  /** Null: all providers. */
  readonly providerIds: readonly string[] | null;
}

export type ProviderPage = CountedPage<ProviderRow>;
export type ConnectorPage = Page<ConnectorRow>;
export type FunctionPage = Page<FunctionRow>;
export type DeploymentPage = Page<DeploymentRow>;
export type ResourceChangePage = Page<ResourceChange>;
