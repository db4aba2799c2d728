/** HTTP over node:http, because it tells when a request gets its connection: what fails before that was not sent. */
import { setMaxListeners } from 'node:events';
import { request as requestHttp, type Agent, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { AddressRefused } from '../../errors.ts';
import { createAgent } from './agents.ts';
import type { AddressPolicy, Resolve } from './guard.ts';
import type { Http, HttpEnd, HttpRequest } from './http.ts';

export interface HttpSettings {
  readonly privateAddresses: AddressPolicy['privateAddresses'];
  /** How long `close` waits for requests in flight. */
  readonly drainMs?: number;
  /** Resolves names. Null: as the system does. */
  readonly resolve?: Resolve | null;
}

/** Headers that hold a secret as it is. An HMAC holds none. */
const SECRET_HEADERS = new Set(['authorization', 'x-functions-key', 'x-amz-security-token']);

/** `setTimeout` goes off at once when asked for longer. */
const MAX_TIMER_MS = 2_147_483_647;

export function createHttp({ privateAddresses, drainMs = 5_000, resolve = null }: HttpSettings): Http {
  const agents = new Map<string, Agent>();
  const inFlight = new Set<Promise<HttpEnd>>();
  let closed = false;

  /** Requests with and without secrets share no connection in clear: those without may go where the others may not. */
  const agentFor = ({ protocol }: URL, headers: HttpRequest['headers']): Agent => {
    const hasSecret = Object.keys(headers).some((name) => SECRET_HEADERS.has(name.toLowerCase()));
    const exposed = protocol === 'http:' && hasSecret;
    const key = `${protocol}${exposed}`;
    const agent =
      agents.get(key) ??
      createAgent(protocol === 'https:' ? 'https:' : 'http:', { privateAddresses, exposed }, resolve);
    agents.set(key, agent);
    return agent;
  };

  const start = (request: HttpRequest): HttpEnd | Promise<HttpEnd> => {
    const leftMs = Math.min(MAX_TIMER_MS, request.deadlineAt - Date.now());
    if (closed) return { type: 'notSent', reason: 'the gateway is stopping' };
    if (request.signal.aborted) return { type: 'cancelled', sent: false };
    if (leftMs <= 0) return { type: 'deadline', sent: false };
    const url = new URL(request.url);
    return exchange(request, url, agentFor(url, request.headers), leftMs);
  };

  return {
    async send(request) {
      try {
        const end = start(request);
        if (!(end instanceof Promise)) return end;
        inFlight.add(end);
        return await end.finally(() => inFlight.delete(end));
      } catch (error) {
        return { type: 'notSent', reason: reasonOf(error) }; // a URL or a header that Node refuses
      }
    },
    async close() {
      closed = true;
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        Promise.all(inFlight),
        new Promise<void>((resolveLate) => (timer = setTimeout(resolveLate, drainMs))),
      ]);
      clearTimeout(timer);
      for (const agent of agents.values()) agent.destroy();
    },
  };
}

/** One request on a connection of the agent's. Whatever ends it first counts. */
function exchange(
  { method, headers, body, signal, maxResponseBytes }: HttpRequest,
  url: URL,
  agent: Agent,
  leftMs: number,
): Promise<HttpEnd> {
  return new Promise((resolve, reject) => {
    let sent = false;
    let request: ClientRequest;
    const settle = (end: HttpEnd) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      resolve(end);
    };
    const giveUp = (end: HttpEnd) => {
      settle(end);
      request.destroy();
    };
    const leave = () => giveUp({ type: 'cancelled', sent });
    const timer = setTimeout(() => giveUp({ type: 'deadline', sent }), leftMs);
    const fail = (error: Error) => {
      if (error instanceof AddressRefused) return settle({ type: 'refused', error });
      return settle({ type: sent ? 'broken' : 'notSent', reason: reasonOf(error) });
    };
    try {
      request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, { method, headers, agent });
    } catch (error) {
      clearTimeout(timer);
      return reject(error);
    }
    request.once('socket', () => (sent = true));
    request.on('error', fail);
    // Nobody asked for it, and Node would leave the connection to us.
    request.once('upgrade', (_response, socket) => {
      socket.destroy();
      fail(new Error('it switched to another protocol'));
    });
    request.once('response', (response) => {
      readBody(response, maxResponseBytes, (end) => {
        settle(end);
        // A server may answer before it has read all, and then never read on.
        if (end.type !== 'answer' || !request.writableFinished) request.destroy();
      });
    });
    setMaxListeners(0, signal); // one caller may have any number of requests in flight
    signal.addEventListener('abort', leave, { once: true });
    request.end(body ?? undefined);
  });
}

function readBody(response: IncomingMessage, maxBytes: number, done: (end: HttpEnd) => void): void {
  const status = response.statusCode ?? 0;
  const tooLarge: HttpEnd = { type: 'tooLarge', status };
  const chunks: Buffer[] = [];
  let bytes = 0;
  if (Number(response.headers['content-length'] ?? 0) > maxBytes) return done(tooLarge);
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return done(tooLarge);
    chunks.push(chunk);
  });
  response.on('error', (error) => done({ type: 'broken', reason: `half an answer: ${reasonOf(error)}` }));
  response.on('end', () => {
    if (!response.complete) return done({ type: 'broken', reason: 'half an answer' });
    const headers = Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value!]),
    );
    return done({ type: 'answer', status, headers, body: Buffer.concat(chunks).toString('utf8') });
  });
}

/** Several addresses may have failed, each with an error of its own. */
function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const { code, message } = first as NodeJS.ErrnoException;
  return (message || code || 'unknown').slice(0, 200);
}
