/** What would lose its deployment. */
import type { Transaction } from 'kysely';
import type { DeploymentsTable, Tables } from '../store/index.ts';
import { WHOLE_CONNECTOR } from './operation-key.ts';
import type { Snapshot } from './snapshot.ts';

/** All that a deployment is bound to, in words for a person. Empty: it can go. */
export async function usersOf(
  trx: Transaction<Tables>,
  { name, connector }: DeploymentsTable,
  { deployments }: Snapshot,
): Promise<string[]> {
  const bindings = await trx.selectFrom('bindings').select('operation').where('deployment', '=', name).execute();
  const providers = await trx
    .selectFrom('providers')
    .select(['name', 'deployment'])
    .where('connector', '=', connector)
    .orderBy('name')
    .execute();
  const subscriptions = await trx
    .selectFrom('event_subscriptions')
    .select('name')
    .where('deployment', '=', name)
    .orderBy('name')
    .execute();
  const creations = await trx
    .selectFrom('account_creations')
    .select(['name', 'deployment'])
    .where('connector', '=', connector)
    .orderBy('name')
    .execute();
  // The providers of a connector that is gone could not even say what they are.
  const isLast = ![...deployments.values()].some(({ row }) => row.connectorName === connector && row.name !== name);
  const isServed = ({ deployment }: { readonly deployment: string | null }) => deployment === name || isLast;
  return [
    ...bindings.map(({ operation }) =>
      operation === WHOLE_CONNECTOR ? `the connector ${connector}` : `${operation} of the connector ${connector}`,
    ),
    ...providers.filter(isServed).map((provider) => `the provider ${JSON.stringify(provider.name)}`),
    ...creations
      .filter(isServed)
      .map((account) => `the account ${JSON.stringify(account.name)}, which is being made or removed upstream`),
    ...subscriptions.map((subscription) => `the event subscription ${subscription.name}`),
  ];
}
