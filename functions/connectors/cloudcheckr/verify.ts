import { defineVerify, systemAt } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { accountIdOf, accountsOf } from './accounts.ts';
import { isCmx } from './client.ts';
import { hostOf } from './hosts.ts';

/** Whether the key is good and opens the account. One listing covers all regions of AWS, so there is one region here. */
export const verify = defineVerify<CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.verify',
  permissions: ['account/get_account', 'account/get_accounts_v4'],
  quota: null,
  async run(_input, context) {
    const accountId = accountIdOf(context);
    await accountsOf(context).expect(accountId);
    const { options, credential } = context.account;
    return { accountId, regions: ['global'], system: systemAt(hostOf(options, isCmx(credential) ? 'cmx' : 'legacy')) };
  },
});
