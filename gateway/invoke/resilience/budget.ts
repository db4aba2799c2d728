import type { Clock } from '../../clock.ts';
import { createRecentCount } from './recent-count.ts';

/**
 * How many more calls than it is asked for a function may be given, for retries and hedges together: a fifth of what
 * succeeded in the last ten seconds, or three a second. So a platform that is down gets hardly more than it had before.
 */
export interface Budget {
  /** A call succeeded. */
  earn(): void;
  /** Reserves one more attempt. False: none is left. A reservation ends with `spend` or `giveBack`. */
  reserve(): boolean;
  /** The attempt that was reserved begins. */
  spend(): void;
  /** The attempt that was reserved is not made. */
  giveBack(): void;
}

const SHARE = 0.2;
const LEAST_PER_SECOND = 3;

export function createBudget(clock: Clock): Budget {
  const succeeded = createRecentCount();
  const spent = createRecentCount();
  /** Those that wait in their back-off count too, or any number could wait and then go at once (envoyproxy/envoy#30205). */
  let reserved = 0;

  return {
    earn: () => succeeded.add(clock.now()),
    reserve() {
      const now = clock.now();
      const isLeft =
        reserved + spent.total(now) + 1 <= SHARE * succeeded.total(now) ||
        reserved + spent.thisSecond(now) < LEAST_PER_SECOND;
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
  };
}
