import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { DeleteVolumeCommand, CreateVolumeCommand, EC2Client } from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { insideOf, roleIn, runInstances } from './account.ts';
import { act, createProvider, ended, providerState, REGIONS, resources, sync } from './api.ts';
import { denial, expiry, outage, startFaultProxy, throttling, type Fault, type FaultProxy } from './fault-proxy.ts';

const ACCOUNTS = ['260000000001', '260000000002', '260000000003'];
/** Eleven slices of 20 and one of 90, which is two pages: 310. */
const countOf = (accountId: string, region: string) => (accountId === ACCOUNTS[0] && region === REGIONS[0] ? 90 : 20);
/** More than six attempts and the waits between them take, so that only a hang meets it. */
const CALL_TIMEOUT_MS = 10_000;

const moto = inject('motoUrl');
const proxies: FaultProxy[] = [];
/** Ids of the providers, in the order of the accounts. */
const ids: string[] = [];
let gateway: TestGateway;

/** Each account has a proxy of its own, so that a fault meets that account alone. */
beforeAll(async () => {
  for (const accountId of ACCOUNTS)
    for (const region of REGIONS)
      await runInstances(await insideOf(accountId, moto, region), countOf(accountId, region));
  gateway = await startGateway({
    flags: {
      'call-timeout-ms': CALL_TIMEOUT_MS,
      'request-timeout-ms': CALL_TIMEOUT_MS + 5_000,
      'alarm-poll-interval-ms': 500,
    },
  });
  for (const accountId of ACCOUNTS) {
    const proxy = await startFaultProxy(moto);
    proxies.push(proxy);
    const { data, errors } = await createProvider(gateway, accountId, proxy.url);
    if (errors) throw new Error(JSON.stringify(errors));
    ids.push(data!.createProvider.provider.id as string);
    await ended(gateway, data!.createProvider.operation.id as string);
  }
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await Promise.all(proxies.map((proxy) => proxy[Symbol.asyncDispose]()));
});

const instancesOf = (id: string, regions?: readonly string[]) => ({
  providerIds: [id],
  kinds: ['Instance'],
  ...(regions && { regions }),
});

describe('three accounts in four regions', () => {
  it('hold 310 instances, all of them known, nothing missing', async () => {
    expect(await resources(gateway, { kinds: ['Instance'] })).toMatchObject({
      totalCount: 310,
      complete: true,
      missing: [],
    });
  });

  it.each(ACCOUNTS.flatMap((accountId, at) => REGIONS.map((region) => ({ accountId, at, region }))))(
    '$accountId in $region has its own',
    async ({ accountId, at, region }) => {
      const { nodes, complete } = await resources(gateway, instancesOf(ids[at]!, [region]));
      expect(complete).toBe(true);
      expect(new Set(nodes.map(({ nativeId }) => nativeId)).size).toBe(countOf(accountId, region));
    },
  );

  it('are all ready, each under the number that AWS gives it', async () => {
    const { providers } = await gateway.data(`{ providers { nodes { accountId state stateCode regions } } }`);
    expect(providers.nodes).toEqual(
      ACCOUNTS.map((accountId) => ({ accountId, state: 'READY', stateCode: null, regions: REGIONS })),
    );
  });
});

const FAULTS: readonly [what: string, fault: Fault, code: string][] = [
  ['throttles for longer than the call may take', throttling(60), 'PROVIDER_THROTTLED'],
  ['throttles on and on', throttling(), 'PROVIDER_THROTTLED'],
  ['denies', denial('ec2:DescribeInstances'), 'PROVIDER_PERMISSION_DENIED'],
  ['fails', outage, 'PROVIDER_UNAVAILABLE'],
  ['resets connections', { type: 'reset' }, 'PROVIDER_UNAVAILABLE'],
  ['sends half answers', { type: 'half' }, 'PROVIDER_UNAVAILABLE'],
  ['hangs', { type: 'hang' }, 'FUNCTION_TIMEOUT'],
];

describe.each(FAULTS)('an account that %s in one region', (_what, fault, code) => {
  it('says so, keeps all that was known, disturbs no other, and recovers', async () => {
    const [id, region] = [ids[0]!, REGIONS[0]!];
    const before = await resources(gateway, { kinds: ['Instance'] });
    {
      using injected = proxies[0]!.inject({ service: 'ec2', operation: 'DescribeInstances', region }, fault);
      expect((await sync(gateway, id)).state).toBe('PARTIAL');
      expect(injected.hits).toBeGreaterThan(0);
      const during = await resources(gateway, { kinds: ['Instance'] });
      expect(during.complete).toBe(false);
      expect(during.missing).toEqual([
        { kind: 'Instance', region, code, message: expect.any(String), listedAt: expect.any(String) },
      ]);
      expect(during.nodes).toEqual(before.nodes);
      expect(during.nodes.filter(({ missingSince }) => missingSince)).toEqual([]);
      expect(await providerState(gateway, id)).toEqual({ state: 'DEGRADED', stateCode: code });
    }
    expect((await sync(gateway, id)).state).toBe('SUCCEEDED');
    expect(await resources(gateway, { kinds: ['Instance'] })).toMatchObject({
      totalCount: 310,
      complete: true,
      missing: [],
    });
    expect((await providerState(gateway, id)).state).toBe('READY');
  });
});

