import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import {
  decodeReply,
  DESCRIBE,
  encodeCall,
  MAX_MESSAGE_BYTES,
  PermissionDenied,
} from '../../../functions/sdk/index.ts';
import { generateSealingKey, sealCredential } from '../../../functions/sdk/sealing.ts';
import { serveText } from '../../../functions/sdk/serve.ts';
import { CANARY, callOf, serveFixture, type Behaviour } from './fixture.ts';

const LIST = { input: { region: 'r' } };
const record = (fields: object = {}) => ({ nativeId: 'i-1', tags: null, ...fields });

/** One call of the listing, and all that came out of the runtime. */
async function list(behaviour: Behaviour['list'], given: Parameters<typeof callOf>[1] = {}, signal?: AbortSignal) {
  const fixture = await serveFixture({ list: behaviour! });
  const reply = await fixture.run(
    callOf('fixture.listInstances', { ...LIST, account: fixture.account, ...given }),
    signal,
  );
  return { reply, log: fixture.log, everything: JSON.stringify([reply, fixture.log]) };
}

describe('a runtime', () => {
  it('says who it is and which key to seal to', async () => {
    const { run, publicJwk } = await serveFixture({});
    const reply = await run(callOf(DESCRIBE));
    expect(reply).toMatchObject({ ok: true, data: { manifest: { name: 'fixture' }, sealingKey: publicJwk } });
    expect(reply.ok && (reply.data as { manifest: { functions: unknown[] } }).manifest.functions).toHaveLength(3);
  });

  it('gives the function its account, opened and with the defaults', async () => {
    let seen: unknown;
    await list((context) => {
      seen = context.account;
      return { items: [] };
    });
    expect(seen).toEqual({ providerId: 'p-1', accountId: null, credential: { token: CANARY }, options: { size: 1 } });
  });

  it('answers a page and its cursor, and takes an empty token for the end', async () => {
    expect((await list(() => ({ items: [record()], cursor: 'next' }))).reply).toMatchObject({
      ok: true,
      cursor: 'next',
    });
    expect((await list(() => ({ items: [], cursor: '' }))).reply).toEqual({ ok: true, data: [] });
  });

  it('names a function that it does not have', async () => {
    const { run, account } = await serveFixture({});
    expect(await run(callOf('fixture.fly', { account }))).toMatchObject({
      ok: false,
      error: { code: 'UNSUPPORTED_OPERATION', message: expect.stringContaining('fixture.fly') },
    });
  });

  it('answers also what is no call, under its id where it has one', async () => {
    const { run } = await serveFixture({});
    expect(decodeReply(await serveText(run, '{"id":"x-1"}'), 'x-1')).toMatchObject({
      ok: false,
      error: { code: 'BAD_USER_INPUT' },
    });
    expect(decodeReply(await serveText(run, 'hello'), 'unknown')).toMatchObject({ ok: false });
  });
});

describe('bad input', () => {
  it.each([
    ['input', { input: { region: 1 } }, 'input.region'],
    ['a field too many', { input: { region: 'r', page: 1 } }, 'page'],
    [
      'options',
      { account: { providerId: 'p', accountId: null, options: { size: 'large' }, credential: null } },
      'options.size',
    ],
    ['no account', { account: null }, 'account'],
    ['no credential', { account: { providerId: 'p', accountId: null, options: {}, credential: null } }, 'credential'],
  ])('is refused and named: %s', async (_what, given, named) => {
    const { reply } = await list(() => ({ items: [] }), given);
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'BAD_USER_INPUT', message: expect.stringContaining(named) },
    });
  });

  it.each([
    ['of the wrong shape', { token: 5, [CANARY]: CANARY }],
    ['too short', { token: 'canary' }],
    ['not even an object', CANARY],
  ])('never shows a credential that is %s', async (_what, credential) => {
    const fixture = await serveFixture({});
    const account = { ...fixture.account, credential: await fixture.seal(credential) };
    const reply = await fixture.run(callOf('fixture.listInstances', { ...LIST, account }));
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('credential') },
    });
    expect(JSON.stringify([reply, fixture.log])).not.toContain('canary');
  });

  it('is a rejected credential when this runtime cannot open it', async () => {
    const { publicJwk } = await generateSealingKey();
    const credential = await sealCredential(publicJwk, { token: CANARY });
    const { reply } = await list(() => ({ items: [] }), {
      account: { providerId: 'p', accountId: null, options: {}, credential },
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'PROVIDER_CREDENTIAL_REJECTED', retryable: false } });
  });
});

