import type * as Types from '../../schema/generated/types.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProviderRow, ProviderPage, ConnectorPage, FunctionPage, ResourceChangePage, SliceRow, ResourceRow, ResourcePage, ResourceGroupPage, MissingSliceRow, AlarmRow, AlarmEventRow, AlarmPage, UpstreamRow, FindingRow, FindingPage, ConnectorRow, FunctionRow, DeploymentRow, DeploymentPage, DeploymentConditionRow, BindingRow, EventSubscriptionRow, EventSubscriptionPage, DeliveryRow, DeliveryPage, WebhookRow, OperationRow, OperationItemRow, ApiKeyRow, ViewerRow } from '../rows.ts';
import type { GatewayContext } from '../context.ts';
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };


export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Types.Maybe<TTypes> | Promise<Types.Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AlarmRow )
    | ( ApiKeyRow )
    | ( ConnectorRow )
    | ( DeliveryRow )
    | ( DeploymentRow )
    | ( EventSubscriptionRow )
    | ( FindingRow )
    | ( FunctionRow )
    | ( ResourceRow )
    | ( ResourceRow )
    | ( ResourceRow )
    | ( OperationRow )
    | ( ProviderRow )
    | ( ResourceRow )
    | ( ResourceRow )
    | ( WebhookRow )
  ;
  Resource:
    | ( ResourceRow )
    | ( ResourceRow )
    | ( ResourceRow )
    | ( ResourceRow )
    | ( ResourceRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeAlarmInput: Types.AcknowledgeAlarmInput;
  AcknowledgeAlarmPayload: ResolverTypeWrapper<Omit<Types.AcknowledgeAlarmPayload, 'alarm'> & { alarm: ResolversTypes['Alarm'] }>;
  Alarm: ResolverTypeWrapper<AlarmRow>;
  AlarmConnection: ResolverTypeWrapper<AlarmPage>;
  AlarmEdge: ResolverTypeWrapper<Omit<Types.AlarmEdge, 'node'> & { node: ResolversTypes['Alarm'] }>;
  AlarmEvent: ResolverTypeWrapper<AlarmEventRow>;
  AlarmEventFilter: Types.AlarmEventFilter;
  AlarmEventType: Types.AlarmEventType;
  AlarmFilter: Types.AlarmFilter;
  AlarmSeverity: Types.AlarmSeverity;
  AlarmState: Types.AlarmState;
  ApiKey: ResolverTypeWrapper<ApiKeyRow>;
  AssumedRole: Types.AssumedRole;
  AzureTarget: Types.AzureTarget;
  BestPractice: ResolverTypeWrapper<Types.BestPractice>;
  BindOperationsInput: Types.BindOperationsInput;
  BindOperationsPayload: ResolverTypeWrapper<Omit<Types.BindOperationsPayload, 'binding' | 'providersToSealAnew'> & { binding: ResolversTypes['Binding'], providersToSealAnew: ReadonlyArray<ResolversTypes['Provider']> }>;
  Binding: ResolverTypeWrapper<BindingRow>;
  Boolean: ResolverTypeWrapper<Types.Scalars['Boolean']['output']>;
  BreakerState: Types.BreakerState;
  CallFunctionInput: Types.CallFunctionInput;
  CallFunctionPayload: ResolverTypeWrapper<Types.CallFunctionPayload>;
  Connector: ResolverTypeWrapper<ConnectorRow>;
  ConnectorConnection: ResolverTypeWrapper<ConnectorPage>;
  ConnectorEdge: ResolverTypeWrapper<Omit<Types.ConnectorEdge, 'node'> & { node: ResolversTypes['Connector'] }>;
  ConnectorOperation: ResolverTypeWrapper<Types.ConnectorOperation>;
  ConnectorOperationInput: Types.ConnectorOperationInput;
  ConnectorOperationType: Types.ConnectorOperationType;
  CreateApiKeyInput: Types.CreateApiKeyInput;
  CreateApiKeyPayload: ResolverTypeWrapper<Omit<Types.CreateApiKeyPayload, 'apiKey'> & { apiKey: ResolversTypes['ApiKey'] }>;
  CreateEventSubscriptionInput: Types.CreateEventSubscriptionInput;
  CreateEventSubscriptionPayload: ResolverTypeWrapper<Omit<Types.CreateEventSubscriptionPayload, 'eventSubscription'> & { eventSubscription: ResolversTypes['EventSubscription'] }>;
  CreateProviderInput: Types.CreateProviderInput;
  CreateProviderPayload: ResolverTypeWrapper<Omit<Types.CreateProviderPayload, 'operation' | 'provider'> & { operation: ResolversTypes['Operation'], provider: ResolversTypes['Provider'] }>;
  CreateWebhookInput: Types.CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<Omit<Types.CreateWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  CredentialInput: Types.CredentialInput;
  DateTime: ResolverTypeWrapper<Types.Scalars['DateTime']['output']>;
  DeleteEventSubscriptionInput: Types.DeleteEventSubscriptionInput;
  DeleteEventSubscriptionPayload: ResolverTypeWrapper<Types.DeleteEventSubscriptionPayload>;
  DeleteProviderInput: Types.DeleteProviderInput;
  DeleteProviderPayload: ResolverTypeWrapper<Types.DeleteProviderPayload>;
  DeleteWebhookInput: Types.DeleteWebhookInput;
  DeleteWebhookPayload: ResolverTypeWrapper<Types.DeleteWebhookPayload>;
  Delivery: ResolverTypeWrapper<DeliveryRow>;
  DeliveryConnection: ResolverTypeWrapper<DeliveryPage>;
  DeliveryEdge: ResolverTypeWrapper<Omit<Types.DeliveryEdge, 'node'> & { node: ResolversTypes['Delivery'] }>;
  DeliveryFilter: Types.DeliveryFilter;
  DeliveryState: Types.DeliveryState;
  Deployment: ResolverTypeWrapper<DeploymentRow>;
  DeploymentCondition: ResolverTypeWrapper<DeploymentConditionRow>;
  DeploymentConnection: ResolverTypeWrapper<DeploymentPage>;
  DeploymentEdge: ResolverTypeWrapper<Omit<Types.DeploymentEdge, 'node'> & { node: ResolversTypes['Deployment'] }>;
  DeploymentProbe: ResolverTypeWrapper<Types.DeploymentProbe>;
  DeploymentTarget: Types.DeploymentTarget;
  Duration: ResolverTypeWrapper<Types.Scalars['Duration']['output']>;
  ErrorCode: Types.ErrorCode;
  EventSubscription: ResolverTypeWrapper<EventSubscriptionRow>;
  EventSubscriptionConnection: ResolverTypeWrapper<EventSubscriptionPage>;
  EventSubscriptionEdge: ResolverTypeWrapper<Omit<Types.EventSubscriptionEdge, 'node'> & { node: ResolversTypes['EventSubscription'] }>;
  EventSubscriptionMode: Types.EventSubscriptionMode;
  FieldChange: ResolverTypeWrapper<Types.FieldChange>;
  Finding: ResolverTypeWrapper<FindingRow>;
  FindingConnection: ResolverTypeWrapper<FindingPage>;
  FindingDetail: ResolverTypeWrapper<Types.FindingDetail>;
  FindingEdge: ResolverTypeWrapper<Omit<Types.FindingEdge, 'node'> & { node: ResolversTypes['Finding'] }>;
  FindingFilter: Types.FindingFilter;
  FindingSource: Types.FindingSource;
  FindingVerdict: Types.FindingVerdict;
  FirewallRule: ResolverTypeWrapper<Types.FirewallRule>;
  Float: ResolverTypeWrapper<Types.Scalars['Float']['output']>;
  Function: ResolverTypeWrapper<FunctionRow>;
  FunctionConnection: ResolverTypeWrapper<FunctionPage>;
  FunctionEdge: ResolverTypeWrapper<Omit<Types.FunctionEdge, 'node'> & { node: ResolversTypes['Function'] }>;
  FunctionEffect: Types.FunctionEffect;
  FunctionHealth: ResolverTypeWrapper<Types.FunctionHealth>;
  GcfTarget: Types.GcfTarget;
  GenericResource: ResolverTypeWrapper<ResourceRow>;
  HttpTarget: Types.HttpTarget;
  ID: ResolverTypeWrapper<Types.Scalars['ID']['output']>;
  Instance: ResolverTypeWrapper<ResourceRow>;
  InstanceActionInput: Types.InstanceActionInput;
  Int: ResolverTypeWrapper<Types.Scalars['Int']['output']>;
  IpAddress: ResolverTypeWrapper<ResourceRow>;
  JSON: ResolverTypeWrapper<Types.Scalars['JSON']['output']>;
  KnativeTarget: Types.KnativeTarget;
  KubelessTarget: Types.KubelessTarget;
  LambdaTarget: Types.LambdaTarget;
  LambdaUrlAuthentication: Types.LambdaUrlAuthentication;
  LambdaUrlTarget: Types.LambdaUrlTarget;
  MissingSlice: ResolverTypeWrapper<MissingSliceRow>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OpenfaasTarget: Types.OpenfaasTarget;
  OpenwhiskTarget: Types.OpenwhiskTarget;
  Operation: ResolverTypeWrapper<OperationRow>;
  OperationItem: ResolverTypeWrapper<OperationItemRow>;
  OperationOutcome: Types.OperationOutcome;
  OperationSlice: ResolverTypeWrapper<Types.OperationSlice>;
  OperationState: Types.OperationState;
  OperationType: Types.OperationType;
  OrderDirection: Types.OrderDirection;
  PageInfo: ResolverTypeWrapper<Types.PageInfo>;
  Platform: Types.Platform;
  ProbeDeploymentInput: Types.ProbeDeploymentInput;
  ProbeDeploymentPayload: ResolverTypeWrapper<Omit<Types.ProbeDeploymentPayload, 'deployment'> & { deployment: ResolversTypes['Deployment'] }>;
  Provider: ResolverTypeWrapper<ProviderRow>;
  ProviderConnection: ResolverTypeWrapper<ProviderPage>;
  ProviderEdge: ResolverTypeWrapper<Omit<Types.ProviderEdge, 'node'> & { node: ResolversTypes['Provider'] }>;
  ProviderFilter: Types.ProviderFilter;
  ProviderState: Types.ProviderState;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RedriveDeliveriesInput: Types.RedriveDeliveriesInput;
  RedriveDeliveriesPayload: ResolverTypeWrapper<Types.RedriveDeliveriesPayload>;
  RegisterDeploymentInput: Types.RegisterDeploymentInput;
  RegisterDeploymentPayload: ResolverTypeWrapper<Omit<Types.RegisterDeploymentPayload, 'bindings' | 'deployment'> & { bindings: ReadonlyArray<ResolversTypes['Binding']>, deployment: ResolversTypes['Deployment'] }>;
  RemoveDeploymentInput: Types.RemoveDeploymentInput;
  RemoveDeploymentPayload: ResolverTypeWrapper<Types.RemoveDeploymentPayload>;
  Resource: ResolverTypeWrapper<ResourceRow>;
  ResourceAction: Types.ResourceAction;
  ResourceActionPayload: ResolverTypeWrapper<Omit<Types.ResourceActionPayload, 'operation'> & { operation: ResolversTypes['Operation'] }>;
  ResourceChange: ResolverTypeWrapper<Types.ResourceChange>;
  ResourceChangeConnection: ResolverTypeWrapper<ResourceChangePage>;
  ResourceChangeEdge: ResolverTypeWrapper<Types.ResourceChangeEdge>;
  ResourceChangeType: Types.ResourceChangeType;
  ResourceConnection: ResolverTypeWrapper<ResourcePage>;
  ResourceEdge: ResolverTypeWrapper<Omit<Types.ResourceEdge, 'node'> & { node: ResolversTypes['Resource'] }>;
  ResourceFilter: Types.ResourceFilter;
  ResourceGroup: ResolverTypeWrapper<Types.ResourceGroup>;
  ResourceGroupConnection: ResolverTypeWrapper<ResourceGroupPage>;
  ResourceGroupEdge: ResolverTypeWrapper<Types.ResourceGroupEdge>;
  ResourceGroupKey: Types.ResourceGroupKey;
  ResourceOrder: Types.ResourceOrder;
  ResourceOrderField: Types.ResourceOrderField;
  ResourceSource: Types.ResourceSource;
  ResourceState: Types.ResourceState;
  RevokeApiKeyInput: Types.RevokeApiKeyInput;
  RevokeApiKeyPayload: ResolverTypeWrapper<Types.RevokeApiKeyPayload>;
  Role: Types.Role;
  SecretReference: ResolverTypeWrapper<Types.Scalars['SecretReference']['output']>;
  SecurityGroup: ResolverTypeWrapper<ResourceRow>;
  Slice: ResolverTypeWrapper<SliceRow>;
  SliceError: ResolverTypeWrapper<Types.SliceError>;
  String: ResolverTypeWrapper<Types.Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SyncProviderInput: Types.SyncProviderInput;
  SyncProviderPayload: ResolverTypeWrapper<Omit<Types.SyncProviderPayload, 'operation'> & { operation: ResolversTypes['Operation'] }>;
  Tag: ResolverTypeWrapper<Types.Tag>;
  TagFilter: Types.TagFilter;
  TagInput: Types.TagInput;
  TagResourcesInput: Types.TagResourcesInput;
  TrafficDirection: Types.TrafficDirection;
  UnbindOperationsInput: Types.UnbindOperationsInput;
  UnbindOperationsPayload: ResolverTypeWrapper<Omit<Types.UnbindOperationsPayload, 'bindings'> & { bindings: ReadonlyArray<ResolversTypes['Binding']> }>;
  UpdateDeploymentInput: Types.UpdateDeploymentInput;
  UpdateDeploymentPayload: ResolverTypeWrapper<Omit<Types.UpdateDeploymentPayload, 'deployment'> & { deployment: ResolversTypes['Deployment'] }>;
  UpdateEventSubscriptionInput: Types.UpdateEventSubscriptionInput;
  UpdateEventSubscriptionPayload: ResolverTypeWrapper<Omit<Types.UpdateEventSubscriptionPayload, 'eventSubscription'> & { eventSubscription: ResolversTypes['EventSubscription'] }>;
  UpdateProviderInput: Types.UpdateProviderInput;
  UpdateProviderPayload: ResolverTypeWrapper<Omit<Types.UpdateProviderPayload, 'provider'> & { provider: ResolversTypes['Provider'] }>;
  Upstream: ResolverTypeWrapper<UpstreamRow>;
  UpstreamState: Types.UpstreamState;
  Viewer: ResolverTypeWrapper<ViewerRow>;
  Volume: ResolverTypeWrapper<ResourceRow>;
  VolumeAttachment: ResolverTypeWrapper<Types.VolumeAttachment>;
  Webhook: ResolverTypeWrapper<WebhookRow>;
  WebhookKind: Types.WebhookKind;
  WorkerTarget: Types.WorkerTarget;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeAlarmInput: Types.AcknowledgeAlarmInput;
  AcknowledgeAlarmPayload: Omit<Types.AcknowledgeAlarmPayload, 'alarm'> & { alarm: ResolversParentTypes['Alarm'] };
  Alarm: AlarmRow;
  AlarmConnection: AlarmPage;
  AlarmEdge: Omit<Types.AlarmEdge, 'node'> & { node: ResolversParentTypes['Alarm'] };
  AlarmEvent: AlarmEventRow;
  AlarmEventFilter: Types.AlarmEventFilter;
  AlarmFilter: Types.AlarmFilter;
  ApiKey: ApiKeyRow;
  AssumedRole: Types.AssumedRole;
  AzureTarget: Types.AzureTarget;
  BestPractice: Types.BestPractice;
  BindOperationsInput: Types.BindOperationsInput;
  BindOperationsPayload: Omit<Types.BindOperationsPayload, 'binding' | 'providersToSealAnew'> & { binding: ResolversParentTypes['Binding'], providersToSealAnew: ReadonlyArray<ResolversParentTypes['Provider']> };
  Binding: BindingRow;
  Boolean: Types.Scalars['Boolean']['output'];
  CallFunctionInput: Types.CallFunctionInput;
  CallFunctionPayload: Types.CallFunctionPayload;
  Connector: ConnectorRow;
  ConnectorConnection: ConnectorPage;
  ConnectorEdge: Omit<Types.ConnectorEdge, 'node'> & { node: ResolversParentTypes['Connector'] };
  ConnectorOperation: Types.ConnectorOperation;
  ConnectorOperationInput: Types.ConnectorOperationInput;
  CreateApiKeyInput: Types.CreateApiKeyInput;
  CreateApiKeyPayload: Omit<Types.CreateApiKeyPayload, 'apiKey'> & { apiKey: ResolversParentTypes['ApiKey'] };
  CreateEventSubscriptionInput: Types.CreateEventSubscriptionInput;
  CreateEventSubscriptionPayload: Omit<Types.CreateEventSubscriptionPayload, 'eventSubscription'> & { eventSubscription: ResolversParentTypes['EventSubscription'] };
  CreateProviderInput: Types.CreateProviderInput;
  CreateProviderPayload: Omit<Types.CreateProviderPayload, 'operation' | 'provider'> & { operation: ResolversParentTypes['Operation'], provider: ResolversParentTypes['Provider'] };
  CreateWebhookInput: Types.CreateWebhookInput;
  CreateWebhookPayload: Omit<Types.CreateWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  CredentialInput: Types.CredentialInput;
  DateTime: Types.Scalars['DateTime']['output'];
  DeleteEventSubscriptionInput: Types.DeleteEventSubscriptionInput;
  DeleteEventSubscriptionPayload: Types.DeleteEventSubscriptionPayload;
  DeleteProviderInput: Types.DeleteProviderInput;
  DeleteProviderPayload: Types.DeleteProviderPayload;
  DeleteWebhookInput: Types.DeleteWebhookInput;
  DeleteWebhookPayload: Types.DeleteWebhookPayload;
  Delivery: DeliveryRow;
  DeliveryConnection: DeliveryPage;
  DeliveryEdge: Omit<Types.DeliveryEdge, 'node'> & { node: ResolversParentTypes['Delivery'] };
  DeliveryFilter: Types.DeliveryFilter;
  Deployment: DeploymentRow;
  DeploymentCondition: DeploymentConditionRow;
  DeploymentConnection: DeploymentPage;
  DeploymentEdge: Omit<Types.DeploymentEdge, 'node'> & { node: ResolversParentTypes['Deployment'] };
  DeploymentProbe: Types.DeploymentProbe;
  DeploymentTarget: Types.DeploymentTarget;
  Duration: Types.Scalars['Duration']['output'];
  EventSubscription: EventSubscriptionRow;
  EventSubscriptionConnection: EventSubscriptionPage;
  EventSubscriptionEdge: Omit<Types.EventSubscriptionEdge, 'node'> & { node: ResolversParentTypes['EventSubscription'] };
  FieldChange: Types.FieldChange;
  Finding: FindingRow;
  FindingConnection: FindingPage;
  FindingDetail: Types.FindingDetail;
  FindingEdge: Omit<Types.FindingEdge, 'node'> & { node: ResolversParentTypes['Finding'] };
  FindingFilter: Types.FindingFilter;
  FirewallRule: Types.FirewallRule;
  Float: Types.Scalars['Float']['output'];
  Function: FunctionRow;
  FunctionConnection: FunctionPage;
  FunctionEdge: Omit<Types.FunctionEdge, 'node'> & { node: ResolversParentTypes['Function'] };
  FunctionHealth: Types.FunctionHealth;
  GcfTarget: Types.GcfTarget;
  GenericResource: ResourceRow;
  HttpTarget: Types.HttpTarget;
  ID: Types.Scalars['ID']['output'];
  Instance: ResourceRow;
  InstanceActionInput: Types.InstanceActionInput;
  Int: Types.Scalars['Int']['output'];
  IpAddress: ResourceRow;
  JSON: Types.Scalars['JSON']['output'];
  KnativeTarget: Types.KnativeTarget;
  KubelessTarget: Types.KubelessTarget;
  LambdaTarget: Types.LambdaTarget;
  LambdaUrlTarget: Types.LambdaUrlTarget;
  MissingSlice: MissingSliceRow;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OpenfaasTarget: Types.OpenfaasTarget;
  OpenwhiskTarget: Types.OpenwhiskTarget;
  Operation: OperationRow;
  OperationItem: OperationItemRow;
  OperationSlice: Types.OperationSlice;
  PageInfo: Types.PageInfo;
  ProbeDeploymentInput: Types.ProbeDeploymentInput;
  ProbeDeploymentPayload: Omit<Types.ProbeDeploymentPayload, 'deployment'> & { deployment: ResolversParentTypes['Deployment'] };
  Provider: ProviderRow;
  ProviderConnection: ProviderPage;
  ProviderEdge: Omit<Types.ProviderEdge, 'node'> & { node: ResolversParentTypes['Provider'] };
  ProviderFilter: Types.ProviderFilter;
  Query: Record<PropertyKey, never>;
  RedriveDeliveriesInput: Types.RedriveDeliveriesInput;
  RedriveDeliveriesPayload: Types.RedriveDeliveriesPayload;
  RegisterDeploymentInput: Types.RegisterDeploymentInput;
  RegisterDeploymentPayload: Omit<Types.RegisterDeploymentPayload, 'bindings' | 'deployment'> & { bindings: ReadonlyArray<ResolversParentTypes['Binding']>, deployment: ResolversParentTypes['Deployment'] };
  RemoveDeploymentInput: Types.RemoveDeploymentInput;
  RemoveDeploymentPayload: Types.RemoveDeploymentPayload;
  Resource: ResourceRow;
  ResourceActionPayload: Omit<Types.ResourceActionPayload, 'operation'> & { operation: ResolversParentTypes['Operation'] };
  ResourceChange: Types.ResourceChange;
  ResourceChangeConnection: ResourceChangePage;
  ResourceChangeEdge: Types.ResourceChangeEdge;
  ResourceConnection: ResourcePage;
  ResourceEdge: Omit<Types.ResourceEdge, 'node'> & { node: ResolversParentTypes['Resource'] };
  ResourceFilter: Types.ResourceFilter;
  ResourceGroup: Types.ResourceGroup;
  ResourceGroupConnection: ResourceGroupPage;
  ResourceGroupEdge: Types.ResourceGroupEdge;
  ResourceOrder: Types.ResourceOrder;
  RevokeApiKeyInput: Types.RevokeApiKeyInput;
  RevokeApiKeyPayload: Types.RevokeApiKeyPayload;
  SecretReference: Types.Scalars['SecretReference']['output'];
  SecurityGroup: ResourceRow;
  Slice: SliceRow;
  SliceError: Types.SliceError;
  String: Types.Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  SyncProviderInput: Types.SyncProviderInput;
  SyncProviderPayload: Omit<Types.SyncProviderPayload, 'operation'> & { operation: ResolversParentTypes['Operation'] };
  Tag: Types.Tag;
  TagFilter: Types.TagFilter;
  TagInput: Types.TagInput;
  TagResourcesInput: Types.TagResourcesInput;
  UnbindOperationsInput: Types.UnbindOperationsInput;
  UnbindOperationsPayload: Omit<Types.UnbindOperationsPayload, 'bindings'> & { bindings: ReadonlyArray<ResolversParentTypes['Binding']> };
  UpdateDeploymentInput: Types.UpdateDeploymentInput;
  UpdateDeploymentPayload: Omit<Types.UpdateDeploymentPayload, 'deployment'> & { deployment: ResolversParentTypes['Deployment'] };
  UpdateEventSubscriptionInput: Types.UpdateEventSubscriptionInput;
  UpdateEventSubscriptionPayload: Omit<Types.UpdateEventSubscriptionPayload, 'eventSubscription'> & { eventSubscription: ResolversParentTypes['EventSubscription'] };
  UpdateProviderInput: Types.UpdateProviderInput;
  UpdateProviderPayload: Omit<Types.UpdateProviderPayload, 'provider'> & { provider: ResolversParentTypes['Provider'] };
  Upstream: UpstreamRow;
  Viewer: ViewerRow;
  Volume: ResourceRow;
  VolumeAttachment: Types.VolumeAttachment;
  Webhook: WebhookRow;
  WorkerTarget: Types.WorkerTarget;
};

