import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned, sign, SIGNATURE_TOLERANCE_MS } from '../../../functions/sdk/signature.ts';

const NOW = Date.UTC(2026, 0, 31, 12);
const BODY = '{"text":"données €"}';
const signed = (secret: string, id = 'msg-1', body = BODY, nowMs = NOW) => sign(secret, id, body, nowMs);

describe('a signature', () => {
  it('is that of the specification for its own example', async () => {
    const headers = await sign(
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '{"test": 2432232314}',
      1_614_265_330_000,
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it.each([
    ['any text', 'correct horse battery staple', Buffer.from('correct horse battery staple')],
    ['base64 after its prefix', 'whsec_AAEC/w==', Buffer.from([0, 1, 2, 255])],
    ['its prefix before what is no base64', 'whsec_not base64!', Buffer.from('whsec_not base64!')],
  ])('is made with a secret that is %s, as any other HMAC', async (_what, secret, key) => {
    const hmac = createHmac('sha256', key)
      .update(`msg-1.${NOW / 1_000}.${BODY}`)
      .digest('base64');
    expect((await signed(secret))['webhook-signature']).toBe(`v1,${hmac}`);
    expect(await isSigned(secret, { ...(await signed(secret)) }, BODY, NOW)).toBe(true);
  });
});

describe('a message is taken for signed', () => {
  it('for five minutes before and after, and not a second longer', async () => {
    const headers = { ...(await signed('secret')) };
    const at = (ms: number) => isSigned('secret', headers, BODY, NOW + ms);
    expect(await Promise.all([SIGNATURE_TOLERANCE_MS, -SIGNATURE_TOLERANCE_MS].map(at))).toEqual([true, true]);
    expect(await Promise.all([SIGNATURE_TOLERANCE_MS + 1, -SIGNATURE_TOLERANCE_MS - 1].map(at))).toEqual([
      false,
      false,
    ]);
  });

  it('while a secret is being replaced: by either', async () => {
    const [old, fresh] = await Promise.all(['old', 'fresh'].map((secret) => signed(secret)));
    const both = { ...old!, 'webhook-signature': `${old!['webhook-signature']} ${fresh!['webhook-signature']}` };
    expect(await isSigned('old', both, BODY, NOW)).toBe(true);
    expect(await isSigned('fresh', both, BODY, NOW)).toBe(true);
    expect(await isSigned('other', both, BODY, NOW)).toBe(false);
  });
});

describe('a message is not taken for signed', () => {
  const good = async () => ({ ...(await signed('secret')) }) as Record<string, string | undefined>;

  it.each<[string, (headers: Record<string, string | undefined>) => void]>([
    ['no signature', (headers) => delete headers['webhook-signature']],
    ['no id', (headers) => delete headers['webhook-id']],
    ['another id', (headers) => (headers['webhook-id'] = 'msg-2')],
    ['no time', (headers) => delete headers['webhook-timestamp']],
    ['another time', (headers) => (headers['webhook-timestamp'] = String(NOW / 1_000 + 1))],
    ['a time that is no number', (headers) => (headers['webhook-timestamp'] = 'NaN')],
    ['a time below zero', (headers) => (headers['webhook-timestamp'] = '-1')],
    ['an empty signature', (headers) => (headers['webhook-signature'] = 'v1,')],
    ['a signature that is no base64', (headers) => (headers['webhook-signature'] = 'v1,%%%')],
    ['half a signature', (headers) => (headers['webhook-signature'] = headers['webhook-signature']!.slice(0, 20))],
    ['another version', (headers) => (headers['webhook-signature'] = `v2${headers['webhook-signature']!.slice(2)}`)],
    [
      'the right signature after ten wrong ones',
      (headers) => (headers['webhook-signature'] = `${'v1,AAAA '.repeat(10)}${headers['webhook-signature']}`),
    ],
  ])('with %s', async (_what, change) => {
    const headers = await good();
    expect(await isSigned('secret', headers, BODY, NOW)).toBe(true);
    change(headers);
    expect(await isSigned('secret', headers, BODY, NOW)).toBe(false);
  });

  it('with another body or another secret', async () => {
    expect(await isSigned('secret', await good(), `${BODY} `, NOW)).toBe(false);
    expect(await isSigned('secrets', await good(), BODY, NOW)).toBe(false);
  });
});
