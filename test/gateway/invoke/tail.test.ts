/** The slow twentieth of the talk's own measurement, in time that only the test moves. */
import { expect, it } from 'vitest';
import { serviceTimeMs } from '../../../bench/evaluation/service-times.ts';
import { quantile } from '../../../bench/evaluation/statistics.ts';
import { deployed, DONE, platform, settled } from './scripted.ts';

const CALLS = 4_000;
const CLIENTS = 16;
const STEP_MS = 5;

/** Clients that each ask again as soon as they are answered; a call is its cycle, and each try of it draws anew. */
async function replayed(seed: number, fn = deployed()) {
  const there = platform();
  const tries = new Map<string, number>();
  const due = new Map<object, number>();
  const tookMs: number[] = [];
  let begun = 0;
  const client = async () => {
    while (begun < CALLS) {
      begun += 1;
      const startedAt = there.clock.now();
      expect(await there.ask(fn)).toEqual(DONE);
      tookMs.push(there.clock.now() - startedAt);
    }
  };
  const end = Promise.all(Array.from({ length: CLIENTS }, client));
  while (tookMs.length < CALLS) {
    await settled();
    const now = there.clock.now();
    for (const arrival of there.arrived.slice()) {
      if (!due.has(arrival)) {
        const { region } = arrival.call.input as { region: string };
        const nth = (tries.get(region) ?? 0) + 1;
        tries.set(region, nth);
        const cycle = Number(region.slice(1));
        due.set(arrival, now + serviceTimeMs({ seed, preset: 'tail', operation: 'sync', cycle, nth }));
      }
      if (due.get(arrival)! <= now) arrival.answer(DONE);
    }
    there.clock.advance(STEP_MS);
  }
  await end;
  return { tookMs, extras: there.calls.length - CALLS };
}

it(
  'of calls of which a twentieth is slow, a tenth more tries brings p99 below a third',
  { timeout: 60_000 },
  async () => {
    const direct = await replayed(1, deployed({ effect: 'WRITE' }));
    const hedged = await replayed(1);
    expect(direct.extras).toBe(0);
    expect(hedged.extras).toBeLessThanOrEqual(CALLS / 10);
    expect(hedged.extras).toBeGreaterThan(CALLS / 20);
    expect(quantile(hedged.tookMs, 0.99) / quantile(direct.tookMs, 0.99)).toBeLessThan(0.33);
    expect(quantile(hedged.tookMs, 0.5) / quantile(direct.tookMs, 0.5)).toBeCloseTo(1, 1);
  },
);