export type RoleDirectiveArgs = {
  is: Types.Role;
};

export type RoleDirectiveResolver<Result, Parent, ContextType = GatewayContext, Args = RoleDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcknowledgeAlarmPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['AcknowledgeAlarmPayload'] = ResolversParentTypes['AcknowledgeAlarmPayload']> = {
  alarm?: Resolver<ResolversTypes['Alarm'], ParentType, ContextType>;
};

export type AlarmResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Alarm'] = ResolversParentTypes['Alarm']> = {
  acknowledgedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  note?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<Types.Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resolvedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resource?: Resolver<Types.Maybe<ResolversTypes['Resource']>, ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['AlarmSeverity'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AlarmState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AlarmConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['AlarmConnection'] = ResolversParentTypes['AlarmConnection']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['AlarmEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Alarm']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AlarmEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['AlarmEdge'] = ResolversParentTypes['AlarmEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Alarm'], ParentType, ContextType>;
};

export type AlarmEventResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['AlarmEvent'] = ResolversParentTypes['AlarmEvent']> = {
  actor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alarm?: Resolver<ResolversTypes['Alarm'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<Types.Maybe<ResolversTypes['AlarmState']>, ParentType, ContextType>;
  note?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['AlarmState'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['AlarmEventType'], ParentType, ContextType>;
};

export type ApiKeyResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ApiKey'] = ResolversParentTypes['ApiKey']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  providerIds?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BestPracticeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['BestPractice'] = ResolversParentTypes['BestPractice']> = {
  category?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type BindOperationsPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['BindOperationsPayload'] = ResolversParentTypes['BindOperationsPayload']> = {
  binding?: Resolver<ResolversTypes['Binding'], ParentType, ContextType>;
  providersToSealAnew?: Resolver<ReadonlyArray<ResolversTypes['Provider']>, ParentType, ContextType>;
};

export type BindingResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Binding'] = ResolversParentTypes['Binding']> = {
  boundAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  connector?: Resolver<ResolversTypes['Connector'], ParentType, ContextType>;
  deployment?: Resolver<ResolversTypes['Deployment'], ParentType, ContextType>;
  operation?: Resolver<Types.Maybe<ResolversTypes['ConnectorOperation']>, ParentType, ContextType>;
};

export type CallFunctionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CallFunctionPayload'] = ResolversParentTypes['CallFunctionPayload']> = {
  data?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ConnectorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Connector'] = ResolversParentTypes['Connector']> = {
  credentialSchema?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  functions?: Resolver<ReadonlyArray<ResolversTypes['Function']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kinds?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operations?: Resolver<ReadonlyArray<ResolversTypes['ConnectorOperation']>, ParentType, ContextType>;
  optionsSchema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  sealingKey?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConnectorConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ConnectorConnection'] = ResolversParentTypes['ConnectorConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConnectorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Connector']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ConnectorEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ConnectorEdge'] = ResolversParentTypes['ConnectorEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Connector'], ParentType, ContextType>;
};

