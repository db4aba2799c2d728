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
  'a page of somebody in front, before the effect': 20,
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

const send = (response: ServerResponse, text: string) =>
  void response.writeHead(200, { 'content-type': 'application/cloudevents+json' }).end(text);

const status =
  (code: number, headers = {}) =>
  (response: ServerResponse) =>
    void response.writeHead(code, headers).end('trouble');

const reset = (response: ServerResponse) => void response.socket?.resetAndDestroy();

/** What happens instead of the effect. */
const INSTEAD: Partial<Record<Fault, (response: ServerResponse) => void>> = {
  'the platform crashes before the effect': reset,
  'a page of somebody in front, before the effect': (response) => send(response, '<html>Back soon</html>'),
  'status 500 before the effect': status(500),
  'status 503 before the effect': status(503),
  throttled: status(429),
  'throttled, and told for how long': status(429, { 'retry-after': '0' }),
};

/** What the function says itself, before its effect. */
const TOLD: Partial<Record<Fault, 'throttled' | 'unavailable'>> = {
  'the function reports a provider that throttles': 'throttled',
  'the function reports a provider out of reach, before the effect': 'unavailable',
};

/** What becomes of the answer after the effect. */
const AFTER: Partial<Record<Fault, (response: ServerResponse, reply: string) => void | Promise<void>>> = {
  'the platform crashes after the effect': reset,
  'half an answer'(response, reply) {
    response.writeHead(200, { 'content-type': 'application/cloudevents+json', 'content-length': reply.length });
    response.write(reply.slice(0, reply.length / 2));
    setTimeout(() => response.socket?.end(), 1);
  },
  'a reset within the answer'(response, reply) {
    response.writeHead(200, { 'content-type': 'application/cloudevents+json' });
    response.write(reply.slice(0, reply.length / 2));
    setTimeout(() => reset(response), 1);
  },
  'an answer that is no JSON': (response) => send(response, '<html>Service is starting</html>'),
  "another call's answer": (response, reply) => send(response, reply.replace(/"id":"[^"]+"/, '"id":"another"')),
  'status 502 after the effect': status(502),
  async 'a drip slower than the deadline, after the effect'(response, reply) {
    response.writeHead(200, { 'content-type': 'application/cloudevents+json', 'content-length': reply.length });
    for (const char of reply) {
      if (response.destroyed) return;
      response.write(char);
      await sleep(20);
    }
  },
};

export interface Platform extends AsyncDisposable {
  readonly url: string;
  /** How many faults of each kind were injected. */
  readonly injected: ReadonlyMap<Fault, number>;
  /** Whether anything fails; nothing does at first. */
  failing: boolean;
  /** Resolves when no function is at work any more. */
  quiet(): Promise<void>;
}

export async function startPlatform(ledger: Ledger, random: () => number): Promise<Platform> {
  const injected = new Map<Fault, number>();
  let stormUntil = 0;
  const run = serve(connectorOf(ledger), {
    sealing: { publicJwk: async () => ({ kty: 'EC' }), open: async () => null },
    version: null,
    log: () => {},
  });

  const choose = (): Fault | null => {
    if (!platform.failing) return null;
    if (Date.now() < stormUntil) return 'throttled';
    let left = random() * 1_000;
    for (const [fault, parts] of Object.entries(FAULTS)) if ((left -= parts) < 0) return fault as Fault;
    return null;
  };

  const atWork = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    const work: Promise<void> = answer(request, response)
      .catch(() => void response.destroy())
      .finally(() => atWork.delete(work));
    atWork.add(work);
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
    const trouble = fault && INSTEAD[fault];
    if (trouble) return trouble(response);
    if (fault === 'the beginning of a storm of 429') {
      stormUntil = Date.now() + STORM_MS;
      return INSTEAD['throttled']!(response);
    }
    if (fault === 'an effect after the deadline') {
      await sleep(BEYOND_DEADLINE_MS);
      text = text.replace(/"deadlineAt":\d+/, `"deadlineAt":${Date.now() + 60_000}`);
    }
    const told = fault && TOLD[fault];
    const reply = await serveText(run, told ? text.replace('"trouble":null', `"trouble":"${told}"`) : text);
    await ((fault && AFTER[fault]) ?? send)(response, reply);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const platform: Platform = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    injected,
    failing: false,
    quiet: async () => void (await Promise.all(atWork)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return platform;
}

/** Two functions with one effect each: one that must not be repeated in doubt, and one that may. */
export function connectorOf(ledger: Ledger) {
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
