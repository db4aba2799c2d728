import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import { BadReply, CodedError, type Identity } from '../../functions/sdk/index.ts';
import type { OperationRow, ProviderRow } from '../../resolvers/rows.ts';
import type { CreateProviderInput } from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict } from '../errors.ts';
import type { Inventory } from '../inventory/index.ts';
import type { Registry } from '../registry/index.ts';
import { oneAtATime, type Store, type Tables } from '../store/index.ts';
import type { Accounts } from './accounts.ts';
import type { Creations } from './creations.ts';
import type { Account, Directory, First } from './directory.ts';
import { checkName, nameTaken } from './names.ts';
import { checkInterval, checkOptions, chooseRegions } from './settings.ts';

export interface AdditionPorts {
  readonly store: Store;
  readonly directory: Directory;
  readonly registry: Registry;
  readonly inventory: Inventory;
  readonly accounts: Accounts;
  readonly creations: Creations;
  readonly clock: Clock;
  startSync(providerId: string, requestedBy: string | null): Promise<OperationRow>;
}

/** How an account comes to be a provider: made upstream, taken over from there, or reached directly. */
export function createAddition({
  store,
  directory,
  registry,
  inventory,
  accounts,
  creations,
  clock,
  startSync,
}: AdditionPorts) {
  /** Checks the account and keeps it; `first` is done in the same transaction. Nothing is kept when the provider refuses. */
  async function keep(
    account: Account,
    input: CreateProviderInput,
    isMade: boolean,
    first: (...args: [...Parameters<First>, identity: Identity]) => Promise<void>,
  ) {
    const { connector, deployment, call } = account;
    const identity = await accounts.verify(account).catch((error: unknown) => {
      const isNowhere = !isMade && error instanceof CodedError && error.code === 'RESOURCE_GONE';
      throw isNowhere
        ? new BadInput('accountId', `must be an account that ${connector} has, as the credential sees it`)
        : error;
    });
    checkIdentity(identity, account, isMade);
    const chosen = chooseRegions(input.regions, identity);
    const now = clock.now();
    return directory.insert(
      {
        id: call.providerId,
        name: input.name,
        connector,
        deployment,
        state: 'SYNCING',
        state_reason: null,
        state_code: null,
        account_id: identity.accountId,
        system: identity.system ?? null,
        chosen_regions: chosen && JSON.stringify(chosen),
        account_regions: JSON.stringify(identity.regions),
        options: JSON.stringify(call.options),
        credential: call.credential,
        sync_interval_ms: input.syncInterval || null,
        created_at: now,
        updated_at: now,
        verified_at: now,
        synced_at: null,
        last_sync_id: null,
        upstream: null,
        created_upstream: isMade ? 1 : 0,
      },
      async (trx) => {
        await registry.hold(trx, connector, deployment);
        await first(trx, identity);
      },
    );
  }

  return async (
    { credential, ...input }: CreateProviderInput,
    actor: string,
  ): Promise<{ provider: ProviderRow; operation: OperationRow }> => {
    const { connector, name } = input;
    const deployment = input.deployment || null;
    const adopted = input.accountId ?? null;
    registry.connector(connector, deployment);
    checkName(name);
    checkInterval(input.syncInterval);
    checkOptions(input.options);
    const makes = registry.find(connector, { type: 'CREATE' }, deployment) !== null;
    if (adopted !== null && !makes)
      throw new BadInput('accountId', `must be null: ${connector} makes no accounts, so there is none to take over`);
    if (adopted === '') throw new BadInput('accountId', 'must not be empty');
    if ((await directory.all()).some((other) => other.name === name) || (await creations.isReserved(name)))
      throw nameTaken();

    const account: Account = {
      connector,
      deployment,
      call: {
        providerId: `prv_${randomUUID()}`,
        accountId: adopted,
        options: input.options ?? {},
        credential: await accounts.seal({ connector, deployment }, credential),
      },
    };
    const provider =
      makes && adopted === null
        ? await creations.make(account, name, actor, (made, settle) => keep(made, input, true, settle))
        : await keep(account, input, false, async (trx, identity) => {
            if (adopted !== null) await refuseTwice(trx, store.dialect, connector, identity);
          });
    await inventory.setSlices(provider.id, registry.slices(connector, provider.regions ?? [], deployment));
    const operation = await startSync(provider.id, actor);
    return { provider: (await directory.load(provider.id, null)) ?? provider, operation };
  };
}

/** What a credential opens must be the account that was made, or that is to be taken over. */
function checkIdentity({ accountId }: Identity, { connector, call }: Account, isMade: boolean): void {
  if (call.accountId === null || accountId === call.accountId) return;
  if (isMade) throw new BadReply(`${connector} made the account ${call.accountId}, and verify answered ${accountId}`);
  throw new Conflict(`the credential opens the account ${accountId}, not ${call.accountId}. Give that one's id`);
}

/**
 * Two providers of one account upstream would count all that it holds twice, and the removal of one might take it from the
 * other. Ids are unique in one system alone, and which one it is `verify` says: options that differ may mean the same one.
 */
async function refuseTwice(
  trx: Transaction<Tables>,
  dialect: Store['dialect'],
  connector: string,
  { accountId, system }: Identity,
): Promise<void> {
  await oneAtATime(trx, dialect, `account ${connector} ${accountId}`);
  const other = await trx
    .selectFrom('providers')
    .select('name')
    .where('connector', '=', connector)
    .where('account_id', '=', accountId)
    .where((eb) => eb.or([eb('system', 'is', null), ...(system === undefined ? [] : [eb('system', '=', system)])]))
    .executeTakeFirst();
  if (other)
    throw new Conflict(`the account ${accountId} is the provider ${JSON.stringify(other.name)} already. Use that one`);
  // Where it is made or removed is not known before it was verified: of its id none is taken over meanwhile.
  const leaving = await trx
    .selectFrom('account_creations')
    .select('provider_id')
    .where('connector', '=', connector)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (leaving)
    throw new Conflict(`an account ${accountId} is being made or removed upstream. Try again when it is gone`);
}