export type ConnectorOperationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ConnectorOperation'] = ResolversParentTypes['ConnectorOperation']> = {
  action?: Resolver<Types.Maybe<ResolversTypes['ResourceAction']>, ParentType, ContextType>;
  handler?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ConnectorOperationType'], ParentType, ContextType>;
};

export type CreateApiKeyPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateApiKeyPayload'] = ResolversParentTypes['CreateApiKeyPayload']> = {
  apiKey?: Resolver<ResolversTypes['ApiKey'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateEventSubscriptionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateEventSubscriptionPayload'] = ResolversParentTypes['CreateEventSubscriptionPayload']> = {
  eventSubscription?: Resolver<ResolversTypes['EventSubscription'], ParentType, ContextType>;
};

export type CreateProviderPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateProviderPayload'] = ResolversParentTypes['CreateProviderPayload']> = {
  operation?: Resolver<ResolversTypes['Operation'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
};

export type CreateWebhookPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['CreateWebhookPayload'] = ResolversParentTypes['CreateWebhookPayload']> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteEventSubscriptionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteEventSubscriptionPayload'] = ResolversParentTypes['DeleteEventSubscriptionPayload']> = {
  deletedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  discardedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeleteProviderPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteProviderPayload'] = ResolversParentTypes['DeleteProviderPayload']> = {
  deletedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deletedResourceCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeleteWebhookPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeleteWebhookPayload'] = ResolversParentTypes['DeleteWebhookPayload']> = {
  deletedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeliveryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Delivery'] = ResolversParentTypes['Delivery']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Types.Maybe<ResolversTypes['SliceError']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  finishedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  functionName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAttemptAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['DeliveryState'], ParentType, ContextType>;
  subscription?: Resolver<Types.Maybe<ResolversTypes['EventSubscription']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeliveryConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeliveryConnection'] = ResolversParentTypes['DeliveryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DeliveryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Delivery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DeliveryEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeliveryEdge'] = ResolversParentTypes['DeliveryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Delivery'], ParentType, ContextType>;
};

