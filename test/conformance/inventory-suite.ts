import { describe, expect, it } from 'vitest';
import { Conflict } from '../../gateway/errors.ts';
import type { SliceKey } from '../../gateway/inventory/index.ts';
import { record, SLICE, startInventory, type InventoryInUse } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';

const DENIED = { code: 'PROVIDER_PERMISSION_DENIED', message: 'the credential lacks a permission' } as const;

const historyOf = async (it: InventoryInUse, id: string) =>
  (await it.inventory.changes(id, {})).nodes.map(({ type }) => type);
const only = async (it: InventoryInUse) =>
  (await it.inventory.search({ filter: { includeMissing: true } }, null)).nodes[0]!;
const sliceOf = async (it: InventoryInUse, { providerId, kind, region }: SliceKey = SLICE) =>
  (await it.inventory.slices(providerId)).find((slice) => slice.kind === kind && slice.region === region)!;

/** What listings do to the inventory, over every store. */
export function inventorySuite(makePlace: MakePlace): void {
  describe('a listing', () => {
    it('shows what came, with the attributes of the kind beside the common fields', async () => {
      await using it = await startInventory(makePlace);
      const tags = [
        { key: 'b', value: '2' },
        { key: 'a', value: '1' },
      ];
      await it.list(
        SLICE,
        record('i-1', { name: 'web', vcpus: 4, tags, native: { x: [1] }, publicIps: ['192.0.2.1'] }),
      );
      const { nodes } = await it.inventory.search({}, null);
      expect(nodes).toEqual([
        expect.objectContaining({
          id: expect.stringMatching(/^res_[0-9a-f]{32}$/),
          providerId: 'prv_1',
          kind: 'Instance',
          region: 'eu-west-1',
          nativeId: 'i-1',
          name: 'web',
          state: 'RUNNING',
          vcpus: 4,
          publicIps: ['192.0.2.1'],
          arn: null,
          zone: null,
          tags: [
            { key: 'a', value: '1' },
            { key: 'b', value: '2' },
          ],
          missingSince: null,
          firstSeenAt: it.clock.now(),
          lastSeenAt: it.clock.now(),
          observedAt: it.clock.now(),
          source: 'LISTING',
        }),
      ]);
      expect(Object.isFrozen(nodes[0])).toBe(true);
      expect(await it.inventory.native(nodes[0]!.id)).toEqual({ x: [1] });
      expect(await it.inventory.load([nodes[0]!.id, 'res_none', nodes[0]!.id], null)).toEqual([
        nodes[0],
        null,
        nodes[0],
      ]);
    });

    it('keeps what is particular to a connector in `attributes`', async () => {
      await using it = await startInventory(makePlace);
      await it.list({ ...SLICE, kind: 'sandbox.Queue' }, record('q-1', { attributes: { depth: 3 } }));
      expect((await only(it))['attributes']).toEqual({ depth: 3 });
    });

    it('calls a resource without a name by its native id, and copes with odd text', async () => {
      await using it = await startInventory(makePlace);
      const odd = {
        name: `n\0ul ${'x'.repeat(4_000)}`,
        tags: [
          { key: 'k'.repeat(4_000), value: 'v'.repeat(4_000) },
          { key: '', value: '\0"%_\\' },
        ],
      };
      await it.list(
        SLICE,
        record('i-1', { name: null }),
        record('i-2', { name: '' }),
        record('i\0"\'%', odd),
        record('😀', { name: '😀\ud800' }),
      );
      expect((await it.names()).slice(0, 2)).toEqual(['i-1', 'i-2']);
      expect(await it.names({ tags: [{ key: 'k'.repeat(4_000), value: 'v'.repeat(4_000) }] })).toHaveLength(1);
      expect(await it.names({ tags: [{ key: 'k'.repeat(4_000), value: 'v'.repeat(3_999) }] })).toHaveLength(0);
    });

    it('writes nothing for what did not change, and says that it was seen', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'));
      const before = await only(it);
      it.clock.advance(60_000);
      await it.list(SLICE, record('i-1'));
      const after = await only(it);
      expect(after).toEqual({ ...before, lastSeenAt: it.clock.now(), observedAt: it.clock.now() });
      expect(await it.store.db.selectFrom('resources').select('observed_at').execute()).toEqual([
        { observed_at: before.observedAt },
      ]);
      expect(await historyOf(it, before.id)).toEqual(['FOUND']);
    });

    it('tells known tags, none, and tags that could not be read apart', async () => {
      await using it = await startInventory(makePlace);
      await it.list(
        SLICE,
        record('i-1', { tags: null }),
        record('i-2', { tags: [] }),
        record('i-3', { tags: [{ key: 'a', value: '' }] }),
      );
      const { nodes } = await it.inventory.search({}, null);
      expect(nodes.map(({ tags }) => tags)).toEqual([null, [], [{ key: 'a', value: '' }]]);
    });
  });

  it('finds a resource by the tags that it has, not by those that it had', async () => {
    await using it = await startInventory(makePlace);
    await it.list(SLICE, record('i-1', { tags: [{ key: 'env', value: 'test' }] }));
    await it.list(SLICE, record('i-1', { tags: [{ key: 'env', value: 'prod' }] }));
    expect(await it.names({ tags: [{ key: 'env', value: 'prod' }] })).toEqual(['i-1']);
    expect(await it.names({ tags: [{ key: 'env', value: 'test' }] })).toEqual([]);
    await it.list(SLICE, record('i-1', { tags: null }));
    expect(await it.names({ tags: [{ key: 'env' }] })).toEqual([]);
  });

  it('takes in a slice that is larger than any of its steps, and loses most of it', async () => {
    await using it = await startInventory(makePlace);
    const all = Array.from({ length: 2_345 }, (_, n) => record(`i-${n}`));
    expect(await it.list(SLICE, ...all)).toBe(2_345);
    it.clock.advance(1_000);
    const before = it.told();
    expect(await it.list(SLICE, ...all)).toBe(2_345);
    expect(it.told()).toBe(before + 1);
    expect(await it.list(SLICE, ...all.slice(0, 321))).toBe(321);
    expect((await sliceOf(it)).count).toBe(321);
    const page = await it.inventory.search({ filter: { includeMissing: true } }, null);
    expect(await page.totalCount()).toBe(2_345);
    expect(await it.inventory.forget('prv_1')).toBe(2_345);
  });

  describe('a resource goes missing', () => {
    it('when a listing ended without it, and never before', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'), record('i-2'));
      it.clock.advance(60_000);
      const listing = it.inventory.beginListing(SLICE);
      await listing.add([record('i-2')]);
      expect(await it.names()).toEqual(['i-1', 'i-2']);
      expect(await listing.complete()).toBe(1);
      expect(await it.names()).toEqual(['i-2']);
      const gone = (await it.inventory.search({ filter: { includeMissing: true } }, null)).nodes[0]!;
      expect(gone).toMatchObject({ name: 'i-1', missingSince: it.clock.now() });
      expect(await historyOf(it, gone.id)).toEqual(['LOST', 'FOUND']);
    });

    it('and comes back when a listing shows it again', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'));
      await it.list(SLICE);
      await it.list(SLICE, record('i-1', { state: 'STOPPED' }));
      const back = await only(it);
      expect(back).toMatchObject({ missingSince: null, state: 'STOPPED' });
      expect(await historyOf(it, back.id)).toEqual(['CHANGED', 'RETURNED', 'LOST', 'FOUND']);
    });

    it('only in its own slice', async () => {
      await using it = await startInventory(makePlace, ['prv_1', 'prv_2']);
      const others = [
        { ...SLICE, region: 'us-east-1' },
        { ...SLICE, kind: 'Volume' },
        { ...SLICE, providerId: 'prv_2' },
      ];
      for (const slice of [SLICE, ...others]) await it.list(slice, record('same-id'));
      await it.list(SLICE);
      expect(await it.names()).toEqual(['same-id', 'same-id', 'same-id']);
    });

    it.each([
      ['on its first page', async (it: InventoryInUse) => it.inventory.beginListing(SLICE).fail(DENIED)],
      [
        'on a later page',
        async (it: InventoryInUse) => {
          const listing = it.inventory.beginListing(SLICE);
          await listing.add([record('i-1'), record('i-new')]);
          await listing.fail(DENIED);
        },
      ],
      ['without an end', async (it: InventoryInUse) => it.inventory.beginListing(SLICE).add([record('i-new')])],
      [
        'by a restart',
        async (it: InventoryInUse) => {
          await it.inventory.beginListing(SLICE).add([record('i-new')]);
          await it.another().search({}, null);
        },
      ],
      [
        'by a page that could not be written',
        async (it: InventoryInUse) => {
          const listing = it.inventory.beginListing(SLICE);
          const unwritable = record('i-1', {
            name: 'other',
            state: null,
            toJSON: () => {
              throw new Error('broken');
            },
          });
          await expect(listing.add([unwritable])).rejects.toThrow('broken');
          await expect(listing.complete()).rejects.toThrow(/not complete/);
        },
      ],
    ])('never when the listing was cut %s', async (_how, cut) => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'), record('i-2'));
      const { listedAt } = await sliceOf(it);
      it.clock.advance(60_000);
      await cut(it);
      expect(await it.names()).toEqual(expect.arrayContaining(['i-1', 'i-2']));
      expect(
        await it.store.db.selectFrom('resource_changes').select('type').where('type', '=', 'LOST').execute(),
      ).toEqual([]);
      expect((await sliceOf(it)).listedAt).toBe(listedAt);
    });

    it('keeps the pages that came before the listing was cut, and says what happened', async () => {
      await using it = await startInventory(makePlace);
      const listing = it.inventory.beginListing(SLICE);
      await listing.add([record('i-1')]);
      await listing.fail(DENIED);
      expect(await it.names()).toEqual(['i-1']);
      expect(await sliceOf(it)).toMatchObject({ listedAt: null, attemptedAt: it.clock.now(), error: DENIED });
      await it.list(SLICE, record('i-1'));
      expect(await sliceOf(it)).toMatchObject({ count: 1, listedAt: it.clock.now(), error: null });
    });
  });

  describe('what was read later stays', () => {
    it('when an older page comes in after an action read the resource', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'), record('i-2'));
      it.clock.advance(1_000);
      const listing = it.inventory.beginListing(SLICE);
      it.clock.advance(1_000);
      await it.inventory.observe(SLICE, ['i-1', 'i-2', 'i-3'], [record('i-1', { state: 'STOPPING' }), record('i-3')]);
      await listing.add([record('i-1'), record('i-2')]);
      await listing.complete();
      const { nodes } = await it.inventory.search({ filter: { includeMissing: true } }, null);
      expect(nodes.map(({ name, state, missingSince }) => [name, state, missingSince !== null])).toEqual([
        ['i-1', 'STOPPING', false],
        ['i-2', 'RUNNING', true],
        ['i-3', 'RUNNING', false],
      ]);
    });

    it('when a younger listing ended first', async () => {
      await using it = await startInventory(makePlace);
      const older = it.inventory.beginListing(SLICE);
      it.clock.advance(1_000);
      await it.list(SLICE, record('i-1'), record('i-2'));
      await older.add([record('i-0')]);
      await older.complete();
      expect(await it.names()).toEqual(['i-1', 'i-2']);
    });

    it('marks what the provider does not know any more, and leaves what was not asked for', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'), record('i-2'), record('i-3'));
      it.clock.advance(1_000);
      const rows = await it.inventory.observe(SLICE, ['i-1', 'i-2'], [record('i-1')]);
      expect(rows.map(({ name, missingSince, observedAt }) => [name, missingSince, observedAt])).toEqual([
        ['i-1', null, it.clock.now()],
        ['i-2', it.clock.now(), it.clock.now()],
      ]);
      expect(await it.names()).toEqual(['i-1', 'i-3']);
      expect((await sliceOf(it)).count).toBe(2);
    });

    it('says whether each was last read by itself or with its slice', async () => {
      await using it = await startInventory(makePlace);
      const sources = async () => (await it.inventory.search({}, null)).nodes.map(({ source }) => source);
      await it.list(SLICE, record('i-1'), record('i-2'));
      expect(await sources()).toEqual(['LISTING', 'LISTING']);
      it.clock.advance(1_000);
      await it.inventory.observe(SLICE, ['i-1'], [record('i-1')]);
      expect(await sources()).toEqual(['READING', 'LISTING']);
      it.clock.advance(1_000);
      await it.list(SLICE, record('i-1'), record('i-2'));
      expect(await sources()).toEqual(['LISTING', 'LISTING']);
    });
  });

  describe('the history of a resource', () => {
    it('says field by field what changed, newest first, page by page', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1', { vcpus: 2, native: { a: 1 } }));
      it.clock.advance(1_000);
      await it.list(
        SLICE,
        record('i-1', { vcpus: 4, tags: [{ key: 'k', value: 'v' }], state: 'STOPPED', native: { a: 2 } }),
      );
      await it.list(
        SLICE,
        record('i-1', { vcpus: 4, tags: [{ key: 'k', value: 'v' }], state: 'STOPPED', native: { a: 3 } }),
      );
      const { id } = await only(it);
      const first = await it.inventory.changes(id, { first: 1 });
      expect(first.nodes).toEqual([
        {
          at: it.clock.now(),
          type: 'CHANGED',
          fields: expect.arrayContaining([
            { field: 'vcpus', before: 2, after: 4 },
            { field: 'state', before: 'RUNNING', after: 'STOPPED' },
            { field: 'tags', before: [], after: [{ key: 'k', value: 'v' }] },
          ]),
        },
      ]);
      expect(first.nodes[0]!.fields).toHaveLength(3);
      expect(first.hasNextPage).toBe(true);
      const second = await it.inventory.changes(id, { first: 5, after: first.cursorOf(first.nodes[0]!) });
      expect(second).toMatchObject({
        nodes: [{ type: 'FOUND', fields: [] }],
        hasNextPage: false,
        hasPreviousPage: true,
      });
      await expect(it.inventory.changes('res_other', { after: first.cursorOf(first.nodes[0]!) })).rejects.toMatchObject(
        { code: 'INVALID_CURSOR' },
      );
    });

    it('is pruned by age, together with what has been missing that long', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1'), record('i-2'));
      it.clock.advance(1_000);
      await it.list(SLICE, record('i-1', { state: 'STOPPED' }));
      it.clock.advance(1_000);
      const { id } = await only(it);
      await it.inventory.prune(it.clock.now() - 1_500);
      expect(await historyOf(it, id)).toEqual(['CHANGED']);
      expect(await it.names({ includeMissing: true })).toEqual(['i-1', 'i-2']);
      await it.inventory.prune(it.clock.now());
      expect(await it.names({ includeMissing: true })).toEqual(['i-1']);
    });
  });

  describe('the slices of a provider', () => {
    it('stay as they are when they are set again, and take their resources with them when they go', async () => {
      await using it = await startInventory(makePlace);
      await it.list(SLICE, record('i-1', { tags: [{ key: 'a', value: 'b' }] }));
      await it.list({ ...SLICE, region: 'us-east-1' }, record('i-2'));
      await it.inventory.setSlices('prv_1', [
        { kind: 'Instance', region: 'us-east-1' },
        { kind: 'Alarm', region: 'us-east-1' },
      ]);
      expect(await it.names({ includeMissing: true })).toEqual(['i-2']);
      expect((await it.inventory.slices('prv_1')).map(({ kind, count }) => [kind, count])).toEqual([
        ['Alarm', null],
        ['Instance', 1],
      ]);
      for (const table of ['resource_tags', 'resource_changes'] as const) {
        const { n } = await it.store.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        expect(n).toBe(table === 'resource_tags' ? 0 : 1);
      }
    });

    it('take nothing in once they are gone: a listing that runs on does not bring a provider back', async () => {
      await using it = await startInventory(makePlace);
      const listing = it.inventory.beginListing(SLICE);
      await listing.add([record('i-1')]);
      expect(await it.inventory.forget('prv_1')).toBe(1);
      await expect(listing.add([record('i-2')])).rejects.toThrow(Conflict);
      await expect(it.inventory.observe(SLICE, ['i-1'], [record('i-1')])).rejects.toThrow(Conflict);
      await listing.fail(DENIED);
      expect(await it.names({ includeMissing: true })).toEqual([]);
      expect(await it.inventory.slices('prv_1')).toEqual([]);
    });

    it('of alarms are listed without resources', async () => {
      await using it = await startInventory(makePlace);
      const alarms = { providerId: 'prv_1', kind: 'Alarm', region: 'eu-west-1' };
      await it.inventory.setSlices('prv_1', [alarms]);
      expect(await it.inventory.beginListing(alarms).complete()).toBe(0);
      expect(await sliceOf(it, alarms)).toMatchObject({ count: 0, listedAt: it.clock.now(), error: null });
      expect((await (await it.inventory.search({}, null)).coverage()).observedAt).toBeNull();
    });
  });
}
