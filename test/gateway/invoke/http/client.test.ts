import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../../gateway/invoke/http/client.ts';
import type { Http, HttpRequest } from '../../../../gateway/invoke/http/http.ts';
import { http, ok, rawServer } from './raw-server.ts';

let client: Http;
beforeEach(() => {
  client = createHttp({ privateAddresses: 'allow', drainMs: 200 });
});
afterEach(() => client.close());

const never = new AbortController().signal;
const send = (url: string, given: Partial<HttpRequest> = {}, by = client) =>
  by.send({
    method: 'POST',
    url,
    headers: {},
    body: 'canary',
    deadlineAt: Date.now() + 5_000,
    signal: never,
    maxResponseBytes: 10_000,
    ...given,
  });

describe('a request', () => {
  it('arrives as it was written, and its answer comes back whole', async () => {
    await using server = await rawServer((socket) =>
      socket.write(ok('données', { 'X-Many': 'a', 'x-many': 'b', 'Content-Type': 'text/plain' })),
    );
    const end = await send(server.url, { headers: { 'X-Test': 'yes', host: 'elsewhere.example' }, body: 'größe' });
    expect(end).toMatchObject({ type: 'answer', status: 200, body: 'données' });
    expect(end).toHaveProperty('headers', expect.objectContaining({ 'content-type': 'text/plain', 'x-many': 'a, b' }));
    const [received] = server.received;
    expect(received).toMatch(/^POST \/call HTTP\/1\.1\r\n/);
    expect(received).toMatch(/\r\nhost: elsewhere\.example\r\n/i);
    expect(received).toMatch(/\r\nX-Test: yes\r\n/);
    expect(received).toMatch(/content-length: 7\r\n[^]*größe$/i);
  });

  it('that is redirected ends there', async () => {
    await using server = await rawServer((socket) =>
      socket.write(http('307 Temporary Redirect', { Location: '/elsewhere', 'Content-Length': 0 })),
    );
    expect(await send(server.url)).toMatchObject({ type: 'answer', status: 307 });
    expect(server.received.join('').match(/HTTP\/1\.1/g)).toHaveLength(1);
  });

  it('is one of 50 at the same time, and each gets its own answer', async () => {
    await using server = await rawServer((socket, connection) =>
      setTimeout(() => socket.write(ok(/canary-\d+/.exec(server.received[connection]!)![0])), 5),
    );
    const ends = await Promise.all(Array.from({ length: 50 }, (_, i) => send(server.url, { body: `canary-${i}` })));
    expect(ends.map((end) => end.type === 'answer' && end.body)).toEqual(
      Array.from({ length: 50 }, (_, i) => `canary-${i}`),
    );
  });

  it('leaves no listener on the signal of its caller', async () => {
    await using server = await rawServer((socket) => socket.write(ok('')));
    const caller = new AbortController();
    for (let i = 0; i < 20; i += 1) await send(server.url, { signal: caller.signal });
    await send('http://127.0.0.1:1/', { signal: caller.signal });
    expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0);
  });
});