export type DeploymentResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Deployment'] = ResolversParentTypes['Deployment']> = {
  address?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  builtIn?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  condition?: Resolver<ResolversTypes['DeploymentCondition'], ParentType, ContextType>;
  connector?: Resolver<ResolversTypes['Connector'], ParentType, ContextType>;
  createdAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  describedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  functions?: Resolver<ReadonlyArray<ResolversTypes['Function']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxConcurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  sealingKey?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  settings?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  updatedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeploymentConditionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeploymentCondition'] = ResolversParentTypes['DeploymentCondition']> = {
  breaker?: Resolver<ResolversTypes['BreakerState'], ParentType, ContextType>;
  breakerRetryAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  callsInFlight?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  callsQueued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  concurrencyLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastProbe?: Resolver<Types.Maybe<ResolversTypes['DeploymentProbe']>, ParentType, ContextType>;
};

export type DeploymentConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeploymentConnection'] = ResolversParentTypes['DeploymentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DeploymentEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Deployment']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type DeploymentEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeploymentEdge'] = ResolversParentTypes['DeploymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Deployment'], ParentType, ContextType>;
};

export type DeploymentProbeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['DeploymentProbe'] = ResolversParentTypes['DeploymentProbe']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  error?: Resolver<Types.Maybe<ResolversTypes['SliceError']>, ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type EventSubscriptionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['EventSubscription'] = ResolversParentTypes['EventSubscription']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deployment?: Resolver<Types.Maybe<ResolversTypes['Deployment']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  filter?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  functionName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  maxAge?: Resolver<ResolversTypes['Duration'], ParentType, ContextType>;
  maxAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mode?: Resolver<ResolversTypes['EventSubscriptionMode'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  pendingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  provider?: Resolver<Types.Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EventSubscriptionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['EventSubscriptionConnection'] = ResolversParentTypes['EventSubscriptionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventSubscriptionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['EventSubscription']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EventSubscriptionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['EventSubscriptionEdge'] = ResolversParentTypes['EventSubscriptionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EventSubscription'], ParentType, ContextType>;
};

export type FieldChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FieldChange'] = ResolversParentTypes['FieldChange']> = {
  after?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  before?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  check?: Resolver<ResolversTypes['BestPractice'], ParentType, ContextType>;
  clearedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  details?: Resolver<ReadonlyArray<ResolversTypes['FindingDetail']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  resource?: Resolver<Types.Maybe<ResolversTypes['Resource']>, ParentType, ContextType>;
  resourceNativeId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['AlarmSeverity'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['FindingSource'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  verdict?: Resolver<ResolversTypes['FindingVerdict'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FindingConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FindingConnection'] = ResolversParentTypes['FindingConnection']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['FindingEdge']>, ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['MissingSlice']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type FindingDetailResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FindingDetail'] = ResolversParentTypes['FindingDetail']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FindingEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FindingEdge'] = ResolversParentTypes['FindingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Finding'], ParentType, ContextType>;
};

export type FirewallRuleResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FirewallRule'] = ResolversParentTypes['FirewallRule']> = {
  cidr?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  direction?: Resolver<ResolversTypes['TrafficDirection'], ParentType, ContextType>;
  fromPort?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  peerId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  protocol?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toPort?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FunctionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Function'] = ResolversParentTypes['Function']> = {
  bound?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  callsPerSecond?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  connector?: Resolver<ResolversTypes['Connector'], ParentType, ContextType>;
  deployment?: Resolver<ResolversTypes['Deployment'], ParentType, ContextType>;
  effect?: Resolver<ResolversTypes['FunctionEffect'], ParentType, ContextType>;
  health?: Resolver<ResolversTypes['FunctionHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  idempotent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  inputSchema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['ConnectorOperation'], ParentType, ContextType>;
  outputSchema?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  permissions?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  platform?: Resolver<ResolversTypes['Platform'], ParentType, ContextType>;
  sensitive?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FunctionConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FunctionConnection'] = ResolversParentTypes['FunctionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FunctionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Function']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FunctionEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FunctionEdge'] = ResolversParentTypes['FunctionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Function'], ParentType, ContextType>;
};

export type FunctionHealthResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['FunctionHealth'] = ResolversParentTypes['FunctionHealth']> = {
  calls?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lastError?: Resolver<Types.Maybe<ResolversTypes['SliceError']>, ParentType, ContextType>;
  lastErrorAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  p50Ms?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95Ms?: Resolver<Types.Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type GenericResourceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['GenericResource'] = ResolversParentTypes['GenericResource']> = {
  alarms?: Resolver<ReadonlyArray<ResolversTypes['Alarm']>, ParentType, ContextType>;
  allowedActions?: Resolver<ReadonlyArray<ResolversTypes['ResourceAction']>, ParentType, ContextType>;
  arn?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attributes?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ResourceChangeConnection'], ParentType, ContextType, RequireFields<Types.GenericResourceChangesArgs, 'first'>>;
  createdAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  missingSince?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  rawState?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ResourceSource'], ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  tags?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType>;
  zone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstanceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Instance'] = ResolversParentTypes['Instance']> = {
  alarms?: Resolver<ReadonlyArray<ResolversTypes['Alarm']>, ParentType, ContextType>;
  allowedActions?: Resolver<ReadonlyArray<ResolversTypes['ResourceAction']>, ParentType, ContextType>;
  architecture?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  arn?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ResourceChangeConnection'], ParentType, ContextType, RequireFields<Types.InstanceChangesArgs, 'first'>>;
  createdAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instanceType?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keyName?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  launchedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  memoryMiB?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  missingSince?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networkId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  platform?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  privateIps?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  publicIps?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  rawState?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  securityGroupIds?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ResourceSource'], ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  subnetId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType>;
  vcpus?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  zone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IpAddressResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['IpAddress'] = ResolversParentTypes['IpAddress']> = {
  address?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alarms?: Resolver<ReadonlyArray<ResolversTypes['Alarm']>, ParentType, ContextType>;
  allowedActions?: Resolver<ReadonlyArray<ResolversTypes['ResourceAction']>, ParentType, ContextType>;
  arn?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  associationId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ResourceChangeConnection'], ParentType, ContextType, RequireFields<Types.IpAddressChangesArgs, 'first'>>;
  createdAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  interfaceId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  missingSince?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  rawState?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ResourceSource'], ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  tags?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType>;
  zone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export type MissingSliceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['MissingSlice'] = ResolversParentTypes['MissingSlice']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  listedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acknowledgeAlarm?: Resolver<ResolversTypes['AcknowledgeAlarmPayload'], ParentType, ContextType, RequireFields<Types.MutationAcknowledgeAlarmArgs, 'input'>>;
  bindOperations?: Resolver<ResolversTypes['BindOperationsPayload'], ParentType, ContextType, RequireFields<Types.MutationBindOperationsArgs, 'input'>>;
  callFunction?: Resolver<ResolversTypes['CallFunctionPayload'], ParentType, ContextType, RequireFields<Types.MutationCallFunctionArgs, 'input'>>;
  createApiKey?: Resolver<ResolversTypes['CreateApiKeyPayload'], ParentType, ContextType, RequireFields<Types.MutationCreateApiKeyArgs, 'input'>>;
  createEventSubscription?: Resolver<ResolversTypes['CreateEventSubscriptionPayload'], ParentType, ContextType, RequireFields<Types.MutationCreateEventSubscriptionArgs, 'input'>>;
  createProvider?: Resolver<ResolversTypes['CreateProviderPayload'], ParentType, ContextType, RequireFields<Types.MutationCreateProviderArgs, 'input'>>;
  createWebhook?: Resolver<ResolversTypes['CreateWebhookPayload'], ParentType, ContextType, RequireFields<Types.MutationCreateWebhookArgs, 'input'>>;
  deleteEventSubscription?: Resolver<ResolversTypes['DeleteEventSubscriptionPayload'], ParentType, ContextType, RequireFields<Types.MutationDeleteEventSubscriptionArgs, 'input'>>;
  deleteProvider?: Resolver<ResolversTypes['DeleteProviderPayload'], ParentType, ContextType, RequireFields<Types.MutationDeleteProviderArgs, 'input'>>;
  deleteWebhook?: Resolver<ResolversTypes['DeleteWebhookPayload'], ParentType, ContextType, RequireFields<Types.MutationDeleteWebhookArgs, 'input'>>;
  probeDeployment?: Resolver<ResolversTypes['ProbeDeploymentPayload'], ParentType, ContextType, RequireFields<Types.MutationProbeDeploymentArgs, 'input'>>;
  rebootInstances?: Resolver<ResolversTypes['ResourceActionPayload'], ParentType, ContextType, RequireFields<Types.MutationRebootInstancesArgs, 'input'>>;
  redriveDeliveries?: Resolver<ResolversTypes['RedriveDeliveriesPayload'], ParentType, ContextType, RequireFields<Types.MutationRedriveDeliveriesArgs, 'input'>>;
  registerDeployment?: Resolver<ResolversTypes['RegisterDeploymentPayload'], ParentType, ContextType, RequireFields<Types.MutationRegisterDeploymentArgs, 'input'>>;
  removeDeployment?: Resolver<ResolversTypes['RemoveDeploymentPayload'], ParentType, ContextType, RequireFields<Types.MutationRemoveDeploymentArgs, 'input'>>;
  revokeApiKey?: Resolver<ResolversTypes['RevokeApiKeyPayload'], ParentType, ContextType, RequireFields<Types.MutationRevokeApiKeyArgs, 'input'>>;
  startInstances?: Resolver<ResolversTypes['ResourceActionPayload'], ParentType, ContextType, RequireFields<Types.MutationStartInstancesArgs, 'input'>>;
  stopInstances?: Resolver<ResolversTypes['ResourceActionPayload'], ParentType, ContextType, RequireFields<Types.MutationStopInstancesArgs, 'input'>>;
  syncProvider?: Resolver<ResolversTypes['SyncProviderPayload'], ParentType, ContextType, RequireFields<Types.MutationSyncProviderArgs, 'input'>>;
  tagResources?: Resolver<ResolversTypes['ResourceActionPayload'], ParentType, ContextType, RequireFields<Types.MutationTagResourcesArgs, 'input'>>;
  unbindOperations?: Resolver<ResolversTypes['UnbindOperationsPayload'], ParentType, ContextType, RequireFields<Types.MutationUnbindOperationsArgs, 'input'>>;
  updateDeployment?: Resolver<ResolversTypes['UpdateDeploymentPayload'], ParentType, ContextType, RequireFields<Types.MutationUpdateDeploymentArgs, 'input'>>;
  updateEventSubscription?: Resolver<ResolversTypes['UpdateEventSubscriptionPayload'], ParentType, ContextType, RequireFields<Types.MutationUpdateEventSubscriptionArgs, 'input'>>;
  updateProvider?: Resolver<ResolversTypes['UpdateProviderPayload'], ParentType, ContextType, RequireFields<Types.MutationUpdateProviderArgs, 'input'>>;
};

export type NodeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Alarm' | 'ApiKey' | 'Connector' | 'Delivery' | 'Deployment' | 'EventSubscription' | 'Finding' | 'Function' | 'GenericResource' | 'Instance' | 'IpAddress' | 'Operation' | 'Provider' | 'SecurityGroup' | 'Volume' | 'Webhook', ParentType, ContextType>;
};

export type OperationResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Operation'] = ResolversParentTypes['Operation']> = {
  done?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  finishedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['OperationItem']>, ParentType, ContextType>;
  provider?: Resolver<Types.Maybe<ResolversTypes['Provider']>, ParentType, ContextType>;
  requestedBy?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['OperationState'], ParentType, ContextType>;
  total?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['OperationType'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type OperationItemResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['OperationItem'] = ResolversParentTypes['OperationItem']> = {
  count?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Types.Maybe<ResolversTypes['SliceError']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['OperationOutcome'], ParentType, ContextType>;
  resource?: Resolver<Types.Maybe<ResolversTypes['Resource']>, ParentType, ContextType>;
  resourceId?: Resolver<Types.Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  slice?: Resolver<Types.Maybe<ResolversTypes['OperationSlice']>, ParentType, ContextType>;
};

export type OperationSliceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['OperationSlice'] = ResolversParentTypes['OperationSlice']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProbeDeploymentPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProbeDeploymentPayload'] = ResolversParentTypes['ProbeDeploymentPayload']> = {
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deployment?: Resolver<ResolversTypes['Deployment'], ParentType, ContextType>;
  probe?: Resolver<ResolversTypes['DeploymentProbe'], ParentType, ContextType>;
};

export type ProviderResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Provider'] = ResolversParentTypes['Provider']> = {
  accountId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alarms?: Resolver<ResolversTypes['AlarmConnection'], ParentType, ContextType, RequireFields<Types.ProviderAlarmsArgs, 'first'>>;
  connector?: Resolver<ResolversTypes['Connector'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdUpstream?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deployment?: Resolver<Types.Maybe<ResolversTypes['Deployment']>, ParentType, ContextType>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<Types.ProviderFindingsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastSync?: Resolver<Types.Maybe<ResolversTypes['Operation']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  regions?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  resources?: Resolver<ResolversTypes['ResourceConnection'], ParentType, ContextType, RequireFields<Types.ProviderResourcesArgs, 'first'>>;
  slices?: Resolver<ReadonlyArray<ResolversTypes['Slice']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProviderState'], ParentType, ContextType>;
  stateCode?: Resolver<Types.Maybe<ResolversTypes['ErrorCode']>, ParentType, ContextType>;
  stateReason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  syncInterval?: Resolver<Types.Maybe<ResolversTypes['Duration']>, ParentType, ContextType>;
  syncedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  upstream?: Resolver<Types.Maybe<ResolversTypes['Upstream']>, ParentType, ContextType, Partial<Types.ProviderUpstreamArgs>>;
  verifiedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProviderConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProviderConnection'] = ResolversParentTypes['ProviderConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ProviderEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Provider']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProviderEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ProviderEdge'] = ResolversParentTypes['ProviderEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  alarms?: Resolver<ResolversTypes['AlarmConnection'], ParentType, ContextType, RequireFields<Types.QueryAlarmsArgs, 'first'>>;
  apiKeys?: Resolver<ReadonlyArray<ResolversTypes['ApiKey']>, ParentType, ContextType>;
  bindings?: Resolver<ReadonlyArray<ResolversTypes['Binding']>, ParentType, ContextType, Partial<Types.QueryBindingsArgs>>;
  callFunction?: Resolver<ResolversTypes['CallFunctionPayload'], ParentType, ContextType, RequireFields<Types.QueryCallFunctionArgs, 'input'>>;
  connectors?: Resolver<ResolversTypes['ConnectorConnection'], ParentType, ContextType, RequireFields<Types.QueryConnectorsArgs, 'first'>>;
  deliveries?: Resolver<ResolversTypes['DeliveryConnection'], ParentType, ContextType, RequireFields<Types.QueryDeliveriesArgs, 'first'>>;
  deployment?: Resolver<Types.Maybe<ResolversTypes['Deployment']>, ParentType, ContextType, RequireFields<Types.QueryDeploymentArgs, 'name'>>;
  deployments?: Resolver<ResolversTypes['DeploymentConnection'], ParentType, ContextType, RequireFields<Types.QueryDeploymentsArgs, 'first'>>;
  eventSubscriptions?: Resolver<ResolversTypes['EventSubscriptionConnection'], ParentType, ContextType, RequireFields<Types.QueryEventSubscriptionsArgs, 'first'>>;
  findings?: Resolver<ResolversTypes['FindingConnection'], ParentType, ContextType, RequireFields<Types.QueryFindingsArgs, 'first'>>;
  functions?: Resolver<ResolversTypes['FunctionConnection'], ParentType, ContextType, RequireFields<Types.QueryFunctionsArgs, 'first'>>;
  node?: Resolver<Types.Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<Types.QueryNodeArgs, 'id'>>;
  operation?: Resolver<Types.Maybe<ResolversTypes['Operation']>, ParentType, ContextType, RequireFields<Types.QueryOperationArgs, 'id'>>;
  provider?: Resolver<Types.Maybe<ResolversTypes['Provider']>, ParentType, ContextType, RequireFields<Types.QueryProviderArgs, 'id'>>;
  providers?: Resolver<ResolversTypes['ProviderConnection'], ParentType, ContextType, RequireFields<Types.QueryProvidersArgs, 'first'>>;
  registryRevision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  resource?: Resolver<Types.Maybe<ResolversTypes['Resource']>, ParentType, ContextType, RequireFields<Types.QueryResourceArgs, 'id'>>;
  resourceGroups?: Resolver<ResolversTypes['ResourceGroupConnection'], ParentType, ContextType, RequireFields<Types.QueryResourceGroupsArgs, 'by' | 'first'>>;
  resources?: Resolver<ResolversTypes['ResourceConnection'], ParentType, ContextType, RequireFields<Types.QueryResourcesArgs, 'first'>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  webhooks?: Resolver<ReadonlyArray<ResolversTypes['Webhook']>, ParentType, ContextType>;
};

export type RedriveDeliveriesPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RedriveDeliveriesPayload'] = ResolversParentTypes['RedriveDeliveriesPayload']> = {
  redrivenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RegisterDeploymentPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RegisterDeploymentPayload'] = ResolversParentTypes['RegisterDeploymentPayload']> = {
  bindings?: Resolver<ReadonlyArray<ResolversTypes['Binding']>, ParentType, ContextType>;
  deployment?: Resolver<ResolversTypes['Deployment'], ParentType, ContextType>;
};

export type RemoveDeploymentPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RemoveDeploymentPayload'] = ResolversParentTypes['RemoveDeploymentPayload']> = {
  removedName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ResourceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Resource'] = ResolversParentTypes['Resource']> = {
  __resolveType: TypeResolveFn<'GenericResource' | 'Instance' | 'IpAddress' | 'SecurityGroup' | 'Volume', ParentType, ContextType>;
};

