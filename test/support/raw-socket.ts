import { WebSocket } from 'ws';
import type { Loose } from './serve.ts';

/** A client of graphql-transport-ws without any manners: it sends what it is told and shows what comes. */
export interface RawSocket extends AsyncDisposable {
  send(message: unknown): void;
  /** The next message, or the close as `{ closed: code, reason }`. */
  next(): Promise<Loose>;
  /** Opens with `connection_init` and waits for the acknowledgement. */
  init(key?: string): Promise<void>;
  readonly socket: WebSocket;
}

export async function rawSocket(
  url: string,
  options: { headers?: Record<string, string>; protocol?: string } = {},
): Promise<RawSocket> {
  const socket = new WebSocket(url, options.protocol ?? 'graphql-transport-ws', { headers: options.headers ?? {} });
  const arrived: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  const push = (message: unknown) => {
    const reader = waiting.shift();
    if (reader) reader(message);
    else arrived.push(message);
  };
  socket.on('message', (data: Buffer) => push(JSON.parse(data.toString())));
  socket.on('close', (code, reason) => push({ closed: code, reason: String(reason) }));
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const raw: RawSocket = {
    socket,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    next: () => (arrived.length ? Promise.resolve(arrived.shift()) : new Promise((resolve) => waiting.push(resolve))),
    async init(key = 'admin-key') {
      raw.send({ type: 'connection_init', payload: { authorization: `Bearer ${key}` } });
      const answer = (await raw.next()) as { type: string };
      if (answer.type !== 'connection_ack') throw new Error(JSON.stringify(answer));
    },
    [Symbol.asyncDispose]: async () => socket.terminate(),
  };
  return raw;
}
