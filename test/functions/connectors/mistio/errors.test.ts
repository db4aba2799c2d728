import { expect, it } from 'vitest';
import { connector } from '../../../../functions/connectors/mistio/connector.ts';
import { fakeAccount, runOnce } from '../../../../functions/sdk/testing.ts';
import type { Fault } from '../../../emulators/http.ts';
import { freePort } from '../../../emulators/child.ts';
import { until } from '../../../support/until.ts';
import { listInput, mistWith, TOKEN } from './fixture.ts';

const answer = (status: number, body: unknown = 'refused', headers = {}): Fault => ({
  type: 'answer',
  answer: { status, body, headers },
});

it.each([
  [
    answer(400, '"Bad Request: limit"'),
    { code: 'PROVIDER_REJECTED_REQUEST', message: expect.stringContaining('limit') },
  ],
  [answer(401), { code: 'PROVIDER_CREDENTIAL_REJECTED', retryable: false }],
  [answer(402, 'Payment required'), { code: 'PROVIDER_REJECTED_REQUEST', message: expect.stringContaining('Payment') }],
  [answer(403), { code: 'PROVIDER_PERMISSION_DENIED', permission: 'read:machine' }],
  [answer(429, '', { 'retry-after': '3' }), { code: 'PROVIDER_THROTTLED', retryAfterMs: 3_000, retryable: true }],
  [answer(429, ''), { code: 'PROVIDER_THROTTLED', retryAfterMs: undefined }],
  [answer(302, '', { location: 'http://127.0.0.1:1/' }), { code: 'PROVIDER_UNAVAILABLE' }],
  [
    answer(500, '<html><body><h1>Oops</h1></body></html>'),
    { code: 'PROVIDER_UNAVAILABLE', message: expect.stringContaining('Oops') },
  ],
  [answer(503, ''), { code: 'PROVIDER_UNAVAILABLE', retryable: true }],
  [answer(200, 'no JSON at all'), { code: 'FUNCTION_BAD_REPLY' }],
  [answer(200, [1, 2]), { code: 'FUNCTION_BAD_REPLY' }],
  [{ type: 'reset' }, { code: 'PROVIDER_UNAVAILABLE' }],
  [{ type: 'cut' }, { code: 'PROVIDER_UNAVAILABLE' }],
] as const)('a list that Mist answers with %j fails as what it is', async (fault, error) => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  it.mist.inject(({ path }) => path === '/api/v2/machines', fault);
  const failed = await it.run('listInstances', listInput, { accountId }).catch((cause: unknown) => cause);
  expect(failed).toMatchObject(error);
  expect((failed as Error).message).not.toMatch(/canary|<html>/);
  expect(it.mist.requests).toHaveLength(1);
});

it('waits no longer than its caller when Mist is silent', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  it.mist.inject(() => true, { type: 'silence' });
  const caller = new AbortController();
  const listed = it.run('listInstances', listInput, { accountId }, { signal: caller.signal });
  await until(() => it.mist.requests.length === 1);
  caller.abort();
  await expect(listed).rejects.toThrow(/abort/i);
});

it('says that Mist is not there, without its token', async () => {
  const account = await fakeAccount(connector, {
    accountId: 'c-1',
    credential: { token: TOKEN },
    options: { baseUrl: `http://127.0.0.1:${await freePort()}` },
  });
  const verify = connector.functions.find(({ name }) => name === 'mistio.verify')!;
  const error = await runOnce(verify, {}, { account }).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', message: expect.stringContaining('ECONNREFUSED') });
  expect(String(error)).not.toContain(TOKEN);
});

it.each([
  'http://mist.example',
  'https://user:pass@mist.io',
  'https://mist.io/?token=x',
  'file:///etc/passwd',
  'mist.io',
])('does not speak to %s, where others would hear the token', async (baseUrl) => {
  const account = { credential: { token: TOKEN }, options: { baseUrl } };
  await expect(fakeAccount(connector, account)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

it('puts ids that try to be paths or queries into the address as they are', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const nativeIds = ['../clouds', 'a?b=c', 'a/b', 'ü'];
  const { data } = await it.run('listInstances', { ...listInput, nativeIds }, { accountId });
  expect(data).toEqual([]);
  expect(it.mist.requests.map(({ path }) => path)).toEqual(
    nativeIds.map((id) => `/api/v2/machines/${encodeURIComponent(id)}`),
  );
  expect(it.mist.violations).toEqual([]);
});
