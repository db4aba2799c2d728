import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { BadReply, defineVerify } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { service } from './client.ts';
import { ec2 } from './ec2.ts';

const sts = service('sts', STSClient);

/** Which account the credential opens, and the regions that the account has enabled. */
export const verify = defineVerify<AwsCredential, AwsOptions>({
  name: 'aws.verify',
  permissions: ['sts:GetCallerIdentity', 'ec2:DescribeRegions'],
  quota: { callsPerSecond: 5, per: ['account'] },
  async run(_input, context) {
    const { defaultRegion } = context.account.options;
    const identity = await sts(context, defaultRegion).send(new GetCallerIdentityCommand({}));
    const enabled = await ec2(context, defaultRegion).send(new DescribeRegionsCommand({ AllRegions: false }));
    if (!identity.Account) throw new BadReply('GetCallerIdentity named no account');
    const regions = (enabled.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []);
    return { accountId: identity.Account, regions: regions.toSorted() };
  },
});
