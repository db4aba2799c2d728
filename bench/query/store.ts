/** The same data in a real store: written through the inventory, read through the ports of the gateway. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ResourceRecord } from '../../functions/sdk/index.ts';
import { createBus } from '../../gateway/bus/index.ts';
import { systemClock as clock } from '../../gateway/clock.ts';
import { createInventory } from '../../gateway/inventory/index.ts';
import { createContexts } from '../../gateway/ports/index.ts';
import { createDirectory } from '../../gateway/providers/index.ts';
import { openStore } from '../../gateway/store/index.ts';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { ResourceRow, ViewerRow } from '../../resolvers/rows.ts';
import { contextFor, viewer } from './data.ts';

/** Contexts whose providers and resources lie in a SQLite store of their own. */
export async function contextsFromStore(): Promise<(viewer: ViewerRow) => GatewayContext> {
  const store = await openStore({ directory: await mkdtemp(join(tmpdir(), 'causeway-bench-')) });
  const bus = createBus();
  const directory = createDirectory({ store, clock, bus });
  const inventory = createInventory({ store, clock, bus, knownKinds: () => ['Instance'] });
  const memory = contextFor(viewer);

  for (const provider of (await memory.providers.search(null, { first: 200 })).nodes) {
    await directory.insert({
      id: provider.id,
      name: provider.name,
      connector: provider.connectorName,
      deployment: null,
      state: provider.state,
      state_reason: null,
      state_code: null,
      account_id: provider.accountId,
      system: provider.system,
      chosen_regions: null,
      account_regions: JSON.stringify(provider.regions),
      options: '{}',
      credential: null,
      sync_interval_ms: null,
      created_at: clock.now(),
      updated_at: clock.now(),
      verified_at: null,
      synced_at: null,
      last_sync_id: null,
      upstream: null,
      created_upstream: 0,
    });
    const { nodes } = await memory.resources.search({ filter: { providerIds: [provider.id] }, first: 500 });
    const slices = [...new Set(nodes.map(({ region }) => region))].map((region) => ({ kind: 'Instance', region }));
    await inventory.setSlices(provider.id, slices);
    for (const slice of slices) {
      const listing = inventory.beginListing({ providerId: provider.id, ...slice });
      await listing.add(nodes.filter(({ region }) => region === slice.region).map(toRecord));
      await listing.complete();
    }
  }
  // Operations of this benchmark reach providers and resources alone.
  return createContexts({ directory, inventory, clock } as Parameters<typeof createContexts>[0]);
}

const toRecord = ({ nativeId, name, state, tags }: ResourceRow): ResourceRecord => ({
  nativeId,
  name,
  state,
  tags: tags && [...tags],
});
