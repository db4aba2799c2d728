import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { compareCursors, createAlarms, type Alarms } from '../../gateway/alarms/index.ts';
import { createBus, type Bus } from '../../gateway/bus/index.ts';
import { systemClock, type Clock } from '../../gateway/clock.ts';
import { CursorExpired, InvalidCursor } from '../../gateway/errors.ts';
import { openStore } from '../../gateway/store/index.ts';
import type { AlarmEventRow } from '../../resolvers/rows.ts';
import type { AlarmEventFilter } from '../../schema/generated/types.ts';
import { clear, DAY_MS, firing, SLICE, startAlarms, take, words } from '../support/alarms.ts';
import type { ManualClock } from '../support/clock.ts';
import type { MakePlace } from '../support/places.ts';

/** What the log of alarm events promises over every store. */
export function alarmLogSuite(makePlace: MakePlace) {
  it('eight writers at once and a reader that polls: nothing is lost, doubled or reordered', async () => {
    await using inUse = await startAlarms(makePlace);
    const { another, start } = inUse;
    const events = take(another({ clock: impatient }).follow(null, start, null), 8 * 100);
    await Promise.all(range(8).map((writer) => toggle(another(), `writer-${writer}`, 100)));
    const read = await events;
    expectGapless(start, read);
    for (const writer of range(8)) {
      const own = read.filter(({ alarm }) => alarm.title === `writer-${writer}`);
      expect(own.map(({ type }) => type)).toEqual(range(100).map((step) => (step % 2 === 0 ? 'RAISED' : 'RESOLVED')));
    }
  });

  it('goes on after any cursor', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, start } = inUse;
    await toggle(alarms, 'disk-full', 30);
    const all = await take(alarms.follow(null, start, null), 30);
    for (const [index, { cursor }] of all.slice(0, -1).entries()) {
      expect(await take(alarms.follow(null, cursor, null), 29 - index)).toEqual(all.slice(index + 1));
    }
  });

  it('goes over from old to new without a gap while events keep coming, wherever readers resume', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, start } = inUse;
    const random = seeded(7);
    const total = 4_000;
    const writing = (async () => {
      for (let written = 0; written < total;) {
        const count = Math.min(1 + Math.floor(random() * 40), total - written);
        await alarms.observeListing(
          SLICE,
          range(count).map((index) => firing(`alarm-${index}`, { changedAt: at(written) })),
        );
        await alarms.observeListing(SLICE, []);
        written += count;
        if (random() < 0.3) await setImmediate();
      }
    })();
    const read: AlarmEventRow[] = [];
    while (read.length < 2 * total) {
      const wanted = Math.min(1 + Math.floor(random() * 500), 2 * total - read.length);
      read.push(...(await take(alarms.follow(null, read.at(-1)?.cursor ?? start, null), wanted)));
    }
    await writing;
    expectGapless(start, read);
    expect(await alarms.cursorAt(null)).toBe(read.at(-1)!.cursor);
  });

  it('without a cursor a reader sees what comes after its call, also before it asks for the first', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms } = inUse;
    await alarms.observeListing(SLICE, [firing('old')]);
    const events = alarms.follow(null, null, null);
    await alarms.cursorAt(null);
    await alarms.observeListing(SLICE, [firing('old'), firing('new')]);
    expect((await take(events, 1)).map(words)).toEqual(['RAISED new']);
  });

  it('what is committed while the reader is busy with an event is there when it asks for the next', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, start } = inUse; // whose clock stands still, so that nothing comes by polling
    const events = alarms.follow(null, start, null)[Symbol.asyncIterator]();
    for (const title of ['one', 'two', 'three']) {
      await alarms.observeListing({ ...SLICE, region: title }, [firing(title)]);
      expect(words((await events.next()).value)).toBe(`RAISED ${title}`);
    }
    await events.return!();
  });

  it('a wake-up that is lost costs one poll', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, another, clock, start } = inUse;
    const events = alarms.follow(null, start, null)[Symbol.asyncIterator]();
    const next = events.next();
    await until(() => clock.sleepers() === 1);
    await another().observeListing(SLICE, [firing('disk-full')]);
    clock.advance(1_000);
    expect(words((await next).value)).toBe('RAISED disk-full');
    await events.return!();
  });

  it('after a restart readers go on from their cursor', async () => {
    await using place = await makePlace();
    const open = async () => {
      const store = await openStore(place.location);
      return { store, alarms: createAlarms({ store, clock: systemClock, bus: createBus(), retentionMs: DAY_MS }) };
    };
    const before = await open();
    const start = await before.alarms.cursorAt(null);
    await before.alarms.observeListing(SLICE, [firing('one'), firing('two')]);
    const [first] = await take(before.alarms.follow(null, start, null), 1);
    await before.store.close();

    const after = await open();
    const events = take(after.alarms.follow(null, first!.cursor, null), 2);
    await after.alarms.observeListing(SLICE, [firing('one'), firing('two'), firing('three')]);
    expect((await events).map(words)).toEqual(['RAISED two', 'RAISED three']);
    await after.store.close();
  });

  it('an event stays as it was when the alarm goes on', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, start } = inUse;
    await alarms.observeListing(SLICE, [firing('disk-full', { native: { threshold: 90 } })]);
    await alarms.observeListing(SLICE, []);
    const [raised, resolved] = await take(alarms.follow(null, start, null), 2);
    expect(raised).toMatchObject({
      from: null,
      to: 'FIRING',
      alarm: { state: 'FIRING', resolvedAt: null, native: { threshold: 90 } },
    });
    expect(resolved).toMatchObject({ from: 'FIRING', to: 'RESOLVED', alarm: { state: 'RESOLVED' } });
  });

  it('a reader gets only what its filter and its scope let through', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, clock, start } = inUse;
    const region = 'eu-west-1';
    await alarms.observeListing({ providerId: 'prv_1', region }, [firing('a', { severity: 'LOW' }), firing('b')]);
    await alarms.observeListing({ providerId: 'prv_2', region }, [firing('c')]);
    await alarms.observeListing({ providerId: 'prv_2', region }, []);
    const read = (filter: AlarmEventFilter | null, scope: readonly string[] | null) =>
      untilIdle(clock, alarms.follow(filter, start, scope)).then((events) => events.map(words));
    expect(await read(null, ['prv_2'])).toEqual(['RAISED c', 'RESOLVED c']);
    expect(await read({ severities: ['LOW'] }, ['prv_1', 'prv_2'])).toEqual(['RAISED a']);
    expect(await read({ types: ['RESOLVED'] }, null)).toEqual(['RESOLVED c']);
    expect(await read({ providerIds: ['prv_1', 'prv_2'], types: ['RAISED'] }, ['prv_2', 'prv_3'])).toEqual([
      'RAISED c',
    ]);
    expect(await read({ providerIds: ['prv_1', 'nothing'] }, null)).toEqual(['RAISED a', 'RAISED b']);
    expect(await read({ resourceIds: ['nothing'] }, null)).toEqual([]);
    expect(await read({ types: [] }, null)).toEqual([]);
    expect(await read(null, [])).toEqual([]);
  });

  it('one whose scope is everything also sees providers that come later', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, start } = inUse;
    const events = take(alarms.follow(null, start, null), 1);
    await alarms.observeListing({ providerId: 'prv_new', region: 'global' }, [firing('disk-full')]);
    expect((await events)[0]!.alarm.providerId).toBe('prv_new');
  });

  it('forgets events older than the retention, and a cursor before them has expired', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, clock, start } = inUse;
    const many = range(2_500).map((index) => firing(`old-${index}`));
    await alarms.observeListing(SLICE, many);
    const old = await alarms.cursorAt(null);
    clock.advance(DAY_MS + 1);
    await alarms.observeListing(SLICE, [...many, firing('young')]);
    await alarms.prune();
    await alarms.prune();
    await expect(take(alarms.follow(null, start, null), 1)).rejects.toThrow(CursorExpired);
    await expect(alarms.cursorAt(start)).rejects.toThrow(/older than the log keeps/);
    expect((await take(alarms.follow(null, old, null), 1)).map(words)).toEqual(['RAISED young']);

    clock.advance(DAY_MS + 1);
    await alarms.prune();
    await expect(alarms.cursorAt(old)).rejects.toThrow(CursorExpired);
    const end = await alarms.cursorAt(null);
    const events = take(alarms.follow(null, end, null), 1);
    await alarms.observeListing(SLICE, [...many, firing('young'), firing('next')]);
    expect((await events).map(words)).toEqual(['RAISED next']);
  });

  it('a reader that retention overtakes is told so', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, clock, start } = inUse;
    const events = alarms.follow(null, start, null)[Symbol.asyncIterator]();
    await alarms.observeListing(
      SLICE,
      range(300).map((index) => firing(`alarm-${index}`)),
    );
    await events.next();
    clock.advance(DAY_MS + 1);
    await alarms.prune();
    const rest = async () => {
      while (!(await events.next()).done);
    };
    await expect(rest()).rejects.toThrow(CursorExpired);
  });

  it('a cursor of another store has expired, and so has one that the log has not reached', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms, store } = inUse;
    await toggle(alarms, 'disk-full', 2);
    const cursor = await alarms.cursorAt(null);
    await store.db.updateTable('alarm_log').set({ last_seq: 1 }).execute();
    await expect(alarms.cursorAt(cursor)).rejects.toThrow(/set back to an older copy/);
    await store.db.updateTable('alarm_log').set({ epoch: 'another', last_seq: 2 }).execute();
    await expect(alarms.cursorAt(cursor)).rejects.toThrow(/the store was replaced/);
    await expect(take(alarms.follow(null, cursor, null), 1)).rejects.toThrow(CursorExpired);
  });

  it('what is no cursor is refused', async () => {
    await using inUse = await startAlarms(makePlace);
    const { alarms } = inUse;
    const cursor = await alarms.cursorAt(null);
    for (const wrong of [
      '',
      'x',
      'null',
      `${cursor}=`,
      `${cursor}AA`,
      encode('a:'),
      encode(':1'),
      encode('a:-1'),
      encode('a:01'),
      encode('a:1e3'),
      encode('a:9999999999999999'),
    ]) {
      await expect(alarms.cursorAt(wrong)).rejects.toThrow(InvalidCursor);
      await expect(take(alarms.follow(null, wrong, null), 1)).rejects.toThrow(InvalidCursor);
    }
  });

  it('a reader that leaves, even while it waits, leaves no listener and no timer', async () => {
    await using inUse = await startAlarms(makePlace);
    const { another, clock, start } = inUse;
    const { bus, listeners } = countingBus();
    const alarms = another({ clock, bus });
    alarms.follow(null, null, null); // never read
    const events = alarms.follow(null, null, null)[Symbol.asyncIterator]();
    const waiting = events.next();
    await until(() => clock.sleepers() === 1);
    expect(listeners()).toBe(1);
    await events.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await events.next()).toEqual({ done: true, value: undefined });
    expect([listeners(), clock.sleepers()]).toEqual([0, 0]);

    await alarms.observeListing(
      SLICE,
      range(20).map((index) => firing(`alarm-${index}`)),
    );
    await take(alarms.follow(null, start, null), 5);
    await expect(take(alarms.follow(null, 'wrong', null), 1)).rejects.toThrow(InvalidCursor);
    expect([listeners(), clock.sleepers()]).toEqual([0, 0]);
  });
}

