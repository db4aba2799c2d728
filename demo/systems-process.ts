import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** CloudCheckr, ManageIQ and Mist.io on this machine, emulated. */
export interface Systems {
  /** Their addresses and keys, by the names that `docs/scenario.md` has for them. */
  readonly settings: Readonly<Record<string, string>>;
  /** Ends them and waits for their end. */
  stop(): Promise<void>;
}

/** How often is looked whether they have begun. */
const LOOK_AGAIN_MS = 50;

/** Starts them; what they say of themselves is written into the directory. Throws with what they wrote when they do not start. */
export async function startSystems(directory: string): Promise<Systems> {
  const file = join(directory, 'systems');
  const main = fileURLToPath(new URL('../test/emulators/main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', main, file], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => (errors += String(text)));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let isRunning = true;
  void ended.then(() => (isRunning = false));

  let text = '';
  while (isRunning && text === '') {
    await sleep(LOOK_AGAIN_MS);
    text = await readFile(file, 'utf8').catch(() => '');
  }
  if (!isRunning) throw new Error(`the emulated systems did not start\n${errors}`);
  const lines = text.trimEnd().split('\n');
  return {
    settings: Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string])),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
