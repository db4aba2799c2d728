import { StartInstancesCommand } from '@aws-sdk/client-ec2';
import { defineAct } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2 } from './ec2.ts';
import { outcomes } from './outcomes.ts';

/** Starts stopped instances of one region. One that runs already is accepted too. */
export const startInstances = defineAct<AwsCredential, AwsOptions>({
  name: 'aws.startInstances',
  action: 'START',
  kind: 'Instance',
  permissions: ['ec2:StartInstances'],
  quota: { callsPerSecond: 2, per: ['account', 'region'] },
  idempotent: true,
  allowedFrom: ['STOPPED'],
  settlesAt: ['RUNNING'],
  run: ({ region, nativeIds }, context) =>
    outcomes(nativeIds, (InstanceIds) => ec2(context, region).send(new StartInstancesCommand({ InstanceIds }))),
});
