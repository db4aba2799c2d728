import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { CRASHED, deployed, DONE, fault, platform, settled, THROTTLED, TIMED_OUT, WRITE } from './scripted.ts';

const HELD_OFF = { ...THROTTLED, retryAfterMs: 60_000 };

/** Asks for so many at once; `answerAll` answers wave after wave until nobody waits. */
function crowded(maxConcurrency = 100) {
  const there = platform();
  const fn = deployed({ ...WRITE }, { maxConcurrency });
  const condition = () => there.functions.condition(fn.deployment);
  const ask = (count: number, more: object = {}) => Array.from({ length: count }, () => there.ask(fn, more));
  const answer = (outcome: Outcome) => {
    for (const arrival of there.arrived.slice()) arrival.answer(outcome);
    return settled();
  };
  const answerAll = async (outcome: Outcome) => {
    while (there.arrived.length > 0) {
      there.clock.advance(10);
      await answer(outcome);
    }
  };
  return { ...there, fn, condition, ask, answer, answerAll };
}

describe('the limit of a deployment', () => {
  it('lets twenty calls through at first; the others wait', async () => {
    const { ask, arrived, condition, answerAll } = crowded();
    const ends = ask(50);
    await settled();
    expect(arrived).toHaveLength(20);
    expect(condition()).toMatchObject({ concurrencyLimit: 20, callsInFlight: 20, callsQueued: 30 });
    await answerAll(DONE);
    expect((await Promise.all(ends)).every(({ type }) => type === 'ok')).toBe(true);
    expect(condition()).toMatchObject({ callsInFlight: 0, callsQueued: 0 });
  });

  it('is never above what the deployment takes, also when that is lowered', async () => {
    const { ask, arrived, answerAll, condition, fn, functions } = crowded(3);
    const ends = ask(300);
    await settled();
    let most = 0;
    while (arrived.length > 0) {
      most = Math.max(most, arrived.length);
      arrived[0]!.answer(DONE);
      await settled();
    }
    await Promise.all(ends);
    expect([most, condition().concurrencyLimit]).toEqual([3, 3]);
    expect(functions.condition({ ...fn.deployment, maxConcurrency: 1 }).concurrencyLimit).toBe(1);
    await answerAll(DONE);
  });

  it('grows while all goes well and it is used', async () => {
    const { ask, answerAll, condition } = crowded();
    const ends = ask(200);
    await settled();
    await answerAll(DONE);
    await Promise.all(ends);
    expect(condition().concurrencyLimit).toBe(100);
  });

  it('does not grow when it is not used', async () => {
    const { ask, answerAll, condition } = crowded();
    for (let at = 0; at < 100; at += 1) {
      const ends = ask(1);
      await settled();
      await answerAll(DONE);
      await Promise.all(ends);
    }
    expect(condition().concurrencyLimit).toBe(20);
  });

  it.each([
    ['throttles', HELD_OFF],
    ['does not answer in time', TIMED_OUT],
  ])('shrinks once for a wave in which the platform %s', async (_what, outcome) => {
    const { ask, answer, condition, clock } = crowded();
    const ends = ask(20);
    await settled();
    clock.advance(10);
    await answer(outcome);
    await Promise.all(ends);
    expect(condition().concurrencyLimit).toBe(14);
  });

  it('shrinks wave by wave down to one, and slowly grows again', async () => {
    const { ask, answer, answerAll, condition, clock } = crowded();
    for (let wave = 0; wave < 15; wave += 1) {
      const ends = ask(20);
      await settled();
      clock.advance(10);
      await answer(HELD_OFF);
      clock.advance(10);
      await answerAll(HELD_OFF);
      await Promise.all(ends);
    }
    expect(condition().concurrencyLimit).toBe(1);
    const ends = ask(55);
    await settled();
    await answerAll(DONE);
    await Promise.all(ends);
    // 1 + 2 + … + 10: a step of one a round.
    expect(condition().concurrencyLimit).toBeGreaterThanOrEqual(9);
    expect(condition().concurrencyLimit).toBeLessThanOrEqual(11);
  });

  it('says nothing of errors that functions report', async () => {
    const { ask, answerAll, condition } = crowded();
    const ends = ask(20);
    await settled();
    await answerAll(fault('PROVIDER_PERMISSION_DENIED'));
    await Promise.all(ends);
    expect(condition().concurrencyLimit).toBeGreaterThanOrEqual(20);
  });
});

