import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { BASE_KEYS, connect, insideOf, roleIn, runInstances } from './account.ts';
import { denial, expiry, startFaultProxy, type FaultProxy } from './fault-proxy.ts';

const region = 'eu-west-1';
const moto = inject('motoUrl');
let proxy: FaultProxy;
beforeAll(async () => {
  proxy = await startFaultProxy(moto);
});
afterAll(() => proxy[Symbol.asyncDispose]());

const assumed = (accountId: string) =>
  proxy.calls.filter(({ operation, body }) => operation === 'AssumeRole' && body.includes(accountId));

describe('a role', () => {
  it('is assumed once, with its external id, for however many calls over services and regions', async () => {
    const account = await connect('250000000001', proxy.url);
    const lists = [
      'listInstances',
      'listVolumes',
      'listSecurityGroups',
      'listIpAddresses',
      'listFunctions',
      'listAlarms',
    ];
    await Promise.all(
      lists.flatMap((name) => [region, 'us-east-1'].map((place) => account.list(name, { region: place }))),
    );
    const [call, ...more] = assumed('250000000001');
    expect(more).toEqual([]);
    expect(Object.fromEntries(new URLSearchParams(call!.body))).toMatchObject({
      RoleArn: 'arn:aws:iam::250000000001:role/causeway',
      ExternalId: 'external-id-of-250000000001',
      RoleSessionName: 'causeway-provider-250000000001',
    });
  });

  it('is assumed for each account on its own', async () => {
    await runInstances(await insideOf('250000000002', moto, region), 3);
    const [full, empty] = await Promise.all(['250000000002', '250000000003'].map((id) => connect(id, proxy.url)));
    expect(await full!.list('listInstances', { region })).toHaveLength(3);
    expect(await empty!.list('listInstances', { region })).toEqual([]);
  });

  it('that does not trust us, or another external id, is a rejected credential', async () => {
    using _injected = proxy.inject(
      { operation: 'AssumeRole', body: /wrong-external-id/ },
      { ...denial('sts:AssumeRole'), code: 'AccessDenied' },
    );
    const account = await connect('250000000004', proxy.url, {
      ...roleIn('250000000004'),
      externalId: 'wrong-external-id',
    });
    await expect(account.run('verify', {})).rejects.toMatchObject({
      code: 'PROVIDER_CREDENTIAL_REJECTED',
      message: expect.stringContaining('trust policy'),
    });
    const mended = await connect('250000000004', proxy.url);
    expect((await mended.run('verify', {})).data).toMatchObject({ accountId: '250000000004' });
  });

  it('whose session AWS does not take any more is assumed again by the next call', async () => {
    const account = await connect('250000000005', proxy.url);
    await account.list('listInstances', { region });
    {
      using _injected = proxy.inject({ operation: 'DescribeInstances' }, expiry);
      await expect(account.list('listInstances', { region })).rejects.toMatchObject({
        code: 'PROVIDER_CREDENTIAL_REJECTED',
      });
    }
    await account.list('listInstances', { region });
    expect(assumed('250000000005')).toHaveLength(2);
  });

  it('is assumed again before its session ends, not at every call', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      const account = await connect('250000000006', proxy.url);
      await account.list('listInstances', { region });
      vi.setSystemTime(Date.now() + 54 * 60_000);
      await account.list('listInstances', { region });
      expect(assumed('250000000006')).toHaveLength(1);
      vi.setSystemTime(Date.now() + 2 * 60_000);
      await account.list('listInstances', { region });
      expect(assumed('250000000006')).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is not asked for when the call was given up before', async () => {
    const account = await connect('250000000007', proxy.url);
    const before = proxy.calls.length;
    await expect(account.run('verify', {}, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
    expect(proxy.calls).toHaveLength(before);
  });
});

describe('keys', () => {
  it('are used as they are', async () => {
    const account = await connect('123456789012', proxy.url, BASE_KEYS);
    const before = proxy.calls.length;
    expect((await account.run('verify', {})).data).toMatchObject({ accountId: '123456789012' });
    expect(proxy.calls.slice(before).map(({ operation }) => operation)).toEqual([
      'GetCallerIdentity',
      'DescribeRegions',
    ]);
  });

  it('that AWS does not know are a rejected credential', async () => {
    using _injected = proxy.inject(
      { operation: 'GetCallerIdentity' },
      {
        type: 'refuse',
        status: 403,
        code: 'InvalidClientTokenId',
        message: 'The security token included in the request is invalid.',
      },
    );
    const account = await connect('123456789012', proxy.url, BASE_KEYS);
    await expect(account.run('verify', {})).rejects.toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
  });
});

describe('secrets', () => {
  it('are not in an error, even when AWS repeats them', async () => {
    const account = await connect('250000000008', proxy.url);
    using _injected = proxy.inject(
      { service: 'ec2' },
      {
        type: 'refuse',
        status: 403,
        code: 'SignatureDoesNotMatch',
        message: 'The canonical string should have been x-amz-security-token:session-canary-0123456789',
      },
    );
    const error = await account
      .list('listInstances', { region })
      .catch((thrown: unknown) => thrown as Error & { cause: Error });
    expect(error).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
    expect(`${(error as Error).stack} ${String((error as Error).cause)} ${JSON.stringify(error)}`).not.toMatch(
      /canary/,
    );
  });

  it('are not in what is listed: no user data, no keys, no session', async () => {
    const account = await connect('250000000009', proxy.url);
    await runInstances(await insideOf('250000000009', moto, region), 2);
    const answers = [await account.list('listInstances', { region }), await account.list('listVolumes', { region })];
    expect(JSON.stringify(answers)).not.toMatch(/canary|UserData|SecretAccessKey|SessionToken/);
  });
});
