import { DescribeAddressesCommand, type Address } from '@aws-sdk/client-ec2';
import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2, nameOf, onlyIds, tagsOf } from './ec2.ts';

/** All elastic IP addresses of one region: EC2 does not page them. */
export const listIpAddresses = defineList<'IpAddress', AwsCredential, AwsOptions>({
  name: 'aws.listIpAddresses',
  kind: 'IpAddress',
  permissions: ['ec2:DescribeAddresses'],
  quota: { callsPerSecond: 10, per: ['account', 'region'] },
  async run({ region, nativeIds }, context) {
    const { Addresses } = await ec2(context, region).send(
      new DescribeAddressesCommand(onlyIds('allocation-id', nativeIds)),
    );
    return { items: (Addresses ?? []).map(toIpAddress) };
  },
});

function toIpAddress(address: Address): RecordOf<'IpAddress'> {
  return {
    nativeId: address.AllocationId ?? address.PublicIp!,
    name: nameOf(address.Tags),
    zone: null,
    state: address.AssociationId ? 'IN_USE' : 'AVAILABLE',
    rawState: null, // EC2 has no word for it
    tags: tagsOf(address.Tags),
    address: address.PublicIp ?? null,
    instanceId: address.InstanceId || null,
    interfaceId: address.NetworkInterfaceId || null,
    associationId: address.AssociationId || null,
    native: address,
  };
}
