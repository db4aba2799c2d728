/**
 * The tables, alike on SQLite and PostgreSQL. Moments are milliseconds since 1970 (UTC) as 64-bit integers, JSON is
 * text, booleans are 0 or 1: what both dialects give back unchanged.
 */
import type {
  AlarmEventType,
  AlarmSeverity,
  AlarmState,
  ErrorCode,
  FindingSource,
  FindingVerdict,
  Platform,
  ProviderState,
  ResourceChangeType,
  ResourceSource,
  Role,
} from '../../schema/generated/types.ts';
import type { Generated } from 'kysely';
import type { DeliveriesTable, EventsTable, EventSubscriptionsTable, WebhooksTable } from './event-tables.ts';
import type { OperationItemsTable, OperationsTable } from './operation-tables.ts';

export interface Tables {
  meta: { key: string; value: string };
  providers: ProvidersTable;
  slices: SlicesTable;
  resources: ResourcesTable;
  resource_tags: { resource_seq: number; key: string; value: string };
  resource_changes: ResourceChangesTable;
  /** Grows with every committed change of what is known of a provider; outlives the provider. */
  inventory_revisions: { provider_id: string; revision: number };
  alarms: AlarmsTable;
  alarm_events: AlarmEventsTable;
  /** One row, held by each appending transaction from its first statement to its commit, so that sequence order is commit order. */
  alarm_log: {
    id: number;
    epoch: string;
    last_seq: number;
    /** The highest sequence that retention removed. */ forgotten_seq: number;
  };
  /** What is due, and when one of the gateways last took it on. */
  claims: { name: string; taken_at: number };
  operations: OperationsTable;
  operation_items: OperationItemsTable;
  api_keys: ApiKeysTable;
  idempotency: IdempotencyTable;
  audit: AuditTable;
  deployments: DeploymentsTable;
  bindings: BindingsTable;
  /** One row; grows with every committed change of deployments and bindings. */
  registry_revision: { id: number; revision: number };
  event_subscriptions: EventSubscriptionsTable;
  webhooks: WebhooksTable;
  events: EventsTable;
  deliveries: DeliveriesTable;
  account_creations: AccountCreationsTable;
  findings: FindingsTable;
}

export interface ProvidersTable {
  id: string;
  name: string;
  connector: string;
  /** The name of the deployment that serves it alone. Null: those that serve its connector. */
  deployment: string | null;
  state: ProviderState;
  state_reason: string | null;
  state_code: ErrorCode | null;
  account_id: string | null;
  /** Which system the account is in, where its id has a meaning there alone. Null: everywhere, or not known. */
  system: string | null;
  /** JSON array of the regions that the owner chose. Null: all. */
  chosen_regions: string | null;
  /** JSON array of the regions that the account has. Null until verified. */
  account_regions: string | null;
  options: string;
  /** Compact JWE. Null: the connector needs none. */
  credential: string | null;
  sync_interval_ms: number | null;
  created_at: number;
  updated_at: number;
  verified_at: number | null;
  synced_at: number | null;
  last_sync_id: string | null;
  /** JSON of an `UpstreamRow`. Null: never asked. */
  upstream: string | null;
  /** 1: the account was made upstream for this provider, and goes with it. */
  created_upstream: number;
}

/** An account that is being made upstream, or whose remains there are still to be removed. */
export interface AccountCreationsTable {
  provider_id: string;
  connector: string;
  deployment: string | null;
  /** What it is called upstream, unlike every other. */
  name: string;
  /** The name that its provider is to have, which no other may take meanwhile. Null: it was given up. */
  reserved_name: string | null;
  /** Null until the creation answered. */
  account_id: string | null;
  options: string;
  credential: string | null;
  begun_at: number;
  /** Null while it may still become a provider. */
  abandoned_at: number | null;
  /** When its removal is tried next; while it may still become a provider, when it is given up for it should have by then. */
  next_attempt_at: number;
  attempts: number;
  error_code: ErrorCode | null;
  error_message: string | null;
}

/** Findings; the newest has the highest `seq`. */
export interface FindingsTable {
  seq: Generated<number>;
  id: string;
  provider_id: string;
  native_id: string;
  check_id: string;
  check_name: string;
  category: string | null;
  verdict: FindingVerdict;
  severity: AlarmSeverity;
  /** The higher the worse, so that one index read backwards gives the worst first and of these the newest. */
  severity_rank: number;
  source: FindingSource;
  subject_kind: string | null;
  subject_native_id: string | null;
  /** Of provider, kind and native id: what its subject is found by, whose region is not known. Null: it names none. */
  subject_id: string | null;
  summary: string;
  /** JSON array of `{key, value}`. */
  details: string;
  native: string | null;
  /** Of all that may change, so that what did not is not written again. */
  hash: string;
  first_seen_at: number;
  /** When the row was last written. What a later complete listing showed unchanged was seen at its slice's `listed_at`. */
  last_seen_at: number;
  cleared_at: number | null;
}

