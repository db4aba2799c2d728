/** What the functions of connectors need of their providers, by what their manifests say. */
import { registry } from '../functions/registry.gen.ts';
import type { FunctionManifest } from '../functions/sdk/index.ts';
import { DeployFailure } from './failure.ts';

/** One permission, in the provider's own words, and the functions that need it. */
export interface Permission {
  readonly permission: string;
  /** WRITE when a function that changes something needs it. */
  readonly effect: 'READ' | 'WRITE';
  readonly functions: readonly string[];
}

/** A policy of IAM. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: Readonly<Record<string, string>>;
}

export const policy = (...statements: readonly Statement[]): Policy => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** The connectors whose permissions are actions of IAM. */
const ON_AWS: readonly string[] = ['aws'];

export const connectorNames = (): readonly string[] => Object.keys(registry).toSorted();

/** Those of one connector, by name. Throws `DeployFailure` when there is none of this name. */
export function permissionsOf(connector: string): readonly Permission[] {
  if (!Object.hasOwn(registry, connector))
    throw new DeployFailure(`there is no connector ${connector}. There is ${connectorNames().join(', ')}`);
  const { functions } = registry[connector]!.manifest;
  const names = [...new Set(functions.flatMap(({ permissions }) => permissions))].toSorted();
  return names.map((permission) => {
    const users = functions.filter(({ permissions }) => permissions.includes(permission));
    return { permission, effect: effectOf(users), functions: users.map(({ name }) => name) };
  });
}

const effectOf = (functions: readonly FunctionManifest[]) =>
  functions.some(({ effect }) => effect === 'WRITE') ? 'WRITE' : 'READ';

/**
 * What reads and what changes as a statement each, so that the second can be left out. Empty ones are left out. IAM does
 * not limit most of these actions to single resources. Throws `DeployFailure` for connectors that are not AWS's.
 */
export function awsStatements(connectors: readonly string[]): readonly Statement[] {
  const strange = connectors.find((name) => !ON_AWS.includes(name));
  if (strange !== undefined)
    throw new DeployFailure(`the permissions of ${strange} are not those of AWS. Ask for them with --format text`);
  const all = connectors.flatMap(permissionsOf);
  return (
    [
      ['CausewayLooks', 'READ'],
      ['CausewayActs', 'WRITE'],
    ] as const
  ).flatMap(([Sid, effect]) => {
    const actions = [...new Set(all.filter((one) => one.effect === effect).map(({ permission }) => permission))];
    return actions.length > 0 ? [{ Sid, Effect: 'Allow' as const, Action: actions.toSorted(), Resource: '*' }] : [];
  });
}

/** Those of the connectors that are AWS's. */
export const connectorsOnAws = (connectors: readonly string[]): readonly string[] =>
  connectors.filter((name) => ON_AWS.includes(name));
