import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createHttp } from '../../../../gateway/invoke/http/client.ts';
import { programArguments } from '../../../support/programs.ts';
import { CERTIFICATE, PRIVATE_KEY } from './certificate.ts';
import { ok, rawServer } from './raw-server.ts';

/** A TLS server that keeps all that it could decrypt. */
async function tlsServer() {
  const shown: string[] = [];
  const server = createServer({ key: PRIVATE_KEY, cert: CERTIFICATE }, (socket) => {
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      shown.push(String(bytes));
      socket.write(ok('in private'));
    });
  });
  server.on('tlsClientError', () => {});
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, shown, [Symbol.asyncDispose]: async () => void server.close() };
}

const send = async (url: string, host: string | null = null) => {
  const client = createHttp({ privateAddresses: 'allow' });
  const end = await client.send({
    method: 'POST',
    url,
    headers: { authorization: 'Bearer canary', ...(host && { host }) },
    body: 'canary',
    deadlineAt: Date.now() + 5_000,
    signal: new AbortController().signal,
    maxResponseBytes: 1_000,
  });
  await client.close();
  return end;
};

it('a server whose certificate nobody vouches for is shown nothing, time and again', async () => {
  await using server = await tlsServer();
  for (let i = 0; i < 20; i += 1)
    expect(await send(`https://localhost:${server.port}/`)).toEqual({
      type: 'notSent',
      reason: expect.stringContaining('self-signed'),
    });
  expect(server.shown).toEqual([]);
});

it('what speaks no TLS is shown no request', async () => {
  await using server = await rawServer(
    () => {},
    (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
  );
  expect(await send(server.url.replace('http:', 'https:'))).toMatchObject({ type: 'notSent' });
  expect(server.received.join('')).not.toContain('canary');
});

it('a certificate that is vouched for and names the host is good; for another host it is not', async () => {
  await using server = await tlsServer();
  const directory = mkdtempSync(join(tmpdir(), 'causeway-tls-'));
  writeFileSync(join(directory, 'ca.pem'), CERTIFICATE);
  const trusting = async (url: string) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...programArguments(new URL('trusting.ts', import.meta.url)), url],
      { env: { ...process.env, NODE_EXTRA_CA_CERTS: join(directory, 'ca.pem') } },
    );
    return JSON.parse(stdout) as unknown;
  };
  expect(await trusting(`https://localhost:${server.port}/`)).toMatchObject({ type: 'answer', body: 'in private' });
  expect(await trusting(`https://127.0.0.2:${server.port}/`)).toMatchObject({ type: 'notSent' });
  rmSync(directory, { recursive: true });
});
