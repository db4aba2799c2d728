/** One server in a process of its own: `server.ts NAME` prints its address, and its CPU time and memory when asked. */
import { createServer as createHttpServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { contextFor, schema, viewer } from './data.ts';

const listen = (server: Server) =>
  new Promise<string>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`)),
  );

async function listenCauseway(contexts: (viewer: ViewerRow) => GatewayContext): Promise<string> {
  const [{ createSchemaFeed }, { createMetrics, createServer }, { pino }] = await Promise.all([
    import('../../gateway/compose/index.ts'),
    import('../../gateway/server/index.ts'),
    import('pino'),
  ]);
  const server = await createServer({
    config: {
      host: '127.0.0.1',
      port: 0,
      authentication: 'off',
      execution: process.env['EXECUTION'] === 'interpreted' ? 'interpreted' : 'compiled',
      maxDepth: 15,
      maxCost: 1_000_000,
      maxAliases: 30,
      maxTokens: 2_000,
      maxBodyBytes: 262_144,
      drainTimeoutMs: 0,
    },
    feed: createSchemaFeed(schema),
    contextFor: contexts,
    events: { post: async () => [], receive: async () => [] },
    authenticate: async () => viewer,
    readiness: {},
    metrics: createMetrics(),
    log: pino({ level: 'warn' }),
  });
  return `${await server.listen()}/graphql`;
}

const SERVERS: Record<string, () => Promise<string>> = {
  causeway: () => listenCauseway(contextFor),
  async store() {
    const { contextsFromStore } = await import('./store.ts');
    return listenCauseway(await contextsFromStore());
  },
  async apollo() {
    const [{ ApolloServer }, { expressMiddleware }, { default: express }] = await Promise.all([
      import('@apollo/server'),
      import('@as-integrations/express5'),
      import('express'),
    ]);
    const apollo = new ApolloServer({ schema, stopOnTerminationSignals: false });
    await apollo.start();
    const app = express();
    app.use('/graphql', express.json(), expressMiddleware(apollo, { context: async () => contextFor(viewer) }));
    return await listen(createHttpServer(app));
  },
  async yoga() {
    const { createYoga } = await import('graphql-yoga');
    return await listen(
      createHttpServer(createYoga({ schema, context: () => ({ ...contextFor(viewer) }), logging: false })),
    );
  },
  async mercurius() {
    const [{ default: fastify }, { default: mercurius }] = await Promise.all([import('fastify'), import('mercurius')]);
    const app = fastify();
    await app.register(mercurius as never, { schema, jit: 1, context: () => ({ ...contextFor(viewer) }) } as never);
    return `${await app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  },
};

const url = await SERVERS[process.argv[2]!]!();
process.on('message', () => process.send!({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
process.send!({ url });
