import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { textIndex } from '../dialects.ts';
import { createTable, type TableShape } from './create-table.ts';

const TABLES: Readonly<Record<string, TableShape>> = {
  meta: { columns: 'key text key, value text' },
  providers: {
    columns: `id text key, name text, connector text, state text, state_reason text?, state_code text?,
      account_id text?, chosen_regions text?, account_regions text?, options text, credential text?,
      sync_interval_ms integer?, created_at integer, updated_at integer, verified_at integer?, synced_at integer?,
      last_sync_id text?`,
    unique: ['name'],
  },
  slices: {
    columns: `provider_id text, kind text, region text, resource_count integer?, listed_at integer?,
      attempted_at integer?, error_code text?, error_message text?`,
    key: 'provider_id, kind, region',
  },
  resources: {
    columns: `seq serial key, id text, provider_id text, kind text, region text, native_id text, name text, search text,
      state text?, hash text, body text, native text?, first_seen_at integer, observed_at integer, source text,
      missing_since integer?`,
    unique: ['id'],
    indexes: [
      'provider_id, kind, region, seq',
      'provider_id, kind, name, id',
      'kind, name, id',
      'name, id',
      'first_seen_at',
    ],
  },
  resource_tags: {
    columns: 'key text, value text, resource_seq integer',
    key: 'key, value, resource_seq',
    indexes: ['resource_seq, key'],
  },
  resource_changes: {
    columns: 'seq serial key, resource_seq integer, at integer, type text, fields text',
    indexes: ['resource_seq, seq', 'at'],
  },
  inventory_revisions: { columns: 'provider_id text key, revision integer' },
  alarms: {
    columns: `id text key, provider_id text, rule text, subject_kind text, subject_native_id text, resource_id text?,
      region text, title text, description text?, state text, severity text, started_at integer, changed_at integer,
      seen_at integer, resolved_at integer?, acknowledged_by text?, acknowledged_at integer?, note text?, native text?`,
    indexes: ['provider_id, region, state', 'resource_id, state', 'state, changed_at, id', 'changed_at, id'],
  },
  alarm_events: {
    columns: `seq integer key, alarm_id text, provider_id text, resource_id text?, severity text, type text,
      from_state text?, to_state text, at integer, seen_at integer, actor text?, note text?, alarm text`,
    indexes: ['seen_at'],
  },
  alarm_log: { columns: 'id integer key, epoch text, last_seq integer, forgotten_seq integer' },
  operations: {
    columns: `id text key, type text, state text, provider_id text?, provider_ids text, done integer, total integer?,
      requested_by text?, started_at integer, finished_at integer?`,
    indexes: ['provider_id, started_at', 'state', 'finished_at'],
  },
  operation_items: {
    columns: `operation_id text, position integer, kind text?, region text?, resource_id text?, outcome text,
      error_code text?, error_message text?, count integer?`,
    key: 'operation_id, position',
  },
  api_keys: {
    columns: `id text key, name text, secret_hash text, role text, provider_ids text?, created_at integer,
      last_used_at integer?, expires_at integer?`,
    unique: ['name', 'secret_hash'],
  },
  idempotency: { columns: 'key text key, input_hash text, answer text?, created_at integer', indexes: ['created_at'] },
  audit: {
    columns: 'seq serial key, at integer, actor text?, action text, provider_id text?, details text, outcome text',
    indexes: ['at'],
  },
};

/** The tables of the first version. A store is known by the `epoch` made with it: cursors of another do not fit it. */
export async function first(db: Kysely<unknown>, dialect: 'sqlite' | 'postgres'): Promise<void> {
  for (const [name, shape] of Object.entries(TABLES)) await createTable(db, dialect, name, shape);
  await sql`create index resources_missing on resources (missing_since) where missing_since is not null`.execute(db);
  for (const statement of textIndex[dialect]) await statement.execute(db);
  const epoch = randomUUID();
  await sql`insert into meta (key, value) values ('epoch', ${epoch})`.execute(db);
  await sql`insert into alarm_log (id, epoch, last_seq, forgotten_seq) values (1, ${epoch}, 0, 0)`.execute(db);
}
