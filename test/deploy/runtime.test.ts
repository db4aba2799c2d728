import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasLambdaRuntime } from '../emulators/lambda/index.ts';
import { NEEDS_RUNTIME, onLambda, type OnLambda } from './on-lambda.ts';

/** A reply to the event that the handler got, around `data`. */
const REPLY = `const reply = ({ id, subject }, data) => ({ specversion: '1.0', id, source: 'test',
  type: 'dev.causeway.reply.v1', data: { ok: true, data } });`;

describe.skipIf(!hasLambdaRuntime)(`calls of functions that AWS's own runtime runs ${NEEDS_RUNTIME}`, () => {
  let place: OnLambda;
  beforeAll(async () => {
    place = await onLambda();
  });
  afterAll(() => place[Symbol.asyncDispose]());

  it('bring back what the function replied, with one process for calls in a row', async () => {
    await place.put(
      'plain',
      `${REPLY} exports.handler = async (event) => reply(event, { got: event.data.input, pid: process.pid });`,
    );
    const first = await place.call('plain', { input: { text: 'grüße 🚀' } });
    expect(first).toMatchObject({ type: 'ok', data: { got: { text: 'grüße 🚀' } } });
    const second = await place.call('plain');
    expect(second).toMatchObject({ type: 'ok', data: { pid: pidOf(first) } });
  });

  it('that crash the process are platform errors in doubt, and the next call finds a new process', async () => {
    await place.put(
      'crash',
      `${REPLY} exports.handler = async (event) => {
      if (event.data.input === 'crash') process.exit(1);
      return reply(event, { pid: process.pid });
    };`,
    );
    expect(await place.call('crash', { input: 'crash' })).toMatchObject({
      type: 'platformError',
      ran: 'unknown',
      reason: expect.stringContaining('Runtime.ExitError'),
    });
    expect(await place.call('crash')).toMatchObject({ type: 'ok' });
  });

  it('that throw, which no host of ours does, are platform errors in doubt', async () => {
    await place.put('throw', `exports.handler = async () => { throw new TypeError('kaput'); };`);
    expect(await place.call('throw')).toMatchObject({
      type: 'platformError',
      reason: expect.stringContaining('TypeError'),
    });
  });

  it('of code that does not load are platform errors', async () => {
    await place.put('broken', `throw new Error('at load');`);
    expect(await place.call('broken')).toMatchObject({ type: 'platformError', ran: 'unknown' });
  });

  it("that pass Lambda's own limit are killed, and are timeouts in doubt", async () => {
    await place.put('slow', `exports.handler = () => new Promise((resolve) => setTimeout(resolve, 20_000));`, {
      timeoutSeconds: 1,
    });
    expect(await place.call('slow')).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
  });

  it('that pass the deadline of the caller, or that the caller gives up, may have run', async () => {
    await place.put('hang', `exports.handler = () => new Promise((resolve) => setTimeout(resolve, 2_000));`);
    expect(await place.call('hang', { deadlineAt: Date.now() + 300 })).toMatchObject({
      type: 'functionTimeout',
      ran: 'unknown',
    });
    const caller = new AbortController();
    const call = place.call('hang', {}, caller.signal);
    setTimeout(() => caller.abort(), 200);
    expect(await call).toEqual({ type: 'cancelled', ran: 'unknown' });
  });

  it('whose handler never settles end with null, which is a bad reply', async () => {
    await place.put('never', `exports.handler = () => new Promise(() => {});`);
    expect(await place.call('never')).toMatchObject({ type: 'badReply', ran: 'yes' });
  });

  it('that answer more than Lambda carries are too large, and ran', async () => {
    await place.put('large', `exports.handler = async () => 'x'.repeat(6_400_000);`);
    expect(await place.call('large')).toMatchObject({ type: 'tooLarge', ran: 'yes' });
  });

  it('beyond the reserved concurrency are throttled and did not run', async () => {
    await place.put(
      'reserved',
      `${REPLY} exports.handler = async (event) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return reply(event, null);
    };`,
    );
    await place.lambda.send(
      new PutFunctionConcurrencyCommand({ FunctionName: 'reserved', ReservedConcurrentExecutions: 1 }),
    );
    const outcomes = await Promise.all([place.call('reserved'), place.call('reserved'), place.call('reserved')]);
    expect(outcomes.map(({ type }) => type).toSorted()).toEqual(['ok', 'throttled', 'throttled']);
    expect(outcomes.find(({ type }) => type === 'throttled')).toMatchObject({ ran: 'no', retryAfterMs: 1_000 });
  });

  it('that come ten at a time get a process each, and every call its own answer', async () => {
    await place.put(
      'wide',
      `${REPLY} exports.handler = async (event) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return reply(event, { n: event.data.input, pid: process.pid });
    };`,
    );
    const outcomes = await Promise.all(Array.from({ length: 10 }, (_none, n) => place.call('wide', { input: n })));
    expect(outcomes.map((outcome) => (outcome.type === 'ok' ? (outcome.data as { n: number }).n : outcome))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(new Set(outcomes.map(pidOf)).size).toBe(10);
  });

  it('while the function is still being made did not run', async () => {
    await using slow = await onLambda({ settleMs: 60_000 });
    void slow.put('pending', '').catch(() => {}); // it waits until it is active, which is not before the end
    await expect.poll(() => slow.emulator.requests.length).toBeGreaterThan(0);
    expect(await slow.call('pending')).toMatchObject({ type: 'unavailable', ran: 'no' });
  });
});

const pidOf = (outcome: unknown) => (outcome as { data: { pid: number } }).data.pid;
