import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import {
  AWAY,
  CRASHED,
  deployed,
  DONE,
  fault,
  NOT_FOUND,
  platform,
  settled,
  THROTTLED,
  TIMED_OUT,
  UNAUTHORIZED,
  WRITE,
} from './scripted.ts';

/** A platform that answers every call with what `says` holds. */
function answering(first: Outcome) {
  const says = { now: first };
  const there = platform(() => says.now);
  const many = async (count: number, outcome: Outcome) => {
    says.now = outcome;
    for (let at = 0; at < count; at += 1) await there.ask(WRITE);
  };
  const condition = () => there.functions.condition(WRITE.deployment);
  return { ...there, many, condition };
}

describe('the breaker of a deployment', () => {
  it.each([
    ['crashes', CRASHED],
    ['timeouts', TIMED_OUT],
    ['pages of somebody in front', { type: 'badReply', ran: 'unknown', reason: '' } as const],
  ])('opens after ten calls of which half were %s', async (_what, failure) => {
    const { many, condition, clock } = answering(DONE);
    await many(5, DONE);
    await many(4, failure);
    expect(condition()).toMatchObject({ breaker: 'CLOSED', breakerRetryAt: null });
    await many(1, failure);
    expect(condition()).toMatchObject({ breaker: 'OPEN', breakerRetryAt: clock.now() + 5_000 });
  });

  it('opens when the platform is not there', async () => {
    const there = platform(() => AWAY);
    const ends = Array.from({ length: 10 }, () => there.ask(WRITE));
    await settled();
    expect(there.functions.condition(WRITE.deployment).breaker).toBe('OPEN');
    there.clock.advance(1_000);
    const types = (await Promise.all(ends)).map(({ type }) => type);
    // Those whose retry found it open say when to come again.
    expect(types.toSorted()).toEqual([...Array(3).fill('busy'), ...Array(7).fill('unavailable')]);
  });

  const HARMLESS: readonly [what: string, outcome: Outcome][] = [
    ['errors of the function', fault('PROVIDER_PERMISSION_DENIED')],
    ['a refusal of the gateway', UNAUTHORIZED],
    ['a missing function', NOT_FOUND],
    ['nonsense of the function', { type: 'badReply', ran: 'yes', reason: '' }],
    ['callers who leave', { type: 'cancelled', ran: 'unknown' }],
  ];
  it.each(HARMLESS)('stays closed on %s', async (_what, outcome) => {
    const { many, condition } = answering(DONE);
    await many(50, outcome);
    expect(condition().breaker).toBe('CLOSED');
  });

  it('stays closed on throttling, which the limit meets', async () => {
    const there = platform(() => ({ ...THROTTLED, retryAfterMs: 60_000 }));
    for (let at = 0; at < 50; at += 1) await there.ask(WRITE);
    expect(there.functions.condition(WRITE.deployment).breaker).toBe('CLOSED');
  });

  it('stays closed on failures that are spread over more than ten seconds', async () => {
    const { many, condition, clock } = answering(CRASHED);
    for (let second = 0; second < 60; second += 2) {
      await many(1, CRASHED);
      clock.advance(2_000);
    }
    expect(condition().breaker).toBe('CLOSED');
  });

  it('refuses calls while it is open, says until when, and sends nothing', async () => {
    const { many, clock, calls, functions, wish } = answering(CRASHED);
    await many(10, CRASHED);
    clock.advance(2_000);
    await expect(functions.call(wish(WRITE))).rejects.toMatchObject({
      code: 'FUNCTION_BUSY',
      facts: { retryAfterMs: 3_000, ran: 'no' },
    });
    expect(calls).toHaveLength(10);
  });

  it('is not asked again by retries: one that opens it meanwhile ends the call', async () => {
    const { many, clock, calls, ask } = answering(CRASHED);
    await many(9, CRASHED);
    const idempotent = ask(deployed({ name: 'sandbox.put', effect: 'WRITE' }));
    await settled();
    clock.advance(300);
    expect(await idempotent).toMatchObject({ type: 'platformError', ran: 'unknown' });
    expect(calls).toHaveLength(10);
  });

  it('does not keep other deployments from being called', async () => {
    const { many, ask } = answering(CRASHED);
    await many(10, CRASHED);
    expect(await ask(deployed({ ...WRITE }, { name: 'elsewhere' }))).toMatchObject({ type: 'platformError' });
    expect(await ask(WRITE)).toMatchObject({ type: 'busy' });
  });
});

