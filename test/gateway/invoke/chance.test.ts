/** Whatever a platform does, in any order, these things hold. Every run is another one; a failure prints its seed. */
import { describe, expect, it } from 'vitest';
import type { Call } from '../../../functions/sdk/index.ts';
import type { DeployedFunction } from '../../../gateway/invoke/index.ts';
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
} from './scripted.ts';

const ENDS: readonly Outcome[] = [
  DONE,
  AWAY,
  CRASHED,
  THROTTLED,
  { ...THROTTLED, retryAfterMs: 700 },
  TIMED_OUT,
  NOT_FOUND,
  UNAUTHORIZED,
  fault('PROVIDER_UNAVAILABLE'),
  fault('PROVIDER_THROTTLED', { retryAfterMs: 300 }),
  fault('PROVIDER_PERMISSION_DENIED'),
  { type: 'badReply', ran: 'yes', reason: 'nonsense' },
  { type: 'badReply', ran: 'unknown', reason: 'a page' },
];

/** Ends that this gateway gives a call by itself, when no platform had a say in the matter. */
const OURS = ['busy', 'functionTimeout', 'cancelled'];

const FUNCTIONS: readonly DeployedFunction[] = [
  deployed({ name: 'sandbox.read' }),
  deployed({ name: 'sandbox.once', effect: 'WRITE', idempotent: false }),
  deployed({ name: 'sandbox.put', effect: 'WRITE', idempotent: true }),
  deployed({ name: 'sandbox.draw', effect: 'READ', idempotent: false }),
];

/** mulberry32, a small generator whose sequence is known by its seed. */
function chance(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Half an hour of some platform: calls come, wait, are answered in any order, and callers leave. */
async function live(seed: number) {
  const random = chance(seed);
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const there = platform();
  const ends = new Map<string, { fn: DeployedFunction; outcome: Promise<Outcome> }>();
  const seen = new Map<string, { call: Call; outcome: Outcome }[]>();
  // A platform that is mostly well, mostly ill, or in between.
  const wellness = random();

  const answer = () => {
    if (there.arrived.length === 0) return;
    const arrival = pick(there.arrived);
    const outcome = random() < wellness ? DONE : pick(ENDS);
    const wish = (arrival.call.input as { region: string }).region;
    seen.set(wish, [...(seen.get(wish) ?? []), { call: arrival.call, outcome }]);
    arrival.answer(outcome);
  };
  for (let step = 0; step < 250; step += 1) {
    if (step < 120) {
      const leave = new AbortController();
      const fn = pick(FUNCTIONS);
      const wish = there.wish(fn, { signal: leave.signal, deadlineAt: there.clock.now() + 200 + random() * 20_000 });
      ends.set((wish.input as { region: string }).region, { fn, outcome: there.functions.invoke(wish) });
      if (random() < 0.1) void settled().then(() => leave.abort());
    }
    await settled();
    answer();
    if (random() < 0.7) answer();
    there.clock.advance(Math.floor(random() * 200));
  }
  while (there.arrived.length > 0 || there.clock.sleepers() > 0) {
    answer();
    await settled();
    there.clock.advance(500);
  }
  return { ...there, ends, seen };
}

const SEEDS = Array.from({ length: 40 }, () => Math.floor(Math.random() * 1_000_000_000));

describe.each(SEEDS)('with the seed %i', (seed) => {
  it('nothing is repeated in doubt, attempts are bounded, and what is reported is true', async () => {
    const { calls, ends, seen, functions } = await live(seed);
    for (const [wish, { fn, outcome: promised }] of ends) {
      const reported = await promised;
      const attempts = calls.filter(({ input }) => (input as { region: string }).region === wish);
      const answers = seen.get(wish) ?? [];

      expect(attempts.length).toBeLessThanOrEqual(12);
      expect(attempts.map(({ attempt }) => attempt)).toEqual(attempts.map((_attempt, at) => at + 1));

      if (!fn.idempotent) {
        const doubtful = answers.findIndex(({ outcome }) => outcome.ran !== 'no');
        expect([-1, attempts.length - 1]).toContain(doubtful);
      }
      const mayHaveRun = answers.some(({ outcome }) => outcome.ran !== 'no') || attempts.length > answers.length;
      if (reported.ran === 'no') expect(mayHaveRun).toBe(false);
      const { isAfterDoubt, ...said } = { isAfterDoubt: false, ...reported };
      if (!OURS.includes(said.type)) expect(answers.map(({ outcome }) => outcome)).toContainEqual(said);
      // A deadline that cuts a reading is the one doubt that may go unsaid.
      const doubts = answers.filter(({ outcome }) => outcome.ran === 'unknown' && outcome.type !== 'functionTimeout');
      if (said.type === 'functionError' && doubts.length > 0) expect(isAfterDoubt).toBe(true);
    }
    // Every place was given back.
    expect(functions.condition(FUNCTIONS[0]!.deployment)).toMatchObject({ callsInFlight: 0, callsQueued: 0 });
  });
});
