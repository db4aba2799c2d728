/** Which functions there are, what each does, and where it runs: what the other areas see of the registry. */
import type { Transaction } from 'kysely';
import type { ConnectorManifest, OperationKey } from '../../functions/sdk/index.ts';
import type { BindingRow, DeploymentProbeRow, DeploymentRow } from '../../resolvers/rows.ts';
import type {
  BindOperationsInput,
  RegisterDeploymentInput,
  ResourceAction,
  UnbindOperationsInput,
  UpdateDeploymentInput,
} from '../../schema/generated/types.ts';
import type { DeployedFunction, Deployment } from '../invoke/index.ts';
import type { Tables } from '../store/index.ts';

/** `on` names the deployment that serves a provider alone; null or absent: those that serve its connector. */
export interface Registry {
  /** Those that a deployment is of, by name: who each is, with the functions that serve its operations. */
  readonly connectors: readonly ConnectorManifest[];
  /** The functions that serve operations, by name. */
  readonly functions: readonly DeployedFunction[];
  /** All resource kinds of all connectors. */
  readonly kinds: readonly string[];
  /** Grows with every change. */
  readonly revision: number;
  /** Reads what other gateways of the store changed, which is read every few seconds anyway. */
  refresh(): Promise<void>;
  /** Throws `UnknownConnector`, `UnknownDeployment`, and `BadInput` when that deployment is of another connector. */
  connector(name: string, on?: string | null): ConnectorManifest;
  /** Whether there are functions for it at all. Never throws. */
  serves(connector: string, on?: string | null): boolean;
  /** The function that serves an operation, or null where there is none. */
  find(connector: string, operation: OperationKey, on?: string | null): DeployedFunction | null;
  /** As `find`; throws `UnknownConnector`, `UnknownDeployment` and `UnsupportedOperation`. */
  require(connector: string, operation: OperationKey, on?: string | null): DeployedFunction;
  /** The slices that a provider of this connector with these regions has. */
  slices(connector: string, regions: readonly string[], on?: string | null): { kind: string; region: string }[];
  /** The deployment that credentials are sealed to. Throws `UnknownConnector` and `UnknownDeployment`. */
  home(connector: string, on?: string | null): Deployment;
  /** The function that does this to a resource of this kind: its own, or that for every kind. */
  findAction(connector: string, action: ResourceAction, kind: string, on?: string | null): DeployedFunction | null;
  /** The function of this name that reacts to events. Throws `NoSuchHandler` and `UnknownDeployment`. */
  handler(functionName: string, on?: string | null): DeployedFunction;

  /** All deployments by name, built-in ones included. */
  deployments(): readonly DeploymentRow[];
  /** To call it. Throws `UnknownDeployment`. */
  deployment(name: string): Deployment;
  /** All functions of a deployment, bound or not. Throws `UnknownDeployment`. */
  functionsOf(name: string): readonly DeployedFunction[];
  /** Of one connector, or of all. */
  bindings(connector?: string | null): readonly BindingRow[];
  /** The last probe since the gateway started. */
  lastProbe(name: string): DeploymentProbeRow | null;

  register(input: RegisterDeploymentInput): Promise<{ deployment: DeploymentRow; bindings: readonly BindingRow[] }>;
  update(input: UpdateDeploymentInput): Promise<DeploymentRow>;
  remove(name: string): Promise<void>;
  probe(name: string): Promise<{ deployment: DeploymentRow; probe: DeploymentProbeRow; changed: boolean }>;
  bind(input: BindOperationsInput): Promise<BindingRow>;
  unbind(input: UnbindOperationsInput): Promise<readonly BindingRow[]>;
  /**
   * Keeps what a provider depends on until the transaction ends that writes it. Throws `Conflict` when that deployment, or
   * all of the connector, went in the meantime.
   */
  hold(trx: Transaction<Tables>, connector: string, on?: string | null): Promise<void>;
  /** Stops watching the store for what other replicas changed. */
  close(): Promise<void>;
}
