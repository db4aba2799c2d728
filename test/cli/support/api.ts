/**
 * A small GraphQL server of its own, built from the SDL alone: HTTP and graphql-ws on one port, state in memory. The
 * command is tested against it where a test needs what a real gateway does not do when asked: refuse, vanish, come back.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { execute, GraphQLError, parse, subscribe, validate, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { WebSocketServer } from 'ws';
import type { Row } from './rows.ts';
import { createState, resolvers, type State } from './state.ts';

export const KEY = 'cwy_canary-admin-key-8f3b';

const SDL_FOLDER = new URL('../../../schema/', import.meta.url);

export const typeDefs = readdirSync(SDL_FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(new URL(name, SDL_FOLDER), 'utf8'));

export interface Request {
  readonly query: string;
  readonly variables?: Row;
}

export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  readonly state: State;
  /** Every operation that came over HTTP, as text: what canaries are looked for in. */
  readonly requests: Request[];
  /** What a sealed credential holds. */
  open(jwe: string): Promise<unknown>;
  /** Breaks every connection and stops listening, as a crash does. */
  crash(): Promise<void>;
  /** Listens again on the same port. */
  comeBack(): Promise<void>;
}

export async function startApi(): Promise<ApiServer> {
  const { publicKey, privateKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const state = createState({ ...(await exportJWK(publicKey)), kid: 'test-key' });
  const schema = makeExecutableSchema({
    typeDefs,
    resolvers: resolvers(state),
    resolverValidationOptions: { requireResolversForResolveType: 'ignore' },
  });
  const requests: Request[] = [];
  let port = 0;
  let running = await listen(schema, state, requests, port);
  port = (running.server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    requests,
    open: async (jwe) => JSON.parse(new TextDecoder().decode((await compactDecrypt(jwe, privateKey)).plaintext)),
    crash: () => running.crash(),
    comeBack: async () => {
      running = await listen(schema, state, requests, port);
    },
    [Symbol.asyncDispose]: () => running.crash(),
  };
}

async function listen(
  schema: GraphQLSchema,
  state: State,
  requests: Request[],
  port: number,
): Promise<{ server: Server; crash(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => void answer(schema, state, requests, request, response));
  server.on('connection', (socket) => sockets.add(socket));
  const webSockets = new WebSocketServer({ noServer: true });
  const subscriptions = useServer(
    {
      schema,
      execute,
      subscribe,
      onConnect: ({ connectionParams }) => connectionParams?.['authorization'] === `Bearer ${KEY}`,
      context: () => ({}),
    },
    webSockets,
  );
  server.on('upgrade', (request, socket, head) =>
    webSockets.handleUpgrade(request, socket, head, (client) => webSockets.emit('connection', client, request)),
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    server,
    async crash() {
      if (!server.listening) return;
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await subscriptions.dispose();
    },
  };
}

async function answer(
  schema: GraphQLSchema,
  state: State,
  requests: Request[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = (status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.url === '/readyz') return void reply(state.ready ? 200 : 503, { ready: state.ready });
  if (request.url !== '/graphql')
    return void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
  const operation = JSON.parse(await text(request)) as Request;
  requests.push(operation);
  const fail = (status: number, code: string, message: string) =>
    reply(status, { errors: [new GraphQLError(message, { extensions: { code } })] });
  if (request.headers.authorization !== `Bearer ${KEY}`)
    return void fail(401, 'UNAUTHENTICATED', 'send a valid key: `Authorization: Bearer KEY`');
  let document;
  try {
    document = parse(operation.query);
  } catch (error) {
    return void fail(400, 'GRAPHQL_PARSE_FAILED', (error as Error).message);
  }
  const mistakes = validate(schema, document);
  if (mistakes[0]) return void fail(400, 'GRAPHQL_VALIDATION_FAILED', mistakes[0].message);
  const result = await execute({ schema, document, variableValues: operation.variables });
  // A wrong variable is found before anything is executed, and has no code of its own in graphql-js.
  if (result.data === undefined) return void fail(400, 'BAD_USER_INPUT', result.errors![0]!.message);
  reply(200, result);
}
