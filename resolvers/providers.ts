import { countedConnection } from './connections.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { ProviderRow } from './rows.ts';

/** Providers: search, add, change, remove, sync and watch. */
export const providers: Resolvers = {
  Query: {
    providers: (_root, { filter, ...page }, context) => context.providers.search(filter, page),
    provider: (_root, { id }, context) => context.providers.load(id),
  },
  Mutation: {
    createProvider: (_root, { input }, context) => context.providers.create(input),
    updateProvider: (_root, { input }, context) => context.providers.update(input),
    deleteProvider: (_root, { input }, context) => context.providers.delete(input),
    syncProvider: (_root, { input }, context) => context.providers.sync(input),
  },
  Subscription: {
    providerChanged: {
      subscribe: (_root, { ids }, context) => context.providers.follow(ids),
      resolve: (provider: ProviderRow) => provider,
    },
  },
  Provider: {
    connector: ({ connectorName }, _args, { connectors }) => connectors.named(connectorName),
    deployment: ({ deploymentName }, _args, { deployments }) =>
      deploymentName === null ? null : deployments.named(deploymentName),
    lastSync: ({ lastSyncId }, _args, { operations }) => (lastSyncId ? operations.load(lastSyncId) : null),
    upstream: ({ id }, { maxAge }, context) => context.providers.upstream(id, maxAge),
    slices: ({ id }, _args, context) => context.providers.slices(id),
    resources: ({ id }, { filter, ...query }, { resources }) =>
      resources.search({ ...query, filter: { ...filter, providerIds: [id] } }),
    alarms: ({ id }, { filter, ...page }, { alarms }) => alarms.search({ ...filter, providerIds: [id] }, page),
  },
  ProviderConnection: countedConnection<ProviderRow>(),
};
