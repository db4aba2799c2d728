import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toInstance } from '../../../../functions/connectors/mistio/list-instances.ts';
import type { EmulatedRequest } from '../../../emulators/http.ts';
import { specification, WITHOUT } from '../../../emulators/specifications.ts';
import { clean, listInput, mistWith } from './fixture.ts';

type It = Awaited<ReturnType<typeof mistWith>>;
interface Item {
  readonly nativeId: string;
}

async function page(it: It, accountId: string, cursor?: string) {
  const answer = await it.run(
    'listInstances',
    { ...listInput, ...(cursor !== undefined && { cursor }) },
    { accountId },
  );
  return { ids: (answer.data as Item[]).map(({ nativeId }) => nativeId), cursor: answer.cursor };
}

/** All pages; `between` runs after each. */
async function allIds(it: It, accountId: string, between: (turn: number) => void = () => {}) {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; turn < 200; turn++) {
    const next = await page(it, accountId, cursor);
    ids.push(...next.ids);
    cursor = next.cursor;
    if (cursor === undefined) return ids;
    between(turn);
  }
  throw new Error('pages without an end');
}

const machineIds = (it: It) =>
  it.mist
    .rows('machines')
    .map(({ id }) => String(id))
    .toSorted();
const listsMachines = ({ method, path }: EmulatedRequest) => method === 'GET' && path === '/api/v2/machines';

