import { CodedError, type ConnectorManifest } from '../../functions/sdk/index.ts';
import type { Connectors } from '../../resolvers/context.ts';
import type { ConnectorRow } from '../../resolvers/rows.ts';
import type { Deployment } from '../invoke/index.ts';
import { toOperation } from '../registry/index.ts';
import type { Areas } from './areas.ts';
import { pageBy, toFunction } from './function-rows.ts';

export function connectorsPort({ registry, functions }: Pick<Areas, 'registry' | 'functions'>): Connectors {
  const functionsOf = (connector: string) =>
    registry.functions.filter(({ deployment }) => deployment.connector === connector);

  return {
    search: async (page) => pageBy('connectors', registry.connectors.map(toConnector), page, ({ name }) => name),

    async searchFunctions(connector, page) {
      if (typeof connector === 'string') registry.connector(connector);
      const found = typeof connector === 'string' ? functionsOf(connector) : registry.functions;
      // Two deployments may call functions for different operations the same.
      return pageBy(
        'functions',
        found.map((fn) => toFunction(registry, fn)),
        page,
        ({ name, deploymentName }) => `${name} ${deploymentName}`,
      );
    },

    async load(id) {
      const found = registry.connectors.find(({ name }) => id === `con_${name}`);
      return found ? toConnector(found) : null;
    },

    async loadFunction(id) {
      const [, deployment, name] = /^fn_([^/]+)\/(.+)$/.exec(id) ?? [];
      if (!deployment || !registry.deployments().some((row) => row.name === deployment)) return null;
      const found = registry.functionsOf(deployment).find((fn) => fn.name === name);
      return found ? toFunction(registry, found) : null;
    },

    named: (name) => toConnector(registry.connector(name)),
    functionsOf: (name) => functionsOf(name).map((fn) => toFunction(registry, fn)),
    sealingKey: (name) => sealingKey(functions, registry.connector(name), registry.home(name)),
    health: (deploymentName, functionName) => functions.health(registry.deployment(deploymentName), functionName),
  };
}

/** The key to seal credentials to. Null when none is needed; and when the runtime is out of reach, as the SDL says. */
export async function sealingKey(
  functions: Areas['functions'],
  { credentialSchema }: ConnectorManifest,
  deployment: Deployment,
): Promise<unknown> {
  if (credentialSchema === null) return null;
  try {
    return (await functions.describe(deployment)).sealingKey;
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

function toConnector({
  name,
  title,
  description,
  credentialSchema,
  optionsSchema,
  functions,
}: ConnectorManifest): ConnectorRow {
  return {
    id: `con_${name}`,
    name,
    title,
    description,
    operations: functions.map(({ operation }) => toOperation(operation)),
    kinds: functions.flatMap(({ operation }) => (operation.type === 'LIST' ? [operation.kind] : [])),
    credentialSchema,
    optionsSchema,
  };
}
