import type { Migration } from 'kysely';
import { first } from './0001-first.ts';
import { functionsAnywhere } from './0002-functions-anywhere.ts';
import { accountsUpstream } from './0003-accounts-upstream.ts';
import { sideBySide } from './0004-side-by-side.ts';

/** All migrations by name, in the order of their names. One that was released is never changed. */
export const migrations = (dialect: 'sqlite' | 'postgres'): Record<string, Migration> => ({
  '0001-first': { up: (db) => first(db, dialect) },
  '0002-functions-anywhere': { up: (db) => functionsAnywhere(db, dialect) },
  '0003-accounts-upstream': { up: (db) => accountsUpstream(db, dialect) },
  '0004-side-by-side': { up: (db) => sideBySide(db, dialect) },
});
