/** Cases of what a function does, and of time. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { DESCRIBE } from '../../functions/sdk/index.ts';
import type { Outcome } from '../../gateway/invoke/outcome.ts';
import { BARE_ERROR } from '../platforms/probe.ts';
import type { Bench, Case } from './function-bench.ts';

const ok = (data: unknown) => ({ type: 'ok', ran: 'yes', data: { data }, cursor: null });
const MIXED = 'Grüße, 世界, 🌍👩‍🚀, "quotes", back\\slash, \u0000 and \u2028, ' + 'é'.normalize('NFD');

/** Values that some layer would take for something else. */
const VALUES = [MIXED, '', 0, false, null, [], {}, [[]], [null], { '': '' }, 'true', '{"ok":true}', 1e21, -0.5];

/** What `context` answered of the deadline. */
const deadlineIn = (outcome: Outcome) =>
  outcome.type === 'ok' ? (outcome.data as { data: { deadlineAt: number } }).data.deadlineAt : NaN;

/** Calls again, with patience, until the platform has its function back. Every outcome on the way must be true. */
async function expectRecovery(bench: Bench): Promise<void> {
  const outcomes: Outcome[] = [];
  for (let round = 0; round < 100; round += 1) {
    const { outcome } = await bench.ask({ do: 'echo', value: round });
    if (outcome.type === 'ok') return expect(outcome).toMatchObject(ok(round));
    outcomes.push(outcome);
    expect(outcome).toMatchObject(
      outcome.ran === 'no' ? { type: 'unavailable' } : { type: 'platformError', ran: 'unknown' },
    );
    await sleep(50);
  }
  expect(outcomes.slice(-3), 'it did not come back').toEqual([]);
}

export const ordinary: readonly Case[] = [
  {
    id: 'describe',
    title: 'answers who it is',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'context' }, { call: { functionName: DESCRIBE, input: {} } });
      expect(outcome).toMatchObject({
        type: 'ok',
        data: { manifest: { name: 'probe', functions: [{ name: 'probe.read' }, { name: 'probe.write' }] } },
      });
    },
  },
  {
    id: 'values',
    title: 'gives back unicode, empty things, arrays and numbers as they are',
    async run(bench) {
      for (const value of VALUES)
        expect([value, (await bench.ask({ do: 'echo', value })).outcome]).toEqual([value, ok(value)]);
    },
  },
  {
    id: 'large',
    title: 'takes and answers 900,000 bytes',
    async run(bench) {
      const value = 'é'.repeat(450_000);
      expect((await bench.ask({ do: 'echo', value })).outcome).toEqual(ok(value));
    },
  },
  {
    id: 'callTooLarge',
    title: 'does not send a call of more than 1,000,000 bytes',
    async run(bench) {
      bench.proxy.requests = 0;
      const settings = bench.place.settings(bench.proxy.url);
      const { outcome } = await bench.ask({ do: 'echo', value: 'x'.repeat(1_000_000) }, { settings });
      expect(outcome).toMatchObject({ type: 'tooLarge', ran: 'no', error: { code: 'PAYLOAD_TOO_LARGE' } });
      expect(bench.proxy.requests).toBe(0);
    },
  },
  {
    id: 'replyTooLarge',
    title: 'says of a reply of more than 1,000,000 bytes that it ran',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'bytes', bytes: 1_500_000 });
      expect(outcome).toMatchObject({ type: 'tooLarge', ran: 'yes', error: { code: 'PAYLOAD_TOO_LARGE' } });
    },
  },
  {
    id: 'context',
    title: 'brings ids, attempt, deadline, key and trace to the function',
    async run(bench) {
      const call = {
        invocationId: randomUUID(),
        attempt: 3,
        deadlineAt: Date.now() + 20_000,
        idempotencyKey: `key-${MIXED.slice(0, 20)}`,
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      };
      const { outcome } = await bench.ask({ do: 'context' }, { call });
      expect(outcome).toEqual(ok({ ...call, deadlineAt: expect.any(Number) }));
      expect(deadlineIn(outcome)).toBeLessThanOrEqual(call.deadlineAt);
    },
  },
  {
    id: 'duplicate',
    title: 'delivers a repeated call with the key of the first',
    async run(bench) {
      const idempotencyKey = randomUUID();
      const order = { do: 'effect', ledger: bench.ledger.url, ms: 0 } as const;
      for (const attempt of [1, 2])
        expect((await bench.ask(order, { call: { idempotencyKey, attempt } })).outcome).toEqual(ok('done'));
      expect(bench.ledger.count(idempotencyKey)).toBe(2);
    },
  },
  {
    id: 'concurrency',
    title: 'keeps 50 calls at a time apart',
    async run(bench) {
      const ids = Array.from({ length: 50 }, () => randomUUID());
      const ended = await Promise.all(ids.map((id) => bench.ask({ do: 'context' }, { call: { invocationId: id } })));
      const answered = ended.map(({ outcome }) =>
        outcome.type === 'ok' ? (outcome.data as { data: { invocationId: string } }).data.invocationId : outcome,
      );
      expect(answered).toEqual(ids);
    },
  },
];

