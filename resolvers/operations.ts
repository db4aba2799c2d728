import type { Resolvers } from './generated/resolvers.ts';
import type { OperationRow } from './rows.ts';

/** Operations: look and follow. */
export const operations: Resolvers = {
  Query: {
    operation: (_root, { id }, context) => context.operations.load(id),
  },
  Subscription: {
    operationProgress: {
      subscribe: (_root, { id }, context) => context.operations.follow(id),
      resolve: (operation: OperationRow) => operation,
    },
  },
  Operation: {
    provider: ({ providerId }, _args, { providers }) => (providerId ? providers.load(providerId) : null),
    items: ({ id }, _args, context) => context.operations.items(id),
  },
  OperationItem: {
    resource: ({ resourceId }, _args, { resources }) => (resourceId ? resources.load(resourceId) : null),
  },
};
