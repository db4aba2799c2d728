/**
 * Apollo's suite over the route that carries GraphQL over HTTP (`gateway/server/graphql.ts`), with each test's own
 * configuration of Apollo Server. Not run: incremental delivery, which the gateway does not offer.
 */
import { ApolloServer } from '@apollo/server';
import { defineIntegrationTestSuite } from '@apollo/server-integration-testsuite';
import fastify from 'fastify';
import { acceptJson, graphqlHandler } from '../../../gateway/server/graphql.ts';

defineIntegrationTestSuite(
  async (config, options) => {
    const server = new ApolloServer(config as never);
    await server.start();
    const app = fastify({ exposeHeadRoutes: false });
    acceptJson(app);
    const answer = graphqlHandler(server);
    app.all('*', (request, reply) => answer(request, reply, async () => (await options?.context?.()) ?? {}));
    const url = await app.listen({ host: '127.0.0.1', port: 0 });
    return { server: server as never, url: `${url}/`, extraCleanup: () => app.close() };
  },
  { noIncrementalDelivery: true },
);
