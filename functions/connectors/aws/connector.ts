import { defineConnector } from '../../sdk/index.ts';
import { awsCredential, awsOptions } from './account.ts';
import { listAlarms } from './list-alarms.ts';
import { listFunctions } from './list-functions.ts';
import { listInstances } from './list-instances.ts';
import { listIpAddresses } from './list-ip-addresses.ts';
import { listSecurityGroups } from './list-security-groups.ts';
import { listVolumes } from './list-volumes.ts';
import { rebootInstances } from './reboot-instances.ts';
import { startInstances } from './start-instances.ts';
import { stopInstances } from './stop-instances.ts';
import { tagResources } from './tag-resources.ts';
import { verify } from './verify.ts';

export const connector = defineConnector({
  name: 'aws',
  title: 'Amazon Web Services',
  description:
    'One AWS account in all its regions: EC2 instances, volumes, security groups and addresses, Lambda functions and ' +
    'CloudWatch alarms. Needs a role with an external id, or access keys.',
  credential: awsCredential,
  options: awsOptions,
  functions: [
    verify,
    listInstances,
    listVolumes,
    listSecurityGroups,
    listIpAddresses,
    listFunctions,
    listAlarms,
    startInstances,
    stopInstances,
    rebootInstances,
    ...tagResources,
  ],
});
