import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError } from 'graphql';
import type { ExecutionArgs, ExecutionResult, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Context as SocketContext } from 'graphql-ws';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { Unauthenticated, Unavailable } from '../errors.ts';
import type { Documents, Execute, FormatError, PreparedOperation, Subscriptions } from '../execution/index.ts';
import type { Callers } from './callers.ts';
import { scopeOf } from './scope.ts';
import { causesOf, followed, writerOf } from './socket-subscription.ts';
import type { Work } from './work.ts';

/** Sent when the gateway stops: clients of the protocol come back. */
const SERVICE_RESTART = 1012;
/** Sent when the key behind a socket was revoked or ran out. */
const KEY_GONE = 4403;

export interface SocketOptions {
  readonly path: string;
  readonly maxMessageBytes: number;
  readonly maxOperationsPerSocket: number;
  readonly connectionInitTimeoutMs: number;
  /** How often readers are asked for a sign of life and their keys are looked up again. */
  readonly heartbeatMs: number;
}

export interface SocketPorts {
  readonly callers: Callers;
  readonly schema: () => GraphQLSchema;
  readonly documents: Documents;
  readonly execute: Execute;
  readonly subscriptions: Subscriptions;
  readonly contextFor: (viewer: ViewerRow) => GatewayContext;
  readonly formatError: FormatError;
  readonly work: Work;
  readonly isDraining: () => boolean;
  readonly log: Logger;
}

export interface Sockets {
  readonly count: number;
  /** Closes every socket of a key. */
  disconnect(keyId: string): void;
  /** Closes all, with a code that makes clients come back. */
  close(): void;
}

interface Extra {
  readonly socket: WebSocket;
  readonly authorization: string | undefined;
  viewer: ViewerRow | null;
  /** Ids of queries and mutations under way. */
  readonly calls: Set<string>;
  /** What the key was presented with, to look it up again. */
  credential: unknown;
}

type Ctx = SocketContext<Record<string, unknown>, Extra>;
type OperationArgs = ExecutionArgs &
  PreparedOperation & {
    readonly id: string;
    readonly ctx: Ctx;
    readonly viewer: ViewerRow;
    readonly requestId: string;
  };

/** graphql-transport-ws on the HTTP server's own port. graphql-ws keeps the protocol; events are written by their group. */
export function serveSockets(http: HttpServer, ports: SocketPorts, options: SocketOptions): Sockets {
  const { callers, documents, execute, subscriptions, contextFor, formatError, work, isDraining, log } = ports;
  const sockets = new Map<WebSocket, Extra>();
  const endpoint = new WebSocketServer({
    noServer: true,
    handleProtocols,
    maxPayload: options.maxMessageBytes,
    perMessageDeflate: false,
  });

  const protocol = makeServer<Record<string, unknown>, Extra>({
    connectionInitWaitTimeout: options.connectionInitTimeoutMs,
    async onConnect({ extra, connectionParams }) {
      extra.credential =
        connectionParams?.['authorization'] ?? connectionParams?.['Authorization'] ?? extra.authorization;
      extra.viewer = await callers.identify(extra.credential).catch((error: unknown) => {
        // What is not the key's fault must not look so: a client of the protocol gives up then.
        if (!(error instanceof Unauthenticated)) extra.socket.close(SERVICE_RESTART, 'not available: connect again');
        return null;
      });
      return extra.viewer !== null;
    },
    onSubscribe(ctx, id, { query, operationName, variables }) {
      const requestId = randomUUID();
      if (isDraining()) return [coded(new Unavailable())];
      if (Object.keys(ctx.subscriptions).length > options.maxOperationsPerSocket)
        return [tooMany(options.maxOperationsPerSocket)];
      const prepared = documents.prepare(ports.schema(), query, operationName);
      if (!('schema' in prepared)) return prepared;
      const args: OperationArgs = {
        ...prepared,
        id,
        ctx,
        viewer: ctx.extra.viewer!,
        requestId,
        variableValues: variables,
        operationName,
      };
      return args;
    },
    execute: (args) => {
      const { id, ctx, viewer, variableValues, ...operation } = args as OperationArgs;
      const context = contextFor(viewer);
      ctx.extra.calls.add(id);
      work.begin();
      return execute({ ...operation, variables: variableValues, context }) as Promise<ExecutionResult>;
    },
    onComplete({ extra }, id) {
      // The call has ended when `complete` is written, which follows in this turn.
      if (extra.calls.delete(id)) setImmediate(work.end);
    },
    subscribe: (args) => {
      const { id, ctx, viewer, variableValues, ...operation } = args as OperationArgs;
      const request = {
        ...operation,
        variables: variableValues,
        context: () => contextFor(viewer),
        scope: scopeOf(viewer),
      };
      return followed((end) => subscriptions.open(request, { ...writerOf(ctx.extra.socket, id), ...end }));
    },
    // Results are formatted already; graphql-ws would ask their errors for `toJSON`.
    onNext: (_ctx, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_ctx, _id, _payload, errors) =>
      errors.flatMap((error) => causesOf(error).map((cause) => formatError(cause, randomUUID()))),
  });

  endpoint.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const extra: Extra = {
      socket,
      authorization: request.headers.authorization,
      viewer: null,
      calls: new Set(),
      credential: undefined,
    };
    sockets.set(socket, extra);
    const fail = (err: unknown) => {
      log.error({ err }, 'a socket failed');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    };
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => new Promise((resolve) => socket.send(data, () => resolve())),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) => socket.on('message', (data: Buffer) => void listener(data.toString()).catch(fail)),
      },
      extra,
    );
    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
      if (extra.viewer) callers.recheck(extra.credential, () => socket.close(KEY_GONE, 'Forbidden'));
    }, options.heartbeatMs);
    socket.on('pong', () => (alive = true));
    // ws closes the socket itself after an error; without a listener the process would end.
    socket.on('error', (err) => log.debug({ err }, 'a socket broke'));
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      sockets.delete(socket);
      void closed(code, String(reason));
    });
  });

  http.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    const refuse = (status: string) =>
      stream.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
    stream.on('error', () => stream.destroy());
    if (request.url?.split('?')[0] !== options.path) return void refuse('404 Not Found');
    if (isDraining()) return void refuse('503 Service Unavailable');
    try {
      callers.checkOrigin(request);
    } catch {
      return void refuse('403 Forbidden');
    }
    endpoint.handleUpgrade(request, stream, head, (socket) => endpoint.emit('connection', socket, request));
  });

  return {
    get count() {
      return sockets.size;
    },
    disconnect(keyId) {
      for (const [socket, { viewer }] of sockets) if (viewer?.keyId === keyId) socket.close(KEY_GONE, 'Forbidden');
    },
    close() {
      for (const socket of sockets.keys()) socket.close(SERVICE_RESTART, 'the gateway restarts: connect again');
    },
  };
}

const coded = (error: Error) => new GraphQLError(error.message, { originalError: error });

const tooMany = (limit: number) =>
  new GraphQLError(`one socket carries at most ${limit} operations at once. Complete some, or open another socket`, {
    extensions: { code: 'BAD_REQUEST' },
  });
