import { Migrator, type Kysely } from 'kysely';
import { StartRefused } from '../errors.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** Brings the tables up to date, in one transaction; gateways that start together do it one after the other. */
export async function migrate(db: Kysely<Tables>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  const known = migrations(dialect);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const newer = (await executed(db)).find((name) => !(name in known));
  if (newer !== undefined) {
    throw new StartRefused(
      `the store was written by a newer Causeway (it has ${newer}). Start that version, or restore a backup`,
    );
  }
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error as Error;
}

/** The names of the migrations that the store has seen; none for a new one. */
async function executed(db: Kysely<Tables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map(({ name }) => name);
}
