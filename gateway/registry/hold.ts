/** Keeps what a provider depends on while it is written. */
import type { Transaction } from 'kysely';
import { Conflict } from '../errors.ts';
import type { Store, Tables } from '../store/index.ts';

/**
 * Until the transaction ends, nothing is removed from the registry: each change of it takes the revision's row first, as
 * this does. So a removal comes before, and is seen here, or after, and sees what was written. Throws `Conflict` when the
 * deployment, or with null the last one of the connector, is gone.
 */
export async function hold(
  trx: Transaction<Tables>,
  dialect: Store['dialect'],
  connector: string,
  deployment: string | null,
): Promise<void> {
  // On SQLite transactions come one after the other anyway.
  const revision = trx.selectFrom('registry_revision').select('revision');
  await (dialect === 'postgres' ? revision.forShare() : revision).execute();
  const present = await trx
    .selectFrom('deployments')
    .select('id')
    .where('connector', '=', connector)
    .$if(deployment !== null, (query) => query.where('name', '=', deployment))
    .limit(1)
    .executeTakeFirst();
  if (present) return;
  const what = deployment === null ? `the last deployment of ${connector}` : `the deployment ${deployment}`;
  throw new Conflict(`${what} was removed meanwhile. Register it again, or choose another`);
}