describe('what was not sent', () => {
  it('had nobody listening', async () => {
    expect(await send('http://127.0.0.1:1/')).toEqual({
      type: 'notSent',
      reason: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('had a name without an address', async () => {
    const resolve = (_name: string, _options: object, done: (error: Error | null, found: []) => void) =>
      done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    const without = createHttp({ privateAddresses: 'allow', resolve });
    expect(await send('http://absent.example/', {}, without)).toMatchObject({ type: 'notSent' });
    await without.close();
  });

  it('has a header that HTTP cannot carry, which is not shown', async () => {
    const end = await send('http://127.0.0.1:1/', { headers: { authorization: 'canary\nx' } });
    expect(end.type).toBe('notSent');
    expect(JSON.stringify(end)).not.toContain('canary');
  });

  it('came after its deadline or its caller was gone', async () => {
    await using server = await rawServer((socket) => socket.write(ok('')));
    expect(await send(server.url, { deadlineAt: Date.now() - 1 })).toEqual({ type: 'deadline', sent: false });
    expect(await send(server.url, { signal: AbortSignal.abort() })).toEqual({ type: 'cancelled', sent: false });
    expect(server.sockets).toHaveLength(0);
  });

  it('still waited for its connection at the deadline, when its caller left, or when the client was closed', async () => {
    const slow = createHttp({ privateAddresses: 'allow', resolve: () => {}, drainMs: 50 });
    const caller = new AbortController();
    setTimeout(() => caller.abort(), 30);
    const forgotten = send('http://slow.example/', {}, slow);
    expect(await send('http://slow.example/', { deadlineAt: Date.now() + 50 }, slow)).toEqual({
      type: 'deadline',
      sent: false,
    });
    expect(await send('http://slow.example/', { signal: caller.signal }, slow)).toEqual({
      type: 'cancelled',
      sent: false,
    });
    await slow.close();
    expect(await forgotten).toMatchObject({ type: 'notSent', reason: 'the gateway is stopping' });
  });
});

describe('what may have been acted on', () => {
  const broken = [
    ['a reset after it', (socket) => socket.resetAndDestroy()],
    ['an end without an answer', (socket) => socket.end()],
    ['half of the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Len')],
    ['half a body by its length', (socket) => socket.end(http('200 OK', { 'Content-Length': 10 }, 'four'))],
    ['half a body in chunks', (socket) => socket.end(http('200 OK', { 'Transfer-Encoding': 'chunked' }, '4\r\nfour'))],
    ['something that is not HTTP', (socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    ['a length that is no number', (socket) => socket.end(http('200 OK', { 'Content-Length': 'ten' }, 'ten'))],
    [
      'another protocol',
      (socket) => socket.write(http('101 Switching Protocols', { Upgrade: 'x', Connection: 'Upgrade' })),
    ],
  ] as [string, Parameters<typeof rawServer>[0]][];

  it.each(broken)('ends with %s', async (_name, onRequest) => {
    await using server = await rawServer(onRequest);
    expect(await send(server.url)).toMatchObject({ type: 'broken' });
    expect(server.sockets).toHaveLength(1);
  });

  it('is broken, or was never sent, when the server resets every connection at once', async () => {
    await using server = await rawServer(
      () => {},
      (socket) => socket.resetAndDestroy(),
    );
    for (let i = 0; i < 50; i += 1) expect((await send(server.url)).type).toMatch(/^(broken|notSent)$/);
    expect(server.received.join('')).toBe('');
    expect(server.sockets).toHaveLength(50);
  });

  it('drips and ends at the deadline', async () => {
    await using server = await rawServer((socket) => {
      socket.write(http('200 OK', { 'Content-Length': 1_000 }));
      const drip = setInterval(() => socket.write('x'), 20);
      socket.once('close', () => clearInterval(drip));
    });
    const startedAt = Date.now();
    expect(await send(server.url, { deadlineAt: startedAt + 200 })).toEqual({ type: 'deadline', sent: true });
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });

  it('ends when its caller leaves, and the server sees it', async () => {
    const caller = new AbortController();
    await using server = await rawServer(() => caller.abort());
    expect(await send(server.url, { signal: caller.signal })).toEqual({ type: 'cancelled', sent: true });
    await expect.poll(() => server.sockets[0]!.destroyed).toBe(true);
  });

  it('was sent on a connection that the server was just closing; it is not sent again', async () => {
    let answers = 0;
    await using server = await rawServer((socket) => (answers++ === 0 ? socket.write(ok('first')) : socket.destroy()));
    expect(await send(server.url)).toMatchObject({ body: 'first' });
    expect(await send(server.url)).toMatchObject({ type: 'broken' });
    expect(server.sockets).toHaveLength(1);
    expect(answers).toBe(2);
  });
});

describe('an answer that is too large', () => {
  it.each([
    ['says so', (body: string) => ok(body)],
    ['does not say so', (body: string) => http('200 OK', { Connection: 'close' }, body)],
  ])('is cut off when it %s', async (_name, answer) => {
    await using server = await rawServer((socket) => socket.write(answer('x'.repeat(5_000_000))));
    expect(await send(server.url)).toEqual({ type: 'tooLarge', status: 200 });
    await expect.poll(() => server.sockets[0]!.destroyed).toBe(true);
    expect(server.sockets[0]!.bytesWritten).toBeLessThan(5_000_200);
  });

  it('may have exactly as many bytes as are allowed', async () => {
    await using server = await rawServer((socket) => socket.write(ok('x'.repeat(10_000))));
    expect(await send(server.url)).toMatchObject({ type: 'answer', body: 'x'.repeat(10_000) });
  });
});

describe('connections', () => {
  it('are used again, and closed before the server might', async () => {
    await using server = await rawServer((socket) => socket.write(ok('')));
    await send(server.url);
    await send(server.url);
    expect(server.sockets).toHaveLength(1);
    const startedAt = Date.now();
    await expect.poll(() => server.sockets[0]!.destroyed, { timeout: 6_000 }).toBe(true);
    expect(Date.now() - startedAt).toBeLessThan(4_900);
  });

  it('are not kept by a server that answers early and reads no further', async () => {
    await using server = await rawServer(
      () => {},
      (socket) =>
        socket.once('data', () => {
          socket.pause();
          socket.write(http('413 Content Too Large', { 'Content-Length': 0 }));
        }),
    );
    const end = await send(server.url, { body: 'x'.repeat(12_000_000) });
    expect(end).toMatchObject({ type: 'answer', status: 413 });
    server.sockets[0]!.resume();
    await expect.poll(() => server.sockets[0]!.destroyed).toBe(true);
    expect(server.received[0]!.length).toBeLessThan(12_000_000);
  });

  it('are kept while an answer is awaited, for however long that is', async () => {
    await using server = await rawServer((socket) => setTimeout(() => socket.write(ok('slow')), 4_400));
    const end = await send(server.url, { deadlineAt: Date.now() + 10_000 });
    expect(end).toMatchObject({ type: 'answer', body: 'slow' });
  });

  it('are kept for less than the server says that it keeps them', async () => {
    await using server = await rawServer((socket) => socket.write(ok('', { 'Keep-Alive': 'timeout=2' })));
    await send(server.url);
    await sleep(1_300);
    await send(server.url);
    expect(server.sockets).toHaveLength(2);
  });

  it('are not kept at all when the server keeps them for a second', async () => {
    await using server = await rawServer((socket) => socket.write(ok('', { 'Keep-Alive': 'timeout=1' })));
    await send(server.url);
    await send(server.url);
    expect(server.sockets).toHaveLength(2);
  });
});

describe('closing', () => {
  it('lets requests in flight end, and sends no more', async () => {
    await using server = await rawServer((socket) => setTimeout(() => socket.write(ok('late')), 100));
    const inFlight = send(server.url);
    await expect.poll(() => server.received[0]).toBeTruthy();
    const closing = client.close();
    expect(await send(server.url)).toMatchObject({ type: 'notSent' });
    await closing;
    expect(await inFlight).toMatchObject({ body: 'late' });
  });

  it('does not wait for ever', async () => {
    await using server = await rawServer(() => {});
    const hanging = send(server.url);
    await expect.poll(() => server.received[0]).toBeTruthy();
    await client.close();
    expect(await hanging).toMatchObject({ type: 'broken' });
  });
});
