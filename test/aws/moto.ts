/** An AWS that nobody here wrote: `moto` in server mode, one for the whole suite, ended by its process id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where moto listens. */
    motoUrl: string;
  }
}

/** The program: this checkout's own before the machine's. Undefined when there is none. */
export function findMoto(): string | undefined {
  const folders = [join(import.meta.dirname, '../../.venv/bin'), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, 'moto_server')).find(isExecutable);
}

/** Called by vitest before the first and after the last test file. */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const program = findMoto();
  if (!program) return undefined;
  const server = spawn(program, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  project.provide('motoUrl', await addressOf(server));
  return () => end(server);
}

/** Moto says where it listens, in a line among others. Fails with its output when it ends instead. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000); // it goes on to log every request: the pipes must be read
      const address = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
      if (address) resolve(address);
    };
    server.stdout!.on('data', read);
    server.stderr!.on('data', read);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`moto ended with ${code} before it listened:\n${output}`)));
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not here, or not to be run: looked for elsewhere
  }
}
