import { defineConnector } from '../../sdk/index.ts';
import { manageIqCredential, manageIqOptions } from './account.ts';
import { create } from './create.ts';
import { createAlert } from './create-alert.ts';
import { deleteAccount } from './delete.ts';
import { listAlarms } from './list-alarms.ts';
import { listFindings } from './list-findings.ts';
import { listInstances } from './list-instances.ts';
import { listIpAddresses } from './list-ip-addresses.ts';
import { listOwnKinds } from './list-own-kinds.ts';
import { listSecurityGroups } from './list-security-groups.ts';
import { listVolumes } from './list-volumes.ts';
import { machineActions } from './machine-actions.ts';
import { status } from './status.ts';
import { tagResources } from './tag-resources.ts';
import { verify } from './verify.ts';

export const connector = defineConnector({
  name: 'manageiq',
  title: 'ManageIQ',
  description:
    'One provider inside an appliance of ManageIQ, such as an AWS account: its machines, volumes, networks, images, ' +
    'alerts and compliance. Needs a user of the appliance, and the keys of the cloud to create the provider there.',
  credential: manageIqCredential,
  options: manageIqOptions,
  functions: [
    verify,
    create,
    deleteAccount,
    status,
    listInstances,
    listVolumes,
    listSecurityGroups,
    listIpAddresses,
    ...listOwnKinds,
    listAlarms,
    listFindings,
    ...machineActions,
    ...tagResources,
    createAlert,
  ],
});