export type ResourceActionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceActionPayload'] = ResolversParentTypes['ResourceActionPayload']> = {
  operation?: Resolver<ResolversTypes['Operation'], ParentType, ContextType>;
};

export type ResourceChangeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceChange'] = ResolversParentTypes['ResourceChange']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fields?: Resolver<ReadonlyArray<ResolversTypes['FieldChange']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['ResourceChangeType'], ParentType, ContextType>;
};

export type ResourceChangeConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceChangeConnection'] = ResolversParentTypes['ResourceChangeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ResourceChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ResourceChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ResourceChangeEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceChangeEdge'] = ResolversParentTypes['ResourceChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ResourceChange'], ParentType, ContextType>;
};

export type ResourceConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceConnection'] = ResolversParentTypes['ResourceConnection']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ResourceEdge']>, ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['MissingSlice']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Resource']>, ParentType, ContextType>;
  observedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ResourceEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceEdge'] = ResolversParentTypes['ResourceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Resource'], ParentType, ContextType>;
};

export type ResourceGroupResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceGroup'] = ResolversParentTypes['ResourceGroup']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ResourceGroupConnectionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceGroupConnection'] = ResolversParentTypes['ResourceGroupConnection']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  edges?: Resolver<ReadonlyArray<ResolversTypes['ResourceGroupEdge']>, ParentType, ContextType>;
  missing?: Resolver<ReadonlyArray<ResolversTypes['MissingSlice']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ResourceGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ResourceGroupEdgeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['ResourceGroupEdge'] = ResolversParentTypes['ResourceGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ResourceGroup'], ParentType, ContextType>;
};

