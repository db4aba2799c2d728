/** The history of resources: read newest first, pruned by age. */
import { setImmediate } from 'node:timers/promises';
import type { PageArgs } from '../../resolvers/context.ts';
import type { Page } from '../../resolvers/rows.ts';
import type { FieldChange, ResourceChange } from '../../schema/generated/types.ts';
import { InvalidCursor } from '../errors.ts';
import { decodeCursor, encodeCursor, pageOf, pageSize } from '../paging.ts';
import type { Store } from '../store/index.ts';
import { removeResources } from './removal.ts';

const CHUNK = 500;

export async function changesPage(store: Store, id: string, page: PageArgs): Promise<Page<ResourceChange>> {
  const size = pageSize(page, 20, 200);
  const list = `changes ${id}`;
  let query = store.db
    .selectFrom('resource_changes as c')
    .innerJoin('resources as r', 'r.seq', 'c.resource_seq')
    .select(['c.seq', 'c.at', 'c.type', 'c.fields'])
    .where('r.id', '=', id)
    .orderBy('c.seq', 'desc')
    .limit(size + 1);
  if (page.after !== null && page.after !== undefined) {
    const [seq] = decodeCursor(list, page.after, 1);
    if (typeof seq !== 'number') throw new InvalidCursor();
    query = query.where('c.seq', '<', seq);
  }
  const sequences = new WeakMap<ResourceChange, number>();
  const rows = (await query.execute()).map(({ seq, at, type, fields }) => {
    const change: ResourceChange = { at, type, fields: JSON.parse(fields) as FieldChange[] };
    sequences.set(change, seq);
    return change;
  });
  return pageOf(rows, size, page, (change) => encodeCursor(list, [sequences.get(change)!]));
}

/** Removes changes older than a moment, and resources that were missing by then already. How many changes. */
export async function prune(store: Store, olderThan: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const gone = await store.db
      .selectFrom('resources')
      .select(['seq', 'provider_id'])
      .where('missing_since', '<', olderThan)
      .limit(CHUNK)
      .execute();
    if (gone.length === 0) break;
    for (const providerId of new Set(gone.map((row) => row.provider_id))) {
      await removeResources(
        store,
        providerId,
        gone.filter((row) => row.provider_id === providerId).map(({ seq }) => seq),
      );
    }
    await setImmediate();
  }
  for (;;) {
    const last = store.db.selectFrom('resource_changes').select('seq').where('at', '<', olderThan).limit(CHUNK);
    const { numDeletedRows } = await store.db
      .deleteFrom('resource_changes')
      .where('seq', 'in', last)
      .executeTakeFirst();
    removed += Number(numDeletedRows);
    if (numDeletedRows < CHUNK) return removed;
    await setImmediate();
  }
}