export const errors: readonly Case[] = [
  {
    id: 'throwError',
    title: 'masks an error that is thrown',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'throw', what: 'error', text: 'from-inside-4711' });
      expect(outcome).toMatchObject({ type: 'functionError', ran: 'yes', error: { code: 'FUNCTION_FAILED' } });
      expect(JSON.stringify(outcome)).not.toContain('from-inside-4711');
    },
  },
  {
    id: 'throwText',
    title: 'masks a text that is thrown',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'throw', what: 'text', text: 'from-inside-4712' });
      expect(outcome).toMatchObject({ type: 'functionError', ran: 'yes', error: { code: 'FUNCTION_FAILED' } });
      expect(JSON.stringify(outcome)).not.toContain('from-inside-4712');
    },
  },
  {
    id: 'errorReply',
    title: 'passes on errors with a code, and how long to wait',
    async run(bench) {
      expect((await bench.ask({ do: 'throw', what: 'gone', text: 'i-1' })).outcome).toMatchObject({
        type: 'functionError',
        ran: 'yes',
        error: { code: 'RESOURCE_GONE', retryable: false },
      });
      expect((await bench.ask({ do: 'throw', what: 'throttled', text: '' })).outcome).toMatchObject({
        type: 'functionError',
        error: { code: 'PROVIDER_THROTTLED', retryable: true, retryAfterMs: 1_500 },
      });
    },
  },
  {
    id: 'unknownFunction',
    title: 'says that a function of the connector is not there',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'context' }, { call: { functionName: 'probe.nothing' } });
      expect(outcome).toMatchObject({ type: 'functionError', error: { code: 'UNSUPPORTED_OPERATION' } });
    },
  },
  {
    id: 'bare',
    title: 'neither believes nor shows what a function without our host throws',
    async run(bench) {
      const bare = await bench.elsewhere({ isBare: true });
      const { outcome } = await bare.ask({ do: 'context' });
      // OpenFaaS answers 200 with the error's text, which anybody in front could have written.
      expect(['platformError unknown', 'badReply unknown', 'badReply yes']).toContain(`${outcome.type} ${outcome.ran}`);
      expect(bare.shown()).not.toContain(BARE_ERROR);
    },
  },
  {
    id: 'rejectLate',
    title: 'answers before a promise rejects that nobody waits for, and again after it',
    async run(bench) {
      expect((await bench.ask({ do: 'rejectLate' })).outcome).toMatchObject(ok('answered'));
      await sleep(60);
      await expectRecovery(bench);
    },
  },
  {
    id: 'exit',
    title: 'does not know what a process did that ended, and calls the next one',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'exit' });
      expect(outcome).toMatchObject({ type: 'platformError', ran: 'unknown' });
      await expectRecovery(bench);
    },
  },
];

export const time: readonly Case[] = [
  {
    id: 'deadline',
    title: 'stops at the deadline of its caller, and does not know what became of the run',
    async run(bench) {
      const { outcome, tookMs } = await bench.ask({ do: 'sleep', ms: 3_000 }, { deadlineMs: 500 });
      expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
      expect(tookMs).toBeLessThan(1_500);
    },
  },
  {
    id: 'neverSettle',
    title: 'stops at the deadline when a promise never settles',
    async run(bench) {
      const { outcome } = await bench.ask({ do: 'neverSettle' }, { deadlineMs: 700 });
      expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
    },
  },
  {
    id: 'cancel',
    title: 'stops when its caller leaves',
    async run(bench) {
      const caller = new AbortController();
      const asked = bench.ask({ do: 'sleep', ms: 3_000 }, { signal: caller.signal });
      await sleep(200);
      caller.abort();
      const { outcome, tookMs } = await asked;
      expect(outcome).toMatchObject({ type: 'cancelled', ran: 'unknown' });
      expect(tookMs).toBeLessThan(1_500);
    },
  },
  {
    id: 'tooLate',
    title: 'does not send a call whose deadline has passed or whose caller has left',
    async run(bench) {
      bench.proxy.requests = 0;
      const settings = bench.place.settings(bench.proxy.url);
      const late = await bench.ask({ do: 'context' }, { settings, deadlineMs: -1 });
      expect([late.outcome.type, late.outcome.ran]).toEqual(['functionTimeout', 'no']);
      const left = await bench.ask({ do: 'context' }, { settings, signal: AbortSignal.abort() });
      expect([left.outcome.type, left.outcome.ran]).toEqual(['cancelled', 'no']);
      expect(bench.proxy.requests).toBe(0);
    },
  },
  {
    id: 'limitTold',
    title: 'tells the function when the platform will end it',
    async run(bench) {
      const limited = await bench.elsewhere({ limitMs: 2_000 });
      const { outcome } = await limited.ask({ do: 'context' });
      expect(deadlineIn(outcome)).toBeLessThan(Date.now() + 2_000);
    },
  },
  {
    id: 'platformLimit',
    title: "answers a run that outlasts the platform's own limit as a timeout of unknown effect",
    async run(bench) {
      const limited = await bench.elsewhere({ limitMs: 1_000 });
      const { outcome, tookMs } = await limited.ask({ do: 'sleep', ms: 12_000 });
      expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
      expect(tookMs).toBeLessThan(9_000); // with the start of a process, which is slow on a busy machine
    },
  },
  {
    id: 'blocked',
    title: 'takes it for a timeout when the platform had to end a run, and does not know what became of it',
    async run(bench) {
      const limited = await bench.elsewhere({ limitMs: 1_000 });
      const { outcome } = await limited.ask({ do: 'block', ms: 4_000 });
      expect(outcome).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
    },
  },
];
