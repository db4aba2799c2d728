import type { Description } from '../../functions/sdk/index.ts';
import type { ProviderRow } from '../../resolvers/rows.ts';
import type { Directory } from './directory.ts';

/**
 * The providers of a connector, without a deployment of their own, whose credential names another key than this one. The
 * key is asked for only when there is a credential to compare with.
 */
export async function sealedToOthers(
  directory: Directory,
  connector: string,
  sealingKey: () => Promise<Description['sealingKey']>,
): Promise<readonly ProviderRow[]> {
  const providers = (await directory.all()).filter(
    ({ connectorName, deploymentName }) => connectorName === connector && deploymentName === null,
  );
  const sealed = await Promise.all(
    providers.map(async (provider) => ({ provider, jwe: (await directory.account(provider.id)).call.credential })),
  );
  if (sealed.every(({ jwe }) => jwe === null)) return [];
  const key = await sealingKey();
  const { decodeProtectedHeader } = await import('jose');
  return sealed
    .filter(({ jwe }) => jwe !== null && decodeProtectedHeader(jwe).kid !== key?.['kid'])
    .map(({ provider }) => provider);
}
