/** Cases of what lies between the gateway and a function: connections, others who answer, and who may call. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { encodeReply } from '../../functions/sdk/index.ts';
import { freePort } from '../emulators/child.ts';
import type { Case, Ended } from './function-bench.ts';

/** The effect of a broken connection is not known, unless the outcome says that nothing was sent. */
const expectInDoubt = ({ outcome }: Ended) =>
  expect(outcome).toMatchObject(
    outcome.ran === 'no' ? { type: 'unavailable' } : { type: 'platformError', ran: 'unknown' },
  );

/** Whether a bad reply is the function's own only a platform can say that vouches for the run; what it says is true. */
const expectBadReply = ({ outcome }: Ended) =>
  expect(['badReply unknown', 'badReply yes']).toContain(`${outcome.type} ${outcome.ran}`);

export const network: readonly Case[] = [
  {
    id: 'refused',
    title: 'knows that nothing ran when the connection is refused',
    async run(bench) {
      const settings = bench.place.settings(`http://127.0.0.1:${await freePort()}`);
      const { outcome } = await bench.ask({ do: 'context' }, { settings });
      expect(outcome).toMatchObject({ type: 'unavailable', ran: 'no' });
    },
  },
  {
    id: 'resetBefore',
    title: 'says nothing false of a connection that breaks before the body is through',
    run: async (bench) => expectInDoubt(await bench.askDespite({ type: 'resetBefore' })),
  },
  {
    id: 'resetAfter',
    title: 'does not know what became of a call whose connection breaks after its body',
    async run(bench) {
      const { outcome, effects } = await bench.askDespite({ type: 'resetAfter' });
      expect([outcome.type, outcome.ran, effects]).toEqual(['platformError', 'unknown', 1]);
    },
  },
  {
    id: 'half',
    title: 'does not know what became of a call whose answer breaks off',
    async run(bench) {
      const { outcome, effects } = await bench.askDespite({ type: 'half' });
      expect([outcome.type, outcome.ran, effects]).toEqual(['platformError', 'unknown', 1]);
    },
  },
  {
    id: 'stall',
    title: 'stops at the deadline when an answer goes silent in its middle',
    async run(bench) {
      const { outcome, tookMs } = await bench.askDespite({ type: 'stall' }, { deadlineMs: 1_200 });
      expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
      expect(tookMs).toBeLessThan(2_200);
    },
  },
  {
    id: 'flood',
    title: 'reads no more of an answer than any reply may weigh',
    async run(bench) {
      const fault = { type: 'spoil', contentType: 'application/json', body: 'x'.repeat(8_000_000) } as const;
      expect((await bench.askDespite(fault)).outcome).toMatchObject({ type: 'tooLarge', ran: 'yes' });
    },
  },
  {
    id: 'otherReply',
    title: 'takes the reply to another call for a bad one',
    async run(bench) {
      const other = { invocationId: randomUUID(), functionName: 'probe.write' };
      const body = encodeReply(other, { ok: true, data: { data: 'of another' } });
      const fault = { type: 'spoil', contentType: 'application/cloudevents+json', body } as const;
      expectBadReply(await bench.askDespite(fault));
    },
  },
  {
    id: 'invalidJson',
    title: 'takes an answer that is no JSON for a bad reply',
    async run(bench) {
      const fault = { type: 'spoil', contentType: 'application/json', body: '{"specversion": ' } as const;
      expectBadReply(await bench.askDespite(fault));
    },
  },
  {
    id: 'wrongContentType',
    title: 'takes a page for a bad reply',
    async run(bench) {
      const fault = { type: 'spoil', contentType: 'text/html', body: '<html>Welcome</html>' } as const;
      expectBadReply(await bench.askDespite(fault));
    },
  },
];

