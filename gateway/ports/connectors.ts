import type { ConnectorManifest, FunctionManifest, OperationKey } from '../../functions/sdk/index.ts';
import type { Connectors, PageArgs } from '../../resolvers/context.ts';
import type { ConnectorRow, FunctionRow, Page } from '../../resolvers/rows.ts';
import type { ConnectorOperation } from '../../schema/generated/types.ts';
import { CodedError } from '../../functions/sdk/index.ts';
import { decodeAfter, encodeCursor, pageOf, pageSize } from '../paging.ts';
import type { Areas } from './areas.ts';

export function connectorsPort({ registry, functions }: Pick<Areas, 'registry' | 'functions'>): Connectors {
  const toFunction = (manifest: FunctionManifest): FunctionRow => ({
    id: `fn_${manifest.name}`,
    name: manifest.name,
    connectorName: manifest.name.slice(0, manifest.name.indexOf('.')),
    operation: toOperation(manifest.operation),
    platform: functions.platformOf(manifest.name),
    effect: manifest.effect,
    idempotent: manifest.idempotent,
    permissions: manifest.permissions,
    callsPerSecond: manifest.quota?.callsPerSecond ?? null,
    sensitive: manifest.sensitive,
    inputSchema: manifest.inputSchema,
    outputSchema: manifest.outputSchema,
  });

  return {
    search: async (page) => pageByName('connectors', registry.connectors.map(toConnector), page),

    async searchFunctions(connector, page) {
      const manifests =
        connector === null || connector === undefined ? registry.functions : registry.connector(connector).functions;
      return pageByName('functions', manifests.map(toFunction), page);
    },

    async load(id) {
      const found = registry.connectors.find(({ name }) => id === `con_${name}`);
      return found ? toConnector(found) : null;
    },

    async loadFunction(id) {
      const found = registry.functions.find(({ name }) => id === `fn_${name}`);
      return found ? toFunction(found) : null;
    },

    named: (name) => toConnector(registry.connector(name)),
    functionsOf: (name) => registry.connector(name).functions.map(toFunction),

    async sealingKey(name) {
      if (registry.connector(name).credentialSchema === null) return null;
      try {
        return await functions.sealingKey(name);
      } catch (error) {
        if (error instanceof CodedError) return null; // the SDL says so: a runtime out of reach has no key to show
        throw error;
      }
    },

    health: (functionName) => functions.health(functionName),
  };
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

const toOperation = (operation: OperationKey): ConnectorOperation => ({
  type: operation.type,
  kind: 'kind' in operation ? operation.kind : null,
  action: 'action' in operation ? operation.action : null,
});

/** A page of a list that lies in memory, sorted by name. */
function pageByName<Row extends { readonly name: string }>(
  list: string,
  rows: readonly Row[],
  page: PageArgs,
): Page<Row> {
  const size = pageSize(page, 50, 200);
  const sorted = rows.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const [afterName] = decodeAfter(list, page, 1) ?? [null];
  const rest = afterName === null ? sorted : sorted.filter(({ name }) => name > String(afterName));
  return pageOf(rest.slice(0, size + 1), size, page, ({ name }) => encodeCursor(list, [name]));
}
