import { Kysely } from 'kysely';
import type { StoreLocation } from './location.ts';
import type { Tables } from './tables.ts';

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
