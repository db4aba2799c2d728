import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeReply, type Call } from '../../../../functions/sdk/index.ts';
import { createHttp } from '../../../../gateway/invoke/http/client.ts';
import type { Outcome } from '../../../../gateway/invoke/outcome.ts';
import { createAwsIdentities } from '../../../../gateway/invoke/platforms/aws-identity.ts';
import { lambdaInvoker, type LambdaTarget } from '../../../../gateway/invoke/platforms/lambda.ts';
import { createSecrets } from '../../../../gateway/secrets/index.ts';
import { EMULATOR_KEYS, failure, startLambdaEmulator, type LambdaEmulator } from '../../../emulators/lambda/index.ts';

// Answers are put before the function, so that no runtime of Lambda's is needed here; test/deploy has the real one.
const secrets = createSecrets({
  env: {
    CAUSEWAY_SECRET_ID: EMULATOR_KEYS.accessKeyId,
    CAUSEWAY_SECRET_KEY: EMULATOR_KEYS.secretAccessKey,
    CAUSEWAY_SECRET_WRONG: 'not-the-secret-canary',
  },
  directory: '/nonexistent',
  clock: { now: Date.now },
});

let emulator: LambdaEmulator;
beforeAll(async () => {
  emulator = await startLambdaEmulator();
});
afterAll(() => emulator.close());

const invoker = lambdaInvoker({
  http: createHttp({ privateAddresses: 'allow' }),
  identities: createAwsIdentities({ secrets }),
});
afterAll(() => invoker.close());

const never = new AbortController().signal;
const keys = { accessKeyId: 'env:ID', secretAccessKey: 'env:KEY' };
const target = (more: Partial<LambdaTarget> = {}): LambdaTarget =>
  invoker.settings.parse({ function: 'f', region: 'eu-central-1', endpoint: emulator.url, ...keys, ...more });

const call = (more: Partial<Call> = {}): Call => ({
  invocationId: 'i-1',
  functionName: 'echo.echo',
  input: {},
  account: null,
  attempt: 1,
  deadlineAt: Date.now() + 5_000,
  idempotencyKey: null,
  traceparent: null,
  ...more,
});

/** The outcome when Lambda answers this, or breaks the connection. */
async function outcomeWhen(answer: LambdaEmulator['faults'][number]): Promise<Outcome> {
  emulator.faults.push(answer);
  return invoker.invoke(target(), call(), never);
}

const thrown = (errorType: string, errorMessage: string) => ({
  status: 200,
  headers: { 'X-Amz-Function-Error': 'Unhandled' },
  body: JSON.stringify({ errorType, errorMessage }),
});

