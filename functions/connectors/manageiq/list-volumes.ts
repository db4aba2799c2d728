import {
  booleanOf,
  defineList,
  meaningOf,
  momentOf,
  textOf,
  wholeOf,
  type RecordOf,
  type State,
} from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { gibOf, nameWithin, tagsOf } from './fields.ts';
import { listedManagersOf, recordsOf } from './managers.ts';
import type { Row } from './rows.ts';

const ATTRIBUTES = [
  'name type ems_id ems_ref size status volume_type iops encrypted bootable creation_time',
  'cloud_volume_snapshot_id availability_zone.name multi_attachment description',
].flatMap((line) => line.split(' '));

/** The words of Amazon and OpenStack, which differ in none of them. */
const STATES: Readonly<Record<string, State>> = {
  attaching: 'ATTACHING',
  available: 'AVAILABLE',
  creating: 'CREATING',
  deleted: 'DELETED',
  deleting: 'DELETING',
  error: 'ERROR',
  'in-use': 'IN_USE',
};

/** One page of the volumes that ManageIQ has listed at the provider. It does not say what they are attached to. */
export const listVolumes = defineList<'Volume', ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.listVolumes',
  kind: 'Volume',
  permissions: ['cloud_volume_show_list', 'ems_infra_show_list'],
  quota: null,
  async run(input, context) {
    const query = {
      collection: 'cloud_volumes',
      permission: 'cloud_volume_show_list',
      attributes: ATTRIBUTES,
      expand: ['tags'],
    };
    return recordsOf(context, query, await listedManagersOf(context, 'volumes'), input, toVolume);
  },
});

function toVolume(row: Row): RecordOf<'Volume'> {
  const rawState = textOf(row['status']);
  return {
    nativeId: row.id,
    name: textOf(row['name']),
    zone: nameWithin(row['availability_zone']),
    state: meaningOf(STATES, rawState) ?? 'UNKNOWN',
    rawState,
    tags: tagsOf(row['tags']),
    createdAt: momentOf(row['creation_time']),
    sizeGiB: gibOf(row['size']),
    volumeType: textOf(row['volume_type']),
    iops: wholeOf(row['iops']),
    encrypted: booleanOf(row['encrypted']),
    snapshotId: textOf(row['cloud_volume_snapshot_id']),
    native: row,
  };
}
