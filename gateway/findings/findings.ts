import { reachOf } from './filters.ts';
import { createFindingListing } from './listing.ts';
import type { FindingPorts, Findings } from './ports.ts';
import { forget, prune } from './removal.ts';
import { load, ofResources, resourcesOf, search } from './search.ts';

/** Keeps the findings of all providers. */
export function createFindings({ store, clock, inventory }: FindingPorts): Findings {
  return {
    search: (query, scope) => search({ store, inventory }, query, scope),
    load: (id, scope) => load(store, id, scope),
    ofResources: (resources) => ofResources({ store, inventory }, resources),
    resourcesOf: (findings, scope) => resourcesOf(inventory, findings, scope),
    area: async (query, scope) => (await reachOf(inventory, query, scope)).area,
    beginListing: (slice) => createFindingListing(store, slice, clock.now()),
    forget: (providerId) => forget(store, providerId),
    prune: (olderThan) => prune(store, olderThan),
  };
}
