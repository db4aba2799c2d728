/** What the clouds' events told lately. They tell moments and no states: a fault fires while its newest event is young. */
import { momentOf, textOf, type AlarmRecord } from '../../sdk/index.ts';
import type { ManageIqContext } from './account.ts';
import { allRows, anyOf, type Row } from './rows.ts';

/**
 * The types of events that are about a fault whatever else they say. ManageIQ keeps the clouds' own names, and its levels
 * do not tell (a start is `critical` as well). Left out is what has a counterpart or tells both ways, such as an alarm of
 * CloudWatch, whose event does not say whether it began or ended. Amazon has none that says a fault by its name.
 */
const FAULTS: readonly string[] = [
  // OpenStack
  'compute.instance.create.error',
  'compute.instance.shutdown.error',
  'orchestration.autoscaling.error',
  'orchestration.stack.create.error',
  'orchestration.stack.delete.error',
  'orchestration.stack.resume.error',
  'orchestration.stack.suspend.error',
  'orchestration.stack.update.error',
  // VMware
  'VmFailedMigrateEvent',
  'VmFailedToPowerOffEvent',
  'VmFailedToPowerOnEvent',
  'VmFailedToRebootGuestEvent',
  'VmFailedToResetEvent',
  'VmFailedToShutdownGuestEvent',
  'VmFailedToSuspendEvent',
];

export const EVENTS_PERMISSION = 'event_streams_show_list';

const ATTRIBUTES = ['event_type', 'message', 'timestamp', 'ems_id', 'source', 'vm_or_template_id', 'vm_name'];

/** The faults of these managers since the look-back began, each once for a machine, with its newest event. */
export async function faultsOf(context: ManageIqContext, managers: readonly string[]): Promise<AlarmRecord[]> {
  const since = new Date(Date.now() - context.account.options.alarmLookBackHours * 3_600_000);
  const rows = await allRows(context, {
    collection: 'event_streams',
    permission: EVENTS_PERMISSION,
    attributes: ATTRIBUTES,
    filters: [anyOf('ems_id', managers), anyOf('event_type', FAULTS), `timestamp>${since.toISOString()}`],
    pageSize: 1_000,
  });
  const newest = new Map<string, Row>();
  for (const row of rows) {
    const key = `${String(row['event_type'])} ${textOf(row['vm_or_template_id']) ?? ''}`;
    const known = newest.get(key);
    if (!known || happenedAt(known) <= happenedAt(row)) newest.set(key, row);
  }
  return [...newest.values()].map(toAlarm);
}

const happenedAt = (row: Row) => momentOf(row['timestamp']) ?? '';

function toAlarm(row: Row): AlarmRecord {
  const type = String(row['event_type']);
  const machine = textOf(row['vm_or_template_id']);
  return {
    nativeId: `event/${type}`, // no id of an alert has a slash
    title: type,
    description: textOf(row['message']),
    state: 'FIRING',
    severity: 'MEDIUM', // ManageIQ states none
    subject: machine === null ? null : { kind: 'Instance', nativeId: machine },
    changedAt: momentOf(row['timestamp']),
    native: row,
  };
}
