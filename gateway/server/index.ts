import { randomBytes } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { compareCursors } from '../alarms/index.ts';
import type { SchemaFeed } from '../compose/index.ts';
import { StartRefused, Unavailable } from '../errors.ts';
import type { Events } from '../events/index.ts';
import { withinTrace } from '../trace.ts';
import { createDocuments, createErrorFormatter, createExecute, createSubscriptions } from '../execution/index.ts';
import type { ExecutionMode, OperationLimits } from '../execution/index.ts';
import { createApollo } from './apollo.ts';
import { checkExposure, createCallers } from './callers.ts';
import { createEventStreams } from './events.ts';
import { createGraphiql } from './graphiql.ts';
import { acceptJson, graphqlHandler } from './graphql.ts';
import { mountHealth } from './health.ts';
import type { Checks } from './health.ts';
import { mountIngest } from './ingest.ts';
import type { Metrics } from './metrics.ts';
import { answerRefusals } from './refusals.ts';
import { serveSockets } from './websocket.ts';
import { createWork } from './work.ts';

export { deploymentGauges } from './deployment-gauges.ts';
export { createMetrics } from './metrics.ts';

const PATH = '/graphql';
/** What closing connections may take once all calls have ended. */
const CLOSE_TIMEOUT_MS = 1_000;
/** Directives in one operation: more than any client writes. */
const MAX_DIRECTIVES = 50;

/** What of the gateway's configuration the server needs. */
export interface ServerConfig extends Omit<OperationLimits, 'maxDirectives'> {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** `off`: only loopback is served, and everybody there is the same caller. */
  readonly authentication: 'keys' | 'off';
  readonly execution: ExecutionMode;
  readonly maxBodyBytes: number;
  /** How long stopping waits for calls in flight. */
  readonly drainTimeoutMs: number;
}

/** What nobody needs to configure, and tests do. */
export interface Tuning {
  /** Bytes of events that may wait for one subscriber before it is disconnected. */
  readonly maxBufferedBytes: number;
  readonly maxOperationsPerSocket: number;
  readonly connectionInitTimeoutMs: number;
  /** How often readers of events are asked for a sign of life and their keys are looked up again. */
  readonly heartbeatMs: number;
}

export const TUNING: Tuning = {
  maxBufferedBytes: 1_000_000,
  maxOperationsPerSocket: 100,
  connectionInitTimeoutMs: 3_000,
  heartbeatMs: 15_000,
};

export interface ServerPorts {
  readonly config: ServerConfig;
  readonly feed: SchemaFeed;
  contextFor(viewer: ViewerRow): GatewayContext;
  /** Where events that are posted go. */
  readonly events: Pick<Events, 'post' | 'receive'>;
  /** Who holds this key. Null: nobody. Without authentication it is asked with an empty secret, and answers for everybody. */
  authenticate(secret: string): Promise<ViewerRow | null>;
  readonly readiness: Checks;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly tuning?: Tuning;
}

/** The gateway's one port: GraphQL over HTTP, WebSocket and event streams, GraphiQL, health and metrics. */
export interface Server {
  /** Where it listens, such as `http://127.0.0.1:4000`. Throws `StartRefused` when the port cannot be had. */
  listen(): Promise<string>;
  /** Closes what a revoked key holds open. */
  disconnect(keyId: string): void;
  /** Refuses new work, waits for calls in flight, sends subscribers away so that they come back, and closes the port. */
  drain(): Promise<void>;
}

