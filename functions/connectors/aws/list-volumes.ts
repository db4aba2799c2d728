import { DescribeVolumesCommand, type Volume, type VolumeState } from '@aws-sdk/client-ec2';
import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2, nameOf, onlyIds, tagsOf } from './ec2.ts';
import { momentOf, stateOf, type State } from './fields.ts';

const STATES: Record<VolumeState, State> = {
  available: 'AVAILABLE',
  creating: 'CREATING',
  deleted: 'DELETED',
  deleting: 'DELETING',
  error: 'ERROR',
  'in-use': 'IN_USE',
};

/** One page, at most 200, of the EBS volumes of one region. */
export const listVolumes = defineList<'Volume', AwsCredential, AwsOptions>({
  name: 'aws.listVolumes',
  kind: 'Volume',
  permissions: ['ec2:DescribeVolumes'],
  quota: { callsPerSecond: 10, per: ['account', 'region'] },
  async run({ region, cursor, nativeIds }, context) {
    const command = new DescribeVolumesCommand({
      MaxResults: 200,
      NextToken: cursor,
      ...onlyIds('volume-id', nativeIds),
    });
    const page = await ec2(context, region).send(command);
    return { items: (page.Volumes ?? []).map(toVolume), cursor: page.NextToken };
  },
});

function toVolume(volume: Volume): RecordOf<'Volume'> {
  return {
    nativeId: volume.VolumeId!,
    arn: null, // EC2 does not say whose it is
    name: nameOf(volume.Tags),
    zone: volume.AvailabilityZone ?? null,
    state: stateOf(STATES, volume.State),
    rawState: volume.State ?? null,
    tags: tagsOf(volume.Tags),
    createdAt: momentOf(volume.CreateTime),
    sizeGiB: volume.Size ?? null,
    volumeType: volume.VolumeType ?? null,
    iops: volume.Iops ?? null,
    throughputMiBps: volume.Throughput ?? null,
    encrypted: volume.Encrypted ?? null,
    kmsKeyId: volume.KmsKeyId ?? null,
    snapshotId: volume.SnapshotId || null,
    attachments: (volume.Attachments ?? []).flatMap(({ InstanceId, Device, DeleteOnTermination }) =>
      InstanceId
        ? [{ instanceId: InstanceId, device: Device ?? null, deleteOnTermination: DeleteOnTermination ?? null }]
        : [],
    ),
    native: volume,
  };
}
