import { describe, expect, it } from 'vitest';
import { encodeReply } from '../../../../functions/sdk/index.ts';
import { openwhiskInvoker } from '../../../../gateway/invoke/platforms/openwhisk.ts';
import { callBy, portsWith, startPlatform, type PlatformAnswer } from './platform-server.ts';

const invoker = openwhiskInvoker(portsWith({ AUTH: '23bc46b1:canary-password' }));
const settingsFor = (apiHost: string, more = {}) => ({ apiHost, action: 'causeway', auth: 'env:AUTH', ...more });
const reply = JSON.parse(
  encodeReply({ invocationId: 'call-1', functionName: 'f.f' }, { ok: true, data: 'done', cursor: 'next' }),
) as object;
const record = (status: string, result: unknown) =>
  JSON.stringify({
    activationId: 'a1',
    response: { status, success: status === 'success', result, size: 1 },
    logs: [],
  });
const accepted: PlatformAnswer = { status: 202, body: '{"activationId":"a1"}' };
const ok = { type: 'ok', ran: 'yes', data: 'done', cursor: 'next' };

describe('an action', () => {
  it('is invoked with its full record, the call beside its own parameters, and the key of its namespace', async () => {
    await using server = await startPlatform(() => ({ status: 200, body: record('success', reply) }));
    const more = { namespace: 'guest', package: 'tools' };
    expect(await callBy(invoker, settingsFor(`${server.url}/`, more), { input: 'größe' })).toEqual(ok);
    const [{ method, path, headers, body }] = server.requests as [(typeof server.requests)[0]];
    expect([method, path]).toEqual(['POST', '/api/v1/namespaces/guest/actions/tools/causeway?blocking=true']);
    expect(headers.authorization).toBe(`Basic ${Buffer.from('23bc46b1:canary-password').toString('base64')}`);
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(body)).toMatchObject({ ce: { id: 'call-1', data: { input: 'größe' } } });
  });

  it('is of the namespace of the key unless another is given', async () => {
    await using server = await startPlatform(() => ({ status: 200, body: record('success', reply) }));
    await callBy(invoker, settingsFor(server.url));
    expect(server.requests[0]!.path).toBe('/api/v1/namespaces/_/actions/causeway?blocking=true');
  });
});

describe('an activation', () => {
  it.each([
    ['success', { error: 'no reply' }, 200, 'badReply', 'yes'],
    ['success', null, 200, 'badReply', 'yes'],
    ['application error', { error: 'canary' }, 502, 'platformError', 'unknown'],
    ['action developer error', { error: 'The action did not return a dictionary.' }, 502, 'platformError', 'unknown'],
    [
      'action developer error',
      { error: 'The action exceeded its time limits of 60000 milliseconds.' },
      502,
      'functionTimeout',
      'unknown',
    ],
    ['whisk internal error', { error: 'canary' }, 500, 'platformError', 'unknown'],
    ['of another kind', reply, 200, 'badReply', 'unknown'],
  ])('%j with %j and %i is %s', async (status, result, code, type, ran) => {
    await using server = await startPlatform(() => ({ status: code, body: record(status, result) }));
    const outcome = await callBy(invoker, settingsFor(server.url));
    expect(outcome).toMatchObject({ type, ran });
    expect(JSON.stringify(outcome)).not.toContain('canary');
  });

  it.each([
    [401, 'unauthorized', 'no'],
    [403, 'unauthorized', 'no'],
    [404, 'notFound', 'no'],
    [413, 'tooLarge', 'no'],
    [429, 'throttled', 'no'],
    [500, 'platformError', 'unknown'],
    [502, 'platformError', 'unknown'],
    [503, 'platformError', 'unknown'],
  ])('that never began: %i is %s, ran: %s', async (status, type, ran) => {
    await using server = await startPlatform(() => ({ status, body: '{"error":"no","code":"c"}' }));
    expect(await callBy(invoker, settingsFor(server.url))).toMatchObject({ type, ran });
  });
});

describe('an activation that takes longer than the platform waits', () => {
  it('is followed to its end, through answers that say nothing', async () => {
    const answers: PlatformAnswer[] = [
      accepted,
      { status: 404, body: '{"error":"The requested resource does not exist."}' },
      { status: 503 },
      { status: 429 },
      { status: 200, body: '{"half":' },
      { status: 200, body: record('success', reply) },
    ];
    await using server = await startPlatform((_request, nth) => answers[nth - 1]!);
    expect(await callBy(invoker, settingsFor(server.url))).toEqual(ok);
    const [, ...polls] = server.requests;
    for (const { method, path, headers } of polls) {
      expect([method, path]).toEqual(['GET', '/api/v1/namespaces/_/activations/a1']);
      expect(headers.authorization).toMatch(/^Basic /);
    }
    expect(polls).toHaveLength(5);
  });

  it('has an unknown effect at the deadline, when its caller leaves, and when it may not be read', async () => {
    let poll: PlatformAnswer = { status: 404 };
    await using server = await startPlatform(({ method }) => (method === 'POST' ? accepted : poll));
    const settings = settingsFor(server.url);
    expect(await callBy(invoker, settings, { deadlineAt: Date.now() + 400 })).toMatchObject({
      type: 'functionTimeout',
      ran: 'unknown',
    });
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 150);
    expect(await callBy(invoker, settings, {}, caller.signal)).toEqual({ type: 'cancelled', ran: 'unknown' });
    poll = { status: 403 };
    expect(await callBy(invoker, settings)).toMatchObject({ type: 'platformError', ran: 'unknown' });
  });

  it('has an unknown effect when the acceptance names no activation', async () => {
    for (const body of ['', '{}', '{"activationId":"../../x"}']) {
      await using server = await startPlatform(() => ({ status: 202, body }));
      expect(await callBy(invoker, settingsFor(server.url))).toMatchObject({ type: 'platformError', ran: 'unknown' });
      expect(server.requests).toHaveLength(1);
    }
  });

  it('reports its error as one that came at once does', async () => {
    const timedOut = { error: 'The action exceeded its time limits of 1 milliseconds.' };
    await using server = await startPlatform(({ method }) =>
      method === 'POST' ? accepted : { status: 200, body: record('action developer error', timedOut) },
    );
    expect(await callBy(invoker, settingsFor(server.url))).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
  });
});
