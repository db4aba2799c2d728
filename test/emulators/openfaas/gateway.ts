/**
 * OpenFaaS: the gateway, the watchdog of one function and the process of its template. Facts: openfaas/faas at 8d803bf
 * and of-watchdog: the watchdog's own timeout is 504 with its name in a header, the gateway's is 502 with nothing.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { keepChild } from '../child.ts';
import { forward } from '../forward.ts';
import { bodyOf, listen } from '../lambda/http.ts';

export interface OpenfaasSettings {
  /** The function's name. */
  readonly name: string;
  /** The module that exports the handler. */
  readonly file: string;
  /** As `environment` of `stack.yml`. */
  readonly env?: Readonly<Record<string, string>>;
  /** How long the watchdog lets the function run, in milliseconds. */
  readonly execTimeoutMs?: number;
  /** How long the gateway waits, in milliseconds. OpenFaaS: 60 s. */
  readonly upstreamTimeoutMs?: number;
  /** 0: no limit. */
  readonly maxInflight?: number;
  /** `USER:PASSWORD` of an ingress before the gateway. Null: functions are open. */
  readonly basicAuth: string | null;
}

export interface Openfaas {
  readonly url: string;
  readonly output: string;
  close(): Promise<void>;
}

const TEMPLATE = fileURLToPath(new URL('./template.mjs', import.meta.url));

export async function startOpenfaas(settings: OpenfaasSettings): Promise<Openfaas> {
  const {
    name,
    file,
    env = {},
    basicAuth,
    upstreamTimeoutMs = 60_000,
    execTimeoutMs = 60_000,
    maxInflight = 0,
  } = settings;
  const pod = await keepChild({
    argv: (port) => [TEMPLATE, file, String(port)],
    env: () => ({ ...env, exec_timeout: `${execTimeoutMs}ms` }),
    port: 'given',
  });
  let inFlight = 0;

  const watchdog = await listen(async (request, response) => {
    const body = await bodyOf(request);
    if (maxInflight > 0 && inFlight >= maxInflight) {
      const text = `concurrent request limit exceeded: ${maxInflight}`;
      return response.writeHead(429, { 'x-openfaas-internal': 'of-watchdog' }).end(text);
    }
    inFlight += 1;
    const startedAt = Date.now();
    const seconds = () => ((Date.now() - startedAt) / 1_000).toFixed(6);
    const refuse = (status: number, text: string) => () =>
      response.writeHead(status, { 'x-openfaas-internal': 'of-watchdog', 'x-duration-seconds': seconds() }).end(text);
    await forward({
      upstream: pod.url,
      request,
      body,
      response,
      timeoutMs: execTimeoutMs,
      answerHeaders: () => ({ 'x-duration-seconds': seconds() }),
      onTimeout: refuse(504, ''),
      onRefused: refuse(500, `Unable to connect to upstream`),
      onBroken: refuse(500, 'Upstream HTTP request failed'),
    });
    inFlight -= 1;
    return undefined;
  });

  const call = async (request: IncomingMessage, response: ServerResponse, body: Buffer, path: string) => {
    const facts = { 'x-call-id': randomUUID(), 'x-start-time': `${Date.now()}000000` };
    await forward({
      upstream: `http://127.0.0.1:${watchdog.port}`,
      request,
      body,
      response,
      path,
      headers: facts,
      answerHeaders: () => facts,
      timeoutMs: upstreamTimeoutMs,
      onTimeout: () => response.writeHead(502, facts).end(),
      onRefused: () => response.writeHead(502, { ...facts, 'x-openfaas-internal': 'gateway' }).end(),
      onBroken: () => response.writeHead(502, facts).end(),
    });
  };

  const gateway = await listen(async (request, response) => {
    const body = await bodyOf(request);
    if (basicAuth !== null && request.headers.authorization !== `Basic ${Buffer.from(basicAuth).toString('base64')}`)
      return response.writeHead(401, { 'www-authenticate': 'Basic realm="Restricted"' }).end('invalid credentials');
    const { pathname } = new URL(request.url!, 'http://localhost');
    const [, wanted, path = '/'] = /^\/function\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    if (wanted === undefined) return response.writeHead(404).end('404 page not found\n');
    if (wanted !== name && wanted !== `${name}.openfaas-fn`)
      return response
        .writeHead(404, { 'content-type': 'text/plain', 'x-openfaas-internal': 'faas-netes' })
        .end(`error finding function ${wanted}: not found`);
    await call(request, response, body, path);
    return undefined;
  });

  return {
    url: `http://127.0.0.1:${gateway.port}`,
    get output() {
      return pod.output;
    },
    async close() {
      await pod.kill();
      await gateway.close();
      await watchdog.close();
    },
  };
}
