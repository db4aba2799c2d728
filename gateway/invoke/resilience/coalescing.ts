import type { Clock } from '../../clock.ts';
import type { Timetable } from './timetable.ts';

/**
 * Lets identical reads that are asked for at the same time be one call. It goes on as long as anybody waits for it.
 *
 * Deadlines: a caller never waits beyond its own. One with a later deadline than the running call's joins when that call
 * has at least half of the caller's time left, and asks anew with the rest of its time should the call end by its
 * deadline. Otherwise it makes a call of its own, which is then the one to join.
 */
export interface Coalescing<Result> {
  join(key: string, deadlineAt: number, signal: AbortSignal, ends: Ends<Result>): Promise<Result>;
}

export interface Ends<Result> {
  /** Makes the call, which ends when `leave` aborts. Never rejects. */
  run(leave: AbortController): Promise<Result>;
  /** What a caller gets who leaves a call that others wait for. */
  left(): Result;
  /** What a caller gets whose deadline comes before the call's. */
  late(): Result;
  /** Whether a call ended by its deadline. */
  isLate(result: Result): boolean;
}

interface Running<Result> {
  readonly result: Promise<Result>;
  readonly deadlineAt: number;
  readonly leave: AbortController;
  callers: number;
}

export function createCoalescing<Result>(clock: Clock, timetable: Timetable): Coalescing<Result> {
  const running = new Map<string, Running<Result>>();

  function begin(key: string, deadlineAt: number, { run }: Ends<Result>): Running<Result> {
    const leave = new AbortController();
    const begun: Running<Result> = { result: run(leave), deadlineAt, leave, callers: 0 };
    running.set(key, begun);
    void begun.result.then(() => forget(key, begun));
    return begun;
  }

  function forget(key: string, ended: Running<Result>) {
    if (running.get(key) === ended) running.delete(key);
  }

  function joinable(key: string, deadlineAt: number): Running<Result> | null {
    const found = running.get(key);
    const now = clock.now();
    return found && (found.deadlineAt - now) * 2 >= deadlineAt - now ? found : null;
  }

  function wait(key: string, call: Running<Result>, deadlineAt: number, signal: AbortSignal, ends: Ends<Result>) {
    call.callers += 1;
    return new Promise<Result>((resolve) => {
      const settle = (result: Result) => {
        signal.removeEventListener('abort', leave);
        callOff?.();
        resolve(result);
      };
      /** True when nobody waits for it any more; then nobody may join it either. */
      const isAbandoned = () => {
        call.callers -= 1;
        if (call.callers > 0) return false;
        forget(key, call);
        call.leave.abort();
        return true;
      };
      // Its own end is the truth about a call that was given up; while others wait for it, it has none yet.
      const leave = () => isAbandoned() || settle(ends.left());
      const expire = () => (isAbandoned(), settle(ends.late()));
      const callOff = deadlineAt < call.deadlineAt ? timetable.at(deadlineAt, expire) : null;
      signal.addEventListener('abort', leave, { once: true });
      void call.result.then(settle);
    });
  }

  return {
    async join(key, deadlineAt, signal, ends) {
      for (;;) {
        const found = joinable(key, deadlineAt);
        const call = found ?? begin(key, deadlineAt, ends);
        const result = await wait(key, call, deadlineAt, signal, ends);
        const isCutShort = ends.isLate(result) && call.deadlineAt < deadlineAt && clock.now() < deadlineAt;
        if (!isCutShort || signal.aborted) return result;
      }
    },
  };
}
