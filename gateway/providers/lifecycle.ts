import { CodedError } from '../../functions/sdk/index.ts';
import type { LogLine } from '../../functions/sdk/serve.ts';
import type { OperationRow, ProviderRow } from '../../resolvers/rows.ts';
import type { CreateProviderInput, DeleteProviderInput, UpdateProviderInput } from '../../schema/generated/types.ts';
import type { Alarms } from '../alarms/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import { Conflict, failureOf, InvalidState, NotFound, WithRemark } from '../errors.ts';
import type { Findings } from '../findings/index.ts';
import type { Inventory, Scope } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Store } from '../store/index.ts';
import { createTurns } from '../turns.ts';
import { createAccounts } from './accounts.ts';
import { createAddition } from './addition.ts';
import { createCreations } from './creations.ts';
import type { Directory, ProviderPatch } from './directory.ts';
import { checkName } from './names.ts';
import { checkInterval, checkOptions, chooseRegions } from './settings.ts';

const NOT_REMOVED =
  'It was not removed upstream, so the provider is kept. Remove it again, or with `keepUpstream` to leave it there';

/** What happens to a provider from its creation to its deletion. */
export interface Lifecycle {
  /** Seals, verifies, then keeps; nothing is kept when the provider refuses. */
  create(input: CreateProviderInput, actor: string): Promise<{ provider: ProviderRow; operation: OperationRow }>;
  /** A new credential, options or regions are verified before the old ones are dropped. */
  update(input: UpdateProviderInput, actor: string, scope: Scope): Promise<ProviderRow>;
  /** Upstream first, where it was made there by us. One that failed may be asked for again. */
  delete(
    input: DeleteProviderInput,
    actor: string,
    scope: Scope,
  ): Promise<{ deletedId: string; deletedResourceCount: number }>;
  /** Gives every provider the slices that its connector has now, which another version or binding may have changed. */
  alignSlices(): Promise<void>;
  /** Removes upstream what creations left there, as far as it is due. Never rejects. */
  removeAbandoned(): Promise<void>;
  /** At the start: what a gateway before this one was making is not made any more, and is due. */
  takeUp(): Promise<void>;
  /** Gives up removals that run; the next start takes them up. */
  close(): Promise<void>;
}

export interface LifecyclePorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly registry: Registry;
  readonly functions: Functions;
  readonly inventory: Inventory;
  readonly alarms: Alarms;
  readonly findings: Findings;
  readonly audit: Audit;
  readonly clock: Clock;
  /** How long each call may take: a check of a credential, a creation, a removal. */
  readonly callTimeoutMs: number;
  /** What is done with credentials that come in clear. */
  readonly plainCredentials: 'seal' | 'refuse';
  readonly log: (line: LogLine) => void;
  readonly onUnexpected: (error: unknown) => void;
  startSync(providerId: string, requestedBy: string | null): Promise<OperationRow>;
  /** Ends all listings of a provider and waits for their end. */
  stopSync(providerId: string): Promise<void>;
}

/** What decides whether and how an account opens. */
type Opening = Pick<UpdateProviderInput, 'credential' | 'deployment' | 'options' | 'regions'>;

export function createLifecycle(ports: LifecyclePorts): Lifecycle {
  const { directory, registry, inventory, alarms, findings, clock } = ports;
  const accounts = createAccounts(ports);
  const creations = createCreations({ ...ports, accounts });
  const inTurn = createTurns();

  /** Opens the account with what is new of these, and gives the columns that follow. Nothing changes when it does not open. */
  async function openAnew(
    { id, accountId, system }: ProviderRow,
    { credential, deployment, options, regions }: Opening,
  ): Promise<ProviderPatch> {
    const present = await directory.account(id);
    const place = {
      connector: present.connector,
      deployment: typeof deployment === 'string' ? deployment || null : present.deployment,
    };
    const call = {
      providerId: id,
      accountId: present.call.accountId,
      options: options ?? present.call.options,
      credential: credential ? await accounts.seal(place, credential) : present.call.credential,
    };
    const identity = await accounts.verify({ ...place, call });
    if (identity.accountId !== accountId)
      throw new Conflict(
        `the credential opens another account, ${identity.accountId}. Add that as a provider of its own`,
      );
    // There the same id is somebody else's account, which a removal would take.
    if (system !== null && identity.system !== system)
      throw new Conflict(
        `the account ${accountId} is in ${system}, and the options lead to ${identity.system ?? 'no system'}. Add what is there as a provider of its own`,
      );
    const chosen = chooseRegions(regions, identity);
    return {
      system: identity.system ?? null,
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

  /** Nothing of ours goes before this did: without the provider nobody would know of what is left there. */
  async function removeUpstream(id: string, actor: string) {
    try {
      await accounts.remove(await directory.account(id), null, actor);
    } catch (error) {
      const { code, message } = failureOf(error, ports.onUnexpected);
      await directory.patch(id, { state_code: code, state_reason: message });
      throw error instanceof CodedError ? new WithRemark(error, NOT_REMOVED) : error;
    }
  }

  return {
    create: createAddition({ ...ports, creations, accounts }),

    update: ({ id, name, credential, deployment, regions, options, syncInterval, paused }, actor, scope) =>
      inTurn(id, async () => {
        const present = await directory.load(id, scope);
        if (!present) throw new NotFound('provider', id);
        const isLeaving = present.state === 'DELETING';
        // Upstream may refuse to remove it until it is given another credential.
        const isCredentialAlone =
          credential && ![name, deployment, regions, options, syncInterval, paused].some(isGiven);
        if (isLeaving && !isCredentialAlone)
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
        if (resumes || (opensAnew && updated.state !== 'PAUSED' && !isLeaving)) await ports.startSync(id, actor);
        return (await directory.load(id, null)) ?? updated;
      }),

    delete: ({ id, name, keepUpstream }, actor, scope) =>
      inTurn(id, async () => {
        const present = await directory.load(id, scope);
        if (!present) throw new NotFound('provider', id);
        if (present.name !== name)
          throw new Conflict(
            `the provider ${id} is called ${JSON.stringify(present.name)}. Give that name to remove it`,
          );
        await directory.patch(id, { state: 'DELETING', state_reason: null, state_code: null });
        await ports.stopSync(id);
        if (present.createdUpstream && keepUpstream !== true) await removeUpstream(id, actor);
        await alarms.forget(id);
        const deletedResourceCount = await inventory.forget(id);
        await findings.forget(id); // after the slices, without which no listing adds any
        await directory.remove(id);
        return { deletedId: id, deletedResourceCount };
      }),

    removeAbandoned: () => creations.removeDue(),
    takeUp: () => creations.takeUp(),
    close: () => creations.close(),

    async alignSlices() {
      for (const { id } of await directory.all()) await inTurn(id, () => align(id));
    },
  };
}

const isGiven = (value: unknown) => value !== null && value !== undefined;
