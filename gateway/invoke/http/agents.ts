/** Connections: only to addresses that may be called, kept for a moment, and given to a request once they stand. */
import { Agent as HttpAgent, type ClientRequestArgs } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { guardedLookup, refusalOfHost, type AddressPolicy, type Resolve } from './guard.ts';

/**
 * How long an unused connection is kept. Servers close theirs after 5 s (Node) to 75 s, and a request on a connection
 * that is being closed is lost without anybody knowing whether it was read: so ours are closed first.
 */
const IDLE_MS = 4_000;

/** How much earlier than a server's `Keep-Alive: timeout=` says. */
const HINT_MARGIN_MS = 1_000;

/** How long a connection, TLS included, may take. */
const CONNECT_TIMEOUT_MS = 10_000;

const PROTOCOLS = {
  'http:': { Agent: HttpAgent, connected: 'connect' },
  'https:': { Agent: HttpsAgent, connected: 'secureConnect' },
};

/**
 * A request gets its socket after the connection, and the check of its certificate, are done. So a request that has no
 * socket was not sent, not even in part; and a server whose certificate is refused has been shown nothing. A connection
 * that is refused ends in `AddressRefused`. Null: names are resolved as the system does.
 */
export function createAgent(
  protocol: keyof typeof PROTOCOLS,
  policy: AddressPolicy,
  resolve: Resolve | null = null,
): HttpAgent {
  const { Agent, connected } = PROTOCOLS[protocol];
  const agent = new Agent({ keepAlive: true, timeout: IDLE_MS, lookup: guardedLookup(policy, resolve) });
  const connect = agent.createConnection.bind(agent) as (given: ClientRequestArgs) => Socket;
  const destroy = agent.destroy.bind(agent);
  const pending = new Set<(error: Error) => void>();
  const keep = agent.keepSocketAlive.bind(agent) as (socket: Duplex) => boolean;

  agent.createConnection = (given, whenDone) => {
    const refused = refusalOfHost(given.host ?? '', policy);
    const socket = refused ? null : connect(given);
    const done = (error: Error | null) => {
      clearTimeout(timer);
      pending.delete(done);
      socket?.off('error', done).off(connected, whenConnected);
      if (error) socket?.on('error', () => {}).destroy();
      whenDone!(error, socket!);
    };
    const whenConnected = () => done(null);
    pending.add(done);
    const timer = setTimeout(() => done(new Error('no connection within 10 s')), CONNECT_TIMEOUT_MS);
    socket?.on('error', done).on(connected, whenConnected);
    if (refused) process.nextTick(done, refused); // the agent expects an answer later, never at once
    return undefined;
  };
  /** The agent itself knows only connections that stand. */
  agent.destroy = () => {
    for (const fail of pending) fail(new Error('the gateway is stopping'));
    destroy();
  };
  agent.keepSocketAlive = (socket) => {
    if (!keep(socket)) return false;
    const { timeout = 0 } = socket as Socket;
    if (timeout >= IDLE_MS) return true;
    if (timeout <= HINT_MARGIN_MS) return false;
    (socket as Socket).setTimeout(timeout - HINT_MARGIN_MS);
    return true;
  };
  return agent;
}
