/** Knative functions, as `faas-js-runtime` serves them: `export const handle = knativeHost(connector)`. */
import type { Connector } from '../define.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';

/** What the runtime gives, as far as it is used. `body` is the text of a structured event. */
export interface KnativeContext {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: unknown;
}

/** `event` is the same event again, parsed by the runtime; it is read only where the runtime kept no text. */
export function knativeHost(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return async ({ method, headers, body }: KnativeContext, event?: unknown) => {
    const answer = await exchange.http({ method, headers, read: () => body ?? event });
    return { statusCode: answer.status, headers: answer.headers, body: answer.body };
  };
}
