/** Counts what is under way, so that stopping can wait for it. */
export interface Work {
  /** How much is under way. */
  readonly count: number;
  begin(): void;
  end(): void;
  /** Runs `task` as work. */
  run<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way, or after `timeoutMs`. True: all of it ended. */
  settled(timeoutMs: number): Promise<boolean>;
}

export function createWork(): Work {
  let count = 0;
  let wake: (() => void) | null = null;
  const work: Work = {
    get count() {
      return count;
    },
    begin: () => void count++,
    end() {
      if (--count === 0) wake?.();
    },
    async run(task) {
      work.begin();
      try {
        return await task();
      } finally {
        work.end();
      }
    },
    async settled(timeoutMs) {
      if (count === 0) return true;
      return await new Promise<boolean>((resolve) => {
        const timer = setTimeout(() => resolve(false), timeoutMs);
        wake = () => {
          clearTimeout(timer);
          resolve(true);
        };
      });
    },
  };
  return work;
}
