import { setInterval, clearInterval } from 'node:timers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import type { Callers } from './callers.ts';
import type { Delivery, Documents, Execute, FormatError, Subscriptions } from '../execution/index.ts';
import { scopeOf } from './scope.ts';
import type { Work } from './work.ts';

export interface EventStreamOptions {
  /** How often a comment keeps the connection open, and the key is looked up again. */
  readonly heartbeatMs: number;
}

export interface EventStreamPorts {
  readonly schema: () => GraphQLSchema;
  readonly documents: Documents;
  readonly execute: Execute;
  readonly subscriptions: Subscriptions;
  readonly contextFor: (viewer: ViewerRow) => GatewayContext;
  readonly formatError: FormatError;
  readonly work: Work;
  readonly callers: Callers;
}

export interface EventStreams {
  readonly count: number;
  /** Answers one operation as a stream of events: the protocol of graphql-sse, one connection an operation. */
  serve(request: FastifyRequest, reply: FastifyReply, viewer: ViewerRow): void;
  disconnect(keyId: string): void;
  /** Ends all; their clients come back with the id of the last event. */
  close(): void;
}

export function createEventStreams(ports: EventStreamPorts, options: EventStreamOptions): EventStreams {
  const { documents, execute, subscriptions, contextFor, formatError, work, callers } = ports;
  const open = new Map<() => void, string>();

  function serve(request: FastifyRequest, reply: FastifyReply, viewer: ViewerRow): void {
    const requestId = request.id;
    const prepared = prepare(request, documents, ports.schema());
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': requestId,
    });
    raw.write(':\n\n');
    let leave = () => {};
    const end = () => raw.end();
    const heartbeat = setInterval(() => {
      raw.write(':\n\n');
      callers.recheck(request.headers.authorization, end);
    }, options.heartbeatMs);
    open.set(end, viewer.keyId);
    raw.once('close', () => {
      clearInterval(heartbeat);
      open.delete(end);
      leave();
    });

    const next = ({ json, cursor }: Delivery) =>
      void raw.write(`event: next\n${cursor === null ? '' : `id: ${cursor}\n`}data: ${json}\n\n`);
    const complete = () => void raw.end('event: complete\ndata:\n\n');
    const error = (errors: readonly GraphQLError[]) => {
      const result: FormattedExecutionResult = { errors: errors.map((each) => formatError(each, requestId)) };
      next({ json: JSON.stringify(result), cursor: null });
      complete();
    };

    if (!('schema' in prepared)) return error(prepared);
    const { variables, after, ...operation } = prepared;
    if (operation.operation.operation === 'subscription') {
      const call = {
        ...operation,
        variables,
        after,
        requestId,
        context: () => contextFor(viewer),
        scope: scopeOf(viewer),
      };
      leave = subscriptions.open(call, {
        next,
        error,
        complete,
        backlogBytes: () => raw.writableLength,
        tooSlow: () => void raw.destroy(),
      });
      if (raw.destroyed) leave();
      return;
    }
    void work.run(async () => {
      const result = await execute({ ...operation, variables, requestId, context: contextFor(viewer) });
      next({ json: JSON.stringify(result), cursor: null });
      complete();
    });
  }

  return {
    get count() {
      return open.size;
    },
    serve,
    disconnect(keyId) {
      for (const [end, owner] of open) if (owner === keyId) end();
    },
    close() {
      for (const end of open.keys()) end();
    },
  };
}

function prepare(request: FastifyRequest, documents: Documents, schema: GraphQLSchema) {
  const given = request.method === 'GET' ? fromSearch(request.query) : request.body;
  const { query, operationName, variables } = (given ?? {}) as Record<string, unknown>;
  if (typeof query !== 'string') return [badRequest('send `query`, a string')];
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    return [badRequest('`operationName` must be a string')];
  if (!isAbsent(variables) && (typeof variables !== 'object' || Array.isArray(variables)))
    return [badRequest('`variables` must be an object')];
  const prepared = documents.prepare(schema, query, operationName);
  if (!('schema' in prepared)) return prepared;
  if (request.method === 'GET' && prepared.operation.operation === 'mutation')
    return [badRequest('mutations need POST')];
  const lastEventId = request.headers['last-event-id'];
  return {
    ...prepared,
    variables: variables as Record<string, unknown> | null | undefined,
    after: typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : null,
  };
}

/** Variables come as JSON text in a query string. */
function fromSearch(search: unknown): Record<string, unknown> {
  const given = search as Record<string, unknown>;
  if (typeof given['variables'] !== 'string') return given;
  try {
    return { ...given, variables: JSON.parse(given['variables']) as unknown };
  } catch {
    return { ...given, variables: [] };
  }
}

const isAbsent = (value: unknown): value is null | undefined => value === null || value === undefined;

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
