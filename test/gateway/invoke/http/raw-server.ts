/** A server without any manners: it does with each connection what it is told. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

export interface RawServer extends AsyncDisposable {
  readonly url: string;
  /** All that each connection received. */
  readonly received: string[];
  readonly sockets: Socket[];
}

/** `serve` hears of each whole request, with the number of its connection. */
export async function rawServer(
  serve: (socket: Socket, connection: number) => void,
  onConnection: (socket: Socket) => void = () => {},
): Promise<RawServer> {
  const received: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const connection = sockets.push(socket) - 1;
    received[connection] = '';
    let unread = '';
    socket.setEncoding('utf8').on('error', () => {});
    socket.on('data', (text: string) => {
      received[connection] += text;
      unread += text;
      const head = unread.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(unread)?.[1] ?? 0);
      if (head < 0 || Buffer.byteLength(unread.slice(head + 4)) < length) return;
      unread = '';
      serve(socket, connection);
    });
    onConnection(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/call`,
    received,
    sockets,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An answer as it goes over the wire. */
export const http = (status: string, headers: Readonly<Record<string, string | number>>, body = '') =>
  [`HTTP/1.1 ${status}`, ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n');

export const ok = (body: string, headers = {}) =>
  http('200 OK', { 'Content-Length': Buffer.byteLength(body), ...headers }, body);
