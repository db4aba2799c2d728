import { expect, it } from 'vitest';
import { createBus } from '../../../gateway/bus/index.ts';
import { createFunctions, type Invokers } from '../../../gateway/invoke/index.ts';
import { createRegistry } from '../../../gateway/registry/index.ts';
import { change } from '../../../gateway/registry/stored.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { manualClock } from '../../support/clock.ts';
import { emptyDirectory } from '../../support/places.ts';
import { until } from '../../support/until.ts';

const bind = (operation: string) => ({ connector: 'acme', operation, deployment: 'a', bound_at: 0 });

it('a reading that ends late never takes the registry back to what was before', async () => {
  await using place = await emptyDirectory();
  const store = await openStore(place.location);
  const [clock, bus] = [manualClock(), createBus()];
  let isHolding = false;
  let results = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const db = store.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      // Asking for the revision, then a whole reading, whose last statement asks for the revision once more.
      if (isHolding && (results += 1) === 5) await held;
      return result;
    },
  });
  const registry = await createRegistry({
    store: { ...store, db },
    clock,
    bus,
    functions: createFunctions({ invokers: {} as Invokers, clock }),
    manifests: [],
    onUnexpected: (error) => expect.unreachable(String(error)),
  });
  const shown: number[] = [];
  bus.subscribe('registry', () => shown.push(registry.revision));

  const insert = (operation: string) =>
    change(store, (trx) => trx.insertInto('bindings').values(bind(operation)).execute());
  await insert('VERIFY');
  isHolding = true;
  clock.advance(1_000);
  await until(() => results === 5);
  // Its end has been read, and has not arrived: now a change of this gateway's own overtakes it.
  await insert('');
  await registry.unbind({ connector: 'acme', operation: { type: 'VERIFY' } });
  expect(registry.revision).toBe(3);
  letGo();
  await until(() => clock.sleepers() > 0);
  expect([registry.revision, shown]).toEqual([3, [3]]);
  await registry.close();
  await store.close();
});
