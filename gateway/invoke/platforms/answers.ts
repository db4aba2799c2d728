/** What answers of HTTP platforms mean: a table of statuses for all, with rows that a platform puts before it. */
import { MAX_MESSAGE_BYTES, parseRetryAfter, type Call } from '../../../functions/sdk/index.ts';
import type { HttpEnd } from '../http/http.ts';
import { outcomeOf, ReportedError, type Outcome } from '../outcome.ts';

export type Answer = Extract<HttpEnd, { type: 'answer' }>;

/** What an answer without a reply says of the call. All but the last three: it did not run; of those nothing is known. */
type Meaning =
  | 'throttled'
  | 'unavailable'
  | 'unauthorized'
  | 'notFound'
  | 'tooLarge'
  | 'timeout'
  | 'failed'
  | 'noReply';

export interface AnswerRule {
  readonly status: number;
  /** Null or absent: always. */
  readonly when?: (answer: Answer) => boolean;
  readonly means: Meaning;
  /** For the log, beside the status. */
  readonly because?: string;
}

/**
 * Statuses by RFC 9110. A redirect is never followed: it may lead to where the guard would not go. One that asks for the
 * same request elsewhere (301, 307, 308) has done nothing; after 302 and 303 that is not certain.
 */
const RULES: readonly AnswerRule[] = [
  { status: 202, means: 'failed', because: 'it took the call and gave no answer; it may still run' },
  { status: 204, means: 'noReply', because: 'no content' },
  { status: 301, means: 'notFound', because: 'it redirects; register the address that it leads to' },
  { status: 302, means: 'failed', because: 'it redirects; register an address that answers by itself' },
  { status: 303, means: 'failed', because: 'it redirects; register an address that answers by itself' },
  { status: 307, means: 'notFound', because: 'it redirects; register the address that it leads to' },
  { status: 308, means: 'notFound', because: 'it redirects; register the address that it leads to' },
  { status: 401, means: 'unauthorized' },
  { status: 403, means: 'unauthorized' },
  { status: 404, means: 'notFound' },
  { status: 405, means: 'notFound', because: 'nothing there takes a POST' },
  { status: 408, means: 'timeout' },
  { status: 410, means: 'notFound' },
  { status: 413, means: 'tooLarge' },
  { status: 429, means: 'throttled' },
  { status: 504, means: 'timeout' },
];

/** A larger answer is cut off. More than a reply may weigh, so that a reply that is too large can be told from a flood. */
export const MAX_ANSWER_BYTES = 2 * MAX_MESSAGE_BYTES;

/** The longest wait that is believed: a platform that says more is wrong, or down for the day. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** How a request ended, as the end of the call that it carried. */
export function outcomeOfEnd(end: HttpEnd, call: Call, rules: readonly AnswerRule[] = []): Outcome {
  switch (end.type) {
    case 'answer':
      return outcomeOfAnswer(end, call, rules);
    case 'notSent':
      return { type: 'unavailable', ran: 'no', reason: end.reason };
    case 'broken':
      return { type: 'platformError', ran: 'unknown', reason: end.reason };
    case 'refused':
      return { type: 'unauthorized', ran: 'no', reason: end.error.message, error: end.error };
    case 'tooLarge':
      return end.status === 200
        ? { type: 'tooLarge', ran: 'yes', error: answerTooLarge() }
        : outcomeOfAnswer({ type: 'answer', status: end.status, headers: {}, body: '' }, call, rules);
    case 'deadline':
      return end.sent
        ? { type: 'functionTimeout', ran: 'unknown', reason: 'no answer before the deadline' }
        : { type: 'functionTimeout', ran: 'no', reason: 'the deadline passed before the call was sent' };
    case 'cancelled':
      return { type: 'cancelled', ran: end.sent ? 'unknown' : 'no' };
  }
}

/** A body that is the reply to this call is one, whatever the status: no platform writes one by itself. */
function outcomeOfAnswer(answer: Answer, call: Call, rules: readonly AnswerRule[]): Outcome {
  const { status, body } = answer;
  // No reply is so large, and of the page of an error the status says more than the size.
  const reply = outcomeOf(status !== 200 && body.length > MAX_MESSAGE_BYTES ? '' : body, call, false);
  if (reply.type !== 'badReply' || reply.ran === 'yes') return reply;
  const rule = [...rules, ...RULES].find((one) => one.status === status && (one.when?.(answer) ?? true));
  const waitMs = retryAfterMs(answer.headers['retry-after']);
  const reason = `${status}${rule?.because ? `: ${rule.because}` : ''}`;
  switch (rule?.means ?? (status >= 500 ? 'failed' : 'noReply')) {
    case 'throttled':
      return { type: 'throttled', ran: 'no', retryAfterMs: waitMs, reason };
    case 'unavailable':
      return { type: 'unavailable', ran: 'no', retryAfterMs: waitMs, reason };
    case 'unauthorized':
      return { type: 'unauthorized', ran: 'no', reason };
    case 'notFound':
      return { type: 'notFound', ran: 'no', reason };
    case 'tooLarge':
      return { type: 'tooLarge', ran: 'no', error: callRefusedAsTooLarge() };
    case 'timeout':
      return { type: 'functionTimeout', ran: 'unknown', reason };
    case 'failed':
      return { type: 'platformError', ran: 'unknown', retryAfterMs: waitMs, reason };
    case 'noReply':
      return { type: 'badReply', ran: 'unknown', reason: `${reason}, ${contentTypeOf(answer)}: ${reply.reason}` };
  }
}

/** The body itself stays out of the log: it may repeat what was sent with the request. */
const contentTypeOf = ({ headers }: Answer) => (headers['content-type'] ?? 'no content type').slice(0, 100);

const tooLarge = (message: string) =>
  new ReportedError({ code: 'PAYLOAD_TOO_LARGE', message: `${message}. Ask for less at once`, retryable: false });
const answerTooLarge = () => tooLarge(`the answer has more than ${MAX_ANSWER_BYTES} bytes`);
const callRefusedAsTooLarge = () => tooLarge('the platform of the function takes no call of this size');

/** `Retry-After`, as far as it is believed. Null: absent, or not understood. */
export function retryAfterMs(header: string | undefined, now = Date.now()): number | null {
  const waitMs = parseRetryAfter(header, now);
  return waitMs === undefined ? null : Math.min(MAX_RETRY_AFTER_MS, waitMs);
}