describe('a fault that passes', () => {
  it('is retried: a sync with a throttled and a reset call succeeds', async () => {
    using throttled = proxies[1]!.inject({ operation: 'DescribeInstances' }, throttling(), 1);
    using reset = proxies[1]!.inject({ operation: 'DescribeVolumes' }, { type: 'reset' }, 1);
    expect((await sync(gateway, ids[1]!)).state).toBe('SUCCEEDED');
    expect([throttled.hits, reset.hits]).toEqual([1, 1]);
  });
});

describe('a second page that fails', () => {
  it('marks nothing missing, not even what only that page shows', async () => {
    const [id, region] = [ids[0]!, REGIONS[0]!];
    {
      using _injected = proxies[0]!.inject(
        { operation: 'DescribeInstances', region, body: /NextToken=/ },
        denial('ec2:DescribeInstances'),
      );
      await sync(gateway, id, { kinds: ['Instance'], regions: [region] });
      const { totalCount, complete, nodes } = await resources(gateway, instancesOf(id, [region]));
      expect({ totalCount, complete }).toEqual({ totalCount: 90, complete: false });
      expect(nodes.filter(({ missingSince }) => missingSince)).toEqual([]);
    }
    await sync(gateway, id, { kinds: ['Instance'], regions: [region] });
  });
});

describe('a credential that expires', () => {
  it('fails the provider with its code, keeps its rows, and a sync after its renewal mends it', async () => {
    const id = ids[2]!;
    {
      using _injected = proxies[2]!.inject({}, expiry);
      await sync(gateway, id); // may join a poll of alarms that began before
      expect((await sync(gateway, id)).state).toBe('FAILED');
      expect(await providerState(gateway, id)).toEqual({ state: 'FAILED', stateCode: 'PROVIDER_CREDENTIAL_REJECTED' });
      const { totalCount, complete, missing } = await resources(gateway, instancesOf(id));
      expect({ totalCount, complete }).toEqual({ totalCount: 80, complete: false });
      expect(missing.map(({ region, code }) => `${region} ${code}`).toSorted()).toEqual(
        REGIONS.map((region) => `${region} PROVIDER_CREDENTIAL_REJECTED`).toSorted(),
      );
      expect((await resources(gateway, instancesOf(ids[1]!))).complete).toBe(true);
    }
    await sync(gateway, id); // as above
    expect((await sync(gateway, id)).state).toBe('SUCCEEDED');
    expect(await providerState(gateway, id)).toEqual({ state: 'READY', stateCode: null });
  });

  it('or was never right adds no provider', async () => {
    using _injected = proxies[2]!.inject(
      { operation: 'AssumeRole', body: /wrong-external-id/ },
      { ...denial('sts:AssumeRole'), code: 'AccessDenied' },
    );
    const accountId = '260000000009';
    const { errors } = await createProvider(gateway, accountId, proxies[2]!.url, {
      ...roleIn(accountId),
      externalId: 'wrong-external-id',
    });
    expect(errors).toMatchObject([{ extensions: { code: 'PROVIDER_CREDENTIAL_REJECTED' } }]);
    const { providers } = await gateway.data(`{ providers { totalCount } }`);
    expect(providers.totalCount).toBe(3);
  });
});

describe('a hang', () => {
  it('holds a live query no longer than its deadline, which then answers with what is known', async () => {
    const [id, region] = [ids[1]!, REGIONS[1]!];
    {
      using _injected = proxies[1]!.inject({ operation: 'DescribeInstances', region }, { type: 'hang' });
      const startedAt = performance.now();
      const listing = await resources(gateway, instancesOf(id, [region]), '0s');
      const tookMs = performance.now() - startedAt;
      expect(tookMs).toBeGreaterThan(CALL_TIMEOUT_MS - 100);
      expect(tookMs).toBeLessThan(CALL_TIMEOUT_MS + 1_500);
      expect(listing).toMatchObject({
        totalCount: 20,
        complete: false,
        missing: [{ kind: 'Instance', region, code: 'FUNCTION_TIMEOUT' }],
      });
    }
    expect(await resources(gateway, instancesOf(id, [region]), '0s')).toMatchObject({ totalCount: 20, complete: true });
  });
});

