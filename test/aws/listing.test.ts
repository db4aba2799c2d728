import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVolumeCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, createRole, insideOf, runInstances, type Inside } from './account.ts';

const ACCOUNTS = ['210000000001', '210000000002', '210000000003'];
const REGIONS = ['us-east-1', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];
const LARGE = { accountId: ACCOUNTS[0]!, region: 'us-east-1' };
const SLICES = ACCOUNTS.flatMap((accountId) => REGIONS.map((region) => ({ accountId, region })));

const moto = inject('motoUrl');
/** Ids of the instances that were made, by account and region. */
const made = new Map<string, string[]>();

/** Three accounts, four regions, eleven slices of 17 instances and one of 120: 307. */
beforeAll(async () => {
  for (const { accountId, region } of SLICES) {
    const count = accountId === LARGE.accountId && region === LARGE.region ? 120 : 17;
    const inside = await insideOf(accountId, moto, region);
    made.set(`${accountId} ${region}`, await runInstances(inside, count, { Name: `web-${region}`, owner: accountId }));
  }
});

describe('instances of three accounts in four regions', () => {
  it('are 307', () => {
    expect([...made.values()].flat()).toHaveLength(307);
  });

  it.each(SLICES)('are listed for $accountId in $region, each once and no other', async ({ accountId, region }) => {
    const account = await connect(accountId, moto);
    const rows = await account.list('listInstances', { region });
    expect(rows.map(({ nativeId }) => nativeId).toSorted()).toEqual(made.get(`${accountId} ${region}`)!.toSorted());
    expect(new Set(rows.map(({ arn }) => String(arn).split('/')[0]))).toEqual(
      new Set([`arn:aws:ec2:${region}:${accountId}:instance`]),
    );
  });

  it('come a page at a time: 120 as 50, 50 and 20', async () => {
    const account = await connect(LARGE.accountId, moto);
    const pages = await account.pages('listInstances', { region: LARGE.region });
    expect(pages.map((page) => page.length)).toEqual([50, 50, 20]);
  });

  it('have the fields of the model, and null for what EC2 did not say', async () => {
    const account = await connect(ACCOUNTS[1]!, moto);
    const [row] = await account.list('listInstances', { region: 'eu-west-1' });
    expect(row).toMatchObject({
      name: 'web-eu-west-1',
      state: 'RUNNING',
      rawState: 'running',
      tags: expect.arrayContaining([{ key: 'owner', value: ACCOUNTS[1] }]),
      instanceType: 't3.micro',
      architecture: 'x86_64',
      zone: expect.stringMatching(/^eu-west-1[a-z]$/),
      privateIps: [expect.stringMatching(/^10\./)],
      networkId: expect.stringMatching(/^vpc-/),
      memoryMiB: null,
      keyName: null,
      createdAt: null,
    });
  });

  it('are read by id, and an id that is not there is simply absent', async () => {
    const account = await connect(ACCOUNTS[1]!, moto);
    const ids = made.get(`${ACCOUNTS[1]} eu-west-1`)!.slice(0, 3);
    const rows = await account.list('listInstances', {
      region: 'eu-west-1',
      nativeIds: [...ids, 'i-0123456789abcdef0'],
    });
    expect(rows.map(({ nativeId }) => nativeId).toSorted()).toEqual(ids.toSorted());
  });
});