export interface SlicesTable {
  provider_id: string;
  kind: string;
  region: string;
  /** Resources that are not missing. Null while it was never listed. */
  resource_count: number | null;
  /** When the last listing that ended successfully began: what it showed is at least as new. */
  listed_at: number | null;
  attempted_at: number | null;
  error_code: ErrorCode | null;
  error_message: string | null;
}

export interface ResourcesTable {
  /** What tags, changes and the text index refer to: unlike ids, which are random, it lands where the last one did. */
  seq: Generated<number>;
  id: string;
  provider_id: string;
  kind: string;
  region: string;
  native_id: string;
  name: string;
  /** Name and native id in lower case, for searching text. */
  search: string;
  state: string | null;
  /** Of all that a listing compares: name, state, tags, attributes, native. */
  hash: string;
  /** JSON: the common fields that have no column, tags included, and the attributes of the kind. */
  body: string;
  /** JSON: the provider's own record, secrets removed. */
  native: string | null;
  first_seen_at: number;
  /** When the record was last written. What a later complete listing showed unchanged was seen at its slice's `listed_at`. */
  observed_at: number;
  /** How it was read then. */
  source: ResourceSource;
  missing_since: number | null;
}

export interface ResourceChangesTable {
  seq: Generated<number>;
  resource_seq: number;
  at: number;
  type: ResourceChangeType;
  /** JSON: `[{field, before, after}]`. */
  fields: string;
}

export interface AlarmsTable {
  id: string;
  provider_id: string;
  rule: string;
  /** Kind and native id of the subject; both empty for the account itself. */
  subject_kind: string;
  subject_native_id: string;
  resource_id: string | null;
  region: string;
  title: string;
  description: string | null;
  state: AlarmState;
  severity: AlarmSeverity;
  started_at: number;
  changed_at: number;
  seen_at: number;
  resolved_at: number | null;
  acknowledged_by: string | null;
  acknowledged_at: number | null;
  note: string | null;
  native: string | null;
}

export interface AlarmEventsTable {
  seq: number;
  alarm_id: string;
  provider_id: string;
  resource_id: string | null;
  severity: AlarmSeverity;
  type: AlarmEventType;
  from_state: AlarmState | null;
  to_state: AlarmState;
  at: number;
  seen_at: number;
  actor: string | null;
  note: string | null;
  /** JSON: the alarm's row as it was after this event. */
  alarm: string;
}

export interface ApiKeysTable {
  id: string;
  name: string;
  /** SHA-256 of the secret, hexadecimal. The secret has 256 random bits, so no slow hash is needed. */
  secret_hash: string;
  role: Role;
  /** JSON array. Null: all. */
  provider_ids: string | null;
  created_at: number;
  last_used_at: number | null;
  expires_at: number | null;
}

export interface IdempotencyTable {
  /** The API key's id, the mutation's name and the client's key. */
  key: string;
  /** SHA-256 of the canonical input. */
  input_hash: string;
  /** JSON of what the mutation answered. Null while it runs. */
  answer: string | null;
  created_at: number;
}

export interface AuditTable {
  seq: Generated<number>;
  at: number;
  /** The name of the API key. Null: the gateway itself. */
  actor: string | null;
  /** The mutation or function. */
  action: string;
  provider_id: string | null;
  /** JSON of what was asked, secrets left out. */
  details: string;
  /** `ok` or an error code. */
  outcome: string;
}

export interface DeploymentsTable {
  id: string;
  name: string;
  connector: string;
  platform: Platform;
  /** JSON of the platform's target as it was registered. Secrets are references. */
  settings: string;
  enabled: number;
  max_concurrency: number;
  /** JSON: what it said of itself, a `ConnectorManifest`. */
  manifest: string;
  version: string | null;
  created_at: number;
  updated_at: number;
  described_at: number;
}

export interface BindingsTable {
  connector: string;
  /** The operation's key as `gateway/registry` writes it. Empty: all that have no binding of their own. */
  operation: string;
  /** The deployment's name. */
  deployment: string;
  bound_at: number;
}
