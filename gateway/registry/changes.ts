/** What changes the registry. Functions are asked before a transaction begins; what they said is checked again in it. */
import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { Description } from '../../functions/sdk/index.ts';
import type { DeploymentProbeRow } from '../../resolvers/rows.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict, failureOf, NotFound, UnknownDeployment } from '../errors.ts';
import type { Deployment, Functions } from '../invoke/index.ts';
import type { DeploymentsTable, Tables } from '../store/index.ts';
import { keyOfInput, operationOf, WHOLE_CONNECTOR } from './operation-key.ts';
import { placeOf } from './place.ts';
import type { Registry } from './registry.ts';
import type { Known, Snapshot } from './snapshot.ts';
import { usersOf } from './users.ts';

/** A name as the SDL says it. */
const NAME = /^[a-z][a-z0-9-]{0,62}$/;
/** Of those that are built in; nobody else's name begins so. */
export const BUILT_IN_PREFIX = 'local-';
const MAX_CONCURRENCY = 10_000;
const DEFAULT_CONCURRENCY = 100;

export type Changes = Pick<Registry, 'register' | 'update' | 'remove' | 'probe' | 'bind' | 'unbind'>;

export interface ChangePorts {
  readonly functions: Functions;
  readonly clock: Clock;
  current(): Snapshot;
  /** Does the work in a transaction of the registry and shows what follows. */
  commit<Result>(work: (trx: Transaction<Tables>) => Promise<Result>): Promise<Result>;
  /** Keeps the last probe of a deployment by its id. */
  noteProbe(id: string, probe: DeploymentProbeRow): void;
  readonly onUnexpected: (error: unknown) => void;
}

