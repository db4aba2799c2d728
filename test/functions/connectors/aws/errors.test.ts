import { describe, expect, it } from 'vitest';
import { idsIn, toCodedError } from '../../../../functions/connectors/aws/errors.ts';
import { ProviderThrottled } from '../../../../functions/sdk/index.ts';

const call = { service: 'ec2', operation: 'StopInstances', region: 'eu-west-1' };

/** An error as the SDK throws it. */
function sdkError(name: string, status?: number, message = 'said by AWS', headers: Record<string, string> = {}): Error {
  const error = Object.assign(new Error(message), {
    $metadata: { httpStatusCode: status, requestId: 'r-1' },
    $response: { statusCode: status, headers },
  });
  error.name = name;
  return error;
}

describe('each error of AWS is one of ours', () => {
  it.each([
    ['RequestLimitExceeded', 503, 'PROVIDER_THROTTLED'],
    ['Throttling', 400, 'PROVIDER_THROTTLED'],
    ['ThrottlingException', 400, 'PROVIDER_THROTTLED'],
    ['TooManyRequestsException', 429, 'PROVIDER_THROTTLED'],
    ['SomethingElse', 429, 'PROVIDER_THROTTLED'],
    ['UnauthorizedOperation', 403, 'PROVIDER_PERMISSION_DENIED'],
    ['AccessDenied', 403, 'PROVIDER_PERMISSION_DENIED'],
    ['AccessDeniedException', 400, 'PROVIDER_PERMISSION_DENIED'],
    ['ExpiredToken', 400, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['ExpiredTokenException', 403, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['AuthFailure', 401, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['InvalidClientTokenId', 403, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['SignatureDoesNotMatch', 403, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['UnrecognizedClientException', 400, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['CredentialsProviderError', undefined, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['InvalidInstanceID.NotFound', 400, 'RESOURCE_GONE'],
    ['InvalidVolume.NotFound', 400, 'RESOURCE_GONE'],
    ['InvalidGroup.NotFound', 400, 'RESOURCE_GONE'],
    ['ResourceNotFoundException', 404, 'RESOURCE_GONE'],
    ['IncorrectInstanceState', 400, 'INVALID_STATE'],
    ['OptInRequired', 403, 'PROVIDER_REJECTED_REQUEST'],
    ['InvalidParameterValue', 400, 'PROVIDER_REJECTED_REQUEST'],
    ['InternalError', 500, 'PROVIDER_UNAVAILABLE'],
    ['ServiceUnavailable', 503, 'PROVIDER_UNAVAILABLE'],
    ['TimeoutError', undefined, 'PROVIDER_UNAVAILABLE'],
    ['SyntaxError', 200, 'PROVIDER_UNAVAILABLE'],
  ])('%s (HTTP %s) is %s', (name, status, code) => {
    expect(toCodedError(sdkError(name, status), call)).toMatchObject({ code });
  });

  it.each(['ECONNRESET', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE', 'EAI_AGAIN'])(
    '%s is an unavailable provider',
    (code) => {
      expect(toCodedError(Object.assign(new Error('socket'), { code }), call)).toMatchObject({
        code: 'PROVIDER_UNAVAILABLE',
      });
    },
  );

  it('a fault of our own stays what it is, and so does an error of ours', () => {
    for (const error of [new TypeError('x is not a function'), new ProviderThrottled(1)])
      expect(toCodedError(error, call)).toBe(error);
  });
});

describe('a denial', () => {
  it('names the permission that AWS names', () => {
    const message =
      'User: arn:aws:sts::1:assumed-role/a/b is not authorized to perform: ec2:DescribeVolumes on resource: x';
    expect(toCodedError(sdkError('UnauthorizedOperation', 403, message), call)).toMatchObject({
      permission: 'ec2:DescribeVolumes',
    });
  });

  it('names that of the call where AWS names none', () => {
    expect(toCodedError(sdkError('UnauthorizedOperation', 403), call)).toMatchObject({
      permission: 'ec2:StopInstances',
    });
  });
});

describe('how long to wait', () => {
  it.each([
    ['2', 2_000],
    ['0.5', 500],
    [new Date(Date.now() - 5_000).toUTCString(), 0],
    ['soon', undefined],
  ])('Retry-After: %s is %s ms', (header, retryAfterMs) => {
    expect(toCodedError(sdkError('Throttling', 400, 'slow', { 'retry-after': header }), call)).toMatchObject({
      retryAfterMs,
    });
  });

  it('a date is the time until then', () => {
    const error = toCodedError(
      sdkError('Throttling', 400, 'slow', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }),
      call,
    );
    expect((error as ProviderThrottled).retryAfterMs).toBeGreaterThan(57_000);
    expect((error as ProviderThrottled).retryAfterMs).toBeLessThanOrEqual(60_000);
  });
});

it('what AWS says is passed on for a wrong request alone, and cut', () => {
  const text = (name: string, status: number) =>
    String(toCodedError(sdkError(name, status, `token-canary ${'x'.repeat(5_000)}`), call));
  expect(text('InvalidParameterValue', 400)).toContain('token-canary');
  expect(text('InvalidParameterValue', 400).length).toBeLessThan(700);
  for (const name of ['SignatureDoesNotMatch', 'ExpiredToken', 'AccessDenied', 'Throttling'])
    expect(text(name, 403)).not.toContain('canary');
});

it('ids are read from messages of either length', () => {
  expect(idsIn("The instance IDs 'i-0123456789abcdef0, i-1a2b3c4d' do not exist")).toEqual([
    'i-0123456789abcdef0',
    'i-1a2b3c4d',
  ]);
  expect(idsIn('no ids here: eu-west-1, us-gov-east-1')).toEqual([]);
});