/** Answers of whoever stands in front of the function, which then did not run. */
const FRONT: readonly [
  id: string,
  status: number,
  headers: Readonly<Record<string, string>>,
  expected: { readonly type: string; readonly ran: string; readonly retryAfterMs?: number | null },
][] = [
  ['throttled', 429, {}, { type: 'throttled', ran: 'no', retryAfterMs: null }],
  ['retryAfterSeconds', 429, { 'retry-after': '7' }, { type: 'throttled', ran: 'no', retryAfterMs: 7_000 }],
  ['front401', 401, {}, { type: 'unauthorized', ran: 'no' }],
  ['front403', 403, {}, { type: 'unauthorized', ran: 'no' }],
  ['front404', 404, {}, { type: 'notFound', ran: 'no' }],
  ['front500', 500, {}, { type: 'platformError', ran: 'unknown' }],
];

function answeredBefore([id, status, headers, expected]: (typeof FRONT)[number]): Case {
  return {
    id,
    title: `takes a ${status}${headers['retry-after'] ? ' with Retry-After' : ''} for ${expected.type}`,
    async run(bench) {
      expect((await bench.askDespite({ type: 'refuse', status, headers })).outcome).toMatchObject(expected);
    },
  };
}

export const answers: readonly Case[] = [
  ...FRONT.map(answeredBefore),
  {
    id: 'frontPage',
    title: 'does not take the page of somebody in front for an answer of the function',
    async run(bench) {
      const headers = { 'content-type': 'text/html' };
      const fault = { type: 'refuse', status: 200, headers, body: '<html>Back soon</html>' } as const;
      expect((await bench.askDespite(fault)).outcome).toMatchObject({ type: 'badReply', ran: 'unknown' });
    },
  },
  {
    id: 'retryAfterDate',
    title: 'takes a date of HTTP for Retry-After',
    async run(bench) {
      const headers = { 'retry-after': new Date(Date.now() + 30_000).toUTCString() };
      const { outcome } = await bench.askDespite({ type: 'refuse', status: 429, headers });
      expect(outcome).toMatchObject({ type: 'throttled', ran: 'no' });
      const { retryAfterMs } = outcome as { retryAfterMs: number };
      expect(retryAfterMs).toBeGreaterThan(25_000);
      expect(retryAfterMs).toBeLessThanOrEqual(30_000);
    },
  },
  {
    id: 'redirect',
    title: 'does not follow a redirect',
    async run(bench) {
      for (const status of [301, 302, 307, 308]) {
        bench.proxy.requests = 0;
        const headers = { location: bench.proxy.url };
        const { outcome, effects } = await bench
          .askDespite({ type: 'refuse', status, headers })
          .catch((error: unknown) => {
            throw new Error(`${status}: ${String(error)}`);
          });
        expect([outcome.type === 'ok', effects, bench.proxy.requests]).toEqual([false, 0, 1]);
      }
    },
  },
  {
    id: 'accepted',
    title: 'does not take a 202 for an end',
    async run(bench) {
      const { outcome } = await bench.askDespite({ type: 'refuse', status: 202 });
      expect(outcome.type).not.toBe('ok');
      expect(outcome.ran).toBe('unknown');
    },
  },
];

export const access: readonly Case[] = [
  {
    id: 'wrongSecret',
    title: 'is refused with a wrong secret, by the platform or the function',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'context' }, { settings: bench.place.wrongSecret! });
      expect(outcome).toMatchObject({ type: 'unauthorized', ran: 'no' });
    },
  },
  {
    id: 'wrongName',
    title: 'is told that the function is not there',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'context' }, { settings: bench.place.wrongName! });
      expect(outcome).toMatchObject({ type: 'notFound', ran: 'no' });
    },
  },
  {
    id: 'busy',
    title: 'is told by the platform that it is busy, and nothing ran',
    async run(bench) {
      const small = await bench.elsewhere({ concurrency: 1 });
      const order = { do: 'effect', ledger: small.ledger.url, ms: 600 } as const;
      const keys = [randomUUID(), randomUUID(), randomUUID()];
      const ended = await Promise.all(keys.map((idempotencyKey) => small.ask(order, { call: { idempotencyKey } })));
      const types = ended.map(({ outcome }) => `${outcome.type} ${outcome.ran}`).toSorted();
      expect(types).toEqual(['ok yes', 'throttled no', 'throttled no']);
      const effects = keys.map((key) => small.ledger.count(key)).toSorted((a, b) => a - b);
      expect(effects).toEqual([0, 0, 1]);
    },
  },
];
