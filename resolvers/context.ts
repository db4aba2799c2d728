/**
 * The ports: all that a resolver may call, and who is asking. The gateway implements them, bound to one viewer: what a
 * viewer may not see does not exist in them. Every method throws only errors with a code of the SDL's `ErrorCode`.
 */
import type {
  AlarmEventFilter,
  AlarmFilter,
  BindOperationsInput,
  CallFunctionInput,
  CreateApiKeyInput,
  CreateEventSubscriptionInput,
  CreateProviderInput,
  CreateWebhookInput,
  DeleteEventSubscriptionInput,
  DeleteProviderInput,
  DeliveryFilter,
  FindingFilter,
  FunctionHealth,
  ProviderFilter,
  RedriveDeliveriesInput,
  RegisterDeploymentInput,
  ResourceAction,
  ResourceChange,
  ResourceFilter,
  ResourceGroupKey,
  ResourceOrder,
  SyncProviderInput,
  Tag,
  UnbindOperationsInput,
  UpdateDeploymentInput,
  UpdateEventSubscriptionInput,
  UpdateProviderInput,
} from '../schema/generated/types.ts';
import type {
  AlarmEventRow,
  AlarmPage,
  AlarmRow,
  ApiKeyRow,
  BindingRow,
  ConnectorRow,
  CountedPage,
  DeliveryRow,
  DeploymentConditionRow,
  DeploymentProbeRow,
  DeploymentRow,
  EventSubscriptionRow,
  FindingPage,
  FindingRow,
  FunctionRow,
  OperationItemRow,
  OperationRow,
  Page,
  ProviderRow,
  ResourceGroupPage,
  ResourcePage,
  ResourceRow,
  SliceRow,
  UpstreamRow,
  ViewerRow,
  WebhookRow,
} from './rows.ts';

export interface GatewayContext {
  readonly viewer: ViewerRow;
  readonly providers: Providers;
  readonly resources: Resources;
  readonly alarms: Alarms;
  readonly operations: Operations;
  readonly connectors: Connectors;
  readonly deployments: Deployments;
  readonly events: Events;
  readonly findings: Findings;
  readonly apiKeys: ApiKeys;
}

/** Which part of a list is wanted. `first` is checked by the port against the list's bounds. */
export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

export interface Providers {
  search(filter: ProviderFilter | null | undefined, page: PageArgs): Promise<CountedPage<ProviderRow>>;
  load(id: string): Promise<ProviderRow | null>;
  /** The provider of a row that was found; throws `NotFound` when it went in between. */
  require(id: string): Promise<ProviderRow>;
  slices(id: string): Promise<readonly SliceRow[]>;
  create(input: CreateProviderInput): Promise<{ provider: ProviderRow; operation: OperationRow }>;
  update(input: UpdateProviderInput): Promise<{ provider: ProviderRow }>;
  delete(input: DeleteProviderInput): Promise<{ deletedId: string; deletedResourceCount: number }>;
  sync(input: SyncProviderInput): Promise<{ operation: OperationRow }>;
  /** How it stands in the system behind its connector, asked anew when the answer is older than `maxAge`. */
  upstream(id: string, maxAge: number | null | undefined): Promise<UpstreamRow | null>;
  /** Each provider now and after each change, until the reader returns. */
  follow(ids: readonly string[] | null | undefined): AsyncIterable<ProviderRow>;
}

/** What a search of resources is asked. */
export interface ResourceQuery extends PageArgs {
  readonly filter?: ResourceFilter | null | undefined;
  readonly orderBy?: ResourceOrder | null | undefined;
  readonly maxAge?: number | null | undefined;
}

/** What is done to resources. */
export type ResourceWish =
  | { readonly action: Exclude<ResourceAction, 'TAG'>; readonly kind: 'Instance' }
  | { readonly action: 'TAG'; readonly set: readonly Tag[]; readonly remove: readonly string[] };

export interface Resources {
  search(query: ResourceQuery): Promise<ResourcePage>;
  load(id: string): Promise<ResourceRow | null>;
  /** As `load`, read from the provider first when the record is older than `maxAge`. */
  read(id: string, maxAge: number): Promise<ResourceRow | null>;
  groups(by: ResourceGroupKey, tag: string | null | undefined, query: ResourceQuery): Promise<ResourceGroupPage>;
  native(id: string): Promise<unknown>;
  changes(id: string, page: PageArgs): Promise<Page<ResourceChange>>;
  allowedActions(resource: ResourceRow): Promise<readonly ResourceAction[]>;
  act(wish: ResourceWish, ids: readonly string[], idempotencyKey: string | null | undefined): Promise<OperationRow>;
}

export interface Alarms {
  search(filter: AlarmFilter | null | undefined, page: PageArgs): Promise<AlarmPage>;
  load(id: string): Promise<AlarmRow | null>;
  ofResource(resourceId: string): Promise<readonly AlarmRow[]>;
  acknowledge(
    id: string,
    note: string | null | undefined,
    idempotencyKey: string | null | undefined,
  ): Promise<AlarmRow>;
  /** Every committed event that fits after the cursor, or from now on, in order and once, until the reader returns. */
  follow(filter: AlarmEventFilter | null | undefined, after: string | null | undefined): AsyncIterable<AlarmEventRow>;
}

