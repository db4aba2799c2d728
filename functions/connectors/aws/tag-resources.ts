import { CreateTagsCommand, DeleteTagsCommand } from '@aws-sdk/client-ec2';
import { defineAct, type FunctionSpec } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2 } from './ec2.ts';
import { outcomes } from './outcomes.ts';

/** The kinds whose tags EC2 keeps, and what they are called in the functions' names. */
const KINDS = { Instance: 'Instances', Volume: 'Volumes', SecurityGroup: 'SecurityGroups', IpAddress: 'IpAddresses' };

/** Sets and removes tags of EC2 resources of one region; one function for each kind, all alike. */
export const tagResources: readonly FunctionSpec[] = Object.entries(KINDS).map(([kind, plural]) =>
  defineAct<AwsCredential, AwsOptions>({
    name: `aws.tag${plural}`,
    action: 'TAG',
    kind,
    permissions: ['ec2:CreateTags', 'ec2:DeleteTags'],
    quota: { callsPerSecond: 5, per: ['account', 'region'] },
    idempotent: true,
    allowedFrom: null,
    settlesAt: null,
    run: ({ region, nativeIds, set = [], remove = [] }, context) =>
      outcomes(nativeIds, async (Resources) => {
        const client = ec2(context, region);
        const Tags = set.map(({ key, value }) => ({ Key: key, Value: value }));
        if (Tags.length > 0) await client.send(new CreateTagsCommand({ Resources, Tags }));
        if (remove.length > 0)
          await client.send(new DeleteTagsCommand({ Resources, Tags: remove.map((Key) => ({ Key })) }));
      }),
  }),
);
