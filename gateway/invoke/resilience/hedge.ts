import type { Clock } from '../../clock.ts';
import type { Outcome } from '../outcome.ts';
import type { Timetable } from './timetable.ts';

export interface HedgePorts {
  readonly clock: Clock;
  readonly timetable: Timetable;
  /** How long the first try may take before a second is made beside it. */
  readonly delayMs: number;
  /** Makes one try. `isExtra`: the second; null when there is no room for it. */
  attempt(isExtra: boolean): Promise<Outcome> | null;
  /** Calls off what is still on its way, once nothing else will be tried. */
  abandon(): void;
  /** Whether waiting for the other cannot bring anything better. */
  isFinal(outcome: Outcome): boolean;
  /** Which of two ends is reported. */
  choose(earlier: Outcome | null, later: Outcome): Outcome;
}

/**
 * Makes one try, and a second one beside it when the first is late (Dean and Barroso, "The Tail at Scale", 2013). The
 * first final answer ends both; a failure waits for the other.
 */
export function withHedge(ports: HedgePorts): Promise<Outcome> {
  const { clock, timetable, delayMs, attempt, abandon, isFinal, choose } = ports;
  return new Promise((resolve) => {
    let running = 0;
    let reported: Outcome | null = null;
    let isDone = false;

    const end = (outcome: Outcome) => {
      running -= 1;
      if (isDone) return;
      reported = choose(reported, outcome);
      if (running > 0 && !isFinal(outcome)) return;
      isDone = true;
      callOff();
      if (running > 0) abandon();
      resolve(reported);
    };
    const start = (isExtra: boolean) => {
      const attempted = attempt(isExtra);
      if (!attempted) return;
      running += 1;
      void attempted.then(end);
    };

    const callOff = timetable.at(clock.now() + delayMs, () => start(true));
    start(false);
  });
}
