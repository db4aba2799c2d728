import { booleanOf, defineList, momentOf, wholeOf, type RecordOf, type Row, type State } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { nameTagOf, rowsOf, stateOf, tagsOf, textOf } from './fields.ts';
import { inventoryPage } from './inventory.ts';

/** EC2's own words. */
const STATES: Readonly<Record<string, State>> = {
  available: 'AVAILABLE',
  creating: 'CREATING',
  deleted: 'DELETED',
  deleting: 'DELETING',
  error: 'ERROR',
  'in-use': 'IN_USE',
};

/** One page of the EBS volumes of all regions, as CloudCheckr last saw them. */
export const listVolumes = defineList<'Volume', CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.listVolumes',
  kind: 'Volume',
  scope: 'ACCOUNT',
  permissions: ['inventory/get_resources_ebs_details'],
  quota: null,
  run: (input, context) =>
    inventoryPage(
      context,
      { call: 'inventory/get_resources_ebs_details', rows: 'EbsVolumes', id: 'VolumeId', idsParameter: 'volume_ids' },
      input,
      toVolume,
    ),
});

function toVolume(row: Row, nativeId: string): RecordOf<'Volume'> {
  const rawState = textOf(row['Status']) ?? textOf(row['VolumeStatus']);
  return {
    nativeId,
    arn: null,
    name: nameTagOf(row),
    zone: textOf(row['AvailabilityZone']),
    state: stateOf(STATES, rawState),
    rawState,
    tags: tagsOf(row),
    createdAt: momentOf(row['Created']),
    sizeGiB: wholeOf(row['SizeGiB']),
    volumeType: textOf(row['Type']),
    iops: wholeOf(row['IOPS']),
    encrypted: booleanOf(row['Encrypted']),
    kmsKeyId: textOf(row['KmsKeyId']),
    snapshotId: textOf(row['SnapshotId']),
    attachments: attachmentsOf(row),
    native: row,
  };
}

function attachmentsOf(row: Row): RecordOf<'Volume'>['attachments'] {
  const attachments = rowsOf(row['Attachments']);
  return (
    attachments?.flatMap(({ InstanceId, Device, DeleteOnTermination }) => {
      const instanceId = textOf(InstanceId);
      return instanceId
        ? [{ instanceId, device: textOf(Device), deleteOnTermination: booleanOf(DeleteOnTermination) }]
        : [];
    }) ?? null
  );
}