export async function createServer(ports: ServerPorts): Promise<Server> {
  const { config, feed, contextFor, log, metrics, tuning = TUNING } = ports;
  const limits: OperationLimits = { ...config, maxDirectives: MAX_DIRECTIVES };
  const keysNeeded = config.authentication === 'keys';
  checkExposure(config.host, keysNeeded);

  let draining = false;
  const isDraining = () => draining;
  const work = createWork();
  const callers = createCallers(keysNeeded, ports.authenticate);
  const formatError = createErrorFormatter(log);
  const execute = createExecute({ mode: config.execution, maxCost: config.maxCost, formatError, log });
  const subscriptions = createSubscriptions({ execute, compareCursors, maxBacklogBytes: tuning.maxBufferedBytes });
  const schema = () => feed.current();
  const shared = {
    schema,
    documents: createDocuments(limits),
    execute,
    subscriptions,
    contextFor,
    formatError,
    work,
    callers,
  };
  const events = createEventStreams(shared, tuning);
  metrics.measure({
    causeway_subscribers: { help: 'Subscriptions that are open.', read: () => subscriptions.counts().subscribers },
    causeway_subscription_sources: { help: 'Sources that feed them.', read: () => subscriptions.counts().sources },
    causeway_sockets: { help: 'WebSockets that are open.', read: () => sockets.count },
    causeway_event_streams: { help: 'Event streams that are open.', read: () => events.count },
  });
  const newRequestId = requestIds();
  const apollo = createApollo({ feed, execute, formatError, metrics, log, newRequestId }, limits);
  await apollo.start();

  const app = fastify({
    bodyLimit: config.maxBodyBytes,
    genReqId: newRequestId,
    exposeHeadRoutes: false,
    requestTimeout: 30_000,
    return503OnClosing: false,
  });
  const sockets = serveSockets(
    app.server,
    { ...shared, isDraining, log },
    { path: PATH, maxMessageBytes: config.maxBodyBytes, ...tuning },
  );

  acceptJson(app);
  answerRefusals(app, formatError);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    const isProbe = request.url === '/livez' || request.url === '/readyz';
    if (draining && !isProbe) return done(new Unavailable());
    callers.checkOrigin(request.raw);
    done();
  });
  app.addHook('onResponse', ({ id, method, url }, reply, done) => {
    if (log.isLevelEnabled('info')) {
      log.info(
        {
          requestId: id,
          method,
          path: url.split('?', 1)[0],
          status: reply.statusCode,
          durationMs: Math.round(reply.elapsedTime),
        },
        'request',
      );
    }
    done();
  });

  mountHealth(app, ports.readiness, isDraining);
  mountIngest(app, {
    events: ports.events,
    callers,
    work,
    onUnexpected: (error) => log.error({ err: error }, 'unexpected'),
  });
  app.get('/metrics', async ({ headers }, reply) => {
    await callers.identify(headers.authorization);
    const { contentType, text } = await metrics.render();
    return reply.type(contentType).send(text);
  });
  const graphiql = createGraphiql(PATH);
  const sendGraphiql = async (reply: FastifyReply) => {
    const page = await graphiql();
    return reply.headers(page.headers).send(page.body);
  };
  app.get('/', (_request, reply) => sendGraphiql(reply));
  const answer = graphqlHandler(apollo);
  app.all(PATH, async (request, reply) => {
    const { accept, authorization } = request.headers;
    if (request.method === 'GET' && accept?.includes('text/html')) return await sendGraphiql(reply);
    const viewer = await callers.identify(authorization);
    if (accept?.includes('text/event-stream')) return events.serve(request, reply, viewer);
    return await work.run(() =>
      withinTrace(request.headers['traceparent'], () =>
        answer(request, reply, async () => ({ requestId: request.id, context: contextFor(viewer) })),
      ),
    );
  });

  return {
    async listen() {
      const { host, port } = config;
      return await app.listen({ host, port }).catch((error: unknown) => {
        throw new StartRefused(refusal(error as NodeJS.ErrnoException, config), { cause: error });
      });
    },
    disconnect(keyId) {
      sockets.disconnect(keyId);
      events.disconnect(keyId);
    },
    async drain() {
      draining = true;
      if (!(await work.settled(config.drainTimeoutMs)))
        log.warn({ calls: work.count }, 'stopping with calls in flight');
      sockets.close();
      events.close();
      app.server.closeIdleConnections();
      const deadline = setTimeout(() => app.server.closeAllConnections(), CLOSE_TIMEOUT_MS);
      await app.close();
      clearTimeout(deadline);
      await apollo.stop();
    },
  };
}

function refusal({ code, message }: NodeJS.ErrnoException, { host, port }: ServerConfig): string {
  if (code === 'EADDRINUSE') return `port ${port} on ${host} is in use. Stop what uses it, or choose another port`;
  if (code === 'EACCES') return `port ${port} needs more rights than this process has. Choose one above 1023`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `${host} is not an address of this machine`;
  return `cannot listen on ${host}:${port}: ${message}`;
}

/** Short, ordered and unlike those of another start of the gateway. */
function requestIds(): () => string {
  const start = randomBytes(5).toString('hex');
  let last = 0;
  return () => `${start}-${(++last).toString(36)}`;
}
