/**
 * Cloudflare Workers, and every other place that serves `fetch`: `export default workerHost(connector)`. Workers say that
 * the client went away only with the compatibility flag `enable_request_signal`.
 */
import type { Connector } from '../define.ts';
import { readText } from './body.ts';
import { environmentRuntime, type Environment, type HostRuntime } from './environment.ts';
import { createExchange, type Exchange } from './exchange.ts';

/** Variables and secrets are read from `env`, which is the same for every request. */
export function workerHost(connector: Connector, runtime?: HostRuntime) {
  let exchange: Exchange | null = null;
  return {
    async fetch(request: Request, env: object = {}, _context?: unknown): Promise<Response> {
      exchange ??= createExchange(connector, runtime ?? environmentRuntime(env as Environment));
      const { status, headers, body } = await exchange.http({
        method: request.method,
        headers: Object.fromEntries(request.headers),
        read: () => readText(request.body as AsyncIterable<Uint8Array> | null),
        signal: request.signal,
      });
      return new Response(body, { status, headers });
    },
  };
}
