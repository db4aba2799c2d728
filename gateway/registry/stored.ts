/** The registry as rows: read whole and consistent, and changed with a revision that no change loses. */
import { sql, type Kysely, type Transaction } from 'kysely';
import type { BindingsTable, DeploymentsTable, Store, Tables } from '../store/index.ts';

/** All that the tables hold, of one moment. */
export interface Stored {
  readonly revision: number;
  /** By name. */
  readonly deployments: readonly DeploymentsTable[];
  readonly bindings: readonly BindingsTable[];
}

export async function readRevision(db: Kysely<Tables>): Promise<number> {
  const { revision } = await db.selectFrom('registry_revision').select('revision').executeTakeFirstOrThrow();
  return revision;
}

/** Reads again while others write, since the revision moves with every committed write. */
export async function readStored(db: Kysely<Tables>): Promise<Stored> {
  for (;;) {
    const revision = await readRevision(db);
    const deployments = await db.selectFrom('deployments').selectAll().orderBy('name').execute();
    const bindings = await db.selectFrom('bindings').selectAll().orderBy('connector').orderBy('operation').execute();
    if ((await readRevision(db)) === revision) return { revision, deployments, bindings };
  }
}

/**
 * One change. The revision's row is taken first, so that writers come one after the other on PostgreSQL too: what
 * `work` reads is what holds when it commits. Answers what it answered, and all that is stored after it.
 */
export function change<Result>(
  store: Store,
  work: (trx: Transaction<Tables>) => Promise<Result>,
): Promise<{ result: Result; stored: Stored }> {
  return store.transaction(async (trx) => {
    await trx
      .updateTable('registry_revision')
      .set({ revision: sql`revision + 1` })
      .execute();
    const result = await work(trx);
    return { result, stored: await readStored(trx) };
  });
}
