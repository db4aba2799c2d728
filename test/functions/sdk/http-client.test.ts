import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { errorReply, isSafeBaseUrl, refusalOf, sendRequest, type HttpRequest } from '../../../functions/sdk/index.ts';

const SECRET = 'canary-secret-77';

/** A system that answers all alike. */
async function systemThat(answers: RequestListener) {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ask: (request: Partial<HttpRequest> = {}, base = url) =>
      sendRequest(base, { method: 'GET', path: '/a', signal: new AbortController().signal, ...request }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    url,
  };
}
const failureOf = (run: Promise<unknown>) =>
  run.then(
    () => null,
    (error: unknown) => error as Error,
  );

describe('an answer', () => {
  it('may begin with a mark of its encoding, and names of fields that JavaScript has are fields', async () => {
    await using system = await systemThat((_request, answer) =>
      answer.end('\uFEFF{"__proto__": {"isAdmin": true}, "n": 1e999}'),
    );
    const { body } = await system.ask();
    expect(Object.keys(body as object)).toEqual(['__proto__', 'n']);
    expect((body as { isAdmin?: boolean }).isAdmin).toBeUndefined();
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('that unpacks to more than any page is not read to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    await using system = await systemThat((_request, answer) => {
      answer.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(await failureOf(system.ask())).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: expect.stringContaining('larger than'),
    });
  });

  it.each([
    ['shorter than it was announced', '20', '{"a":1}'],
    ['cut in the middle of its JSON', undefined, '{"a":'],
    ['a page where JSON was asked for', undefined, '<html>Log in</html>'],
  ])('%s is none', async (_title, length, text) => {
    await using system = await systemThat((_request, answer) => {
      answer.writeHead(200, length ? { 'content-length': length } : {});
      answer.write(text, () => (length ? answer.destroy() : answer.end()));
    });
    expect(await failureOf(system.ask())).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });

  it('that drips lasts no longer than the signal', async () => {
    await using system = await systemThat((_request, answer) => {
      answer.writeHead(200);
      const drip = setInterval(() => answer.write(' '), 10);
      answer.on('close', () => clearInterval(drip));
    });
    const end = new AbortController();
    const run = failureOf(system.ask({ signal: end.signal }));
    setTimeout(() => end.abort(new Error('the deadline')), 100);
    expect(await run).toMatchObject({ message: 'the deadline' });
  });

  it('that leads elsewhere is not followed', async () => {
    const asked: string[] = [];
    await using system = await systemThat((request, answer) => {
      asked.push(request.url!);
      answer.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(refusalOf(await system.ask(), 'moved', 'x')).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(asked).toEqual(['/a']);
  });
});

describe('a refusal', () => {
  it.each([
    ['as JSON', JSON.stringify({ error: [{ message: `no ${SECRET}, ${SECRET}-token, Basic QWxhZGRpbjpvcGVu` }] })],
    ['as a page', `<html><p>no ${SECRET} at ${SECRET}-token Basic QWxhZGRpbjpvcGVu</p>`],
    ['as a page that is cut in a secret', `${'x'.repeat(4_090)}${SECRET}`],
  ])('%s is blotted out where it repeats the credential or a header', async (_title, text) => {
    await using system = await systemThat((_request, answer) => answer.writeHead(400).end(text));
    const { body } = await system.ask({
      headers: { authorization: 'Basic QWxhZGRpbjpvcGVu', 'x-auth-token': `${SECRET}-token` },
      credential: { key: SECRET },
    });
    expect(JSON.stringify(body)).toContain('[redac');
    expect(JSON.stringify(body)).not.toMatch(/canary|QWxh/);
  });
});

describe('a system that is asked too early', () => {
  it.each([
    [429, '7', { code: 'PROVIDER_THROTTLED', retryable: true, retryAfterMs: 7_000 }],
    [503, '30', { code: 'PROVIDER_UNAVAILABLE', retryable: true, retryAfterMs: 30_000 }],
    [503, 'soon', { code: 'PROVIDER_UNAVAILABLE', retryable: true }],
    [503, null, { code: 'PROVIDER_UNAVAILABLE', retryable: true }],
  ])('and answers %d with a retry-after of %s is asked again when it said', async (status, after, expected) => {
    await using system = await systemThat((_request, answer) =>
      answer.writeHead(status, after === null ? {} : { 'retry-after': after }).end('busy'),
    );
    const reply = errorReply(refusalOf(await system.ask(), 'busy', 'x'));
    expect(reply).toEqual({ ok: false, error: { message: expect.any(String), ...expected } });
  });
});

describe('a request', () => {
  it.each(['one\r\nx-injected: two', 'naïve-ключ', 'nul\0'])(
    'with the token %j is not sent, and the token not told',
    async (token) => {
      const asked: unknown[] = [];
      await using system = await systemThat((request, answer) => void (asked.push(request.headers), answer.end()));
      const error = await failureOf(system.ask({ headers: { authorization: token } }));
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('no header may have') });
      expect(error!.cause).toBeUndefined();
      expect(error!.stack).not.toContain(token);
      expect(asked).toEqual([]);
    },
  );

  it('goes below a base that has a path', async () => {
    await using system = await systemThat((request, answer) => answer.end(JSON.stringify(request.url)));
    expect((await system.ask({ query: { q: ['a b', 'c&d'], none: null } }, `${system.url}/cmp/`)).body).toBe(
      '/cmp/a?q=a+b&q=c%26d',
    );
  });

  it.each(['/a/..', '/a/./b', '/../b'])('to %s, which is the way to another address, is not sent', async (path) => {
    await using system = await systemThat((_request, answer) => answer.end());
    expect(await failureOf(system.ask({ path }))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

it.each([
  ['https://cmp.example', true],
  ['https://cmp.example/below/', true],
  ['https://[2001:db8::1]:8443', true],
  ['http://localhost:3000', true],
  ['http://127.1:80', true],
  ['http://[::1]', true],
  ['http://[::2]', false],
  ['http://0.0.0.0', false],
  ['http://127.0.0.1.cmp.example', false],
  ['http://localhost.cmp.example', false],
  ['http://cmp.example', false],
  ['https://user@cmp.example', false],
  ['https://:pass@cmp.example', false],
  ['https://cmp.example?', false],
  ['https://cmp.example/#', false],
  ['https://cmp.example/?key=1', false],
  ['ftp://cmp.example', false],
  ['cmp.example', false],
])('that a system may be spoken to at %s is %s', (text, isSafe) => {
  expect(isSafeBaseUrl(text)).toBe(isSafe);
});
