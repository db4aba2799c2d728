import { InputRefused } from '../../sdk/index.ts';
import type { CloudcheckrContext } from './account.ts';
import { isCmx } from './client.ts';
import { cmxAccounts } from './cmx-accounts.ts';
import { legacyAccounts } from './legacy-accounts.ts';
import type { Accounts } from './upstream.ts';

/** Accounts at CloudCheckr, through the interface that the credential is for. */
export const accountsOf = (context: CloudcheckrContext): Accounts =>
  isCmx(context.account.credential) ? cmxAccounts(context, context.account.credential) : legacyAccounts(context);

/** CloudCheckr's id of the account that the call is about. */
export function accountIdOf({ account }: CloudcheckrContext): string {
  if (account.accountId === null)
    throw new InputRefused('this works on an account at CloudCheckr, and none is known yet. Create the provider first');
  return account.accountId;
}
