/** Which slices a provider has, and how they stand. */
import type { SliceRow } from '../../resolvers/rows.ts';
import type { Store } from '../store/index.ts';
import type { SliceKey } from './ports.ts';
import { writing } from './intake.ts';
import { removeOrphans } from './removal.ts';

export async function slicesOf(store: Store, providerId: string): Promise<readonly SliceRow[]> {
  const rows = await store.db
    .selectFrom('slices')
    .selectAll()
    .where('provider_id', '=', providerId)
    .orderBy('kind')
    .orderBy('region')
    .execute();
  return rows.map((row) => ({
    providerId,
    kind: row.kind,
    region: row.region,
    count: row.resource_count,
    listedAt: row.listed_at,
    attemptedAt: row.attempted_at,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
  }));
}

/** Leaves those that stay as they are. How many resources went with the others. */
export async function replaceSlices(
  store: Store,
  providerId: string,
  slices: readonly Omit<SliceKey, 'providerId'>[],
): Promise<number> {
  await writing(store, providerId, async (trx) => {
    const had = await trx
      .selectFrom('slices')
      .select(['kind', 'region'])
      .where('provider_id', '=', providerId)
      .execute();
    const wanted = new Set(slices.map(nameOf));
    for (const { kind, region } of had.filter((slice) => !wanted.has(nameOf(slice)))) {
      await trx
        .deleteFrom('slices')
        .where('provider_id', '=', providerId)
        .where('kind', '=', kind)
        .where('region', '=', region)
        .execute();
    }
    for (const { kind, region } of slices) {
      await trx
        .insertInto('slices')
        .values({
          provider_id: providerId,
          kind,
          region,
          resource_count: null,
          listed_at: null,
          attempted_at: null,
          error_code: null,
          error_message: null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  });
  return removeOrphans(store, providerId);
}

const nameOf = ({ kind, region }: Omit<SliceKey, 'providerId'>) => JSON.stringify([kind, region]);