export function createChanges(ports: ChangePorts): Changes {
  const { functions, clock, current, commit } = ports;

  function find(name: string): Known {
    const found = current().deployments.get(name);
    if (!found) throw new UnknownDeployment(name, [...current().deployments.keys()]);
    return found;
  }

  /** One that was registered. */
  function own(name: string): Known {
    const found = find(name);
    if (found.row.builtIn) throw new BadInput('name', 'must not be that of a built-in deployment, which never changes');
    return found;
  }

  /** Asks a deployment who it is, enabled or not. */
  const describe = (deployment: Deployment) => functions.describe({ ...deployment, enabled: true });

  /** The row, held until the transaction ends. */
  async function rowOf(trx: Transaction<Tables>, name: string): Promise<DeploymentsTable> {
    const row = await trx.selectFrom('deployments').selectAll().where('name', '=', name).executeTakeFirst();
    if (!row) throw new UnknownDeployment(name, [...current().deployments.keys()]);
    return row;
  }

  const put = (trx: Transaction<Tables>, name: string, patch: Partial<DeploymentsTable>) =>
    trx.updateTable('deployments').set(patch).where('name', '=', name).execute();

  const bindTo = (trx: Transaction<Tables>, connector: string, operation: string, deployment: string) =>
    trx
      .insertInto('bindings')
      .values({ connector, operation, deployment, bound_at: clock.now() })
      .onConflict((conflict) =>
        conflict.columns(['connector', 'operation']).doUpdateSet({ deployment, bound_at: clock.now() }),
      )
      .execute();

  const bindingsOf = (connector: string) =>
    current().bindings.filter(({ connectorName }) => connectorName === connector);

  return {
    async register({ name, target, maxConcurrency, enabled }) {
      if (!NAME.test(name) || name.startsWith(BUILT_IN_PREFIX))
        throw new BadInput(
          'name',
          `must be 1 to 63 lower-case letters, digits and hyphens, beginning with a letter, not with \`${BUILT_IN_PREFIX}\``,
        );
      checkConcurrency(maxConcurrency);
      const taken = () => new Conflict(`a deployment is called ${name} already. Choose another name, or update it`);
      if (current().deployments.has(name)) throw taken();
      const place = placeOf(functions, target);
      const limit = maxConcurrency ?? DEFAULT_CONCURRENCY;
      const { manifest, version } = await describe({
        name,
        connector: '',
        platform: place.platform,
        target: place.target,
        enabled: true,
        maxConcurrency: limit,
      });

      const now = clock.now();
      const isFirst = await commit(async (trx) => {
        if (await trx.selectFrom('deployments').select('id').where('name', '=', name).executeTakeFirst()) throw taken();
        await trx
          .insertInto('deployments')
          .values({
            id: `dep_${randomUUID()}`,
            name,
            connector: manifest.name,
            platform: place.platform,
            settings: JSON.stringify(place.settings),
            enabled: enabled === false ? 0 : 1,
            max_concurrency: limit,
            manifest: JSON.stringify(manifest),
            version,
            created_at: now,
            updated_at: now,
            described_at: now,
          })
          .execute();
        if (current().deployments.has(BUILT_IN_PREFIX + manifest.name)) return false;
        const bound = await trx
          .selectFrom('bindings')
          .select('deployment')
          .where('connector', '=', manifest.name)
          .where('operation', '=', WHOLE_CONNECTOR)
          .executeTakeFirst();
        if (!bound) await bindTo(trx, manifest.name, WHOLE_CONNECTOR, name);
        return !bound;
      });
      const bindings = bindingsOf(manifest.name).filter(({ operation }) => operation === null);
      return { deployment: find(name).row, bindings: isFirst ? bindings : [] };
    },

    async update({ name, target, maxConcurrency, enabled }) {
      const { row, deployment } = own(name);
      checkConcurrency(maxConcurrency);
      const place = target ? placeOf(functions, target) : null;
      const said = place && (await describe({ ...deployment, platform: place.platform, target: place.target }));
      if (said) checkSame(said, row.connectorName);
      const now = clock.now();
      await commit(async (trx) => {
        await rowOf(trx, name);
        await put(trx, name, {
          updated_at: now,
          ...(place && { platform: place.platform, settings: JSON.stringify(place.settings) }),
          ...(said && { manifest: JSON.stringify(said.manifest), version: said.version, described_at: now }),
          ...(typeof maxConcurrency === 'number' && { max_concurrency: maxConcurrency }),
          ...(typeof enabled === 'boolean' && { enabled: enabled ? 1 : 0 }),
        });
      });
      return find(name).row;
    },

    async remove(name) {
      own(name);
      await commit(async (trx) => {
        const row = await rowOf(trx, name);
        const users = await usersOf(trx, row, current());
        if (users.length > 0)
          throw new Conflict(`${name} is in use: ${users.join(', ')}. Take these to another deployment first`);
        await trx.deleteFrom('deployments').where('name', '=', name).execute();
      });
    },

    async probe(name) {
      const { row, deployment, manifest } = find(name);
      const at = clock.now();
      const end = (error: DeploymentProbeRow['error'], changed: boolean) => {
        const probe = { at, durationMs: clock.now() - at, error };
        ports.noteProbe(row.id, probe);
        return { deployment: find(name).row, probe, changed };
      };
      let said: Description;
      try {
        said = await describe(deployment);
        checkSame(said, row.connectorName);
      } catch (error) {
        return end(failureOf(error, ports.onUnexpected), false);
      }
      const changed = said.version !== row.version || canonicalJson(said.manifest) !== canonicalJson(manifest);
      if (row.builtIn) return end(null, changed);
      await commit(async (trx) => {
        const present = await rowOf(trx, name);
        if (present.settings !== JSON.stringify(row.settings) || present.platform !== row.platform)
          throw new Conflict(`${name} was changed while it was asked. Probe it again`);
        const news = changed && { manifest: JSON.stringify(said.manifest), version: said.version };
        await put(trx, name, { described_at: at, ...news });
      });
      return end(null, changed);
    },

    async bind({ connector, operation, deployment: name }) {
      const key = keyOfInput(operation);
      await commit(async (trx) => {
        const { row, byOperation } = find(name);
        if (!row.builtIn) await rowOf(trx, name);
        if (row.connectorName !== connector)
          throw new BadInput(
            'deployment',
            `must be one of the connector ${connector}; ${name} is one of ${row.connectorName}`,
          );
        if (key !== WHOLE_CONNECTOR && !byOperation.has(key))
          throw new BadInput(
            'deployment',
            `must have a function for ${key}; ${name} has none. Probe it if that is new`,
          );
        await bindTo(trx, connector, key, name);
      });
      const bound = JSON.stringify(operationOf(key));
      return bindingsOf(connector).find((binding) => JSON.stringify(binding.operation) === bound)!;
    },

    async unbind({ connector, operation }) {
      const key = keyOfInput(operation);
      await commit(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('bindings')
          .where('connector', '=', connector)
          .where('operation', '=', key)
          .executeTakeFirst();
        if (!numDeletedRows) throw new NotFound('binding', `${connector} ${key}`.trim());
      });
      return bindingsOf(connector);
    },
  };
}

function checkConcurrency(limit: number | null | undefined): void {
  if (typeof limit === 'number' && (limit < 1 || limit > MAX_CONCURRENCY))
    throw new BadInput('maxConcurrency', 'must be 1 to 10000');
}

/** A deployment keeps its connector for good: what is bound to it and sealed to it depends on that. */
function checkSame({ manifest }: Description, connector: string): void {
  if (manifest.name !== connector)
    throw new Conflict(
      `it says that it is the connector ${manifest.name}, and was registered as ${connector}. Correct the target, or register it anew`,
    );
}
