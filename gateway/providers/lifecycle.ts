import { randomUUID } from 'node:crypto';
import { BadReply, identitySchema, type Identity, type OperationKey } from '../../functions/sdk/index.ts';
import type { Jwk } from '../../functions/sdk/sealing.ts';
import type { OperationRow, ProviderRow } from '../../resolvers/rows.ts';
import type { CreateProviderInput, DeleteProviderInput, UpdateProviderInput } from '../../schema/generated/types.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict, InvalidState, NotFound } from '../errors.ts';
import type { Inventory, Scope } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Registry } from '../registry/index.ts';
import { seal } from './credentials.ts';
import type { Account, Directory, ProviderPatch } from './directory.ts';
import { createTurns } from './turns.ts';

/** The shortest interval between syncs, so that a slip of the pen does not hammer a provider. */
const MIN_SYNC_INTERVAL_MS = 30_000;

/** What happens to a provider from its creation to its deletion. */
export interface Lifecycle {
  /** Seals, verifies, then keeps; nothing is kept when the provider refuses. */
  create(input: CreateProviderInput, actor: string): Promise<{ provider: ProviderRow; operation: OperationRow }>;
  /** A new credential, options or regions are verified before the old ones are dropped. */
  update(input: UpdateProviderInput, actor: string, scope: Scope): Promise<ProviderRow>;
  delete(input: DeleteProviderInput, scope: Scope): Promise<{ deletedId: string; deletedResourceCount: number }>;
  /** Gives every provider the slices that its connector has now, which another version or binding may have changed. */
  alignSlices(): Promise<void>;
}

export interface LifecyclePorts {
  readonly directory: Directory;
  readonly registry: Registry;
  readonly functions: Functions;
  readonly inventory: Inventory;
  readonly alarms: Alarms;
  readonly clock: Clock;
  /** How long a check of a credential may take. */
  readonly callTimeoutMs: number;
  /** What is done with credentials that come in clear. */
  readonly plainCredentials: 'seal' | 'refuse';
  startSync(providerId: string, requestedBy: string | null): Promise<OperationRow>;
  /** Ends all listings of a provider and waits for their end. */
  stopSync(providerId: string): Promise<void>;
}

/** What decides whether and how an account opens. */
type Opening = Pick<UpdateProviderInput, 'credential' | 'deployment' | 'options' | 'regions'>;

