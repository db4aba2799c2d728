/**
 * The registry: a snapshot that never changes, and the store behind it. A change is one transaction that moves the
 * revision; the snapshot is replaced as a whole when the revision in the store is another, whoever moved it.
 */
import type { ConnectorManifest, OperationKey } from '../../functions/sdk/index.ts';
import type { DeploymentProbeRow, DeploymentRow } from '../../resolvers/rows.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { BadInput, NoSuchHandler, UnknownConnector, UnknownDeployment, UnsupportedOperation } from '../errors.ts';
import type { DeployedFunction, Deployment, Functions } from '../invoke/index.ts';
import type { DeploymentsTable, Store } from '../store/index.ts';
import { BUILT_IN_PREFIX, createChanges } from './changes.ts';
import { hold } from './hold.ts';
import { keyOf } from './operation-key.ts';
import type { Registry } from './registry.ts';
import { slicesOf } from './slices.ts';
import { known, snapshotOf, type Known, type Snapshot } from './snapshot.ts';
import { change, readRevision, readStored, type Stored } from './stored.ts';

/** How often the store is asked whether another replica changed something. */
const WATCH_INTERVAL_MS = 1_000;
/** One process beside the gateway works on as many calls as its connector's quotas allow. */
const BUILT_IN_CONCURRENCY = 1_000;

export interface RegistryPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly functions: Functions;
  /** The connectors that came with the gateway. */
  readonly manifests: readonly ConnectorManifest[];
  readonly onUnexpected: (error: unknown) => void;
}

