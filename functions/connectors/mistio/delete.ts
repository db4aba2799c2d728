import { defineDelete } from '../../sdk/index.ts';
import { cloudIdOf, type MistCredential, type MistOptions } from './account.ts';
import { removeCloud, removeCloudsNamed } from './clouds.ts';

/** Removes the account's cloud from Mist, or the one of exactly that name. */
export const deleteAccount = defineDelete<MistCredential, MistOptions>({
  name: 'mistio.delete',
  permissions: ['read:cloud', 'remove:cloud'],
  quota: null,
  async run({ name }, context) {
    if (name === null || context.account.accountId !== null) return removeCloud(context, cloudIdOf(context.account));
    return removeCloudsNamed(context, name);
  },
});
