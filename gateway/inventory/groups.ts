/** Counts of resources by what they have in common, largest group first. */
import { sql, type SqlBool } from 'kysely';
import type { ResourceQuery } from '../../resolvers/context.ts';
import type { Coverage, ResourceGroupPage, ResourceGroupRow } from '../../resolvers/rows.ts';
import type { ResourceGroupKey } from '../../schema/generated/types.ts';
import { BadInput, InvalidCursor } from '../errors.ts';
import { decodeCursor, encodeCursor, pageOf, pageSize } from '../paging.ts';
import type { Store } from '../store/index.ts';
import { filterConditions } from './filters.ts';
import type { Area } from './ports.ts';
import { indexable } from './rows.ts';

const COLUMNS = {
  KIND: 'r.kind',
  PROVIDER: 'r.provider_id',
  REGION: 'r.region',
  STATE: 'r.state',
  TAG: 't.value',
} as const;

/** What a query asks about groups and place, checked. */
export interface Grouping {
  readonly by: ResourceGroupKey;
  readonly tag: string | null;
  readonly size: number;
  /** The last group before the page: how many, and its value. Null at the beginning. */
  readonly after: { readonly count: number; readonly value: string | null } | null;
}

const listName = ({ by, tag }: Pick<Grouping, 'by' | 'tag'>) => `groups ${by} ${tag ?? ''}`;

export function groupingOf(
  by: ResourceGroupKey,
  tag: string | null | undefined,
  { first, after }: ResourceQuery,
): Grouping {
  if (by === 'TAG' && !tag) throw new BadInput('tag', 'is needed to group by TAG');
  if (by !== 'TAG' && typeof tag === 'string') throw new BadInput('tag', 'is for grouping by TAG alone');
  const grouping = { by, tag: tag ?? null, size: pageSize({ first }, 50, 500), after: null };
  if (after === null || after === undefined) return grouping;
  const [count, value] = decodeCursor(listName(grouping), after, 2);
  if (typeof count !== 'number' || typeof value === 'number' || value === undefined) throw new InvalidCursor();
  return { ...grouping, after: { count, value } };
}

export async function groupPage(
  store: Store,
  query: ResourceQuery,
  area: Area,
  grouping: Grouping,
  coverage: Coverage,
): Promise<ResourceGroupPage> {
  const { by, tag, size, after } = grouping;
  const value = sql.ref<string | null>(COLUMNS[by]);
  const count = sql<number>`count(*)`;
  // Of equal counts those with a value come first, in its order.
  const unknown = sql<number>`case when ${value} is null then 1 else 0 end`;
  const text = sql<string>`coalesce(${value}, '')`;

  let groups = store.db
    .selectFrom('resources as r')
    .$if(by === 'TAG', (qb) =>
      qb.leftJoin('resource_tags as t', (join) =>
        join.onRef('t.resource_seq', '=', 'r.seq').on('t.key', '=', indexable(tag!)),
      ),
    )
    .select([value.as('value'), count.as('count')])
    .groupBy(value)
    .orderBy(count, 'desc')
    .orderBy(unknown)
    .orderBy(text)
    .limit(size + 1);
  for (const condition of filterConditions(store, area, query.filter)) groups = groups.where(condition);
  if (after) {
    groups = groups.having(
      sql<SqlBool>`${count} < ${after.count} or (${count} = ${after.count} and (${unknown}, ${text}) > (${after.value === null ? 1 : 0}, ${after.value ?? ''}))`,
    );
  }
  const rows: ResourceGroupRow[] = await groups.execute();
  const list = listName(grouping);
  return Object.freeze({
    ...pageOf(rows, size, query, (row) => encodeCursor(list, [row.count, row.value])),
    coverage: async () => coverage,
  });
}
