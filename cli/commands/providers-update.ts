/** `causeway providers update`: another credential, or a deployment of its own. */
import type { Work } from '../command.ts';
import { takerOf } from '../connectors.ts';
import { credentialFor } from '../credential.ts';
import { Refused, WrongUsage } from '../failures.ts';
import { ShowProviderDocument, UpdateProviderDocument } from '../generated/operations.ts';
import { findProvider } from '../provider-names.ts';

interface Options {
  readonly credentialFile?: string;
  readonly deployment?: string;
}

export const updateProvider: Work<Options, [string]> = async ({ api, terminal }, options, nameOrId) => {
  const { credentialFile, deployment } = options;
  if (credentialFile === undefined && deployment === undefined)
    throw new WrongUsage('nothing to change was given', 'Give --credential-file or --deployment.');
  const { id } = await findProvider(api, nameOrId);
  const { provider } = await api.execute(ShowProviderDocument, { id });
  if (!provider) throw new Refused('NOT_FOUND', `the provider ${nameOrId} is gone`);
  const taker = await takerOf(api, provider.connector.name, deployment ?? provider.deployment?.name ?? '');
  // What the new runtime is to open has to be sealed to its key, so a change of the deployment needs it as well.
  const takesNone = taker.credentialSchema === null && credentialFile === undefined;
  const credential = takesNone ? null : await credentialFor(terminal, taker, credentialFile);
  const input = { id, credential, ...(deployment === undefined ? {} : { deployment }) };
  const { updateProvider: payload } = await api.execute(UpdateProviderDocument, { input });
  if (terminal.json) terminal.printJson(payload);
  else terminal.printText(`Updated ${payload.provider.name}.`);
};
