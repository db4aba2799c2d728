/**
 * How long the upstream takes. The distributions are fitted to the direct rows of the talk's own measurement in 2018
 * (Event Gateway, 100 cycles against CloudCheckr): what its client saw, so the way over the internet is in them.
 */
import { chance, seedOf } from './chance.ts';

export const OPERATIONS = ['create', 'sync', 'delete'] as const;
export type Operation = (typeof OPERATIONS)[number];

/**
 * `replay`: each operation as in the rows that the talk evaluated. `tail`: `sync` with the slow twentieth that it had left
 * out; the others at once. `none`: all at once.
 */
export type Preset = 'replay' | 'tail' | 'none';

/** Never less than the floor; above it log-normal. */
const REPLAY: Readonly<Record<Operation, { floorMs: number; medianMs: number; sigma: number }>> = {
  create: { floorMs: 1_941, medianMs: 300, sigma: 0.56 },
  sync: { floorMs: 543, medianMs: 42, sigma: 0.89 },
  delete: { floorMs: 640, medianMs: 51, sigma: 0.74 },
};

/** Five of 100 rows of `sync` were marked by hand and dropped: 1 to 4.8 s slower than the rest. */
const TAIL = { share: 0.05, leastMs: 1_000, mostMs: 4_800 };

export interface Draw {
  readonly seed: number;
  readonly preset: Preset;
  readonly operation: Operation;
  readonly cycle: number;
  /** Which call of the operation in this cycle of its arm: a second try draws anew. */
  readonly nth: number;
}

/** Milliseconds: the same for every arm, so that what differs within a cycle is what the arms add. */
export function serviceTimeMs({ seed, preset, operation, cycle, nth }: Draw): number {
  if (preset === 'none' || (preset === 'tail' && operation !== 'sync')) return 0;
  const random = chance(seedOf(`${seed} ${preset} ${operation} ${cycle} ${nth}`));
  const { floorMs, medianMs, sigma } = REPLAY[operation];
  // Box and Muller (1958). One less the number, since its logarithm must exist.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const isSlow = preset === 'tail' && random() < TAIL.share;
  const slowMs = isSlow ? TAIL.leastMs + random() * (TAIL.mostMs - TAIL.leastMs) : 0;
  return floorMs + medianMs * Math.exp(sigma * normal) + slowMs;
}
