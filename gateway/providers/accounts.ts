import {
  BadReply,
  createdSchema,
  identitySchema,
  type CreateInput,
  type DeleteInput,
  type FunctionManifest,
  type Identity,
  type OperationKey,
} from '../../functions/sdk/index.ts';
import type { Jwk } from '../../functions/sdk/sealing.ts';
import type { CreateProviderInput } from '../../schema/generated/types.ts';
import type { Audit } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import type { Functions } from '../invoke/index.ts';
import type { Registry } from '../registry/index.ts';
import { seal } from './credentials.ts';
import type { Account } from './directory.ts';

/** What is asked of an account as a whole. Each call has one deadline, retries included. */
export interface Accounts {
  /** What the credential becomes before anything is written. Null: none is needed. */
  seal(
    place: Pick<Account, 'connector' | 'deployment'>,
    credential: CreateProviderInput['credential'],
  ): Promise<string | null>;
  /** Which account the credential opens. */
  verify(account: Account): Promise<Identity>;
  /** Makes the account in the system behind the connector; throws `UnsupportedOperation` where it could not be removed again. */
  create(account: Account, name: string, actor: string): Promise<{ readonly accountId: string }>;
  /** Removes it from there: that of the call, or where its id is not known the one of this name. Gone already is well. */
  remove(account: Account, name: string | null, actor: string | null, signal?: AbortSignal): Promise<void>;
  /** Throws what a creation would throw that cannot even be tried. */
  requireCreation(place: Pick<Account, 'connector' | 'deployment'>): void;
}

export interface AccountsPorts {
  readonly registry: Registry;
  readonly functions: Functions;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  /** What is done with credentials that come in clear. */
  readonly plainCredentials: 'seal' | 'refuse';
}

export function createAccounts({ registry, functions, audit, ...ports }: AccountsPorts): Accounts {
  const require = ({ connector, deployment }: Pick<Account, 'connector' | 'deployment'>, type: OperationKey['type']) =>
    registry.require(connector, { type } as OperationKey, deployment);

  const callOnce = (account: Account, type: OperationKey['type'], input: unknown, more: object = {}) =>
    functions.call({
      fn: require(account, type),
      input,
      account: account.call,
      deadlineAt: ports.clock.now() + ports.callTimeoutMs,
      ...more,
    });

  /** What changes something upstream is on record under the function's name, with how it ended. */
  const onRecord = <Result>(
    { name }: FunctionManifest,
    { providerId, accountId }: Account['call'],
    input: CreateInput | DeleteInput,
    actor: string | null,
    work: () => Promise<Result>,
  ) => audit.record({ actor, action: name, providerId, details: { ...input, accountId } }, work);

  const requireCreation: Accounts['requireCreation'] = (place) => {
    for (const type of ['CREATE', 'DELETE'] as const) require(place, type);
  };

  return {
    requireCreation,

    seal: ({ connector, deployment }, credential) =>
      seal(credential, {
        needed: registry.connector(connector, deployment).credentialSchema !== null,
        plain: ports.plainCredentials,
        sealingKey: async () =>
          (await functions.describe(registry.home(connector, deployment))).sealingKey as Jwk | null,
      }),

    async verify(account) {
      const { data } = await callOnce(account, 'VERIFY', {});
      const parsed = identitySchema.safeParse(data);
      if (!parsed.success) throw new BadReply(`${account.connector}: what verify answered is no identity`);
      return parsed.data;
    },

    async create(account, name, actor) {
      requireCreation(account);
      const input: CreateInput = { name };
      return onRecord(require(account, 'CREATE'), account.call, input, actor, async () => {
        const { data } = await callOnce(account, 'CREATE', input, { idempotencyKey: account.call.providerId });
        const parsed = createdSchema.safeParse(data);
        if (!parsed.success) throw new BadReply(`${account.connector}: what create answered names no account`);
        return parsed.data;
      });
    },

    async remove(account, name, actor, signal) {
      const input: DeleteInput = { name };
      await onRecord(require(account, 'DELETE'), account.call, input, actor, () =>
        callOnce(account, 'DELETE', input, signal && { signal }),
      );
    },
  };
}
