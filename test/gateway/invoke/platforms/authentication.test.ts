import { describe, expect, it } from 'vitest';
import { isSigned } from '../../../../functions/sdk/signature.ts';
import type { Invoker } from '../../../../gateway/invoke/invoker.ts';
import { azureInvoker } from '../../../../gateway/invoke/platforms/azure.ts';
import { createAwsIdentities } from '../../../../gateway/invoke/platforms/aws-identity.ts';
import { gcfInvoker } from '../../../../gateway/invoke/platforms/gcf.ts';
import { httpInvoker } from '../../../../gateway/invoke/platforms/http.ts';
import { knativeInvoker } from '../../../../gateway/invoke/platforms/knative.ts';
import { kubelessInvoker } from '../../../../gateway/invoke/platforms/kubeless.ts';
import { lambdaUrlInvoker } from '../../../../gateway/invoke/platforms/lambda-url.ts';
import { openfaasInvoker } from '../../../../gateway/invoke/platforms/openfaas.ts';
import { openwhiskInvoker } from '../../../../gateway/invoke/platforms/openwhisk.ts';
import { workerInvoker } from '../../../../gateway/invoke/platforms/worker.ts';
import { callBy, portsWith, replyTo, startPlatform } from './platform-server.ts';

const ports = portsWith({
  HMAC: 'canary-hmac',
  TOKEN: 'canary-token\n',
  USER: 'user:canary-ö',
  SPLIT: 'canary\r\nx: y',
});
const identities = createAwsIdentities(ports);

/** What the platform was sent by one call. */
async function sentBy(invoker: unknown, settings: (url: string) => object, given = {}) {
  await using server = await startPlatform(({ body }) => ({ status: 200, body: replyTo(body) }));
  const outcome = await callBy(invoker as Invoker<unknown>, settings(server.url), given);
  expect(outcome).toMatchObject({ type: 'ok' });
  return server.requests[0]!;
}

describe('every call', () => {
  it('is a CloudEvent with its trace beside it', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const { method, path, headers, body } = await sentBy(httpInvoker(ports), (url) => ({ url: `${url}/a/b?c=d` }), {
      traceparent,
    });
    expect([method, path]).toEqual(['POST', '/a/b?c=d']);
    expect(headers).toMatchObject({ 'content-type': 'application/cloudevents+json', traceparent });
    expect(JSON.parse(body)).toMatchObject({ subject: 'fixture.list', traceparent });
  });

  it('carries no authentication that was not asked for', async () => {
    const { headers } = await sentBy(httpInvoker(ports), (url) => ({ url }));
    expect(headers).not.toHaveProperty('authorization');
    expect(headers).not.toHaveProperty('webhook-signature');
    expect(headers).not.toHaveProperty('traceparent');
  });
});

describe('an HMAC', () => {
  it.each([
    ['http', httpInvoker(ports), {}],
    ['worker', workerInvoker(ports), {}],
    ['gcf', gcfInvoker(ports), { anonymous: true }],
    ['azure', azureInvoker(ports), {}],
    ['knative', knativeInvoker(ports), {}],
    ['kubeless', kubelessInvoker(ports), {}],
    ['lambdaUrl', lambdaUrlInvoker({ ...ports, identities }), { authentication: 'NONE' }],
  ])('of %s is one that functions take, over this body and this invocation', async (_name, invoker, more) => {
    const { headers, body } = await sentBy(invoker, (url) => ({ url, signingSecret: 'env:HMAC', ...more }));
    expect(headers['webhook-id']).toBe('call-1');
    const given = headers as Record<string, string>;
    expect(await isSigned('canary-hmac', given, body, Date.now())).toBe(true);
    expect(await isSigned('canary-hmac', given, `${body} `, Date.now())).toBe(false);
    expect(await isSigned('another', given, body, Date.now())).toBe(false);
  });
});

