import type { PageArgs } from '../../resolvers/context.ts';
import type { AlarmPage, AlarmRow } from '../../resolvers/rows.ts';
import type { AlarmFilter, AlarmState } from '../../schema/generated/types.ts';
import { InvalidCursor } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { decodeCursor, encodeCursor, pageOf, pageSize } from '../paging.ts';
import { allOf, type AlarmsTable, type Store } from '../store/index.ts';
import { toCursor } from './cursor.ts';
import { alarmRow } from './rows.ts';

const UNRESOLVED: readonly AlarmState[] = ['PENDING', 'FIRING', 'ACKNOWLEDGED', 'SUPPRESSED'];
const LIST = 'alarms by changedAt';

/** One page of the alarms that fit and may be seen, the most lately changed first, and the end of the log with it. */
export async function search(
  store: Store,
  filter: AlarmFilter | null | undefined,
  page: PageArgs,
  scope: Scope,
): Promise<AlarmPage> {
  const { db } = store;
  const size = pageSize(page, 50, 200);
  const fits = allOf(
    store,
    {
      provider_id: filter?.providerIds,
      resource_id: filter?.resourceIds,
      state: filter?.states ?? UNRESOLVED,
      severity: filter?.severities,
    },
    { provider_id: scope },
  );
  const after = (page.after ?? null) === null ? null : place(page.after!);

  // One statement, so that page and end of the log are of one snapshot: who follows from there misses nothing.
  const rows = await db
    .selectFrom('alarm_log')
    .leftJoin(
      (from) =>
        from
          .selectFrom('alarms')
          .selectAll('alarms')
          .where(fits)
          .$if(after !== null, (query) =>
            query.where(({ eb, and, or }) =>
              or([
                eb('changed_at', '<', after!.changedAt),
                and([eb('changed_at', '=', after!.changedAt), eb('id', '>', after!.id)]),
              ]),
            ),
          )
          .orderBy('changed_at', 'desc')
          .orderBy('id')
          .limit(size + 1)
          .as('alarm'),
      (join) => join.onTrue(),
    )
    .select(['alarm_log.epoch', 'alarm_log.last_seq'])
    .selectAll('alarm')
    .orderBy('alarm.changed_at', 'desc')
    .orderBy('alarm.id')
    .execute();
  const alarms = rows.flatMap((row) => (row.id === null ? [] : [alarmRow(row as AlarmsTable)]));

  return {
    ...pageOf(alarms, size, page, (alarm: AlarmRow) => encodeCursor(LIST, [alarm.changedAt, alarm.id])),
    cursor: toCursor({ epoch: rows[0]!.epoch, seq: rows[0]!.last_seq }),
    async totalCount() {
      const counted = await db
        .selectFrom('alarms')
        .select((one) => one.fn.countAll().as('count'))
        .where(fits)
        .executeTakeFirstOrThrow();
      return Number(counted.count);
    },
  };
}

/** One alarm. Null when there is none, or it may not be seen. */
export async function load(store: Store, id: string, scope: Scope): Promise<AlarmRow | null> {
  const alarm = await store.db
    .selectFrom('alarms')
    .selectAll()
    .where(allOf(store, { id: [id], provider_id: scope }))
    .executeTakeFirst();
  return alarm ? alarmRow(alarm) : null;
}

/** The alarms of some resources that are not resolved, the most lately changed first. Resources without are left out. */
export async function ofResources(
  store: Store,
  resourceIds: readonly string[],
): Promise<ReadonlyMap<string, readonly AlarmRow[]>> {
  const byResource = new Map<string, AlarmRow[]>();
  const alarms = await store.db
    .selectFrom('alarms')
    .selectAll()
    .where(allOf(store, { resource_id: resourceIds, state: UNRESOLVED }))
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .execute();
  for (const alarm of alarms.map(alarmRow)) {
    const group = byResource.get(alarm.resourceId!);
    if (group) group.push(alarm);
    else byResource.set(alarm.resourceId!, [alarm]);
  }
  return byResource;
}

function place(cursor: string): { readonly changedAt: number; readonly id: string } {
  const [changedAt, id] = decodeCursor(LIST, cursor, 2);
  if (typeof changedAt !== 'number' || typeof id !== 'string') throw new InvalidCursor();
  return { changedAt, id };
}
