/** Subscribers on sockets of their own, which look at every frame that they get. */
import { WebSocket } from 'ws';
import { SUBSCRIPTION } from './event.ts';

export interface Readers {
  /** The next frame, once every reader has it. Throws when one gets another or the same twice, or a socket ends. */
  next(): Promise<string>;
  close(): void;
}

/** How many sockets open at once. */
const OPENING = 100;

/** Opens `count` sockets. `init` null: a plain socket that sends nothing. */
export async function openReaders(url: string, count: number, init: object | null): Promise<Readers> {
  let frame: string | null = null;
  let got = 0;
  let done: (frame: string) => void;
  let failed: (error: Error) => void;
  let all: Promise<string>;
  const anew = () => {
    frame = null;
    got = 0;
    all = new Promise((resolve, reject) => {
      done = resolve;
      failed = reject;
    });
  };
  anew();

  const open = () =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
      let last = '';
      socket.on('error', reject).on('close', (code) => failed(new Error(`a socket was closed with ${code}`)));
      socket.on('open', () =>
        init ? socket.send(JSON.stringify({ type: 'connection_init', payload: init })) : resolve(socket),
      );
      socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text.startsWith('{"type":"ping"')) return socket.send('{"type":"pong"}');
        if (text.startsWith('{"type":"connection_ack"')) {
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } }));
          return resolve(socket);
        }
        frame ??= text;
        if (text !== frame || text === last) return failed(new Error(`a reader got ${text} where ${frame} was told`));
        last = text;
        if (++got === count) done(text);
      });
    });

  const sockets: WebSocket[] = [];
  while (sockets.length < count)
    sockets.push(...(await Promise.all(Array.from({ length: Math.min(OPENING, count - sockets.length) }, open))));
  return {
    async next() {
      const text = await all;
      anew();
      return text;
    },
    close: () => sockets.forEach((socket) => socket.removeAllListeners('close').terminate()),
  };
}
