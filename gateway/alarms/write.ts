/** The statements of an appending transaction. Who appends and why in this order is said in `log.ts`. */
import type { Transaction } from 'kysely';
import type { Tables } from '../store/index.ts';
import { alarmRow } from './rows.ts';
import type { Transition } from './transitions.ts';

/** Holds the log until the transaction ends, by an update that changes nothing: the lock that both dialects know. */
export function lock(trx: Transaction<Tables>) {
  return trx
    .updateTable('alarm_log')
    .set((row) => ({ last_seq: row.ref('last_seq') }))
    .returning(['last_seq', 'forgotten_seq'])
    .executeTakeFirstOrThrow();
}

/** Writes the rows of the alarms that changed. What an alarm is about never changes: it is its identity. */
export async function writeAlarms(trx: Transaction<Tables>, transitions: readonly Transition[]): Promise<void> {
  if (transitions.length === 0) return;
  await trx
    .insertInto('alarms')
    .values(transitions.map(({ alarm }) => alarm))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((row) => ({
        title: row.ref('excluded.title'),
        description: row.ref('excluded.description'),
        state: row.ref('excluded.state'),
        severity: row.ref('excluded.severity'),
        started_at: row.ref('excluded.started_at'),
        changed_at: row.ref('excluded.changed_at'),
        seen_at: row.ref('excluded.seen_at'),
        resolved_at: row.ref('excluded.resolved_at'),
        acknowledged_by: row.ref('excluded.acknowledged_by'),
        acknowledged_at: row.ref('excluded.acknowledged_at'),
        note: row.ref('excluded.note'),
        native: row.ref('excluded.native'),
      })),
    )
    .execute();
}

/** Writes the events behind `lastSeq` and moves the counter, the transaction's last statement. How many there were. */
export async function writeEvents(
  trx: Transaction<Tables>,
  lastSeq: number,
  now: number,
  transitions: readonly Transition[],
) {
  const events = transitions.flatMap((one) => one.events);
  if (events.length === 0) return 0;
  const rows = events.map(({ alarm, from, type, at, actor, note }, index) => ({
    seq: lastSeq + index + 1,
    alarm_id: alarm.id,
    provider_id: alarm.provider_id,
    resource_id: alarm.resource_id,
    severity: alarm.severity,
    type,
    from_state: from,
    to_state: alarm.state,
    at,
    seen_at: now,
    actor,
    note,
    alarm: JSON.stringify(alarmRow(alarm)),
  }));
  await trx.insertInto('alarm_events').values(rows).execute();
  await trx
    .updateTable('alarm_log')
    .set({ last_seq: lastSeq + rows.length })
    .execute();
  return rows.length;
}
