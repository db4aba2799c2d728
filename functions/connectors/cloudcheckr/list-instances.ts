import { defineList, momentOf, type RecordOf, type Row, type State } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { nameTagOf, rowsOf, stateOf, tagsOf, textOf } from './fields.ts';
import { inventoryPage } from './inventory.ts';

/** EC2's own words. */
const STATES: Readonly<Record<string, State>> = {
  pending: 'PENDING',
  running: 'RUNNING',
  'shutting-down': 'STOPPING',
  stopped: 'STOPPED',
  stopping: 'STOPPING',
  terminated: 'TERMINATED',
};

/** One page of the EC2 instances of all regions, as CloudCheckr last saw them. */
export const listInstances = defineList<'Instance', CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.listInstances',
  kind: 'Instance',
  scope: 'ACCOUNT',
  permissions: ['inventory/get_resources_ec2_details_V4'],
  quota: null,
  run: (input, context) =>
    inventoryPage(
      context,
      {
        call: 'inventory/get_resources_ec2_details_V4',
        rows: 'Ec2Instances',
        id: 'InstanceId',
        idsParameter: 'instance_ids',
      },
      input,
      toInstance,
    ),
});

export function toInstance(row: Row, nativeId: string): RecordOf<'Instance'> {
  const rawState = textOf(row['Status']);
  return {
    nativeId,
    arn: null,
    name: textOf(row['InstanceName']) ?? nameTagOf(row),
    zone: textOf(row['AvailabilityZone']),
    state: stateOf(STATES, rawState),
    rawState,
    tags: tagsOf(row),
    createdAt: null, // EC2 says only when it was last started
    instanceType: textOf(row['InstanceType']),
    platform: textOf(row['Platform']),
    imageId: textOf(row['AMI']),
    publicIps: addressesOf(row, 'PublicIpAddress'),
    privateIps: addressesOf(row, 'PrivateIpAddress'),
    networkId: textOf(row['VpcId']),
    subnetId: textOf(row['SubnetId']),
    securityGroupIds: rowsOf(row['SecurityGroups'])?.flatMap(({ GroupId }) => textOf(GroupId) ?? []) ?? null,
    launchedAt: momentOf(row['LaunchTime']),
    native: row,
  };
}

/** Null where the field is absent: an instance without an address has the field, and nothing in it. */
function addressesOf(row: Row, field: string): string[] | null {
  if (!(field in row)) return null;
  const address = textOf(row[field]);
  return address === null ? [] : [address];
}
