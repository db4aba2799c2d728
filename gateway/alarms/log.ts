/**
 * The append-only log of alarm events. Sequence order is commit order on every store: an appending transaction holds
 * the log's one row from its first statement on the alarms to its commit, so the next one gets higher numbers and sees all that the
 * one before decided. A reader that saw an event has therefore seen all before it, and two gateways that observe the
 * same alarm raise it once. Transactions are short for that: a bounded batch each.
 */
import { setImmediate } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { AlarmEventRow } from '../../resolvers/rows.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { CursorExpired } from '../errors.ts';
import { allOf, type Conditions, type Store, type Tables } from '../store/index.ts';
import { fromCursor, toCursor, type Position } from './cursor.ts';
import type { Transition } from './transitions.ts';
import { lock, writeAlarms, writeEvents } from './write.ts';

const FORGET_BATCH = 1_000;

/** What one read of the log found. */
export interface Batch {
  readonly events: readonly AlarmEventRow[];
  /** The place up to which nothing more fits: where the next read begins. */
  readonly end: Position;
  /** Whether the read stopped before the end of the log. */
  readonly more: boolean;
}

/** Finds what changes, from the alarms as they are in the transaction. */
type Decide = (trx: Transaction<Tables>, now: number) => Promise<readonly Transition[]>;

export interface AlarmLog {
  /** Commits what `decide` finds, alarms and events together; it reads the alarms in the same transaction. */
  append(decide: Decide): Promise<void>;
  /** As `append`, as a part of a transaction. Whoever commits it publishes `alarm-log`. */
  appendWithin(trx: Transaction<Tables>, decide: Decide): Promise<void>;
  /** The place behind a cursor, or the end of the log. Throws `InvalidCursor` and `CursorExpired`. */
  position(after: string | null | undefined): Promise<Position>;
  /** The next events that fit, at most `limit`. Throws `CursorExpired` when retention overtook the reader. */
  read(after: Position, conditions: readonly Conditions[], limit: number): Promise<Batch>;
  /** Removes the events that were committed before a moment. */
  forgetBefore(moment: number): Promise<void>;
}

export function createAlarmLog({ store, clock, bus }: { store: Store; clock: Clock; bus: Bus }): AlarmLog {
  /** How many events were appended. */
  async function appendWithin(trx: Transaction<Tables>, decide: Decide): Promise<number> {
    const log = await lock(trx);
    const now = clock.now();
    const transitions = await decide(trx, now);
    await writeAlarms(trx, transitions);
    return writeEvents(trx, log.last_seq, now, transitions);
  }

  return {
    async append(decide) {
      const count = await store.transaction((trx) => appendWithin(trx, decide));
      if (count > 0) bus.publish('alarm-log', {});
    },

    async appendWithin(trx, decide) {
      await appendWithin(trx, decide);
    },

    async position(after) {
      const wanted = (after ?? null) === null ? null : fromCursor(after!);
      const log = await store.db.selectFrom('alarm_log').selectAll().executeTakeFirstOrThrow();
      const end = { epoch: log.epoch, seq: log.last_seq };
      if (wanted === null) return end;
      check(wanted, log);
      if (wanted.seq > end.seq)
        throw new CursorExpired('the log ends before it, so the store was set back to an older copy');
      return wanted;
    },

    async read(after, conditions, limit) {
      const found = await store.db
        .selectFrom('alarm_log')
        .leftJoin(
          (from) =>
            from
              .selectFrom('alarm_events')
              .selectAll('alarm_events')
              .where('seq', '>', after.seq)
              .where(allOf(store, ...conditions))
              .orderBy('seq')
              .limit(limit)
              .as('event'),
          (join) => join.onTrue(),
        )
        .select([
          'epoch',
          'last_seq',
          'forgotten_seq',
          'seq',
          'type',
          'from_state',
          'to_state',
          'at',
          'event.seen_at',
          'actor',
          'note',
          'alarm',
        ])
        .orderBy('seq')
        .execute();
      const log = found[0]!;
      check(after, log);
      const events = found.flatMap((row) => (row.seq === null ? [] : [eventRow(log.epoch, row as EventRow)]));
      const more = events.length === limit;
      return { events, more, end: { epoch: log.epoch, seq: more ? found.at(-1)!.seq! : log.last_seq } };
    },

    async forgetBefore(moment) {
      while (await store.transaction((trx) => forgetBatch(trx, moment))) await setImmediate();
    },
  };
}

function check({ epoch, seq }: Position, log: { readonly epoch: string; readonly forgotten_seq: number }): void {
  if (epoch !== log.epoch) throw new CursorExpired('it belongs to another log, so the store was replaced');
  if (seq < log.forgotten_seq) throw new CursorExpired('they are older than the log keeps');
}

/** Removes the oldest events up to the first that stays, a batch at a time. Whether there is more to remove. */
async function forgetBatch(trx: Transaction<Tables>, moment: number): Promise<boolean> {
  const log = await lock(trx);
  const kept = await trx
    .selectFrom('alarm_events')
    .select('seq')
    .where('seen_at', '>=', moment)
    .orderBy('seq')
    .limit(1)
    .executeTakeFirst();
  const goal = kept ? kept.seq - 1 : log.last_seq;
  const end = Math.min(goal, log.forgotten_seq + FORGET_BATCH);
  if (end <= log.forgotten_seq) return false;
  await trx.deleteFrom('alarm_events').where('seq', '<=', end).execute();
  await trx.updateTable('alarm_log').set({ forgotten_seq: end }).execute();
  return end < goal;
}

type EventRow = Pick<
  Tables['alarm_events'],
  'seq' | 'type' | 'from_state' | 'to_state' | 'at' | 'seen_at' | 'actor' | 'note' | 'alarm'
>;

const eventRow = (epoch: string, event: EventRow): AlarmEventRow => ({
  cursor: toCursor({ epoch, seq: event.seq }),
  type: event.type,
  from: event.from_state,
  to: event.to_state,
  at: event.at,
  seenAt: event.seen_at,
  actor: event.actor,
  note: event.note,
  alarm: JSON.parse(event.alarm),
});
