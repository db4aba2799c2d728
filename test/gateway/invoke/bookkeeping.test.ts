/** The small parts that resilience is made of. */
import { describe, expect, it } from 'vitest';
import { createHealth } from '../../../gateway/invoke/resilience/health.ts';
import { createPace } from '../../../gateway/invoke/resilience/pace.ts';
import { createRecentCount } from '../../../gateway/invoke/resilience/recent-count.ts';
import { createRecentMap } from '../../../gateway/invoke/resilience/recent-map.ts';
import { createTimetable } from '../../../gateway/invoke/resilience/timetable.ts';
import { manualClock } from '../../support/clock.ts';
import { settled } from './scripted.ts';

describe('a timetable', () => {
  /** Writes down what is done, and when. */
  function written() {
    const clock = manualClock(0);
    const timetable = createTimetable(clock);
    const done: string[] = [];
    const at = (momentMs: number) => timetable.at(momentMs, () => done.push(`${momentMs} at ${clock.now()}`));
    const pass = async (byMs: number) => (clock.advance(byMs), settled());
    return { clock, timetable, done, at, pass };
  }

  it('does things at their moments, in whatever order they were entered, with one timer', async () => {
    const { clock, done, at, pass } = written();
    for (const momentMs of [300, 100, 200, 100]) at(momentMs);
    expect(clock.sleepers()).toBe(1);
    for (let step = 0; step < 4; step += 1) await pass(100);
    expect(done).toEqual(['100 at 100', '100 at 100', '200 at 200', '300 at 300']);
    expect(clock.sleepers()).toBe(0);
  });

  it('leaves out what is called off', async () => {
    const { done, at, pass } = written();
    const callOff = at(100);
    at(100);
    callOff();
    await pass(100);
    expect(done).toEqual(['100 at 100']);
  });

  it('takes what is entered while things are done, and what is due already', async () => {
    const { timetable, done, at, pass } = written();
    timetable.at(100, () => at(50));
    await pass(100);
    await pass(0);
    expect(done).toEqual(['50 at 100']);
  });

  it('waits for what is further away than a timer reaches', async () => {
    const { done, at, pass } = written();
    at(Infinity);
    at(3_000_000_000);
    await pass(2_147_483_647);
    expect(done).toEqual([]);
    await pass(852_516_353);
    expect(done).toHaveLength(1);
  });

  it('does nothing any more once it is closed', async () => {
    const { clock, timetable, done, at, pass } = written();
    at(100);
    timetable.close();
    await pass(1_000);
    expect([done, clock.sleepers()]).toEqual([[], 0]);
  });
});

describe('a recent count', () => {
  it('forgets second by second', () => {
    const count = createRecentCount();
    for (let second = 0; second < 10; second += 1) count.add(second * 1_000);
    expect([count.total(9_999), count.total(10_000), count.total(14_000)]).toEqual([10, 9, 5]);
    expect(count.total(1_000_000_000)).toBe(0);
  });

  it('loses nothing when the clock goes back', () => {
    const count = createRecentCount();
    count.add(100_000);
    count.add(50_000);
    expect([count.total(100_000), count.thisSecond(100_999), count.thisSecond(101_000)]).toEqual([2, 2, 0]);
  });
});

describe('a pace', () => {
  it('is known from twenty attempts on, and follows the last 512', () => {
    const clock = manualClock();
    const pace = createPace(clock);
    for (let at = 1; at <= 19; at += 1) pace.note(at * 10);
    expect([pace.p50Ms(), pace.p90Ms()]).toEqual([null, null]);
    clock.advance(1_000);
    pace.note(200);
    expect([pace.p50Ms(), pace.p90Ms()]).toEqual([110, 190]);
    for (let at = 0; at < 512; at += 1) pace.note(7);
    expect([pace.p50Ms(), pace.p90Ms()]).toEqual([7, 7]);
  });
});

it('health takes percentiles from the last 512', () => {
  const health = createHealth();
  for (let at = 0; at < 600; at += 1) health.note(at < 88 ? 10_000 : 100, null, at);
  health.note(100, { code: 'FUNCTION_FAILED', message: 'it failed' } as never, 7);
  expect(health.read()).toEqual({
    calls: 601,
    failures: 1,
    p50Ms: 100,
    p95Ms: 100,
    lastError: { code: 'FUNCTION_FAILED', message: 'it failed' },
    lastErrorAt: 7,
  });
});

it('what is kept by name has an end: those asked for longest ago go', () => {
  let made = 0;
  const { of, forget } = createRecentMap(3, (name) => ({ name, at: (made += 1) }));
  for (const name of ['a', 'b', 'c']) of(name);
  const a = of('a');
  of('d');
  expect(of('a')).toBe(a);
  expect([of('c').at, of('b').at, made]).toEqual([3, 5, 5]);
  forget('b');
  expect(of('b').at).toBe(6);
});
