/** Plain HTTP: a server of its own, or a listener for one that is there. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Connector } from '../define.ts';
import { readText } from './body.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';
import { respond } from './node-http.ts';

/** Where GET answers 200 and nothing is run. */
export const HEALTH_PATH = '/health';

/** For `createServer(httpListener(connector))`. Calls are taken on every path. */
export function httpListener(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'GET' && request.url === HEALTH_PATH) return void response.writeHead(200).end();
    await respond(exchange, request, response, { read: () => readText(request) });
  };
}

/** A server that does not listen yet. */
export function httpServer(connector: Connector, runtime = environmentRuntime(process.env)): Server {
  return createServer({ requestTimeout: 30_000 }, httpListener(connector, runtime));
}
