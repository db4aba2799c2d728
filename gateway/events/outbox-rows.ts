/** The outbox in the store: who may work on what, and how it ended. */
import { randomUUID } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { CloudEvent } from '../../functions/sdk/index.ts';
import { EventFlood } from '../event-errors.ts';
import { among, type Store, type Tables } from '../store/index.ts';
import { createBatches } from './batches.ts';
import { toClaimed, type Claimed } from './claimed.ts';
import type { Incoming } from './incoming.ts';
import type { Accepted, Emitted, Intake } from './intake.ts';
import type { Judged } from './routes.ts';
import { withoutEvents, type Settlement } from './settlement.ts';
import { failure } from './verdict.ts';

/** Settlements of one commit. */
const MAX_SETTLED_PER_COMMIT = 200;

/** To how many others one event may lead: functions that answer each other with several events would fill the outbox. */
const MAX_DESCENDANTS = 10_000;

/** A settlement, and what the filters said of its events. */
interface Ending {
  readonly settlement: Settlement;
  readonly emitted: readonly Judged<Incoming>[];
}

export interface OutboxRows {
  /**
   * Takes what is due: an attempt is written to each before it begins, so that a crash leaves its trace. `wanted` says,
   * when its turn has come, how many are wanted, and of which functions none.
   */
  claim(
    now: number,
    leaseMs: number,
    wanted: () => { count: number; without: readonly string[] },
  ): Promise<readonly Claimed[]>;
  /** When the next one is due. Null: none waits. */
  nextDueAt(without: readonly string[]): Promise<number | null>;
  /** As it was written. Null: the lease was lost, and nothing was changed. */
  settle(settlement: Settlement): Promise<Settlement | null>;
}

export function createOutboxRows({ store, intake }: { store: Store; intake: Intake }): OutboxRows {
  const commit = createBatches<Ending, Settlement | null>(
    { maxWeight: MAX_SETTLED_PER_COMMIT, weightOf: ({ emitted }) => 1 + emitted.length },
    async (endings) => {
      let accepted: readonly Accepted[] = [];
      const settled = await store.transaction(async (trx) => {
        const results: (Settlement | null)[] = [];
        const events: Judged<Emitted>[] = [];
        const tooLarge = await countFamilies(trx, endings);
        for (const { settlement: given, emitted } of endings) {
          const isFlood = emitted.length > 0 && tooLarge.has(given.delivery.rootSeq);
          const settlement = isFlood ? withoutEvents(given, failure(new EventFlood(MAX_DESCENDANTS))) : given;
          const { delivery, columns, error } = settlement;
          const { numUpdatedRows } = await trx
            .updateTable('deliveries')
            .set({
              ...columns,
              leased_by: null,
              error_code: error?.code ?? null,
              error_message: error?.message ?? null,
            })
            .where('id', '=', delivery.id)
            .where('leased_by', '=', delivery.lease)
            .executeTakeFirstOrThrow();
          results.push(numUpdatedRows > 0n ? settlement : null);
          if (numUpdatedRows === 0n || isFlood) continue;
          for (const event of emitted) events.push({ ...event, rootSeq: delivery.rootSeq });
        }
        accepted = await intake.emitWithin(trx, events);
        return results;
      });
      intake.announce(accepted);
      return settled;
    },
  );

  return {
    settle: async (settlement) => commit({ settlement, emitted: await intake.judge(settlement.events) }),

    claim: (now, leaseMs, wanted) =>
      store.transaction(async (trx) => {
        const { count, without } = wanted();
        if (count === 0) return [];
        const due = await trx
          .selectFrom('deliveries')
          .innerJoin('events', 'events.seq', 'deliveries.event_seq')
          .selectAll('deliveries')
          .select(['events.event', 'events.hops', 'events.root_seq'])
          .where('state', '=', 'PENDING')
          .where('next_attempt_at', '<=', now)
          .$if(without.length > 0, (query) => query.where('function', 'not in', without))
          .orderBy('next_attempt_at')
          .limit(count)
          .$if(store.dialect === 'postgres', (query) => query.forUpdate('deliveries').skipLocked())
          .execute();
        if (due.length === 0) return [];
        const lease = randomUUID();
        await trx
          .updateTable('deliveries')
          .set({
            attempts: sql`attempts + 1`,
            in_doubt: 1,
            leased_by: lease,
            next_attempt_at: now + leaseMs,
          })
          .where(
            among(
              store.dialect,
              sql.ref('id'),
              due.map(({ id }) => id),
            ),
          )
          .execute();
        return due.map((row) =>
          toClaimed(row, { event: JSON.parse(row.event) as CloudEvent, hops: row.hops, rootSeq: row.root_seq }, lease),
        );
      }),

    async nextDueAt(without) {
      const { dueAt } = await store.db
        .selectFrom('deliveries')
        .select((select) => select.fn.min('next_attempt_at').as('dueAt'))
        .where('state', '=', 'PENDING')
        .$if(without.length > 0, (query) => query.where('function', 'not in', without))
        .executeTakeFirstOrThrow();
      return dueAt;
    },
  };
}

/**
 * Counts what each event led to, and says which have led to too many. In their order, so that replicas do not wait for
 * each other in a circle. One that is gone since it was too old is counted no more.
 */
async function countFamilies(trx: Transaction<Tables>, endings: readonly Ending[]): Promise<ReadonlySet<number>> {
  const made = new Map<number, number>();
  for (const { settlement, emitted } of endings) {
    const { rootSeq } = settlement.delivery;
    if (emitted.length > 0) made.set(rootSeq, (made.get(rootSeq) ?? 0) + emitted.length);
  }
  const tooLarge = new Set<number>();
  for (const [seq, count] of [...made].toSorted(([a], [b]) => a - b)) {
    const root = await trx
      .updateTable('events')
      .set({ descendants: sql`descendants + ${count}` })
      .where('seq', '=', seq)
      .returning('descendants')
      .executeTakeFirst();
    if (root && root.descendants > MAX_DESCENDANTS) tooLarge.add(seq);
  }
  return tooLarge;
}