describe('the platform', () => {
  const basic = `Basic ${Buffer.from('user:canary-ö').toString('base64')}`;
  it.each([
    ['http', httpInvoker(ports), { token: 'env:TOKEN' }, { authorization: 'Bearer canary-token' }],
    ['http', httpInvoker(ports), { basicAuth: 'env:USER' }, { authorization: basic }],
    ['azure', azureInvoker(ports), { key: 'env:TOKEN' }, { 'x-functions-key': 'canary-token' }],
    [
      'knative',
      knativeInvoker(ports),
      { token: 'env:TOKEN', host: 'fn.example' },
      { authorization: 'Bearer canary-token', host: 'fn.example' },
    ],
    [
      'kubeless',
      kubelessInvoker(ports),
      { basicAuth: 'env:USER', host: 'fn.example:81' },
      { authorization: basic, host: 'fn.example:81' },
    ],
  ])('%s is shown who is calling', async (_name, invoker, more, expected) => {
    expect((await sentBy(invoker, (url) => ({ url, ...more }))).headers).toMatchObject(expected);
  });

  it('openfaas is shown who is calling, and which function of which namespace is meant', async () => {
    const { path, headers } = await sentBy(openfaasInvoker(ports), (gateway) => ({
      gateway: `${gateway}/faas/`,
      function: 'causeway',
      namespace: 'team',
      basicAuth: 'env:USER',
    }));
    expect(path).toBe('/faas/function/causeway.team');
    expect(headers.authorization).toBe(basic);
  });
});

const url = 'http://127.0.0.1:1/';
const NEEDING: [string, unknown, (secret: string) => object][] = [
  ['http by HMAC', httpInvoker(ports), (secret) => ({ url, signingSecret: secret })],
  ['http by token', httpInvoker(ports), (secret) => ({ url, token: secret })],
  ['http by password', httpInvoker(ports), (secret) => ({ url, basicAuth: secret })],
  ['azure', azureInvoker(ports), (secret) => ({ url, key: secret })],
  ['gcf', gcfInvoker(ports), (secret) => ({ url, serviceAccount: secret })],
  ['knative', knativeInvoker(ports), (secret) => ({ url, token: secret })],
  ['kubeless', kubelessInvoker(ports), (secret) => ({ url, basicAuth: secret })],
  ['openfaas', openfaasInvoker(ports), (secret) => ({ gateway: url, function: 'f', basicAuth: secret })],
  ['openwhisk', openwhiskInvoker(ports), (secret) => ({ apiHost: url, action: 'a', auth: secret })],
  ['worker', workerInvoker(ports), (secret) => ({ url, signingSecret: secret })],
  [
    'lambdaUrl',
    lambdaUrlInvoker({ ...ports, identities }),
    (secret) => ({ url, region: 'eu-central-1', accessKeyId: secret, secretAccessKey: secret }),
  ],
];

describe('a secret', () => {
  it.each(NEEDING)(
    'that %s needs and that cannot be read ends the call before it is sent',
    async (_n, invoker, given) => {
      for (const reference of ['env:ABSENT', 'file:absent'])
        expect(await callBy(invoker as Invoker<unknown>, given(reference))).toMatchObject({
          type: 'unauthorized',
          ran: 'no',
          reason: expect.stringContaining(`the secret ${reference} cannot be read`),
          error: { code: 'SECRET_UNAVAILABLE' },
        });
    },
  );

  it.each([
    [httpInvoker(ports), { token: 'env:SPLIT' }, 'no header can carry'],
    [azureInvoker(ports), { key: 'env:SPLIT' }, 'no header can carry'],
    [kubelessInvoker(ports), { basicAuth: 'env:TOKEN' }, 'USER:PASSWORD'],
    [gcfInvoker(ports), { serviceAccount: 'env:TOKEN' }, 'service account'],
  ])('that is not what it should be says so and nothing of itself (%#)', async (invoker, more, reason) => {
    const outcome = await callBy(invoker as Invoker<unknown>, { url, ...more });
    expect(outcome).toMatchObject({ type: 'unauthorized', reason: expect.stringContaining(reason) });
    expect(JSON.stringify(outcome)).not.toContain('canary');
  });

  it('is in no outcome, even when the platform repeats all that it was sent', async () => {
    for (const status of [200, 400, 401, 403, 404, 429, 500, 502, 503]) {
      await using server = await startPlatform(({ headers, body }) => ({
        status,
        headers: { 'x-seen': String(headers.authorization) },
        body: JSON.stringify({ headers, body }),
      }));
      const invoker = httpInvoker(ports);
      const outcome = await callBy(invoker, { url: server.url, token: 'env:TOKEN', signingSecret: 'env:HMAC' });
      expect(JSON.stringify(outcome)).not.toContain('canary');
    }
  });
});
