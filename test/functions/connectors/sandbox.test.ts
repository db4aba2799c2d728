import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { alarmCount, alarmPhase } from '../../../functions/connectors/sandbox/alarms.ts';
import { options as optionsSchema } from '../../../functions/connectors/sandbox/account.ts';
import { connector } from '../../../functions/connectors/sandbox/connector.ts';
import type { ActOutcome, ResourceRecord } from '../../../functions/sdk/index.ts';
import { fakeAccount, runOnce } from '../../../functions/sdk/testing.ts';

let accounts = 0;
/** A fresh account; `run` runs one of its functions. */
async function open(options: object = {}, token = 'any') {
  const providerId = `sandbox-test-${++accounts}`;
  const account = await fakeAccount(connector, {
    providerId,
    credential: { token },
    options: { regions: ['north', 'south'], ...options },
  });
  const run = (name: string, input: object, idempotencyKey: string | null = null) =>
    runOnce(
      connector.functions.find((spec) => spec.name === `sandbox.${name}`)!,
      input,
      { account, idempotencyKey },
    );
  const list = async (name: string, input: object = { region: 'north' }) => {
    const items: ResourceRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await run(name, { ...input, ...(cursor && { cursor }) });
      items.push(...(page.data as ResourceRecord[]));
      cursor = page.cursor;
    } while (cursor);
    return items;
  };
  const act = async (name: string, nativeIds: string[], key: string | null = null) =>
    (await run(name, { region: 'north', nativeIds }, key)).data as ActOutcome[];
  const stateOf = async (nativeId: string) =>
    (await list('listInstances', { region: 'north', nativeIds: [nativeId] }))[0]!.state;
  return { run, list, act, stateOf };
}