describe('a function that answers nonsense', () => {
  it.each([
    ['nothing', undefined, 'items'],
    ['no list', { items: {} }, 'items'],
    ['a record without an id', { items: [record(), { tags: null }] }, 'items[1].nativeId'],
    ['a wrong type', { items: [record({ vcpus: CANARY })] }, 'items[0].vcpus'],
    ['an invented state', { items: [record({ state: CANARY })] }, 'items[0].state'],
    ['an invented field', { items: [record({ colour: CANARY })] }, 'items[0]'],
    ['a number as cursor', { items: [], cursor: 7 }, 'cursor'],
  ])('is told where, and no value is shown: %s', async (_what, answer, where) => {
    const { reply, everything } = await list(() => answer);
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'FUNCTION_BAD_REPLY', message: expect.stringContaining(where) },
    });
    expect(everything).not.toContain(CANARY);
  });

  it('is told that an outcome has a code that no function may report', async () => {
    const { run, account } = await serveFixture({
      act: () => [{ nativeId: 'i', ok: false, code: 'OOPS', message: 'm' }],
    });
    const reply = await run(callOf('fixture.stopInstances', { input: { region: 'r', nativeIds: ['i'] }, account }));
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_BAD_REPLY' } });
  });

  it('is told that its page is too large', async () => {
    const fixture = await serveFixture({
      list: () => ({ items: [record({ native: 'x'.repeat(MAX_MESSAGE_BYTES) })] }),
    });
    const call = callOf('fixture.listInstances', { ...LIST, account: fixture.account });
    const text = await serveText(fixture.run, encodeCall(call));
    expect(decodeReply(text, call.invocationId)).toMatchObject({ ok: false, error: { code: 'PAYLOAD_TOO_LARGE' } });
  });
});

describe('secrets', () => {
  it('are taken out of the native record at any depth, and nothing else is', async () => {
    const native = {
      userData: CANARY,
      disks: [{ password: CANARY, size: 1 }],
      at: new Date(0),
      deep: { toJSON: () => ({ password: CANARY, b: 2 }) },
    };
    const { reply, everything } = await list(() => ({ items: [record({ native })] }));
    expect(JSON.parse(JSON.stringify(reply))).toMatchObject({
      data: [{ native: { disks: [{ size: 1 }], at: '1970-01-01T00:00:00.000Z', deep: { b: 2 } } }],
    });
    expect(everything).not.toContain(CANARY);
  });

  it('are redacted from errors, refusals and logs', async () => {
    const failed = await list((context) => {
      context.log(`using ${CANARY}`, { header: { Authorization: `Bearer ${CANARY}` }, error: new Error(CANARY) });
      throw new PermissionDenied(`read with ${CANARY}`);
    });
    expect(failed.reply).toMatchObject({ ok: false, error: { code: 'PROVIDER_PERMISSION_DENIED' } });
    expect(failed.log).toMatchObject([
      { message: 'using [redacted]', function: 'fixture.listInstances', invocationId: 'call-1' },
    ]);

    const { run, account } = await serveFixture({
      act: () => [{ nativeId: 'i', ok: false, code: 'RESOURCE_GONE', message: CANARY }],
    });
    const refused = await run(callOf('fixture.stopInstances', { input: { region: 'r', nativeIds: ['i'] }, account }));
    expect(refused).toMatchObject({ ok: true, data: [{ ok: false, message: '[redacted]' }] });
    expect(failed.everything + JSON.stringify(refused)).not.toContain(CANARY);
  });
});

describe('a function that fails', () => {
  it('is reported without its cause, which the log has', async () => {
    const { reply, log, everything } = await list(() => {
      throw new Error(`no route to ${CANARY}`, { cause: new TypeError('deeper') });
    });
    expect(reply).toEqual({
      ok: false,
      error: { code: 'FUNCTION_FAILED', message: expect.stringContaining('call-1'), retryable: false },
    });
    expect(log[0]).toMatchObject({
      level: 'error',
      cause: expect.stringMatching(/no route to \[redacted\][\s\S]*deeper/),
    });
    expect(everything).not.toContain(CANARY);
  });

  it.each([
    ['a text', CANARY],
    ['nothing', undefined],
    ['an object', { password: CANARY }],
  ])('may throw %s', async (_what, thrown) => {
    const { reply, everything } = await list(() => Promise.reject(thrown));
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_FAILED' } });
    expect(everything).not.toContain(CANARY);
  });
});

describe('time', () => {
  const forever = () => sleep(60_000, undefined, { ref: false });

  it('ends a function at its deadline, also one that does not listen', async () => {
    const { reply } = await list(forever, { deadlineAt: Date.now() + 50 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_TIMEOUT' } });
  });

  it('does not even start one whose deadline has passed', async () => {
    let ran = false;
    const { reply } = await list(() => (ran = true), { deadlineAt: Date.now() - 1 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'FUNCTION_TIMEOUT' } });
    expect(ran).toBe(false);
  });

  it('ends when the caller goes away, and tells the function', async () => {
    const caller = new AbortController();
    let heard = false;
    const { reply } = await list(
      ({ signal }) => {
        signal.addEventListener('abort', () => (heard = true), { once: true });
        caller.abort();
        return forever();
      },
      {},
      caller.signal,
    );
    expect(reply).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(heard).toBe(true);
  });

  it('keeps many calls apart', async () => {
    const { run, account } = await serveFixture({
      verify: async ({ invocationId }) => {
        await sleep(Math.random() * 20);
        return { accountId: invocationId, regions: ['r'] };
      },
    });
    const ids = Array.from({ length: 50 }, (_, at) => `call-${at}`);
    const replies = await Promise.all(
      ids.map((invocationId) => run(callOf('fixture.verify', { invocationId, account }))),
    );
    expect(replies.map((reply) => reply.ok && (reply.data as { accountId: string }).accountId)).toEqual(ids);
  });
});
