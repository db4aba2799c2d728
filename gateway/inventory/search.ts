/** Pages of resources, by keyset. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { ResourceQuery } from '../../resolvers/context.ts';
import type { Coverage, ResourcePage, ResourceRow } from '../../resolvers/rows.ts';
import type { OrderDirection, ResourceOrderField } from '../../schema/generated/types.ts';
import { InvalidCursor } from '../errors.ts';
import { decodeCursor, encodeCursor, pageOf, pageSize } from '../paging.ts';
import type { Store } from '../store/index.ts';
import { filterConditions } from './filters.ts';
import type { Area } from './ports.ts';
import { toRow } from './rows.ts';

interface SortKey {
  readonly column: RawBuilder<unknown>;
  readonly of: (row: ResourceRow) => string | number;
  readonly type: 'string' | 'number';
}

/** As `toRow` says it. */
const observedAt = sql`case when r.missing_since is null and s.listed_at > r.observed_at then s.listed_at else r.observed_at end`;

const id: SortKey = { column: sql.ref('r.id'), of: (row) => row.id, type: 'string' };
const name: SortKey = { column: sql.ref('r.name'), of: (row) => row.name, type: 'string' };
const ORDERS: Readonly<Record<ResourceOrderField, readonly SortKey[]>> = {
  NAME: [name, id],
  KIND: [{ column: sql.ref('r.kind'), of: (row) => row.kind, type: 'string' }, name, id],
  FIRST_SEEN_AT: [{ column: sql.ref('r.first_seen_at'), of: (row) => row.firstSeenAt, type: 'number' }, id],
  OBSERVED_AT: [{ column: observedAt, of: (row) => row.observedAt, type: 'number' }, id],
};

/** What a query asks about order and place, checked. */
export interface Place {
  readonly field: ResourceOrderField;
  readonly direction: OrderDirection;
  readonly size: number;
  /** The sort values of the row before the page. Null at the beginning. */
  readonly after: readonly (string | number)[] | null;
}

const listName = (field: ResourceOrderField, direction: OrderDirection) => `resources ${field} ${direction}`;

export function placeOf({ first, after, orderBy }: ResourceQuery): Place {
  const field = orderBy?.field ?? 'NAME';
  const direction = orderBy?.direction ?? 'ASC';
  const size = pageSize({ first }, 50, 500);
  if (after === null || after === undefined) return { field, direction, size, after: null };
  const values = decodeCursor(listName(field, direction), after, ORDERS[field].length);
  if (ORDERS[field].some(({ type }, at) => typeof values[at] !== type)) throw new InvalidCursor();
  return { field, direction, size, after: values as (string | number)[] };
}

/** Resources with the moment their slice was listed. */
export const resourcesWithSlices = (store: Store) =>
  store.db
    .selectFrom('resources as r')
    .leftJoin('slices as s', (join) =>
      join
        .onRef('s.provider_id', '=', 'r.provider_id')
        .onRef('s.kind', '=', 'r.kind')
        .onRef('s.region', '=', 'r.region'),
    )
    .select([
      'r.id',
      'r.provider_id',
      'r.kind',
      'r.region',
      'r.native_id',
      'r.name',
      'r.state',
      'r.body',
      'r.first_seen_at',
      'r.observed_at',
      'r.source',
      'r.missing_since',
      's.listed_at',
    ]);

export async function searchPage(
  store: Store,
  query: ResourceQuery,
  area: Area,
  place: Place,
  coverage: Coverage,
): Promise<ResourcePage> {
  const keys = ORDERS[place.field];
  const descending = place.direction === 'DESC';
  const conditions = filterConditions(store, area, query.filter);
  const columns = sql.join(keys.map(({ column }) => column));
  const following =
    place.after && sql<SqlBool>`(${columns}) ${sql.raw(descending ? '<' : '>')} (${sql.join(place.after)})`;

  let page = resourcesWithSlices(store).limit(place.size + 1);
  for (const condition of following ? [...conditions, following] : conditions) page = page.where(condition);
  for (const { column } of keys) page = page.orderBy(column, descending ? 'desc' : 'asc');
  const rows = (await page.execute()).map(toRow);

  const list = listName(place.field, place.direction);
  return Object.freeze({
    ...pageOf(rows, place.size, query, (row) =>
      encodeCursor(
        list,
        keys.map(({ of }) => of(row)),
      ),
    ),
    totalCount: once(() => count(store, conditions)),
    coverage: async () => coverage,
  });
}

async function count(store: Store, conditions: readonly RawBuilder<boolean>[]): Promise<number> {
  let query = store.db.selectFrom('resources as r').select((eb) => eb.fn.countAll<number>().as('count'));
  for (const condition of conditions) query = query.where(condition);
  return (await query.executeTakeFirstOrThrow()).count;
}

/** Asks once for all who share the page; a failure is not kept. */
function once<Value>(ask: () => Promise<Value>): () => Promise<Value> {
  let answer: Promise<Value> | null = null;
  return () =>
    (answer ??= ask().catch((error: unknown) => {
      answer = null;
      throw error;
    }));
}
