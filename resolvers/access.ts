import type { Resolvers } from './generated/resolvers.ts';

/** Who is asking, and the keys. */
export const access: Resolvers = {
  Query: {
    viewer: (_root, _args, { viewer }) => viewer,
    apiKeys: (_root, _args, context) => context.apiKeys.list(),
  },
  Mutation: {
    createApiKey: (_root, { input }, context) => context.apiKeys.create(input),
    revokeApiKey: (_root, { input }, context) => context.apiKeys.revoke(input.id),
  },
};
