import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { FunctionManifest } from '../../../functions/sdk/index.ts';
import type { Clock } from '../../../gateway/clock.ts';
import { isInDoubt, type Outcome } from '../../../gateway/invoke/outcome.ts';
import type { Budget } from '../../../gateway/invoke/resilience/budget.ts';
import type { Pace } from '../../../gateway/invoke/resilience/pace.ts';
import { withRetry } from '../../../gateway/invoke/resilience/retry.ts';
import { manualClock } from '../../support/clock.ts';
import { until } from '../../support/until.ts';
import {
  AWAY,
  CRASHED,
  DONE,
  fault,
  manifest,
  platform,
  READ,
  settled,
  THROTTLED,
  TIMED_OUT,
  WRITE,
} from './scripted.ts';

const signal = new AbortController().signal;
setMaxListeners(0, signal);
const rich: Budget = { earn() {}, reserve: () => true, spend() {}, giveBack() {}, mayHedge: () => true, hedge() {} };
const unknown: Pace = { note() {}, p50Ms: () => null, p90Ms: () => null };

/** A clock that goes on by itself whenever somebody sleeps, and remembers for how long. */
function hurryingClock() {
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = { now: () => now, sleep: async (delayMs) => void ((now += delayMs), slept.push(delayMs)) };
  return { clock, slept };
}

/** Retries with any budget. */
function retry(
  clock: Clock,
  attempt: (count: number) => Outcome,
  fn = manifest(),
  deadlineAt = Infinity,
  leave = signal,
) {
  let count = 0;
  return withRetry({ fn, budget: rich, pace: unknown, clock }, { deadlineAt }, leave, async () =>
    attempt((count += 1)),
  );
}

/** How often it was tried when every try ends so. */
async function tries(outcome: Outcome, fn: FunctionManifest): Promise<number> {
  let count = 0;
  await retry(hurryingClock().clock, () => (count++, outcome), fn);
  return count;
}

describe('what is tried again', () => {
  const ROWS: readonly [what: string, outcome: Outcome, idempotent: number, other: number][] = [
    ['an answer', DONE, 1, 1],
    ['a platform that throttles', THROTTLED, 6, 6],
    ['a platform that is not there', AWAY, 6, 6],
    ['a crash', CRASHED, 6, 1],
    ['a timeout', TIMED_OUT, 1, 1],
    // The function may have done half of its work before: a reboot is posted, and its task is asked for too often.
    ['a provider that throttles', fault('PROVIDER_THROTTLED'), 6, 1],
    ['a provider that is not there', fault('PROVIDER_UNAVAILABLE'), 6, 1],
    ['a denial', fault('PROVIDER_PERMISSION_DENIED'), 1, 1],
    ['a page of somebody in front', { type: 'badReply', ran: 'unknown', reason: '' }, 6, 1],
    ['nonsense of the function', { type: 'badReply', ran: 'yes', reason: '' }, 1, 1],
    ['a platform that forbids', { type: 'unauthorized', ran: 'no', reason: '' }, 1, 1],
    ['a breaker that is open', { type: 'busy', ran: 'no', retryAfterMs: 1, reason: '' }, 1, 1],
    ['a quota without a turn', { type: 'overQuota', ran: 'no', retryAfterMs: 1 }, 1, 1],
    ['a caller who left', { type: 'cancelled', ran: 'unknown' }, 1, 1],
  ];
  it.each(ROWS)('%s', async (_what, outcome, idempotent, other) => {
    expect([await tries(outcome, READ), await tries(outcome, WRITE)]).toEqual([idempotent, other]);
  });
});

describe('what is reported after several tries', () => {
  const ROWS: readonly [what: string, ends: readonly Outcome[], reported: Outcome][] = [
    ['success, whatever was before', [CRASHED, AWAY, DONE], DONE],
    ['the last of those that did not run', [AWAY, { ...THROTTLED, retryAfterMs: 90_000 }], THROTTLED],
    ['never that it did not run when it may have', [CRASHED, { ...AWAY, type: 'notFound' }], CRASHED],
    ['of a reading, why it failed rather than that time ran out', [CRASHED, TIMED_OUT], CRASHED],
    ['that time ran out, when nothing ran before', [AWAY, TIMED_OUT], TIMED_OUT],
  ];
  it.each(ROWS)('%s', async (_what, ends, reported) => {
    const { clock } = hurryingClock();
    const end = await retry(clock, (count) => ends[count - 1]!, manifest(), 80_000);
    expect([end.type, end.ran]).toEqual([reported.type, reported.ran]);
  });

  it.each([
    ['a crash before it', [CRASHED, fault('PROVIDER_PERMISSION_DENIED')], true],
    ['a crash long before it', [CRASHED, fault('PROVIDER_THROTTLED'), fault('PROVIDER_PERMISSION_DENIED')], true],
    ['tries that did not run', [AWAY, THROTTLED, fault('PROVIDER_PERMISSION_DENIED')], false],
    ['what it said before', [fault('PROVIDER_THROTTLED'), fault('PROVIDER_PERMISSION_DENIED')], false],
  ] as const)('what the function says of its last run says nothing of %s', async (_what, ends, isInDoubtStill) => {
    const end = await retry(hurryingClock().clock, (count) => ends[count - 1]!);
    expect(end).toMatchObject(fault('PROVIDER_PERMISSION_DENIED'));
    expect(isInDoubt(end)).toBe(isInDoubtStill);
  });

  it('a caller who leaves after a try that may have run hears that it may have', async () => {
    const clock = manualClock(0);
    const leave = new AbortController();
    const outcome = retry(clock, () => CRASHED, manifest(), 60_000, leave.signal);
    await until(() => clock.sleepers() === 1);
    leave.abort();
    expect(await outcome).toEqual({ type: 'cancelled', ran: 'unknown' });
  });

  it('and after tries that did not run, that it did not', async () => {
    const clock = manualClock(0);
    const leave = new AbortController();
    const outcome = retry(clock, () => AWAY, manifest(), 60_000, leave.signal);
    await until(() => clock.sleepers() === 1);
    leave.abort();
    expect(await outcome).toEqual({ type: 'cancelled', ran: 'no' });
  });
});

