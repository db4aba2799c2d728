import { DescribeSecurityGroupsCommand, type IpPermission, type SecurityGroup } from '@aws-sdk/client-ec2';
import { defineList, type RecordOf } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { ec2, onlyIds, tagsOf } from './ec2.ts';
import { arnOf } from './fields.ts';

type Rule = NonNullable<RecordOf<'SecurityGroup'>['rules']>[number];

/** One page, at most 100, of the security groups of one region. */
export const listSecurityGroups = defineList<'SecurityGroup', AwsCredential, AwsOptions>({
  name: 'aws.listSecurityGroups',
  kind: 'SecurityGroup',
  permissions: ['ec2:DescribeSecurityGroups'],
  quota: { callsPerSecond: 10, per: ['account', 'region'] },
  async run({ region, cursor, nativeIds }, context) {
    const command = new DescribeSecurityGroupsCommand({
      MaxResults: 100,
      NextToken: cursor,
      ...onlyIds('group-id', nativeIds),
    });
    const page = await ec2(context, region).send(command);
    return {
      items: (page.SecurityGroups ?? []).map((group) => toSecurityGroup(group, region)),
      cursor: page.NextToken,
    };
  },
});

function toSecurityGroup(group: SecurityGroup, region: string): RecordOf<'SecurityGroup'> {
  return {
    nativeId: group.GroupId!,
    arn: group.SecurityGroupArn ?? arnOf('ec2', region, group.OwnerId, `security-group/${group.GroupId}`),
    name: group.GroupName ?? null,
    tags: tagsOf(group.Tags),
    description: group.Description ?? null,
    networkId: group.VpcId ?? null,
    rules: [
      ...(group.IpPermissions ?? []).flatMap((permission) => toRules('INGRESS', permission)),
      ...(group.IpPermissionsEgress ?? []).flatMap((permission) => toRules('EGRESS', permission)),
    ],
    native: group,
  };
}

/** EC2 puts all peers of one protocol and port range together; a rule of the model has one peer. */
function toRules(direction: Rule['direction'], permission: IpPermission): Rule[] {
  const peers = [
    ...(permission.IpRanges ?? []).map(({ CidrIp, Description }) => ({
      cidr: CidrIp,
      peerId: null,
      description: Description,
    })),
    ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) => ({
      cidr: CidrIpv6,
      peerId: null,
      description: Description,
    })),
    ...(permission.UserIdGroupPairs ?? []).map(({ GroupId, Description }) => ({
      cidr: null,
      peerId: GroupId,
      description: Description,
    })),
    ...(permission.PrefixListIds ?? []).map(({ PrefixListId, Description }) => ({
      cidr: null,
      peerId: PrefixListId,
      description: Description,
    })),
  ];
  return peers.map(({ cidr, peerId, description }) => ({
    direction,
    protocol: permission.IpProtocol === '-1' ? 'all' : (permission.IpProtocol ?? 'all'),
    fromPort: portOf(permission.FromPort),
    toPort: portOf(permission.ToPort),
    cidr: cidr ?? null,
    peerId: peerId ?? null,
    description: description || null,
  }));
}

/** EC2 writes -1 for all ports, or all types of ICMP. */
function portOf(port: number | undefined): number | null {
  return port === undefined || port === -1 ? null : port;
}
