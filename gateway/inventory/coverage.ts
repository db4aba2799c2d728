/** What an answer covers: the slices behind it, and those that could not be listed. */
import { sql } from 'kysely';
import type { Coverage, MissingSliceRow } from '../../resolvers/rows.ts';
import { SPECIAL_KINDS } from '../slice-kinds.ts';
import type { Store } from '../store/index.ts';
import { areaConditions } from './filters.ts';
import type { Area, SliceKey } from './ports.ts';

/** Stands for a kind or region that is not known yet, because the provider was never verified. */
const NOT_KNOWN = '*';

const NEVER_LISTED = {
  code: 'NEVER_LISTED',
  message: 'it was never listed, so what it holds is not known. Sync the provider, or ask with `maxAge`',
} as const;

export async function readCoverage(store: Store, area: Area): Promise<Coverage> {
  const [failed, bare, oldest] = await Promise.all([
    failedSlices(store, area),
    barelyKnown(store, area),
    oldestListing(store, area),
  ]);
  return Object.freeze({ missing: Object.freeze([...failed, ...bare]), observedAt: oldest });
}

/** The slices of an area that were not listed successfully since `since`. */
export async function staleSlices(store: Store, area: Area, since: number): Promise<readonly SliceKey[]> {
  const rows = await slicesOf(store, area)
    .select(['s.provider_id', 's.kind', 's.region'])
    .where((eb) =>
      eb.or([eb('s.listed_at', 'is', null), eb('s.listed_at', '<', since), eb('s.error_code', 'is not', null)]),
    )
    .execute();
  return rows.map(({ provider_id: providerId, kind, region }) => ({ providerId, kind, region }));
}

async function failedSlices(store: Store, area: Area): Promise<MissingSliceRow[]> {
  const rows = await slicesOf(store, area)
    .select(['s.provider_id', 's.kind', 's.region', 's.listed_at', 's.error_code', 's.error_message'])
    .where((eb) => eb.or([eb('s.listed_at', 'is', null), eb('s.error_code', 'is not', null)]))
    .orderBy('s.provider_id')
    .orderBy('s.kind')
    .orderBy('s.region')
    .execute();
  return rows.map((row) => ({
    providerId: row.provider_id,
    kind: row.kind,
    region: row.region,
    listedAt: row.listed_at,
    ...(row.error_code === null ? NEVER_LISTED : { code: row.error_code, message: row.error_message ?? '' }),
  }));
}

/** A provider without slices was never verified: nothing is known of it, which is not the same as nothing being there. */
async function barelyKnown(store: Store, area: Area): Promise<MissingSliceRow[]> {
  let query = store.db
    .selectFrom('providers as p')
    .select('p.id')
    .where('p.state', '<>', 'DELETING')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('slices').select('slices.kind').whereRef('slices.provider_id', '=', 'p.id'))),
    )
    .orderBy('p.id');
  if (area.providerIds !== null)
    query = query.where('p.id', 'in', area.providerIds.length > 0 ? [...area.providerIds] : ['']);
  const providers = await query.execute();
  return providers.flatMap(({ id: providerId }) =>
    (area.kinds ?? [NOT_KNOWN]).flatMap((kind) =>
      (area.regions ?? [NOT_KNOWN]).map((region) => ({ providerId, kind, region, listedAt: null, ...NEVER_LISTED })),
    ),
  );
}

async function oldestListing(store: Store, area: Area): Promise<number | null> {
  const { oldest } = await slicesOf(store, area)
    .select((eb) => eb.fn.min('s.listed_at').as('oldest'))
    .executeTakeFirstOrThrow();
  return oldest;
}

/** Slices that hold no resources belong only to an area that names their kind. */
function slicesOf(store: Store, area: Area) {
  let query = store.db.selectFrom('slices as s');
  if (area.kinds === null) query = query.where('s.kind', 'not in', SPECIAL_KINDS);
  for (const condition of areaConditions(store, area, 's')) query = query.where(sql<boolean>`${condition}`);
  return query;
}
