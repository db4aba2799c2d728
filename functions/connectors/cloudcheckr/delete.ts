import { defineDelete, InputRefused } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { accountsOf } from './accounts.ts';

/** Removes the account with all that CloudCheckr knows of it. AWS itself is left alone. */
export const remove = defineDelete<CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.delete',
  permissions: ['account/get_accounts_v4', 'account/delete_account'],
  quota: null,
  async run({ name }, context) {
    const id = context.account.accountId;
    if (id === null && name === null) throw new InputRefused('neither an account nor a name says what to delete');
    await accountsOf(context).remove(id === null ? { name: name! } : { id });
  },
});
