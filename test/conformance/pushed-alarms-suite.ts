import { describe, expect, it } from 'vitest';
import type { AlarmRecord } from '../../functions/sdk/index.ts';
import { clear, firing, SLICE, startAlarms, words, type AlarmsInUse } from '../support/alarms.ts';
import { addProvider } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';

/** A moment of the provider's clock, in seconds of the minute in which the tests' alarms fire. */
const at = (second: number) => ({ changedAt: new Date(Date.UTC(2026, 0, 30, 12, 0, second)).toISOString() });

/** How single alarms are observed that a webhook or a function pushes, over every store. */
export function pushedAlarmsSuite(makePlace: MakePlace) {
  async function start() {
    const inUse = await startAlarms(makePlace);
    await addProvider(inUse.store, 'prv_1');
    return Object.assign(inUse, { push: (...alarms: AlarmRecord[]) => push(inUse, alarms) });
  }
  const push = ({ store, alarms }: AlarmsInUse, records: readonly AlarmRecord[], slice = SLICE) =>
    store.transaction((trx) => alarms.observePushed(trx, { ...slice, alarms: [...records] }));
  const states = async ({ alarms }: AlarmsInUse) =>
    (await alarms.search({ states: ['FIRING', 'RESOLVED'] }, {}, null)).nodes
      .map(({ title, state }) => `${title} ${state}`)
      .toSorted();

  describe('alarms that are pushed', () => {
    it('are raised and resolved by name; what is not named is untouched', async () => {
      await using inUse = await start();
      await inUse.push(firing('disk-full'), firing('cpu-high'));
      await inUse.push(clear('disk-full', at(5)));
      expect((await inUse.told()).map(words)).toEqual(['RAISED disk-full', 'RAISED cpu-high', 'RESOLVED disk-full']);
      expect(await states(inUse)).toEqual(['cpu-high FIRING', 'disk-full RESOLVED']);
    });

    it('change nothing when they are pushed again, once or a hundred times, whatever came between', async () => {
      await using inUse = await start();
      const story = [firing('disk-full', at(1)), clear('disk-full', at(2)), firing('disk-full', at(3))];
      for (const one of story) await inUse.push(one);
      const before = await inUse.told();
      for (const one of [...story, ...story.toReversed()]) await inUse.push(one);
      expect(await inUse.told()).toEqual(before);
      expect(before.map(words)).toEqual(['RAISED disk-full', 'RESOLVED disk-full', 'RAISED disk-full']);
    });

    it('are newer than an undated listing that began before them', async () => {
      await using inUse = await start();
      const undated = [firing('disk-full', { changedAt: null })];
      await inUse.alarms.observeListing(SLICE, undated);
      inUse.clock.advance(60_000);
      const beganAt = inUse.clock.now();
      inUse.clock.advance(1_000);
      await inUse.push(clear('disk-full', { changedAt: new Date(inUse.clock.now()).toISOString() }));
      await inUse.alarms.observeListing(SLICE, undated, beganAt);
      expect((await inUse.told()).map(words)).toEqual(['RAISED disk-full', 'RESOLVED disk-full']);
    });

    it.each([
      ['1 2 3', ['RAISED', 'RESOLVED', 'RAISED'], 'FIRING'],
      ['1 3 2', ['RAISED', 'RESOLVED', 'RAISED'], 'FIRING'],
      ['2 1 3', ['RAISED'], 'FIRING'],
      ['2 3 1', ['RAISED'], 'FIRING'],
      ['3 1 2', ['RAISED'], 'FIRING'],
      ['3 2 1', ['RAISED'], 'FIRING'],
      ['2 1', [], 'RESOLVED'],
      ['1 4 3', ['RAISED', 'RESOLVED'], 'RESOLVED'],
      ['1 2 4 3', ['RAISED', 'RESOLVED'], 'RESOLVED'],
    ])('that arrive in the order %s stand in the end as the provider says', async (order, types, state) => {
      await using inUse = await start();
      for (const second of order.split(' ').map(Number))
        await inUse.push((second % 2 === 1 ? firing : clear)('disk-full', at(second)));
      expect((await inUse.told()).map(({ type }) => type)).toEqual(types);
      expect(await states(inUse)).toEqual([`disk-full ${state}`]);
    });

    it('of which the beginning and the end have one moment are not raised by a repeated beginning', async () => {
      await using inUse = await start();
      for (const one of [firing, clear, firing, clear, firing]) await inUse.push(one('disk-full', at(1)));
      expect((await inUse.told()).map(({ type }) => type)).toEqual(['RAISED', 'RESOLVED']);
    });

    it('are not held back by a moment that the provider had wrong by years', async () => {
      await using inUse = await start();
      await inUse.push(firing('disk-full', { changedAt: '2999-01-01T00:00:00.000Z' }));
      await inUse.push(clear('disk-full', at(5)));
      expect(await states(inUse)).toEqual(['disk-full RESOLVED']);
    });

    it('end an alarm that somebody acknowledged after the moment at which it ended', async () => {
      await using inUse = await start();
      await inUse.push(firing('disk-full'));
      const [alarm] = (await inUse.alarms.search(null, {}, null)).nodes;
      await inUse.alarms.acknowledge(alarm!.id, 'ann', null, null);
      await inUse.push(clear('disk-full', at(5)));
      expect((await inUse.told()).map(({ type }) => type)).toEqual(['RAISED', 'ACKNOWLEDGED', 'RESOLVED']);
    });

    it('are unknown: neither firing nor clear, as in a listing', async () => {
      await using inUse = await start();
      await inUse.push(firing('disk-full'));
      await inUse.push(firing('disk-full', { state: 'UNKNOWN', ...at(5) }), firing('cpu-high', { state: 'UNKNOWN' }));
      expect(await states(inUse)).toEqual(['disk-full FIRING']);
    });

    it('are kept together with what else their transaction writes, or not at all', async () => {
      await using inUse = await start();
      const failing = inUse.store.transaction(async (trx) => {
        await inUse.alarms.observePushed(trx, { ...SLICE, alarms: [firing('disk-full')] });
        throw new Error('the disk is full, too');
      });
      await expect(failing).rejects.toThrow('too');
      expect(await inUse.told()).toEqual([]);
      expect(await states(inUse)).toEqual([]);
    });

    it('of a provider that is gone or going are not taken', async () => {
      await using inUse = await start();
      await inUse.store.db.updateTable('providers').set({ state: 'DELETING' }).execute();
      await inUse.push(firing('disk-full'));
      await push(inUse, [firing('disk-full')], { ...SLICE, providerId: 'prv_gone' });
      expect(await states(inUse)).toEqual([]);
    });

    it('at once from many places are raised once', async () => {
      await using inUse = await start();
      const some = Array.from({ length: 100 }, (_, index) => firing(`alarm-${index}`));
      await Promise.all(Array.from({ length: 8 }, () => inUse.push(...some)));
      expect(await inUse.told()).toHaveLength(100);
    });
  });

  describe('alarms that are pushed and listed', () => {
    it('are the same alarm, told once', async () => {
      await using inUse = await start();
      const about = firing('cpu-high', { subject: { kind: 'Instance', nativeId: 'i-1' } });
      await inUse.push(about);
      inUse.clock.advance(1_000);
      await inUse.alarms.observeListing(SLICE, [about]);
      await inUse.push(about);
      expect((await inUse.told()).map(words)).toEqual(['RAISED cpu-high']);
      inUse.clock.advance(1_000);
      await inUse.alarms.observeListing(SLICE, []);
      expect((await inUse.told()).map(words)).toEqual(['RAISED cpu-high', 'RESOLVED cpu-high']);
    });

    it('a listing that began before a push does not resolve what it could not show; the next one does', async () => {
      await using inUse = await start();
      const beganAt = inUse.clock.now();
      inUse.clock.advance(500);
      await inUse.push(firing('disk-full'));
      inUse.clock.advance(500);
      await inUse.alarms.observeListing(SLICE, [], beganAt);
      expect(await states(inUse)).toEqual(['disk-full FIRING']);
      await inUse.alarms.observeListing(SLICE, [], inUse.clock.now());
      expect(await states(inUse)).toEqual(['disk-full RESOLVED']);
    });

    it('a listing that began before the end was pushed does not raise the alarm again by what it read before', async () => {
      await using inUse = await start();
      await inUse.alarms.observeListing(SLICE, [firing('disk-full', at(1))]);
      inUse.clock.advance(1_000);
      const beganAt = inUse.clock.now();
      inUse.clock.advance(500);
      await inUse.push(clear('disk-full', at(5)));
      await inUse.alarms.observeListing(SLICE, [firing('disk-full', at(1))], beganAt);
      expect(await states(inUse)).toEqual(['disk-full RESOLVED']);
      // It does by what happened later than the push.
      await inUse.alarms.observeListing(SLICE, [firing('disk-full', at(9))], beganAt);
      expect(await states(inUse)).toEqual(['disk-full FIRING']);
    });

    it('a listing that began after a push is the newer answer, whatever the moments say', async () => {
      await using inUse = await start();
      await inUse.push(firing('disk-full', at(30)));
      inUse.clock.advance(1_000);
      await inUse.alarms.observeListing(SLICE, [clear('disk-full', at(1))]);
      expect(await states(inUse)).toEqual(['disk-full RESOLVED']);
    });

    it('what a listing lacks ended when the listing began, so that a push of later is not taken for older', async () => {
      await using inUse = await start();
      await inUse.push(firing('disk-full'));
      inUse.clock.advance(1_000);
      const beganAt = inUse.clock.now();
      inUse.clock.advance(5_000);
      await inUse.alarms.observeListing(SLICE, [], beganAt);
      await inUse.push(firing('disk-full', { changedAt: new Date(beganAt + 2_000).toISOString() }));
      expect((await inUse.told()).map(({ type }) => type)).toEqual(['RAISED', 'RESOLVED', 'RAISED']);
    });
  });
}
