import { sql, type Kysely } from 'kysely';
import { createTable, type TableShape } from './create-table.ts';

const TABLES: Readonly<Record<string, TableShape>> = {
  deployments: {
    columns: `id text key, name text, connector text, platform text, settings text, enabled integer,
      max_concurrency integer, manifest text, version text?, created_at integer, updated_at integer,
      described_at integer`,
    unique: ['name'],
  },
  bindings: {
    columns: 'connector text, operation text, deployment text, bound_at integer',
    key: 'connector, operation',
  },
  registry_revision: { columns: 'id integer key, revision integer' },
  event_subscriptions: {
    columns: `id text key, name text, event_type text, filter text?, function text, deployment text?, provider_id text?,
      mode text, enabled integer, max_attempts integer, max_age_ms integer, created_at integer, updated_at integer`,
    unique: ['name'],
  },
  webhooks: { columns: 'id text key, name text, kind text, secret text, created_at integer', unique: ['name'] },
  events: {
    columns: 'seq serial key, source text, id text, type text, event text, hops integer, accepted_at integer',
    indexes: ['accepted_at'],
  },
  deliveries: {
    columns: `id text key, event_seq integer, subscription text?, function text, deployment text?, provider_id text?,
      state text, attempts integer, max_attempts integer, in_doubt integer, expires_at integer,
      next_attempt_at integer?, leased_by text?, error_code text?, error_message text?, created_at integer,
      finished_at integer?`,
    indexes: [
      'state, next_attempt_at, function',
      'subscription, state',
      'event_seq',
      'created_at, id',
      'state, finished_at',
    ],
  },
};

/** Deployments anywhere, what is bound to them, and events with their outbox. */
export async function functionsAnywhere(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  for (const [name, shape] of Object.entries(TABLES)) await createTable(db, dialect, name, shape);
  await db.schema.createIndex('events_by_name').on('events').columns(['source', 'id']).unique().execute();
  await db.schema.alterTable('providers').addColumn('deployment', 'text').execute();
  await sql`insert into registry_revision (id, revision) values (1, 0)`.execute(db);
}
