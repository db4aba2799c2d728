/** What Lambda's answers and the SDK's errors mean to a call. Facts: the API reference of `Invoke`. */
import type { InvokeCommandOutput } from '@aws-sdk/client-lambda';
import { ReplyTooLarge, type Call } from '../../../functions/sdk/index.ts';
import { outcomeOf, type Outcome } from '../outcome.ts';
import { outcomeOfEnd, retryAfterMs } from './answers.ts';
import { NoAnswer } from './lambda-client.ts';

/** The most that an answer of a synchronous invocation may weigh. */
const MAX_PAYLOAD_BYTES = 6_291_456;

/** Lambda says so before it runs anything. Statuses alone do not tell: 400 is also an expired token, 409 and 502 are many things. */
const MEANINGS: Readonly<Record<string, 'throttled' | 'unauthorized' | 'notFound' | 'unavailable' | 'tooLarge'>> = {
  TooManyRequestsException: 'throttled',
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  RequestLimitExceeded: 'throttled',
  AccessDeniedException: 'unauthorized',
  AccessDenied: 'unauthorized',
  ExpiredToken: 'unauthorized',
  ExpiredTokenException: 'unauthorized',
  IncompleteSignatureException: 'unauthorized',
  InvalidClientTokenId: 'unauthorized',
  InvalidSignatureException: 'unauthorized',
  MissingAuthenticationTokenException: 'unauthorized',
  OptInRequired: 'unauthorized',
  SignatureDoesNotMatch: 'unauthorized',
  UnrecognizedClientException: 'unauthorized',
  ResourceNotFoundException: 'notFound',
  NoPublishedVersionException: 'notFound',
  // The name, the ARN or the qualifier cannot be one.
  ValidationException: 'notFound',
  InvalidParameterValueException: 'notFound',
  // The function is being created, updated, or woken up.
  ResourceConflictException: 'unavailable',
  ResourceNotReadyException: 'unavailable',
  CodeArtifactUserPendingException: 'unavailable',
  SnapStartNotReadyException: 'unavailable',
  RequestTooLargeException: 'tooLarge',
  SerializedRequestEntityTooLargeException: 'tooLarge',
};

/** An answer of `Invoke` with the status 200. `FunctionError` is set when the handler threw, which ours never does. */
export function outcomeOfAnswer({ ExecutedVersion, FunctionError, Payload }: InvokeCommandOutput, call: Call): Outcome {
  const text = Payload ? Buffer.from(Payload).toString('utf8') : '';
  // Lambda names the version that ran beside every answer of one; a proxy's page has none.
  if (FunctionError === undefined) return outcomeOf(text, call, ExecutedVersion !== undefined);
  const { errorType, errorMessage } = failureIn(text);
  if (errorType === 'Sandbox.Timedout' || /Task timed out after [\d.]+ seconds/.test(errorMessage))
    return { type: 'functionTimeout', ran: 'unknown', reason: "Lambda's own limit for the function passed" };
  if (errorType === 'Function.ResponseSizeTooLarge') {
    const bytes = Number(/\((\d+) bytes\)/.exec(errorMessage)?.[1] ?? MAX_PAYLOAD_BYTES + 1);
    return { type: 'tooLarge', ran: 'yes', error: new ReplyTooLarge(bytes, MAX_PAYLOAD_BYTES) };
  }
  return {
    type: 'platformError',
    ran: 'unknown',
    reason: `${FunctionError} ${errorType}: ${errorMessage}`.slice(0, 500),
  };
}

/** What `Invoke` threw. */
export function outcomeOfFailure(error: unknown, call: Call): Outcome {
  if (error instanceof NoAnswer) return outcomeOfEnd(error.end, call);
  const { name, status, retryAfterHeader, text } = factsOf(error);
  const reason = `${name}: ${text}`.slice(0, 500);
  const waitMs = retryAfterMs(retryAfterHeader);
  // The SDK looks at the caller's signal itself, and may be faster than the request.
  if (name === 'AbortError') return { type: 'cancelled', ran: 'unknown' };
  if (status === undefined) return { type: 'platformError', ran: 'unknown', reason };
  switch (MEANINGS[name] ?? BY_STATUS[status]) {
    case 'throttled':
      return { type: 'throttled', ran: 'no', retryAfterMs: waitMs, reason };
    case 'unauthorized':
      return { type: 'unauthorized', ran: 'no', reason: `AWS answered ${name}` };
    case 'notFound':
      return { type: 'notFound', ran: 'no', reason };
    case 'unavailable':
      return { type: 'unavailable', ran: 'no', retryAfterMs: waitMs, reason };
    case 'tooLarge':
      return outcomeOfEnd({ type: 'answer', status: 413, headers: {}, body: '' }, call);
    default:
      return { type: 'platformError', ran: 'unknown', retryAfterMs: waitMs, reason };
  }
}

/** For errors whose name we do not know. */
const BY_STATUS: Readonly<Record<number, (typeof MEANINGS)[string]>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'notFound',
  413: 'tooLarge',
  429: 'throttled',
};

function factsOf(error: unknown) {
  const { name, message, Reason, $metadata, $response, retryAfterSeconds } = (error ?? {}) as {
    name?: string;
    message?: string;
    Reason?: string;
    $metadata?: { httpStatusCode?: number };
    $response?: { headers?: Record<string, string> };
    retryAfterSeconds?: string;
  };
  return {
    name: name ?? 'Error',
    text: [Reason, message].filter(Boolean).join(', '),
    status: $metadata?.httpStatusCode,
    retryAfterHeader: retryAfterSeconds ?? $response?.headers?.['retry-after'],
  };
}

/** `{errorType, errorMessage, trace}`, as the runtime or Lambda itself wrote it. */
function failureIn(text: string): { errorType: string; errorMessage: string } {
  try {
    const { errorType = '', errorMessage = '' } = JSON.parse(text) as { errorType?: string; errorMessage?: string };
    return { errorType: String(errorType), errorMessage: String(errorMessage) };
  } catch {
    return { errorType: '', errorMessage: 'the error is not JSON' };
  }
}
