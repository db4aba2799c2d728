/**
 * How a call ended, the same for every platform. `ran`, not a status code, decides whether it may be tried again: `no`
 * may be, `unknown` only when the function is idempotent, `yes` only when it is that and says so itself.
 */
import {
  type CallTooLarge,
  CodedError,
  decodeReply,
  isReplyTo,
  ReplyTooLarge,
  type Call,
  type ReplyError,
} from '../../functions/sdk/index.ts';

/** `reason` is for the log and is never shown to a client, but for that of `busy`, which is in our own words. */
export type Outcome =
  | {
      readonly type: 'ok';
      readonly ran: 'yes';
      readonly data: unknown;
      /** Null on the last page. */ readonly cursor: string | null;
    }
  /** The function answered with an error of its own. */
  | {
      readonly type: 'functionError';
      readonly ran: 'yes';
      readonly error: ReplyError;
      /** An earlier attempt of the same call may have taken effect, whatever the function says of this one. */
      readonly isAfterDoubt?: boolean;
    }
  /** It was not done by the deadline; whether it took effect is not known. `no`: the deadline had passed before. */
  | { readonly type: 'functionTimeout'; readonly ran: 'unknown' | 'no'; readonly reason: string }
  /** The platform refused to run it now. Null: it did not say for how long. */
  | { readonly type: 'throttled'; readonly ran: 'no'; readonly retryAfterMs: number | null; readonly reason: string }
  /** The platform failed, or the function crashed with it. */
  | {
      readonly type: 'platformError';
      readonly ran: 'unknown';
      /** Absent or null: it did not say for how long. */
      readonly retryAfterMs?: number | null;
      readonly reason: string;
    }
  /** This gateway holds the call back: a breaker is open or a queue full. Null: for how long is not known. */
  | { readonly type: 'busy'; readonly ran: 'no'; readonly retryAfterMs: number | null; readonly reason: string }
  /** The function's own quota leaves no turn before the deadline. */
  | { readonly type: 'overQuota'; readonly ran: 'no'; readonly retryAfterMs: number }
  /** The deployment is disabled. */
  | { readonly type: 'disabled'; readonly ran: 'no' }
  /** The platform could not be reached, or has the function not ready. */
  | {
      readonly type: 'unavailable';
      readonly ran: 'no';
      /** Absent or null: it did not say for how long. */
      readonly retryAfterMs?: number | null;
      readonly reason: string;
    }
  /** The platform does not let us call the function. */
  | {
      readonly type: 'unauthorized';
      readonly ran: 'no';
      readonly reason: string;
      /** What a client is told, where the gateway itself stopped the call: the address is refused, a secret is missing. */
      readonly error?: CodedError;
    }
  /** The platform has no such function. */
  | { readonly type: 'notFound'; readonly ran: 'no'; readonly reason: string }
  /** The call (`no`) or the reply (`yes`) is larger than a message may be. `error` says which and by how much. */
  | { readonly type: 'tooLarge'; readonly ran: 'no' | 'yes'; readonly error: CodedError }
  /** What came is no reply to this call. `unknown`: somebody in front of the function may have written it. */
  | { readonly type: 'badReply'; readonly ran: 'yes' | 'unknown'; readonly reason: string }
  /** The caller went away. `no`: before the call was sent. */
  | { readonly type: 'cancelled'; readonly ran: 'no' | 'unknown' };

/** Every end but a good one. */
export type Failure = Exclude<Outcome, { type: 'ok' }>;

/** Reads a reply as text into an outcome. `isOfFunction`: the platform vouches that the function wrote it, whatever it is. */
export function outcomeOf(text: string, { invocationId }: Pick<Call, 'invocationId'>, isOfFunction: boolean): Outcome {
  try {
    const reply = decodeReply(text, invocationId);
    if (reply.ok) return { type: 'ok', ran: 'yes', data: reply.data, cursor: reply.cursor ?? null };
    return outcomeOfError(reply.error);
  } catch (error) {
    if (error instanceof ReplyTooLarge) return { type: 'tooLarge', ran: 'yes', error };
    const ran = isOfFunction || isReplyTo(text, invocationId) ? 'yes' : 'unknown';
    return { type: 'badReply', ran, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The host ends runs as well as we do; which of both was faster must not show. */
function outcomeOfError(error: ReplyError): Outcome {
  switch (error.code) {
    case 'FUNCTION_TIMEOUT':
      return { type: 'functionTimeout', ran: 'unknown', reason: error.message };
    case 'CANCELLED':
      return { type: 'cancelled', ran: 'unknown' };
    case 'PAYLOAD_TOO_LARGE':
      return { type: 'tooLarge', ran: 'yes', error: new ReportedError(error) };
    default:
      return { type: 'functionError', ran: 'yes', error };
  }
}

/** The call does not fit into a message, so it was not sent. */
export function callTooLarge(error: CallTooLarge): Outcome {
  return { type: 'tooLarge', ran: 'no', error };
}

/** What a function reported, as it may reach a client. */
export class ReportedError extends CodedError {
  readonly code: ReplyError['code'];
  /** Undefined when the function did not say. */
  readonly retryAfterMs: number | undefined;
  readonly #retryable: boolean;
  constructor({ code, message, retryable, retryAfterMs }: ReplyError) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.#retryable = retryable;
  }
  override get retryable() {
    return this.#retryable;
  }
}

/** Whether the call may have taken effect although it does not say so. */
export const isInDoubt = (outcome: Outcome): boolean =>
  outcome.type === 'functionError' ? outcome.isAfterDoubt === true : outcome.ran === 'unknown';

/** How long to wait before the call may be made again, whoever said so. Null: nobody did. */
export function retryAfterMsOf(outcome: Outcome): number | null {
  const said = outcome.type === 'functionError' ? outcome.error : outcome;
  return ('retryAfterMs' in said ? said.retryAfterMs : null) ?? null;
}
