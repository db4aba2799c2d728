/** The registry of one revision: never changed, replaced as a whole. All that a call asks is one look into a map. */
import type { ConnectorManifest } from '../../functions/sdk/index.ts';
import type { BindingRow, DeploymentRow } from '../../resolvers/rows.ts';
import type { DeployedFunction, Deployment } from '../invoke/index.ts';
import type { BindingsTable } from '../store/index.ts';
import { keyOf, operationOf, WHOLE_CONNECTOR } from './operation-key.ts';

/** A deployment with what it said of itself. */
export interface Known {
  readonly row: DeploymentRow;
  readonly deployment: Deployment;
  readonly manifest: ConnectorManifest;
  /** By name. */
  readonly functions: readonly DeployedFunction[];
  /** By the operation's key. */
  readonly byOperation: ReadonlyMap<string, DeployedFunction>;
}

/** What serves a connector for the providers that have no deployment of their own. */
export interface Served {
  /** With the functions that serve alone. */
  readonly manifest: ConnectorManifest;
  /** By the operation's key. */
  readonly byOperation: ReadonlyMap<string, DeployedFunction>;
  /** Where credentials are opened first. */
  readonly home: Deployment;
}

export interface Snapshot {
  readonly revision: number;
  /** By name, sorted. */
  readonly deployments: ReadonlyMap<string, Known>;
  /** By name, sorted: all that a deployment says it is. */
  readonly connectors: ReadonlyMap<string, Served>;
  /** The functions that serve, by name. */
  readonly functions: readonly DeployedFunction[];
  /** All resource kinds that any deployment lists, sorted. */
  readonly kinds: readonly string[];
  /** By connector and operation, those that hold by themselves included. */
  readonly bindings: readonly BindingRow[];
}

const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);

/** A deployment as it is found in a snapshot. */
export function known(row: DeploymentRow, deployment: Deployment, manifest: ConnectorManifest): Known {
  const functions = manifest.functions.map((fn): DeployedFunction => ({ ...fn, deployment }));
  return {
    row,
    deployment,
    manifest,
    functions: functions.toSorted(byName),
    byOperation: new Map(functions.map((fn) => [keyOf(fn.operation), fn])),
  };
}

export function snapshotOf(revision: number, all: readonly Known[], bindings: readonly BindingsTable[]): Snapshot {
  const deployments = new Map(all.toSorted((a, b) => byName(a.row, b.row)).map((one) => [one.row.name, one]));
  const names = [...new Set(all.map(({ row }) => row.connectorName))].toSorted();
  const connectors = new Map(names.map((name) => [name, serve(name, deployments, bindings)]));
  return {
    revision,
    deployments,
    connectors,
    functions: [...connectors.values()].flatMap(({ byOperation }) => [...byOperation.values()]).toSorted(byName),
    kinds: [
      ...new Set(
        all.flatMap(({ manifest }) =>
          manifest.functions.flatMap(({ operation }) => (operation.type === 'LIST' ? [operation.kind] : [])),
        ),
      ),
    ].toSorted(),
    bindings: names.flatMap((name) => bindingRows(name, deployments, bindings)),
  };
}

/**
 * What serves each operation: the deployment that is bound to it, else the one that is bound to the whole connector, else
 * the one that is built in; of these the first that has a function for it. Nothing serves what none of them has.
 */
function serve(name: string, deployments: ReadonlyMap<string, Known>, bindings: readonly BindingsTable[]): Served {
  const bound = new Map(
    bindings.flatMap(({ connector, operation, deployment }) =>
      connector === name ? [[operation, deployments.get(deployment)] as const] : [],
    ),
  );
  const rest = [bound.get(WHOLE_CONNECTOR), builtIn(name, deployments)].filter((one) => one !== undefined);
  const keys = new Set([...rest.flatMap((one) => [...one.byOperation.keys()]), ...bound.keys()]);
  const byOperation = new Map<string, DeployedFunction>();
  for (const key of keys) {
    const fn = [bound.get(key), ...rest].map((one) => one?.byOperation.get(key)).find((found) => found !== undefined);
    if (fn) byOperation.set(key, fn);
  }
  const verifier = byOperation.get(keyOf({ type: 'VERIFY' }))?.deployment.name;
  const first = [...deployments.values()].find(({ row }) => row.connectorName === name)!;
  const home = (verifier && deployments.get(verifier)) || (rest[0] ?? first);
  return { manifest: { ...home.manifest, functions: [...byOperation.values()] }, byOperation, home: home.deployment };
}

const builtIn = (connector: string, deployments: ReadonlyMap<string, Known>) =>
  [...deployments.values()].find(({ row }) => row.builtIn && row.connectorName === connector);

function bindingRows(
  connectorName: string,
  deployments: ReadonlyMap<string, Known>,
  bindings: readonly BindingsTable[],
): BindingRow[] {
  const own = bindings.filter(({ connector }) => connector === connectorName);
  const rows = own.map(({ operation, deployment, bound_at }): BindingRow => ({
    connectorName,
    operation: operationOf(operation),
    deploymentName: deployment,
    boundAt: bound_at,
  }));
  const byItself = builtIn(connectorName, deployments);
  if (!byItself || own.some(({ operation }) => operation === WHOLE_CONNECTOR)) return rows;
  return [{ connectorName, operation: null, deploymentName: byItself.row.name, boundAt: null }, ...rows];
}
