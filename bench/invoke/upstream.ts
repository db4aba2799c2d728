import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands behind the function: answers `pong` after as long as its path says. */
export async function startUpstream() {
  const server = createServer((request, response) => {
    setTimeout(() => response.end('pong'), Number(request.url!.slice(1)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Null for none at all. */
    url: (delayMs: number) => (delayMs === 0 ? null : `http://127.0.0.1:${port}/${delayMs}`),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
