import { defineList, momentOf, wholeOf, type RecordOf, type Row, type State } from '../../sdk/index.ts';
import type { MistCredential, MistOptions } from './account.ts';
import { neededText, rowIn, stateOf, tagsOf, textOf, textsOf } from './fields.ts';
import { listRecords } from './lists.ts';
import { SENSITIVE } from './sensitive.ts';

/** All words of Mist. Pods end as `succeeded` or `failed`; `normal` is libcloud's word for a machine that is well. */
const STATES: Readonly<Record<string, State>> = {
  running: 'RUNNING',
  starting: 'STARTING',
  stopping: 'STOPPING',
  stopped: 'STOPPED',
  pending: 'PENDING',
  suspended: 'SUSPENDED',
  terminated: 'TERMINATED',
  error: 'ERROR',
  failed: 'ERROR',
  rebooting: 'REBOOTING',
  paused: 'PAUSED',
  reconfiguring: 'UPDATING',
  updating: 'UPDATING',
  migrating: 'MIGRATING',
  normal: 'RUNNING',
  succeeded: 'TERMINATED',
};

/** One page of the machines of the cloud. */
export const listInstances = defineList<'Instance', MistCredential, MistOptions>({
  name: 'mistio.listInstances',
  kind: 'Instance',
  permissions: ['read:machine', 'read:cloud'],
  quota: null,
  sensitive: SENSITIVE,
  run: (input, context) => listRecords(context, { collection: 'machines' }, input, toInstance),
});

/** A machine of Mist. Networks, images and sizes are named by Mist's ids of them. */
export function toInstance(machine: Row): RecordOf<'Instance'> {
  const extra = rowIn(machine, 'extra');
  const rawState = textOf(machine, 'state');
  return {
    nativeId: neededText(machine, 'id'),
    arn: null,
    name: textOf(machine, 'name'),
    zone: textOf(extra, 'availability') ?? textOf(machine, 'location'),
    state: stateOf(STATES, rawState),
    rawState,
    tags: tagsOf(machine),
    createdAt: momentOf(machine['created']),
    instanceType: textOf(extra, 'instance_type') ?? textOf(machine, 'size'),
    vcpus: wholeOf(machine['cores']),
    memoryMiB: null, // of the size, not of the machine
    architecture: textOf(extra, 'architecture'),
    platform: textOf(machine, 'os_type') ?? textOf(extra, 'os_type'),
    imageId: textOf(machine, 'image') ?? textOf(machine, 'imageId'),
    publicIps: textsOf(machine, 'public_ips'),
    privateIps: textsOf(machine, 'private_ips'),
    networkId: textOf(machine, 'network'),
    subnetId: textOf(machine, 'subnet'),
    securityGroupIds: null, // Mist does not tell them for every cloud
    keyName: textOf(extra, 'key_name'),
    launchedAt: momentOf(extra['launch_time']),
    native: machine,
  };
}
