import { defineListAlarms, keysetPage, meaningOf, momentOf, textOf, type AlarmRecord } from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { EVENTS_PERMISSION, faultsOf } from './fault-events.ts';
import { managersOf } from './managers.ts';
import { allRows, anyOf, type Row } from './rows.ts';

/** ManageIQ's three words, from `MiqAlert`. Without one it is taken for grave. */
const SEVERITIES: Readonly<Record<string, AlarmRecord['severity']>> = {
  error: 'HIGH',
  info: 'INFO',
  warning: 'MEDIUM',
};

const ATTRIBUTES = [
  'miq_alert_id resource_type resource_id evaluated_on result severity acknowledged resolved',
  'description event_ems_ref ems_id',
].flatMap((line) => line.split(' '));

/**
 * One page of the alerts' present states, and of the faults that events told lately. ManageIQ keeps a row for each event
 * that raised an alert, so all rows are read, and the newest of an alert on a resource is its state: an older one on
 * another page would tell the opposite.
 */
export const listAlarms = defineListAlarms<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.listAlarms',
  permissions: ['alert_status_show_list', EVENTS_PERMISSION, 'ems_infra_show_list'],
  quota: null,
  async run(input, context) {
    const managers = await managersOf(context);
    const rows = await allRows(context, {
      collection: 'alerts',
      permission: 'alert_status_show_list',
      attributes: ATTRIBUTES,
      filters: [anyOf('ems_id', managers)],
      pageSize: 1_000,
    });
    return keysetPage('alarms', [...newest(rows).map(toAlarm), ...(await faultsOf(context, managers))], input);
  },
});

/** By alert and resource. Of rows of the same moment the later made is the newer. */
function newest(rows: readonly Row[]): Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const key = `${alertOf(row)}:${textOf(row['resource_type']) ?? ''}:${textOf(row['resource_id']) ?? ''}`;
    const known = found.get(key);
    if (!known || evaluatedAt(known) <= evaluatedAt(row)) found.set(key, row);
  }
  return [...found.values()];
}

/** The definition's id; a status whose definition was deleted stands for itself. */
const alertOf = (row: Row) => textOf(row['miq_alert_id']) ?? `status-${row.id}`;

/** What was never evaluated is older than anything that was. */
const evaluatedAt = (row: Row) => momentOf(row['evaluated_on']) ?? new Date(0).toISOString();

function toAlarm(row: Row): AlarmRecord {
  return {
    nativeId: alertOf(row),
    title: textOf(row['description']) ?? `ManageIQ alert ${alertOf(row)}`,
    state: stateOf(row),
    severity: meaningOf(SEVERITIES, row['severity']) ?? 'HIGH',
    subject: subjectOf(row),
    // `evaluated_on` is of the last evaluation, also of one that found the same as before: since when, nobody says.
    changedAt: null,
    native: row,
  };
}

/** Acknowledged is not over: it fires until its result or somebody says otherwise. */
function stateOf({ result, resolved }: Row): AlarmRecord['state'] {
  if (resolved === true || result === false) return 'CLEAR';
  return result === true ? 'FIRING' : 'UNKNOWN';
}

/** Null for what is about the provider itself. */
function subjectOf(row: Row): AlarmRecord['subject'] {
  const type = textOf(row['resource_type']);
  const nativeId = textOf(row['resource_id']);
  if (type === null || nativeId === null || type === 'ExtManagementSystem') return null;
  return { kind: type === 'VmOrTemplate' || type === 'Vm' ? 'Instance' : `manageiq.${type}`, nativeId };
}