export type RevokeApiKeyPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['RevokeApiKeyPayload'] = ResolversParentTypes['RevokeApiKeyPayload']> = {
  revokedId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export interface SecretReferenceScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SecretReference'], any> {
  name: 'SecretReference';
}

export type SecurityGroupResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SecurityGroup'] = ResolversParentTypes['SecurityGroup']> = {
  alarms?: Resolver<ReadonlyArray<ResolversTypes['Alarm']>, ParentType, ContextType>;
  allowedActions?: Resolver<ReadonlyArray<ResolversTypes['ResourceAction']>, ParentType, ContextType>;
  arn?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ResourceChangeConnection'], ParentType, ContextType, RequireFields<Types.SecurityGroupChangesArgs, 'first'>>;
  createdAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  missingSince?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  networkId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  rawState?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rules?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['FirewallRule']>>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ResourceSource'], ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  tags?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType>;
  zone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SliceResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Slice'] = ResolversParentTypes['Slice']> = {
  attemptedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  count?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  error?: Resolver<Types.Maybe<ResolversTypes['SliceError']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  listedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SliceErrorResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SliceError'] = ResolversParentTypes['SliceError']> = {
  code?: Resolver<ResolversTypes['ErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  alarmEvents?: SubscriptionResolver<ResolversTypes['AlarmEvent'], "alarmEvents", ParentType, ContextType, Partial<Types.SubscriptionAlarmEventsArgs>>;
  operationProgress?: SubscriptionResolver<ResolversTypes['Operation'], "operationProgress", ParentType, ContextType, RequireFields<Types.SubscriptionOperationProgressArgs, 'id'>>;
  providerChanged?: SubscriptionResolver<ResolversTypes['Provider'], "providerChanged", ParentType, ContextType, Partial<Types.SubscriptionProviderChangedArgs>>;
};

