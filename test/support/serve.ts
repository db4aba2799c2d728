import { pino } from 'pino';
import { composeSchema, createSchemaFeed, loadTypeDefs } from '../../gateway/compose/index.ts';
import type { SchemaFeed } from '../../gateway/compose/index.ts';
import { createMetrics, createServer, TUNING } from '../../gateway/server/index.ts';
import type { Server, ServerConfig, ServerPorts, Tuning } from '../../gateway/server/index.ts';
import { resolvers } from '../../resolvers/index.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { ADMIN, memoryGateway, VIEWER } from './memory-gateway.ts';
import type { MemoryGateway } from './memory-gateway.ts';

/** The keys that a served gateway knows. */
export const KEYS: Readonly<Record<string, ViewerRow>> = { 'admin-key': ADMIN, 'viewer-key': VIEWER };

export const CONFIG: ServerConfig = {
  host: '127.0.0.1',
  port: 0,
  authentication: 'keys',
  execution: 'compiled',
  maxDepth: 15,
  maxCost: 100_000,
  maxAliases: 30,
  maxTokens: 2_000,
  maxBodyBytes: 262_144,
  drainTimeoutMs: 2_000,
};

// What a test reads out of JSON: it says itself what it expects.
// oxlint-disable-next-line typescript/no-explicit-any
export type Loose = any;

export interface Answer {
  readonly data?: Record<string, Loose> | null;
  readonly errors?: readonly {
    message: string;
    path?: readonly (string | number)[];
    extensions: Record<string, unknown> & { code: string };
  }[];
}

export interface Served extends AsyncDisposable {
  readonly url: string;
  readonly endpoint: string;
  readonly wsUrl: string;
  readonly gateway: MemoryGateway;
  readonly server: Server;
  readonly feed: SchemaFeed;
  /** What was logged, one parsed line each. */
  readonly logged: Record<string, Loose>[];
  /** Keys that authenticate; remove one to revoke it. */
  readonly keys: Map<string, ViewerRow>;
  /** Replace it by one that rejects, and the store cannot be read. */
  ready: () => Promise<void>;
  /** Posts an operation as the admin. */
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
}

/** A server on a free port over the gateway in memory. */
export async function serve({
  config = {},
  tuning = {},
  gateway = memoryGateway(),
  events = { post: async () => [], receive: async () => [] },
}: {
  config?: Partial<ServerConfig>;
  tuning?: Partial<Tuning>;
  gateway?: MemoryGateway;
  events?: ServerPorts['events'];
} = {}): Promise<Served> {
  const logged: Record<string, Loose>[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const keys = new Map(Object.entries(KEYS));
  const feed = createSchemaFeed(composeSchema(loadTypeDefs(), resolvers));
  const server = await createServer({
    config: { ...CONFIG, ...config },
    feed,
    contextFor: gateway.contextFor,
    events,
    authenticate: async (secret) => {
      await served.ready();
      return config.authentication === 'off' ? ADMIN : (keys.get(secret) ?? null);
    },
    readiness: { store: () => served.ready() },
    metrics: createMetrics(),
    log,
    tuning: { ...TUNING, ...tuning },
  });
  const url = await server.listen();
  let drained: Promise<void> | null = null;
  const drain = () => (drained ??= server.drain());
  const served: Served = {
    url,
    endpoint: `${url}/graphql`,
    wsUrl: `${url.replace('http', 'ws')}/graphql`,
    gateway,
    server: { ...server, drain },
    feed,
    logged,
    keys,
    ready: async () => {},
    post: (body, headers = {}) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Bearer admin-key', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    ask: async (query, variables) => (await (await served.post({ query, variables })).json()) as Answer,
    [Symbol.asyncDispose]: drain,
  };
  return served;
}