describe('a breaker that half-opens', () => {
  /** Open, and its time has come; calls wait to be answered. */
  async function halfOpen() {
    const there = platform();
    const condition = () => there.functions.condition(WRITE.deployment);
    const failAll = async (count: number) => {
      const ends = Array.from({ length: count }, () => there.ask(WRITE));
      await settled();
      for (const arrival of there.arrived.slice()) arrival.answer(CRASHED);
      await Promise.all(ends);
    };
    await failAll(10);
    there.clock.advance(5_000);
    return { ...there, condition };
  }

  it('lets three calls through to try, and closes when all three went well', async () => {
    const { arrived, ask, condition } = await halfOpen();
    expect(condition().breaker).toBe('HALF_OPEN');
    const ends = Array.from({ length: 10 }, () => ask(WRITE));
    await settled();
    expect(arrived).toHaveLength(3);
    arrived[0]!.answer(DONE);
    arrived[0]!.answer(DONE);
    await settled();
    expect(condition().breaker).toBe('HALF_OPEN');
    arrived[0]!.answer(DONE);
    const types = (await Promise.all(ends)).map(({ type }) => type);
    expect(types.filter((type) => type === 'ok')).toHaveLength(3);
    expect(types.filter((type) => type === 'busy')).toHaveLength(7);
    expect(condition()).toMatchObject({ breaker: 'CLOSED', breakerRetryAt: null });
  });

  it('opens again for twice the time when one of them fails, up to a minute', async () => {
    const { arrived, ask, condition, clock } = await halfOpen();
    for (const openMs of [10_000, 20_000, 40_000, 60_000, 60_000]) {
      const end = ask(WRITE);
      await settled();
      arrived[0]!.answer(CRASHED);
      await end;
      expect(condition()).toMatchObject({ breaker: 'OPEN', breakerRetryAt: clock.now() + openMs });
      clock.advance(openMs);
    }
  });

  it('lets another try in place of one that says nothing', async () => {
    const { arrived, ask, condition } = await halfOpen();
    for (let at = 0; at < 20; at += 1) {
      const end = ask(WRITE);
      await settled();
      arrived[0]!.answer(UNAUTHORIZED);
      await end;
    }
    expect(condition().breaker).toBe('HALF_OPEN');
  });

  it('does not hear of calls that began before it opened', async () => {
    const there = platform();
    const late = there.ask(WRITE);
    await settled();
    const [straggler] = there.arrived;
    const ends = Array.from({ length: 10 }, () => there.ask(WRITE));
    await settled();
    for (const arrival of there.arrived.slice(1)) arrival.answer(CRASHED);
    await Promise.all(ends);
    there.clock.advance(5_000);
    const trial = there.ask(WRITE);
    await settled();
    straggler!.answer(CRASHED);
    await late;
    expect(there.functions.condition(WRITE.deployment).breaker).toBe('HALF_OPEN');
    there.arrived[0]!.answer(DONE);
    await trial;
  });

  it('writes each change to the log', async () => {
    const { log, ask, arrived } = await halfOpen();
    const ends = [ask(WRITE), ask(WRITE), ask(WRITE)];
    await settled();
    for (const arrival of arrived.slice()) arrival.answer(DONE);
    await Promise.all(ends);
    expect(log.filter(({ state }) => state).map(({ state }) => state)).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED']);
  });
});
