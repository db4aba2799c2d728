import { describe, expect, it } from 'vitest';
import {
  isBehind,
  transition,
  TRANSITIONS,
  type AlarmFacts,
  type Observation,
} from '../../../gateway/alarms/transitions.ts';
import type { AlarmsTable } from '../../../gateway/store/index.ts';
import type { AlarmState } from '../../../schema/generated/types.ts';

const FACTS: AlarmFacts = {
  id: 'alm_1',
  provider_id: 'prv_1',
  rule: 'disk-full',
  subject_kind: '',
  subject_native_id: '',
  resource_id: null,
  region: 'eu-west-1',
  title: 'Disk full',
  description: null,
  severity: 'HIGH',
  native: null,
};
const STARTED = 1_000;
const NOW = 9_000;

const stored = (state: AlarmState, more: Partial<AlarmsTable> = {}): AlarmsTable => ({
  ...FACTS,
  state,
  started_at: STARTED,
  changed_at: STARTED,
  seen_at: 2_000,
  resolved_at: state === 'RESOLVED' ? 3_000 : null,
  acknowledged_by: state === 'ACKNOWLEDGED' ? 'ann' : null,
  acknowledged_at: state === 'ACKNOWLEDGED' ? 2_500 : null,
  note: state === 'ACKNOWLEDGED' ? 'on it' : null,
  ...more,
});
const seen = {
  firing: { type: 'FIRING', at: STARTED, isDated: true, facts: FACTS },
  renamed: { type: 'FIRING', at: STARTED, isDated: true, facts: { ...FACTS, title: 'Disk very full' } },
  worse: { type: 'FIRING', at: STARTED, isDated: true, facts: { ...FACTS, severity: 'CRITICAL' } },
  again: { type: 'FIRING', at: 5_000, isDated: true, facts: FACTS },
  undated: { type: 'FIRING', at: 5_000, isDated: false, facts: FACTS },
  clear: { type: 'CLEAR', at: 5_000 },
  unknown: { type: 'UNKNOWN' },
  acknowledged: { type: 'ACKNOWLEDGE', at: NOW, actor: 'bob', note: 'mine' },
} satisfies Record<string, Observation>;

/** State before ('NONE': not known), what was seen, the events as `TYPE from>to`. */
const TABLE: readonly [before: AlarmState | 'NONE', observation: keyof typeof seen, events: string][] = [
  ['NONE', 'firing', 'RAISED null>FIRING'],
  ['RESOLVED', 'firing', 'RAISED RESOLVED>FIRING'],
  ['RESOLVED', 'again', 'RAISED RESOLVED>FIRING'],
  ['PENDING', 'firing', 'RAISED PENDING>FIRING'],
  ['FIRING', 'firing', ''],
  ['FIRING', 'renamed', 'UPDATED FIRING>FIRING'],
  ['FIRING', 'worse', 'UPDATED FIRING>FIRING'],
  ['FIRING', 'again', 'RESOLVED FIRING>RESOLVED, RAISED RESOLVED>FIRING'],
  ['NONE', 'undated', 'RAISED null>FIRING'],
  ['RESOLVED', 'undated', 'RAISED RESOLVED>FIRING'],
  ['FIRING', 'undated', ''],
  ['ACKNOWLEDGED', 'undated', ''],
  ['ACKNOWLEDGED', 'firing', ''],
  ['ACKNOWLEDGED', 'renamed', 'UPDATED ACKNOWLEDGED>ACKNOWLEDGED'],
  ['ACKNOWLEDGED', 'again', 'RESOLVED ACKNOWLEDGED>RESOLVED, RAISED RESOLVED>FIRING'],
  ['SUPPRESSED', 'worse', 'UPDATED SUPPRESSED>SUPPRESSED'],
  ['NONE', 'clear', ''],
  ['RESOLVED', 'clear', ''],
  ['PENDING', 'clear', 'RESOLVED PENDING>RESOLVED'],
  ['FIRING', 'clear', 'RESOLVED FIRING>RESOLVED'],
  ['ACKNOWLEDGED', 'clear', 'RESOLVED ACKNOWLEDGED>RESOLVED'],
  ['SUPPRESSED', 'clear', 'RESOLVED SUPPRESSED>RESOLVED'],
  ['NONE', 'unknown', ''],
  ['PENDING', 'unknown', ''],
  ['FIRING', 'unknown', ''],
  ['ACKNOWLEDGED', 'unknown', ''],
  ['SUPPRESSED', 'unknown', ''],
  ['RESOLVED', 'unknown', ''],
  ['FIRING', 'acknowledged', 'ACKNOWLEDGED FIRING>ACKNOWLEDGED'],
  ['PENDING', 'acknowledged', 'ACKNOWLEDGED PENDING>ACKNOWLEDGED'],
  ['SUPPRESSED', 'acknowledged', 'ACKNOWLEDGED SUPPRESSED>ACKNOWLEDGED'],
  ['ACKNOWLEDGED', 'acknowledged', ''],
  ['RESOLVED', 'acknowledged', ''],
  ['NONE', 'acknowledged', ''],
];

