/** One child process of the local platform: calls in flight, the lines it writes, and its end. */
import { fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { FromHost, ToHost } from '../../../functions/sdk/hosts/local.ts';
import type { LogLine } from '../../../functions/sdk/serve.ts';
import { outcomeOf, type Outcome } from '../outcome.ts';
import { hostEnvironment } from './local-environment.ts';

/** Takes one line of a child's log. */
export type HostLog = (line: LogLine & { readonly connector: string }) => void;

/** One attempt that a child works on. */
export interface Attempt {
  /** Never rejects. */
  readonly outcome: Promise<Outcome>;
  /** Tells the child to stop. One that does not even answer to that is hung, and killed. */
  cancel(): void;
}

export interface Host {
  /** True as soon as it takes no more calls. */
  readonly ended: boolean;
  /** `event` is the call as text. */
  call(invocationId: string, event: string): Attempt;
  /** Waits up to `drainMs` for calls in flight, then closes the channel, then kills. */
  close(drainMs: number): Promise<void>;
}

export interface HostSettings {
  readonly connector: string;
  readonly hostPath: string;
  readonly keyDirectory: string;
  readonly handedOn: readonly string[];
  readonly log: HostLog;
  readonly hangMs: number;
}

interface Waiting {
  readonly invocationId: string;
  settle(outcome: Outcome): void;
  hangTimer?: NodeJS.Timeout;
}

/** How long a child may take to leave once its channel is closed. */
const LEAVE_MS = 2_000;

export function startHost({ connector, hostPath, keyDirectory, handedOn, log, hangMs }: HostSettings): Host {
  const child = fork(hostPath, [connector, join(keyDirectory, `${connector}.jwk`)], {
    execArgv: hostPath.endsWith('.ts') ? ['--import', tsxUrl()] : [],
    // Strings cross this channel as they are; as JSON a page of a list would be escaped and parsed twice.
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: hostEnvironment(process.env, handedOn),
  });
  readLines(child.stdout!, 'info', connector, log);
  readLines(child.stderr!, 'error', connector, log);

  const inFlight = new Map<number, Waiting>();
  let lastId = 0;
  let phase: 'starting' | 'ready' | 'closing' | 'ended' = 'starting';
  let onDrained = () => {};

  const send = (message: ToHost, onFailed: (cause: Error) => void) =>
    child.send(message, (cause) => cause && onFailed(cause));
  const settle = (id: number, outcome: Outcome) => {
    const waiting = inFlight.get(id);
    if (!waiting) return;
    inFlight.delete(id);
    clearTimeout(waiting.hangTimer);
    waiting.settle(outcome);
    if (inFlight.size === 0) onDrained();
  };
  const end = (reason: string) => {
    const outcome: Outcome =
      phase === 'starting'
        ? { type: 'unavailable', ran: 'no', reason }
        : { type: 'platformError', ran: 'unknown', reason };
    if (phase !== 'closing') log({ level: 'error', message: reason, connector });
    phase = 'ended';
    for (const id of inFlight.keys()) settle(id, outcome);
  };
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      end(`the host of ${connector} ended with ${signal ?? `code ${code}`}`);
      resolve();
    });
    child.on('error', (cause) => {
      if (child.pid !== undefined) return;
      end(`the host of ${connector} cannot be started: ${cause.message}`);
      resolve();
    });
  });
  child.on('message', (message: FromHost) => {
    if (message.type === 'reply') {
      const waiting = inFlight.get(message.id);
      if (waiting) settle(message.id, outcomeOf(message.event, waiting, true));
    } else if (phase === 'starting') phase = 'ready';
  });

  return {
    get ended() {
      return phase === 'closing' || phase === 'ended' || !child.connected;
    },
    call(invocationId, event) {
      const id = ++lastId;
      const outcome = new Promise<Outcome>((resolve) => inFlight.set(id, { invocationId, settle: resolve }));
      send({ type: 'call', id, event }, (cause) =>
        settle(id, {
          type: 'unavailable',
          ran: 'no',
          reason: `the host of ${connector} takes no calls: ${cause.message}`,
        }),
      );
      return {
        outcome,
        cancel() {
          const waiting = inFlight.get(id);
          if (!waiting) return;
          waiting.hangTimer = setTimeout(() => {
            log({ level: 'error', message: 'the host hangs and is killed', connector, invocationId });
            child.kill('SIGKILL');
          }, hangMs);
          send({ type: 'cancel', id }, () => {});
        },
      };
    },
    async close(drainMs) {
      if (phase !== 'ended') {
        phase = 'closing';
        if (inFlight.size > 0) await within(drainMs, new Promise<void>((resolve) => (onDrained = resolve)));
        if (child.connected) child.disconnect();
        await within(LEAVE_MS, exited);
        child.kill('SIGKILL');
      }
      await exited;
    },
  };
}

/** What is JSON is passed on as it is; anything else, such as a warning of Node, becomes a line of its own. */
function readLines(stream: Readable, level: 'info' | 'error', connector: string, log: HostLog): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', (text) => {
    if (text !== '') log({ ...(parseLine(text) ?? { level, message: text.slice(0, 4_096) }), connector });
  });
}

function parseLine(text: string): LogLine | null {
  try {
    const line = JSON.parse(text) as Partial<LogLine> | null;
    const known = line?.level === 'info' || line?.level === 'warn' || line?.level === 'error';
    return known && typeof line.message === 'string' ? (line as LogLine) : null;
  } catch {
    return null;
  }
}

async function within(timeoutMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs)))]);
  clearTimeout(timer);
}

/** By its own place, not by name: Node would look for the name from the working directory. */
const tsxUrl = () => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
