/** Order statistics, and how sure they are. */
import { chance } from './chance.ts';

/** The smallest of the samples that at least this share of them does not exceed (type 1 of Hyndman and Fan, 1996). */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[rankOf(share, sorted.length)]!;
}

export const mean = (samples: readonly number[]) => samples.reduce((sum, one) => sum + one, 0) / samples.length;

const rankOf = (share: number, count: number) => Math.max(0, Math.ceil(share * count) - 1);

/** A figure, and the interval that it lies in with 95 % of confidence. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 10_000;

/**
 * The quantile of each column, put together, with a percentile bootstrap (Efron, 1979): cycles are drawn with replacement,
 * all columns of one together, so that what they have in common stays in common. The same seed gives the same interval.
 */
export function bootstrap(
  columns: readonly (readonly number[])[],
  share: number,
  together: (quantiles: readonly number[]) => number,
  seed = 1,
): Estimate {
  const count = columns[0]!.length;
  const ordered = columns.map(inOrder);
  const rank = rankOf(share, count);
  const random = chance(seed);
  const figures = new Float64Array(RESAMPLES);
  const draws = new Uint32Array(count);
  for (let resample = 0; resample < RESAMPLES; resample += 1) {
    draws.fill(0);
    for (let draw = 0; draw < count; draw += 1) draws[Math.floor(random() * count)]! += 1;
    figures[resample] = together(ordered.map((column) => atRank(column, draws, rank)));
  }
  figures.sort();
  return {
    value: together(columns.map((column) => quantile(column, share))),
    low: figures[rankOf(0.025, RESAMPLES)]!,
    high: figures[rankOf(0.975, RESAMPLES)]!,
  };
}

interface Ordered {
  readonly sorted: Float64Array;
  /** Which cycle each of them is of. */
  readonly cycles: Uint32Array;
}

function inOrder(column: readonly number[]): Ordered {
  const cycles = Uint32Array.from(column.keys()).sort((a, b) => column[a]! - column[b]!);
  return { cycles, sorted: Float64Array.from(cycles, (cycle) => column[cycle]!) };
}

/** The sample at the rank, when each cycle was drawn so often: sorting once is enough for all resamples. */
function atRank({ sorted, cycles }: Ordered, draws: Uint32Array, rank: number): number {
  let passed = 0;
  let at = -1;
  while (passed <= rank) passed += draws[cycles[(at += 1)]!]!;
  return sorted[at]!;
}
