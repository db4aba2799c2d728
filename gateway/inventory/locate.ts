/** Finding resources by what their provider calls them, where nobody says in which region they are. */
import { sql } from 'kysely';
import type { ResourceRow } from '../../resolvers/rows.ts';
import { among, storable, type Store } from '../store/index.ts';
import type { Subject } from './ports.ts';
import { resourceId } from './rows.ts';

/**
 * The resources of these subjects, in their order. A resource lies in one of the slices that its provider has of its
 * kind, `global` or a region each, so its id is one of few, which needs no index of native ids. Null when there is none;
 * and when there are several, as native ids may repeat over regions: which of them is meant is not known.
 */
export async function locate(
  store: Store,
  subjects: readonly Subject[],
  load: (ids: readonly string[]) => Promise<readonly (ResourceRow | null)[]>,
): Promise<readonly (ResourceRow | null)[]> {
  const slices = await store.db
    .selectFrom('slices')
    .select(['provider_id', 'kind', 'region'])
    .where(among(store.dialect, sql.ref('provider_id'), [...new Set(subjects.map(({ providerId }) => providerId))]))
    .execute();
  const regions = new Map<string, string[]>();
  for (const { provider_id: providerId, kind, region } of slices) {
    const known = regions.get(`${providerId} ${kind}`);
    if (known) known.push(region);
    else regions.set(`${providerId} ${kind}`, [region]);
  }
  const candidates = subjects.map(({ providerId, kind, nativeId }) =>
    (regions.get(`${providerId} ${kind}`) ?? []).map((region) =>
      resourceId({ providerId, kind, region }, storable(nativeId)),
    ),
  );
  const found = await load(candidates.flat());
  let next = 0;
  return candidates.map((ids) => {
    const rows = found.slice(next, (next += ids.length)).filter((row) => row !== null);
    const present = rows.filter(({ missingSince }) => missingSince === null);
    const [only, ...others] = present.length > 0 ? present : rows;
    return only && others.length === 0 ? only : null;
  });
}
