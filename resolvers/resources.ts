import { connection, countedConnection, coverage } from './connections.ts';
import type { GatewayContext, PageArgs } from './context.ts';
import type { ResourceChangeConnectionResolvers, Resolvers } from './generated/resolvers.ts';
import type { MissingSliceRow, ResourceGroupRow, ResourceRow } from './rows.ts';

/** The types of the model; every other kind is a GenericResource. */
const MODEL_TYPES = new Set(['Instance', 'Volume', 'SecurityGroup', 'IpAddress']);

/** The type that shows a resource of this kind. */
export const resourceType = ({ kind }: ResourceRow) =>
  MODEL_TYPES.has(kind) ? (kind as 'Instance') : ('GenericResource' as const);

/** Fields of every kind that are not on the row. */
const common = {
  provider: loadProvider,
  allowedActions: (resource: ResourceRow, _args: unknown, { resources }: GatewayContext) =>
    resources.allowedActions(resource),
  native: ({ id }: ResourceRow, _args: unknown, { resources }: GatewayContext) => resources.native(id),
  changes: ({ id }: ResourceRow, page: PageArgs, { resources }: GatewayContext) => resources.changes(id, page),
  alarms: ({ id }: ResourceRow, _args: unknown, { alarms }: GatewayContext) => alarms.ofResource(id),
  findings: (resource: ResourceRow, _args: unknown, { findings }: GatewayContext) => findings.ofResource(resource),
};

/** Resources: search, group, read, act. What a kind means is data on the row; here we only translate. */
export const resources: Resolvers = {
  Query: {
    resources: (_root, query, context) => context.resources.search(query),
    resource: (_root, { id, maxAge }, context) =>
      maxAge === null || maxAge === undefined ? context.resources.load(id) : context.resources.read(id, maxAge),
    resourceGroups: (_root, { by, tag, ...query }, context) => context.resources.groups(by, tag, query),
  },
  Mutation: {
    startInstances: (_root, { input }, context) => act(context, 'START', input),
    stopInstances: (_root, { input }, context) => act(context, 'STOP', input),
    rebootInstances: (_root, { input }, context) => act(context, 'REBOOT', input),
    tagResources: async (_root, { input: { ids, set, remove, idempotencyKey } }, context) => ({
      operation: await context.resources.act(
        { action: 'TAG', set: set ?? [], remove: remove ?? [] },
        ids,
        idempotencyKey,
      ),
    }),
  },
  Resource: { __resolveType: resourceType },
  Instance: common,
  Volume: common,
  SecurityGroup: common,
  IpAddress: common,
  GenericResource: common,
  ResourceConnection: {
    ...countedConnection<ResourceRow>(),
    ...coverage,
    observedAt: async (page) => (await page.coverage()).observedAt,
  },
  ResourceGroupConnection: { ...connection<ResourceGroupRow>(), ...coverage },
  ResourceChangeConnection: connection() as ResourceChangeConnectionResolvers,
  MissingSlice: { provider: loadProvider },
};

async function act(
  context: GatewayContext,
  action: 'START' | 'STOP' | 'REBOOT',
  { ids, idempotencyKey }: { readonly ids: readonly string[]; readonly idempotencyKey?: string | null | undefined },
) {
  return { operation: await context.resources.act({ action, kind: 'Instance' }, ids, idempotencyKey) };
}

/** The provider of a row; a row without one cannot be seen, so its absence is a fault. */
async function loadProvider(
  { providerId }: Pick<ResourceRow | MissingSliceRow, 'providerId'>,
  _args: unknown,
  context: GatewayContext,
) {
  return context.providers.require(providerId);
}