describe('an account', () => {
  it('follows from its seed: the same twice, another with another seed', async () => {
    const [one, same, other] = await Promise.all([open({ seed: 'a' }), open({ seed: 'a' }), open({ seed: 'b' })]);
    expect(await one.list('listInstances')).toEqual(await same.list('listInstances'));
    expect(await one.run('verify', {})).toEqual(await same.run('verify', {}));
    expect(await other.run('verify', {})).not.toEqual(await one.run('verify', {}));
    const ids = new Set((await one.list('listInstances')).map(({ nativeId }) => nativeId));
    expect((await other.list('listInstances')).some(({ nativeId }) => ids.has(nativeId))).toBe(false);
  });

  it.each([0, 1, 7, 1_000, 4_321])('has %i resources in all when that is asked', async (resourcesTotal) => {
    const { list } = await open({ resourcesTotal, pageSize: 1_000, regions: ['north', 'south', 'west'] });
    const regional = ['listInstances', 'listVolumes', 'listSecurityGroups', 'listIpAddresses'];
    const lists = regional.flatMap((name) => ['north', 'south', 'west'].map((region) => list(name, { region })));
    const all = (await Promise.all([...lists, list('listBuckets', { region: 'global' })])).flat();
    expect(all).toHaveLength(resourcesTotal);
    expect(new Set(all.map(({ nativeId }) => nativeId)).size).toBe(resourcesTotal);
  });

  it('hangs together: volumes and addresses lead to instances, instances to firewalls', async () => {
    const { list } = await open();
    const [instances, volumes, addresses, groups] = await Promise.all(
      ['listInstances', 'listVolumes', 'listIpAddresses', 'listSecurityGroups'].map((name) => list(name)),
    );
    const byId = new Map(instances!.map((one) => [one.nativeId, one]));
    const attached = volumes!.flatMap((volume) => volume['attachments'] as { instanceId: string }[]);
    expect(attached.length).toBeGreaterThan(instances!.length);
    expect(attached.every(({ instanceId }) => byId.has(instanceId))).toBe(true);
    for (const address of addresses!.filter((one) => one['instanceId'] !== null))
      expect(byId.get(address['instanceId'] as string)!['publicIps']).toEqual([address['address']]);
    const groupIds = groups!.map(({ nativeId }) => nativeId);
    expect(groupIds).toEqual(expect.arrayContaining(instances!.flatMap((one) => one['securityGroupIds'] as string[])));
  });

  it('uses addresses of the documentation blocks alone', async () => {
    const { list } = await open({ instancesPerRegion: 4_000, pageSize: 1_000 });
    const addresses = (await list('listIpAddresses')).map((one) => one['address'] as string);
    expect(addresses.every((address) => /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/.test(address))).toBe(
      true,
    );
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

describe('what it is told to do wrong', () => {
  const codes = async (options: object, calls: number) => {
    const { run } = await open(options);
    const ends = Array.from({ length: calls }, () =>
      run('listInstances', { region: 'north' }).then(
        () => 'ok',
        (error: unknown) => (error as { code: string }).code,
      ),
    );
    return Promise.all(ends);
  };

  it.each(['wrong', ''])('refuses the token %j', async (token) => {
    const { run } = await open({}, token);
    await expect(run('verify', {})).rejects.toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
  });

  it('fails and throttles about as often as it was told, and the same calls each time', async () => {
    const ends = await codes({ failureRate: 0.2, throttleRate: 0.3, instancesPerRegion: 1 }, 1_000);
    expect(ends.filter((end) => end === 'PROVIDER_UNAVAILABLE').length / 1_000).toBeCloseTo(0.2, 1);
    expect(ends.filter((end) => end === 'PROVIDER_THROTTLED').length / 1_000).toBeCloseTo(0.3, 1);
    expect(await codes({ failureRate: 0.2, throttleRate: 0.3, instancesPerRegion: 1 }, 1_000)).toEqual(ends);
  });

  it('lacks permissions in some regions only, and names them', async () => {
    const { run, list } = await open({ failingRegions: ['south'] });
    await expect(run('listVolumes', { region: 'south' })).rejects.toMatchObject({
      code: 'PROVIDER_PERMISSION_DENIED',
      permission: 'sandbox:ListVolumes',
    });
    expect(await list('listVolumes')).not.toHaveLength(0);
  });

  it('knows no other regions, and says so', async () => {
    const { run } = await open();
    await expect(run('listInstances', { region: 'moon' })).rejects.toMatchObject({ code: 'PROVIDER_REJECTED_REQUEST' });
  });
});

describe('instances', () => {
  it('stop and start, and take their time for it', async () => {
    const { list, act, stateOf } = await open({ transitionMs: 80 });
    const running = (await list('listInstances')).find(({ state }) => state === 'RUNNING')!.nativeId;
    expect(await act('stopInstances', [running])).toEqual([{ nativeId: running, ok: true }]);
    expect(await stateOf(running)).toBe('STOPPING');
    await sleep(100);
    expect(await stateOf(running)).toBe('STOPPED');
    expect(await act('startInstances', [running])).toEqual([{ nativeId: running, ok: true }]);
    expect(await stateOf(running)).toBe('STARTING');
    await sleep(100);
    expect(await stateOf(running)).toBe('RUNNING');
  });

  it('refuse one by one: what is running cannot start, what is unknown is gone', async () => {
    const { list, act } = await open();
    const running = (await list('listInstances')).find(({ state }) => state === 'RUNNING')!.nativeId;
    const [volume] = await list('listVolumes');
    expect(await act('startInstances', [running, 'i-unknown', volume!.nativeId])).toMatchObject([
      { nativeId: running, ok: false, code: 'INVALID_STATE' },
      { nativeId: 'i-unknown', ok: false, code: 'RESOURCE_GONE' },
      { nativeId: volume!.nativeId, ok: false, code: 'RESOURCE_GONE' },
    ]);
  });

  it('answer a repeated wish as they did the first time', async () => {
    const { list, act } = await open();
    const running = (await list('listInstances')).find(({ state }) => state === 'RUNNING')!.nativeId;
    const first = await act('stopInstances', [running], 'wish-1');
    expect(await act('stopInstances', [running], 'wish-1')).toEqual(first);
    expect(await act('stopInstances', [running], 'wish-2')).toMatchObject([{ ok: false, code: 'INVALID_STATE' }]);
  });

  it('of two accounts with one seed do not move together', async () => {
    const [one, other] = await Promise.all([open({ seed: 'a' }), open({ seed: 'a' })]);
    const running = (await one.list('listInstances')).find(({ state }) => state === 'RUNNING')!.nativeId;
    await one.act('stopInstances', [running]);
    expect(await other.stateOf(running)).toBe('RUNNING');
  });
});

it('sets and removes tags of any kind', async () => {
  const { run, list } = await open();
  const [volume] = await list('listVolumes');
  const input = {
    region: 'north',
    nativeIds: [volume!.nativeId, 'nope'],
    set: [{ key: 'cost', value: '€' }],
    remove: ['env'],
  };
  expect((await run('tagResources', input)).data).toMatchObject([{ ok: true }, { ok: false, code: 'RESOURCE_GONE' }]);
  const tags = (await list('listVolumes', { region: 'north', nativeIds: [volume!.nativeId] }))[0]!.tags!;
  expect(tags).toContainEqual({ key: 'cost', value: '€' });
  expect(tags.map(({ key }) => key)).not.toContain('env');
});

describe('alarms', () => {
  const options = (alarmsPerMinute: number) => optionsSchema.parse({ regions: ['north', 'south'], alarmsPerMinute });
  const statesAt = (at: number, rate: number) =>
    Array.from({ length: alarmCount(options(rate)) }, (_, alarm) => alarmPhase(options(rate), alarm, at));

  it.each([1, 2, 7, 30, 600])('change %i times a minute, one at a time, by the clock alone', (rate) => {
    const start = Date.UTC(2026, 5, 1);
    let changes = 0;
    let before = statesAt(start, rate);
    for (let at = start + 50; at <= start + 120_000; at += 50) {
      const after = statesAt(at, rate);
      const moved = after.filter((phase, alarm) => phase.firing !== before[alarm]!.firing);
      expect(moved.every(({ changedAt }) => changedAt > at - 51 && changedAt <= at)).toBe(true);
      changes += moved.length;
      before = after;
    }
    expect(changes).toBeGreaterThanOrEqual(2 * rate - 1);
    expect(changes).toBeLessThanOrEqual(2 * rate + 1);
  });

  it('never change more than once a minute each, so that who polls each minute misses none', () => {
    const start = Date.UTC(2026, 5, 1);
    for (const rate of [3, 50, 1_000]) {
      const [now, before] = [statesAt(start, rate), statesAt(start - 59_000, rate)];
      const changed = now.flatMap((phase, alarm) => (phase.changedAt > start - 59_000 ? [alarm] : []));
      expect(changed).toEqual(now.flatMap((phase, alarm) => (phase.firing === before[alarm]!.firing ? [] : [alarm])));
    }
  });

  it('stay quiet when told so', () => {
    expect(statesAt(Date.now(), 0).every(({ firing }) => !firing)).toBe(true);
  });

  it('are about instances that exist', async () => {
    const { list } = await open();
    const ids = (await list('listInstances')).map(({ nativeId }) => nativeId);
    for (const alarm of await list('listAlarms'))
      expect(ids).toContain((alarm['subject'] as { nativeId: string }).nativeId);
  });
});
