import { describe, expect, it } from 'vitest';
import type { FunctionManifest } from '../../../functions/sdk/index.ts';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { AWAY, CRASHED, deployed, DONE, fault, platform, settled, THROTTLED } from './scripted.ts';

const answerOf = (who: string): Outcome => ({ ...DONE, data: who });

/** A function whose attempts took 100 ms so far, and a wish to it that has arrived. */
async function slow(more: Partial<FunctionManifest> = {}, { samples = 20, maxConcurrency = 100 } = {}) {
  const there = platform();
  const fn = deployed(more, { maxConcurrency });
  for (let at = 0; at < samples; at += 1) {
    const end = there.ask(fn);
    await settled();
    there.clock.advance(100);
    there.arrived[0]!.answer(DONE);
    await end;
  }
  const leave = new AbortController();
  const end = there.ask(fn, { signal: leave.signal });
  await settled();
  const pass = async (ms: number) => {
    there.clock.advance(ms);
    await settled();
  };
  return { ...there, fn, end, pass, leave };
}

describe('a second try beside a late one', () => {
  it('is made once, when the first has taken as long as 90 of 100 take', async () => {
    const { arrived, pass, end } = await slow();
    await pass(99);
    expect(arrived).toHaveLength(1);
    await pass(1);
    expect(arrived.map(({ call }) => call.attempt)).toEqual([1, 2]);
    expect(arrived[1]!.call.invocationId).toBe(arrived[0]!.call.invocationId);
    await pass(5_000);
    expect(arrived).toHaveLength(2);
    arrived[0]!.answer(DONE);
    await end;
  });

  it.each([
    ['second', 1, 0],
    ['first', 0, 1],
  ])('the %s may win, and the other is called off', async (who, winner, loser) => {
    const { arrived, pass, end, fn, functions } = await slow();
    await pass(100);
    const tries = [...arrived];
    tries[winner]!.answer(answerOf(who));
    expect(await end).toEqual(answerOf(who));
    expect(tries[loser]!.signal.aborted).toBe(true);
    await settled();
    expect(functions.condition(fn.deployment).callsInFlight).toBe(0);
  });

  it.each([
    ['a write', { effect: 'WRITE' }],
    ['a reading that is not idempotent', { idempotent: false }],
  ] as const)('is not made of %s', async (_what, more) => {
    const { arrived, pass, end } = await slow(more);
    await pass(10_000);
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    await end;
  });

  it('is not made of a wish with a key', async () => {
    const { arrived, pass, end, ask, fn } = await slow();
    arrived[0]!.answer(DONE);
    await end;
    const wish = ask(fn, { idempotencyKey: 'once' });
    await settled();
    await pass(10_000);
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    await wish;
  });

  it('is not made before twenty attempts were seen', async () => {
    const { arrived, pass, end } = await slow({}, { samples: 19 });
    await pass(10_000);
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    await end;
  });

  it('is not made when the deployment has no room for it', async () => {
    const { arrived, pass, end } = await slow({}, { maxConcurrency: 1 });
    await pass(10_000);
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    await end;
  });

  it('has a budget: of many late calls at once a few are tried twice', async () => {
    const { arrived, calls, pass, ask, fn, end } = await slow();
    // Twenty succeeded: a tenth of them is two.
    const ends = Array.from({ length: 14 }, () => ask(fn));
    await settled();
    const before = calls.length;
    await pass(100);
    expect(calls.length - before).toBe(2);
    for (const arrival of arrived.slice()) arrival.answer(DONE);
    await Promise.all([end, ...ends]);
  });

  it('takes a turn of the quota, and is not made without one', async () => {
    const { arrived, pass, end } = await slow({ quota: { callsPerSecond: 0.5, per: [] } }, { samples: 0 });
    await pass(10_000);
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    await end;
  });

  it('a failure of one waits for the other', async () => {
    for (const [failing, answering] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const { arrived, pass, end } = await slow();
      await pass(100);
      const tries = [...arrived];
      tries[failing]!.answer(CRASHED);
      await settled();
      tries[answering]!.answer(answerOf('other'));
      expect(await end).toEqual(answerOf('other'));
    }
  });

  it('when both fail, that which may have run is reported, and a retry is a third attempt', async () => {
    const { arrived, calls, pass, end } = await slow();
    await pass(100);
    arrived[1]!.answer(CRASHED);
    await settled();
    arrived[0]!.answer({ ...THROTTLED, retryAfterMs: 60_000 });
    await settled();
    expect(arrived).toEqual([]);
    await pass(400);
    expect(calls.at(-1)!.attempt).toBe(3);
    arrived[0]!.answer({ ...AWAY, type: 'notFound' });
    expect(await end).toEqual(CRASHED);
  });

  it('an answer that no retry would better ends both', async () => {
    const { arrived, pass, end } = await slow();
    await pass(100);
    const [first] = arrived;
    arrived[1]!.answer(fault('PROVIDER_PERMISSION_DENIED'));
    expect(await end).toEqual(fault('PROVIDER_PERMISSION_DENIED'));
    expect(first!.signal.aborted).toBe(true);
  });

  it('one that did not run does not end the other, which may have', async () => {
    const { arrived, pass, end } = await slow();
    await pass(100);
    arrived[1]!.answer({ ...AWAY, type: 'notFound' });
    await settled();
    arrived[0]!.answer(answerOf('first'));
    expect(await end).toEqual(answerOf('first'));
  });

  it('a caller who leaves calls both off', async () => {
    const { arrived, pass, end, leave } = await slow();
    await pass(100);
    const tries = [...arrived];
    leave.abort();
    expect(await end).toEqual({ type: 'cancelled', ran: 'unknown' });
    expect(tries.map(({ signal }) => signal.aborted)).toEqual([true, true]);
  });
});
