import type { Dialect } from 'kysely';

/** Where the store is: a directory of its own, or a PostgreSQL database. */
export type StoreLocation = { readonly directory: string } | { readonly databaseUrl: string };

/** What each of the two kinds of store brings. */
export interface OpenedDialect {
  readonly dialect: Dialect;
  /** For long works of many transactions. Null: the same as others. */
  readonly bulk: {
    readonly dialect: Dialect;
    /** Waits while there should be a pause. */ ready(): Promise<void>;
  } | null;
  /** The error to refuse the start with; those that are not the store's fault come back as they are. */
  explain(error: unknown): unknown;
  /** Lets go of what Kysely does not close. */
  release(): Promise<void>;
}
