import { sql } from 'kysely';
import type { ResourceQuery } from '../../resolvers/context.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';
import { BadInput } from '../errors.ts';
import { among } from '../store/index.ts';
import { createCache } from './cache.ts';
import { changesPage, prune } from './changes.ts';
import { SPECIAL_KINDS } from '../slice-kinds.ts';
import { readCoverage, staleSlices } from './coverage.ts';
import { areaOf, checkFilter } from './filters.ts';
import { groupPage, groupingOf } from './groups.ts';
import type { Inventory, InventoryPorts, Scope, SliceKey } from './ports.ts';
import { lockSlice, markMissing, writeRecords, writing } from './intake.ts';
import { createListing } from './listing.ts';
import { locate } from './locate.ts';
import { createRevisions } from './revisions.ts';
import { resourceId, toRow, toStored } from './rows.ts';
import { placeOf, resourcesWithSlices, searchPage } from './search.ts';
import { replaceSlices, slicesOf } from './slices.ts';

/** Keeps what listings show in the store and answers from it; a page is read once for as long as nothing changes. */
export function createInventory({ store, clock, bus, knownKinds }: InventoryPorts): Inventory {
  const cache = createCache(createRevisions(store));
  const changed = (providerId: string) => bus.publish('inventory', { providerId });

  /** What a query reaches, checked. A kind is known when a connector lists it or a slice holds it. */
  async function check(query: ResourceQuery, scope: Scope) {
    checkFilter(query.filter);
    const known = knownKinds();
    const unknown = query.filter?.kinds?.filter((kind) => !known.includes(kind)) ?? [];
    for (const kind of unknown) {
      const held = await store.db
        .selectFrom('slices')
        .select('kind')
        .where('kind', '=', kind)
        .where('kind', 'not in', SPECIAL_KINDS)
        .limit(1)
        .execute();
      if (held.length === 0)
        throw new BadInput(
          'filter.kinds',
          `names ${JSON.stringify(kind)}, which no connector lists. Known: ${known.join(', ')}`,
        );
    }
    return areaOf(query, scope);
  }

  async function load(ids: readonly string[], scope: Scope): Promise<(ResourceRow | null)[]> {
    const rows = await resourcesWithSlices(store)
      .where(among(store.dialect, sql.ref('r.id'), [...new Set(ids)]))
      .execute();
    const byId = new Map(
      rows.filter((row) => scope === null || scope.includes(row.provider_id)).map((row) => [row.id, toRow(row)]),
    );
    return ids.map((id) => byId.get(id) ?? null);
  }

  return {
    async search(query, scope) {
      const place = placeOf(query);
      const area = await check(query, scope);
      return cache.read(JSON.stringify(['search', area.providerIds, query.filter, place]), area.providerIds, async () =>
        searchPage(store, query, area, place, await readCoverage(store, area)),
      );
    },

    async groups(by, tag, query, scope) {
      const grouping = groupingOf(by, tag, query);
      const area = await check(query, scope);
      return cache.read(
        JSON.stringify(['groups', area.providerIds, query.filter, grouping]),
        area.providerIds,
        async () => groupPage(store, query, area, grouping, await readCoverage(store, area)),
      );
    },

    load,
    locate: (subjects, scope) => locate(store, subjects, (ids) => load(ids, scope)),

    async native(id) {
      const row = await store.db.selectFrom('resources').select('native').where('id', '=', id).executeTakeFirst();
      return row?.native ? (JSON.parse(row.native) as unknown) : null;
    },

    changes: (id, page) => changesPage(store, id, page),
    slices: (providerId) => slicesOf(store, providerId),
    area: check,
    coverage: (area) => readCoverage(store, area),
    stale: (area, since) => staleSlices(store, area, since),

    async setSlices(providerId, slices) {
      await replaceSlices(store, providerId, slices);
      changed(providerId);
    },

    beginListing: (slice) =>
      createListing(store, { slice, at: clock.now(), source: 'LISTING' }, () => changed(slice.providerId)),

    async observe(slice: SliceKey, nativeIds, records) {
      const showing = { slice, at: clock.now(), source: 'READING' } as const;
      const shown = [
        ...new Map(records.map((record) => toStored(slice, record)).map((stored) => [stored.id, stored])).values(),
      ];
      const asked = nativeIds.map((nativeId) => resourceId(slice, nativeId));
      const shownIds = new Set(shown.map(({ id }) => id));
      await writing(store, slice.providerId, async (trx) => {
        await lockSlice(trx, store, slice);
        await writeRecords(trx, store, showing, shown);
        await markMissing(
          trx,
          store,
          showing,
          asked.filter((id) => !shownIds.has(id)),
        );
      });
      changed(slice.providerId);
      const rows = await load([...new Set([...asked, ...shownIds])], null);
      return rows.filter((row) => row !== null);
    },

    async forget(providerId) {
      const removed = await replaceSlices(store, providerId, []);
      changed(providerId);
      return removed;
    },

    prune: (olderThan) => prune(store, olderThan),
  };
}
