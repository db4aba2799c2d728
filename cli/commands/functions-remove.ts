/** `causeway functions rm`. */
import type { Api } from '../api.ts';
import type { Work } from '../command.ts';
import { Refused, WrongUsage } from '../failures.ts';
import {
  BindOperationsDocument,
  DeploymentUsersDocument,
  ListBindingsDocument,
  ListEventSubscriptionsDocument,
  RemoveDeploymentDocument,
  ShowDeploymentDocument,
  UnbindOperationsDocument,
  type BindingRowFragment,
} from '../generated/operations.ts';
import { servedText } from '../operation-text.ts';
import { collect } from '../paging.ts';
import { askText } from '../prompts.ts';

export const removeDeployment: Work<{ yes?: boolean; unbind?: boolean }, [string]> = async (
  { api, terminal },
  options,
  name,
) => {
  const { deployment } = await api.execute(ShowDeploymentDocument, { name });
  if (!deployment) throw new Refused('UNKNOWN_DEPLOYMENT', `no deployment has the name ${name}`);
  const bindings = await bindingsOf(api, name);
  const others = await usersOf(api, name);
  const blockers = options.unbind ? others : [...bindings.map(bindingText), ...others];
  if (blockers.length > 0) {
    for (const blocker of blockers) terminal.note(`  ${blocker}`);
    const unbind = bindings.length > 0 && !options.unbind ? ', or --unbind to take bindings away first' : '';
    throw new WrongUsage(`${name} is in use, and was not removed`, `Give those another deployment${unbind}.`);
  }
  if (!options.yes) {
    const typed = await askText(terminal, { message: `Type ${name} to remove it from the gateway`, flag: '--yes' });
    if (typed !== name) throw new WrongUsage(`the name is ${name}; nothing was removed`);
  }
  for (const { connector, operation } of bindings)
    await api.execute(UnbindOperationsDocument, { input: { connector: connector.name, operation } });
  const { removeDeployment: payload } = await api
    .execute(RemoveDeploymentDocument, { input: { name } })
    .catch(async (error: unknown) => {
      if (error instanceof Refused) await bindAgain(api, name, bindings);
      throw error;
    });
  if (terminal.json) terminal.printJson({ ...payload, unbound: bindings });
  else {
    for (const binding of bindings) terminal.printText(`Unbound ${bindingText(binding)}.`);
    terminal.printText(`Removed ${name} from the gateway. On its platform nothing changed.`);
  }
};

/** Those of single operations first: what is left falls back to the binding of the whole connector. */
async function bindingsOf(api: Api, name: string): Promise<readonly BindingRowFragment[]> {
  const { bindings } = await api.execute(ListBindingsDocument, {});
  return bindings
    .filter(({ deployment, boundAt }) => deployment.name === name && boundAt !== null)
    .toSorted((a, b) => Number(a.operation === null) - Number(b.operation === null));
}

/** For a removal that the gateway refused: nothing is left half done. */
async function bindAgain(api: Api, deployment: string, bindings: readonly BindingRowFragment[]): Promise<void> {
  for (const { connector, operation } of bindings)
    await api.execute(BindOperationsDocument, { input: { connector: connector.name, operation, deployment } });
}

const bindingText = ({ connector, operation }: BindingRowFragment) =>
  `the binding of ${servedText(connector.name, operation)}`;

/** Providers and event subscriptions that name it. */
async function usersOf(api: Api, name: string): Promise<readonly string[]> {
  const providers = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(DeploymentUsersDocument, page)).providers,
  );
  const subscriptions = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListEventSubscriptionsDocument, page)).eventSubscriptions,
  );
  return [
    ...providers.nodes.filter((one) => one.deployment?.name === name).map((one) => `the provider ${one.name}`),
    ...subscriptions.nodes
      .filter((one) => one.deployment?.name === name)
      .map((one) => `the event subscription ${one.name}`),
  ];
}
