import { StopInstancesCommand } from '@aws-sdk/client-ec2';
import { defineAct } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2 } from './ec2.ts';
import { outcomes } from './outcomes.ts';

/** Stops running instances of one region. One that is stopped already is accepted too. */
export const stopInstances = defineAct<AwsCredential, AwsOptions>({
  name: 'aws.stopInstances',
  action: 'STOP',
  kind: 'Instance',
  permissions: ['ec2:StopInstances'],
  quota: { callsPerSecond: 2, per: ['account', 'region'] },
  idempotent: true,
  allowedFrom: ['RUNNING'],
  settlesAt: ['STOPPED'],
  run: ({ region, nativeIds }, context) =>
    outcomes(nativeIds, (InstanceIds) => ec2(context, region).send(new StopInstancesCommand({ InstanceIds }))),
});
