import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  decodeReply,
  DESCRIBE,
  encodeCall,
  MAX_MESSAGE_BYTES,
  type Call,
  type Reply,
} from '../../../../functions/sdk/index.ts';
import { ENDING_MS } from '../../../../functions/sdk/hosts/exchange.ts';
import { sign } from '../../../../functions/sdk/signature.ts';
import { callOf } from '../fixture.ts';
import { PLATFORMS, type Came, type Platform, type Sent } from './platforms.ts';
import { probeConnector, probeRuntime, publicJwk, SECRET, told } from './probe.ts';

afterEach(() => vi.unstubAllEnvs());

const HTTP = PLATFORMS.filter(({ isHttp }) => isHttp);

/** One call, and its reply. */
async function call(platform: Platform, given: Call, runtime = probeRuntime()): Promise<Reply> {
  await using running = await platform.start(probeConnector(), runtime);
  return replyTo(given, await running.send({ body: encodeCall(given) }));
}

/** Replies come with success and the protocol's media type, where the platform has either. */
function replyTo({ invocationId }: Pick<Call, 'invocationId'>, { status, type, text }: Came): Reply {
  if (status !== null) expect({ status, type }).toEqual({ status: 200, type: 'application/cloudevents+json' });
  return decodeReply(text, invocationId);
}

const refused = (came: Came) => ({ status: came.status, reply: decodeReply(came.text, 'unknown') });

/** What `deadline` answered. */
const deadlineIn = (reply: Reply) => (reply as { data: { data: number } }).data.data;

