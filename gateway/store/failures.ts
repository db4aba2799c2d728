/** Turns what a driver throws into what a client may hear. */
import { BadInput, StoreUnavailable } from '../errors.ts';

/** By SQLite's code (extended codes begin with these) or PostgreSQL's SQLSTATE (classes are two characters). */
const REASONS: Readonly<Record<string, string>> = {
  SQLITE_FULL: 'the disk is full. Free some space, then try again',
  SQLITE_BUSY: 'it is locked by another process. Try again',
  SQLITE_LOCKED: 'it is locked. Try again',
  SQLITE_READONLY: 'it is read-only. Make the data directory writable',
  SQLITE_IOERR: 'the disk reports an error. Look at the disk',
  SQLITE_CANTOPEN: 'its file cannot be opened. Look at the data directory',
  SQLITE_CORRUPT: 'its file is damaged. Stop the gateway and restore a backup',
  SQLITE_NOTADB: 'its file is damaged. Stop the gateway and restore a backup',
  ECONNREFUSED: 'the database refuses connections. Try again later',
  ECONNRESET: 'the database closed the connection. Try again',
  ENOTFOUND: 'the host of DATABASE_URL is not known',
  ENOENT: 'the socket of DATABASE_URL does not exist',
  ETIMEDOUT: 'the database does not answer. Try again later',
  EHOSTUNREACH: 'the database cannot be reached. Try again later',
  EPIPE: 'the database closed the connection. Try again',
  '08': 'the connection to the database broke. Try again',
  '25006': 'the database is read-only. Use the primary',
  '28': 'the database refuses the user or password of DATABASE_URL',
  '3D000': 'the database of DATABASE_URL does not exist. Create it',
  '40': 'another transaction was in the way. Try again',
  '53100': 'the disk of the database is full. Free some space, then try again',
  '53': 'the database has too little memory or connections left. Try again later',
  '55P03': 'it is locked. Try again',
  '57': 'the database is stopping or starting. Try again later',
  '58': 'the disk of the database reports an error',
};

/** What the drivers throw without a code. */
const WORDED: readonly (readonly [RegExp, string])[] = [
  [
    /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/,
    REASONS['08']!,
  ],
  [/Unable to open connection to local database/, REASONS['SQLITE_CANTOPEN']!],
];

/** Why the store cannot be used, in words, or null when the fault is in the query. */
export function storeFailure(error: unknown): string | null {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code !== '') {
    const extended = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
    return REASONS[extended] ?? (/^[0-9A-Z]{5}$/.test(code) ? (REASONS[code.slice(0, 2)] ?? null) : null);
  }
  return typeof message === 'string' ? (WORDED.find(([words]) => words.test(message))?.[1] ?? null) : null;
}

/** PostgreSQL keeps every character but NUL. A client that sends one is not to be told of a fault in the gateway. */
const UNTRANSLATABLE = '22021';

/**
 * The error to throw on: `StoreUnavailable` where the store is at fault, `BadInput` where a text is that no store takes,
 * otherwise the error as it came.
 */
export function toStoreError(error: unknown): unknown {
  if ((error as { code?: unknown }).code === UNTRANSLATABLE)
    return new BadInput('a text of the request', 'must not hold the character NUL');
  const reason = storeFailure(error);
  return reason === null ? error : new StoreUnavailable(reason, { cause: error });
}
