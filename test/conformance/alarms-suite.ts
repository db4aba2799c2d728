import { describe, expect, it } from 'vitest';
import { BadInput, InvalidCursor, InvalidState, NotFound } from '../../gateway/errors.ts';
import { resourceId } from '../../gateway/inventory/index.ts';
import type { AlarmPage } from '../../resolvers/rows.ts';
import type { AlarmFilter } from '../../schema/generated/types.ts';
import { clear, firing, SLICE, startAlarms, take, words } from '../support/alarms.ts';
import type { MakePlace } from '../support/places.ts';

/** How alarms are observed, found and acknowledged over every store. */
export function alarmsSuite(makePlace: MakePlace) {
  describe('observing alarms', () => {
    it('raises what fires, resolves what is clear, and tells each once however often it is listed', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      expect(await alarms.observeListing(SLICE, [firing('disk-full'), clear('cpu-high')])).toBe(2);
      await alarms.observeListing(SLICE, [firing('disk-full'), clear('cpu-high')]);
      await alarms.observeListing(SLICE, [
        clear('disk-full', { changedAt: '2026-01-30T13:00:00.000Z' }),
        clear('cpu-high'),
      ]);
      expect((await told()).map(words)).toEqual(['RAISED disk-full', 'RESOLVED disk-full']);
    });

    it('what a complete listing of its region lacks is resolved, at our moment; other regions and providers stay', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, clock, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      await alarms.observeListing({ ...SLICE, region: 'us-east-1' }, [firing('disk-full')]);
      await alarms.observeListing({ ...SLICE, providerId: 'prv_2' }, [firing('disk-full')]);
      clock.advance(60_000);
      await alarms.observeListing(SLICE, []);
      const events = await told();
      expect(events.map(words)).toEqual([
        'RAISED disk-full',
        'RAISED disk-full',
        'RAISED disk-full',
        'RESOLVED disk-full',
      ]);
      expect(events[3]).toMatchObject({
        at: clock.now(),
        seenAt: clock.now(),
        alarm: { ...SLICE, resolvedAt: clock.now() },
      });
    });

    it('unknown is neither firing nor clear nor absent', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full'), firing('cpu-high', { state: 'UNKNOWN' })]);
      await alarms.observeListing(SLICE, [
        firing('disk-full', { state: 'UNKNOWN' }),
        firing('cpu-high', { state: 'UNKNOWN' }),
      ]);
      expect((await told()).map(words)).toEqual(['RAISED disk-full']);
      expect((await alarms.search(null, {}, null)).nodes).toMatchObject([{ title: 'disk-full', state: 'FIRING' }]);
    });

    it('a firing that the provider does not date is the same one for as long as it is listed, and stays acknowledged', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, clock, told } = inUse;
      const heardAt = clock.now();
      await alarms.observeListing(SLICE, [firing('disk-full', { changedAt: null })]);
      const [alarm] = (await alarms.search(null, {}, null)).nodes;
      expect(alarm).toMatchObject({ startedAt: heardAt });
      await alarms.acknowledge(alarm!.id, 'ann', null, null);
      for (let poll = 0; poll < 3; poll += 1) {
        clock.advance(60_000);
        await alarms.observeListing(SLICE, [firing('disk-full', { changedAt: null })]);
      }
      expect((await told()).map(words)).toEqual(['RAISED disk-full', 'ACKNOWLEDGED disk-full']);
      clock.advance(60_000);
      await alarms.observeListing(SLICE, [clear('disk-full', { changedAt: null })]);
      clock.advance(60_000);
      await alarms.observeListing(SLICE, [firing('disk-full', { changedAt: null })]);
      const events = await told();
      expect(events.map(words).slice(2)).toEqual(['RESOLVED disk-full', 'RAISED disk-full']);
      expect(events.at(-1)).toMatchObject({ at: clock.now(), alarm: { acknowledgedBy: null } });
    });

    it('tells events of one listing in the order of the provider, with its moments and ours', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, clock, told } = inUse;
      await alarms.observeListing(SLICE, [
        firing('second', { changedAt: '2026-01-30T12:00:02.000Z' }),
        firing('third', { changedAt: '2026-01-30T12:00:03.000Z' }),
        firing('first', { changedAt: '1999-12-31T23:59:59.000Z' }),
      ]);
      const events = await told();
      expect(events.map(words)).toEqual(['RAISED first', 'RAISED second', 'RAISED third']);
      expect(events[0]).toMatchObject({ at: Date.UTC(1999, 11, 31, 23, 59, 59), seenAt: clock.now() });
    });

    it('of two records of one alarm in a listing the later counts, so that it does not flap', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      const listing = [firing('disk-full', { changedAt: '2026-01-30T12:00:01.000Z' }), clear('disk-full')];
      expect(await alarms.observeListing(SLICE, listing)).toBe(1);
      await alarms.observeListing(SLICE, listing.toReversed());
      expect((await told()).map(words)).toEqual(['RAISED disk-full']);
    });

    it('one rule about two subjects is two alarms, each about its resource', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      const about = (nativeId: string) =>
        firing('cpu-high', { title: nativeId, subject: { kind: 'Instance', nativeId } });
      await alarms.observeListing(SLICE, [about('i-1'), about('i-2'), firing('cpu-high')]);
      const events = await told();
      expect(new Set(events.map(({ alarm }) => alarm.id)).size).toBe(3);
      expect(events.every(({ alarm }) => alarm.id.startsWith('alm_'))).toBe(true);
      const first = resourceId({ ...SLICE, kind: 'Instance' }, 'i-1');
      expect(events.map(({ alarm }) => alarm.resourceId)).toContain(first);
      const found = await alarms.ofResources([first, 'nothing']);
      expect([...found].map(([id, own]) => [id, own.map(({ title }) => title)])).toEqual([[first, ['i-1']]]);
      expect((await alarms.ofResources([])).size).toBe(0);
    });

    it('two gateways that observe the same alarms at once raise each once', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, another, told } = inUse;
      const listing = Array.from({ length: 450 }, (_, index) => firing(`alarm-${index}`));
      await Promise.all([alarms, another(), another()].map((gateway) => gateway.observeListing(SLICE, listing)));
      expect((await told()).length).toBe(450);
    });

    it('wakes readers only when something happened', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, bus } = inUse;
      let rung = 0;
      bus.subscribe('alarm-log', () => (rung += 1));
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      expect(rung).toBe(1);
    });

    it('forgets the alarms of a provider and keeps their events', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      await alarms.observeListing({ ...SLICE, providerId: 'prv_2' }, [firing('cpu-high')]);
      await alarms.forget('prv_1');
      expect(
        (await alarms.search({ states: ['FIRING', 'RESOLVED'] }, {}, null)).nodes.map(({ title }) => title),
      ).toEqual(['cpu-high']);
      expect((await told()).map(words)).toEqual(['RAISED disk-full', 'RAISED cpu-high']);
    });

    it('NUL, which not every store can hold, is replaced in what comes in and fits nothing in what is asked', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms } = inUse;
      const odd = firing('a\0b', {
        description: '\0',
        subject: { kind: 'Instance', nativeId: '\0' },
        native: { '\0': '\0' },
      });
      await alarms.observeListing(SLICE, [odd]);
      await alarms.observeListing(SLICE, [odd]);
      expect((await alarms.search({ providerIds: ['prv_1', '\0'] }, {}, null)).nodes).toMatchObject([
        { title: 'a\ufffdb', description: '\ufffd' },
      ]);
      expect(await alarms.load('\0', null)).toBeNull();
      await expect(alarms.acknowledge('\0', 'ann', null, null)).rejects.toThrow(NotFound);
    });

    it('names with any character are kept as they are', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      const title = `it's "50 %" full; drop table alarms -- 🔥\u2028`;
      await alarms.observeListing(SLICE, [
        firing('x', { title, description: null, native: { list: [1, 'ü'], nothing: null } }),
      ]);
      expect((await told())[0]!.alarm).toMatchObject({
        title,
        description: null,
        native: { list: [1, 'ü'], nothing: null },
      });
      expect((await alarms.search(null, {}, null)).nodes[0]).toMatchObject({
        title,
        native: { list: [1, 'ü'], nothing: null },
      });
    });
  });

  describe('finding alarms', () => {
    it('shows all that are not resolved, the most lately changed first, unless asked for others', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms } = inUse;
      await alarms.observeListing(SLICE, [
        firing('old', { severity: 'LOW' }),
        firing('gone'),
        firing('new', { changedAt: '2026-01-30T12:00:09.000Z' }),
      ]);
      await alarms.observeListing(SLICE, [
        firing('old', { severity: 'LOW' }),
        clear('gone'),
        firing('new', { changedAt: '2026-01-30T12:00:09.000Z' }),
      ]);
      const titles = async (filter: AlarmFilter | null) =>
        (await alarms.search(filter, {}, null)).nodes.map(({ title }) => title);
      expect(await titles(null)).toEqual(['new', 'old']);
      expect(await titles({ states: ['RESOLVED'] })).toEqual(['gone']);
      expect(await titles({ severities: ['LOW', 'INFO'] })).toEqual(['old']);
      expect(await titles({ providerIds: ['prv_1'], severities: ['HIGH'] })).toEqual(['new']);
      expect(await titles({ providerIds: ['nothing'] })).toEqual([]);
      expect(await titles({ resourceIds: ['nothing'] })).toEqual([]);
      expect(await titles({ states: [] })).toEqual([]);
    });

    it('pages reach every alarm once, and the count is of all pages', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms } = inUse;
      const moment = (index: number) => `2026-01-30T12:00:${10 + Math.max(index, 12)}.000Z`; // half of them at once
      await alarms.observeListing(
        SLICE,
        Array.from({ length: 25 }, (_, index) => firing(`alarm-${index}`, { changedAt: moment(index) })),
      );
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: AlarmPage = await alarms.search(null, { first: 4, after }, null);
        expect([await page.totalCount(), page.hasPreviousPage]).toEqual([25, after !== null]);
        seen.push(...page.nodes.map(({ id }) => id));
        after = page.cursorOf(page.nodes.at(-1)!);
        more = page.hasNextPage;
      }
      expect(seen.length).toBe(25);
      expect(new Set(seen).size).toBe(25);
    });

    it('what is outside of the scope does not exist', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms } = inUse;
      await alarms.observeListing(SLICE, [firing('mine')]);
      await alarms.observeListing({ ...SLICE, providerId: 'prv_2' }, [firing('theirs')]);
      const [theirs] = (await alarms.search(null, {}, ['prv_2'])).nodes;
      const own = await alarms.search(null, {}, ['prv_1']);
      expect(own.nodes.map(({ title }) => title)).toEqual(['mine']);
      expect(await own.totalCount()).toBe(1);
      expect((await alarms.search({ providerIds: ['prv_2'] }, {}, ['prv_1'])).nodes).toEqual([]);
      expect((await alarms.search(null, {}, [])).nodes).toEqual([]);
      expect(await alarms.load(theirs!.id, ['prv_1'])).toBeNull();
      expect(await alarms.load(theirs!.id, ['prv_2'])).toMatchObject({ title: 'theirs' });
      await expect(alarms.acknowledge(theirs!.id, 'ann', null, ['prv_1'])).rejects.toThrow(NotFound);
    });

    it('following from the cursor of a page misses nothing and repeats nothing, also of an empty one', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms } = inUse;
      for (let step = 0; step < 20; step += 1) {
        const [page] = await Promise.all([
          alarms.search(null, { first: 200 }, null),
          alarms.observeListing({ ...SLICE, providerId: `prv_${step}` }, [firing('disk-full')]),
        ]);
        const rest = await take(alarms.follow(null, page.cursor, null), step + 1 - page.nodes.length);
        const known = [...page.nodes, ...rest.map(({ alarm }) => alarm)].map(({ providerId }) => providerId);
        expect([known.length, new Set(known).size]).toEqual([step + 1, step + 1]);
      }
    });

    it('refuses sizes and cursors that cannot be', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms } = inUse;
      for (const first of [0, -1, 201]) await expect(alarms.search(null, { first }, null)).rejects.toThrow(BadInput);
      const log = await alarms.cursorAt(null);
      const swapped = Buffer.from(JSON.stringify(['alarms by changedAt', 'a', 1])).toString('base64url');
      for (const after of ['', 'x', log, swapped])
        await expect(alarms.search(null, { after }, null)).rejects.toThrow(InvalidCursor);
    });
  });

  describe('acknowledging an alarm', () => {
    it('says who looks after it since when; again, by whomever, changes nothing', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, clock, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      const { id } = (await alarms.search(null, {}, null)).nodes[0]!;
      clock.advance(5_000);
      const first = await alarms.acknowledge(id, 'ann', 'on it', null);
      expect(first).toMatchObject({
        state: 'ACKNOWLEDGED',
        acknowledgedBy: 'ann',
        acknowledgedAt: clock.now(),
        changedAt: clock.now(),
        note: 'on it',
      });
      clock.advance(5_000);
      expect(await alarms.acknowledge(id, 'bob', 'me too', null)).toEqual(first);
      const events = await told();
      expect(events.map(words)).toEqual(['RAISED disk-full', 'ACKNOWLEDGED disk-full']);
      expect(events[1]).toMatchObject({
        from: 'FIRING',
        to: 'ACKNOWLEDGED',
        actor: 'ann',
        note: 'on it',
        at: first.acknowledgedAt,
      });
    });

    it('twenty at once are one event, and all get the same answer', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      const { id } = (await alarms.search(null, {}, null)).nodes[0]!;
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, index) => alarms.acknowledge(id, `key-${index}`, null, null)),
      );
      expect(new Set(answers.map(({ acknowledgedBy }) => acknowledgedBy)).size).toBe(1);
      expect((await told()).map(words)).toEqual(['RAISED disk-full', 'ACKNOWLEDGED disk-full']);
    });

    it('goes on while it still fires and ends with it: the next time it starts without', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      const { id } = (await alarms.search(null, {}, null)).nodes[0]!;
      await alarms.acknowledge(id, 'ann', null, null);
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      expect(await alarms.load(id, null)).toMatchObject({ state: 'ACKNOWLEDGED' });
      await alarms.observeListing(SLICE, []);
      await expect(alarms.acknowledge(id, 'ann', null, null)).rejects.toThrow(InvalidState);
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      expect(await alarms.load(id, null)).toMatchObject({ state: 'FIRING', acknowledgedBy: null });
      expect((await told()).map(({ type }) => type)).toEqual(['RAISED', 'ACKNOWLEDGED', 'RESOLVED', 'RAISED']);
    });

    it('refuses an alarm that is not there and a note that is too long', async () => {
      await using inUse = await startAlarms(makePlace);
      const { alarms, told } = inUse;
      await alarms.observeListing(SLICE, [firing('disk-full')]);
      const { id } = (await alarms.search(null, {}, null)).nodes[0]!;
      await expect(alarms.acknowledge('alm_nothing', 'ann', null, null)).rejects.toThrow(NotFound);
      await expect(alarms.acknowledge(id, 'ann', 'x'.repeat(1_001), null)).rejects.toThrow(BadInput);
      expect((await told()).length).toBe(1);
      expect(await alarms.acknowledge(id, 'ann', 'x'.repeat(1_000), null)).toMatchObject({ note: 'x'.repeat(1_000) });
    });
  });
}
