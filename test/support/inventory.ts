/** An inventory over a store, in the words of its tests. */
import type { ResourceRecord } from '../../functions/sdk/index.ts';
import { createBus } from '../../gateway/bus/index.ts';
import { createInventory, type Inventory, type SliceKey } from '../../gateway/inventory/index.ts';
import { openStore, type Store } from '../../gateway/store/index.ts';
import type { ResourceQuery } from '../../resolvers/context.ts';
import type { ResourceFilter } from '../../schema/generated/types.ts';
import { manualClock, type ManualClock } from './clock.ts';
import type { MakePlace } from './places.ts';

export const KINDS = ['Instance', 'Volume', 'sandbox.Queue'];
export const REGIONS = ['eu-west-1', 'us-east-1'];
export const SLICE: SliceKey = { providerId: 'prv_1', kind: 'Instance', region: 'eu-west-1' };

export interface InventoryInUse extends AsyncDisposable {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly inventory: Inventory;
  /** How often the bus said that something is known anew. */
  readonly told: () => number;
  /** Takes in a complete listing of a slice. */
  list(slice: SliceKey, ...records: ResourceRecord[]): Promise<number>;
  /** The names on a page, in its order. */
  names(filter?: ResourceFilter, query?: ResourceQuery): Promise<string[]>;
  /** Another inventory over the same store, as after a restart. */
  another(): Inventory;
}

/** One provider with every kind in every region, none listed yet. */
export async function startInventory(
  makePlace: MakePlace,
  providerIds: readonly string[] = ['prv_1'],
): Promise<InventoryInUse> {
  const place = await makePlace();
  const store = await openStore(place.location);
  const clock = manualClock();
  const bus = createBus();
  let told = 0;
  bus.subscribe('inventory', () => told++);
  const another = () => createInventory({ store, clock, bus, knownKinds: () => KINDS });
  const inventory = another();
  for (const id of providerIds) {
    await addProvider(store, id);
    await inventory.setSlices(
      id,
      KINDS.flatMap((kind) => REGIONS.map((region) => ({ kind, region }))),
    );
  }
  return {
    store,
    clock,
    inventory,
    another,
    told: () => told,
    async list(slice, ...records) {
      const listing = inventory.beginListing(slice);
      await listing.add(records);
      return listing.complete();
    },
    names: async (filter = {}, query = {}) =>
      (await inventory.search({ filter, ...query }, null)).nodes.map(({ name }) => name),
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

/** What `createProvider` leaves in the store. */
export async function addProvider({ db }: Pick<Store, 'db'>, id: string): Promise<void> {
  await db
    .insertInto('providers')
    .values({
      id,
      name: id,
      connector: 'sandbox',
      deployment: null,
      state: 'CREATED',
      state_reason: null,
      state_code: null,
      account_id: null,
      system: null,
      chosen_regions: null,
      account_regions: null,
      options: '{}',
      credential: null,
      sync_interval_ms: null,
      created_at: 0,
      updated_at: 0,
      verified_at: null,
      synced_at: null,
      last_sync_id: null,
      upstream: null,
      created_upstream: 0,
    })
    .execute();
}

/** A record as a list function returns it. */
export const record = (nativeId: string, more: Partial<ResourceRecord> = {}): ResourceRecord => ({
  nativeId,
  name: nativeId,
  state: 'RUNNING',
  tags: [],
  ...more,
});

const tag = (key: string, value: string) => ({ key, value });

/** Two providers: three instances and a volume in the first, one instance in the second. */
export async function aFleet(makePlace: MakePlace): Promise<InventoryInUse> {
  const it = await startInventory(makePlace, ['prv_1', 'prv_2']);
  await it.list(
    SLICE,
    record('i-1', { name: 'web-1', tags: [tag('env', 'prod'), tag('team', 'a')] }),
    record('i-2', { name: 'web-2', state: 'STOPPED', tags: [tag('env', 'test'), tag('team', 'a')] }),
    record('i-3', { name: 'Web_3', state: null, tags: null }),
  );
  await it.list(
    { ...SLICE, kind: 'Volume' },
    record('vol-1', { name: 'disk 100%', state: 'IN_USE', tags: [tag('env', 'prod')] }),
  );
  await it.list(
    { ...SLICE, providerId: 'prv_2', region: 'us-east-1' },
    record('i-9', { name: 'db', tags: [tag('env', '')] }),
  );
  return it;
}
