/** Deployments and bindings of a file against those of the gateway. */
import type { Api } from '../api.ts';
import { WrongUsage } from '../failures.ts';
import {
  BindOperationsDocument,
  ListBindingsDocument,
  RegisterDeploymentDocument,
  RegisteredDeploymentsDocument,
  RemoveDeploymentDocument,
  UnbindOperationsDocument,
  UpdateDeploymentDocument,
  type RegisteredDeploymentsQuery,
} from '../generated/operations.ts';
import { collect } from '../paging.ts';
import { flatten, targetInput, TARGETS } from '../targets.ts';
import { differences, type Change } from './change.ts';
import { parseBinding, servedText } from '../operation-text.ts';
import type { WantedDeployment } from './file.ts';

type Registered = RegisteredDeploymentsQuery['deployments']['nodes'][number];

/** Changes that make the gateway have these deployments; with `prune`, and no others. */
export async function deploymentChanges(
  api: Api,
  wanted: ReadonlyMap<string, WantedDeployment>,
  prune: boolean,
): Promise<readonly Change[]> {
  const { nodes } = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(RegisteredDeploymentsDocument, page)).deployments,
  );
  const present = new Map(nodes.map((one) => [one.name, one]));
  const changes = [...wanted].flatMap(([name, one]) => {
    const found = present.get(name);
    if (found?.builtIn) throw new WrongUsage(`deployments.${name} is built in and cannot be changed`);
    return found ? update(name, one, found) : [register(name, one)];
  });
  const surplus = prune ? nodes.filter(({ name, builtIn }) => !builtIn && !wanted.has(name)) : [];
  return [...changes, ...surplus.map(({ name }) => remove(name))];
}

const propertiesOf = ({ kind, settings, maxConcurrency, enabled }: WantedDeployment) => ({
  platform: kind.platform,
  ...settings,
  maxConcurrency,
  enabled,
});

const register = (name: string, wanted: WantedDeployment): Change => ({
  sign: '+',
  subject: `deployment ${name}`,
  differences: differences({}, propertiesOf(wanted)),
  async run(api) {
    const { kind, settings, maxConcurrency, enabled } = wanted;
    const input = { name, target: targetInput(kind, settings), maxConcurrency, enabled };
    await api.execute(RegisterDeploymentDocument, { input });
    return [];
  },
});

function update(name: string, wanted: WantedDeployment, found: Registered): Change[] {
  const { kind, settings, maxConcurrency, enabled } = wanted;
  const before = TARGETS.find(({ platform }) => platform === found.platform) ?? kind;
  const present = {
    platform: found.platform,
    ...flatten(found.settings, before),
    maxConcurrency: found.maxConcurrency,
    enabled: found.enabled,
  };
  const differing = differences(present, propertiesOf(wanted));
  if (differing.length === 0) return [];
  const isElsewhere = differing.some(({ field }) => field !== 'maxConcurrency' && field !== 'enabled');
  return [
    {
      sign: '~',
      subject: `deployment ${name}`,
      differences: differing,
      async run(api) {
        const target = isElsewhere ? targetInput(kind, settings) : null;
        await api.execute(UpdateDeploymentDocument, { input: { name, target, maxConcurrency, enabled } });
        return [];
      },
    },
  ];
}

const remove = (name: string): Change => ({
  sign: '-',
  subject: `deployment ${name}`,
  differences: [],
  async run(api) {
    await api.execute(RemoveDeploymentDocument, { input: { name } });
    return [];
  },
});

/** Changes that make the gateway have these bindings; with `prune`, and no others but those that hold by themselves. */
export async function bindingChanges(
  api: Api,
  wanted: ReadonlyMap<string, string>,
  prune: boolean,
): Promise<readonly Change[]> {
  const { bindings } = await api.execute(ListBindingsDocument, {});
  const present = new Map(bindings.map((one) => [servedText(one.connector.name, one.operation), one]));
  const changes = [...wanted].flatMap(([key, deployment]): Change[] => {
    const bound = present.get(key)?.deployment.name ?? null;
    if (bound === deployment) return [];
    const isNew = !present.get(key)?.boundAt;
    return [
      {
        sign: isNew ? '+' : '~',
        subject: `binding ${key}`,
        differences: [{ field: 'deployment', from: bound, to: deployment }],
        async run(at) {
          const { bindOperations } = await at.execute(BindOperationsDocument, {
            input: { ...parseBinding(key), deployment },
          });
          const names = bindOperations.providersToSealAnew.map(({ name }) => name).join(', ');
          return names === ''
            ? []
            : [
                `${deployment} cannot open the credentials of ${names}: give them anew with \`causeway providers update\`.`,
              ];
        },
      },
    ];
  });
  const surplus = prune ? [...present].filter(([key, { boundAt }]) => boundAt !== null && !wanted.has(key)) : [];
  return [...changes, ...surplus.map(([key]) => unbind(key))];
}

const unbind = (key: string): Change => ({
  sign: '-',
  subject: `binding ${key}`,
  differences: [],
  async run(api) {
    await api.execute(UnbindOperationsDocument, { input: parseBinding(key) });
    return [];
  },
});
