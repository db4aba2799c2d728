import { describe, expect, it } from 'vitest';
import { connector } from '../../../../functions/connectors/aws/connector.ts';
import { fakeAccount, runOnce } from '../../../../functions/sdk/testing.ts';
import { startPagedAws } from './paged-aws.ts';

const region = 'eu-west-1';
const credential = { accessKeyId: 'AKIATESTTESTTESTTEST', secretAccessKey: 'secret-canary-0123456789' };

const instance = (id: string, more = '') =>
  `<ownerId>111111111111</ownerId><instancesSet><item><instanceId>${id}</instanceId>${more}</item></instancesSet>`;
const alarm = (name: string) => ({
  AlarmArn: `arn:aws:cloudwatch:eu-west-1:1:alarm:${name}`,
  AlarmName: name,
  StateValue: 'OK',
  StateUpdatedTimestamp: 1_767_225_600,
});

async function connect(endpoint: string) {
  const account = await fakeAccount(connector, { credential, options: { endpoint } });
  return async (name: string, input: object = {}) => {
    const spec = connector.functions.find((candidate) => candidate.name === name)!;
    const { data, cursor } = await runOnce(spec, { region, ...input }, { account });
    return { rows: data as ({ nativeId: string } & Record<string, unknown>)[], cursor };
  };
}

describe('one call is one page', () => {
  it.each([
    ['aws.listInstances', 'DescribeInstances', 50, [[instance('i-1')], [], [instance('i-2'), instance('i-3')]]],
    [
      'aws.listVolumes',
      'DescribeVolumes',
      200,
      [['<volumeId>i-1</volumeId>'], [], ['<volumeId>i-2</volumeId>', '<volumeId>i-3</volumeId>']],
    ],
    [
      'aws.listSecurityGroups',
      'DescribeSecurityGroups',
      100,
      [['<groupId>i-1</groupId>'], [], ['<groupId>i-2</groupId>', '<groupId>i-3</groupId>']],
    ],
    [
      'aws.listFunctions',
      'ListFunctions',
      50,
      [[{ FunctionName: 'i-1' }], [], [{ FunctionName: 'i-2' }, { FunctionName: 'i-3' }]],
    ],
    ['aws.listAlarms', 'DescribeAlarms', 100, [[alarm('i-1')], [], [alarm('i-2'), alarm('i-3')]]],
  ] as const)('%s: the cursor leads on, over an empty page, to the last', async (name, operation, pageSize, pages) => {
    await using aws = await startPagedAws({ [operation]: pages });
    const call = await connect(aws.url);
    const first = await call(name);
    expect(first.cursor).toBe('page-1');
    const second = await call(name, { cursor: first.cursor });
    expect(second).toEqual({ rows: [], cursor: 'page-2' });
    const third = await call(name, { cursor: second.cursor });
    expect(third.cursor).toBeUndefined();
    expect([...first.rows, ...third.rows].map(({ nativeId }) => nativeId.split(':').at(-1))).toEqual([
      'i-1',
      'i-2',
      'i-3',
    ]);
    expect(aws.requests).toEqual([null, 'page-1', 'page-2'].map((token) => ({ operation, token, pageSize })));
  });

  it('aws.listIpAddresses: EC2 does not page addresses, so there is one page', async () => {
    await using aws = await startPagedAws({
      DescribeAddresses: [['<allocationId>eipalloc-1</allocationId><publicIp>203.0.113.7</publicIp>']],
    });
    const call = await connect(aws.url);
    expect(await call('aws.listIpAddresses')).toMatchObject({
      rows: [{ nativeId: 'eipalloc-1', state: 'AVAILABLE' }],
      cursor: undefined,
    });
    expect(aws.requests).toEqual([{ operation: 'DescribeAddresses', token: null, pageSize: null }]);
  });

  it('of named functions may be empty and lead on', async () => {
    await using aws = await startPagedAws({ ListFunctions: [[{ FunctionName: 'a' }], [{ FunctionName: 'b' }]] });
    const call = await connect(aws.url);
    const first = await call('aws.listFunctions', { nativeIds: ['b'] });
    expect(first).toEqual({ rows: [], cursor: 'page-1' });
    expect((await call('aws.listFunctions', { nativeIds: ['b'], cursor: first.cursor })).rows).toMatchObject([
      { nativeId: 'b' },
    ]);
  });
});

