import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../../gateway/invoke/platforms/answers.ts';
import { azureInvoker } from '../../../../gateway/invoke/platforms/azure.ts';
import { gcfInvoker } from '../../../../gateway/invoke/platforms/gcf.ts';
import { httpInvoker } from '../../../../gateway/invoke/platforms/http.ts';
import { knativeInvoker } from '../../../../gateway/invoke/platforms/knative.ts';
import { kubelessInvoker } from '../../../../gateway/invoke/platforms/kubeless.ts';
import { lambdaUrlInvoker } from '../../../../gateway/invoke/platforms/lambda-url.ts';
import { openfaasInvoker } from '../../../../gateway/invoke/platforms/openfaas.ts';
import { workerInvoker } from '../../../../gateway/invoke/platforms/worker.ts';
import type { Invoker } from '../../../../gateway/invoke/invoker.ts';
import { createAwsIdentities } from '../../../../gateway/invoke/platforms/aws-identity.ts';
import { callBy, portsWith, replyTo, startPlatform, type PlatformAnswer } from './platform-server.ts';

const ports = portsWith();
const at = (url: string) => ({ url });
const PLATFORMS: Record<string, [invoker: Invoker<never>, settings: (url: string) => object]> = {
  azure: [azureInvoker(ports) as Invoker<never>, at],
  gcf: [gcfInvoker(ports) as Invoker<never>, (url) => ({ url, anonymous: true })],
  http: [httpInvoker(ports) as Invoker<never>, at],
  knative: [knativeInvoker(ports) as Invoker<never>, at],
  kubeless: [kubelessInvoker(ports) as Invoker<never>, at],
  lambdaUrl: [
    lambdaUrlInvoker({ ...ports, identities: createAwsIdentities(ports) }) as Invoker<never>,
    (url) => ({ url, authentication: 'NONE' }),
  ],
  openfaas: [openfaasInvoker(ports) as Invoker<never>, (url) => ({ gateway: url, function: 'f' })],
  worker: [workerInvoker(ports) as Invoker<never>, at],
};

const askingWith = async (platform: string, answer: PlatformAnswer, given = {}) => {
  await using server = await startPlatform(() => answer);
  const [invoker, settings] = PLATFORMS[platform]!;
  return await callBy(invoker, settings(server.url), given);
};

/** What any platform's answer means. */
const EVERYWHERE: [answer: PlatformAnswer, type: string, ran: string, reason?: RegExp][] = [
  [
    { status: 200, body: '<html>canary</html>', headers: { 'content-type': 'text/html' } },
    'badReply',
    'unknown',
    /text\/html/,
  ],
  [{ status: 200, body: '{"half":' }, 'badReply', 'unknown'],
  [{ status: 200, body: '' }, 'badReply', 'unknown'],
  [{ status: 200, body: '[]' }, 'badReply', 'unknown'],
  [{ status: 202 }, 'platformError', 'unknown', /may still run/],
  [{ status: 204 }, 'badReply', 'unknown', /no content/],
  [{ status: 301, headers: { location: 'https://canary.example' } }, 'notFound', 'no', /redirects/],
  [{ status: 302, headers: { location: 'https://canary.example' } }, 'platformError', 'unknown', /redirects/],
  [{ status: 303, headers: { location: '/' } }, 'platformError', 'unknown', /redirects/],
  [{ status: 308, headers: { location: '/' } }, 'notFound', 'no', /redirects/],
  [{ status: 400, body: 'canary' }, 'badReply', 'unknown', /400/],
  [{ status: 401 }, 'unauthorized', 'no'],
  [{ status: 403 }, 'unauthorized', 'no'],
  [{ status: 405 }, 'notFound', 'no', /POST/],
  [{ status: 408 }, 'functionTimeout', 'unknown'],
  [{ status: 409 }, 'badReply', 'unknown'],
  [{ status: 403, bodyBytes: 1_500_000 }, 'unauthorized', 'no'],
  [{ status: 413 }, 'tooLarge', 'no'],
  [{ status: 421 }, 'badReply', 'unknown'],
  [{ status: 429 }, 'throttled', 'no'],
  [{ status: 500, body: 'canary' }, 'platformError', 'unknown'],
  [{ status: 503 }, 'platformError', 'unknown'],
  [{ status: 504 }, 'functionTimeout', 'unknown'],
  [{ status: 530 }, 'platformError', 'unknown'],
  [{ status: 200, bodyBytes: 2_100_000 }, 'tooLarge', 'yes'],
  [{ status: 500, bodyBytes: 2_100_000 }, 'platformError', 'unknown'],
];

