import type { Clock } from '../../clock.ts';
import { createRecentCount } from './recent-count.ts';

/**
 * How many more calls than it is asked for a function may be given. Retries: a fifth of what succeeded in the last ten
 * seconds, or three a second; so a platform that is down gets hardly more than it had before. Second tries beside late
 * ones: never more than a tenth of all that succeeded, and none of a platform that answers nothing.
 */
export interface Budget {
  /** A call succeeded. */
  earn(): void;
  /** Reserves one retry. False: none is left. A reservation ends with `spend` or `giveBack`. */
  reserve(): boolean;
  /** The retry that was reserved begins. */
  spend(): void;
  /** The retry that was reserved is not made. */
  giveBack(): void;
  /** Whether a second try beside a late one is left. */
  mayHedge(): boolean;
  /** Such a try begins. */
  hedge(): void;
}

const RETRY_SHARE = 0.2;
const LEAST_RETRIES_PER_SECOND = 3;
/**
 * One second try for so many successes. It is made at p90, so that as many calls are late as may be tried twice. Of calls
 * of which a twentieth is slow that brings p99 to 0.31 of what it was; at p95, where their slowness begins, to 0.5
 * (measured as in test/gateway/invoke/tail.test.ts, as is what follows).
 */
const SUCCESSES_PER_HEDGE = 10;
/** What may be saved up, since late calls come in bunches: with five p99 is 0.4 of what it was, and more than 20 help no more. */
const MAX_SAVED_HEDGES = 20;

export function createBudget(clock: Clock): Budget {
  const succeeded = createRecentCount();
  const spent = createRecentCount();
  /** Those that wait in their back-off count too, or any number could wait and then go at once (envoyproxy/envoy#30205). */
  let reserved = 0;
  /** Successes not yet spent on second tries: whole numbers, since tenths do not add up. */
  let saved = 0;

  return {
    earn() {
      succeeded.add(clock.now());
      saved = Math.min(saved + 1, MAX_SAVED_HEDGES * SUCCESSES_PER_HEDGE);
    },
    reserve() {
      const now = clock.now();
      const isLeft =
        reserved + spent.total(now) + 1 <= RETRY_SHARE * succeeded.total(now) ||
        reserved + spent.thisSecond(now) < LEAST_RETRIES_PER_SECOND;
      if (isLeft) reserved += 1;
      return isLeft;
    },
    spend() {
      reserved -= 1;
      spent.add(clock.now());
    },
    giveBack() {
      reserved -= 1;
    },
    mayHedge: () => saved >= SUCCESSES_PER_HEDGE,
    hedge() {
      saved -= SUCCESSES_PER_HEDGE;
    },
  };
}