describe.each(PLATFORMS)('$name', (platform) => {
  it.each([
    ['signs of all the world', 'données € 日本語 👩‍🚀 \u0000 "\\'],
    ['nothing', null],
    ['an empty object', {}],
    ['an empty list', []],
    ['a list', [1, 'two', { three: [3] }]],
    ['almost as much as a message may weigh', 'x'.repeat(MAX_MESSAGE_BYTES - 2_000)],
  ])('brings there and back: %s', async (_what, value) => {
    expect(await call(platform, told({ do: 'echo', value }))).toEqual({ ok: true, data: { data: value } });
  });

  it('says who it is, which build, and which key to seal to', async () => {
    const reply = await call(platform, callOf(DESCRIBE));
    expect(reply).toMatchObject({
      ok: true,
      data: { manifest: { name: 'probe' }, sealingKey: publicJwk, version: 'build-7' },
    });
  });

  it.each(['throwError', 'throwText'] as const)('answers as usual when the function does %s', async (what) => {
    const runtime = probeRuntime();
    const reply = await call(platform, told({ do: what }), runtime);
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_FAILED', retryable: false } });
    expect(JSON.stringify([reply, runtime.lines])).not.toContain(SECRET);
  });

  it('refuses a function that it does not have, and an input that does not fit', async () => {
    expect(await call(platform, callOf('probe.fly'))).toMatchObject({ error: { code: 'UNSUPPORTED_OPERATION' } });
    expect(await call(platform, told({ do: 'dance' as 'echo' }))).toMatchObject({ error: { code: 'BAD_USER_INPUT' } });
  });

  it('answers what is no call', async () => {
    await using running = await platform.start(probeConnector(), probeRuntime());
    const reply = replyTo({ invocationId: 'x-1' }, await running.send({ body: '{"id":"x-1","data":null}' }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_USER_INPUT' } });
  });

  it('answers what is nested too deep', async () => {
    const depth = 200_000;
    const body = `{"id":"x-1","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    await using running = await platform.start(probeConnector(), probeRuntime());
    const reply = JSON.parse((await running.send({ body })).text) as object;
    expect(reply).toMatchObject({ data: { ok: false, error: { code: 'BAD_USER_INPUT' } } });
  });

  it('refuses a call that is too large', async () => {
    await using running = await platform.start(probeConnector(), probeRuntime());
    const came = await running.send({ body: JSON.stringify({ id: 'unknown', text: 'é'.repeat(500_000) }) });
    expect(refused(came)).toMatchObject({
      status: platform.isHttp ? 413 : null,
      reply: { ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } },
    });
  });

  it('says that an answer is too large', async () => {
    const value = '\u0000'.repeat(160_000); // Six bytes each as JSON, and the function's answer has it twice.
    const reply = await call(platform, told({ do: 'echo', value: [value.slice(0, 100)] }));
    expect(reply.ok).toBe(true);
    const connector = probeConnector();
    const [spec] = connector.functions;
    const large = { ...connector, functions: [{ ...spec!, run: async () => ({ data: [value, value] }) }] };
    await using running = await platform.start(large, probeRuntime());
    const given = told({ do: 'echo' });
    const came = await running.send({ body: encodeCall(given) });
    expect(replyTo(given, came)).toMatchObject({ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } });
  });

  it('passes the trace on', async () => {
    const runtime = probeRuntime();
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    await call(platform, told({ do: 'echo' }, { traceparent }), runtime);
    expect(runtime.lines).toMatchObject([{ message: 'run', traceparent, with: { token: '[redacted]' } }]);
  });

  it('keeps fifty calls at once apart', async () => {
    await using running = await platform.start(probeConnector(), probeRuntime());
    const calls = Array.from({ length: 50 }, (_, at) =>
      told({ do: 'echo', value: at }, { invocationId: `call-${at}` }),
    );
    const all = await Promise.all(calls.map((one) => running.send({ body: encodeCall(one) })));
    expect(all.map((came, at) => replyTo(calls[at]!, came))).toEqual(
      calls.map((_, at) => ({ ok: true, data: { data: at } })),
    );
  });
});

describe.each(PLATFORMS.filter(({ takesAnyBytes }) => takesAnyBytes))('$name', (platform) => {
  it.each([
    ['nothing', new Uint8Array()],
    ['no JSON', 'hello'],
    ['no text', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
  ])('answers a body that is %s', async (_what, body) => {
    await using running = await platform.start(probeConnector(), probeRuntime());
    const { status, reply } = refused(await running.send({ body }));
    expect({ status, reply }).toMatchObject({ status: 200, reply: { ok: false, error: { code: 'BAD_USER_INPUT' } } });
  });

  it('refuses a call with a broken letter in it, and does not run it with another in its place', async () => {
    const body = Buffer.from(encodeCall(told({ do: 'echo', value: '@' })));
    body[body.indexOf('@')] = 0xff;
    await using running = await platform.start(probeConnector(), probeRuntime());
    const { reply } = refused(await running.send({ body }));
    expect(reply).toMatchObject({ error: { code: 'BAD_USER_INPUT', message: 'the body is not UTF-8' } });
  });
});

describe.each(PLATFORMS.filter(({ limit }) => limit))('$name', (platform) => {
  const within = async (given: Call, limitMs: number) => {
    for (const [name, value] of Object.entries(platform.limit!(limitMs))) vi.stubEnv(name, value);
    await using running = await platform.start(probeConnector(), probeRuntime(), { limitMs });
    return replyTo(given, await running.send({ body: encodeCall(given) }));
  };

  it('answers in the place of a function that hangs', async () => {
    const reply = await within(told({ do: 'hang' }), 400);
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_TIMEOUT' } });
  });

  it('ends before the platform would, so that the answer still gets out', async () => {
    const reply = await within(told({ do: 'deadline' }, { deadlineAt: Date.now() + 3_600_000 }), 60_000);
    const leftMs = deadlineIn(reply) - Date.now();
    expect(leftMs).toBeLessThanOrEqual(60_000 - ENDING_MS);
    expect(leftMs).toBeGreaterThan(40_000);
  });

  it('keeps the deadline of the caller where that comes first', async () => {
    const deadlineAt = Date.now() + 5_000;
    const reply = await within(told({ do: 'deadline' }, { deadlineAt }), 60_000);
    expect(reply).toMatchObject({ ok: true, data: { data: deadlineAt } });
  });
});

it('azure: answers before the load balancer gives up, whose limit is fixed', async () => {
  const azure = PLATFORMS.find(({ name }) => name === 'azure')!;
  const reply = await call(azure, told({ do: 'deadline' }, { deadlineAt: Date.now() + 3_600_000 }));
  const leftMs = deadlineIn(reply) - Date.now();
  expect(leftMs).toBeLessThanOrEqual(230_000 - ENDING_MS);
  expect(leftMs).toBeGreaterThan(200_000);
});

describe.each(HTTP)('$name', (platform) => {
  it.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    await using running = await platform.start(probeConnector(), probeRuntime());
    const came = await running.send({ method, body: '{}' });
    expect(refused(came)).toMatchObject({ status: 405, reply: { ok: false } });
    expect(came.headers['allow']).toBe('POST');
  });
});

describe.each(HTTP)('$name, with a secret', (platform) => {
  const SIGNING = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const given = told({ do: 'echo', value: 'here' }, { deadlineAt: Date.now() + 600_000 });
  const body = encodeCall(given);

  const send = async (sent: Sent, signingSecret = SIGNING) => {
    const runs: AbortSignal[] = [];
    const connector = probeConnector((signal) => runs.push(signal));
    await using running = await platform.start(connector, probeRuntime({ signingSecret }));
    return { came: await running.send(sent), runs: runs.length };
  };
  const signed = async (secret: string, id: string, nowMs = Date.now()) => ({
    ...(await sign(secret, id, body, nowMs)),
  });

  it('runs what is signed', async () => {
    const { came } = await send({ body, headers: await signed(SIGNING, 'call-1') });
    expect(replyTo(given, came)).toEqual({ ok: true, data: { data: 'here' } });
  });

  it.each([
    ['nobody signed', async () => ({})],
    ['somebody else signed', () => signed('whsec_c29tZWJvZHkgZWxzZQ==', 'call-1')],
    ['was signed ten minutes ago', () => signed(SIGNING, 'call-1', Date.now() - 600_000)],
    ['will be signed in ten minutes', () => signed(SIGNING, 'call-1', Date.now() + 600_000)],
    ['was signed for another call', () => signed(SIGNING, 'call-2')],
    [
      'was signed for another call and is said to be for this one',
      async () => ({ ...(await signed(SIGNING, 'call-2')), 'webhook-id': 'call-1' }),
    ],
  ])('does not run what %s', async (_what, headers) => {
    const { came, runs } = await send({ body, headers: await headers() });
    expect(refused(came)).toMatchObject({ status: 401, reply: { ok: false, error: { code: 'BAD_USER_INPUT' } } });
    expect(runs).toBe(0);
    expect(came.text).not.toContain(SIGNING);
  });

  it('does not run a body that was changed on the way', async () => {
    const headers = await signed(SIGNING, 'call-1');
    const { came, runs } = await send({ body: body.replace('here', 'hers'), headers });
    expect({ status: came.status, runs }).toEqual({ status: 401, runs: 0 });
  });

  it('lets nobody in with an empty secret', async () => {
    const { came, runs } = await send({ body, headers: await signed(SIGNING, 'call-1') }, '');
    expect({ status: came.status, runs }).toEqual({ status: 401, runs: 0 });
  });
});

describe.each(PLATFORMS.filter(({ hearsOfAbort }) => hearsOfAbort))('$name', (platform) => {
  it('stops the function when the client goes away', async () => {
    let began: (signal: AbortSignal) => void;
    const ran = new Promise<AbortSignal>((resolve) => (began = resolve));
    await using running = await platform.start(
      probeConnector((signal) => began(signal)),
      probeRuntime(),
    );
    const client = new AbortController();
    const sent = running.send({ body: encodeCall(told({ do: 'hang' })), signal: client.signal }).catch(() => null);
    const signal = await ran;
    const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    client.abort();
    await stopped;
    expect(signal.reason).toMatchObject({ code: 'CANCELLED' });
    await sent;
  });
});
