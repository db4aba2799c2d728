import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { HEALTH_PATH, httpServer } from '../../../../functions/sdk/hosts/http.ts';
import { decodeReply, encodeCall } from '../../../../functions/sdk/index.ts';
import { probeConnector, probeRuntime, told } from './probe.ts';

async function listening() {
  const runs: AbortSignal[] = [];
  const runtime = probeRuntime();
  const server = httpServer(
    probeConnector((signal) => runs.push(signal)),
    runtime,
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    runs,
    lines: runtime.lines,
    port,
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a server of its own', () => {
  it('says that it is there, and runs nothing', async () => {
    await using server = await listening();
    const response = await fetch(`${server.url}${HEALTH_PATH}`);
    expect([response.status, await response.text(), server.runs.length]).toEqual([200, '', 0]);
  });

  it('takes a call on every path, and one that comes in pieces', async () => {
    await using server = await listening();
    const body = Buffer.from(encodeCall(told({ do: 'echo', value: '€'.repeat(1_000) })));
    const pieces = new ReadableStream({
      start(controller) {
        // The pieces end inside of letters.
        for (let at = 0; at < body.length; at += 100) controller.enqueue(body.subarray(at, at + 100));
        controller.close();
      },
    });
    const init = { method: 'POST', body: pieces, duplex: 'half' } as RequestInit;
    const response = await fetch(`${server.url}/functions/probe?x=1`, init);
    expect(decodeReply(await response.text(), 'call-1')).toMatchObject({ data: { data: '€'.repeat(1_000) } });
  });

  it('reads a body to its end that it refuses, so that the client hears why', async () => {
    await using server = await listening();
    const response = await fetch(server.url, { method: 'POST', body: Buffer.alloc(5_000_000, 'x') });
    expect(response.status).toBe(413);
    expect(decodeReply(await response.text(), 'unknown')).toMatchObject({
      ok: false,
      error: { code: 'PAYLOAD_TOO_LARGE', message: expect.stringContaining('5000000 bytes') },
    });
  });

  it('runs nothing of a body that breaks off, and stays', async () => {
    await using server = await listening();
    const body = encodeCall(told({ do: 'echo' }));
    const socket = connect(server.port, '127.0.0.1');
    socket.write(`POST / HTTP/1.1\r\nhost: f\r\ncontent-length: ${body.length + 10}\r\n\r\n${body}`);
    socket.end();
    await text(socket);
    const response = await fetch(server.url, { method: 'POST', body });
    expect([response.status, server.runs.length]).toEqual([200, 1]);
    expect(server.lines).toMatchObject([
      { level: 'warn', cause: expect.stringContaining('aborted') },
      { message: 'run' },
    ]);
  });
});