describe('the list of machines', () => {
  it('holds all 2,300, each once, in the order of their ids', async () => {
    await using it = await mistWith({ machines: 2_300 });
    const accountId = await it.cloud();
    expect(await allIds(it, accountId)).toEqual(machineIds(it));
    clean(it.mist);
  });

  it('loses none that stays while others vanish and appear before them', async () => {
    await using it = await mistWith({ machines: 600 });
    const accountId = await it.cloud();
    const before = machineIds(it);
    const removed: string[] = [];
    const ids = await allIds(it, accountId, (turn) => {
      // On every other turn so many vanish from the front that a whole page shifts past the overlap.
      const gone = machineIds(it).slice(0, turn % 2 === 0 ? 90 : 3);
      for (const id of gone) it.mist.remove('machines', id);
      removed.push(...gone);
      it.mist.put('machines', { id: `0${turn}`, cloud: accountId, name: 'came later', state: 'running' });
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(before.filter((id) => !removed.includes(id))));
    clean(it.mist);
  });

  it('is not taken where a page was doubled, cut or lacks rows; the same page is there when it is asked for again', async () => {
    await using it = await mistWith({ machines: 200 });
    const accountId = await it.cloud();
    const first = await page(it, accountId);
    let doubled = { status: 200, body: null as unknown };
    it.mist.inject(listsMachines, { type: 'change', change: (answer) => (doubled = answer) });
    await page(it, accountId);
    for (const fault of [
      { type: 'change', change: () => doubled },
      { type: 'cut' },
      { type: 'reset' },
      {
        type: 'change',
        change: (answer: { status: number; body: unknown }) => {
          const { data, meta } = answer.body as { data: unknown[]; meta: unknown };
          return { ...answer, body: { data: data.slice(0, -1), meta } };
        },
      },
    ] as const) {
      it.mist.inject(listsMachines, fault);
      await expect(page(it, accountId, first.cursor)).rejects.toMatchObject({
        code: 'PROVIDER_UNAVAILABLE',
        retryable: true,
      });
    }
    const second = await page(it, accountId, first.cursor);
    expect([...first.ids, ...second.ids]).toEqual(machineIds(it).slice(0, first.ids.length + second.ids.length));
    clean(it.mist);
  });

  it('is refused where Mist sorts otherwise, counts nothing, or shows machines of another cloud', async () => {
    await using it = await mistWith({ machines: 5 });
    const accountId = await it.cloud();
    const change = (of: (body: { data: Record<string, unknown>[]; meta: object }) => unknown) =>
      it.mist.inject(listsMachines, {
        type: 'change',
        change: (answer) => ({ ...answer, body: of(answer.body as never) }),
      });
    for (const of of [
      ({ data, meta }: { data: unknown[]; meta: object }) => ({ data: data.toReversed(), meta }),
      ({ data }: { data: unknown[] }) => ({ data }),
      ({ data, meta }: { data: Record<string, unknown>[]; meta: object }) => ({
        data: data.map((row) => ({ ...row, cloud: 'another' })),
        meta,
      }),
      ({ meta }: { meta: object }) => ({ data: 'none', meta }),
      () => 'a text',
    ]) {
      change(of);
      await expect(page(it, accountId)).rejects.toMatchObject({ code: 'FUNCTION_BAD_REPLY' });
    }
  });

  it('leaves out what Mist misses in the cloud, also when it is asked for by id', async () => {
    await using it = await mistWith();
    const accountId = await it.cloud();
    const [missed, ...rest] = machineIds(it);
    const row = it.mist.rows('machines').find(({ id }) => id === missed)!;
    it.mist.put('machines', { ...row, missing_since: '2026-01-30 10:00:00' });
    expect(await allIds(it, accountId)).toEqual(rest);
    const asked = await it.run('listInstances', { ...listInput, nativeIds: [missed, rest[0]] }, { accountId });
    expect(asked.data).toMatchObject([{ nativeId: rest[0] }]);
    clean(it.mist);
  });

  it('shows no machine of another account, though its id is asked for', async () => {
    await using it = await mistWith();
    const [one, other] = [await it.cloud('one'), await it.cloud('other')];
    const nativeIds = it.mist.rows('machines').flatMap(({ id, cloud }) => (cloud === other ? String(id) : []));
    expect(await it.run('listInstances', { ...listInput, nativeIds }, { accountId: one })).toEqual({ data: [] });
  });
});

it('pages that are too heavy for a reply come in several, each machine once', async () => {
  await using it = await mistWith({ machines: 30 });
  const accountId = await it.cloud();
  for (const row of it.mist.rows('machines')) it.mist.put('machines', { ...row, extra: { note: 'x'.repeat(90_000) } });
  expect(await allIds(it, accountId)).toEqual(machineIds(it));
  expect((await page(it, accountId)).ids.length).toBeLessThan(11);
});

describe('a machine', () => {
  it('of which one field is too long or too large is listed', async () => {
    await using it = await mistWith({ machines: 2 });
    const accountId = await it.cloud();
    const [first] = it.mist.rows('machines');
    it.mist.put('machines', { ...first, name: 'x'.repeat(5_000), cores: 0.25 });
    const { data } = await it.run('listInstances', listInput, { accountId });
    expect((data as { name: string; vcpus: unknown }[]).find(({ name }) => name.length === 4_096)).toMatchObject({
      vcpus: null, // neither 0 nor 1
    });
    expect(data).toHaveLength(2);
    expect(toInstance({ id: 'm', cores: 1e300 })).toMatchObject({ vcpus: null });
  });

  const STATES = {
    running: 'RUNNING',
    starting: 'STARTING',
    stopping: 'STOPPING',
    stopped: 'STOPPED',
    pending: 'PENDING',
    suspended: 'SUSPENDED',
    terminated: 'TERMINATED',
    error: 'ERROR',
    rebooting: 'REBOOTING',
    paused: 'PAUSED',
    reconfiguring: 'UPDATING',
    updating: 'UPDATING',
    migrating: 'MIGRATING',
    normal: 'RUNNING',
    succeeded: 'TERMINATED',
    failed: 'ERROR',
    unknown: 'UNKNOWN',
    constructor: 'UNKNOWN',
    Running: 'UNKNOWN',
  };

  it.each(Object.entries(STATES))('that is %s is %s', (word, state) => {
    expect(toInstance({ id: 'm-1', state: word })).toMatchObject({ state, rawState: word });
  });

  it('of which Mist says nothing but the id has nothing but that', () => {
    const { native: _native, ...instance } = toInstance({ id: 'm-1', name: null, tags: null, state: '' });
    const said = Object.entries(instance).filter(([, value]) => value !== null);
    expect(Object.fromEntries(said)).toEqual({ nativeId: 'm-1', state: 'UNKNOWN' });
  });

  it.each([
    ['2016-07-27 16:49:24.636099', '2016-07-27T16:49:24.636Z'],
    ['2016-07-27 16:49:24+02:00', '2016-07-27T14:49:24.000Z'],
    ['2016-07-27T16:49:24Z', '2016-07-27T16:49:24.000Z'],
    [1_469_638_164.5, '2016-07-27T16:49:24.500Z'],
    [1_469_638_164_500, '2016-07-27T16:49:24.500Z'],
    [1e20, null],
    [-1, null],
    [Number.NaN, null],
    ['yesterday', null],
    ['2016-13-45 99:99:99', null],
    ['', null],
  ])('was created at %o: %o', (created, createdAt) => {
    expect(toInstance({ id: 'm-1', created })).toMatchObject({ createdAt });
  });

  const sample = specification('samples/mist-list_machines.json');
  it.skipIf(!sample)(`in the older shape of version 1 is understood ${sample ? '' : WITHOUT}`, () => {
    const machines = JSON.parse(readFileSync(sample!, 'utf8')) as Record<string, Record<string, unknown>>;
    const instances = Object.fromEntries(Object.entries(machines).map(([cloud, row]) => [cloud, toInstance(row)]));
    expect(instances['ec2']).toMatchObject({
      nativeId: 'i-d1f1b11e',
      name: 'mayday_test_machine',
      state: 'RUNNING',
      zone: 'ap-northeast-1a',
      instanceType: 't1.micro',
      architecture: 'x86_64',
      tags: [],
      publicIps: ['54.111.111.111'],
      privateIps: ['172.31.5.88'],
      launchedAt: '2016-07-26T14:57:04.000Z',
    });
    expect(instances['rackspace']).toMatchObject({ state: 'PENDING', instanceType: '2' });
    expect(instances['linode']).toMatchObject({ tags: [{ key: 'DATACENTERID', value: 'Frankfurt, DE' }] });
    expect(Object.keys(instances)).toHaveLength(7);
  });
});
