import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKubeless, type Kubeless } from '../emulators/kubeless/ingress.ts';
import { startOpenfaas, type OpenfaasSettings } from '../emulators/openfaas/gateway.ts';
import { startOpenwhisk, type Openwhisk } from '../emulators/openwhisk/server.ts';
import { until } from '../support/until.ts';

// What the emulators have in common with the real ones, and adapters trip over. No function here has a host of ours.
const AUTH = 'user:password';
const basic = { authorization: `Basic ${btoa(AUTH)}` };

let directory: string;
beforeAll(async () => void (directory = await mkdtemp(join(tmpdir(), 'causeway-emulators-'))));
afterAll(() => rm(directory, { recursive: true }));

async function moduleOf(name: string, code: string): Promise<string> {
  const file = join(directory, `${name}.cjs`);
  await writeFile(file, code);
  return file;
}

describe('the emulator of OpenWhisk', () => {
  let openwhisk: Openwhisk;
  beforeAll(async () => void (openwhisk = await startOpenwhisk({ auth: AUTH, invocationsPerMinute: 3 })));
  afterAll(() => openwhisk.close());

  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${openwhisk.url}/api/v1/namespaces/_/${path}`, {
      method,
      headers: basic,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  it('keeps records of activations, tells cold from warm, and counts calls by the minute', async () => {
    const action = { exec: { kind: 'nodejs:20', code: 'function main({ n }) { return n ? { n } : "text" }' } };
    expect((await call('PUT', 'actions/plain', action)).status).toBe(200);
    expect((await call('PUT', 'actions/plain', action)).status).toBe(409);

    const cold = await call('POST', 'actions/plain?blocking=true', { n: 1 });
    const record = (await cold.json()) as { activationId: string; annotations: { key: string }[]; response: object };
    expect(record.response).toEqual({ status: 'success', statusCode: 0, success: true, result: { n: 1 } });
    expect(record.annotations.map(({ key }) => key)).toContain('initTime');
    expect(cold.headers.get('x-openwhisk-activation-id')).toBe(record.activationId);
    expect(await (await call('GET', `activations/${record.activationId}`)).json()).toEqual(record);

    const warm = await call('POST', 'actions/plain?blocking=true&result=true', { n: 2 });
    expect(await warm.json()).toEqual({ n: 2 });

    const noDictionary = await call('POST', 'actions/plain?blocking=true', {});
    expect([noDictionary.status, await noDictionary.json()]).toMatchObject([
      502,
      { response: { status: 'action developer error' } },
    ]);

    const fourth = await call('POST', 'actions/plain?blocking=true', {});
    expect([fourth.status, ((await fourth.json()) as { error: string }).error]).toEqual([
      429,
      'Too many requests in the last minute (count: 4, allowed: 3).',
    ]);
    expect(openwhisk.output).toContain('XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX');
  });
});

describe('the emulator of Kubeless', () => {
  const code = `exports.handler = ({ data }) => {
    if (data.do === 'block') for (;;);
    if (data.do === 'throw') throw new Error('inside');
    return data.do === 'nothing' ? undefined : data;
  };`;
  let kubeless: Kubeless;
  beforeAll(async () => {
    const file = await moduleOf('kubeless', code);
    kubeless = await startKubeless({ file, timeoutSeconds: 1, path: '/fn', basicAuth: null });
  });
  afterAll(() => kubeless.close());

  const ask = async (body: string, type = 'application/json', path = '/fn') => {
    const answer = await fetch(`${kubeless.url}${path}`, { method: 'POST', body, headers: { 'content-type': type } });
    return [answer.status, await answer.text()];
  };

  it('parses JSON by its media type alone, and answers what the handler returns', async () => {
    expect(await ask('{"a":1}')).toEqual([200, '{"a":1}']);
    expect(await ask('{"a":1}', 'application/cloudevents+json')).toEqual([200, '{"a":1}']);
    expect(await ask('{"do":"nothing"}')).toEqual([200, '']);
    expect(await ask('{}', 'application/json', '/other')).toEqual([404, 'default backend - 404']);
  });

  it('hides what is thrown, and refuses bodies of more than 1 MB', async () => {
    expect(await ask('{"do":"throw"}')).toEqual([500, 'Internal Server Error']);
    expect((await ask(`"${'x'.repeat(1_048_576)}"`))[0]).toBe(413);
  });

  it('ends a handler that blocks by 408 and the end of its process, and starts another', async () => {
    expect((await ask('{"do":"block"}'))[0]).toBe(408);
    await until(() => kubeless.restarts === 1);
    await until(async () => (await ask('{"a":2}'))[0] === 200);
  });
});

describe('the emulator of OpenFaaS', () => {
  const code = `module.exports = async (event, context) => {
    if (event.headers['x-do'] === 'throw') throw new Error('inside');
    if (event.headers['x-do'] === 'sleep') await new Promise((resolve) => setTimeout(resolve, 2_000));
    return context.status(201).succeed({ type: Buffer.isBuffer(event.body) ? 'bytes' : typeof event.body });
  };`;

  async function withFunction(
    settings: Partial<OpenfaasSettings>,
    work: (ask: (body: string, headers?: Record<string, string>, name?: string) => Promise<Response>) => Promise<void>,
  ) {
    const file = await moduleOf('openfaas', code);
    const openfaas = await startOpenfaas({ name: 'fn', file, basicAuth: null, ...settings });
    try {
      await work((body, headers = {}, name = 'fn') =>
        fetch(`${openfaas.url}/function/${name}`, { method: 'POST', body, headers }),
      );
    } finally {
      await openfaas.close();
    }
  }

  it('marks what it adds, and says of a function that throws 200', () =>
    withFunction({}, async (ask) => {
      const answer = await ask('{}', { 'content-type': 'application/json' });
      expect([answer.status, await answer.text()]).toEqual([201, '{"type":"object"}']);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'x-call-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'x-start-time': expect.stringMatching(/^\d{19}$/),
        'x-duration-seconds': expect.stringMatching(/^\d+\.\d{6}$/),
      });
      const thrown = await ask('{}', { 'content-type': 'application/json', 'x-do': 'throw' });
      expect([thrown.status, await thrown.text()]).toEqual([200, 'Error: inside']);
      const missing = await ask('{}', {}, 'other');
      expect([missing.status, await missing.text()]).toEqual([404, 'error finding function other: not found']);
    }));

  it('takes 100 kB unless the artefact says more, and reads our media type only when told to', async () => {
    const large = 'x'.repeat(200_000);
    const headers = { 'content-type': 'application/cloudevents+json' };
    await withFunction({}, async (ask) => {
      expect((await ask(JSON.stringify(large), { 'content-type': 'application/json' })).status).toBe(413);
      expect(await (await ask(large, headers)).json()).toEqual({ type: 'object' });
    });
    await withFunction({ env: { RAW_BODY: 'true', MAX_RAW_SIZE: '1mb' } }, async (ask) => {
      expect(await (await ask(large, headers)).json()).toEqual({ type: 'bytes' });
    });
  });

  it("says whose limit passed: 504 for the function's own, 502 with nothing for the gateway's", async () => {
    await withFunction({ execTimeoutMs: 200 }, async (ask) => {
      const answer = await ask('{}', { 'x-do': 'sleep' });
      expect([answer.status, answer.headers.get('x-openfaas-internal')]).toEqual([504, 'of-watchdog']);
    });
    await withFunction({ upstreamTimeoutMs: 200 }, async (ask) => {
      const answer = await ask('{}', { 'x-do': 'sleep' });
      expect([answer.status, answer.headers.get('x-openfaas-internal'), await answer.text()]).toEqual([502, null, '']);
    });
  });
});