const apply = (before: AlarmState | 'NONE', what: keyof typeof seen) =>
  transition(before === 'NONE' ? null : stored(before), seen[what], NOW);

describe('what an observation does to an alarm', () => {
  it.each(TABLE)('%s seen %s: %s', (before, what, events) => {
    const told = (apply(before, what)?.events ?? []).map(({ type, from, alarm }) => `${type} ${from}>${alarm.state}`);
    expect(told.join(', ')).toBe(events);
  });

  it('the table covers every state under every sort of observation', () => {
    const covered = new Set(TABLE.map(([before, what]) => `${seen[what].type} ${before}`));
    const all = Object.entries(TRANSITIONS).flatMap(([type, states]) =>
      Object.keys(states).map((state) => `${type} ${state}`),
    );
    expect(all.filter((pair) => !covered.has(pair))).toEqual([]);
  });

  it('the last event of a transition holds the alarm as it is stored', () => {
    const changes = TABLE.flatMap(([before, what]) => apply(before, what) ?? []);
    expect(changes.map(({ events }) => events.at(-1)!.alarm)).toEqual(changes.map(({ alarm }) => alarm));
  });

  it('an event has the moment of the provider, and the alarm beside it when we noticed', () => {
    const { alarm, events } = apply('NONE', 'again')!;
    expect(events[0]).toMatchObject({ at: 5_000 });
    expect(alarm).toMatchObject({ started_at: 5_000, changed_at: 5_000, seen_at: NOW, resolved_at: null });
  });

  it('a change that the provider does not date has our moment and leaves that of the state alone', () => {
    const { alarm, events } = apply('FIRING', 'renamed')!;
    expect(events[0]).toMatchObject({ at: NOW });
    expect(alarm).toMatchObject({ started_at: STARTED, changed_at: STARTED, title: 'Disk very full' });
  });

  it('one that fires again starts unacknowledged, also when its end was not seen', () => {
    for (const { alarm } of [
      transition(stored('RESOLVED', { acknowledged_by: 'ann', note: 'on it' }), seen.firing, NOW)!,
      apply('ACKNOWLEDGED', 'again')!,
    ]) {
      expect(alarm).toMatchObject({ state: 'FIRING', acknowledged_by: null, acknowledged_at: null, note: null });
    }
  });

  it('a resolved alarm keeps who looked after it, and an earlier start than the one known is not another firing', () => {
    expect(apply('ACKNOWLEDGED', 'clear')!.alarm).toMatchObject({
      acknowledged_by: 'ann',
      note: 'on it',
      resolved_at: 5_000,
    });
    expect(transition(stored('FIRING'), { ...seen.firing, at: STARTED - 1 }, NOW)).toBeNull();
  });

  it('a new description or native record is kept without an event', () => {
    const change = transition(
      stored('FIRING'),
      { ...seen.firing, facts: { ...FACTS, description: 'on /var', native: '{}' } },
      NOW,
    )!;
    expect(change.events).toEqual([]);
    expect(change.alarm).toMatchObject({ description: 'on /var', native: '{}', seen_at: 2_000 });
  });
});

describe('alarms that are pushed', () => {
  const push = (before: AlarmsTable | null, seen: Observation) =>
    before && isBehind(before, seen, NOW) ? before : (transition(before, seen, NOW)?.alarm ?? before);
  const pushed = (at: number): Observation =>
    at % 2 === 1 ? { type: 'FIRING', at, isDated: true, facts: FACTS } : { type: 'CLEAR', at, facts: FACTS };
  const orders = (moments: readonly number[]): number[][] =>
    moments.length === 0
      ? [[]]
      : moments.flatMap((one) => orders(moments.filter((other) => other !== one)).map((rest) => [one, ...rest]));

  it.each([[[1, 2, 3, 4, 5, 6]], [[1, 2, 3, 4, 5]]])(
    '%j in whatever order, each any number of times: the newest is how it stands in the end',
    (moments) => {
      const newest = Math.max(...moments);
      for (const order of orders(moments)) {
        const alarm = [...order, ...order.toReversed()].reduce<AlarmsTable | null>(
          (row, at) => push(row, pushed(at)),
          null,
        );
        expect([order, alarm]).toMatchObject([
          order,
          { state: newest % 2 === 1 ? 'FIRING' : 'RESOLVED', changed_at: newest },
        ]);
      }
    },
  );

  it('one that is clear and was never seen firing is remembered without an event', () => {
    const change = transition(null, pushed(2), NOW)!;
    expect(change).toMatchObject({ alarm: { state: 'RESOLVED', resolved_at: 2, seen_at: NOW }, events: [] });
    expect(isBehind(change.alarm, pushed(1), NOW)).toBe(true);
    expect(transition(change.alarm, pushed(2), NOW)).toBeNull();
  });

  it('a moment of the future holds back only as far as clocks may differ', () => {
    const skewed = stored('FIRING', { started_at: NOW + 60_000 });
    const wrong = stored('FIRING', { started_at: NOW + 86_400_000 });
    expect([skewed, wrong].map((alarm) => isBehind(alarm, seen.clear, NOW))).toEqual([true, false]);
  });
});
