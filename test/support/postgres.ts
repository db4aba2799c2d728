/** A PostgreSQL of its own for a test run, from the programs of Debian's package. */
import { execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { MakePlace } from './places.ts';

const run = promisify(execFile);
const VERSIONS = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL's programs. Null where none is installed. */
export function postgresPrograms(): string | null {
  if (!existsSync(VERSIONS)) return null;
  const newest = readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a));
  return newest.map((version) => join(VERSIONS, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ?? null;
}

export interface Postgres {
  /** Makes an empty database and says where it is. */
  createDatabase(): Promise<string>;
  /** Ends all its processes at once, as a power cut would, and starts it again on what it had written. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server on a socket in a temporary directory. As root it runs as `nobody`: PostgreSQL refuses root. */
export async function startPostgres(bin: string): Promise<Postgres> {
  const directory = await mkdtemp(join(tmpdir(), 'causeway-postgres-'));
  const data = join(directory, 'data');
  const asNobody = process.getuid?.() === 0 ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'] : [];
  if (asNobody.length > 0) await chown(directory, 65_534, 65_534);
  const command = (program: string, ...options: string[]): [string, string[]] => {
    const [first, ...rest] = [...asNobody, join(bin, program), ...options];
    return [first!, rest];
  };

  await run(
    ...command(
      'initdb',
      '--pgdata',
      data,
      '--username',
      'causeway',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--no-sync',
    ),
    { cwd: directory },
  );
  // What is tested is not the server's own safety, so it need not wait for the disk.
  const start = () => {
    const server = spawn(
      ...command('postgres', '-D', data, '-k', directory, '-c', 'listen_addresses=', '-c', 'fsync=off'),
      { cwd: directory, stdio: 'ignore' },
    );
    return { server, ended: new Promise<void>((resolve) => server.once('exit', () => resolve())) };
  };
  let running = start();
  const urlOf = (database: string) => `postgres://causeway@/${database}?host=${encodeURIComponent(directory)}`;
  await accepts(urlOf('postgres'));

  let databases = 0;
  return {
    async createDatabase() {
      const name = `test_${++databases}`;
      const client = new pg.Client(urlOf('postgres'));
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return urlOf(name);
    },
    async crash() {
      running.server.kill('SIGQUIT');
      await running.ended;
      running = start();
      await accepts(urlOf('postgres'));
    },
    async stop() {
      running.server.kill('SIGINT');
      await running.ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Each place is a database of its own; it goes with the server. */
export const databasesOf =
  (server: Pick<Postgres, 'createDatabase'>): MakePlace =>
  async () => ({
    location: { databaseUrl: await server.createDatabase() },
    [Symbol.asyncDispose]: async () => {},
  });

/** Waits until the server takes connections. */
async function accepts(url: string): Promise<void> {
  const deadlineAt = Date.now() + 20_000;
  for (;;) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      if (Date.now() > deadlineAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