export type SyncProviderPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['SyncProviderPayload'] = ResolversParentTypes['SyncProviderPayload']> = {
  operation?: Resolver<ResolversTypes['Operation'], ParentType, ContextType>;
};

export type TagResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UnbindOperationsPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UnbindOperationsPayload'] = ResolversParentTypes['UnbindOperationsPayload']> = {
  bindings?: Resolver<ReadonlyArray<ResolversTypes['Binding']>, ParentType, ContextType>;
};

export type UpdateDeploymentPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateDeploymentPayload'] = ResolversParentTypes['UpdateDeploymentPayload']> = {
  deployment?: Resolver<ResolversTypes['Deployment'], ParentType, ContextType>;
};

export type UpdateEventSubscriptionPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateEventSubscriptionPayload'] = ResolversParentTypes['UpdateEventSubscriptionPayload']> = {
  eventSubscription?: Resolver<ResolversTypes['EventSubscription'], ParentType, ContextType>;
};

export type UpdateProviderPayloadResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['UpdateProviderPayload'] = ResolversParentTypes['UpdateProviderPayload']> = {
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
};

export type UpstreamResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Upstream'] = ResolversParentTypes['Upstream']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['UpstreamState'], ParentType, ContextType>;
  syncedAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  providerIds?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
};

