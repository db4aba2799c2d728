/** Calls the functions of SYNC subscriptions while the sender waits. */
import { CodedError } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Clock } from '../clock.ts';
import type { Attempts } from './attempts.ts';
import { codedOf } from './calls.ts';
import type { Claimed } from './claimed.ts';
import type { Accepted } from './intake.ts';
import { settleAwaited } from './settlement.ts';
import { failure } from './verdict.ts';

/** Calls of one request at the same time. */
const MAX_AT_ONCE = 32;

/** What one function said. */
export type Answer =
  | { readonly subscription: string; readonly ok: true; readonly data: unknown }
  | { readonly subscription: string; readonly ok: false; readonly error: Failure };

export interface Answers {
  /** Calls what waits for these events, each once and all within one deadline, whether or not the sender goes on waiting. One list an event. */
  of(accepted: readonly Accepted[]): Promise<readonly (readonly Answer[])[]>;
}

export interface AnswerPorts {
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
}

export function createAnswers({ attempts, clock, callTimeoutMs }: AnswerPorts): Answers {
  /** The answer comes after it is kept: whoever hears of it hears of what is safe. */
  async function handle(subscription: string, delivery: Claimed, deadlineAt: number): Promise<Answer> {
    const { verdict, data } = await attempts.make(delivery, { deadlineAt });
    const settlement = settleAwaited(delivery, verdict, clock.now());
    const { error } = (await attempts.writeDown(settlement)) ?? settlement;
    return error ? { subscription, ok: false, error } : { subscription, ok: true, data };
  }

  async function answer(waiting: Accepted['waiting'][number], deadlineAt: number): Promise<Answer> {
    const { subscription } = waiting;
    if ('error' in waiting) return { subscription, ok: false, error: waiting.error };
    // What could not be kept is in doubt, and the outbox's when the lease ends.
    const said = await handle(subscription, waiting.delivery, deadlineAt).catch(codedOf);
    return said instanceof CodedError ? { subscription, ok: false, error: failure(said) } : said;
  }

  return {
    async of(accepted) {
      const deadlineAt = clock.now() + callTimeoutMs;
      const answers = accepted.map((): Answer[] => []);
      const jobs = accepted.flatMap(({ waiting }, index) =>
        waiting.map((one) => async () => void answers[index]!.push(await answer(one, deadlineAt))),
      );
      const work = async () => {
        for (let job = jobs.shift(); job; job = jobs.shift()) await job();
      };
      await Promise.all(Array.from({ length: Math.min(MAX_AT_ONCE, jobs.length) }, work));
      return answers;
    },
  };
}