describe('how long is waited', () => {
  it('full jitter under a bound that doubles, up to five seconds', async () => {
    const most = [0, 0, 0, 0, 0];
    for (let round = 0; round < 200; round += 1) {
      const { clock, slept } = hurryingClock();
      await retry(clock, () => fault('PROVIDER_UNAVAILABLE'));
      slept.forEach((delayMs, at) => {
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(Math.min(5_000, 200 * 2 ** at));
        most[at] = Math.max(most[at]!, delayMs);
      });
    }
    most.forEach((delayMs, at) => expect(delayMs).toBeGreaterThan(0.8 * Math.min(5_000, 200 * 2 ** at)));
  });

  it.each([
    ['the platform', { ...THROTTLED, retryAfterMs: 1_234 }],
    ['a platform that failed', { ...CRASHED, retryAfterMs: 1_234 }],
    ['a platform that was not there', { ...AWAY, retryAfterMs: 1_234 }],
    ['the provider', fault('PROVIDER_THROTTLED', { retryAfterMs: 1_234 })],
  ])('never less than the retry-after of %s, and beyond it as long as without', async (_whose, outcome) => {
    const beyond: number[] = [];
    for (let round = 0; round < 100; round += 1) {
      const { clock, slept } = hurryingClock();
      await retry(clock, (count) => (count === 2 ? DONE : outcome));
      beyond.push(slept[0]! - 1_234);
    }
    // Those who were sent away together do not come back in one instant.
    expect(Math.min(...beyond)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...beyond) - Math.min(...beyond)).toBeGreaterThan(100);
    expect(Math.max(...beyond)).toBeLessThanOrEqual(200);
  });

  it('a retry-after of nothing is no leave to come again at once', async () => {
    const { clock, slept } = hurryingClock();
    await retry(clock, () => ({ ...THROTTLED, retryAfterMs: 0 }));
    expect(slept).toHaveLength(5);
    expect(slept.reduce((sum, delayMs) => sum + delayMs)).toBeGreaterThan(200);
  });

  it('a wait that took longer than it was to leaves no attempt to a call whose time is over', async () => {
    let now = 0;
    const clock: Clock = { now: () => now, sleep: async () => void (now += 60_000) };
    let count = 0;
    const outcome = await retry(clock, () => (count++, AWAY), manifest(), 60_000);
    expect([outcome, count]).toEqual([AWAY, 1]);
  });

  it('a retry-after beyond the deadline ends the call at once', async () => {
    const { clock, slept } = hurryingClock();
    const outcome = await retry(clock, () => fault('PROVIDER_THROTTLED', { retryAfterMs: 1_000 }), manifest(), 1_000);
    expect([outcome.type, slept]).toEqual(['functionError', []]);
  });
});

describe('attempts', () => {
  it('count up within one invocation, each with a trace context of its own', async () => {
    const { clock, calls, ask } = platform(({ attempt }) => (attempt < 3 ? AWAY : DONE));
    const end = ask(WRITE);
    for (let step = 0; step < 4; step += 1) {
      await settled();
      clock.advance(5_000);
    }
    expect(await end).toEqual(DONE);
    expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2, 3]);
    expect(new Set(calls.map(({ invocationId }) => invocationId)).size).toBe(1);
    expect(new Set(calls.map(({ traceparent }) => traceparent)).size).toBe(3);
    for (const { traceparent } of calls) expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  /** A function of which twenty attempts took 100 ms each. */
  async function seasoned() {
    const there = platform();
    for (let at = 0; at < 20; at += 1) {
      const end = there.ask(WRITE);
      await settled();
      there.clock.advance(100);
      there.arrived[0]!.answer(DONE);
      await end;
    }
    return there;
  }

  it('do not begin with less time than half of them need', async () => {
    const { clock, arrived, ask } = await seasoned();
    expect(await ask(WRITE, { deadlineAt: clock.now() + 99 })).toMatchObject({ type: 'functionTimeout', ran: 'no' });
    const end = ask(WRITE, { deadlineAt: clock.now() + 150 });
    await settled();
    clock.advance(60);
    arrived[0]!.answer({ ...THROTTLED, retryAfterMs: 0 });
    expect(await end).toMatchObject({ type: 'throttled' });
    expect(arrived).toEqual([]);
  });

  it('begin again a minute after the last was slow, so that a bad hour ends', async () => {
    const { clock, arrived, ask } = await seasoned();
    clock.advance(61_000);
    const end = ask(WRITE, { deadlineAt: clock.now() + 50 });
    await settled();
    arrived[0]!.answer(DONE);
    expect(await end).toEqual(DONE);
  });
});
