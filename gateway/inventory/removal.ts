/** Removing resources for good, with their tags and history. */
import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { among, type Store } from '../store/index.ts';
import { writing } from './intake.ts';

const CHUNK = 200;

export function removeResources(store: Store, providerId: string, seqs: readonly number[]): Promise<void> {
  const of = (column: string) => among(store.dialect, sql.ref(column), seqs);
  return writing(
    store,
    providerId,
    async (trx) => {
      await trx.deleteFrom('resource_tags').where(of('resource_seq')).execute();
      await trx.deleteFrom('resource_changes').where(of('resource_seq')).execute();
      await trx.deleteFrom('resources').where(of('seq')).execute();
    },
    'BULK',
  );
}

/**
 * Removes the resources of a provider whose slice it does not have. Interrupted, it is finished by the next call: the
 * slices go first, so nothing is added meanwhile. How many resources went.
 */
export async function removeOrphans(store: Store, providerId: string): Promise<number> {
  const orphaned = await store.db
    .selectFrom('resources as r')
    .select(['r.kind', 'r.region'])
    .distinct()
    .where('r.provider_id', '=', providerId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('slices as s')
            .select('s.kind')
            .whereRef('s.provider_id', '=', 'r.provider_id')
            .whereRef('s.kind', '=', 'r.kind')
            .whereRef('s.region', '=', 'r.region'),
        ),
      ),
    )
    .execute();
  let removed = 0;
  for (const { kind, region } of orphaned) {
    for (;;) {
      const rows = await store.db
        .selectFrom('resources')
        .select('seq')
        .where('provider_id', '=', providerId)
        .where('kind', '=', kind)
        .where('region', '=', region)
        .limit(CHUNK)
        .execute();
      if (rows.length === 0) break;
      await removeResources(
        store,
        providerId,
        rows.map(({ seq }) => seq),
      );
      removed += rows.length;
      await setImmediate();
    }
  }
  return removed;
}
