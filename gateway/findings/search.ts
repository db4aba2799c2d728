/** Pages of findings, by keyset; and findings by what they are about. */
import { sql, type SqlBool } from 'kysely';
import type { FindingQuery } from '../../resolvers/context.ts';
import type { FindingPage, FindingRow, ResourceRow } from '../../resolvers/rows.ts';
import { InvalidCursor } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { decodeAfter, encodeCursor, pageOf, pageSize } from '../paging.ts';
import { FINDING_KIND } from '../slice-kinds.ts';
import { allOf, type Store } from '../store/index.ts';
import { conditions, listed, open, reachOf, subjectIdsOf } from './filters.ts';
import type { FindingPorts } from './ports.ts';
import { toRow } from './rows.ts';

const LIST = 'findings by severity';
/** How many findings of one resource are shown. */
const MAX_OF_RESOURCE = 200;

type Ports = Pick<FindingPorts, 'store' | 'inventory'>;

/** One page of the findings that fit and may be seen, the worst first, of equals the newest. */
export async function search({ store, inventory }: Ports, query: FindingQuery, scope: Scope): Promise<FindingPage> {
  const size = pageSize(query, 50, 200);
  const place = decodeAfter(LIST, query, 2);
  if (place?.some((value) => typeof value !== 'number')) throw new InvalidCursor();
  const reach = await reachOf(inventory, query, scope);
  const fits = conditions(store, reach, query);

  let page = findings(store)
    .orderBy('f.severity_rank', 'desc')
    .orderBy('f.seq', 'desc')
    .limit(size + 1);
  for (const condition of fits) page = page.where(condition);
  if (place) page = page.where(sql<SqlBool>`(f.severity_rank, f.seq) < (${place[0]}, ${place[1]})`);
  const columns = await page.execute();
  const rows = columns.map(toRow);
  const cursors = new Map(rows.map((row, at) => [row, [columns[at]!.severity_rank, columns[at]!.seq]]));

  return {
    ...pageOf(rows, size, query, (row) => encodeCursor(LIST, cursors.get(row)!)),
    async totalCount() {
      let count = store.db.selectFrom('findings as f').select((eb) => eb.fn.countAll<number>().as('count'));
      for (const condition of fits) count = count.where(condition);
      return (await count.executeTakeFirstOrThrow()).count;
    },
    coverage: () => inventory.coverage(reach.area),
  };
}

export async function load(store: Store, id: string, scope: Scope): Promise<FindingRow | null> {
  const columns = await findings(store)
    .where(allOf(store, { 'f.id': [id], 'f.provider_id': scope }))
    .where(listed)
    .executeTakeFirst();
  return columns ? toRow(columns) : null;
}

export async function ofResources(
  { store, inventory }: Ports,
  resources: readonly ResourceRow[],
): Promise<readonly (readonly FindingRow[])[]> {
  const subjectIds = await subjectIdsOf(inventory, resources);
  const wanted = [...new Set(subjectIds.filter((id) => id !== null))];
  const columns = await store.db
    .selectFrom(
      findings(store)
        .select(
          sql<number>`row_number() over (partition by f.subject_id order by f.severity_rank desc, f.seq desc)`.as(
            'place',
          ),
        )
        .where(allOf(store, { 'f.subject_id': wanted }))
        .where(open)
        .where(listed)
        .as('found'),
    )
    .selectAll()
    .where('place', '<=', MAX_OF_RESOURCE)
    .orderBy('place')
    .execute();
  const bySubject = new Map<string, FindingRow[]>(wanted.map((id) => [id, []]));
  for (const column of columns) bySubject.get(column.subject_id!)!.push(toRow(column));
  return subjectIds.map((id) => (id === null ? [] : bySubject.get(id)!));
}

export async function resourcesOf(
  inventory: FindingPorts['inventory'],
  rows: readonly FindingRow[],
  scope: Scope,
): Promise<readonly (ResourceRow | null)[]> {
  const about = rows.flatMap((row) =>
    row.subject ? [{ row, subject: { ...row.subject, providerId: row.providerId } }] : [],
  );
  const located = await inventory.locate(
    about.map(({ subject }) => subject),
    scope,
  );
  const byRow = new Map(about.map(({ row }, at) => [row, located[at] ?? null]));
  return rows.map((row) => byRow.get(row) ?? null);
}

/** Findings with the moment their provider's were last listed. */
const findings = (store: Store) =>
  store.db
    .selectFrom('findings as f')
    .leftJoin('slices as s', (join) =>
      join.onRef('s.provider_id', '=', 'f.provider_id').on('s.kind', '=', FINDING_KIND),
    )
    .selectAll('f')
    .select('s.listed_at');
