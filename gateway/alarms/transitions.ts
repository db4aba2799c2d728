/**
 * The state machine of an alarm: pure, and the only place that decides what an observation means.
 *
 * A listing tells the present state alone, so what happens between two polls is told as far as it is certain:
 * - A firing that the provider dates later than the one we know is another firing. The first one ended unseen, so it
 *   is resolved and raised again, both dated with the new start; an acknowledgement of the first ends with it.
 * - A firing that the provider does not date is the one we know, for as long as each listing shows it.
 * - A clear alarm that is still clear says nothing, whatever its date: it may have fired meanwhile or lacked data.
 * - Newest answer wins, not the latest date: a provider's clock that runs wrong must not freeze an alarm.
 *
 * Single alarms that are pushed, by a webhook or a function, overtake each other on their way, so with them the
 * provider's moment decides: what is behind the known moment says nothing (`isBehind`), of two at the same moment the
 * later to arrive counts, and a clear alarm is remembered although it was never seen firing, so that its firing, which
 * comes late, does not raise it. A listing is to be read the same way as far as it is older than what was pushed.
 */
import type { AlarmEventType, AlarmState } from '../../schema/generated/types.ts';
import type { AlarmsTable } from '../store/index.ts';

/** What an alarm is, whatever its state. */
export type AlarmFacts = Pick<
  AlarmsTable,
  | 'id'
  | 'provider_id'
  | 'rule'
  | 'subject_kind'
  | 'subject_native_id'
  | 'resource_id'
  | 'region'
  | 'title'
  | 'description'
  | 'severity'
  | 'native'
>;

/** What was seen of an alarm or done to it. `at` is the provider's moment, or ours for what happened here or is not dated. */
export type Observation =
  /** `isDated`: the provider says since when it fires, so that a later moment is another firing. */
  | { readonly type: 'FIRING'; readonly at: number; readonly isDated: boolean; readonly facts: AlarmFacts }
  /** `facts`: of an alarm that is to be remembered as clear, even when it was never seen firing. */
  | { readonly type: 'CLEAR'; readonly at: number; readonly facts?: AlarmFacts }
  | { readonly type: 'UNKNOWN' }
  | { readonly type: 'ACKNOWLEDGE'; readonly at: number; readonly actor: string; readonly note: string | null };

/** One event of the log, before it has its place there. */
export interface AlarmEvent {
  readonly type: AlarmEventType;
  readonly from: AlarmState | null;
  readonly at: number;
  readonly actor: string | null;
  readonly note: string | null;
  /** The alarm as it is after this event. */
  readonly alarm: AlarmsTable;
}

/** What changes: the alarm's new row, and its events in order. No events: only what has no event changed. */
export interface Transition {
  readonly alarm: AlarmsTable;
  readonly events: readonly AlarmEvent[];
}

/** What happens, by observation and present state. Null: nothing. */
export const TRANSITIONS: Record<Observation['type'], Record<AlarmState | 'NONE', AlarmEventType | null>> = {
  FIRING: {
    NONE: 'RAISED',
    PENDING: 'RAISED',
    RESOLVED: 'RAISED',
    FIRING: 'UPDATED',
    ACKNOWLEDGED: 'UPDATED',
    SUPPRESSED: 'UPDATED',
  },
  CLEAR: {
    NONE: null,
    RESOLVED: null,
    PENDING: 'RESOLVED',
    FIRING: 'RESOLVED',
    ACKNOWLEDGED: 'RESOLVED',
    SUPPRESSED: 'RESOLVED',
  },
  UNKNOWN: { NONE: null, PENDING: null, FIRING: null, ACKNOWLEDGED: null, SUPPRESSED: null, RESOLVED: null },
  ACKNOWLEDGE: {
    NONE: null,
    RESOLVED: null,
    ACKNOWLEDGED: null,
    PENDING: 'ACKNOWLEDGED',
    FIRING: 'ACKNOWLEDGED',
    SUPPRESSED: 'ACKNOWLEDGED',
  },
};

/** A known moment further ahead of our clock than this is a fault, and holds nothing back. */
const MAX_SKEW_MS = 5 * 60_000;

