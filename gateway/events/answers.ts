/** Calls the functions of SYNC subscriptions while the sender waits. */
import { CodedError } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Clock } from '../clock.ts';
import { errorOf, type Outcome } from '../invoke/index.ts';
import type { AlarmSenders } from './alarm-senders.ts';
import { codedOf, scopeOf, type Calls } from './calls.ts';
import type { Incoming } from './incoming.ts';
import type { Accepted, Intake, Waiting } from './intake.ts';
import { failure, readAnswer } from './verdict.ts';

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
  readonly calls: Calls;
  readonly intake: Intake;
  readonly senders: AlarmSenders;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  onFailed(
    what: { readonly id: string; readonly functionName: string },
    outcome: Exclude<Outcome, { type: 'ok' }>,
  ): void;
}

export function createAnswers({ calls, intake, senders, clock, callTimeoutMs, onFailed }: AnswerPorts): Answers {
  async function dataOf({ event, hops }: Incoming, { subscription }: Waiting, deadlineAt: number) {
    const ready = await calls.find(subscription);
    const outcome = await calls.call(ready, event, { subscription: subscription.name, deadlineAt });
    if (outcome.type !== 'ok') {
      const { name: functionName, deployment } = ready.fn;
      const invocationId = `${subscription.name} ${event.id}`;
      onFailed({ id: invocationId, functionName }, outcome);
      throw errorOf(outcome, {
        functionName,
        invocationId,
        deployment: deployment.name,
        platform: deployment.platform,
      });
    }
    const { data, events } = readAnswer(outcome.data, hops);
    await senders.checkAnswered(events, scopeOf(subscription));
    await intake.emit(events);
    return data;
  }

  async function answer(incoming: Incoming, waiting: Waiting, deadlineAt: number): Promise<Answer> {
    const { subscription, refused } = waiting;
    const { name } = subscription;
    if (refused) return { subscription: name, ok: false, error: refused };
    const data = await dataOf(incoming, waiting, deadlineAt).catch(codedOf);
    if (data instanceof CodedError) return { subscription: name, ok: false, error: failure(data) };
    return { subscription: name, ok: true, data };
  }

  return {
    async of(accepted) {
      const deadlineAt = clock.now() + callTimeoutMs;
      const answers = accepted.map((): Answer[] => []);
      const jobs = accepted.flatMap(({ incoming, waiting }, index) =>
        waiting.map((one) => async () => void answers[index]!.push(await answer(incoming, one, deadlineAt))),
      );
      const work = async () => {
        for (let job = jobs.shift(); job; job = jobs.shift()) await job();
      };
      await Promise.all(Array.from({ length: Math.min(MAX_AT_ONCE, jobs.length) }, work));
      return answers;
    },
  };
}