describe.each(Object.keys(PLATFORMS))('%s', (platform) => {
  it.each(EVERYWHERE)('%j is %s, ran: %s', async (answer, type, ran, reason) => {
    const outcome = await askingWith(platform, answer);
    expect(outcome).toMatchObject({ type, ran, ...(reason && { reason: expect.stringMatching(reason) }) });
    expect(JSON.stringify(outcome)).not.toContain('canary');
    if ('reason' in outcome) expect(outcome.reason.length).toBeLessThan(400);
  });

  it('a reply to the call is one whatever the status; a reply to another call never is', async () => {
    const [invoker, settings] = PLATFORMS[platform]!;
    await using server = await startPlatform(({ body }, nth) => ({
      status: nth === 1 ? 404 : 200,
      body: nth === 1 ? replyTo(body) : replyTo(JSON.stringify({ id: 'another' })),
    }));
    expect(await callBy(invoker, settings(server.url))).toEqual({ type: 'ok', ran: 'yes', data: 'done', cursor: null });
    expect(await callBy(invoker, settings(server.url))).toMatchObject({ type: 'badReply', ran: 'unknown' });
  });

  it('only what is a reply to the call, though a wrong one, shows that the function ran', async () => {
    const [invoker, settings] = PLATFORMS[platform]!;
    const bodies = [
      (call: string) => replyTo(call).replace('"ok":true', '"ok":1'),
      // Who sends back what they are sent did not run anything.
      (call: string) => call,
    ];
    await using server = await startPlatform(({ body }, nth) => ({ status: 200, body: bodies[nth - 1]!(body) }));
    expect(await callBy(invoker, settings(server.url))).toMatchObject({ type: 'badReply', ran: 'yes' });
    expect(await callBy(invoker, settings(server.url))).toMatchObject({ type: 'badReply', ran: 'unknown' });
  });

  it('what is refused, does not answer in time, or was given up says whether it ran', async () => {
    const [invoker, settings] = PLATFORMS[platform]!;
    await using server = await startPlatform(() => ({ status: 200, afterMs: 3_000 }));
    const { url } = server;
    expect(await callBy(invoker, settings('http://127.0.0.1:1'))).toMatchObject({ type: 'unavailable', ran: 'no' });
    expect(await callBy(invoker, settings('http://169.254.169.254/'))).toMatchObject({
      type: 'unauthorized',
      ran: 'no',
      error: { code: 'ADDRESS_REFUSED' },
    });
    const inTime = (ms: number) => ({ deadlineAt: Date.now() + ms });
    expect(await callBy(invoker, settings(url), inTime(-1))).toMatchObject({ type: 'functionTimeout', ran: 'no' });
    expect(await callBy(invoker, settings(url), inTime(80))).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
    expect(await callBy(invoker, settings(url), {}, AbortSignal.abort())).toEqual({ type: 'cancelled', ran: 'no' });
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 80);
    expect(await callBy(invoker, settings(url), {}, caller.signal)).toEqual({ type: 'cancelled', ran: 'unknown' });
    expect(server.requests).toHaveLength(2);
  });

  it('a call that is too large is not sent', async () => {
    const [invoker, settings] = PLATFORMS[platform]!;
    const outcome = await callBy(invoker, settings('http://127.0.0.1:1'), { input: 'x'.repeat(1_000_000) });
    expect(outcome).toMatchObject({ type: 'tooLarge', ran: 'no', error: { code: 'PAYLOAD_TOO_LARGE' } });
  });
});