export type VolumeResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Volume'] = ResolversParentTypes['Volume']> = {
  alarms?: Resolver<ReadonlyArray<ResolversTypes['Alarm']>, ParentType, ContextType>;
  allowedActions?: Resolver<ReadonlyArray<ResolversTypes['ResourceAction']>, ParentType, ContextType>;
  arn?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attachments?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['VolumeAttachment']>>, ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['ResourceChangeConnection'], ParentType, ContextType, RequireFields<Types.VolumeChangesArgs, 'first'>>;
  createdAt?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  encrypted?: Resolver<Types.Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  findings?: Resolver<ReadonlyArray<ResolversTypes['Finding']>, ParentType, ContextType>;
  firstSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  iops?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kmsKeyId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSeenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  missingSince?: Resolver<Types.Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  native?: Resolver<Types.Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  nativeId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  observedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['Provider'], ParentType, ContextType>;
  rawState?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeGiB?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  snapshotId?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ResourceSource'], ParentType, ContextType>;
  state?: Resolver<Types.Maybe<ResolversTypes['ResourceState']>, ParentType, ContextType>;
  tags?: Resolver<Types.Maybe<ReadonlyArray<ResolversTypes['Tag']>>, ParentType, ContextType>;
  throughputMiBps?: Resolver<Types.Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  volumeType?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  zone?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type VolumeAttachmentResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['VolumeAttachment'] = ResolversParentTypes['VolumeAttachment']> = {
  deleteOnTermination?: Resolver<Types.Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  device?: Resolver<Types.Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instanceId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = GatewayContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['WebhookKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['SecretReference'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type Resolvers<ContextType = GatewayContext> = {
  AcknowledgeAlarmPayload?: AcknowledgeAlarmPayloadResolvers<ContextType>;
  Alarm?: AlarmResolvers<ContextType>;
  AlarmConnection?: AlarmConnectionResolvers<ContextType>;
  AlarmEdge?: AlarmEdgeResolvers<ContextType>;
  AlarmEvent?: AlarmEventResolvers<ContextType>;
  ApiKey?: ApiKeyResolvers<ContextType>;
  BestPractice?: BestPracticeResolvers<ContextType>;
  BindOperationsPayload?: BindOperationsPayloadResolvers<ContextType>;
  Binding?: BindingResolvers<ContextType>;
  CallFunctionPayload?: CallFunctionPayloadResolvers<ContextType>;
  Connector?: ConnectorResolvers<ContextType>;
  ConnectorConnection?: ConnectorConnectionResolvers<ContextType>;
  ConnectorEdge?: ConnectorEdgeResolvers<ContextType>;
  ConnectorOperation?: ConnectorOperationResolvers<ContextType>;
  CreateApiKeyPayload?: CreateApiKeyPayloadResolvers<ContextType>;
  CreateEventSubscriptionPayload?: CreateEventSubscriptionPayloadResolvers<ContextType>;
  CreateProviderPayload?: CreateProviderPayloadResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteEventSubscriptionPayload?: DeleteEventSubscriptionPayloadResolvers<ContextType>;
  DeleteProviderPayload?: DeleteProviderPayloadResolvers<ContextType>;
  DeleteWebhookPayload?: DeleteWebhookPayloadResolvers<ContextType>;
  Delivery?: DeliveryResolvers<ContextType>;
  DeliveryConnection?: DeliveryConnectionResolvers<ContextType>;
  DeliveryEdge?: DeliveryEdgeResolvers<ContextType>;
  Deployment?: DeploymentResolvers<ContextType>;
  DeploymentCondition?: DeploymentConditionResolvers<ContextType>;
  DeploymentConnection?: DeploymentConnectionResolvers<ContextType>;
  DeploymentEdge?: DeploymentEdgeResolvers<ContextType>;
  DeploymentProbe?: DeploymentProbeResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  EventSubscription?: EventSubscriptionResolvers<ContextType>;
  EventSubscriptionConnection?: EventSubscriptionConnectionResolvers<ContextType>;
  EventSubscriptionEdge?: EventSubscriptionEdgeResolvers<ContextType>;
  FieldChange?: FieldChangeResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FindingConnection?: FindingConnectionResolvers<ContextType>;
  FindingDetail?: FindingDetailResolvers<ContextType>;
  FindingEdge?: FindingEdgeResolvers<ContextType>;
  FirewallRule?: FirewallRuleResolvers<ContextType>;
  Function?: FunctionResolvers<ContextType>;
  FunctionConnection?: FunctionConnectionResolvers<ContextType>;
  FunctionEdge?: FunctionEdgeResolvers<ContextType>;
  FunctionHealth?: FunctionHealthResolvers<ContextType>;
  GenericResource?: GenericResourceResolvers<ContextType>;
  Instance?: InstanceResolvers<ContextType>;
  IpAddress?: IpAddressResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  MissingSlice?: MissingSliceResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  Operation?: OperationResolvers<ContextType>;
  OperationItem?: OperationItemResolvers<ContextType>;
  OperationSlice?: OperationSliceResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  ProbeDeploymentPayload?: ProbeDeploymentPayloadResolvers<ContextType>;
  Provider?: ProviderResolvers<ContextType>;
  ProviderConnection?: ProviderConnectionResolvers<ContextType>;
  ProviderEdge?: ProviderEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RedriveDeliveriesPayload?: RedriveDeliveriesPayloadResolvers<ContextType>;
  RegisterDeploymentPayload?: RegisterDeploymentPayloadResolvers<ContextType>;
  RemoveDeploymentPayload?: RemoveDeploymentPayloadResolvers<ContextType>;
  Resource?: ResourceResolvers<ContextType>;
  ResourceActionPayload?: ResourceActionPayloadResolvers<ContextType>;
  ResourceChange?: ResourceChangeResolvers<ContextType>;
  ResourceChangeConnection?: ResourceChangeConnectionResolvers<ContextType>;
  ResourceChangeEdge?: ResourceChangeEdgeResolvers<ContextType>;
  ResourceConnection?: ResourceConnectionResolvers<ContextType>;
  ResourceEdge?: ResourceEdgeResolvers<ContextType>;
  ResourceGroup?: ResourceGroupResolvers<ContextType>;
  ResourceGroupConnection?: ResourceGroupConnectionResolvers<ContextType>;
  ResourceGroupEdge?: ResourceGroupEdgeResolvers<ContextType>;
  RevokeApiKeyPayload?: RevokeApiKeyPayloadResolvers<ContextType>;
  SecretReference?: GraphQLScalarType;
  SecurityGroup?: SecurityGroupResolvers<ContextType>;
  Slice?: SliceResolvers<ContextType>;
  SliceError?: SliceErrorResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SyncProviderPayload?: SyncProviderPayloadResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  UnbindOperationsPayload?: UnbindOperationsPayloadResolvers<ContextType>;
  UpdateDeploymentPayload?: UpdateDeploymentPayloadResolvers<ContextType>;
  UpdateEventSubscriptionPayload?: UpdateEventSubscriptionPayloadResolvers<ContextType>;
  UpdateProviderPayload?: UpdateProviderPayloadResolvers<ContextType>;
  Upstream?: UpstreamResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  Volume?: VolumeResolvers<ContextType>;
  VolumeAttachment?: VolumeAttachmentResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = GatewayContext> = {
  role?: RoleDirectiveResolver<any, any, ContextType>;
};
