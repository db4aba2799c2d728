import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { countsOf, enter, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import { hash, mix, pick } from './noise.ts';
import { pageOf } from './pages.ts';
import { labelsOf, momentOf, toTags } from './properties.ts';

/** One page of the volumes of a region: a root volume for each instance, data volumes, and some that are free. */
export const listVolumes = defineList<'Volume', SandboxCredential, SandboxOptions>({
  name: 'sandbox.listVolumes',
  kind: 'Volume',
  permissions: ['sandbox:ListVolumes'],
  quota: { callsPerSecond: 200, per: ['account', 'region'] },
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListVolumes', input.region);
    const { Instance: instances, Volume: volumes } = countsOf(cloud.options, input.region);
    return pageOf(cloud, 'Volume', volumes, input, (index) => volumeAt(cloud, input.region, instances, index));
  },
});

function volumeAt(cloud: Cloud, region: string, instances: number, index: number): RecordOf<'Volume'> {
  const { seed } = cloud.options;
  const space = hash(`${seed}/${region}/volume`);
  const nativeId = nativeIdOf(seed, region, 'Volume', index);
  const holder = holderOf(instances, index);
  const sizeGiB = holder?.root ? 20 : 50 * (1 + (mix(space, index) % 20));
  const labels = labelsOf(cloud, nativeId, space, index);
  const status = holder ? 'in-use' : 'available';
  return {
    nativeId,
    name: labels['name'] ?? null,
    zone: null,
    state: holder ? 'IN_USE' : 'AVAILABLE',
    rawState: status,
    tags: toTags(labels),
    createdAt: new Date(momentOf(space, index)).toISOString(),
    sizeGiB,
    volumeType: pick(['ssd', 'ssd', 'hdd'], space ^ 1, index),
    iops: null,
    throughputMiBps: null,
    encrypted: mix(space ^ 2, index) % 5 !== 0,
    kmsKeyId: null,
    snapshotId: null,
    attachments: holder
      ? [
          {
            instanceId: nativeIdOf(seed, region, 'Instance', holder.instance),
            device: holder.root ? '/dev/vda' : '/dev/vdb',
            deleteOnTermination: holder.root,
          },
        ]
      : [],
    native: { id: nativeId, status, gigabytes: sizeGiB, labels },
  };
}

/** First the root volumes in the order of the instances, then the data volumes of every second one, then the free. */
function holderOf(instances: number, index: number): { instance: number; root: boolean } | null {
  if (index < instances) return { instance: index, root: true };
  const data = index - instances;
  return data < Math.floor(instances / 2) ? { instance: data * 2, root: false } : null;
}
