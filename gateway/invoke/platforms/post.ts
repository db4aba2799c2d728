/** What platforms that are called by one POST have in common. Each adds its settings, its headers and its answers. */
import { setMaxListeners } from 'node:events';
import { CallTooLarge, encodeCall, type Call } from '../../../functions/sdk/index.ts';
import { SecretUnavailable } from '../../errors.ts';
import type { Secrets } from '../../secrets/index.ts';
import type { Http } from '../http/http.ts';
import type { Invoker } from '../invoker.ts';
import { callTooLarge, type Outcome } from '../outcome.ts';
import { MAX_ANSWER_BYTES, outcomeOfEnd, type AnswerRule } from './answers.ts';
import { hmac, type Headers } from './authentication.ts';

export interface HttpPorts {
  readonly http: Http;
  readonly secrets: Secrets;
}

/** What every platform that is called by a POST can be given: the secret that requests carry an HMAC of. */
export interface Signed {
  readonly signingSecret?: string | null | undefined;
}

export interface PostPlatform<Target extends Signed> extends Pick<Invoker<Target>, 'platform' | 'settings'> {
  url(target: Target): string;
  /** Further headers, made anew for each call. Throws `SecretUnavailable`; anything else that ends the call is an outcome. */
  headers(target: Target, call: Call, body: string): Promise<Headers | Outcome>;
  /** How its answers differ from those of any server. */
  readonly rules?: readonly AnswerRule[];
}

export function postInvoker<Target extends Signed>(
  { platform, settings, url, headers, rules }: PostPlatform<Target>,
  { http, secrets }: HttpPorts,
): Invoker<Target> {
  const signed = async ({ signingSecret }: Target, { invocationId }: Call, body: string): Promise<Headers> =>
    signingSecret ? hmac(secrets, signingSecret, invocationId, body) : {};

  return {
    platform,
    settings,
    address: url,
    async invoke(target, call, signal) {
      const body = encoded(call);
      if (typeof body !== 'string') return body;
      const further = await beforeSending(call, signal, async () => {
        const own = await headers(target, call, body);
        return isOutcome(own) ? own : { ...own, ...(await signed(target, call, body)) };
      });
      if (isOutcome(further)) return further;
      const end = await http.send({
        method: 'POST',
        url: url(target),
        headers: { ...callHeaders(call), ...further },
        body,
        deadlineAt: call.deadlineAt,
        signal,
        maxResponseBytes: MAX_ANSWER_BYTES,
      });
      return outcomeOfEnd(end, call, rules);
    },
    close: () => http.close(),
  };
}

/** Headers of every call. The trace is in the call too; here it is for whatever stands between. */
export const callHeaders = ({ traceparent }: Call): Headers => ({
  'content-type': 'application/cloudevents+json',
  accept: 'application/cloudevents+json, application/json',
  'user-agent': 'causeway',
  ...(traceparent !== null && { traceparent }),
});

/** The call as text, or the outcome that it cannot be sent. */
export function encoded(call: Call): string | Outcome {
  try {
    return encodeCall(call);
  } catch (error) {
    if (error instanceof CallTooLarge) return callTooLarge(error);
    return { type: 'badReply', ran: 'yes', reason: 'the call cannot be written as JSON' };
  }
}

export const isOutcome = (value: unknown): value is Outcome =>
  typeof value === 'object' && value !== null && 'ran' in value;

/** `setTimeout` goes off at once when asked for longer. */
const MAX_TIMER_MS = 2_147_483_647;

/** Does what a call needs before it is sent, such as fetching a token, within the call's time. A secret may be missing. */
export async function beforeSending<Value>(
  { deadlineAt }: Call,
  signal: AbortSignal,
  work: () => Promise<Value | Outcome>,
): Promise<Value | Outcome> {
  if (signal.aborted) return { type: 'cancelled', ran: 'no' };
  const leftMs = Math.min(MAX_TIMER_MS, deadlineAt - Date.now());
  if (leftMs <= 0) return { type: 'functionTimeout', ran: 'no', reason: 'the deadline had passed before the call' };
  let stop = () => {};
  const stopped = new Promise<Outcome>((resolve) => {
    const timer = setTimeout(
      () => resolve({ type: 'functionTimeout', ran: 'no', reason: 'no credentials before the deadline' }),
      leftMs,
    );
    const leave = () => resolve({ type: 'cancelled', ran: 'no' });
    setMaxListeners(0, signal); // one caller may have any number of calls in flight
    signal.addEventListener('abort', leave, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    };
  });
  try {
    return await Promise.race([work(), stopped]);
  } catch (error) {
    if (error instanceof SecretUnavailable) return { type: 'unauthorized', ran: 'no', reason: error.message, error };
    return {
      type: 'unavailable',
      ran: 'no',
      reason: `no credentials: ${error instanceof Error ? error.name : 'unknown'}`,
    };
  } finally {
    stop();
  }
}
