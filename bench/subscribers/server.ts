/** One peer in a process of its own: `server.ts NAME` says where it is, sends what it is told, and tells its CPU time. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { ALARM_EVENTS, type AlarmEvent } from './event.ts';

interface Peer {
  send(event: AlarmEvent): void;
  readonly subscribers: number;
}

const http = createServer();
const endpoint = new WebSocketServer({ server: http, perMessageDeflate: false });

const PEERS: Record<string, () => Peer> = {
  /** What graphql-ws and graphql-js do by themselves: each subscriber's event is executed and serialised for it alone. */
  stock() {
    const listeners = new Set<(event: AlarmEvent) => void>();
    const schema = makeExecutableSchema({
      typeDefs: ALARM_EVENTS,
      resolvers: {
        Subscription: { alarmEvents: { subscribe: () => events(listeners), resolve: (event: unknown) => event } },
      },
    });
    useServer({ schema }, endpoint);
    return {
      send: (event) => listeners.forEach((listener) => listener(event)),
      get subscribers() {
        return listeners.size;
      },
    };
  },
  /** The least that it can cost: one text for all, and nothing asked. */
  broadcast: () => ({
    send(event) {
      const text = JSON.stringify({ id: '1', type: 'next', payload: { data: { alarmEvents: event } } });
      for (const socket of endpoint.clients) socket.send(text);
    },
    get subscribers() {
      return endpoint.clients.size;
    },
  }),
};

/** Events from the call on. The listener is there before the first is asked for. */
function events(listeners: Set<(event: AlarmEvent) => void>): AsyncIterableIterator<AlarmEvent> {
  const waiting: AlarmEvent[] = [];
  let wake: ((result: IteratorResult<AlarmEvent>) => void) | null = null;
  const listener = (event: AlarmEvent) => {
    if (!wake) return void waiting.push(event);
    wake({ value: event, done: false });
    wake = null;
  };
  listeners.add(listener);
  return {
    next: () =>
      new Promise((resolve) => {
        const value = waiting.shift();
        if (value) resolve({ value, done: false });
        else wake = resolve;
      }),
    async return() {
      listeners.delete(listener);
      return { value: undefined, done: true };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

const peer = PEERS[process.argv[2]!]!();
process.on('message', ({ event }: { readonly event: AlarmEvent | null }) => {
  if (event) peer.send(event);
  const { user, system } = process.cpuUsage();
  process.send!({ cpuMs: (user + system) / 1_000, subscribers: peer.subscribers });
});
process.on('disconnect', () => process.exit());
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
process.send!({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}/graphql` });
