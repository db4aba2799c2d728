/** What the evaluation computes from its samples, since nobody else checks its figures. */
import { describe, expect, it } from 'vitest';
import type { ArmKind } from '../../bench/evaluation/arms.ts';
import { chance, shuffled } from '../../bench/evaluation/chance.ts';
import { comparisons, tailComparison, versus } from '../../bench/evaluation/comparison.ts';
import { runCycles, type Sample } from '../../bench/evaluation/cycles.ts';
import { csvOf } from '../../bench/evaluation/report.ts';
import { OPERATIONS, serviceTimeMs, type Operation, type Preset } from '../../bench/evaluation/service-times.ts';
import { bootstrap, quantile } from '../../bench/evaluation/statistics.ts';

const times = (preset: Preset, operation: Operation, count: number) =>
  Array.from({ length: count }, (_none, cycle) => serviceTimeMs({ seed: 1, preset, operation, cycle, nth: 1 }));

describe('quantiles', () => {
  it('are samples: the smallest that so many do not exceed', () => {
    const samples = Array.from({ length: 100 }, (_none, at) => 100 - at);
    expect([0, 0.5, 0.95, 0.99, 1].map((share) => quantile(samples, share))).toEqual([1, 50, 95, 99, 100]);
    expect(quantile([7], 0.5)).toBe(7);
  });
});

describe('the bootstrap', () => {
  const random = chance(3);
  const noise = Array.from({ length: 300 }, () => 600 + 100 * random());

  it('finds the interval of a median that theory gives', () => {
    const uniform = noise.map((one) => (one - 600) / 100);
    const { value, low, high } = bootstrap([uniform], 0.5, ([median]) => median!);
    // The median of n uniform numbers has a standard deviation of 1 / (2 sqrt(n)): 0.029 of 300.
    expect(low).toBeLessThan(value);
    expect(high - low).toBeGreaterThan(2 * 1.96 * 0.029 * 0.7);
    expect(high - low).toBeLessThan(2 * 1.96 * 0.029 * 1.4);
  });

  it('keeps what columns have in common: arms that differ by 1 % in every cycle differ by 1 %', () => {
    const slower = noise.map((one) => one * 1.01);
    const { value, low, high } = bootstrap([slower, noise], 0.5, ([a, b]) => a! / b!);
    for (const end of [value, low, high]) expect(end).toBeCloseTo(1.01, 10);
  });

  it('is the same for the same seed, and nearly so for another', () => {
    const of = (seed: number) => bootstrap([noise], 0.99, ([p99]) => p99!, seed);
    expect(of(1)).toEqual(of(1));
    expect(Math.abs(of(2).high - of(1).high)).toBeLessThan(1);
  });
});

describe('service times', () => {
  it('have the medians of the direct rows', () => {
    const medians = OPERATIONS.map((operation) => quantile(times('replay', operation, 20_000), 0.5));
    expect(medians.map(Math.round)).toEqual([2_241, 585, 691].map((one) => expect.closeTo(one, -1) as number));
  });

  it('of the tail are those with a slow twentieth of sync', () => {
    const tail = times('tail', 'sync', 20_000);
    const slow = tail.filter((one) => one > 1_543);
    expect(slow.length / tail.length).toBeCloseTo(0.05, 2);
    expect(Math.max(...tail)).toBeLessThan(543 + 4_800 + 2_000);
    expect(times('tail', 'create', 3)).toEqual([0, 0, 0]);
  });

  it('are the same for a cycle whoever asks, and others for its second try', () => {
    const draw = { seed: 1, preset: 'replay', operation: 'sync', cycle: 7 } as const;
    expect(serviceTimeMs({ ...draw, nth: 1 })).toBe(serviceTimeMs({ ...draw, nth: 1 }));
    expect(serviceTimeMs({ ...draw, nth: 2 })).not.toBe(serviceTimeMs({ ...draw, nth: 1 }));
    expect(serviceTimeMs({ ...draw, seed: 2, nth: 1 })).not.toBe(serviceTimeMs({ ...draw, nth: 1 }));
  });
});