describe('actions', () => {
  it('stop and start instances of two accounts, and the inventory follows', async () => {
    const chosen = [];
    for (const id of [ids[0]!, ids[1]!])
      chosen.push(...(await resources(gateway, instancesOf(id, [REGIONS[2]!]))).nodes.slice(0, 2));
    const chosenIds = chosen.map(({ id }) => id);
    const states = async () => {
      const { nodes } = await resources(gateway, { kinds: ['Instance'], regions: [REGIONS[2]!] });
      return chosenIds.map((id) => nodes.find((node) => node.id === id)?.state);
    };
    expect(await act(gateway, 'stopInstances', chosenIds)).toMatchObject({ state: 'SUCCEEDED' });
    expect(await states()).toEqual(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED']);
    expect(await act(gateway, 'startInstances', chosenIds)).toMatchObject({ state: 'SUCCEEDED' });
    expect(await states()).toEqual(['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
  });

  it('that AWS denies fail for each instance with the permission named, and change nothing', async () => {
    using injected = proxies[0]!.inject({ operation: 'StopInstances' }, denial('ec2:StopInstances'));
    const [first, second] = (await resources(gateway, instancesOf(ids[0]!, [REGIONS[3]!]))).nodes;
    const operation = await act(gateway, 'stopInstances', [first!.id, second!.id]);
    expect(operation.state).toBe('FAILED');
    for (const { outcome, error } of operation.items)
      expect({ outcome, error }).toEqual({
        outcome: 'FAILED',
        error: { code: 'PROVIDER_PERMISSION_DENIED', message: expect.stringContaining('ec2:StopInstances') },
      });
    expect(injected.hits).toBe(1);
  });
});

describe('what is really gone', () => {
  it('is marked missing by the next complete listing, and only that', async () => {
    const [id, region] = [ids[1]!, REGIONS[0]!];
    const ec2 = new EC2Client(await insideOf(ACCOUNTS[1]!, moto, region));
    const { VolumeId } = await ec2.send(new CreateVolumeCommand({ AvailabilityZone: `${region}a`, Size: 1 }));
    const filter = { providerIds: [id], kinds: ['Volume'], regions: [region], includeMissing: true };
    await sync(gateway, id, { kinds: ['Volume'] });
    expect((await resources(gateway, filter)).nodes.filter(({ missingSince }) => missingSince)).toEqual([]);
    await ec2.send(new DeleteVolumeCommand({ VolumeId }));
    await sync(gateway, id, { kinds: ['Volume'] });
    const { nodes } = await resources(gateway, filter);
    expect(nodes.filter(({ missingSince }) => missingSince).map(({ nativeId }) => nativeId)).toEqual([VolumeId]);
  });
});

describe('alarms', () => {
  it('of CloudWatch reach a follower, with the instance they are about', async () => {
    const [id, region] = [ids[2]!, REGIONS[1]!];
    const [instance] = (await resources(gateway, instancesOf(id, [region]))).nodes;
    const { alarms } = await gateway.data(`{ alarms { cursor } }`);
    const cloudWatch = new CloudWatchClient(await insideOf(ACCOUNTS[2]!, moto, region));
    await cloudWatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'cpu',
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'InstanceId', Value: instance!.nativeId }],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 90,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName: 'cpu', StateValue: 'ALARM', StateReason: 'a test' }));
    const events = gateway.subscribe(
      `subscription ($after: String) { alarmEvents(after: $after) { type to alarm { title severity region resource { id } } } }`,
      { after: alarms.cursor },
    );
    const { value } = await events.next();
    await events.return?.();
    expect(value.alarmEvents).toEqual({
      type: 'RAISED',
      to: 'FIRING',
      alarm: { title: 'cpu', severity: 'HIGH', region, resource: { id: instance!.id } },
    });
  });
});

describe('secrets', () => {
  it('are in no log, no file and no answer', async () => {
    const answer = await gateway.data(
      `{ resources(first: 500) { nodes { native } } providers { nodes { options stateReason slices { error { message } } } } }`,
    );
    const files = readdirSync(gateway.directory, { recursive: true, encoding: 'utf8' })
      .map((name) => join(gateway.directory, name))
      .filter((file) => statSync(file).isFile());
    const everything = [JSON.stringify(answer), gateway.log(), ...files.map((file) => readFileSync(file, 'latin1'))];
    expect(files.length).toBeGreaterThan(0);
    for (const text of everything) expect(/canary|external-id-of-/.exec(text)).toBeNull();
  });
});
