import { sql, type Kysely } from 'kysely';
import { createTable, type TableShape } from './create-table.ts';

const TABLES: Readonly<Record<string, TableShape>> = {
  account_creations: {
    columns: `provider_id text key, connector text, deployment text?, name text,
      reserved_name text?, account_id text?, options text,
      credential text?, begun_at integer, abandoned_at integer?, next_attempt_at integer, attempts integer,
      error_code text?, error_message text?`,
    unique: ['reserved_name'],
  },
  findings: {
    columns: `seq serial key, id text, provider_id text, native_id text, check_id text, check_name text, category text?,
      verdict text, severity text, severity_rank integer, source text, subject_kind text?, subject_native_id text?,
      subject_id text?, summary text, details text, native text?, hash text, first_seen_at integer,
      last_seen_at integer, cleared_at integer?`,
    unique: ['id'],
    indexes: ['provider_id, severity_rank, seq', 'subject_id', 'severity_rank, seq'],
  },
};

/**
 * Accounts in systems that keep accounts of their own: how they stand there, those half made, and what was found.
 * Deliveries that a sender waited for, and events by the one that led to them.
 */
export async function accountsUpstream(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  for (const [name, shape] of Object.entries(TABLES)) await createTable(db, dialect, name, shape);
  await sql`create index findings_cleared on findings (cleared_at) where cleared_at is not null`.execute(db);
  await db.schema.alterTable('providers').addColumn('upstream', 'text').execute();
  await db.schema.alterTable('providers').addColumn('system', 'text').execute();
  await db.schema
    .alterTable('providers')
    .addColumn('created_upstream', 'integer', (column) => column.notNull().defaultTo(sql`0`))
    .execute();
  await db.schema
    .alterTable('deliveries')
    .addColumn('awaited', 'integer', (column) => column.notNull().defaultTo(sql`0`))
    .execute();
  await db.schema.alterTable('events').addColumn('root_seq', 'bigint').execute();
  await db.schema
    .alterTable('events')
    .addColumn('descendants', 'integer', (column) => column.notNull().defaultTo(sql`0`))
    .execute();
  // Few: what senders may send again, looked for with every event that came again.
  await sql`create index deliveries_awaited on deliveries (event_seq) where awaited = 1 and state = 'DEAD'`.execute(db);
}
