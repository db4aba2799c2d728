import { defineDelete } from '../../sdk/index.ts';
import { cloudIdOf, type MistCredential, type MistOptions } from './account.ts';
import { removeCloud, removeCloudsNamed } from './clouds.ts';
import { removeRulesFor } from './rules.ts';

/** Removes the account's cloud from Mist with the rules that were made for it, or the one of exactly that name. */
export const deleteAccount = defineDelete<MistCredential, MistOptions>({
  name: 'mistio.delete',
  permissions: ['read:cloud', 'remove:cloud', 'read:rule', 'delete:rule'],
  quota: null,
  async run({ name }, context) {
    // One whose id was never learnt has no rules of ours: an alert is made for an account.
    if (name !== null && context.account.accountId === null) return removeCloudsNamed(context, name);
    const cloudId = cloudIdOf(context.account);
    // The rules first. They belong to the organisation, so Mist keeps them without the cloud, and with them the secret of
    // the webhook; whoever looks for a removal that stopped half-way finds the cloud, and would not find them.
    await removeRulesFor(context, cloudId);
    await removeCloud(context, cloudId);
  },
});