const OWN: [platform: string, answer: PlatformAnswer, type: string, ran: string, reason?: RegExp][] = [
  ['http', { status: 404, body: 'no such page' }, 'notFound', 'no'],
  ['azure', { status: 502 }, 'functionTimeout', 'unknown', /230 s/],
  ['azure', { status: 401 }, 'unauthorized', 'no', /key/],
  ['gcf', { status: 403 }, 'unauthorized', 'no', /run\.invoker/],
  ['gcf', { status: 500, headers: { 'x-google-status': 'crash' } }, 'platformError', 'unknown', /crashed/],
  ['gcf', { status: 502 }, 'platformError', 'unknown'],
  ['knative', { status: 502 }, 'platformError', 'unknown', /broke the connection/],
  ['knative', { status: 503, body: 'pending request queue full' }, 'throttled', 'no', /queue/],
  ['knative', { status: 503, body: 'activator overload\n' }, 'throttled', 'no'],
  ['kubeless', { status: 408 }, 'functionTimeout', 'unknown', /own limit/],
  ['lambdaUrl', { status: 403 }, 'unauthorized', 'no', /lambda:InvokeFunctionUrl and lambda:InvokeFunction/],
  ['lambdaUrl', { status: 502, body: 'Internal Server Error' }, 'platformError', 'unknown'],
  ['openfaas', { status: 404, body: 'error finding function f: not found' }, 'notFound', 'no'],
  ['openfaas', { status: 404, headers: { 'x-openfaas-internal': 'provider' } }, 'notFound', 'no'],
  ['openfaas', { status: 404, body: 'Cannot POST /' }, 'badReply', 'unknown', /own answer/],
  ['openfaas', { status: 500, headers: { 'x-openfaas-internal': 'gateway' } }, 'platformError', 'unknown', /OpenFaaS/],
  ['openfaas', { status: 502, body: '' }, 'functionTimeout', 'unknown', /limit/],
  ['openfaas', { status: 502, body: 'dial tcp: refused' }, 'platformError', 'unknown'],
  ['openfaas', { status: 504, headers: { 'x-openfaas-internal': 'of-watchdog' } }, 'functionTimeout', 'unknown'],
  ['worker', { status: 522 }, 'platformError', 'unknown'],
];

it.each(OWN)('of %s %j is %s, ran: %s', async (platform, answer, type, ran, reason) => {
  expect(await askingWith(platform, answer)).toMatchObject({
    type,
    ran,
    ...(reason && { reason: expect.stringMatching(reason) }),
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 0, 31, 12);
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['1.5', 1_500],
    [new Date(now + 20_000).toUTCString(), 20_000],
    [new Date(now - 20_000).toUTCString(), 0],
    ['Saturday, 31-Jan-26 12:00:20 GMT', 20_000],
    ['Sat Jan 31 12:00:20 2026', 20_000],
    ['Sat, 31 Jan 2026 12:00:20', null],
    ['99999999', 3_600_000],
    [new Date(now + 864e5).toUTCString(), 3_600_000],
    ['soon', null],
    ['-3', null],
    ['', null],
    [undefined, null],
  ])('%j is %j ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });

  it('comes with the outcome', async () => {
    expect(await askingWith('http', { status: 429, headers: { 'retry-after': '7' } })).toMatchObject({
      type: 'throttled',
      retryAfterMs: 7_000,
    });
    expect(await askingWith('http', { status: 429 })).toMatchObject({ retryAfterMs: null });
    expect(await askingWith('http', { status: 503, headers: { 'retry-after': '7' } })).toMatchObject({
      type: 'platformError',
      retryAfterMs: 7_000,
    });
  });
});
