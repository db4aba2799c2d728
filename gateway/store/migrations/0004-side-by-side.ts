import { sql, type Kysely } from 'kysely';
import { createTable } from './create-table.ts';

/** Several gateways over one store: operations know theirs, and what is due is done by one of them. */
export async function sideBySide(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  await createTable(db, dialect, 'claims', { columns: 'name text key, taken_at integer', indexes: ['taken_at'] });
  await db.schema
    .alterTable('operations')
    .addColumn('owner', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await db.schema
    .alterTable('operations')
    .addColumn('owned_until', 'bigint', (column) => column.notNull().defaultTo(sql`0`))
    .execute();
}