/** What a search of findings is asked. */
export interface FindingQuery extends PageArgs {
  readonly filter?: FindingFilter | null | undefined;
  readonly maxAge?: number | null | undefined;
}

export interface Findings {
  search(query: FindingQuery): Promise<FindingPage>;
  load(id: string): Promise<FindingRow | null>;
  /** Those that were not cleared, the worst first; at most 200. */
  ofResource(resource: ResourceRow): Promise<readonly FindingRow[]>;
  /** What it is about. Null when it names nothing, or nothing or more than one of the inventory. */
  resourceOf(finding: FindingRow): Promise<ResourceRow | null>;
}

export interface Operations {
  load(id: string): Promise<OperationRow | null>;
  items(id: string): Promise<readonly OperationItemRow[]>;
  /** The operation now and after each step; ends with it. */
  follow(id: string): AsyncIterable<OperationRow>;
}

export interface Connectors {
  search(page: PageArgs): Promise<Page<ConnectorRow>>;
  searchFunctions(connector: string | null | undefined, page: PageArgs): Promise<Page<FunctionRow>>;
  load(id: string): Promise<ConnectorRow | null>;
  loadFunction(id: string): Promise<FunctionRow | null>;
  named(name: string): ConnectorRow;
  functionsOf(name: string): readonly FunctionRow[];
  sealingKey(name: string): Promise<unknown>;
  /** How calls of a function on a deployment went. */
  health(deploymentName: string, functionName: string): FunctionHealth;
}

export interface Deployments {
  search(connector: string | null | undefined, page: PageArgs): Promise<Page<DeploymentRow>>;
  load(id: string): Promise<DeploymentRow | null>;
  /** Null when there is none of this name. */
  named(name: string): DeploymentRow | null;
  /** The deployment of a row that was found; throws `UnknownDeployment` when it went in between. */
  required(name: string): DeploymentRow;
  functionsOf(name: string): readonly FunctionRow[];
  condition(name: string): DeploymentConditionRow;
  /** Null when it needs none or cannot be reached. */
  sealingKey(name: string): Promise<unknown>;
  bindings(connector: string | null | undefined): readonly BindingRow[];
  revision(): number;
  register(input: RegisterDeploymentInput): Promise<{ deployment: DeploymentRow; bindings: readonly BindingRow[] }>;
  update(input: UpdateDeploymentInput): Promise<{ deployment: DeploymentRow }>;
  remove(name: string): Promise<{ removedName: string }>;
  probe(name: string): Promise<{ deployment: DeploymentRow; probe: DeploymentProbeRow; changed: boolean }>;
  bind(input: BindOperationsInput): Promise<{ binding: BindingRow; providersToSealAnew: readonly ProviderRow[] }>;
  unbind(input: UnbindOperationsInput): Promise<{ bindings: readonly BindingRow[] }>;
  /** Calls a handler that only reads. */
  ask(input: CallFunctionInput): Promise<{ data: unknown }>;
  /** Calls a handler. */
  call(input: CallFunctionInput): Promise<{ data: unknown }>;
}

export interface Events {
  searchSubscriptions(page: PageArgs): Promise<Page<EventSubscriptionRow>>;
  loadSubscription(id: string): Promise<EventSubscriptionRow | null>;
  /** Null when it was removed. */
  subscriptionNamed(name: string): Promise<EventSubscriptionRow | null>;
  counts(subscriptionName: string): Promise<{ pending: number; dead: number }>;
  createSubscription(input: CreateEventSubscriptionInput): Promise<{ eventSubscription: EventSubscriptionRow }>;
  updateSubscription(input: UpdateEventSubscriptionInput): Promise<{ eventSubscription: EventSubscriptionRow }>;
  deleteSubscription(input: DeleteEventSubscriptionInput): Promise<{ deletedName: string; discardedCount: number }>;
  searchDeliveries(filter: DeliveryFilter | null | undefined, page: PageArgs): Promise<Page<DeliveryRow>>;
  loadDelivery(id: string): Promise<DeliveryRow | null>;
  redrive(input: RedriveDeliveriesInput): Promise<{ redrivenCount: number }>;
  webhooks(): Promise<readonly WebhookRow[]>;
  loadWebhook(id: string): Promise<WebhookRow | null>;
  createWebhook(input: CreateWebhookInput): Promise<{ webhook: WebhookRow }>;
  deleteWebhook(name: string): Promise<{ deletedName: string }>;
}

export interface ApiKeys {
  list(): Promise<readonly ApiKeyRow[]>;
  load(id: string): Promise<ApiKeyRow | null>;
  create(input: CreateApiKeyInput): Promise<{ apiKey: ApiKeyRow; secret: string }>;
  revoke(id: string): Promise<{ revokedId: string }>;
}
