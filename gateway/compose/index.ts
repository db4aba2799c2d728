import type { ApolloServerOptionsWithGateway, BaseContext } from '@apollo/server';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { assertValidSchema, execute } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { enforceRoles } from './roles.ts';

export { loadTypeDefs } from './sdl.ts';

type Resolvers = NonNullable<Parameters<typeof makeExecutableSchema>[0]['resolvers']>;
type ApolloGateway = ApolloServerOptionsWithGateway<BaseContext>['gateway'];
type Listener = Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0];

/** One schema from SDL and resolver maps, with roles enforced. Throws, with the reason, when they do not fit together. */
export function composeSchema(typeDefs: readonly string[], resolvers: readonly object[]): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: [...typeDefs],
    resolvers: resolvers as Resolvers,
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  assertValidSchema(schema);
  return enforceRoles(schema);
}

/** The schema that is served, and how it is replaced. What began on a generation ends on it. */
export interface SchemaFeed {
  /** The generation that new requests get. */
  current(): GraphQLSchema;
  /** Serves `next` from now on. Throws, and goes on serving the present generation, when `next` cannot be served. */
  swap(next: GraphQLSchema): void;
  /** What Apollo Server takes as its `gateway` option. */
  readonly apolloGateway: ApolloGateway;
}

export function createSchemaFeed(first: GraphQLSchema): SchemaFeed {
  let current = first;
  const listeners = new Set<Listener>();
  const announce = (schema: GraphQLSchema) => {
    for (const listener of listeners) listener({ apiSchema: schema, coreSupergraphSdl: '' });
  };
  return {
    current: () => current,
    swap(next) {
      assertValidSchema(next);
      try {
        announce(next);
      } catch (cause) {
        announce(current);
        throw cause;
      }
      current = next;
    },
    apolloGateway: {
      onSchemaLoadOrUpdate(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async load() {
        announce(current);
        // Operations run in `gateway/execution`; only those that name no operation of their document come here, to fail.
        return {
          executor: async ({ schema, document, request: { operationName } }) =>
            await execute({ schema, document, operationName: operationName ?? null }),
        };
      },
      async stop() {
        listeners.clear();
      },
    },
  };
}
