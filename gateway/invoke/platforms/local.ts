/**
 * The embedded platform: functions run in child processes, one for each connector, so that neither a crash, nor a hang,
 * nor a leak of theirs is the server's, and credentials are opened outside of its heap.
 */
import { setMaxListeners } from 'node:events';
import { z } from 'zod';
import type { Call } from '../../../functions/sdk/index.ts';
import type { Invoker } from '../invoker.ts';
import type { Outcome } from '../outcome.ts';
import { startHost, type Host, type HostLog } from './local-process.ts';
import { encoded } from './post.ts';

/** The connector's name in the generated registry. */
const settings = z.strictObject({ connector: z.string().min(1) });

export type LocalTarget = z.output<typeof settings>;

export interface LocalPlatform {
  /** The program that a child runs: `functions/local-host.ts`, or what it was built to. */
  readonly hostPath: string;
  /** Where each connector's sealing key is kept. */
  readonly keyDirectory: string;
  /** Names of variables that children inherit beside those that any program needs. */
  readonly handedOn?: readonly string[];
  /** Takes what children write, line by line. */
  readonly log: HostLog;
  /** How long a child may fail to answer a cancelled call before it counts as hung and is killed. */
  readonly hangMs?: number;
  /** How long `close` waits for calls in flight. */
  readonly drainMs?: number;
}

/** `setTimeout` goes off at once when asked for longer. */
const MAX_TIMER_MS = 2_147_483_647;

/** Children are started by the first call of their connector, and again by the next call after they ended. */
export function localInvoker({
  hostPath,
  keyDirectory,
  handedOn = [],
  log,
  hangMs = 3_000,
  drainMs = 5_000,
}: LocalPlatform): Invoker<LocalTarget> {
  const hosts = new Map<string, Host>();
  let closed = false;

  const hostOf = (connector: string): Host => {
    const running = hosts.get(connector);
    if (running && !running.ended) return running;
    const host = startHost({ connector, hostPath, keyDirectory, handedOn, log, hangMs });
    hosts.set(connector, host);
    return host;
  };

  return {
    platform: 'LOCAL',
    settings,
    address: ({ connector }) => `a process that runs ${connector}`,
    async invoke({ connector }, call, signal) {
      if (closed) return { type: 'unavailable', ran: 'no', reason: 'the local platform is closed' };
      if (signal.aborted) return { type: 'cancelled', ran: 'no' };
      const leftMs = Math.min(MAX_TIMER_MS, call.deadlineAt - Date.now());
      if (leftMs <= 0) return { type: 'functionTimeout', ran: 'no', reason: 'the deadline had passed before the call' };
      const event = encoded(call);
      return typeof event === 'string' ? attempt(hostOf(connector), call, event, leftMs, signal) : event;
    },
    async close() {
      closed = true;
      await Promise.all([...hosts.values()].map((host) => host.close(drainMs)));
    },
  };
}

/** Whichever comes first: the host's answer, the deadline, or the caller's leave. */
function attempt(host: Host, call: Call, event: string, leftMs: number, signal: AbortSignal): Promise<Outcome> {
  const running = host.call(call.invocationId, event);
  return new Promise((resolve) => {
    const settle = (outcome: Outcome) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
      resolve(outcome);
    };
    const giveUp = (outcome: Outcome) => {
      settle(outcome);
      running.cancel();
    };
    const leave = () => giveUp({ type: 'cancelled', ran: 'unknown' });
    const timer = setTimeout(
      () => giveUp({ type: 'functionTimeout', ran: 'unknown', reason: 'no answer before the deadline' }),
      leftMs,
    );
    // One caller may have any number of calls in flight; each takes its listener away again.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', leave, { once: true });
    void running.outcome.then(settle);
  });
}
