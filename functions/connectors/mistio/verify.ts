import { defineVerify } from '../../sdk/index.ts';
import { cloudIdOf, regionOf, type MistCredential, type MistOptions } from './account.ts';
import { readCloud } from './clouds.ts';
import { neededText } from './fields.ts';

/** That the token is good and the cloud is there; and the region of the cloud. */
export const verify = defineVerify<MistCredential, MistOptions>({
  name: 'mistio.verify',
  permissions: ['read:cloud'],
  quota: null,
  async run(_input, context) {
    const cloud = await readCloud(context, cloudIdOf(context.account));
    return { accountId: neededText(cloud, 'id'), regions: [regionOf(context.account)] };
  },
});
