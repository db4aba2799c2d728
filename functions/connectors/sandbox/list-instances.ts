import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { countsOf, enter } from './cloud.ts';
import { instanceAt, type SandboxInstance } from './instances.ts';
import { pageOf } from './pages.ts';
import { toTags } from './properties.ts';

const STATES: Readonly<Record<string, RecordOf<'Instance'>['state']>> = {
  running: 'RUNNING',
  stopped: 'STOPPED',
  starting: 'STARTING',
  stopping: 'STOPPING',
  rebooting: 'REBOOTING',
};

/** One page of the instances of a region. */
export const listInstances = defineList<'Instance', SandboxCredential, SandboxOptions>({
  name: 'sandbox.listInstances',
  kind: 'Instance',
  permissions: ['sandbox:ListInstances'],
  quota: { callsPerSecond: 200, per: ['account', 'region'] },
  sensitive: ['userData'],
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListInstances', input.region);
    const count = countsOf(cloud.options, input.region).Instance;
    return pageOf(cloud, 'Instance', count, input, (index) => toRecord(instanceAt(cloud, input.region, index)));
  },
});

const toRecord = (instance: SandboxInstance): RecordOf<'Instance'> => ({
  nativeId: instance.id,
  name: instance.name,
  zone: instance.zone,
  state: STATES[instance.status] ?? 'UNKNOWN',
  rawState: instance.status,
  tags: toTags(instance.labels),
  createdAt: instance.createdAt,
  instanceType: instance.size,
  vcpus: instance.cpus,
  memoryMiB: instance.memoryMiB,
  architecture: instance.architecture,
  platform: instance.image.startsWith('windows') ? 'windows' : 'linux',
  imageId: instance.image,
  publicIps: instance.publicAddress === null ? [] : [instance.publicAddress],
  privateIps: [instance.privateAddress],
  networkId: instance.network,
  subnetId: null,
  securityGroupIds: [...instance.firewalls],
  keyName: instance.sshKey,
  launchedAt: instance.startedAt,
  native: instance,
});
