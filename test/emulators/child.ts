/** A process that serves HTTP: a container of an emulator, or a real runtime. */
import { spawn } from 'node:child_process';
import { createConnection, createServer, type AddressInfo } from 'node:net';

export interface ChildSettings {
  /** The arguments of Node: the program's file, then its own. A program that is told its port gets it here. */
  readonly argv: (port: number) => readonly string[];
  /** All that it sees of the environment, beside `PATH`. */
  readonly env?: (port: number) => Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Before each start, when it must be told its port in a file. */
  readonly prepare?: (port: number) => Promise<void>;
  /** `given`: it takes a free port, and is ready when it listens there. `own`: it sends `{port}` over IPC. */
  readonly port: 'given' | 'own';
}

export interface Child {
  readonly port: number;
  readonly url: string;
  /** Everything that it wrote so far. */
  readonly output: string;
  /** Settles when the process is gone. */
  readonly gone: Promise<void>;
  readonly isGone: boolean;
  /** Ends it at once. */
  kill(): Promise<void>;
}

/** Somebody else may take the free port first. */
const ATTEMPTS = 5;
const START_TIMEOUT_MS = 30_000;

/** Starts the program and waits until it takes requests. */
export async function startChild(settings: ChildSettings): Promise<Child> {
  for (let attempt = 1; ; attempt += 1) {
    const given = settings.port === 'given' ? await freePort() : 0;
    await settings.prepare?.(given);
    const child = launch(settings, given);
    const port = await child.ready;
    if (port !== null) return child.at(port);
    await child.kill();
    if (attempt === ATTEMPTS || !child.output().includes('EADDRINUSE'))
      throw new Error(`${settings.argv(0).join(' ')} did not start:\n${child.output()}`);
  }
}

/** As `startChild`, and starts it again at the same port whenever it ends, as every platform does. */
export async function keepChild(settings: ChildSettings): Promise<Child & { readonly restarts: number }> {
  let restarts = 0;
  let closed = false;
  let past = '';
  let current = await startChild(settings);
  const { port, url } = current;
  const watch = (): void =>
    void current.gone.then(async () => {
      if (closed) return;
      past += current.output;
      restarts += 1;
      const next = launch({ ...settings, port: 'given' }, port);
      if ((await next.ready) === null && !closed) throw new Error(`it does not start again:\n${next.output()}`);
      current = next.at(port);
      if (closed) return current.kill();
      watch();
    });
  watch();
  return {
    port,
    url,
    gone: Promise.resolve(),
    isGone: false,
    get output() {
      return past + current.output;
    },
    get restarts() {
      return restarts;
    },
    async kill() {
      closed = true;
      await current.kill();
    },
  };
}

function launch({ argv, env, cwd, port: whose }: ChildSettings, port: number) {
  let output = '';
  let isGone = false;
  const child = spawn(process.execPath, argv(port), {
    ...(cwd !== undefined && { cwd }),
    env: { PATH: process.env['PATH'], ...env?.(port) },
    stdio: whose === 'own' ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    serialization: 'advanced',
  });
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-1_000_000)));
  const gone = new Promise<void>((resolve) => {
    child.once('error', (cause) => {
      output += String(cause);
      resolve();
    });
    child.once('close', () => resolve());
  }).then(() => void (isGone = true));
  const ready: Promise<number | null> =
    whose === 'own'
      ? Promise.race([
          new Promise<number>((resolve) =>
            child.on(
              'message',
              (message) => 'port' in (message as object) && resolve((message as { port: number }).port),
            ),
          ),
          gone.then(() => null),
        ])
      : listening(port, () => isGone);
  const kill = async () => {
    child.kill('SIGKILL');
    await gone;
  };
  return {
    ready,
    kill,
    output: () => output,
    at: (at: number): Child => ({
      port: at,
      url: `http://127.0.0.1:${at}`,
      gone,
      kill,
      get output() {
        return output;
      },
      get isGone() {
        return isGone;
      },
    }),
  };
}

async function listening(port: number, isGone: () => boolean): Promise<number | null> {
  for (const endsAt = Date.now() + START_TIMEOUT_MS; Date.now() < endsAt && !isGone();) {
    if (await connects(port)) return isGone() ? null : port;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  return null;
}

const connects = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const end = (connected: boolean) => {
      socket.destroy();
      resolve(connected);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });

/** A port that was free just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
