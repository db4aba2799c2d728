import { Kysely, type Dialect } from 'kysely';
import type { Tables } from './tables.ts';

/** Where the store is: a directory of its own, or a PostgreSQL database. */
export type StoreLocation = { readonly directory: string } | { readonly databaseUrl: string };

/** What each of the two kinds of store brings. */
export interface OpenedDialect {
  readonly dialect: Dialect;
  /** For long works of many transactions. Null: the same as others. */
  readonly bulk: {
    readonly dialect: Dialect;
    /** Waits while there should be a pause. */ ready(): Promise<void>;
  } | null;
  /** The error to refuse the start with; those that are not the store's fault come back as they are. */
  explain(error: unknown): unknown;
  /** Lets go of what Kysely does not close. */
  release(): Promise<void>;
}

export interface OpenedDatabase {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  readonly bulk: { readonly db: Kysely<Tables>; ready(): Promise<void> };
  explain(error: unknown): unknown;
  close(): Promise<void>;
}

/** Opens whichever store the location names; the driver of the other is not loaded. */
export async function openDatabase(location: StoreLocation): Promise<OpenedDatabase> {
  const [name, opened] =
    'directory' in location
      ? (['sqlite', (await import('./sqlite.ts')).openSqlite(location.directory)] as const)
      : (['postgres', await (await import('./postgres.ts')).openPostgres(location.databaseUrl)] as const);
  const db = new Kysely<Tables>({ dialect: opened.dialect });
  const bulk = opened.bulk
    ? { db: new Kysely<Tables>({ dialect: opened.bulk.dialect }), ready: opened.bulk.ready }
    : { db, ready: async () => {} };
  return {
    dialect: name,
    db,
    bulk,
    explain: opened.explain,
    async close() {
      await db.destroy();
      if (bulk.db !== db) await bulk.db.destroy();
      await opened.release();
    },
  };
}
