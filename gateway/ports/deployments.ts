import type { Deployments } from '../../resolvers/context.ts';
import type { DeploymentRow, ViewerRow } from '../../resolvers/rows.ts';
import { sealedToOthers } from '../providers/index.ts';
import type { Areas } from './areas.ts';
import type { FunctionCaller } from './call-function.ts';
import { sealingKey } from './connectors.ts';
import { pageBy, toFunction } from './function-rows.ts';

export function deploymentsPort(areas: Areas, viewer: ViewerRow, caller: FunctionCaller): Deployments {
  const { registry, functions, directory, audit, idempotency } = areas;
  const { keyId: callerId, name: actor, providerIds: scope } = viewer;

  const find = (fits: (row: DeploymentRow) => boolean) => registry.deployments().find(fits) ?? null;
  const recorded = <Result>(action: string, details: object, work: () => Promise<Result>) =>
    audit.record({ actor, action, details: { ...details } }, work);

  return {
    async search(connector, page) {
      const all = registry.deployments();
      const fitting = typeof connector === 'string' ? all.filter((row) => row.connectorName === connector) : all;
      return pageBy('deployments', fitting, page, ({ name }) => name);
    },
    load: async (id) => find((row) => row.id === id),
    named: (name) => find((row) => row.name === name),
    required(name) {
      const { name: found } = registry.deployment(name);
      return find((row) => row.name === found)!;
    },
    functionsOf: (name) => registry.functionsOf(name).map((fn) => toFunction(registry, fn)),
    condition: (name) => ({
      ...functions.condition(registry.deployment(name)),
      lastProbe: registry.lastProbe(name),
    }),
    sealingKey(name) {
      const deployment = registry.deployment(name);
      return sealingKey(functions, registry.connector(deployment.connector, name), deployment);
    },
    bindings: (connector) => registry.bindings(connector),
    revision: () => registry.revision,

    register: (input) => recorded('registerDeployment', input, () => registry.register(input)),
    update: (input) => recorded('updateDeployment', input, async () => ({ deployment: await registry.update(input) })),
    remove: (name) =>
      recorded('removeDeployment', { name }, async () => {
        await registry.remove(name);
        return { removedName: name };
      }),
    probe: (name) => recorded('probeDeployment', { name }, () => registry.probe(name)),
    bind: (input) =>
      recorded('bindOperations', input, async () => {
        // Asked before anything changes: which credentials it cannot open must not stay unknown.
        const sealed = await sealedToOthers(directory, input.connector, async () => {
          const deployment = registry.deployment(input.deployment);
          return (await functions.describe({ ...deployment, enabled: true })).sealingKey;
        });
        return { binding: await registry.bind(input), providersToSealAnew: sealed };
      }),
    unbind: (input) => recorded('unbindOperations', input, async () => ({ bindings: await registry.unbind(input) })),

    ask: (input) => caller.ask(input, scope),

    call({ idempotencyKey: clientKey, ...input }) {
      // What an event carries is its sender's, and may be secret: the record says that it was sent, not what.
      const { data, ...details } = input;
      return idempotency.once({ callerId, mutation: 'callFunction', key: clientKey, input }, () =>
        audit.record(
          {
            actor,
            action: 'callFunction',
            providerId: input.providerId ?? null,
            details: { ...details, withData: (data ?? null) !== null },
          },
          () => caller.call(input, scope, clientKey ? `${callerId}/${clientKey}` : null),
        ),
      );
    },
  };
}
