import { expect, it } from 'vitest';
import { clean, listInput, mistWith } from './fixture.ts';

type It = Awaited<ReturnType<typeof mistWith>>;

const idOf = (it: It, name: string) => String(it.mist.rows('machines').find((row) => row['name'] === name)!['id']);

async function stateOf(it: It, accountId: string, nativeId: string) {
  const { data } = await it.run('listInstances', { ...listInput, nativeIds: [nativeId] }, { accountId });
  return (data as { state: string }[])[0]!.state;
}

it.each([
  ['startInstances', 'machine-2', ['STOPPED', 'STARTING', 'RUNNING']],
  ['stopInstances', 'machine-0', ['RUNNING', 'STOPPING', 'STOPPED']],
  ['rebootInstances', 'machine-0', ['RUNNING', 'REBOOTING', 'RUNNING']],
] as const)('%s is begun by Mist, and followed by reading on', async (name, machine, [before, while_, after]) => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const nativeId = idOf(it, machine);
  expect(await stateOf(it, accountId, nativeId)).toBe(before);
  const { data } = await it.run(name, { ...listInput, nativeIds: [nativeId] }, { accountId });
  expect(data).toEqual([{ nativeId, ok: true }]);
  expect(await stateOf(it, accountId, nativeId)).toBe(while_);
  it.clock.advance(1_000);
  expect(await stateOf(it, accountId, nativeId)).toBe(after);
  clean(it.mist);
});

it('tells for each machine what became of it: accepted, in a wrong state, gone', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const [running, suspended, gone] = [idOf(it, 'machine-0'), idOf(it, 'machine-1'), 'f'.repeat(32)];
  const row = it.mist.rows('machines').find(({ id }) => id === suspended)!;
  it.mist.put('machines', { ...row, state: 'suspended' });
  const { data } = await it.run(
    'stopInstances',
    { ...listInput, nativeIds: [running, suspended, gone] },
    { accountId },
  );
  expect(data).toEqual([
    { nativeId: running, ok: true },
    { nativeId: suspended, ok: false, code: 'INVALID_STATE', message: expect.stringContaining('suspended') },
    { nativeId: gone, ok: false, code: 'RESOURCE_GONE', message: expect.any(String) },
  ]);
  clean(it.mist);
});

it('counts a machine as started that runs already, and reboots none twice', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const nativeIds = [idOf(it, 'machine-0')];
  const started = await it.run('startInstances', { ...listInput, nativeIds }, { accountId });
  expect(started.data).toEqual([{ nativeId: nativeIds[0], ok: true }]);
  await it.run('rebootInstances', { ...listInput, nativeIds }, { accountId });
  const again = await it.run('rebootInstances', { ...listInput, nativeIds }, { accountId });
  expect(again.data).toMatchObject([{ ok: false, code: 'INVALID_STATE' }]);
  clean(it.mist);
});

it('keeps what was accepted when Mist refuses the rest, and throws when it refuses all', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const nativeIds = [idOf(it, 'machine-0'), idOf(it, 'machine-1')];
  const throttled = {
    type: 'answer',
    answer: { status: 429, headers: { 'retry-after': '7' }, body: 'Slow down' },
  } as const;
  it.mist.inject(({ path }) => path.includes(nativeIds[1]!), throttled);
  const { data } = await it.run('stopInstances', { ...listInput, nativeIds }, { accountId });
  expect(data).toMatchObject([{ ok: true }, { ok: false, code: 'PROVIDER_THROTTLED' }]);
  it.mist.inject(({ path }) => path.includes('/actions/'), throttled, 2);
  await expect(it.run('startInstances', { ...listInput, nativeIds }, { accountId })).rejects.toMatchObject({
    code: 'PROVIDER_THROTTLED',
    retryAfterMs: 7_000,
  });
});

it('sets and removes tags of many in one request, and one by one only where one is gone', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const nativeIds = [idOf(it, 'machine-0'), idOf(it, 'machine-1')];
  const change = { set: [{ key: 'team', value: 'shop' }], remove: ['Name'] };
  const before = it.mist.requests.length;
  const { data } = await it.run('tagInstances', { ...listInput, nativeIds, ...change }, { accountId });
  expect(data).toEqual(nativeIds.map((nativeId) => ({ nativeId, ok: true })));
  expect(it.mist.requests.length - before).toBe(1);
  const listed = await it.run('listInstances', { ...listInput, nativeIds }, { accountId });
  expect(listed.data).toMatchObject([
    { tags: [{ key: 'team', value: 'shop' }] },
    { tags: [{ key: 'team', value: 'shop' }] },
  ]);
  const gone = 'f'.repeat(32);
  const some = await it.run(
    'tagInstances',
    { ...listInput, nativeIds: [gone, ...nativeIds], set: [], remove: ['team'] },
    { accountId },
  );
  expect(some.data).toMatchObject([{ nativeId: gone, ok: false, code: 'RESOURCE_GONE' }, { ok: true }, { ok: true }]);
  clean(it.mist);
});
