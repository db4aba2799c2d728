import { RebootInstancesCommand } from '@aws-sdk/client-ec2';
import { defineAct } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2 } from './ec2.ts';
import { outcomes } from './outcomes.ts';

/** Reboots running instances of one region. EC2 shows them as running all the while. */
export const rebootInstances = defineAct<AwsCredential, AwsOptions>({
  name: 'aws.rebootInstances',
  action: 'REBOOT',
  kind: 'Instance',
  permissions: ['ec2:RebootInstances'],
  quota: { callsPerSecond: 2, per: ['account', 'region'] },
  idempotent: false,
  allowedFrom: ['RUNNING'],
  settlesAt: null,
  run: ({ region, nativeIds }, context) =>
    outcomes(nativeIds, (InstanceIds) => ec2(context, region).send(new RebootInstancesCommand({ InstanceIds }))),
});
