/** The real command, run as a process of its own: bundled once for each run as the build does it, or from source. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programPath } from '../../support/programs.ts';

const SOURCE = fileURLToPath(new URL('../../../cli/causeway.mjs', import.meta.url));

const HOMES = mkdtempSync(join(tmpdir(), 'causeway-cli-'));
process.once('exit', () => rmSync(HOMES, { recursive: true, force: true }));

/** A directory of its own, gone when the tests are. */
export const freshHome = (): string => mkdtempSync(join(HOMES, 'home-'));

const BUNDLE = programPath(new URL('../../../cli/main.ts', import.meta.url));

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  /** What it has printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Resolves when stdout or stderr holds the text. */
  says(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Closes its stdout from the other side, as `head` does. */
  stopReading(): void;
  readonly ended: Promise<Ended>;
}

export interface Surroundings {
  readonly url?: string;
  readonly key?: string;
  readonly stdin?: string;
  readonly env?: Record<string, string>;
  /** Where `login` keeps things; a fresh directory when left out. */
  readonly home?: string;
  /** Runs `cli/causeway.mjs` instead of the bundle. */
  readonly fromSource?: boolean;
}

/** Starts the command with nothing of this process's environment but what it needs to run. */
export function start(
  args: readonly string[],
  { url, key, stdin, env, home = freshHome(), fromSource }: Surroundings = {},
): Running {
  const child = spawn(process.execPath, [fromSource ? SOURCE : BUNDLE, ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      ...(url && { CAUSEWAY_URL: url }),
      ...(key && { CAUSEWAY_KEY: key }),
      ...env,
    },
    stdio: 'pipe',
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => (output[name] += part));
  child.stdin.on('error', () => undefined).end(stdin ?? '');
  const ended = once(child, 'close').then(([code, signal]) => ({
    exit: (code as number | null) ?? (signal === 'SIGINT' ? 130 : -1),
    ...output,
  }));
  return {
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    stopReading: () => void child.stdout.destroy(),
    signal: (name) => void child.kill(name),
    ended,
    async says(text) {
      const gone = ended.then(() => true);
      while (!output.stdout.includes(text) && !output.stderr.includes(text)) {
        const part = Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data'), gone]);
        if ((await part) === true)
          throw new Error(
            `the command ended without saying ${JSON.stringify(text)}:\n${output.stdout}\n${output.stderr}`,
          );
      }
    },
  };
}

export const run = (args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> =>
  start(args, surroundings).ended;
