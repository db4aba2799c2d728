import type { AlarmRow } from '../../resolvers/rows.ts';
import type { AlarmsTable } from '../store/index.ts';

/** An alarm as resolvers read it, and as an event keeps it. */
export const alarmRow = (alarm: AlarmsTable): AlarmRow => ({
  id: alarm.id,
  rule: alarm.rule,
  title: alarm.title,
  description: alarm.description,
  state: alarm.state,
  severity: alarm.severity,
  providerId: alarm.provider_id,
  resourceId: alarm.resource_id,
  region: alarm.region,
  startedAt: alarm.started_at,
  changedAt: alarm.changed_at,
  seenAt: alarm.seen_at,
  resolvedAt: alarm.resolved_at,
  acknowledgedBy: alarm.acknowledged_by,
  acknowledgedAt: alarm.acknowledged_at,
  note: alarm.note,
  native: alarm.native === null ? null : JSON.parse(alarm.native),
});
