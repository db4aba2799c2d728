import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { addProvider, aFleet, record, SLICE, startInventory, type InventoryInUse } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';

const DENIED = { code: 'PROVIDER_PERMISSION_DENIED', message: 'the credential lacks a permission' } as const;

/** What answers say of themselves, and how long they hold, over every store. */
export function answersSuite(makePlace: MakePlace): void {
  describe('coverage', () => {
    const missing = async (it: InventoryInUse, filter = {}, scope: string[] | null = null) =>
      (await (await it.inventory.search({ filter }, scope)).coverage()).missing.map(
        ({ providerId, kind, region, code }) => `${providerId} ${kind} ${region} ${code}`,
      );
    const area = { providerIds: ['prv_1'], kinds: ['Instance'] };

    it('names what was never listed and what failed, with when it was last listed', async () => {
      await using it = await startInventory(makePlace);
      expect(await missing(it, area)).toEqual([
        'prv_1 Instance eu-west-1 NEVER_LISTED',
        'prv_1 Instance us-east-1 NEVER_LISTED',
      ]);
      await it.list(SLICE, record('i-1'));
      const listedAt = it.clock.now();
      expect(await missing(it, area)).toEqual(['prv_1 Instance us-east-1 NEVER_LISTED']);
      expect(await missing(it, { ...area, regions: ['eu-west-1'] })).toEqual([]);
      it.clock.advance(1_000);
      await it.inventory.beginListing(SLICE).fail(DENIED);
      const coverage = await (
        await it.inventory.search({ filter: { ...area, regions: ['eu-west-1'] } }, null)
      ).coverage();
      expect(coverage).toEqual({
        missing: [{ ...DENIED, providerId: 'prv_1', kind: 'Instance', region: 'eu-west-1', listedAt }],
        observedAt: listedAt,
      });
    });

    it('names a provider that was never verified, so that nothing known is not taken for nothing there', async () => {
      await using it = await startInventory(makePlace, []);
      expect(await missing(it)).toEqual([]);
      await addProvider(it.store, 'prv_new');
      expect(await missing(it)).toEqual(['prv_new * * NEVER_LISTED']);
      expect(await missing(it, { providerIds: ['prv_new'], kinds: ['Volume'], regions: ['r'] })).toEqual([
        'prv_new Volume r NEVER_LISTED',
      ]);
      expect(await missing(it, { providerIds: ['prv_other'] })).toEqual([]);
    });

    it('says which slices are older than asked', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE);
      await it.list({ ...SLICE, region: 'us-east-1' });
      const since = it.clock.now();
      const stale = async (at: number) => it.inventory.stale(await it.inventory.area({ filter: area }, null), at);
      expect(await stale(since)).toEqual([]);
      expect(await stale(since + 1)).toHaveLength(2);
      it.clock.advance(1_000);
      await it.list(SLICE);
      expect(await stale(since + 1)).toEqual([{ ...SLICE, region: 'us-east-1' }]);
      await it.inventory.beginListing(SLICE).fail(DENIED);
      expect(await stale(since)).toEqual([SLICE]);
    });
  });

  describe('an answer that is kept', () => {
    it('is the same object for all who ask while nothing changed, and never outlives a committed write', async () => {
      await using it = await aFleet(makePlace);
      const query = { filter: { providerIds: ['prv_1'], kinds: ['Instance'] } };
      const ask = () => it.inventory.search(query, null);
      const before = await ask();
      expect(await ask()).toBe(before);
      await it.list({ ...SLICE, providerId: 'prv_2', region: 'us-east-1' }, record('i-9', { name: 'other' }));
      expect(await ask()).toBe(before);
      const writes: (() => Promise<unknown>)[] = [
        () => it.inventory.beginListing(SLICE).add([record('i-4')]),
        () => it.inventory.observe(SLICE, ['i-4'], []),
        () => it.inventory.beginListing(SLICE).fail(DENIED),
        () => it.list(SLICE, record('i-1')),
        () => it.inventory.setSlices('prv_1', [SLICE]),
        () => it.inventory.forget('prv_1'),
        () => it.store.db.deleteFrom('providers').where('id', '=', 'prv_1').execute(),
        () => addProvider(it.store, 'prv_1'),
      ];
      let last = before;
      for (const write of writes) {
        await write();
        const now = await ask();
        expect(now).not.toBe(last);
        last = now;
      }
    });

    it('is not given by another gateway on the same store either', async () => {
      await using it = await aFleet(makePlace);
      const other = it.another();
      const names = async () =>
        (await other.search({ filter: { namePrefix: 'web' } }, null)).nodes.map(({ name }) => name);
      expect(await names()).toEqual(['web-1', 'web-2']);
      await it.list(SLICE, record('i-2', { name: 'web-2' }));
      expect(await names()).toEqual(['web-2']);
    });

    it('says complete only with all that the listing brought', async () => {
      await using it = await startInventory(makePlace);
      const filter = { providerIds: ['prv_1'], kinds: ['Instance'], regions: ['eu-west-1'] };
      const listing = (async () => {
        const running = it.inventory.beginListing(SLICE);
        for (let page = 0; page < 10; page++)
          await running.add(Array.from({ length: 50 }, (_, n) => record(`i-${page}-${n}`)));
        await running.complete();
      })();
      const shown = async () => {
        const page = await it.inventory.search({ filter, first: 500 }, null);
        return { complete: (await page.coverage()).missing.length === 0, count: page.nodes.length };
      };
      let seen = await shown();
      for (; !seen.complete; seen = await shown()) await setImmediate();
      expect(seen.count).toBe(500);
      await listing;
    });
  });
}
