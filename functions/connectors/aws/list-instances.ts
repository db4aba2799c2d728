import { DescribeInstancesCommand, type Instance, type InstanceStateName } from '@aws-sdk/client-ec2';
import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2, nameOf, onlyIds, tagsOf } from './ec2.ts';
import { arnOf, momentOf, stateOf, type State } from './fields.ts';

const STATES: Record<InstanceStateName, State> = {
  pending: 'PENDING',
  running: 'RUNNING',
  'shutting-down': 'STOPPING',
  stopped: 'STOPPED',
  stopping: 'STOPPING',
  terminated: 'TERMINATED',
};

/** One page, about 50, of the EC2 instances of one region: with many interfaces and tags one has 15 KB and more. */
export const listInstances = defineList<'Instance', AwsCredential, AwsOptions>({
  name: 'aws.listInstances',
  kind: 'Instance',
  permissions: ['ec2:DescribeInstances'],
  quota: { callsPerSecond: 10, per: ['account', 'region'] },
  sensitive: ['UserData'],
  async run({ region, cursor, nativeIds }, context) {
    const command = new DescribeInstancesCommand({
      MaxResults: 50,
      NextToken: cursor,
      ...onlyIds('instance-id', nativeIds),
    });
    const page = await ec2(context, region).send(command);
    const items = (page.Reservations ?? []).flatMap(({ OwnerId, Instances }) =>
      (Instances ?? []).map((instance) =>
        toInstance(instance, arnOf('ec2', region, OwnerId, `instance/${instance.InstanceId}`)),
      ),
    );
    return { items, cursor: page.NextToken };
  },
});

function toInstance(instance: Instance, arn: string | null): RecordOf<'Instance'> {
  const { CoreCount, ThreadsPerCore } = instance.CpuOptions ?? {};
  return {
    nativeId: instance.InstanceId!,
    arn,
    name: nameOf(instance.Tags),
    zone: instance.Placement?.AvailabilityZone ?? null,
    state: stateOf(STATES, instance.State?.Name),
    rawState: instance.State?.Name ?? null,
    tags: tagsOf(instance.Tags),
    createdAt: null, // EC2 says only when it was last started
    instanceType: instance.InstanceType ?? null,
    vcpus: CoreCount && ThreadsPerCore ? CoreCount * ThreadsPerCore : null,
    memoryMiB: null, // of the type, not of the instance
    architecture: instance.Architecture ?? null,
    platform: instance.PlatformDetails ?? instance.Platform ?? null,
    imageId: instance.ImageId ?? null,
    ...addressesOf(instance),
    networkId: instance.VpcId ?? null,
    subnetId: instance.SubnetId ?? null,
    securityGroupIds: (instance.SecurityGroups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    keyName: instance.KeyName ?? null,
    launchedAt: momentOf(instance.LaunchTime),
    native: instance,
  };
}

/** The IPv4 addresses of all interfaces; the instance's own fields have those of the first alone. */
function addressesOf({ NetworkInterfaces, PublicIpAddress, PrivateIpAddress }: Instance) {
  const addresses = (NetworkInterfaces ?? []).flatMap((card) => card.PrivateIpAddresses ?? []);
  const unique = (ips: readonly (string | undefined)[]) => [...new Set(ips.filter((ip) => ip !== undefined))];
  return {
    publicIps: unique([PublicIpAddress, ...addresses.map(({ Association }) => Association?.PublicIp)]),
    privateIps: unique([PrivateIpAddress, ...addresses.map((address) => address.PrivateIpAddress)]),
  };
}
