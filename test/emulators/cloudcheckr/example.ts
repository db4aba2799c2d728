/** A small AWS account as CloudCheckr would show it: every oddity that its public samples have is in here. */
import type { Holdings } from './holdings.ts';

const VIRGINIA = 'US East (Northern Virginia)';
const IRELAND = 'EU (Ireland)';
const hex = (number: number, length: number) => number.toString(16).padStart(length, '0');

/** The ids begin with the account's number, so that no two accounts hold the same. */
export function exampleHoldings({ id }: { readonly id: number }): Holdings {
  const ids = (prefix: string) => (index: number) => `${prefix}-${hex(id, 5)}${hex(index, 12)}`;
  const [instance, volume, group] = [ids('i'), ids('vol'), ids('sg')] as const;
  return {
    instances: [
      exampleInstance(instance(1), { InstanceName: 'web', Status: 'running', PublicIpAddress: '203.0.113.7' }),
      exampleInstance(instance(2), { InstanceName: 'batch', Status: 'stopped' }),
      exampleInstance(instance(3), { Status: 'hibernated', Region: IRELAND, AvailabilityZone: 'eu-west-1b' }),
    ],
    volumes: [
      exampleVolume(volume(1), {
        Attachments: [{ InstanceId: instance(1), Device: '/dev/xvda', DeleteOnTermination: true }],
      }),
      exampleVolume(volume(2), { Status: 'available', Encrypted: false, Attachments: [] }),
    ],
    securityGroups: [
      {
        GroupId: group(1),
        GroupName: 'web',
        VpcId: 'vpc-00000001',
        Region: VIRGINIA,
        InboundIps: [
          { IpRange: '0.0.0.0/0', ProtocolPort: 'TCP 443' },
          { IpRange: '10.0.0.0/8', ProtocolPort: 'TCP 8000-8080' },
        ],
        Instances: [{ InstanceId: instance(1) }],
      },
    ],
    iamUsers: [exampleUser('alice', true), exampleUser('bob', false)],
    checks: [
      {
        CheckId: 24,
        Name: 'EBS Volumes Not Encrypted',
        Category: 'Security',
        Importance: 'High',
        CountOfResults: 1,
        Results: [`Volume ID: ${volume(2)} | Region: ${VIRGINIA} | Size: 8 GiB | Monthly Cost: $0.80`],
      },
      {
        CheckId: 107,
        Name: 'Idle EC2 Instances',
        Category: 'Cost',
        Importance: 'Medium',
        CountOfResults: 2,
        Results: [
          `Instance ID: <a href="https://app.cloudcheckr.example/i?id=1|2" target="_blank">${instance(1)}</a> | Name: web &amp; api | Launched: 2018-10-12T13:11:01 |  | Savings: $12.00`,
          `Instance ID: ${instance(2)}|Name:batch|stopped for 30 days`,
        ],
      },
      {
        CheckId: 311,
        Name: 'IAM Users Without MFA',
        Importance: 'High',
        CountOfResults: 1,
        Results: ['IAM User: bob | Password enabled'],
      },
      { CheckId: 9, Name: 'Root Account Has Access Keys', Importance: 'Low', CountOfResults: 0, Results: [] },
    ],
  };
}

/** The fields that the public sample of an instance has. */
export function exampleInstance(id: string, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    HostId: '',
    Instance: id,
    InstanceId: id,
    InstanceName: '',
    Status: 'running',
    Cost: 55,
    Region: VIRGINIA,
    PricingType: 'OnDemand',
    Platform: 'Linux/UNIX',
    InstanceType: 'm5.large',
    AvailabilityZone: 'us-east-1a',
    AMI: 'ami-00000001',
    LaunchTime: '2018-10-12T13:11:01',
    PrivateIpAddress: '10.0.0.7',
    PublicIpAddress: null,
    StateTransitionMessage: 'User initiated (2018-10-12 13:15:21 GMT)',
    SubnetId: 'subnet-00000001',
    VpcId: 'vpc-00000001',
    AvgCpuforLast7Days: null,
    MinimumCpuUtilizationDateTime: '0001-01-01T00:00:00',
    ResourceTags: [{ Key: 'Team', Value: null }],
    SecurityGroups: [{ GroupId: 'sg-00000001', GroupName: 'web' }],
    ...fields,
  };
}

function exampleVolume(id: string, fields: Readonly<Record<string, unknown>> = {}) {
  return {
    VolumeId: id,
    Status: 'in-use',
    SizeGiB: 8,
    Type: 'gp2',
    IOPS: 100,
    Encrypted: true,
    KmsKeyId: null,
    SnapshotId: '',
    SnapshotCount: 0,
    Created: '2018-10-12T13:11:02',
    Region: VIRGINIA,
    AvailabilityZone: 'us-east-1a',
    ResourceTags: [],
    Attachments: [],
    Costs: [{ VolumeType: 'gp2', MonthlyCost: 0.8, CurrentCost: true }],
    ...fields,
  };
}

function exampleUser(name: string, hasMfa: boolean) {
  return {
    UserName: name,
    LastModified: '2018-02-02T20:36:19Z',
    LastUsed: null,
    HasMfa: hasMfa,
    Groups: [],
    AccessKeys: [{ AccessKeyId: 'AKIA0000000000000000', Status: 'Active', CreateDate: '2018-10-02T14:14:00Z' }],
    Policies: [{ PolicyName: 'IAMUserChangePassword', PolicyId: 1 }],
    UserCredential: {
      Arn: `arn:aws:iam::123456789012:user/${name}`,
      UserCreationTime: '2018-02-02T20:36:19',
      PasswordEnabled: true,
      PasswordLastUsed: null,
      AccessKey1LastUsedDate: '2018-11-18T12:22:00',
      AccessKey2LastUsedRegion: 'N/A',
    },
  };
}