/** Whether an alarm is known at a later moment of the provider than that of an observation. */
export function isBehind(alarm: AlarmsTable, seen: Observation, now: number): boolean {
  if (seen.type !== 'FIRING' && seen.type !== 'CLEAR') return false;
  const { state, started_at: startedAt, resolved_at: resolvedAt } = alarm;
  const knownAt = state === 'RESOLVED' ? (resolvedAt ?? startedAt) : startedAt;
  if (knownAt > now + MAX_SKEW_MS) return false;
  // One that ended is not raised by its own beginning, though both may have the same moment.
  return seen.at < knownAt || (state === 'RESOLVED' && seen.type === 'FIRING' && seen.at <= startedAt);
}

/** What an observation does to an alarm (null: not known yet), noticed at `now`. Null when nothing differs. */
export function transition(alarm: AlarmsTable | null, seen: Observation, now: number): Transition | null {
  if (seen.type === 'CLEAR' && seen.facts && (alarm?.state ?? 'RESOLVED') === 'RESOLVED')
    return remembered(alarm, seen.facts, seen.at, now);
  const type = TRANSITIONS[seen.type][alarm?.state ?? 'NONE'];
  if (type === null) return null;
  if (seen.type === 'FIRING') {
    if (alarm === null || type === 'RAISED') return raised(alarm?.state ?? null, seen, now);
    return seen.isDated && seen.at > alarm.started_at ? refired(alarm, seen, now) : updated(alarm, seen.facts, now);
  }
  if (alarm === null) return null;
  if (seen.type === 'CLEAR') return resolved(alarm, seen.at, now);
  if (seen.type === 'ACKNOWLEDGE') return acknowledged(alarm, seen, now);
  return null;
}

type Firing = Pick<Observation & { type: 'FIRING' }, 'at' | 'facts'>;

function raised(from: AlarmState | null, { facts, at }: Firing, now: number): Transition {
  const alarm: AlarmsTable = {
    ...facts,
    state: 'FIRING',
    started_at: at,
    changed_at: at,
    seen_at: now,
    resolved_at: null,
    acknowledged_by: null,
    acknowledged_at: null,
    note: null,
  };
  return { alarm, events: [{ type: 'RAISED', from, at, actor: null, note: null, alarm }] };
}

function resolved(before: AlarmsTable, at: number, now: number): Transition {
  const alarm: AlarmsTable = { ...before, state: 'RESOLVED', changed_at: at, seen_at: now, resolved_at: at };
  return { alarm, events: [{ type: 'RESOLVED', from: before.state, at, actor: null, note: null, alarm }] };
}

/** An alarm that is clear and was so as far as we know, which is no event. It may have fired unseen; that ended then. */
function remembered(before: AlarmsTable | null, facts: AlarmFacts, at: number, now: number): Transition | null {
  if (before?.resolved_at === at) return null;
  const { alarm } = before === null ? raised(null, { at, facts }, now) : { alarm: before };
  return { alarm: { ...alarm, state: 'RESOLVED', changed_at: at, seen_at: now, resolved_at: at }, events: [] };
}

function refired(before: AlarmsTable, seen: Firing, now: number): Transition {
  const end = resolved(before, seen.at, now);
  const start = raised('RESOLVED', seen, now);
  return { alarm: start.alarm, events: [...end.events, ...start.events] };
}

/** The provider does not date what it renames or reweighs, so the event has our moment; the state did not change. */
function updated(before: AlarmsTable, facts: AlarmFacts, now: number): Transition | null {
  const alarm: AlarmsTable = { ...before, ...facts };
  if (before.title !== facts.title || before.severity !== facts.severity) {
    alarm.seen_at = now;
    return { alarm, events: [{ type: 'UPDATED', from: before.state, at: now, actor: null, note: null, alarm }] };
  }
  return before.description === facts.description && before.native === facts.native ? null : { alarm, events: [] };
}

function acknowledged(before: AlarmsTable, by: Observation & { type: 'ACKNOWLEDGE' }, now: number): Transition {
  const { actor, at, note } = by;
  const alarm: AlarmsTable = {
    ...before,
    state: 'ACKNOWLEDGED',
    changed_at: at,
    seen_at: now,
    acknowledged_by: actor,
    acknowledged_at: at,
    note,
  };
  return { alarm, events: [{ type: 'ACKNOWLEDGED', from: before.state, at, actor, note, alarm }] };
}
