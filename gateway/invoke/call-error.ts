/** What a client is told of a call that did not end well. */
import { BadReply, type CodedError, ProviderThrottled } from '../../functions/sdk/index.ts';
import {
  Cancelled,
  ForeignAnswer,
  FunctionBusy,
  FunctionFailed,
  FunctionNotFound,
  FunctionTimedOut,
  FunctionUnauthorized,
  FunctionUnreachable,
  InvalidState,
} from '../errors.ts';
import { ReportedError, retryAfterMsOf, type Failure } from './outcome.ts';

/** Which call an outcome belongs to, for its error. */
export interface CallNames {
  readonly functionName: string;
  readonly invocationId: string;
  readonly deployment: string;
  readonly platform: string;
}

/**
 * A failure as the error that a client may see. Its `facts` say in `ran` whether the function ran, and in `retryAfterMs`
 * how long to wait, where somebody said so.
 */
export function errorOf(failure: Failure, names: CallNames): CodedError {
  const error = codedError(failure, names);
  const retryAfterMs = retryAfterMsOf(failure);
  const facts = { ...error.facts, ...(retryAfterMs !== null && { retryAfterMs }), ran: failure.ran };
  // Every class of error can end a call, those of the SDK too, so what is true of all of them is put on here.
  return Object.defineProperty(error, 'facts', { value: facts, configurable: true });
}

function codedError(failure: Failure, { functionName, invocationId, deployment, platform }: CallNames): CodedError {
  switch (failure.type) {
    case 'functionError':
      return new ReportedError(failure.error);
    case 'functionTimeout':
      return new FunctionTimedOut(functionName, failure.ran);
    case 'platformError':
      return new FunctionFailed(functionName, invocationId, failure.ran);
    case 'throttled':
      return new FunctionBusy(functionName, 'its platform asks to slow down', failure.retryAfterMs);
    case 'busy':
      return new FunctionBusy(functionName, failure.reason, failure.retryAfterMs);
    case 'overQuota':
      // The same to a caller as a provider that throttles, which the quota is there to prevent.
      return new ProviderThrottled(failure.retryAfterMs);
    case 'disabled':
      return new InvalidState(
        `the deployment ${deployment} of ${functionName} is disabled. Enable it, or bind another`,
      );
    case 'unavailable':
      return new FunctionUnreachable(functionName, `${deployment} (${platform})`);
    case 'unauthorized':
      return failure.error ?? new FunctionUnauthorized(functionName, deployment, 'its platform refuses the gateway');
    case 'notFound':
      return new FunctionNotFound(functionName, deployment);
    case 'tooLarge':
      return failure.error;
    case 'badReply':
      return failure.ran === 'yes'
        ? new BadReply('it is no reply to the call that was made')
        : new ForeignAnswer(functionName, deployment);
    case 'cancelled':
      return new Cancelled();
  }
}
