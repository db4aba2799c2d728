import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { BASE_KEYS, connect, insideOf, runInstances } from './account.ts';
import { denial, expiry, outage, startFaultProxy, throttling, type Fault, type FaultProxy } from './fault-proxy.ts';

const accountId = '220000000001';
const [region, other] = ['eu-west-1', 'us-west-2'];
const target = { service: 'ec2', operation: 'DescribeInstances', region };

const moto = inject('motoUrl');
let proxy: FaultProxy;
let account: Awaited<ReturnType<typeof connect>>;

beforeAll(async () => {
  proxy = await startFaultProxy(moto);
  account = await connect(accountId, proxy.url);
  for (const place of [region, other]) await runInstances(await insideOf(accountId, moto, place), 2);
});
afterAll(() => proxy[Symbol.asyncDispose]());

const FAULTS: readonly [what: string, fault: Fault, error: object][] = [
  ['throttling', throttling(7), { code: 'PROVIDER_THROTTLED', retryAfterMs: 7_000, retryable: true }],
  ['throttling without a time', throttling(), { code: 'PROVIDER_THROTTLED', retryAfterMs: undefined }],
  [
    'a denial',
    denial('ec2:DescribeInstances'),
    { code: 'PROVIDER_PERMISSION_DENIED', permission: 'ec2:DescribeInstances' },
  ],
  ['an expired token', expiry, { code: 'PROVIDER_CREDENTIAL_REJECTED', retryable: false }],
  ['an outage', outage, { code: 'PROVIDER_UNAVAILABLE', retryable: true }],
  ['a reset connection', { type: 'reset' }, { code: 'PROVIDER_UNAVAILABLE', retryable: true }],
  ['half an answer', { type: 'half' }, { code: 'PROVIDER_UNAVAILABLE', retryable: true }],
];

describe.each(FAULTS)('%s', (_what, fault, error) => {
  it('is one call, one error of ours, and no more once it is over', async () => {
    {
      using injected = proxy.inject(target, fault);
      await expect(account.list('listInstances', { region })).rejects.toMatchObject(error);
      expect(injected.hits).toBe(1);
      expect(await account.list('listInstances', { region: other })).toHaveLength(2);
      expect(await account.list('listVolumes', { region })).toHaveLength(2);
    }
    expect(await account.list('listInstances', { region })).toHaveLength(2);
  });
});

describe.each([
  ['Lambda', 'listFunctions', { service: 'lambda', operation: 'ListFunctions' }],
  ['CloudWatch', 'listAlarms', { service: 'cloudwatch', operation: 'DescribeAlarms' }],
])('%s, which speaks another protocol', (_service, name, called) => {
  it.each([
    [
      'throttles',
      { ...throttling(3), status: 429, code: 'ThrottlingException' },
      { code: 'PROVIDER_THROTTLED', retryAfterMs: 3_000 },
    ],
    [
      'denies',
      { ...denial('x:Y'), code: 'AccessDeniedException', message: 'no' },
      { code: 'PROVIDER_PERMISSION_DENIED', permission: `${called.service}:${called.operation}` },
    ],
    ['finds a token expired', { ...expiry, code: 'ExpiredTokenException' }, { code: 'PROVIDER_CREDENTIAL_REJECTED' }],
    [
      'does not know the client',
      { ...expiry, code: 'UnrecognizedClientException' },
      { code: 'PROVIDER_CREDENTIAL_REJECTED' },
    ],
    ['fails', outage, { code: 'PROVIDER_UNAVAILABLE' }],
    ['resets', { type: 'reset' }, { code: 'PROVIDER_UNAVAILABLE' }],
    ['sends half an answer', { type: 'half' }, { code: 'PROVIDER_UNAVAILABLE' }],
  ] as [string, Fault, object][])('%s', async (_what, fault, error) => {
    using injected = proxy.inject({ ...called, region }, fault);
    await expect(account.list(name, { region })).rejects.toMatchObject(error);
    expect(injected.hits).toBe(1);
  });
});

describe('a hang', () => {
  it('ends with the signal and not later', async () => {
    using injected = proxy.inject(target, { type: 'hang' });
    const startedAt = performance.now();
    await expect(account.run('listInstances', { region }, { signal: AbortSignal.timeout(300) })).rejects.toThrow(
      /abort|timeout/i,
    );
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    expect(injected.hits).toBe(1);
  });

  it('in the middle of an answer ends with the signal too', async () => {
    using _injected = proxy.inject(target, { type: 'stall' });
    const startedAt = performance.now();
    await expect(account.run('listInstances', { region }, { signal: AbortSignal.timeout(300) })).rejects.toThrow(
      /abort|timeout/i,
    );
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('of the role service holds nobody longer than the signal', async () => {
    const late = await connect('220000000002', proxy.url);
    using _injected = proxy.inject({ service: 'sts', operation: 'AssumeRole' }, { type: 'hang' }, 1);
    const startedAt = performance.now();
    await expect(late.run('listInstances', { region }, { signal: AbortSignal.timeout(300) })).rejects.toThrow(
      /abort|timeout/i,
    );
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('a second page that fails', () => {
  it('fails, so that the listing is never taken for complete', async () => {
    const large = await connect('220000000003', proxy.url);
    await runInstances(await insideOf('220000000003', moto, region), 60);
    using _injected = proxy.inject({ ...target, body: /NextToken=/ }, throttling(1));
    const first = await large.run('listInstances', { region });
    expect(first.data).toHaveLength(50);
    await expect(large.run('listInstances', { region, cursor: first.cursor })).rejects.toMatchObject({
      code: 'PROVIDER_THROTTLED',
    });
  });
});

describe('nobody listens', () => {
  it('is an unavailable provider', async () => {
    const nowhere = await connect(accountId, 'http://127.0.0.1:9', BASE_KEYS);
    await expect(nowhere.list('listInstances', { region })).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  });
});