export async function createRegistry(ports: RegistryPorts): Promise<Registry> {
  const { store, clock, bus, functions, onUnexpected } = ports;
  const builtIn = ports.manifests.map(builtInDeployment);
  const probes = new Map<string, DeploymentProbeRow>();
  const closing = new AbortController();

  const toSnapshot = ({ revision, deployments, bindings }: Stored) =>
    snapshotOf(revision, [...builtIn, ...deployments.map(stored)], bindings);

  /** A row may be older than this version of the gateway: settings that do not fit any more must not take the others with them. */
  function stored(row: DeploymentsTable): Known {
    const manifest = JSON.parse(row.manifest) as ConnectorManifest;
    const settings: unknown = JSON.parse(row.settings);
    const place = { name: row.name, connector: row.connector, platform: row.platform };
    const maxConcurrency = row.max_concurrency;
    try {
      const target = functions.target(row.platform, settings);
      const deployment = { ...place, target, enabled: row.enabled === 1, maxConcurrency };
      return known(toRow(row, settings, deployment, functions.address(deployment)), deployment, manifest);
    } catch (error) {
      onUnexpected(error);
      const deployment = { ...place, target: null, enabled: false, maxConcurrency };
      return known(toRow(row, settings, deployment, 'unknown: its settings must be given anew'), deployment, manifest);
    }
  }

  function builtInDeployment(manifest: ConnectorManifest): Known {
    const deployment: Deployment = {
      name: BUILT_IN_PREFIX + manifest.name,
      connector: manifest.name,
      platform: 'LOCAL',
      target: { connector: manifest.name },
      enabled: true,
      maxConcurrency: BUILT_IN_CONCURRENCY,
    };
    const row: DeploymentRow = {
      id: `dep_${deployment.name}`,
      name: deployment.name,
      connectorName: manifest.name,
      platform: deployment.platform,
      address: functions.address(deployment),
      settings: null,
      builtIn: true,
      enabled: true,
      maxConcurrency: deployment.maxConcurrency,
      version: null,
      createdAt: null,
      updatedAt: null,
      describedAt: null,
    };
    return known(row, deployment, manifest);
  }

  let current: Snapshot = toSnapshot(await readStored(store.db));

  /** Readings end in any order; none takes the registry back. */
  function show(read: Stored) {
    if (read.revision <= current.revision) return;
    const before = current;
    current = toSnapshot(read);
    // One that was registered anew under the name, or not at all, has an id of its own, or none.
    for (const { row, deployment } of before.deployments.values())
      if (current.deployments.get(row.name)?.row.id !== row.id) functions.forget(deployment);
    bus.publish('registry', {});
  }

  async function refresh() {
    if ((await readRevision(store.db)) !== current.revision) show(await readStored(store.db));
  }

  async function watchStore() {
    while (!closing.signal.aborted) {
      await clock.sleep(WATCH_INTERVAL_MS, closing.signal).catch(() => undefined);
      if (!closing.signal.aborted) await refresh().catch(onUnexpected);
    }
  }
  const watching = watchStore();

  const changes = createChanges({
    functions,
    clock,
    current: () => current,
    async commit(work) {
      const { result, stored: after } = await change(store, work);
      show(after);
      return result;
    },
    noteProbe: (id, probe) => void probes.set(id, probe),
    onUnexpected,
  });

  function deployment(name: string): Known {
    const found = current.deployments.get(name);
    if (!found) throw new UnknownDeployment(name, [...current.deployments.keys()]);
    return found;
  }

  function served(name: string) {
    const found = current.connectors.get(name);
    if (!found) throw new UnknownConnector(name, [...current.connectors.keys()]);
    return found;
  }

  /** The deployment of a provider that has one of its own; it must be one of the provider's connector. */
  function alone(connector: string, on: string): Known {
    const found = deployment(on);
    if (found.row.connectorName !== connector)
      throw new BadInput(
        'deployment',
        `must be one of the connector ${connector}; ${on} is one of ${found.row.connectorName}`,
      );
    return found;
  }

  const operationsOf = (connector: string, on?: string | null) =>
    (on ? current.deployments.get(on) : current.connectors.get(connector))?.byOperation;

  const find = (connector: string, operation: OperationKey, on?: string | null): DeployedFunction | null => {
    return operationsOf(connector, on)?.get(keyOf(operation)) ?? null;
  };

  return {
    ...changes,
    refresh,
    get connectors() {
      return [...current.connectors.values()].map(({ manifest }) => manifest);
    },
    get functions() {
      return current.functions;
    },
    get kinds() {
      return current.kinds;
    },
    get revision() {
      return current.revision;
    },
    connector: (name, on) => (on ? alone(name, on) : served(name)).manifest,
    serves: (connector, on) => (operationsOf(connector, on)?.size ?? 0) > 0,
    find,
    require(connector, operation, on) {
      const { byOperation } = on ? alone(connector, on) : served(connector);
      const found = byOperation.get(keyOf(operation));
      if (!found) throw new UnsupportedOperation(connector, keyOf(operation), on ?? null);
      return found;
    },
    home: (connector, on) => (on ? alone(connector, on).deployment : served(connector).home),
    slices: (connector, regions, on) =>
      slicesOf((on ? alone(connector, on) : served(connector)).manifest.functions, regions),
    findAction: (connector, action, kind, on) =>
      find(connector, { type: 'ACT', action, kind }, on) ?? find(connector, { type: 'ACT', action, kind: null }, on),
    handler(functionName, on) {
      const handlers = (on ? deployment(on).functions : current.functions).filter(
        ({ operation }) => operation.type === 'HANDLE',
      );
      const found = handlers.find(({ name }) => name === functionName);
      if (!found)
        throw new NoSuchHandler(
          functionName,
          handlers.map(({ name }) => name),
        );
      return found;
    },

    deployments: () => [...current.deployments.values()].map(({ row }) => row),
    deployment: (name) => deployment(name).deployment,
    functionsOf: (name) => deployment(name).functions,
    bindings: (connector) =>
      current.bindings.filter(({ connectorName }) => (connector ?? null) === null || connectorName === connector),
    lastProbe: (name) => probes.get(deployment(name).row.id) ?? null,

    async hold(trx, connector, on) {
      const name = on ?? BUILT_IN_PREFIX + connector;
      if (current.deployments.get(name)?.row.builtIn) return;
      await hold(trx, store.dialect, connector, on ?? null);
    },

    async close() {
      closing.abort();
      await watching;
    },
  };
}

function toRow(row: DeploymentsTable, settings: unknown, { enabled }: Deployment, address: string): DeploymentRow {
  return {
    id: row.id,
    name: row.name,
    connectorName: row.connector,
    platform: row.platform,
    address,
    settings,
    builtIn: false,
    enabled,
    maxConcurrency: row.max_concurrency,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    describedAt: row.described_at,
  };
}
