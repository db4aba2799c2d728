/** AWS Lambda: invoked with a call as the event, or through a function URL. */
import type { Connector } from '../define.ts';
import { environmentRuntime } from './environment.ts';
import { createExchange } from './exchange.ts';

/** What Lambda gives beside the event, as far as it is used. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
}

/** A request to a function URL: payload format 2.0. */
interface UrlEvent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

/** The handler of a function. It answers the reply as an object, and a function URL in the form that URLs have. */
export function lambdaHost(connector: Connector, runtime = environmentRuntime(process.env)) {
  const exchange = createExchange(connector, runtime);
  return async (event: unknown, context: LambdaContext): Promise<object> => {
    const endsAt = Date.now() + context.getRemainingTimeInMillis();
    if (!isUrlEvent(event)) return exchange.invoke(event, { endsAt });
    const { status, headers, body } = await exchange.http({
      method: event.requestContext.http.method,
      headers: event.headers ?? {},
      read: () => (event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64') : event.body),
      endsAt,
    });
    return { statusCode: status, headers, body };
  };
}

/** Lambda's own field: no caller of a URL can leave it out, and no call has it. */
function isUrlEvent(event: unknown): event is UrlEvent {
  const { requestContext } = (event ?? {}) as Partial<UrlEvent>;
  return typeof requestContext?.http?.method === 'string';
}
