/** Passes a request on, as the gateways and load balancers in front of functions do. */
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

export interface Forwarding {
  readonly upstream: string;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** In place of the request's own. */
  readonly path?: string;
  /** Beside the request's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Added to the answer. */
  readonly answerHeaders?: (answer: IncomingHttpHeaders) => Readonly<Record<string, string>>;
  /** How long the upstream may take. */
  readonly timeoutMs?: number;
  /** Nobody listens there. Absent: 503. */
  readonly onRefused?: () => void;
  /** The connection broke. Absent: 502. */
  readonly onBroken?: () => void;
  /** Absent: 504. */
  readonly onTimeout?: () => void;
}

/** Settles when the answer is written, or the client gone; then the upstream hears of it. */
export function forward(forwarding: Forwarding): Promise<void> {
  const { upstream, request, body, response, path = request.url!, headers, answerHeaders, timeoutMs } = forwarding;
  const end = (status: number) => () => response.writeHead(status, { 'content-type': 'text/plain' }).end();
  const { onRefused = end(503), onBroken = end(502), onTimeout = end(504) } = forwarding;
  return new Promise((resolve) => {
    let isOver = false;
    const fail = (answer: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (response.headersSent) response.destroy();
      else if (!response.destroyed) answer();
      onward.destroy();
      resolve();
    };
    const onward = httpRequest(
      new URL(path, upstream),
      { method: request.method!, headers: { ...request.headers, ...headers } },
      (answer) => {
        response.writeHead(answer.statusCode!, { ...answer.headers, ...answerHeaders?.(answer.headers) });
        answer.pipe(response);
        answer.once('close', () => {
          if (!answer.complete) return fail(() => {});
          isOver = true;
          clearTimeout(timer);
          resolve();
        });
      },
    );
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => fail(onTimeout), timeoutMs);
    onward.on('error', (cause: NodeJS.ErrnoException) => fail(cause.code === 'ECONNREFUSED' ? onRefused : onBroken));
    response.once('close', () => fail(() => {}));
    onward.end(body);
  });
}
