/** Writes what a provider showed: compares by hash first, so that what did not change costs no write. */
import { isDeepStrictEqual } from 'node:util';
import { sql, type Kysely, type Transaction } from 'kysely';
import type { FieldChange, ResourceChangeType, ResourceSource } from '../../schema/generated/types.ts';
import { Conflict } from '../errors.ts';
import { among, insertRows, type ColumnTypes, type Store, type Tables } from '../store/index.ts';
import type { SliceKey } from './ports.ts';
import { bump } from './revisions.ts';
import { fieldsOf, indexable, type StoredRecord } from './rows.ts';

const RESOURCE_COLUMNS: ColumnTypes = {
  id: 'text',
  provider_id: 'text',
  kind: 'text',
  region: 'text',
  native_id: 'text',
  name: 'text',
  search: 'text',
  state: 'text',
  hash: 'text',
  body: 'text',
  native: 'text',
  first_seen_at: 'bigint',
  observed_at: 'bigint',
  source: 'text',
};
const CHANGE_COLUMNS: ColumnTypes = { resource_seq: 'bigint', at: 'bigint', type: 'text', fields: 'text' };
const TAG_COLUMNS: ColumnTypes = { key: 'text', value: 'text', resource_seq: 'bigint' };

const REPLACE = `on conflict (id) do update set ${[
  'name',
  'search',
  'state',
  'hash',
  'body',
  'native',
  'observed_at',
  'source',
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}, missing_since = null`;

type Change = readonly [resourceSeq: number, type: ResourceChangeType, fields: readonly FieldChange[]];

/** A showing of resources at one moment. */
export interface Showing {
  readonly slice: SliceKey;
  /** When the provider was asked. Records that were read later than this are newer and stay as they are. */
  readonly at: number;
  /** Whether all of the slice was asked for. */
  readonly source: ResourceSource;
}

/** Which of the records differ from what is stored. */
export async function differing(
  db: Kysely<Tables>,
  store: Store,
  { at }: Showing,
  records: readonly StoredRecord[],
): Promise<readonly StoredRecord[]> {
  const rows = await db
    .selectFrom('resources')
    .select(['id', 'hash', 'observed_at', 'missing_since'])
    .where(
      among(
        store.dialect,
        sql.ref('id'),
        records.map(({ id }) => id),
      ),
    )
    .execute();
  const stored = new Map(rows.map((row) => [row.id, row]));
  return records.filter((record) => {
    const row = stored.get(record.id);
    return !row || (row.observed_at <= at && (row.hash !== record.hash || row.missing_since !== null));
  });
}

/** The slice, locked against others who write it. Throws `Conflict` when the provider does not have it (any more). */
export async function lockSlice(trx: Transaction<Tables>, store: Store, { providerId, kind, region }: SliceKey) {
  const slice = await trx
    .selectFrom('slices')
    .select('listed_at')
    .where('provider_id', '=', providerId)
    .where('kind', '=', kind)
    .where('region', '=', region)
    .$if(store.dialect === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!slice)
    throw new Conflict(
      `${kind} in ${region} is not listed for this provider any more: it was removed or its regions were changed`,
    );
  return slice;
}

/** Writes records, found to differ, and the history of what changed. */
export async function writeRecords(
  trx: Transaction<Tables>,
  store: Store,
  { slice, at, source }: Showing,
  records: readonly StoredRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const { providerId, kind, region } = slice;
  const stored = () =>
    trx
      .selectFrom('resources')
      .select(['id', 'seq', 'name', 'state', 'body', 'missing_since'])
      .where(
        among(
          store.dialect,
          sql.ref('id'),
          records.map(({ id }) => id),
        ),
      );
  const before = new Map((await stored().execute()).map((row) => [row.id, row]));

  const resources = records.map((record) => [
    record.id,
    providerId,
    kind,
    region,
    record.nativeId,
    record.name,
    record.search,
    record.state,
    record.hash,
    record.body,
    record.native,
    at,
    at,
    source,
  ]);
  await insertRows(trx, store.dialect, 'resources', RESOURCE_COLUMNS, resources, REPLACE);
  const seqs = new Map((await stored().clearSelect().select(['id', 'seq']).execute()).map(({ id, seq }) => [id, seq]));

  if (before.size > 0) {
    const rewritten = [...before.values()].map(({ seq }) => seq);
    await trx
      .deleteFrom('resource_tags')
      .where(among(store.dialect, sql.ref('resource_seq'), rewritten))
      .execute();
  }
  const tags = records.flatMap(({ id, tags }) =>
    (tags ?? []).map(({ key, value }) => [indexable(key), indexable(value), seqs.get(id)!]),
  );
  await insertRows(trx, store.dialect, 'resource_tags', TAG_COLUMNS, tags, 'on conflict do nothing');

  const changes: Change[] = [];
  for (const record of records) {
    const old = before.get(record.id);
    const seq = seqs.get(record.id)!;
    if (!old) changes.push([seq, 'FOUND', []]);
    else {
      if (old.missing_since !== null) changes.push([seq, 'RETURNED', []]);
      const fields = changedFields(fieldsOf(kind, old), fieldsOf(kind, record));
      if (fields.length > 0) changes.push([seq, 'CHANGED', fields]);
    }
  }
  await writeChanges(trx, store, at, changes);
  await addToCount(trx, slice, changes.filter(([, type]) => type === 'FOUND' || type === 'RETURNED').length);
}

/** Marks resources as missing: those of the ids that are there and were not read later than the showing. How many. */
export async function markMissing(
  trx: Transaction<Tables>,
  store: Store,
  { slice, at, source }: Showing,
  ids: readonly string[],
): Promise<number> {
  if (ids.length === 0) return 0;
  const lost = await trx
    .updateTable('resources')
    .set({ missing_since: at, observed_at: at, source })
    .where(among(store.dialect, sql.ref('id'), ids))
    .where('missing_since', 'is', null)
    .where('observed_at', '<=', at)
    .returning('seq')
    .execute();
  await writeChanges(
    trx,
    store,
    at,
    lost.map(({ seq }) => [seq, 'LOST', []]),
  );
  await addToCount(trx, slice, -lost.length);
  return lost.length;
}

async function writeChanges(trx: Transaction<Tables>, store: Store, at: number, changes: readonly Change[]) {
  const rows = changes.map(([seq, type, fields]) => [seq, at, type, JSON.stringify(fields)]);
  await insertRows(trx, store.dialect, 'resource_changes', CHANGE_COLUMNS, rows);
}

async function addToCount(trx: Transaction<Tables>, { providerId, kind, region }: SliceKey, more: number) {
  if (more !== 0) {
    await trx
      .updateTable('slices')
      .set({ resource_count: sql`resource_count + ${more}` })
      .where('provider_id', '=', providerId)
      .where('kind', '=', kind)
      .where('region', '=', region)
      .execute();
  }
}

function changedFields(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((field) => {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    return isDeepStrictEqual(was, is) ? [] : [{ field, before: was, after: is }];
  });
}

/** One transaction that writes what is known of a provider; `BULK` for one of many, which the end of the work makes durable. */
export function writing<Result>(
  store: Store,
  providerId: string,
  work: (trx: Transaction<Tables>) => Promise<Result>,
  size: 'ONE' | 'BULK' = 'ONE',
): Promise<Result> {
  const bumping = async (trx: Transaction<Tables>) => {
    const result = await work(trx);
    await bump(trx, providerId);
    return result;
  };
  return size === 'BULK' ? store.bulkTransaction(bumping) : store.transaction(bumping);
}
