import type { AlarmRow } from '../../resolvers/rows.ts';
import { BadInput, InvalidState, NotFound } from '../errors.ts';
import type { Scope } from '../inventory/index.ts';
import { allOf, type Store } from '../store/index.ts';
import type { AlarmLog } from './log.ts';
import { alarmRow } from './rows.ts';
import { transition } from './transitions.ts';

const MAX_NOTE_CHARACTERS = 1_000;

/** Says that `actor` looks after an alarm. The first one counts: again changes nothing and returns the alarm as it is. */
export async function acknowledge(
  { store, log }: { store: Store; log: AlarmLog },
  id: string,
  actor: string,
  note: string | null,
  scope: Scope,
): Promise<AlarmRow> {
  checkNote(note);
  let answer!: AlarmRow;
  await log.append(async (trx, now) => {
    const alarm = await trx
      .selectFrom('alarms')
      .selectAll()
      .where(allOf(store, { id: [id], provider_id: scope }))
      .executeTakeFirst();
    if (!alarm) throw new NotFound('alarm', id);
    if (alarm.state === 'RESOLVED')
      throw new InvalidState('the alarm is resolved, so there is nothing to look after. Read its state again');
    const change = transition(alarm, { type: 'ACKNOWLEDGE', at: now, actor, note: note || null }, now);
    answer = alarmRow(change?.alarm ?? alarm);
    return change ? [change] : [];
  });
  return answer;
}

function checkNote(note: string | null): void {
  if (note === null) return;
  if (note.length > MAX_NOTE_CHARACTERS)
    throw new BadInput('input.note', `must have at most 1,000 characters, has ${note.length}`);
  if (note.includes('\0')) throw new BadInput('input.note', 'must not hold the character NUL');
}
