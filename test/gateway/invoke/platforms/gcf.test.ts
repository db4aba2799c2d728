import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gcfInvoker } from '../../../../gateway/invoke/platforms/gcf.ts';
import { callOf } from '../../../functions/sdk/fixture.ts';
import { callBy, portsWith, replyTo, startPlatform, type PlatformAnswer } from './platform-server.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const keyFor = (tokenUrl: string) =>
  JSON.stringify({
    type: 'service_account',
    client_email: 'causeway@project.iam.gserviceaccount.com',
    private_key_id: 'key-1',
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    token_uri: `${tokenUrl}/token`,
  });

let serial = 0;
/** What Google's token endpoint answers: an ID token, of which only its claims matter here. */
const token = (livesMs = 3_600_000): PlatformAnswer => {
  const claims = { exp: Math.floor((Date.now() + livesMs) / 1_000), serial: (serial += 1) };
  const id_token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.canary`;
  return { status: 200, body: JSON.stringify({ id_token }), afterMs: 20 };
};
const invokerWith = (key: string) => gcfInvoker(portsWith({ KEY: key }));
const done = ({ body }: { body: string }) => ({ status: 200, body: replyTo(body) });

describe('a call with an ID token', () => {
  it('shows a token for the origin of the URL, asked for with the key', async () => {
    await using google = await startPlatform(() => token());
    await using fn = await startPlatform(done);
    const invoker = invokerWith(keyFor(google.url));
    expect(await callBy(invoker, { url: `${fn.url}/causeway`, serviceAccount: 'env:KEY' })).toMatchObject({
      type: 'ok',
    });
    expect(fn.requests[0]!.headers.authorization).toMatch(/^Bearer e30\..*\.canary$/);
    const asked = new URLSearchParams(google.requests[0]!.body);
    expect(asked.get('grant_type')).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    const { payload, protectedHeader } = await jwtVerify(asked.get('assertion')!, createPublicKey(privateKey), {
      audience: `${google.url}/token`,
      issuer: 'causeway@project.iam.gserviceaccount.com',
    });
    expect(payload).toMatchObject({ target_audience: fn.url });
    expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: 'key-1' });
  });

  it('for an audience elsewhere is never made with the identity of the gateway, also where it was registered before', async () => {
    await using fn = await startPlatform(done);
    const invoker = gcfInvoker(portsWith());
    const settings = { ...invoker.settings.parse({ url: fn.url }), audience: 'https://payments.example' };
    expect(await invoker.invoke(settings, callOf('fixture.list'), new AbortController().signal)).toMatchObject({
      type: 'unauthorized',
      ran: 'no',
      reason: expect.stringContaining('elsewhere'),
    });
    expect(fn.requests).toEqual([]);
  });

  it('mints one token for 50 calls at the same time and 50 after them, and one for each audience', async () => {
    await using google = await startPlatform(() => token());
    await using fn = await startPlatform(done);
    const invoker = invokerWith(keyFor(google.url));
    const settings = { url: fn.url, serviceAccount: 'env:KEY' };
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => callBy(invoker, settings)));
    for (let i = 0; i < 50; i += 1) outcomes.push(await callBy(invoker, settings));
    expect(outcomes.every(({ type }) => type === 'ok')).toBe(true);
    expect(google.requests).toHaveLength(1);
    await callBy(invoker, { ...settings, audience: 'https://other.example' });
    expect(google.requests).toHaveLength(2);
  });

  it('has a new token when the old one nears its end, or the key was replaced', async () => {
    await using google = await startPlatform((_request, nth) => token(nth === 1 ? 200_000 : 3_600_000));
    await using fn = await startPlatform(done);
    const env = { CAUSEWAY_SECRET_KEY: keyFor(google.url) };
    const ports = portsWith();
    const invoker = gcfInvoker({ ...ports, secrets: { read: async () => env.CAUSEWAY_SECRET_KEY } });
    const settings = { url: fn.url, serviceAccount: 'env:KEY' };
    for (let i = 0; i < 3; i += 1) await callBy(invoker, settings);
    expect(google.requests).toHaveLength(2);
    env.CAUSEWAY_SECRET_KEY = env.CAUSEWAY_SECRET_KEY.replace('key-1', 'key-2');
    await callBy(invoker, settings);
    expect(google.requests).toHaveLength(3);
  });

  describe('that the function refuses', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
    afterEach(() => void vi.useRealTimers());

    it('is made once more with a new token, if the old one had been kept for a while', async () => {
      let isRefusing = false;
      await using google = await startPlatform(() => ((isRefusing = false), token()));
      await using fn = await startPlatform((request) => (isRefusing ? { status: 401 } : done(request)));
      const invoker = invokerWith(keyFor(google.url));
      const settings = { url: fn.url, serviceAccount: 'env:KEY' };
      const inTime = () => ({ deadlineAt: Date.now() + 10_000 });
      expect(await callBy(invoker, settings, inTime())).toMatchObject({ type: 'ok' });
      isRefusing = true;
      expect(await callBy(invoker, settings, inTime())).toMatchObject({ type: 'unauthorized', ran: 'no' });
      expect(google.requests).toHaveLength(1);
      vi.setSystemTime(Date.now() + 61_000);
      expect(await callBy(invoker, settings, inTime())).toMatchObject({ type: 'ok' });
      expect(google.requests).toHaveLength(2);
      expect(fn.requests).toHaveLength(4);
    });
  });
});

describe('without a token nothing is sent', () => {
  it.each([
    [{ status: 400, body: '{"error":"invalid_grant","error_description":"canary"}' }, 'unauthorized'],
    [{ status: 200, body: '{"access_token":"canary"}' }, 'unavailable'],
    [{ status: 500, body: 'canary' }, 'unavailable'],
    [{ status: 429 }, 'unavailable'],
  ])('when the token endpoint answers %j: %s', async (answer, type) => {
    await using google = await startPlatform(() => answer);
    await using fn = await startPlatform(done);
    const invoker = invokerWith(keyFor(google.url));
    const outcome = await callBy(invoker, { url: fn.url, serviceAccount: 'env:KEY' });
    expect(outcome).toMatchObject({ type, ran: 'no' });
    expect(JSON.stringify(outcome)).not.toContain('canary');
    expect(fn.requests).toHaveLength(0);
  });

  it('when the token endpoint is not there, is slow, or must not be called', async () => {
    await using slow = await startPlatform(() => ({ ...token(), afterMs: 3_000 }));
    const settings = { url: 'http://127.0.0.1:1', serviceAccount: 'env:KEY' };
    const through = (url: string) => callBy(invokerWith(keyFor(url)), settings, { deadlineAt: Date.now() + 300 });
    expect(await through('http://127.0.0.1:1')).toMatchObject({ type: 'unavailable', ran: 'no' });
    const startedAt = Date.now();
    expect(await through(slow.url)).toMatchObject({ type: 'functionTimeout', ran: 'no' });
    expect(Date.now() - startedAt).toBeLessThan(1_500);
    expect(await through('http://169.254.169.254')).toMatchObject({ error: { code: 'ADDRESS_REFUSED' } });
  });

  it.each(['{}', 'canary', '{"type":"external_account","credential_source":{"executable":{"command":"canary"}}}'])(
    'when the secret is %s and no key of a service account',
    async (text) => {
      const outcome = await callBy(invokerWith(text), { url: 'http://127.0.0.1:1', serviceAccount: 'env:KEY' });
      expect(outcome).toMatchObject({ type: 'unauthorized', error: { code: 'SECRET_UNAVAILABLE' } });
      expect(JSON.stringify(outcome)).not.toContain('canary');
    },
  );
});

it('an anonymous function is shown no token', async () => {
  await using fn = await startPlatform(done);
  expect(await callBy(invokerWith(''), { url: fn.url, anonymous: true })).toMatchObject({ type: 'ok' });
  expect(fn.requests[0]!.headers).not.toHaveProperty('authorization');
});
