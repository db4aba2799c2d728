/** A function platform that fails on purpose, in every way that a real one was seen to, around functions that keep a ledger. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { defineConnector, defineHandler, ProviderThrottled, ProviderUnavailable } from '../../functions/sdk/index.ts';
import { serve, serveText } from '../../functions/sdk/serve.ts';
import type { Ledger } from './ledger.ts';

/** What can go wrong, and how often: parts of a thousand. What is left is well. */
export const FAULTS = {
  'the connection breaks before the request is read': 40,
  'the platform crashes before the effect': 40,
  'the platform crashes after the effect': 40,
  'half an answer': 30,
  'a reset within the answer': 30,
  'an answer that is no JSON': 20,
  "another call's answer": 10,
  'status 500 before the effect': 30,
  'status 502 after the effect': 30,
  'status 503 before the effect': 30,
  'throttled, and told for how long': 60,
  throttled: 40,
  'the beginning of a storm of 429': 1,
  'the function reports a provider that throttles': 30,
  'the function reports a provider out of reach, before the effect': 30,
  'a drip slower than the deadline, after the effect': 3,
  'an effect after the deadline': 3,
} as const;
export type Fault = keyof typeof FAULTS;

const STORM_MS = 150;
/** Longer than the gateway waits. */
const BEYOND_DEADLINE_MS = 1_600;

export interface Platform extends AsyncDisposable {
  readonly url: string;
  /** How many faults of each kind were injected. */
  readonly injected: ReadonlyMap<Fault, number>;
  /** From now on nothing fails. */
  heal(): void;
}

export async function startPlatform(ledger: Ledger, random: () => number): Promise<Platform> {
  const injected = new Map<Fault, number>();
  let healed = false;
  let stormUntil = 0;
  const run = serve(connectorOf(ledger), {
    sealing: { publicJwk: async () => ({ kty: 'EC' }), open: async () => null },
    version: null,
    log: () => {},
  });

  const choose = (): Fault | null => {
    if (healed) return null;
    if (Date.now() < stormUntil) return 'throttled';
    let left = random() * 1_000;
    for (const [fault, parts] of Object.entries(FAULTS)) if ((left -= parts) < 0) return fault as Fault;
    return null;
  };

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const isCall = request.url === '/';
    const fault = isCall ? choose() : null;
    const note = () => fault && injected.set(fault, (injected.get(fault) ?? 0) + 1);
    if (fault === 'the connection breaks before the request is read') {
      note();
      return void request.socket.resetAndDestroy();
    }
    let text = '';
    for await (const chunk of request.setEncoding('utf8')) text += chunk as string;
    if (text.includes('"causeway.describe"')) return send(response, await serveText(run, text));
    note();
    const status = (code: number, headers = {}) => void response.writeHead(code, headers).end('trouble');
    switch (fault) {
      case 'the platform crashes before the effect':
        return void request.socket.resetAndDestroy();
      case 'status 500 before the effect':
        return status(500);
      case 'status 503 before the effect':
        return status(503);
      case 'the beginning of a storm of 429':
        stormUntil = Date.now() + STORM_MS;
        return status(429);
      case 'throttled':
        return status(429);
      case 'throttled, and told for how long':
        return status(429, { 'retry-after': '0' });
      case 'the function reports a provider that throttles':
        return send(response, await serveText(run, text.replace('"trouble":null', '"trouble":"throttled"')));
      case 'the function reports a provider out of reach, before the effect':
        return send(response, await serveText(run, text.replace('"trouble":null', '"trouble":"unavailable"')));
      case 'an effect after the deadline':
        await sleep(BEYOND_DEADLINE_MS);
        return send(response, await serveText(run, later(text)));
    }
    const reply = await serveText(run, text);
    switch (fault) {
      case 'the platform crashes after the effect':
        return void request.socket.resetAndDestroy();
      case 'half an answer':
        response.writeHead(200, { 'content-type': 'application/cloudevents+json', 'content-length': reply.length });
        response.write(reply.slice(0, reply.length / 2));
        return void setTimeout(() => request.socket.end(), 1);
      case 'a reset within the answer':
        response.writeHead(200, { 'content-type': 'application/cloudevents+json' });
        response.write(reply.slice(0, reply.length / 2));
        return void setTimeout(() => request.socket.resetAndDestroy(), 1);
      case 'an answer that is no JSON':
        return send(response, '<html>Service is starting</html>');
      case "another call's answer":
        return send(response, reply.replace(/"id":"[^"]+"/, '"id":"another"'));
      case 'status 502 after the effect':
        return status(502);
      case 'a drip slower than the deadline, after the effect':
        response.writeHead(200, { 'content-type': 'application/cloudevents+json', 'content-length': reply.length });
        for (const char of reply) {
          if (response.destroyed) return;
          response.write(char);
          await sleep(20);
        }
        return;
      default:
        return send(response, reply);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    injected,
    heal: () => void (healed = true),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Two functions with one effect each: one that must not be repeated in doubt, and one that may. */
function connectorOf(ledger: Ledger) {
  const facts = {
    effect: 'WRITE' as const,
    permissions: [],
    quota: null,
    data: z.strictObject({ wish: z.string(), trouble: z.enum(['throttled', 'unavailable']).nullable() }),
    output: z.strictObject({ wish: z.string() }),
  };
  const inTrouble = (trouble: string | null) => {
    if (trouble === 'throttled') throw new ProviderThrottled(undefined);
    if (trouble === 'unavailable') throw new ProviderUnavailable('it is being tested');
  };
  return defineConnector({
    name: 'faults',
    title: 'Faults',
    description: 'For tests.',
    credential: null,
    options: z.strictObject({}),
    functions: [
      defineHandler({
        ...facts,
        name: 'faults.once',
        idempotent: false,
        run: async ({ data: { wish, trouble } }) => {
          inTrouble(trouble);
          ledger.once(`once ${wish}`);
          return { data: { wish } };
        },
      }),
      defineHandler({
        ...facts,
        name: 'faults.again',
        idempotent: true,
        run: async ({ data: { wish, trouble } }, { idempotencyKey, invocationId }) => {
          inTrouble(trouble);
          ledger.again(`again ${wish}`, idempotencyKey ?? invocationId);
          return { data: { wish } };
        },
      }),
    ],
  });
}

const send = (response: ServerResponse, text: string) =>
  void response.writeHead(200, { 'content-type': 'application/cloudevents+json' }).end(text);

/** The same call with a deadline that lets the function run: what a platform does that knows none. */
const later = (text: string) => text.replace(/"deadlineAt":\d+/, `"deadlineAt":${Date.now() + 60_000}`);