describe('the queue of a deployment', () => {
  it('is first come, first served', async () => {
    const { arrived, calls, ask, wish, functions, fn, answerAll } = crowded(1);
    const order: string[] = [];
    const ends = Array.from({ length: 30 }, (_none, at) => functions.invoke(wish(fn, { input: { region: `${at}` } })));
    await settled();
    while (arrived.length > 0) {
      order.push((arrived[0]!.call.input as { region: string }).region);
      arrived[0]!.answer(DONE);
      await settled();
    }
    await Promise.all(ends);
    expect(order).toEqual(Array.from({ length: 30 }, (_none, at) => `${at}`));
    expect(calls).toHaveLength(30);
    await Promise.all([answerAll(DONE), ...ask(0)]);
  });

  it('is not overtaken when the deployment is said to take more', async () => {
    const { ask, arrived, fn, wish, functions } = crowded(1);
    const ends = ask(4);
    await settled();
    const roomier = { ...fn, deployment: { ...fn.deployment, maxConcurrency: 3 } };
    ends.push(functions.invoke(wish(roomier, { input: { region: 'new' } })));
    await settled();
    expect(arrived).toHaveLength(3);
    expect(arrived.map(({ call }) => (call.input as { region: string }).region)).not.toContain('new');
    while (arrived.length > 0) {
      arrived[0]!.answer(DONE);
      await settled();
    }
    await Promise.all(ends);
  });

  it('drops a call whose deadline passes in it, without sending it, though nothing else ends', async () => {
    const { ask, arrived, clock, condition, calls } = crowded(1);
    void ask(1);
    const [late] = ask(1, { deadlineAt: clock.now() + 500 });
    await settled();
    clock.advance(501);
    expect(await late).toMatchObject({ type: 'functionTimeout', ran: 'no' });
    expect(condition().callsQueued).toBe(0);
    expect([arrived.length, calls.length]).toEqual([1, 1]);
  });

  it('lets a caller leave', async () => {
    const { ask, arrived, calls, answerAll, condition } = crowded(1);
    const leave = new AbortController();
    const first = ask(1);
    const [left] = ask(1, { signal: leave.signal });
    const last = ask(1);
    await settled();
    leave.abort();
    expect(await left).toEqual({ type: 'cancelled', ran: 'no' });
    expect(condition().callsQueued).toBe(1);
    await answerAll(DONE);
    await Promise.all([...first, ...last]);
    expect([arrived.length, calls.length]).toEqual([0, 2]);
  });

  it('has an end: who comes then hears how long it takes', async () => {
    const { ask, arrived, clock, functions, wish, fn } = crowded(10);
    const warm = ask(1);
    await settled();
    clock.advance(50);
    arrived[0]!.answer(DONE);
    await Promise.all(warm);
    void ask(1_010);
    await settled();
    await expect(functions.call(wish(fn))).rejects.toMatchObject({
      code: 'FUNCTION_BUSY',
      retryAfterMs: Math.ceil((1_001 * 50) / 10),
      facts: { ran: 'no' },
    });
    expect(arrived).toHaveLength(10);
  });

  it('is not sent to a deployment whose breaker opened meanwhile', async () => {
    const { ask, arrived, calls, answerAll } = crowded(10);
    const ends = ask(40);
    await settled();
    for (let at = 0; at < 10; at += 1) {
      arrived[0]!.answer(CRASHED);
      await settled();
    }
    await answerAll(CRASHED);
    const types = (await Promise.all(ends)).map(({ type }) => type);
    // Nine took the places of the first nine before the tenth opened it; the place of that one is just being taken.
    expect(calls.length).toBeLessThanOrEqual(20);
    expect(types.filter((type) => type === 'busy').length).toBe(40 - calls.length);
  });
});
