import type { Kysely, Transaction } from 'kysely';
import { migrate } from './migrate.ts';
import type { StoreLocation } from './location.ts';
import { openDatabase } from './open.ts';
import type { Tables } from './tables.ts';

/** The open store. Whoever opened it closes it. */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  /** Inside of a transaction use the transaction instead: on SQLite a write here would wait for it for ever. */
  readonly db: Kysely<Tables>;
  /** One transaction; on SQLite they run one after the other. A full disk or a lock becomes `StoreUnavailable`. */
  transaction<Result>(work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /**
   * One of the many transactions of a long work. It comes to rest on the disk with the next of `transaction`, at the
   * latest, and pauses for the store to keep up.
   */
  bulkTransaction<Result>(work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /** Whether it answers now; for readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store and brings its tables up to date. Throws `StartRefused`, with the reason in one line, when it cannot. */
export async function openStore(location: StoreLocation): Promise<Store> {
  const { dialect, db, bulk, explain, close } = await openDatabase(location);
  try {
    await migrate(db, dialect);
  } catch (error) {
    await close();
    throw explain(error);
  }
  return {
    dialect,
    db,
    transaction: (work) => db.transaction().execute(work),
    async bulkTransaction(work) {
      await bulk.ready();
      return bulk.db.transaction().execute(work);
    },
    ping: async () => void (await db.selectFrom('meta').select('value').where('key', '=', 'epoch').execute()),
    close,
  };
}

export { allOf, oneOf, storable, type Conditions } from './conditions.ts';
export { among, containing, insertRows, oneAtATime, type ColumnTypes } from './dialects.ts';
export type { StoreLocation } from './location.ts';
export type * from './tables.ts';
export type { DeliveriesTable, EventSubscriptionsTable, WebhooksTable } from './event-tables.ts';
export type { OperationItemsTable, OperationsTable } from './operation-tables.ts';
