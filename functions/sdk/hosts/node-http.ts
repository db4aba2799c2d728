/** Requests and responses as Node and everything built on it has them. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange, HttpAnswer, HttpCall } from './exchange.ts';

/** Answers one request; `read` gives its body. The call is cancelled when the client goes away. */
export async function respond(
  exchange: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  { read, endsAt }: Pick<HttpCall, 'read' | 'endsAt'>,
): Promise<void> {
  const { method = 'GET', headers } = request;
  write(
    response,
    await exchange.http({ method, headers: textsOf(headers), read, endsAt, signal: goneSignal(response) }),
  );
}

/** The one header that Node gives as a list is no business of ours. */
export const textsOf = ({ 'set-cookie': _cookies, ...headers }: IncomingHttpHeaders) =>
  headers as Readonly<Record<string, string | undefined>>;

/** Aborts when the response is closed before it was written: the client went away. */
export function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableEnded) gone.abort();
  });
  return gone.signal;
}

/** By Node's own methods, since a framework's would add a charset to the content type. */
function write(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  if (!response.destroyed && !response.headersSent) response.writeHead(status, headers).end(body);
}
