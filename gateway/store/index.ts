import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** The open store. Whoever opened it closes it. */
export interface Store {
  readonly dialect: 'sqlite' | 'postgres';
  readonly db: Kysely<Tables>;
  /** One transaction; on SQLite they run one after the other. A full disk or a lock becomes `StoreUnavailable`. */
  transaction<Result>(work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /** Whether it answers now; for readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export type * from './tables.ts';
