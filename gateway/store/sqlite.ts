/** The embedded store: a directory with one SQLite database, for one gateway at a time. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import Database from 'libsql';
import { StartRefused } from '../errors.ts';
import { createCheckpointer } from './checkpointer.ts';
import { storeFailure } from './failures.ts';
import type { OpenedDialect } from './location.ts';
import { sqliteDialect, turnstile } from './sqlite-driver.ts';

/** How long a write waits for another process, such as a backup, to let go of the file. */
const BUSY_TIMEOUT_MS = 5_000;

/** Holds the pages that one transaction of a listing changes, so that they are not written and read again meanwhile. */
const BULK_CACHE_KIB = 32_768;

/** How long the log's file stays once all of it was moved into the database. */
const LOG_KEPT_BYTES = 2 ** 20;

/** Opens the database of a directory, made where it is missing. Throws `StartRefused` with the reason in one line. */
export function openSqlite(directory: string): OpenedDialect {
  makeDirectory(directory);
  const explain = (error: unknown) => refusal(directory, error);
  const lock = lockDirectory(directory);
  const opened: Database.Database[] = [];
  try {
    const file = join(directory, 'causeway.db');
    const connect = (...pragmas: string[]) => {
      const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
      opened.push(database);
      for (const pragma of pragmas) database.exec(`pragma ${pragma}`);
      return database;
    };
    const writerPragmas = ['wal_autocheckpoint = 0', `journal_size_limit = ${LOG_KEPT_BYTES}`];
    const writer = connect('journal_mode = wal', 'synchronous = full', ...writerPragmas);
    const bulkWriter = connect('synchronous = normal', `cache_size = -${BULK_CACHE_KIB}`, ...writerPragmas);
    const reader = connect('query_only = on');
    const checkpointer = createCheckpointer(file);
    const enter = turnstile();
    return {
      dialect: sqliteDialect({ writer, reader, enter, committed: checkpointer.committed }),
      bulk: {
        dialect: sqliteDialect({ writer: bulkWriter, reader, enter, committed: checkpointer.committed }),
        ready: checkpointer.caughtUp,
      },
      explain,
      async release() {
        await checkpointer.close();
        emptyLog(writer);
        for (const database of opened) database.close();
        lock.close();
      },
    };
  } catch (error) {
    for (const database of opened) database.close();
    lock.close();
    throw explain(error);
  }
}

/** So that the database file alone is the whole store. What does not fit on a full disk stays in the log, which is as safe. */
function emptyLog(writer: Database.Database): void {
  try {
    writer.prepare('pragma wal_checkpoint(truncate)').all();
  } catch (error) {
    if (storeFailure(error) === null) throw error;
  }
}

/** Why the gateway does not start with this directory; errors that are not the store's come back as they are. */
function refusal(directory: string, error: unknown): unknown {
  const reason = storeFailure(error);
  return reason === null
    ? error
    : new StartRefused(`cannot use the data directory ${directory}: ${reason}`, { cause: error });
}

function makeDirectory(directory: string): void {
  try {
    makeWithParents(resolve(directory));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'EEXIST' || code === 'ENOTDIR' ? 'it is not a directory' : `it cannot be made (${code})`;
    throw new StartRefused(`cannot use the data directory ${directory}: ${reason}. Choose another with --data`, {
      cause: error,
    });
  }
}

/** Node's own recursive way never returns in a file system that answers ENOENT for a place under an existing parent, such as /proc. */
function makeWithParents(directory: string): void {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(directory);
  if (!existsSync(parent)) makeWithParents(parent);
  mkdirSync(directory, { mode: 0o700 });
}

/** Holds SQLite's own lock on a file of its own: it ends with the process, however that ends. */
function lockDirectory(directory: string): Database.Database {
  let lock: Database.Database | undefined;
  try {
    lock = new Database(join(directory, 'gateway.lock'));
    lock.exec('pragma journal_mode = memory');
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock?.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
      throw new StartRefused(
        `another gateway runs on the data directory ${directory}. Stop it, or choose another with --data`,
      );
    }
    throw refusal(directory, error);
  }
}
