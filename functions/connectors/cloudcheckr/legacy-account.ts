/** One account through the older interface, by its number. */
import { PermissionDenied, RequestRejected, ResourceGone, type Row } from '../../sdk/index.ts';
import type { CloudcheckrContext } from './account.ts';
import { callLegacy } from './client.ts';
import { textOf } from './fields.ts';
import type { Trust } from './upstream.ts';

/** When CloudCheckr last listed an account, by the older interface's id. Null: never yet. */
export async function legacyStanding(context: CloudcheckrContext, accountId: string): Promise<string | null> {
  const account = await callLegacy(context, 'account/get_account', { account_id: numberOf(accountId) });
  return textOf(account['LastUpdated']);
}

/** Whether CloudCheckr knows an account when it is asked for by its id. Its words for one that it does not know are guessed. */
export async function isKnown(context: CloudcheckrContext, accountId: string): Promise<boolean> {
  const account = await callLegacy(context, 'account/get_account', { account_id: numberOf(accountId) }).catch(
    (error: unknown): Row => {
      if (error instanceof ResourceGone || error instanceof RequestRejected) return {};
      throw error;
    },
  );
  return SAYS_OF_ITSELF.some((field) => textOf(account[field]) !== null);
}

/** What the public samples of `get_account` show of one that is there. */
const SAYS_OF_ITSELF = ['Id', 'Name', 'Provider', 'Type'];

/** No public page says what the call answers: its fields are sought by the names that `add_account_v3` has for them. */
export async function legacyTrust(context: CloudcheckrContext, accountId: string): Promise<Trust> {
  const said = await callLegacy(context, 'account/get_external_id', selecting(accountId)).catch(
    (error: unknown): Row => {
      if (error instanceof RequestRejected || error instanceof PermissionDenied) return {};
      throw error;
    },
  );
  const first = (...names: string[]) => names.map((name) => textOf(said[name])).find((text) => text !== null) ?? null;
  return {
    awsAccountId: first('role_account_id', 'RoleAccountId'),
    externalId: first('cc_external_id', 'external_id', 'ExternalId'),
  };
}

/** How an admin-level key says which account it means. */
export const selecting = (accountId: string) => ({ use_cc_account_id: numberOf(accountId) });

/** CloudCheckr's ids are numbers. What is none is sent as it is, for CloudCheckr to refuse. */
const numberOf = (accountId: string): number | string => (/^\d{1,15}$/.test(accountId) ? Number(accountId) : accountId);
