/** Alarms out of Mist's incidents, the same whether they were asked for or a webhook brought them. */
import { meaningOf, momentOf, type AlarmRecord, type DatedAlarm, type Row } from '../../sdk/index.ts';
import { textOf } from './fields.ts';
import { timeOf } from './incidents.ts';

/** What says which resource an entry is about, the kind, and where Mist shows it. */
export const SUBJECTS = [
  { field: 'machine_id', kind: 'Instance', path: 'machines' },
  { field: 'volume_id', kind: 'Volume', path: 'volumes' },
  { field: 'cluster_id', kind: 'mistio.Cluster', path: 'clusters' },
  { field: 'network_id', kind: 'mistio.Network', path: 'networks' },
] as const;

/** Mist's levels. Without one it warns. */
const SEVERITIES: Readonly<Record<string, AlarmRecord['severity']>> = {
  CRITICAL: 'CRITICAL',
  WARNING: 'HIGH',
  INFO: 'INFO',
};

/** Anything but a trigger, such as a monitoring that was switched off, ends an incident. */
export const isFiring = (action: unknown) => action === 'rule_triggered';

/** The alarm of a rule on a resource. */
export function alarmOf(
  {
    ruleId,
    ruleName,
    subject,
    firing,
    changedAt,
  }: {
    readonly ruleId: string;
    readonly ruleName: string | null;
    readonly subject: AlarmRecord['subject'];
    readonly firing: boolean;
    readonly changedAt: string;
  },
  native: Row,
): DatedAlarm {
  return {
    nativeId: ruleId,
    title: ruleName ?? ruleId,
    description: textOf(native, 'condition'),
    state: firing ? 'FIRING' : 'CLEAR',
    severity: meaningOf(SEVERITIES, textOf(native, 'state')?.toUpperCase()) ?? 'HIGH',
    subject,
    changedAt,
    native,
  };
}

/** Each rule and resource once: as the newest entry says, since the first that says the same of the same incident. */
export function foldIncidents(entries: readonly Row[]): DatedAlarm[] {
  const byAlarm = new Map<string, Row[]>();
  for (const entry of entries) byAlarm.set(keyOf(entry), [...(byAlarm.get(keyOf(entry)) ?? []), entry]);
  return [...byAlarm]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, own]) => {
      const [newest] = own;
      const ruleId = newest && textOf(newest, 'rule_id');
      if (!newest || ruleId === null || ruleId === undefined) return [];
      const firing = isFiring(newest['action']);
      const otherwise = own.findIndex(
        (entry) => isFiring(entry['action']) !== firing || entry['incident_id'] !== newest['incident_id'],
      );
      const first = own[(otherwise === -1 ? own.length : otherwise) - 1]!;
      const changedAt = momentOf(timeOf(first))!;
      return alarmOf(
        { ruleId, ruleName: textOf(newest, 'rule_name'), subject: subjectOf(newest), firing, changedAt },
        newest,
      );
    });
}

const keyOf = (entry: Row) => `${textOf(entry, 'rule_id') ?? ''} ${subjectOf(entry)?.nativeId ?? ''}`;

function subjectOf(entry: Row): AlarmRecord['subject'] {
  for (const { field, kind } of SUBJECTS) {
    const nativeId = textOf(entry, field);
    if (nativeId !== null) return { kind, nativeId };
  }
  return null;
}
