/**
 * The host of an Azure Functions app, before a worker process with the real `@azure/functions`: routes under `/api`,
 * keys, 429 beyond what may wait, 500 with nothing in it for what threw, and the load balancer that gives up with 502
 * while the function runs on.
 */
import { randomUUID } from 'node:crypto';
import { fork, type ChildProcess } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bodyOf, listen } from '../lambda/http.ts';

export interface AzureSettings {
  /** The module that calls `app.http`. */
  readonly file: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The host's key; functions of the level `anonymous` ask for none. */
  readonly key: string;
  /** When the load balancer gives up. Azure: 230 s. */
  readonly loadBalancerMs?: number;
  /** `maxOutstandingRequests` of host.json. Azure: 200. */
  readonly maxOutstandingRequests?: number;
}

export interface AzureHost {
  readonly url: string;
  readonly output: string;
  close(): Promise<void>;
}

interface Registered {
  readonly name: string;
  readonly bindings: Readonly<Record<string, Trigger>>;
}
interface Trigger {
  readonly type: string;
  readonly route?: string;
  readonly authLevel?: 'anonymous' | 'function' | 'admin';
  readonly methods?: readonly string[];
}

/** What the worker answers to one invocation. */
interface Answered {
  readonly error?: string;
  readonly response?: {
    readonly statusCode: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: { readonly bytes?: Uint8Array; readonly string?: string } | null;
  } | null;
}

const WORKER = fileURLToPath(new URL('./worker.cjs', import.meta.url));

export async function startAzure(settings: AzureSettings): Promise<AzureHost> {
  const { file, env = {}, key, loadBalancerMs = 230_000, maxOutstandingRequests = 200 } = settings;
  const waiting = new Map<string, (answered: Answered) => void>();
  let output = '';
  let closed = false;
  let functions: readonly Registered[] = [];
  let worker: ChildProcess;

  /** A worker that ends is started again; what it worked on has failed. */
  const start = (): Promise<void> =>
    new Promise((resolve) => {
      functions = [];
      worker = fork(WORKER, [file], {
        env: { PATH: process.env['PATH'], ...env },
        execArgv: [],
        serialization: 'advanced',
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      });
      for (const stream of [worker.stdout!, worker.stderr!])
        stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-1_000_000)));
      worker.on('message', (message: { functions: Registered[] } | ({ id: string } & Answered)) => {
        if ('functions' in message) {
          functions = message.functions;
          resolve();
        } else {
          waiting.get(message.id)?.(message);
          waiting.delete(message.id);
        }
      });
      worker.once('exit', () => {
        for (const answer of waiting.values()) answer({ error: 'the worker process exited' });
        waiting.clear();
        if (closed) resolve();
        else void start().then(resolve);
      });
    });
  await start();

  const invoke = (name: string, request: IncomingMessage, body: Buffer): Promise<Answered> =>
    new Promise((resolve) => {
      const id = randomUUID();
      waiting.set(id, resolve);
      const http = {
        url: `http://${request.headers.host}${request.url}`,
        method: request.method!,
        headers: Object.fromEntries(Object.entries(request.headers).map(([header, value]) => [header, String(value)])),
        body: { bytes: new Uint8Array(body) },
      };
      worker.send({ invoke: { id, name, http } });
    });

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const { pathname, searchParams } = new URL(request.url!, 'http://localhost');
    if (functions.length === 0) return void response.writeHead(503).end('Function host is not running.');
    const found = functions
      .map(({ name, bindings }) => ({
        ...Object.values(bindings).find(({ type }) => /^httpTrigger$/i.test(type))!,
        name,
      }))
      .find(
        ({ name, route, methods }) =>
          pathname === `/api/${route ?? name}` && (methods ?? ['GET', 'POST']).includes(request.method!),
      );
    if (!found) return void response.writeHead(404).end();
    const given = request.headers['x-functions-key'] ?? searchParams.get('code');
    if ((found.authLevel ?? 'anonymous') !== 'anonymous' && given !== key) return void response.writeHead(401).end();
    if (waiting.size >= maxOutstandingRequests) return void response.writeHead(429).end('Too Many Requests');
    const balancer = setTimeout(
      () => response.writeHead(502, { 'content-type': 'text/html' }).end('<h2>502</h2>'),
      loadBalancerMs,
    );
    const { error, response: answered } = await invoke(found.name, request, body);
    clearTimeout(balancer);
    if (response.headersSent) return;
    if (error !== undefined) return void response.writeHead(500, { 'content-length': 0 }).end();
    const { bytes, string } = answered?.body ?? {};
    response
      .writeHead(Number(answered?.statusCode ?? 204), answered?.headers ?? {})
      .end(bytes ? Buffer.from(bytes) : string);
  };

  const server = await listen((request, response) => void answer(request, response));
  return {
    url: `http://127.0.0.1:${server.port}`,
    get output() {
      return output;
    },
    async close() {
      closed = true;
      const gone = new Promise((resolve) => worker.once('exit', resolve));
      worker.kill('SIGKILL');
      await gone;
      await server.close();
    },
  };
}
