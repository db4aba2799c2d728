/** Where SQLite and PostgreSQL differ. */
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** More of them narrow a search no further. */
const MAX_TRIGRAMS = 20;

type DialectName = 'sqlite' | 'postgres';

/** Column types. Text is compared byte by byte on both. */
export const columnTypes = {
  sqlite: { text: sql`text`, integer: sql`integer`, serial: sql`integer` },
  postgres: { text: sql`text collate "C"`, integer: sql`bigint`, serial: sql`bigint generated always as identity` },
} as const satisfies Record<DialectName, Record<string, RawBuilder<unknown>>>;

/** Statements that make substrings of `resources.search` findable. */
export const textIndex: Record<DialectName, readonly RawBuilder<unknown>[]> = {
  sqlite: [
    sql`create virtual table resource_text using fts5(search, content='resources', content_rowid='seq', detail=none, tokenize='trigram case_sensitive 1')`,
    sql`create trigger resource_text_insert after insert on resources begin
          insert into resource_text(rowid, search) values (new.seq, new.search);
        end`,
    sql`create trigger resource_text_delete after delete on resources begin
          insert into resource_text(resource_text, rowid, search) values ('delete', old.seq, old.search);
        end`,
    sql`create trigger resource_text_update after update of search on resources when old.search <> new.search begin
          insert into resource_text(resource_text, rowid, search) values ('delete', old.seq, old.search);
          insert into resource_text(rowid, search) values (new.seq, new.search);
        end`,
  ],
  // Without the right to make the extension, or without the extension, `like` reads every row: slower, the same answer.
  postgres: [
    sql`do $$ begin
          create extension if not exists pg_trgm;
          create index resources_search on resources using gin (search gin_trgm_ops);
        exception when insufficient_privilege or undefined_file or feature_not_supported or undefined_object then null;
        end $$`,
  ],
};

/** `column` is one of `values`, with one parameter however many they are. */
export function among(
  dialect: DialectName,
  column: RawBuilder<unknown>,
  values: readonly string[] | readonly number[],
): RawBuilder<boolean> {
  if (dialect === 'sqlite') return sql<boolean>`${column} in (select value from json_each(${JSON.stringify(values)}))`;
  return sql<boolean>`${column} = any(${values}::${sql.raw(typeof values[0] === 'number' ? 'bigint' : 'text')}[])`;
}

/** `resources.search` (as `r`) contains the text, which has at least three characters; the index narrows, the text decides. */
export function containing(dialect: DialectName, text: string): RawBuilder<boolean> {
  if (dialect === 'postgres') return sql<boolean>`r.search like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`;
  const characters = Array.from(text);
  const trigrams = new Set(characters.slice(2).map((_, at) => characters.slice(at, at + 3).join('')));
  const match = [...trigrams].slice(0, MAX_TRIGRAMS).map((trigram) => `"${trigram.replaceAll('"', '""')}"`);
  return sql<boolean>`r.seq in (select rowid from resource_text where resource_text match ${match.join(' ')}) and instr(r.search, ${text}) > 0`;
}

/** Until the transaction ends, whoever else asks for the same key waits. On SQLite transactions come one by one anyway. */
export async function oneAtATime(trx: Transaction<Tables>, dialect: DialectName, key: string): Promise<void> {
  if (dialect === 'postgres') await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
}

/** The columns to write and their types. */
export type ColumnTypes = Readonly<Record<string, 'text' | 'bigint'>>;

/**
 * Inserts many rows, given as arrays in the order of the columns. `conflict` follows the values, as in
 * `on conflict do nothing`; what it returns, if it says `returning`, is the answer. SQLite is fastest with one prepared
 * statement for each row, PostgreSQL with one for all.
 */
export async function insertRows<Returned = never>(
  trx: Transaction<Tables> | Kysely<Tables>,
  dialect: DialectName,
  table: keyof Tables,
  columns: ColumnTypes,
  rows: readonly (readonly (string | number | null)[])[],
  conflict = '',
): Promise<readonly Returned[]> {
  if (rows.length === 0) return [];
  const names = Object.keys(columns);
  const head = `insert into ${table} (${names.join(', ')})`;
  if (dialect === 'postgres') {
    const arrays = names.map((name, column) => sql`${rows.map((row) => row[column])}::${sql.raw(columns[name]!)}[]`);
    const all = sql<Returned>`${sql.raw(head)} select * from unnest(${sql.join(arrays)}) ${sql.raw(conflict)}`;
    return (await all.execute(trx)).rows;
  }
  const statement = sql.raw<Returned>(`${head} values (${names.map(() => '?').join(', ')}) ${conflict}`).compile(trx);
  const returned: Returned[] = [];
  for (const row of rows) returned.push(...(await trx.executeQuery<Returned>({ ...statement, parameters: row })).rows);
  return returned;
}
