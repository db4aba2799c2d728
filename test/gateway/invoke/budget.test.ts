import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { createBudget } from '../../../gateway/invoke/resilience/budget.ts';
import { manualClock } from '../../support/clock.ts';
import { deployed, DONE, platform, settled, THROTTLED, WRITE } from './scripted.ts';

/** How many attempts it gives at once; they stay in their back-off. */
const reservable = (budget: ReturnType<typeof createBudget>) => {
  let count = 0;
  while (count < 1_000 && budget.reserve()) count += 1;
  return count;
};

describe('the budget of retries', () => {
  it('is three a second where nothing succeeds', () => {
    const clock = manualClock();
    const budget = createBudget(clock);
    for (let second = 0; second < 5; second += 1) {
      const count = reservable(budget);
      expect(count).toBe(3);
      for (let at = 0; at < count; at += 1) budget.spend();
      clock.advance(1_000);
    }
  });

  it('is a fifth of what succeeded in the last ten seconds', () => {
    const clock = manualClock();
    const budget = createBudget(clock);
    for (let at = 0; at < 100; at += 1) budget.earn();
    const count = reservable(budget);
    expect(count).toBe(20);
    for (let at = 0; at < count; at += 1) budget.spend();
    clock.advance(5_000);
    expect(reservable(budget)).toBe(3);
  });

  it('forgets success after ten seconds', () => {
    const clock = manualClock();
    const budget = createBudget(clock);
    for (let at = 0; at < 100; at += 1) budget.earn();
    clock.advance(11_000);
    expect(reservable(budget)).toBe(3);
  });

  it('counts those that wait in their back-off, however long', () => {
    const clock = manualClock();
    const budget = createBudget(clock);
    expect(reservable(budget)).toBe(3);
    clock.advance(60_000);
    expect(reservable(budget)).toBe(0);
    budget.giveBack();
    expect(reservable(budget)).toBe(1);
  });
});

describe('the budget of second tries', () => {
  /** How many begin now. */
  const hedged = (budget: ReturnType<typeof createBudget>) => {
    let count = 0;
    for (; count < 1_000 && budget.mayHedge(); count += 1) budget.hedge();
    return count;
  };

  it('is nothing where nothing succeeds, however long', () => {
    const clock = manualClock();
    const budget = createBudget(clock);
    clock.advance(3_600_000);
    expect(hedged(budget)).toBe(0);
  });

  it('is a tenth of all that succeeded, and no success counts twice', () => {
    const budget = createBudget(manualClock());
    let count = 0;
    for (let at = 0; at < 1_000; at += 1) {
      budget.earn();
      count += hedged(budget);
      expect(count).toBeLessThanOrEqual((at + 1) / 10);
    }
    expect(count).toBe(100);
  });

  it('is saved up for a bunch of late calls: twenty, and not more', () => {
    const clock = manualClock();
    const budget = createBudget(clock);
    for (let at = 0; at < 10_000; at += 1) budget.earn();
    clock.advance(60_000);
    expect(hedged(budget)).toBe(20);
    expect(hedged(budget)).toBe(0);
  });

  it('is another one than that of retries', () => {
    const budget = createBudget(manualClock());
    for (let at = 0; at < 100; at += 1) budget.earn();
    expect(reservable(budget)).toBe(20);
    expect(hedged(budget)).toBe(10);
  });
});

describe('a storm', () => {
  const CALLS = 500;

  it.each([
    ['without a retry-after', null],
    ['with one', 2_000],
  ])('of throttling does not grow by retries, %s', async (_what, retryAfterMs) => {
    const storm = platform(() => ({ ...THROTTLED, retryAfterMs }));
    const fn = deployed({ ...WRITE }, { maxConcurrency: 10_000 });
    const ends: Promise<Outcome>[] = [];
    for (let second = 0; second < 10; second += 1) {
      for (let at = 0; at < CALLS / 10; at += 1) ends.push(storm.ask(fn));
      await settled();
      storm.clock.advance(1_000);
      await settled();
    }
    for (let second = 0; second < 40; second += 1) {
      storm.clock.advance(1_000);
      await settled();
    }
    const outcomes = await Promise.all(ends);
    expect(new Set(outcomes.map(({ type }) => type))).toEqual(new Set(['throttled']));
    expect(storm.calls.length).toBeLessThanOrEqual(CALLS * 1.2 + 3 * 10);
    expect(storm.calls.length).toBeGreaterThan(CALLS);
  });

  it('ends, and then retries are there again', async () => {
    let isStorm = true;
    const there = platform(({ attempt }) => (isStorm || attempt === 1 ? { ...THROTTLED, retryAfterMs: 10 } : DONE));
    const first = Array.from({ length: 20 }, () => there.ask(WRITE));
    for (let step = 0; step < 40; step += 1) {
      await settled();
      there.clock.advance(500);
    }
    await Promise.all(first);
    isStorm = false;
    there.clock.advance(2_000);
    const end = there.ask(WRITE);
    await settled();
    there.clock.advance(210);
    expect(await end).toEqual(DONE);
  });
});
