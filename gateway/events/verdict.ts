/** What becomes of a delivery after an attempt. Nothing that is not idempotent is repeated once it may have taken effect. */
import { BadReply, CodedError, type CloudEvent } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import { BadInput } from '../errors.ts';
import { MayHaveTakenEffect } from '../event-errors.ts';
import { errorOf, isInDoubt, retryAfterMsOf, type DeployedFunction, type Outcome } from '../invoke/index.ts';
import { checkEvent } from './attributes.ts';
import { toIncoming, type Incoming } from './incoming.ts';

const BASE_DELAY_MS = 1_000;
const MAX_DELAY_MS = 300_000;

/** More events in one answer than a handler may give, as the SDK has it. */
const MAX_EMITTED = 100;

export type Verdict =
  /** `events`: what the function answered with, to be taken in the same transaction. */
  | { readonly type: 'delivered'; readonly events: readonly Incoming[] }
  /** It is given up. `tried`: after a call, which counts as an attempt. `isAfterDoubt`: see `Outcome`. */
  | { readonly type: 'dead'; readonly error: Failure; readonly tried: boolean; readonly isAfterDoubt?: boolean }
  | {
      readonly type: 'again';
      readonly error: Failure;
      /** Null: nobody said. */
      readonly retryAfterMs: number | null;
      /** Whether a call was made, so that it counts as an attempt. */
      readonly tried: boolean;
      /** Whether the attempt may have taken effect. */
      readonly inDoubt: boolean;
      readonly isAfterDoubt?: boolean;
    };

/** What a function answered to an event. */
export interface HandlerAnswer {
  readonly data: unknown;
  readonly events: readonly Incoming[];
}

/**
 * Reads the answer of a handler. `hops`: through how many functions the event came that it answers. Throws `BadReply`,
 * `EventCycle` and `EventTooLarge`.
 */
export function readAnswer(answer: unknown, hops: number): HandlerAnswer {
  if (typeof answer !== 'object' || answer === null || !('data' in answer)) throw new BadReply('it has no `data`');
  const events = ('events' in answer ? answer.events : undefined) ?? [];
  if (!Array.isArray(events) || events.length > MAX_EMITTED)
    throw new BadReply(`\`events\` is no list of at most ${MAX_EMITTED}`);
  return { data: answer.data, events: events.map((event, index) => emitted(event, `events[${index}]`, hops + 1)) };
}

function emitted(event: CloudEvent, at: string, hops: number): Incoming {
  try {
    return toIncoming(checkEvent(event, at), at, { hops, ours: false });
  } catch (error) {
    if (error instanceof BadInput) throw new BadReply(error.message);
    throw error;
  }
}

/** `invocationId` is what the log has the cause under. */
export function judge(
  outcome: Outcome,
  fn: DeployedFunction,
  { hops, invocationId }: { readonly hops: number; readonly invocationId: string },
): Verdict {
  if (outcome.type === 'ok') {
    try {
      return { type: 'delivered', events: readAnswer(outcome.data, hops).events };
    } catch (error) {
      if (error instanceof CodedError) return { type: 'dead', error: failure(error), tried: true };
      throw error;
    }
  }
  const { name: functionName, deployment } = fn;
  const names = { functionName, invocationId, deployment: deployment.name, platform: deployment.platform };
  const error = failure(errorOf(outcome, names));
  const isAfterDoubt = outcome.type === 'functionError' && isInDoubt(outcome);
  const again = (tried: boolean): Verdict => ({
    type: 'again',
    error,
    retryAfterMs: retryAfterMsOf(outcome),
    tried,
    inDoubt: isInDoubt(outcome),
    isAfterDoubt,
  });
  switch (outcome.type) {
    case 'busy':
    case 'overQuota':
    case 'disabled':
      return again(false);
    case 'throttled':
    case 'unavailable':
    case 'unauthorized':
    case 'notFound':
      return again(true);
    case 'tooLarge':
      return { type: 'dead', error, tried: true };
    case 'functionError':
      return outcome.error.retryable && fn.idempotent
        ? again(true)
        : { type: 'dead', error, tried: true, isAfterDoubt };
    case 'functionTimeout':
    case 'platformError':
    case 'badReply':
    case 'cancelled':
      if (outcome.ran === 'yes') return { type: 'dead', error, tried: true };
      if (outcome.ran === 'no') return again(outcome.type !== 'cancelled');
      return fn.idempotent ? again(true) : { type: 'dead', error: doubt(functionName, error.message), tried: true };
  }
}

/** It may have taken effect, and the function says that repeating it is not the same as doing it once. */
export const doubt = (functionName: string, reason: string): Failure =>
  failure(new MayHaveTakenEffect(functionName, reason));

export const failure = ({ code, message }: CodedError): Failure => ({ code, message });

/**
 * How long to wait before the next attempt: full jitter up to a bound that doubles with each attempt that was made, or
 * is the age where none was. It comes on top of what the other side asked for, so that those who were sent away together do
 * not come back in one instant.
 */
export function delayMs(
  { attempts, ageMs, retryAfterMs }: { attempts: number; ageMs: number; retryAfterMs: number | null },
  random: () => number,
): number {
  const bound = attempts > 0 ? BASE_DELAY_MS * 2 ** Math.min(attempts - 1, 20) : Math.max(BASE_DELAY_MS, ageMs);
  return (retryAfterMs ?? 0) + Math.ceil(random() * Math.min(MAX_DELAY_MS, bound));
}
