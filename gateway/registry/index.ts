/** Which functions there are, what each does, and where it runs. */
import type { ConnectorManifest, FunctionManifest, OperationKey } from '../../functions/sdk/index.ts';
import type { ResourceAction } from '../../schema/generated/types.ts';
import { UnknownConnector, UnsupportedOperation } from '../errors.ts';

/** The region of kinds that an account has once, not per region. */
export const GLOBAL_REGION = 'global';

/** The kind under which a provider's own alarms are listed. */
export const ALARM_KIND = 'Alarm';

export interface Registry {
  /** By name, sorted. */
  readonly connectors: readonly ConnectorManifest[];
  /** By name, sorted. */
  readonly functions: readonly FunctionManifest[];
  connector(name: string): ConnectorManifest;
  /** The function that serves an operation, or null where there is none. */
  find(connector: string, operation: OperationKey): FunctionManifest | null;
  /** As `find`; throws `UnknownConnector` and `UnsupportedOperation`. */
  require(connector: string, operation: OperationKey): FunctionManifest;
  /** The slices that a provider of this connector with these regions has. */
  slices(connector: string, regions: readonly string[]): { kind: string; region: string }[];
  /** All resource kinds of all connectors. */
  readonly kinds: readonly string[];
  /** The function that does this to a resource of this kind: its own, or that for every kind. */
  findAction(connector: string, action: ResourceAction, kind: string): FunctionManifest | null;
}

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

const keyOf = (operation: OperationKey) =>
  [
    operation.type,
    'action' in operation ? operation.action : '',
    'kind' in operation ? (operation.kind ?? '*') : '',
  ].join(' ');

export function createRegistry(manifests: readonly ConnectorManifest[]): Registry {
  const connectors = manifests.toSorted(byName);
  const functions = connectors.flatMap((connector) => connector.functions).toSorted(byName);
  const byConnector = new Map(
    connectors.map((connector) => [
      connector.name,
      { connector, byOperation: new Map(connector.functions.map((fn) => [keyOf(fn.operation), fn])) },
    ]),
  );

  const entry = (name: string) => {
    const found = byConnector.get(name);
    if (!found) throw new UnknownConnector(name, [...byConnector.keys()]);
    return found;
  };
  const find: Registry['find'] = (connector, operation) =>
    byConnector.get(connector)?.byOperation.get(keyOf(operation)) ?? null;

  return {
    connectors,
    functions,
    kinds: [
      ...new Set(functions.flatMap(({ operation }) => (operation.type === 'LIST' ? [operation.kind] : []))),
    ].toSorted(),
    connector: (name) => entry(name).connector,
    find,
    require(connector, operation) {
      const found = entry(connector).byOperation.get(keyOf(operation));
      if (!found) throw new UnsupportedOperation(connector, keyOf(operation).trim());
      return found;
    },
    slices(connector, regions) {
      return entry(connector).connector.functions.flatMap(({ operation, scope }) => {
        if (operation.type === 'LIST_ALARMS') return regions.map((region) => ({ kind: ALARM_KIND, region }));
        if (operation.type !== 'LIST') return [];
        const { kind } = operation;
        return scope === 'ACCOUNT' ? [{ kind, region: GLOBAL_REGION }] : regions.map((region) => ({ kind, region }));
      });
    },
    findAction: (connector, action, kind) =>
      find(connector, { type: 'ACT', action, kind }) ?? find(connector, { type: 'ACT', action, kind: null }),
  };
}
