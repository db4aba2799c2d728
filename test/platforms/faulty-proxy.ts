/** Stands between an invoker and a platform, and does what networks, balancers and platforms do on bad days. */
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { bodyOf, listen } from '../emulators/lambda/http.ts';

export type Fault =
  /** The connection breaks when the headers are there; the platform hears of nothing. */
  | { readonly type: 'resetBefore' }
  /** The platform gets the whole request, and the connection breaks before its answer comes through. */
  | { readonly type: 'resetAfter' }
  /** Half of the platform's answer comes through; then the connection breaks, or goes silent. */
  | { readonly type: 'half' | 'stall' }
  /** The platform's answer comes through with another body and content type. */
  | { readonly type: 'spoil'; readonly contentType: string; readonly body: string }
  /** An answer of somebody in front of the platform, which hears of nothing. */
  | {
      readonly type: 'refuse';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    };

export interface FaultyProxy {
  readonly url: string;
  /** What happens to every request. Null: it is let through. */
  fault: Fault | null;
  /** How many requests came since it was last set. */
  requests: number;
  close(): Promise<void>;
}

export async function startFaultyProxy(origin: string): Promise<FaultyProxy> {
  const state = { fault: null as Fault | null, requests: 0 };
  const server = await listen(async (request, response) => {
    state.requests += 1;
    const { fault } = state;
    if (fault?.type === 'resetBefore') return void request.socket.resetAndDestroy();
    const body = await bodyOf(request);
    if (fault?.type === 'refuse') return void response.writeHead(fault.status, fault.headers).end(fault.body);
    const { answer, text } = await pass(origin, request, body);
    finish(fault, answer, text, request, response);
    return undefined;
  });
  return Object.assign(state, { url: `http://127.0.0.1:${server.port}`, close: server.close });
}

async function pass(origin: string, { method, url, headers }: IncomingMessage, body: Buffer) {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest(new URL(url!, origin), { method: method!, headers }, resolve).once('error', reject).end(body);
  });
  return { answer, text: await bodyOf(answer) };
}

function finish(
  fault: Exclude<Fault, { type: 'refuse' | 'resetBefore' }> | null,
  { statusCode = 0, headers }: IncomingMessage,
  text: Buffer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { 'content-length': _length, 'transfer-encoding': _encoding, ...kept } = headers;
  switch (fault?.type) {
    case undefined:
      response.writeHead(statusCode, headers).end(text);
      return;
    case 'resetAfter':
      request.socket.resetAndDestroy();
      return;
    case 'half':
    case 'stall':
      response.writeHead(statusCode, { ...kept, 'content-length': text.length });
      response.write(text.subarray(0, text.length / 2), () => fault.type === 'half' && request.socket.destroy());
      return;
    case 'spoil':
      response.writeHead(statusCode, { ...kept, 'content-type': fault.contentType }).end(fault.body);
  }
}