describe('what belongs to one account', () => {
  const accountId = '210000000009';
  const region = 'eu-west-1';
  let inside: Inside;
  let ec2: EC2Client;
  beforeAll(async () => {
    inside = await insideOf(accountId, moto, region);
    ec2 = new EC2Client(inside);
  });

  it('verify names the account and the regions', async () => {
    const account = await connect(accountId, moto);
    const { data } = await account.run('verify', {});
    expect(data).toEqual({ accountId, regions: expect.arrayContaining(REGIONS) });
  });

  it('volumes say what they are attached to', async () => {
    const [instanceId] = await runInstances(inside, 1);
    const free = await ec2.send(
      new CreateVolumeCommand({ AvailabilityZone: 'eu-west-1a', Size: 7, VolumeType: 'gp3', Encrypted: true }),
    );
    const account = await connect(accountId, moto);
    const rows = await account.list('listVolumes', { region });
    expect(rows).toContainEqual(
      expect.objectContaining({ state: 'IN_USE', attachments: [expect.objectContaining({ instanceId })] }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({
        nativeId: free.VolumeId,
        state: 'AVAILABLE',
        sizeGiB: 7,
        volumeType: 'gp3',
        encrypted: true,
        attachments: [],
      }),
    );
    expect(
      await account.list('listVolumes', { region, nativeIds: [free.VolumeId!, 'vol-0123456789abcdef0'] }),
    ).toHaveLength(1);
  });

  it('security groups have one rule for each peer', async () => {
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'the web', VpcId: Vpcs![0]!.VpcId! }),
    );
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'all' }, { CidrIp: '10.0.0.0/8' }],
          },
          { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId }] },
        ],
      }),
    );
    const account = await connect(accountId, moto);
    const [group] = await account.list('listSecurityGroups', { region, nativeIds: [GroupId!] });
    expect(group).toMatchObject({ name: 'web', description: 'the web', networkId: Vpcs![0]!.VpcId });
    const rule = { direction: 'INGRESS', protocol: 'tcp', fromPort: 443, toPort: 443, peerId: null };
    expect(group!['rules']).toEqual(
      expect.arrayContaining([
        { ...rule, cidr: '0.0.0.0/0', description: 'all' },
        { ...rule, cidr: '10.0.0.0/8', description: null },
        {
          direction: 'INGRESS',
          protocol: 'all',
          fromPort: null,
          toPort: null,
          cidr: null,
          peerId: GroupId,
          description: null,
        },
        {
          direction: 'EGRESS',
          protocol: 'all',
          fromPort: null,
          toPort: null,
          cidr: '0.0.0.0/0',
          peerId: null,
          description: null,
        },
      ]),
    );
  });

  it('addresses are in use or free', async () => {
    const [instanceId] = await runInstances(inside, 1);
    const used = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
    const free = await ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
    await ec2.send(new AssociateAddressCommand({ AllocationId: used.AllocationId, InstanceId: instanceId }));
    const account = await connect(accountId, moto);
    const rows = await account.list('listIpAddresses', { region });
    expect(rows).toHaveLength(2);
    expect(rows).toContainEqual(
      expect.objectContaining({ nativeId: used.AllocationId, address: used.PublicIp, state: 'IN_USE', instanceId }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({
        nativeId: free.AllocationId,
        state: 'AVAILABLE',
        instanceId: null,
        associationId: null,
      }),
    );
    expect(await account.list('listIpAddresses', { region, nativeIds: [free.AllocationId!] })).toHaveLength(1);
  });

  it('functions are listed without their environment', async () => {
    const Role = await createRole(inside, accountId);
    for (const FunctionName of ['resize', 'mail'])
      await new LambdaClient(inside).send(
        new CreateFunctionCommand({
          FunctionName,
          Role,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Code: { ZipFile: Buffer.from('not run') },
          MemorySize: 256,
          Environment: { Variables: { PASSWORD: 'environment-canary-0123456789' } },
        }),
      );
    const account = await connect(accountId, moto);
    const rows = await account.list('listFunctions', { region });
    expect(rows.map(({ nativeId }) => nativeId).toSorted()).toEqual(['mail', 'resize']);
    expect(rows[0]).toMatchObject({
      state: null,
      tags: null,
      attributes: { runtime: 'nodejs22.x', memoryMiB: 256, roleArn: Role },
    });
    expect(JSON.stringify(rows)).not.toContain('environment-canary');
    expect(await account.list('listFunctions', { region, nativeIds: ['mail', 'gone'] })).toEqual([
      expect.objectContaining({ nativeId: 'mail' }),
    ]);
  });
});