describe('what Lambda answers', () => {
  it('is the reply when the function ran', async () => {
    const body = encodeReply(call(), { ok: true, data: { text: 'grüße 🚀' }, cursor: 'next' });
    expect(await outcomeWhen({ status: 200, body })).toEqual({
      type: 'ok',
      ran: 'yes',
      data: { text: 'grüße 🚀' },
      cursor: 'next',
    });
  });

  it.each([
    ['Sandbox.Timedout', 'RequestId: 1 Error: Task timed out after 3.00 seconds', 'functionTimeout', 'unknown'],
    ['', '2026-01-01T00:00:00Z 1 Task timed out after 3.00 seconds', 'functionTimeout', 'unknown'],
    ['Runtime.ExitError', 'RequestId: 1 Error: Runtime exited with error: exit status 1', 'platformError', 'unknown'],
    ['TypeError', 'x is not a function', 'platformError', 'unknown'],
    ['Function.ResponseSizeTooLarge', 'Response payload size (7000000 bytes) exceeded', 'tooLarge', 'yes'],
  ])('a function error %s "%s" is %s, ran %s', async (errorType, message, type, ran) => {
    expect(await outcomeWhen(thrown(errorType, message))).toMatchObject({ type, ran });
  });

  it.each([
    [429, 'TooManyRequestsException', 'throttled', 'no'],
    [403, 'AccessDeniedException', 'unauthorized', 'no'],
    [403, 'ExpiredTokenException', 'unauthorized', 'no'],
    [400, 'ExpiredToken', 'unauthorized', 'no'],
    [403, 'UnrecognizedClientException', 'unauthorized', 'no'],
    [403, 'SomethingNewException', 'unauthorized', 'no'],
    [404, 'ResourceNotFoundException', 'notFound', 'no'],
    [413, 'RequestTooLargeException', 'tooLarge', 'no'],
    [409, 'ResourceConflictException', 'unavailable', 'no'],
    [502, 'ResourceNotReadyException', 'unavailable', 'no'],
    [500, 'ServiceException', 'platformError', 'unknown'],
    [502, 'ENILimitReachedException', 'platformError', 'unknown'],
    [502, 'KMSAccessDeniedException', 'platformError', 'unknown'],
    [502, 'EC2ThrottledException', 'platformError', 'unknown'],
    [400, 'SomethingNewException', 'platformError', 'unknown'],
  ])('%i %s is %s, ran %s', async (status, name, type, ran) => {
    expect(await outcomeWhen(failure(status, name, 'because'))).toMatchObject({ type, ran });
  });

  it('says how long a throttled call has to wait, and why', async () => {
    const { headers, ...answer } = failure(429, 'TooManyRequestsException', 'Rate Exceeded.', {
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    });
    expect(await outcomeWhen({ ...answer, headers: { ...headers, 'Retry-After': '2' } })).toMatchObject({
      retryAfterMs: 2_000,
      reason: expect.stringContaining('ReservedFunctionConcurrentInvocationLimitExceeded'),
    });
  });

  it('says how long a function that is not ready has to be waited for', async () => {
    const { headers, ...answer } = failure(503, 'ServiceException', 'later');
    expect(await outcomeWhen({ ...answer, headers: { ...headers, 'Retry-After': '2' } })).toMatchObject({
      type: 'platformError',
      retryAfterMs: 2_000,
    });
    const notReady = failure(502, 'ResourceNotReadyException', 'later');
    expect(await outcomeWhen({ ...notReady, headers: { ...notReady.headers, 'Retry-After': '2' } })).toMatchObject({
      type: 'unavailable',
      retryAfterMs: 2_000,
    });
  });

  it.each([
    ['null, from a handler that never settled', 'null'],
    ['a reply to another call', encodeReply(call({ invocationId: 'other' }), { ok: true, data: 1 })],
    ['no JSON', '<html>'],
  ])('that is %s is a bad reply', async (_what, body) => {
    const headers = { 'x-amz-executed-version': '$LATEST' };
    expect(await outcomeWhen({ status: 200, headers, body })).toMatchObject({ type: 'badReply', ran: 'yes' });
    // Without what Lambda says beside every run it may be the page of a proxy.
    expect(await outcomeWhen({ status: 200, body })).toMatchObject({ type: 'badReply', ran: 'unknown' });
  });

  it('a 502 of something in between, in HTML, is a platform error in doubt', async () => {
    const answer = { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Gateway</h1>' };
    expect(await outcomeWhen(answer)).toMatchObject({ type: 'platformError', ran: 'unknown' });
  });

  it('a connection that breaks after the request is in doubt, and the SDK does not ask again', async () => {
    const before = emulator.requests.length;
    expect(await outcomeWhen(null)).toMatchObject({ type: 'platformError', ran: 'unknown' });
    expect(emulator.requests.length - before).toBe(1);
  });
});

describe('a call that cannot be made', () => {
  it('to a port where nobody listens did not run', async () => {
    const outcome = await invoker.invoke(target({ endpoint: 'http://127.0.0.1:9' }), call(), never);
    expect(outcome).toMatchObject({ type: 'unavailable', ran: 'no' });
  });

  it('to a metadata service is refused before anything is sent', async () => {
    const outcome = await invoker.invoke(target({ endpoint: 'http://169.254.169.254' }), call(), never);
    expect(outcome).toMatchObject({ type: 'unauthorized', ran: 'no', error: { code: 'ADDRESS_REFUSED' } });
  });

  it('with a wrong secret is unauthorized, and no word of the secret comes back', async () => {
    const outcome = await invoker.invoke(target({ secretAccessKey: 'env:WRONG' }), call(), never);
    expect(outcome).toMatchObject({ type: 'unauthorized', ran: 'no' });
    expect(JSON.stringify(outcome)).not.toContain('not-the-secret-canary');
  });

  it('with a secret that is not there is unauthorized, and says which variable to set', async () => {
    const outcome = await invoker.invoke(target({ secretAccessKey: 'env:MISSING' }), call(), never);
    expect(outcome).toMatchObject({ type: 'unauthorized', ran: 'no' });
    expect(JSON.stringify(outcome)).toContain('CAUSEWAY_SECRET_MISSING');
  });

  it('of a function that is not there is not found', async () => {
    expect(await invoker.invoke(target({ function: 'nobody' }), call(), never)).toMatchObject({ type: 'notFound' });
  });

  it('after its deadline, or after its caller left, is not sent', async () => {
    const before = emulator.requests.length;
    expect(await invoker.invoke(target(), call({ deadlineAt: Date.now() - 1 }), never)).toMatchObject({
      type: 'functionTimeout',
      ran: 'no',
    });
    expect(await invoker.invoke(target(), call(), AbortSignal.abort())).toEqual({ type: 'cancelled', ran: 'no' });
    expect(emulator.requests.length).toBe(before);
  });

  it('because it is too large is not sent', async () => {
    const outcome = await invoker.invoke(target(), call({ input: 'x'.repeat(1_000_001) }), never);
    expect(outcome).toMatchObject({ type: 'tooLarge', ran: 'no' });
  });
});

describe('settings', () => {
  const parse = (settings: object) => invoker.settings.safeParse(settings).success;

  it('take a name, a partial ARN or an ARN, each with a qualifier', () => {
    for (const name of [
      'f',
      'f:live',
      '123456789012:function:f',
      'arn:aws:lambda:eu-central-1:123456789012:function:f:3',
    ])
      expect(parse({ function: name })).toBe(true);
  });

  it.each([
    ['an ARN of another service', { function: 'arn:aws:sns:eu-central-1:123456789012:f' }],
    ['a path', { function: '../f' }],
    [
      'a region other than that of the ARN',
      { function: 'arn:aws:lambda:eu-central-1:123456789012:function:f', region: 'us-east-1' },
    ],
    ['two qualifiers', { function: 'f:1', qualifier: '2' }],
    ['half of an access key', { function: 'f', accessKeyId: 'env:ID' }],
    ['a secret in clear', { function: 'f', accessKeyId: 'AKIA', secretAccessKey: 'wJalr' }],
    ['unknown keys', { function: 'f', timeout: 3 }],
  ])('refuse %s', (_what, settings) => {
    expect(parse(settings)).toBe(false);
  });

  it('are called for people by the name and the qualifier', () => {
    expect(invoker.address(target({ qualifier: 'live' }))).toBe('f:live');
  });
});
