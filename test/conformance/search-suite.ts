import { describe, expect, it } from 'vitest';
import { aFleet, record, SLICE, startInventory, type InventoryInUse } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';
import type { ResourceOrderField } from '../../schema/generated/types.ts';

async function allPages(
  it: InventoryInUse,
  query: Parameters<InventoryInUse['inventory']['search']>[0],
  between?: () => Promise<unknown>,
): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await it.inventory.search({ ...query, after }, null);
    names.push(...page.nodes.map(({ name }) => name));
    if (!page.hasNextPage) return names;
    after = page.cursorOf(page.nodes.at(-1)!);
    await between?.();
  }
}

/** What queries answer, over every store. */
export function searchSuite(makePlace: MakePlace): void {
  describe('a filter', () => {
    it('works alone and together with others', async () => {
      await using it = await aFleet(makePlace);
      expect(await it.names()).toEqual(['Web_3', 'db', 'disk 100%', 'web-1', 'web-2']);
      const cases: [Parameters<InventoryInUse['names']>[0], string[]][] = [
        [{ providerIds: ['prv_2'] }, ['db']],
        [{ providerIds: ['prv_1', 'prv_2', 'prv_none'] }, ['Web_3', 'db', 'disk 100%', 'web-1', 'web-2']],
        [{ providerIds: ['prv_none'] }, []],
        [{ providerIds: [] }, []],
        [{ kinds: ['Volume'] }, ['disk 100%']],
        [{ kinds: [] }, []],
        [{ regions: ['us-east-1'] }, ['db']],
        [{ states: ['RUNNING', 'IN_USE'] }, ['db', 'disk 100%', 'web-1']],
        [{ tags: [{ key: 'env' }] }, ['db', 'disk 100%', 'web-1', 'web-2']],
        [{ tags: [{ key: 'env', value: '' }] }, ['db']],
        [{ tags: [{ key: 'env', value: 'prod' }, { key: 'team' }] }, ['web-1']],
        [{ tags: [{ key: 'Env' }] }, []],
        [{ namePrefix: 'web' }, ['web-1', 'web-2']],
        [{ namePrefix: '' }, ['Web_3', 'db', 'disk 100%', 'web-1', 'web-2']],
        [{ text: 'WEB' }, ['Web_3', 'web-1', 'web-2']],
        [{ text: 'vol-' }, ['disk 100%']],
        [{ text: '100%' }, ['disk 100%']],
        [{ text: 'b_3' }, ['Web_3']],
        [{ text: 'eb_' }, ['Web_3']],
        [{ text: '%%%' }, []],
        [{ text: '"or"' }, []],
        [{ text: '\\_3' }, []],
        [
          {
            text: 'web-1',
            kinds: ['Instance'],
            states: ['RUNNING'],
            tags: [{ key: 'team', value: 'a' }],
            regions: ['eu-west-1'],
            providerIds: ['prv_1'],
            namePrefix: 'w',
          },
          ['web-1'],
        ],
        [{ text: 'web-1', states: ['STOPPED'] }, []],
      ];
      for (const [filter, names] of cases) {
        expect([filter, await it.names(filter)]).toEqual([filter, names]);
        expect(await (await it.inventory.search({ filter }, null)).totalCount()).toBe(names.length);
      }
    });

    it('finds text of any script in any case, and names by the first letters of any script', async () => {
      await using it = await startInventory(makePlace);
      await it.list(
        SLICE,
        record('i-1', { name: 'ÄÖÜ-straße' }),
        record('i-2', { name: '日本語サーバー' }),
        record('i-3', { name: '😀😀😀' }),
        record('i-4', { name: '\u{10ffff}x' }),
      );
      expect(await it.names({ text: 'äöü-S' })).toEqual(['ÄÖÜ-straße']);
      expect(await it.names({ text: '本語サ' })).toEqual(['日本語サーバー']);
      expect(await it.names({ text: '😀😀😀' })).toEqual(['😀😀😀']);
      expect(await it.names({ namePrefix: '日本' })).toEqual(['日本語サーバー']);
      expect(await it.names({ namePrefix: '😀' })).toEqual(['😀😀😀']);
      expect(await it.names({ namePrefix: '\u{10ffff}' })).toEqual(['\u{10ffff}x']);
    });

    it.each([
      [{ kinds: ['Instanse'] }, /filter\.kinds names "Instanse", which no connector lists\. Known: Instance, Volume/],
      [{ kinds: ['Alarm'] }, /filter\.kinds names "Alarm"/],
      [{ text: 'ab' }, /filter\.text must have 3 to 200 characters/],
      [{ text: '😀😀' }, /filter\.text must have 3/],
      [{ text: 'x'.repeat(201) }, /filter\.text must have/],
      [{ text: 'a\0bc' }, /NUL/],
      [{ providerIds: [''] }, /filter\.providerIds must have 1 to 256/],
      [{ regions: ['x'.repeat(10_000)] }, /filter\.regions must have/],
      [{ providerIds: Array.from({ length: 1_001 }, (_, n) => `p${n}`) }, /at most 1000/],
      [{ tags: [{ key: '' }] }, /filter\.tags\.key must have/],
      [{ tags: Array.from({ length: 21 }, () => ({ key: 'a' })) }, /at most 20/],
    ])('is refused when it means nothing: %o', async (filter, message) => {
      await using it = await startInventory(makePlace);
      await expect(it.inventory.search({ filter }, null)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(message),
      });
      await expect(it.inventory.groups('KIND', null, { filter }, null)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    });
  });

  describe('pages', () => {
    it.each(['NAME', 'KIND', 'FIRST_SEEN_AT', 'OBSERVED_AT'] as const)(
      'hold every resource once, by %s, both ways',
      async (field: ResourceOrderField) => {
        await using it = await startInventory(makePlace);
        for (let at = 0; at < 3; at++) {
          it.clock.advance(1_000);
          await it.list(
            { ...SLICE, kind: ['Volume', 'Instance', 'sandbox.Queue'][at]! },
            ...['b', 'a', 'b', 'c'].map((name, n) => record(`${at}-${n}`, { name: `${name}${at}` })),
          );
        }
        const order = (direction: 'ASC' | 'DESC') => ({ orderBy: { field, direction } });
        const whole = await allPages(it, { ...order('ASC'), first: 500 });
        expect(whole).toHaveLength(12);
        for (const first of [1, 2, 5, 12]) {
          expect(await allPages(it, { ...order('ASC'), first })).toEqual(whole);
          expect(await allPages(it, { ...order('DESC'), first })).toEqual(whole.toReversed());
        }
      },
    );

    it('skip and repeat nothing while other rows come and go', async () => {
      await using it = await startInventory(makePlace);
      const stays = Array.from({ length: 20 }, (_, n) => record(`i-${n}`, { name: `n${String(n).padStart(2, '0')}` }));
      await it.list(SLICE, ...stays);
      let turn = 0;
      const names = await allPages(it, { first: 3 }, () =>
        it.list(SLICE, ...stays, record(`x-${++turn}`, { name: `n${turn % 2 ? '00' : '15'}x${turn}` })),
      );
      expect(names.filter((name) => !name.includes('x'))).toEqual(stays.map(({ name }) => name));
      expect(new Set(names).size).toBe(names.length);
    });

    it('know where they stand', async () => {
      await using it = await aFleet(makePlace);
      const first = await it.inventory.search({ first: 4 }, null);
      expect(first).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
      const last = await it.inventory.search({ first: 4, after: first.cursorOf(first.nodes[3]!) }, null);
      expect(last).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
      expect(last.nodes.map(({ name }) => name)).toEqual(['web-2']);
      expect(await last.totalCount()).toBe(5);
    });

    it.each([0, -1, 501, 1e9])('are refused with first: %d', async (first) => {
      await using it = await startInventory(makePlace);
      await expect(it.inventory.search({ first }, null)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await expect(it.inventory.groups('KIND', null, { first }, null)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    });

    it('are refused with a cursor that is not of this list and order', async () => {
      await using it = await aFleet(makePlace);
      const page = await it.inventory.search({}, null);
      const after = page.cursorOf(page.nodes[0]!);
      const forged = Buffer.from(JSON.stringify(['resources NAME ASC', 1, 2])).toString('base64url');
      for (const wrong of ['', 'x', after.slice(0, -2), forged, Buffer.from('[]').toString('base64url')]) {
        await expect(it.inventory.search({ after: wrong }, null)).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
        await expect(it.inventory.groups('KIND', null, { after: wrong }, null)).rejects.toMatchObject({
          code: 'INVALID_CURSOR',
        });
      }
      await expect(
        it.inventory.search({ after, orderBy: { field: 'NAME', direction: 'DESC' } }, null),
      ).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
      await expect(it.inventory.groups('KIND', null, { after }, null)).rejects.toMatchObject({
        code: 'INVALID_CURSOR',
      });
    });
  });

  describe('groups', () => {
    it('count by each key, largest first, over pages of any size', async () => {
      await using it = await aFleet(makePlace);
      const cases = [
        [
          'KIND',
          null,
          [
            ['Instance', 4],
            ['Volume', 1],
          ],
        ],
        [
          'PROVIDER',
          null,
          [
            ['prv_1', 4],
            ['prv_2', 1],
          ],
        ],
        [
          'REGION',
          null,
          [
            ['eu-west-1', 4],
            ['us-east-1', 1],
          ],
        ],
        [
          'STATE',
          null,
          [
            ['RUNNING', 2],
            ['IN_USE', 1],
            ['STOPPED', 1],
            [null, 1],
          ],
        ],
        [
          'TAG',
          'env',
          [
            ['prod', 2],
            ['', 1],
            ['test', 1],
            [null, 1],
          ],
        ],
        ['TAG', 'none', [[null, 5]]],
      ] as const;
      for (const [by, key, groups] of cases) {
        for (const first of [1, 2, 50]) {
          const read: (readonly [string | null, number])[] = [];
          let after: string | undefined;
          do {
            const page = await it.inventory.groups(by, key, { first, after }, null);
            read.push(...page.nodes.map(({ value, count }) => [value, count] as const));
            after = page.hasNextPage ? page.cursorOf(page.nodes.at(-1)!) : undefined;
          } while (after);
          expect([by, key, first, read]).toEqual([by, key, first, groups]);
        }
      }
    });

    it('need a tag for TAG and refuse one otherwise', async () => {
      await using it = await startInventory(makePlace);
      await expect(it.inventory.groups('TAG', null, {}, null)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
      await expect(it.inventory.groups('KIND', 'env', {}, null)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  it('shows a viewer with a scope nothing of other providers: no rows, counts, groups or slices', async () => {
    await using it = await aFleet(makePlace);
    const scope = ['prv_2'];
    const everything = await it.inventory.search({}, null);
    for (const filter of [{}, { providerIds: ['prv_1', 'prv_2'] }]) {
      const page = await it.inventory.search({ filter }, scope);
      expect(page.nodes.map(({ name }) => name)).toEqual(['db']);
      expect(await page.totalCount()).toBe(1);
      const coverage = await page.coverage();
      expect(new Set(coverage.missing.map(({ providerId }) => providerId))).toEqual(new Set(scope));
      expect((await it.inventory.groups('PROVIDER', null, { filter }, scope)).nodes).toEqual([
        { value: 'prv_2', count: 1 },
      ]);
    }
    expect(await it.names({ providerIds: ['prv_1'] })).toHaveLength(4);
    expect((await it.inventory.search({ filter: { providerIds: ['prv_1'] } }, scope)).nodes).toEqual([]);
    expect(
      (await (await it.inventory.search({ filter: { providerIds: ['prv_1'] } }, scope)).coverage()).missing,
    ).toEqual([]);
    expect(
      (
        await it.inventory.load(
          everything.nodes.map(({ id }) => id),
          scope,
        )
      ).filter((row) => row !== null),
    ).toHaveLength(1);
    expect(
      (await it.inventory.stale(await it.inventory.area({}, scope), it.clock.now() + 1)).every(
        ({ providerId }) => providerId === 'prv_2',
      ),
    ).toBe(true);
    expect((await it.inventory.search({}, [])).nodes).toEqual([]);
  });
}