describe('a run', () => {
  const arm = (kind: ArmKind, runtime: string | null, fails = false) => ({
    kind,
    runtime,
    create: async () => 1,
    sync: async (draw: string) => {
      if (fails && !draw.startsWith('none 4 ')) throw new Error('no');
    },
    delete: async () => {},
  });

  it('takes every arm through every cycle once, in orders of its own', async () => {
    const arms = [arm('D0', null), arm('D1', null), arm('F', 'here'), arm('Q', 'here')];
    const samples = await runCycles({ seed: 1, preset: 'none', arms, cycles: 30, lanes: 4, spreadMs: 0 });
    expect(samples).toHaveLength(30 * 4 * 3);
    const orders = Array.from({ length: 30 }, (_none, at) =>
      samples
        .filter(({ cycle, operation }) => cycle === at + 1 && operation === 'create')
        .map((one) => one.arm)
        .join(),
    );
    expect(new Set(orders).size).toBeGreaterThan(10);
    expect(new Set(orders.map((order) => order.split(',').toSorted().join()))).toEqual(new Set(['D0,D1,F,Q']));
  });

  it('keeps what failed, and the verdict is lost by it', async () => {
    const arms = [arm('D0', null), arm('D1', null), arm('F', 'here'), arm('Q', 'here', true)];
    const samples = await runCycles({ seed: 1, preset: 'none', arms, cycles: 4, lanes: 1, spreadMs: 0 });
    expect(samples.filter(({ ok }) => !ok).map(({ operation, arm: kind }) => `${kind} ${operation}`)).toEqual(
      Array.from({ length: 3 }, () => 'Q sync'),
    );
    // What could not be made after a failure is not there; one cycle went well.
    expect(
      comparisons(samples, ['here']).map(({ isKept, gateway }) => [gateway.count, gateway.failed, isKept]),
    ).toEqual([
      [4, 0, expect.any(Boolean)],
      [4, 3, false],
      [1, 0, false],
    ]);
  });
});

describe('verdicts', () => {
  const sample = (kind: ArmKind, operation: Operation, cycle: number, ms: number, ok = true): Sample => ({
    preset: 'replay',
    cycle,
    lane: 0,
    arm: kind,
    runtime: kind === 'F' || kind === 'Q' ? 'here' : null,
    operation,
    ms,
    ok,
  });
  /** Cycles in which the gateway takes so many times as long, and now and then much longer. */
  const measured = (factor: number, ok = true) =>
    Array.from({ length: 100 }, (_none, cycle) =>
      OPERATIONS.flatMap((operation) => {
        const ms = serviceTimeMs({ seed: 1, preset: 'replay', operation, cycle, nth: 1 });
        return (['D0', 'D1', 'F', 'Q'] as const).map((kind) =>
          sample(kind, operation, cycle, kind === 'Q' ? ms * factor : ms, ok || kind !== 'Q' || cycle > 0),
        );
      }),
    ).flat();

  it('look at the upper end', () => {
    const kept = (factor: number) => comparisons(measured(factor), ['here']).map(({ isKept }) => isKept);
    expect(kept(1.004)).toEqual([true, true, true]);
    expect(kept(1.008)).toEqual([false, true, true]);
    expect(kept(1.011)).toEqual([false, false, false]);
  });

  it('are lost by one failure', () => {
    expect(comparisons(measured(1, false), ['here']).map(({ isKept }) => isKept)).toEqual([false, false, false]);
  });

  it('do not depend on the order in which samples came', () => {
    const samples = measured(1.003);
    const [one, two] = [samples, shuffled(samples, chance(5))].map(
      (all) => comparisons(all, ['here'])[1]!.overKeepAlive,
    );
    expect(two).toEqual(one);
  });

  it('of the tail want both: p99, and few extra calls', () => {
    const tail = Array.from({ length: 1_000 }, (_none, cycle) => {
      const slow = cycle % 20 === 0;
      return [sample('D1', 'sync', cycle, slow ? 4_000 : 600), sample('Q', 'sync', cycle, slow ? 1_300 : 600)];
    }).flat();
    expect(tailComparison(tail, 'here', { first: 1_250, hedge: 100 })).toMatchObject({
      isKept: true,
      extraShare: 0.08,
      ratioOfP99: { value: 0.325 },
    });
    expect(tailComparison(tail, 'here', { first: 1_000, hedge: 101 }).isKept).toBe(false);
  });

  it('are of the cycles that both arms went through', () => {
    const of = (cycles: readonly number[], kind: ArmKind) => cycles.map((cycle) => sample(kind, 'sync', cycle, cycle));
    expect(versus(of([1, 2, 3, 9], 'Q'), of([1, 2, 3], 'D1')).medianRatio.value).toBe(1);
  });
});

it('raw rows are one line a sample', () => {
  const sample = {
    preset: 'replay',
    cycle: 4,
    lane: 2,
    arm: 'D1',
    runtime: null,
    operation: 'sync',
    ms: 1.23456,
    ok: false,
  };
  expect(csvOf(9, [sample as Sample])).toBe(
    'seed,run,cycle,lane,arm,runtime,operation,ms,ok\n9,replay,4,2,D1,,sync,1.235,0\n',
  );
});
