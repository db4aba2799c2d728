import type { CloudcheckrContext } from './account.ts';
import { accountIdOf } from './accounts.ts';
import { isCmx } from './client.ts';
import { legacyIdOf } from './cmx-accounts.ts';
import { selecting } from './legacy-account.ts';

/** How a call of the older interface says which account it means, whichever interface the account was made by. */
export async function selectionOf(context: CloudcheckrContext) {
  const { credential } = context.account;
  const accountId = accountIdOf(context);
  return selecting(isCmx(credential) ? await legacyIdOf(context, credential, accountId) : accountId);
}
