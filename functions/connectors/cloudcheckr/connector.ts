import { defineConnector } from '../../sdk/index.ts';
import { cloudcheckrCredential, cloudcheckrOptions } from './account.ts';
import { createAlert } from './create-alert.ts';
import { create } from './create.ts';
import { remove } from './delete.ts';
import { listAlarms } from './list-alarms.ts';
import { listFindings } from './list-findings.ts';
import { listIamUsers } from './list-iam-users.ts';
import { listInstances } from './list-instances.ts';
import { listSecurityGroups } from './list-security-groups.ts';
import { listVolumes } from './list-volumes.ts';
import { status } from './status.ts';
import { verify } from './verify.ts';

export const connector = defineConnector({
  name: 'cloudcheckr',
  title: 'CloudCheckr',
  description:
    'One account at CloudCheckr, which stands for an AWS account: its instances, volumes, security groups and IAM users, ' +
    'the best practices that CloudCheckr checks, and its alerts. Needs an admin-level API key, or an API client of CMx.',
  credential: cloudcheckrCredential,
  options: cloudcheckrOptions,
  functions: [
    verify,
    create,
    remove,
    status,
    listInstances,
    listVolumes,
    listSecurityGroups,
    listIamUsers,
    listFindings,
    listAlarms,
    createAlert,
  ],
});
