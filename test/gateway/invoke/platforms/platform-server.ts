/** A platform of one test: keeps what it was sent and answers as it is told. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeReply, type Call } from '../../../../functions/sdk/index.ts';
import { createHttp } from '../../../../gateway/invoke/http/client.ts';
import type { HttpPorts } from '../../../../gateway/invoke/platforms/post.ts';
import type { Invoker } from '../../../../gateway/invoke/invoker.ts';
import { createSecrets } from '../../../../gateway/secrets/index.ts';
import { callOf } from '../../../functions/sdk/fixture.ts';

export interface PlatformRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface PlatformAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Instead of a body: one of this size. */
  readonly bodyBytes?: number;
  readonly afterMs?: number;
}

export async function startPlatform(answer: (request: PlatformRequest, nth: number) => PlatformAnswer) {
  const requests: PlatformRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
      const {
        status,
        headers: given,
        bodyBytes = 0,
        body = 'x'.repeat(bodyBytes),
        afterMs = 0,
      } = answer(one, requests.push(one));
      setTimeout(() => response.writeHead(status, given).end(body), afterMs);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The reply to a call, as a function would write it. */
export const replyTo = (body: string, data: unknown = 'done') =>
  encodeReply({ invocationId: (JSON.parse(body) as { id: string }).id, functionName: 'f.f' }, { ok: true, data });

export const portsWith = (secrets: Readonly<Record<string, string>> = {}): HttpPorts => ({
  http: createHttp({ privateAddresses: 'allow', drainMs: 100 }),
  secrets: createSecrets({
    env: Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [`CAUSEWAY_SECRET_${name}`, secret])),
    directory: '/nonexistent',
    clock: Date,
  }),
});

const never = new AbortController().signal;

/** Calls with settings as they would be registered. */
export const callBy = <Target>(
  invoker: Invoker<Target>,
  settings: unknown,
  given: Partial<Call> = {},
  signal: AbortSignal = never,
) => invoker.invoke(invoker.settings.parse(settings), callOf('fixture.list', given), signal);
