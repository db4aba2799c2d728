import { createBus } from '../../gateway/bus/index.ts';
import { createOperations } from '../../gateway/operations/index.ts';
import { openStore } from '../../gateway/store/index.ts';
import { manualClock } from './clock.ts';
import type { MakePlace } from './places.ts';

/** The operations of as many gateways as are wanted, over one store and one clock. */
export async function startOperations(makePlace: MakePlace) {
  const place = await makePlace();
  const store = await openStore(place.location);
  const clock = manualClock();
  const bus = createBus();
  const gateway = () => createOperations({ store, clock, bus });
  return {
    clock,
    gateway,
    /** A sync of one slice that runs at this gateway. */
    async running(operations: ReturnType<typeof gateway>): Promise<string> {
      const { id } = await operations.begin({
        type: 'SYNC',
        providerId: 'prv_1',
        providerIds: ['prv_1'],
        items: [{ kind: 'Instance', region: 'us-east' }],
        requestedBy: null,
      });
      return id;
    },
    stateOf: async (id: string) => (await gateway().load(id, null))!.state,
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}