/** Polls as fast as the event loop turns. */
const impatient: Clock = { now: () => Date.now(), sleep: () => setImmediate() };
const range = (length: number) => Array.from({ length }, (_, index) => index);
const at = (step: number) => new Date(Date.UTC(2026, 0, 1) + step * 1_000).toISOString();
const encode = (text: string) => Buffer.from(text).toString('base64url');

/** One alarm of a provider of its own, raised and resolved in turn: as many events as steps. */
async function toggle(alarms: Alarms, title: string, steps: number): Promise<void> {
  const slice = { providerId: `prv_${title}`, region: 'global' };
  for (const step of range(steps)) {
    const changedAt = at(step);
    await alarms.observeListing(slice, [step % 2 === 0 ? firing(title, { changedAt }) : clear(title, { changedAt })]);
  }
}

/** All that a reader gets before it goes to sleep. */
async function untilIdle(clock: ManualClock, events: AsyncIterable<AlarmEventRow>): Promise<AlarmEventRow[]> {
  const iterator = events[Symbol.asyncIterator]() as AsyncIterableIterator<AlarmEventRow>;
  const read: AlarmEventRow[] = [];
  const reader = (async () => {
    for await (const event of iterator) read.push(event);
  })();
  await until(() => clock.sleepers() > 0);
  await iterator.return!();
  await reader;
  return read;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setImmediate();
}

function expectGapless(start: string, events: readonly AlarmEventRow[]): void {
  const steps = events.map(({ cursor }, index) => compareCursors(cursor, events[index - 1]?.cursor ?? start));
  expect(steps.every((step) => step === 1)).toBe(true);
}

function countingBus(): { bus: Bus; listeners(): number } {
  const bus = createBus();
  let count = 0;
  return {
    listeners: () => count,
    bus: {
      ...bus,
      subscribe(topic, listener) {
        count += 1;
        const leave = bus.subscribe(topic, listener);
        return () => {
          count -= 1;
          leave();
        };
      },
    },
  };
}

/** Numbers from 0 to 1, the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
