/** What can be wrong with a data directory, and what survives it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { StartRefused, StoreUnavailable } from '../../../gateway/errors.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { emptyDirectory } from '../../support/places.ts';
import { programArguments } from '../../support/programs.ts';

const WRITER = programArguments(new URL('../../support/store-writer.ts', import.meta.url));

async function place() {
  const made = await emptyDirectory();
  return {
    directory: (made.location as { directory: string }).directory,
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
  };
}

async function refusalOf(directory: string): Promise<string> {
  const error = await openStore({ directory }).then(
    (store) => store.close(),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StartRefused);
  expect((error as Error).message).not.toContain('\n');
  return (error as Error).message;
}

it('makes the directory where it is missing', async () => {
  await using it = await place();
  const store = await openStore({ directory: join(it.directory, 'deep', 'er') });
  await store.close();
  expect(await readdir(join(it.directory, 'deep', 'er'))).toContain('causeway.db');
});

it('refuses a directory that is a file', async () => {
  await using it = await place();
  await writeFile(join(it.directory, 'file'), '');
  expect(await refusalOf(join(it.directory, 'file'))).toMatch(
    /^cannot use the data directory .*: it is not a directory\. Choose another with --data$/,
  );
  expect(await refusalOf(join(it.directory, 'file', 'below'))).toMatch(/it is not a directory/);
});

it('refuses a directory that cannot be made', async () => {
  expect(await refusalOf('/proc/causeway')).toMatch(
    /^cannot use the data directory \/proc\/causeway: it cannot be made/,
  );
});

it('refuses a directory in which nothing can be written', async () => {
  expect(await refusalOf('/proc/self')).toMatch(/^cannot use the data directory \/proc\/self: .*data directory$/);
});

it('refuses a second gateway on the same directory until the first has ended', async () => {
  await using it = await place();
  const first = await openStore({ directory: it.directory });
  expect(await refusalOf(it.directory)).toMatch(
    /^another gateway runs on the data directory .*\. Stop it, or choose another with --data$/,
  );
  await first.close();
  await (await openStore({ directory: it.directory })).close();
});

it('refuses a database file that is none, and leaves it as it was', async () => {
  await using it = await place();
  await writeFile(join(it.directory, 'causeway.db'), 'not a database at all\n'.repeat(500));
  expect(await refusalOf(it.directory)).toMatch(/its file is damaged\. Stop the gateway and restore a backup$/);
  expect(await refusalOf(it.directory)).toMatch(/its file is damaged/);
});

it('refuses a write when the disk is full, loses nothing, and goes on when there is room again', async () => {
  await using it = await place();
  const store = await openStore({ directory: it.directory });
  const put = (key: string, bytes: number) =>
    store.db
      .insertInto('meta')
      .values({ key, value: 'x'.repeat(bytes) })
      .execute();
  await put('before', 10);
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(store.db);
  const refused = await store
    .transaction((trx) =>
      trx
        .insertInto('meta')
        .values({ key: 'big', value: 'x'.repeat(1e6) })
        .execute(),
    )
    .catch((e: unknown) => e);
  expect(refused).toBeInstanceOf(StoreUnavailable);
  expect((refused as Error).message).toBe(
    'the store cannot be used: the disk is full. Free some space, then try again',
  );
  await sql`pragma max_page_count = 1000000`.execute(store.db);
  await put('after', 1e6);
  expect((await store.db.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key)).toEqual([
    'after',
    'before',
    'epoch',
  ]);
  await store.close();
});

it('loses nothing that was acknowledged when it is killed while writing, ten times, and the lock dies with the process', async () => {
  await using it = await place();
  for (let round = 0; round < 10; round++) {
    const child = spawn(process.execPath, [...WRITER, it.directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    const lines: number[] = [];
    for await (const line of createInterface(child.stdout)) if (lines.push(Number(line)) === 5 + round * 3) break;
    child.kill('SIGKILL');
    await ended;
    const store = await openStore({ directory: it.directory });
    const { n, last } = await store.db
      .selectFrom('audit')
      .select((eb) => [eb.fn.countAll<number>().as('n'), eb.fn.max('seq').as('last')])
      .executeTakeFirstOrThrow();
    expect(lines).toHaveLength(5 + round * 3);
    expect(n).toBe(last);
    expect(last).toBeGreaterThanOrEqual(lines.at(-1)!);
    await store.close();
  }
}, 60_000);

it('keeps its log short while much is written, without anybody waiting for it', async () => {
  await using it = await place();
  const store = await openStore({ directory: it.directory });
  const put = (key: string) => (trx: Parameters<Parameters<typeof store.bulkTransaction>[0]>[0]) =>
    trx
      .insertInto('meta')
      .values({ key, value: 'x'.repeat(4e6) })
      .execute();
  for (let n = 0; n < 30; n++) {
    await store.bulkTransaction(put(`${n}`));
    await setImmediate();
  }
  await store.transaction(put('last'));
  const bytes = async (file: string) => (await stat(join(it.directory, file))).size;
  expect(await bytes('causeway.db-wal')).toBeLessThan(60e6);
  expect(await bytes('causeway.db')).toBeGreaterThan(60e6);
  await store.close();
  expect(await bytes('causeway.db-wal').catch(() => 0)).toBe(0);
  expect(await bytes('causeway.db')).toBeGreaterThan(124e6);
});
