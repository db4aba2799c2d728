/** Connectors, and who opens the credentials that they take. */
import type { Api } from './api.ts';
import type { CredentialTaker } from './credential.ts';
import { Refused, WrongUsage } from './failures.ts';
import {
  DeploymentSealingKeyDocument,
  ListConnectorsDocument,
  type ListConnectorsQuery,
} from './generated/operations.ts';
import { collect } from './paging.ts';

/** Every connector of the gateway, by name. */
export async function allConnectors(api: Api): Promise<ListConnectorsQuery['connectors']['nodes']> {
  const { nodes } = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListConnectorsDocument, page)).connectors,
  );
  return nodes;
}

/** Who opens a provider's credential: the deployment of its own, or what serves its connector (an empty name). */
export async function takerOf(api: Api, connectorName: string, deployment: string): Promise<CredentialTaker> {
  const connectors = await allConnectors(api);
  const connector = connectors.find(({ name }) => name === connectorName);
  if (!connector)
    throw new Refused(
      'UNKNOWN_CONNECTOR',
      `the gateway has no connector ${connectorName}; it has ${connectors.map(({ name }) => name).join(', ')}`,
    );
  if (deployment === '') return connector;
  const own = (await api.execute(DeploymentSealingKeyDocument, { name: deployment })).deployment;
  if (!own) throw new Refused('UNKNOWN_DEPLOYMENT', `no deployment has the name ${deployment}`);
  if (own.connector.name !== connectorName)
    throw new WrongUsage(`${deployment} runs ${own.connector.name}, and not ${connectorName}`);
  return { ...connector, sealingKey: own.sealingKey };
}
