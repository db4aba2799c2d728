/** `Invoke` as the Lambda API answers it, and the same behind a function URL. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { Ended } from './environment.ts';
import type { Environments, LambdaFunction } from './functions.ts';

/** What the Lambda API answers. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Limits of the platform, in bytes. */
export const LIMITS = { request: 6_291_456, eventRequest: 1_048_576, reply: 6_291_556 };

/** An error of the API: its name in a header, and what happened in a JSON body. */
export const failure = (status: number, type: string, message: string, more: object = {}): Answer => ({
  status,
  headers: { 'x-amzn-ErrorType': type },
  body: JSON.stringify({ Type: status >= 500 ? 'Server' : 'User', message, Message: message, ...more }),
});

export interface InvocationPlace {
  readonly environments: Environments;
  readonly coldStartMs: () => number;
  readonly stateOf: (fn: LambdaFunction) => string;
}

/** Runs it, within its reserved concurrency. An `Answer` when it did not come to run. */
export async function runOnce(
  { environments, coldStartMs, stateOf }: InvocationPlace,
  fn: LambdaFunction,
  version: string,
  payload: string,
  clientContext?: string,
): Promise<Answer | (Ended & { readonly log: string; readonly requestId: string })> {
  const state = stateOf(fn);
  if (state !== 'Active') {
    const text = `The operation cannot be performed at this time. The function is currently in the following state: ${state}`;
    return failure(409, 'ResourceConflictException', text);
  }
  if (fn.reservedConcurrency !== null && fn.running >= fn.reservedConcurrency) {
    const Reason = 'ReservedFunctionConcurrentInvocationLimitExceeded';
    const { headers, ...answer } = failure(429, 'TooManyRequestsException', 'Rate Exceeded.', { Reason });
    return { ...answer, headers: { ...headers, 'Retry-After': '1' } };
  }
  fn.running += 1;
  const requestId = randomUUID();
  const work = {
    requestId,
    payload,
    functionArn: fn.arn,
    timeoutMs: fn.configuration.TimeoutSeconds * 1_000,
    clientContext: clientContext,
    traceId: `Root=1-${Math.floor(Date.now() / 1_000).toString(16)}-${randomBytes(12).toString('hex')};Sampled=0`,
  };
  try {
    const { payload: reply, isError, log } = await environments.run(fn, version, work, coldStartMs());
    const bytes = Buffer.byteLength(reply);
    if (bytes <= LIMITS.reply) return { payload: reply, isError, log, requestId };
    const errorMessage = `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${LIMITS.reply} bytes).`;
    const tooLarge = JSON.stringify({ errorType: 'Function.ResponseSizeTooLarge', errorMessage });
    return { payload: tooLarge, isError: true, log, requestId };
  } finally {
    fn.running -= 1;
  }
}

/** `POST /2015-03-31/functions/NAME/invocations`. */
export async function invoke(
  place: InvocationPlace,
  fn: LambdaFunction,
  version: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Buffer,
): Promise<Answer> {
  const type = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  const maxBytes = type === 'Event' ? LIMITS.eventRequest : LIMITS.request;
  if (body.length > maxBytes) {
    const text = `Request must be smaller than ${maxBytes} bytes for the InvokeFunction operation`;
    return failure(413, 'RequestTooLargeException', text);
  }
  const payload = body.length === 0 ? '{}' : body.toString('utf8');
  if (!isJson(payload)) {
    const text = 'Could not parse request body into json: Unexpected character';
    return failure(400, 'InvalidRequestContentException', text);
  }
  const executed = { 'X-Amz-Executed-Version': version };
  if (type === 'DryRun') return { status: 204, headers: executed };
  if (type === 'Event') {
    void runOnce(place, fn, version, payload);
    return { status: 202 };
  }
  const context = headers['x-amz-client-context'];
  const ended = await runOnce(place, fn, version, payload, context && Buffer.from(context, 'base64').toString('utf8'));
  if ('status' in ended) return ended;
  return {
    status: 200,
    headers: {
      ...executed,
      'x-amzn-RequestId': ended.requestId,
      'content-type': 'application/json',
      ...(ended.isError && { 'X-Amz-Function-Error': 'Unhandled' }),
      ...(headers['x-amz-log-type'] === 'Tail' && { 'X-Amz-Log-Result': Buffer.from(ended.log).toString('base64') }),
    },
    body: ended.payload,
  };
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