export function createLifecycle(ports: LifecyclePorts): Lifecycle {
  const { directory, registry, functions, inventory, alarms, clock } = ports;

  const inTurn = createTurns();

  const callOnce = async ({ connector, deployment, call }: Account, operation: OperationKey) =>
    functions.call({
      fn: registry.require(connector, operation, deployment),
      input: {},
      account: call,
      deadlineAt: clock.now() + ports.callTimeoutMs,
    });

  async function verify(account: Account): Promise<Identity> {
    const { data } = await callOnce(account, { type: 'VERIFY' });
    const parsed = identitySchema.safeParse(data);
    if (!parsed.success) throw new BadReply(`${account.connector}: what verify answered is no identity`);
    return parsed.data;
  }

  const sealFor = (
    { connector, deployment }: Pick<Account, 'connector' | 'deployment'>,
    credential: CreateProviderInput['credential'],
  ) =>
    seal(credential, {
      needed: registry.connector(connector, deployment).credentialSchema !== null,
      plain: ports.plainCredentials,
      sealingKey: async () => (await functions.describe(registry.home(connector, deployment))).sealingKey as Jwk | null,
    });

  /** Opens the account with what is new of these, and gives the columns that follow. Nothing changes when it does not open. */
  async function openAnew(
    { id, accountId }: ProviderRow,
    { credential, deployment, options, regions }: Opening,
  ): Promise<ProviderPatch> {
    const present = await directory.account(id);
    const place = {
      connector: present.connector,
      deployment: typeof deployment === 'string' ? deployment || null : present.deployment,
    };
    const call = {
      providerId: id,
      options: options ?? present.call.options,
      credential: credential ? await sealFor(place, credential) : present.call.credential,
    };
    const identity = await verify({ ...place, call });
    if (identity.accountId !== accountId)
      throw new Conflict(
        `the credential opens another account, ${identity.accountId}. Add that as a provider of its own`,
      );
    const chosen = chooseRegions(regions, identity);
    return {
      deployment: place.deployment,
      options: JSON.stringify(call.options),
      credential: call.credential,
      account_regions: JSON.stringify(identity.regions),
      verified_at: clock.now(),
      ...(regions && { chosen_regions: chosen && JSON.stringify(chosen) }),
    };
  }

  async function align(id: string): Promise<void> {
    const provider = await directory.load(id, null);
    // What nothing serves now is not known to be gone.
    if (!provider || !registry.serves(provider.connectorName, provider.deploymentName)) return;
    const slices = registry.slices(provider.connectorName, provider.regions ?? [], provider.deploymentName);
    const known = new Set((await inventory.slices(id)).map(({ kind, region }) => `${kind} ${region}`));
    if (slices.length !== known.size || slices.some(({ kind, region }) => !known.has(`${kind} ${region}`)))
      await inventory.setSlices(id, slices);
  }

  return {
    async create({ connector, name, credential, regions, options, syncInterval, ...input }, actor) {
      const deployment = input.deployment || null;
      registry.connector(connector, deployment);
      checkName(name);
      checkInterval(syncInterval);
      checkOptions(options);
      if ((await directory.all()).some((other) => other.name === name))
        throw new Conflict('a provider of this name exists. Choose another name');

      const call = {
        providerId: `prv_${randomUUID()}`,
        options: options ?? {},
        credential: await sealFor({ connector, deployment }, credential),
      };
      const account = { connector, deployment, call };
      if (registry.find(connector, { type: 'CREATE' }, deployment)) await callOnce(account, { type: 'CREATE' });
      const identity = await verify(account);
      const chosen = chooseRegions(regions, identity);

      const now = clock.now();
      const provider = await directory.insert(
        {
          id: call.providerId,
          name,
          connector,
          deployment,
          state: 'SYNCING',
          state_reason: null,
          state_code: null,
          account_id: identity.accountId,
          chosen_regions: chosen && JSON.stringify(chosen),
          account_regions: JSON.stringify(identity.regions),
          options: JSON.stringify(call.options),
          credential: call.credential,
          sync_interval_ms: syncInterval || null,
          created_at: now,
          updated_at: now,
          verified_at: now,
          synced_at: null,
          last_sync_id: null,
        },
        (trx) => registry.hold(trx, connector, deployment),
      );
      await inventory.setSlices(provider.id, registry.slices(connector, provider.regions ?? [], deployment));
      const operation = await ports.startSync(provider.id, actor);
      return { provider: (await directory.load(provider.id, null)) ?? provider, operation };
    },

    update: ({ id, name, credential, deployment, regions, options, syncInterval, paused }, actor, scope) =>
      inTurn(id, async () => {
        const present = await directory.load(id, scope);
        if (!present) throw new NotFound('provider', id);
        if (present.state === 'DELETING')
          throw new InvalidState('the provider is being removed. Remove it again if that did not end');
        if (typeof name === 'string') checkName(name);
        checkInterval(syncInterval);
        checkOptions(options);

        if (deployment) registry.connector(present.connectorName, deployment);
        const moves = typeof deployment === 'string' && (deployment || null) !== present.deploymentName;
        const opensAnew = moves || Boolean(credential ?? options ?? regions);
        const resumes = paused === false && present.state === 'PAUSED';
        const patch: ProviderPatch = {
          updated_at: clock.now(),
          ...(typeof name === 'string' && { name }),
          ...(typeof syncInterval === 'number' && { sync_interval_ms: syncInterval || null }),
          ...(opensAnew && (await openAnew(present, { credential, deployment, options, regions }))),
          ...(paused === true && { state: 'PAUSED' as const, state_reason: null, state_code: null }),
          ...(resumes && { state: 'SYNCING' as const }),
        };

        // While it was verified its deployment may have been removed, which nothing kept it from.
        const updated = await directory.patch(id, patch, async (trx) => {
          if (opensAnew) await registry.hold(trx, present.connectorName, patch.deployment);
        });
        if (!updated) throw new NotFound('provider', id);
        if (opensAnew)
          await inventory.setSlices(
            id,
            registry.slices(updated.connectorName, updated.regions ?? [], updated.deploymentName),
          );
        // A sync that runs knows neither the new slices nor the new credential.
        if (opensAnew || paused === true) await ports.stopSync(id);
        if (resumes || (opensAnew && updated.state !== 'PAUSED')) await ports.startSync(id, actor);
        return (await directory.load(id, null)) ?? updated;
      }),

    delete: ({ id, name }, scope) =>
      inTurn(id, async () => {
        const present = await directory.load(id, scope);
        if (!present) throw new NotFound('provider', id);
        if (present.name !== name)
          throw new Conflict(
            `the provider ${id} is called ${JSON.stringify(present.name)}. Give that name to remove it`,
          );
        await directory.patch(id, { state: 'DELETING', state_reason: null, state_code: null });
        await ports.stopSync(id);
        const account = await directory.account(id);
        if (registry.find(account.connector, { type: 'DELETE' }, account.deployment))
          await callOnce(account, { type: 'DELETE' });
        await alarms.forget(id);
        const deletedResourceCount = await inventory.forget(id);
        await directory.remove(id);
        return { deletedId: id, deletedResourceCount };
      }),

    async alignSlices() {
      for (const { id } of await directory.all()) await inTurn(id, () => align(id));
    },
  };
}

function checkName(name: string): void {
  if (name.trim().length < 1 || name.length > 100) throw new BadInput('name', 'must have 1 to 100 characters');
}

function checkInterval(syncInterval: number | null | undefined): void {
  if (syncInterval && syncInterval < MIN_SYNC_INTERVAL_MS)
    throw new BadInput('syncInterval', 'must be at least 30s, or 0s for only when asked');
}

function checkOptions(options: unknown): void {
  if (options !== null && options !== undefined && (typeof options !== 'object' || Array.isArray(options))) {
    throw new BadInput('options', "must be an object as in the connector's `optionsSchema`");
  }
}

/** The regions to list out of those that the account has. Null: all, which is what none and an empty list mean. */
function chooseRegions(wanted: readonly string[] | null | undefined, { regions }: Identity): string[] | null {
  if (!wanted || wanted.length === 0) return null;
  const unknown = wanted.filter((region) => !regions.includes(region));
  if (unknown.length > 0)
    throw new BadInput(
      'regions',
      `must be regions of the account, which has no ${unknown.join(', ')}. It has ${regions.join(', ')}`,
    );
  return [...new Set(wanted)];
}