describe('what moto never says', () => {
  it.each([
    ['pending', 'PENDING'],
    ['running', 'RUNNING'],
    ['shutting-down', 'STOPPING'],
    ['stopping', 'STOPPING'],
    ['stopped', 'STOPPED'],
    ['terminated', 'TERMINATED'],
    ['hibernating', 'UNKNOWN'],
    ['constructor', 'UNKNOWN'],
  ])('an instance that is %s is %s', async (rawState, state) => {
    const record = instance('i-1', `<instanceState><code>0</code><name>${rawState}</name></instanceState>`);
    await using aws = await startPagedAws({ DescribeInstances: [[record]] });
    const call = await connect(aws.url);
    expect((await call('aws.listInstances')).rows).toMatchObject([{ state, rawState }]);
  });

  it('an instance without a state is unknown, not gone', async () => {
    await using aws = await startPagedAws({ DescribeInstances: [[instance('i-1')]] });
    const call = await connect(aws.url);
    expect((await call('aws.listInstances')).rows).toMatchObject([
      { state: 'UNKNOWN', rawState: null, zone: null, launchedAt: null, vcpus: null },
    ]);
  });

  it('the processors and all addresses of an instance with two interfaces', async () => {
    const card = (own: string, outer: string) =>
      `<item><privateIpAddressesSet><item><privateIpAddress>${own}</privateIpAddress><association><publicIp>${outer}</publicIp></association></item></privateIpAddressesSet></item>`;
    const record = instance(
      'i-1',
      `<cpuOptions><coreCount>4</coreCount><threadsPerCore>2</threadsPerCore></cpuOptions><privateIpAddress>10.0.0.1</privateIpAddress>` +
        `<networkInterfaceSet>${card('10.0.0.1', '203.0.113.1')}${card('10.0.0.2', '203.0.113.2')}</networkInterfaceSet>`,
    );
    await using aws = await startPagedAws({ DescribeInstances: [[record]] });
    const call = await connect(aws.url);
    expect((await call('aws.listInstances')).rows).toMatchObject([
      { vcpus: 8, privateIps: ['10.0.0.1', '10.0.0.2'], publicIps: ['203.0.113.1', '203.0.113.2'] },
    ]);
  });

  it('a page of instances as large as those of a cluster fits into one reply', async () => {
    const cards = Array.from(
      { length: 60 },
      (_, at) =>
        `<item><privateIpAddress>10.0.0.${at}</privateIpAddress><privateDnsName>ip-10-0-0-${at}.eu-west-1.compute.internal</privateDnsName></item>`,
    );
    const tags = Array.from(
      { length: 50 },
      (_, at) =>
        `<item><key>k8s.io/cluster-autoscaler/node-template/${at}</key><value>${'v'.repeat(60)}</value></item>`,
    );
    const record = (at: number) =>
      instance(
        `i-${at}`,
        `<tagSet>${tags.join('')}</tagSet><networkInterfaceSet><item><privateIpAddressesSet>${cards.join('')}</privateIpAddressesSet></item></networkInterfaceSet>`,
      );
    await using aws = await startPagedAws({ DescribeInstances: [Array.from({ length: 50 }, (_, at) => record(at))] });
    const call = await connect(aws.url);
    const { rows } = await call('aws.listInstances');
    expect(rows).toHaveLength(50);
    expect(JSON.stringify(rows).length).toBeLessThan(1_000_000);
  });
});

describe('the credential', () => {
  it.each([
    ['nothing', {}],
    ['a role without an external id', { roleArn: 'arn:aws:iam::111111111111:role/a' }],
    ['a user', { roleArn: 'arn:aws:iam::111111111111:user/a', externalId: 'abcdef' }],
    ['keys with something else', { ...credential, region }],
  ])('is refused when it is %s', async (_what, given) => {
    await expect(fakeAccount(connector, { credential: given })).rejects.toThrow(/credential does not fit/);
  });

  it.each([
    ['a role', { roleArn: 'arn:aws-cn:iam::111111111111:role/path/a', externalId: 'abcdef' }],
    [
      'a role and the keys that assume it',
      { roleArn: 'arn:aws:iam::111111111111:role/a', externalId: 'abcdef', base: credential },
    ],
    ['temporary keys', { ...credential, sessionToken: 'token' }],
  ])('may be %s', async (_what, given) => {
    expect((await fakeAccount(connector, { credential: given })).credential).toEqual(given);
  });

  it.each(['file:///etc/passwd', 'localhost', ''])('goes to no endpoint like "%s"', async (endpoint) => {
    await expect(fakeAccount(connector, { credential, options: { endpoint } })).rejects.toThrow(/options do not fit/);
  });
});
