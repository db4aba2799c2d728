/** Counts what happened lately, in slots of one second, so that nothing has to be kept for each event. */
export interface RecentCount {
  add(now: number): void;
  /** How many there were in the last ten seconds. */
  total(now: number): number;
  /** How many there were since the second began. */
  thisSecond(now: number): number;
  clear(): void;
}

const SLOTS = 10;

/** Moments are milliseconds since 1970 (UTC). A clock that goes back counts into the slot it had reached. */
export function createRecentCount(): RecentCount {
  const slots: number[] = Array.from({ length: SLOTS }, () => 0);
  let second = 0;
  let sum = 0;

  function moveTo(now: number) {
    const current = Math.floor(now / 1_000);
    if (current <= second) return;
    for (let at = Math.max(second + 1, current - SLOTS + 1); at <= current; at += 1) {
      sum -= slots[at % SLOTS]!;
      slots[at % SLOTS] = 0;
    }
    second = current;
  }

  return {
    add(now) {
      moveTo(now);
      slots[second % SLOTS]! += 1;
      sum += 1;
    },
    total(now) {
      moveTo(now);
      return sum;
    },
    thisSecond(now) {
      moveTo(now);
      return slots[second % SLOTS]!;
    },
    clear() {
      slots.fill(0);
      sum = 0;
    },
  };
}
