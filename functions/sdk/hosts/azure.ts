/** Azure Functions, programming model 4: for `app.http(name, { methods: ['POST'], handler: azureHost(connector) })`. */
import type { Connector } from '../define.ts';
import { readText } from './body.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';

/** The load balancer gives up after 230 seconds, whatever the plan's own timeout is, and the function would run on. */
const LOAD_BALANCER_MS = 230_000;

/** A request of `@azure/functions`, as far as it is used; those of the Fetch standard have the same fields. */
export interface AzureRequest {
  readonly method: string;
  readonly headers: Iterable<[string, string]>;
  readonly body: AsyncIterable<Uint8Array> | null;
}

export function azureHost(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return ({ method, headers, body }: AzureRequest, _context?: unknown) =>
    exchange.http({
      method,
      headers: Object.fromEntries(headers),
      read: () => readText(body),
      endsAt: Date.now() + LOAD_BALANCER_MS,
    });
}
