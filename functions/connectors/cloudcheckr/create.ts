import { defineCreate, undoBecauseOf } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { accountsOf } from './accounts.ts';

/** Makes the account and tells CloudCheckr how to reach AWS. When that fails, what was made goes again. */
export const create = defineCreate<CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.create',
  permissions: [
    'account/add_account_v3',
    'account/edit_credential',
    'account/get_accounts_v4',
    'account/delete_account',
  ],
  quota: null,
  idempotent: false,
  async run({ name }, context) {
    const { aws } = context.account.credential;
    const accounts = accountsOf(context);
    const accountId = await accounts.add(name);
    if (aws)
      await accounts
        .attach(accountId, aws)
        .catch((error: unknown) => undoBecauseOf(error, () => accounts.undo({ id: accountId, name })));
    return { accountId };
  },
});
