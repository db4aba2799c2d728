import { defineConnector } from '../../sdk/index.ts';
import { mistCredential, mistOptions } from './account.ts';
import { createAlert } from './create-alert.ts';
import { create } from './create.ts';
import { deleteAccount } from './delete.ts';
import { listAlarms } from './list-alarms.ts';
import { listInstances } from './list-instances.ts';
import { listKinds } from './list-kinds.ts';
import { listVolumes } from './list-volumes.ts';
import { machineActions } from './machine-actions.ts';
import { receiveAlarm } from './receive-alarm.ts';
import { status } from './status.ts';
import { tagResources } from './tag-resources.ts';
import { verify } from './verify.ts';

export const connector = defineConnector({
  name: 'mistio',
  title: 'Mist.io',
  description:
    'One cloud inside a Mist.io, of any of the clouds that Mist knows: its machines, volumes, networks, images, sizes, ' +
    'locations, clusters and zones, the incidents of its rules, and actions on its machines. Needs an API token of Mist, ' +
    'and to add a cloud also the keys of that.',
  credential: mistCredential,
  options: mistOptions,
  functions: [
    verify,
    create,
    deleteAccount,
    status,
    listInstances,
    listVolumes,
    ...listKinds,
    listAlarms,
    ...machineActions,
    ...tagResources,
    createAlert,
    receiveAlarm,
  ],
});
