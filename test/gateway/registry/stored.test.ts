import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { change, readStored } from '../../../gateway/registry/stored.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { emptyDirectory } from '../../support/places.ts';

const binding = (operation: string) => ({ connector: 'acme', operation, deployment: 'a', bound_at: 0 });

it('what changes between two statements of a reading is in all of it or in none', async () => {
  await using place = await emptyDirectory();
  const store = await openStore(place.location);
  const rows = {
    name: 'a',
    connector: 'acme',
    platform: 'HTTP',
    settings: '{}',
    enabled: 1,
    max_concurrency: 1,
  } as const;
  const add = () =>
    change(store, async (trx) => {
      const moments = { created_at: 0, updated_at: 0, described_at: 0 };
      await trx
        .insertInto('deployments')
        .values({ id: 'dep_a', ...rows, ...moments, manifest: '{}', version: null })
        .execute();
      await trx.insertInto('bindings').values(binding('')).execute();
    });
  let results = 0;
  let adding: Promise<unknown> | undefined;
  const db = store.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      // The second statement has read that there is no deployment. The change now waits in front of the third.
      if ((results += 1) === 2) {
        adding = add();
        await setImmediate();
      }
      return result;
    },
  });
  const { revision, deployments, bindings } = await readStored(db);
  await adding;
  expect([revision, deployments.map(({ name }) => name), bindings]).toEqual([1, ['a'], [binding('')]]);
  expect(results).toBe(8);
  await store.close();
});

it('a change that fails leaves the revision and the rows as they were', async () => {
  await using place = await emptyDirectory();
  const store = await openStore(place.location);
  const failing = change(store, async (trx) => {
    await trx.insertInto('bindings').values(binding('VERIFY')).execute();
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await readStored(store.db)).toEqual({ revision: 0, deployments: [], bindings: [] });
  await store.close();
});
