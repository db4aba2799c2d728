/**
 * Kubeless: `module.exports = { handler: kubelessHost(connector) }`. The images that came with it end at Node 14: this
 * needs a runtime of one's own, the same server on Node 20 or newer.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connector } from '../define.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';
import { goneSignal, textsOf } from './node-http.ts';

/** What the runtime gives, as far as it is used. `data` is text, or parsed where the content type is JSON. */
export interface KubelessEvent {
  readonly data?: unknown;
  readonly extensions: { readonly request: IncomingMessage; readonly response: ServerResponse };
}

/** Returns the text; the runtime writes it. Status and headers stand on the response by then. */
export function kubelessHost(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return async ({ data, extensions }: KubelessEvent, context?: { readonly timeout?: unknown }): Promise<string> => {
    const { request, response } = extensions;
    const timeoutSeconds = Number(context?.timeout);
    const { status, headers, body } = await exchange.http({
      method: request.method ?? 'GET',
      headers: textsOf(request.headers),
      read: () => data,
      endsAt: timeoutSeconds > 0 ? Date.now() + timeoutSeconds * 1_000 : undefined,
      signal: goneSignal(response),
    });
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    return body;
  };
}
