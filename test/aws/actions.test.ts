import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { connect, insideOf, runInstances } from './account.ts';
import { denial, startFaultProxy, throttling, type FaultProxy } from './fault-proxy.ts';

const accountId = '230000000001';
const region = 'eu-central-1';
const GONE = ['i-0123456789abcdef0', 'i-0123456789abcdef1'];

const moto = inject('motoUrl');
let proxy: FaultProxy;
let account: Awaited<ReturnType<typeof connect>>;
let ids: string[];

beforeAll(async () => {
  proxy = await startFaultProxy(moto);
  account = await connect(accountId, proxy.url);
});
afterAll(() => proxy[Symbol.asyncDispose]());
beforeEach(async () => {
  ids = await runInstances(await insideOf(accountId, moto, region), 4);
});

const states = async () => {
  const rows = await account.list('listInstances', { region, nativeIds: ids });
  return rows.map(({ state }) => state);
};
const accepted = () => ids.map((nativeId) => ({ nativeId, ok: true }));
const requests = (operation: string) => proxy.calls.filter((call) => call.operation === operation).length;

describe('instances', () => {
  it('stop and start again', async () => {
    expect((await account.run('stopInstances', { region, nativeIds: ids })).data).toEqual(accepted());
    expect(await states()).toEqual(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED']);
    expect((await account.run('startInstances', { region, nativeIds: ids })).data).toEqual(accepted());
    expect(await states()).toEqual(['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
  });

  it('reboot', async () => {
    expect((await account.run('rebootInstances', { region, nativeIds: ids })).data).toEqual(accepted());
    expect(await states()).toEqual(['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
  });

  it('stop although others of the batch are gone, in two requests', async () => {
    const before = requests('StopInstances');
    const { data } = await account.run('stopInstances', {
      region,
      nativeIds: [ids[0], GONE[0], ids[1], GONE[1], ids[2], ids[3]],
    });
    expect(data).toHaveLength(6);
    expect(data).toEqual(expect.arrayContaining(accepted()));
    for (const nativeId of GONE)
      expect(data).toContainEqual({
        nativeId,
        ok: false,
        code: 'RESOURCE_GONE',
        message: expect.stringContaining(nativeId),
      });
    expect(requests('StopInstances') - before).toBe(2);
    expect(await states()).toEqual(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED']);
  });

  it('in a wrong state are refused alone', async () => {
    using injected = proxy.inject(
      { operation: 'StopInstances', region, body: new RegExp(ids[2]!) },
      {
        type: 'refuse',
        status: 400,
        code: 'IncorrectInstanceState',
        message: `This instance '${ids[2]}' is not in a state from which it can be stopped.`,
      },
    );
    const { data } = await account.run('stopInstances', { region, nativeIds: ids });
    expect(data).toContainEqual(expect.objectContaining({ nativeId: ids[2], ok: false, code: 'INVALID_STATE' }));
    expect(injected.hits).toBe(1);
    expect((await states()).filter((state) => state === 'STOPPED')).toHaveLength(3);
  });

  it('are left alone when the account denies or throttles: the call fails after one request', async () => {
    using denied = proxy.inject({ operation: 'StopInstances', region }, denial('ec2:StopInstances'));
    await expect(account.run('stopInstances', { region, nativeIds: ids })).rejects.toMatchObject({
      permission: 'ec2:StopInstances',
    });
    using throttled = proxy.inject({ operation: 'RebootInstances', region }, throttling(2));
    await expect(account.run('rebootInstances', { region, nativeIds: ids })).rejects.toMatchObject({
      retryAfterMs: 2_000,
    });
    expect([denied.hits, throttled.hits]).toEqual([1, 1]);
    expect(await states()).toEqual(['RUNNING', 'RUNNING', 'RUNNING', 'RUNNING']);
  });
});

describe('tags', () => {
  const tagsOf = async (name: string, nativeId: string) =>
    (await account.list(name, { region, nativeIds: [nativeId] }))[0]!['tags'];

  it('are set, changed and removed on instances', async () => {
    const nativeIds = ids.slice(0, 1);
    const set = [
      { key: 'team', value: 'red' },
      { key: 'empty', value: '' },
    ];
    expect((await account.run('tagInstances', { region, nativeIds, set })).data).toEqual([
      { nativeId: nativeIds[0], ok: true },
    ]);
    expect(await tagsOf('listInstances', nativeIds[0]!)).toEqual(expect.arrayContaining(set));
    await account.run('tagInstances', {
      region,
      nativeIds,
      set: [{ key: 'team', value: 'blue' }],
      remove: ['empty', 'Name', 'absent'],
    });
    expect(await tagsOf('listInstances', nativeIds[0]!)).toEqual([{ key: 'team', value: 'blue' }]);
  });

  it.each([
    ['tagVolumes', 'listVolumes'],
    ['tagSecurityGroups', 'listSecurityGroups'],
  ])('are set by %s', async (tag, list) => {
    const [row] = await account.list(list, { region });
    const set = [{ key: 'team', value: 'green' }];
    expect((await account.run(tag, { region, nativeIds: [row!.nativeId], set })).data).toEqual([
      { nativeId: row!.nativeId, ok: true },
    ]);
    expect(await tagsOf(list, row!.nativeId)).toEqual(expect.arrayContaining(set));
  });

  it('are refused for what is gone, and set on the rest', async () => {
    const message = `The instance ID '${GONE[0]}' does not exist`; // moto tags whatever it is given
    using _injected = proxy.inject(
      { operation: 'CreateTags', body: new RegExp(GONE[0]!) },
      { type: 'refuse', status: 400, code: 'InvalidInstanceID.NotFound', message },
    );
    const { data } = await account.run('tagInstances', {
      region,
      nativeIds: [GONE[0], ids[1]],
      set: [{ key: 'a', value: 'b' }],
    });
    expect(data).toContainEqual(expect.objectContaining({ nativeId: GONE[0], ok: false, code: 'RESOURCE_GONE' }));
    expect(data).toContainEqual({ nativeId: ids[1], ok: true });
  });
});
