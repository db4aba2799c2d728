/** Google Cloud Functions and Cloud Run functions, as `@google-cloud/functions-framework` serves them (`http`). */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connector } from '../define.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';
import { respond } from './node-http.ts';

/** A request whose body the framework has read: `rawBody` as it came, `body` parsed. */
export interface GcfRequest extends IncomingMessage {
  readonly rawBody?: Uint8Array;
  readonly body?: unknown;
}

/** For `functions.http(name, gcfHost(connector))`. */
export function gcfHost(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return (request: GcfRequest, response: ServerResponse): Promise<void> => {
    // The platform sets it to the function's request timeout.
    const seconds = Number(process.env['CLOUD_RUN_TIMEOUT_SECONDS']);
    return respond(exchange, request, response, {
      read: () => request.rawBody ?? request.body,
      endsAt: seconds > 0 ? Date.now() + seconds * 1_000 : undefined,
    });
  };
}
