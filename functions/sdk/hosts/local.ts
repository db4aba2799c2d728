/**
 * The child's side of the local platform: calls come over the channel that `fork` opened, and it ends with that
 * channel. Signals of a terminal or a service manager reach the whole group of processes; they are left to the
 * parent, which lets calls in flight finish before it closes the channel.
 */
import type { Connector } from '../define.ts';
import { serve, serveText, type LogLine, type Runtime } from '../serve.ts';
import { jsonLine } from './environment.ts';

/** What the parent sends. `id` is its number for one attempt; `event` is a call as `encodeCall` writes it. */
export type ToHost =
  | { readonly type: 'call'; readonly id: number; readonly event: string }
  | { readonly type: 'cancel'; readonly id: number };

/** What the host sends. `ready` comes once, before it takes calls; `event` is a reply as `encodeReply` writes it. */
export type FromHost =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly event: string };

/** Serves a connector in this process until the parent goes away. */
export function hostLocally(connector: Connector, sealing: Runtime['sealing']): void {
  const run = serve(connector, { sealing, version: null, log: writeLine });
  const running = new Map<number, AbortController>();
  const send = (message: FromHost) => {
    // Without the parent there is nobody to tell, and `disconnect` is about to end this process.
    if (process.connected) process.send!(message, () => {});
  };

  process.on('message', (message: ToHost) => {
    const { id } = message;
    if (message.type === 'cancel') return running.get(id)?.abort();
    const caller = new AbortController();
    running.set(id, caller);
    void serveText(run, message.event, caller.signal).then((event) => {
      running.delete(id);
      send({ type: 'reply', id, event });
    });
  });
  process.once('disconnect', () => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, crash);
  send({ type: 'ready' });
}

/** Only where it happened is said: what was thrown outside of a call cannot be cleared of secrets. */
function crash(cause: unknown): void {
  const places = cause instanceof Error ? (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  writeLine({
    level: 'error',
    message: 'something was thrown outside of a call; the host ends',
    error: cause instanceof Error ? cause.name : typeof cause,
    places: places.map((line) => line.trim()),
  });
  process.exitCode = 1;
  // Written lines leave first: a pipe is asynchronous, and `exit` does not wait for it.
  process.stdout.write('', () => process.exit(1));
}

function writeLine(line: LogLine): void {
  process.stdout.write(`${jsonLine(line)}\n`);
}
