/** The alarms of a store, in the words of their tests. */
import type { AlarmRecord } from '../../functions/sdk/index.ts';
import { createAlarms, type Alarms } from '../../gateway/alarms/index.ts';
import { createBus, type Bus } from '../../gateway/bus/index.ts';
import { systemClock, type Clock } from '../../gateway/clock.ts';
import { openStore, type Store } from '../../gateway/store/index.ts';
import type { AlarmEventRow } from '../../resolvers/rows.ts';
import { manualClock, type ManualClock } from './clock.ts';
import type { MakePlace } from './places.ts';

/** Where the tests' alarms come from. */
export const SLICE = { providerId: 'prv_1', region: 'eu-west-1' };
export const DAY_MS = 86_400_000;

/** What a provider says of an alarm: firing since a fixed moment unless told otherwise. */
export const firing = (nativeId: string, more: Partial<AlarmRecord> = {}): AlarmRecord => ({
  nativeId,
  title: nativeId,
  state: 'FIRING',
  severity: 'HIGH',
  subject: null,
  changedAt: '2026-01-30T12:00:00.000Z',
  ...more,
});
export const clear = (nativeId: string, more: Partial<AlarmRecord> = {}) =>
  firing(nativeId, { state: 'CLEAR', ...more });

export interface AlarmsInUse extends AsyncDisposable {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly bus: Bus;
  readonly alarms: Alarms;
  /** The cursor before the first event. */
  readonly start: string;
  /** All events so far. */
  told(): Promise<AlarmEventRow[]>;
  /** Other alarms over the same store, as in another gateway or after a restart. */
  another(ports?: { clock?: Clock; bus?: Bus }): Alarms;
}

/** The alarms of an empty store, at a clock that stands still. */
export async function startAlarms(makePlace: MakePlace, retentionMs = DAY_MS): Promise<AlarmsInUse> {
  const place = await makePlace();
  const store = await openStore(place.location);
  const [clock, bus] = [manualClock(), createBus()];
  const alarms = createAlarms({ store, clock, bus, retentionMs });
  const start = await alarms.cursorAt(null);
  return {
    store,
    clock,
    bus,
    alarms,
    start,
    async told() {
      const { last_seq: count } = await store.db.selectFrom('alarm_log').select('last_seq').executeTakeFirstOrThrow();
      return take(alarms.follow(null, start, null), count);
    },
    another: (ports) => createAlarms({ store, clock: systemClock, bus: createBus(), retentionMs, ...ports }),
    async [Symbol.asyncDispose]() {
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

/** Reads the next events, then leaves. */
export async function take(events: AsyncIterable<AlarmEventRow>, count: number): Promise<AlarmEventRow[]> {
  const taken: AlarmEventRow[] = [];
  if (count > 0) for await (const event of events) if (taken.push(event) === count) break;
  return taken;
}

/** An event in a few words, such as `RAISED disk-full`. */
export const words = ({ type, alarm }: AlarmEventRow) => `${type} ${alarm.title}`;
