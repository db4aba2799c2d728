import { expect, it } from 'vitest';
import { REFUSED_SECRET } from '../../../emulators/mistio/mist.ts';
import { until } from '../../../support/until.ts';
import { clean, CLOUD, listInput, mistWith, TOKEN } from './fixture.ts';

const addsCloud = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && path === '/api/v2/clouds';

it('adds a cloud, waits until Mist has listed it, lists its machines and removes it', async () => {
  await using it = await mistWith({ discoverAfterReads: 1 });
  const { data } = await it.run('create', { name: 'shop [causeway 1]' });
  const { accountId } = data as { accountId: string };
  expect(it.mist.requests[0]!.body).toEqual({
    name: 'shop [causeway 1]',
    provider: 'amazon',
    credentials: { ...CLOUD, region: 'eu-west-1' },
    features: { compute: true, dns: false, container: false, objectstorage: false },
  });
  expect(await it.run('verify', {}, { accountId })).toEqual({ data: { accountId, regions: ['eu-west-1'] } });
  expect(await it.run('status', {}, { accountId })).toMatchObject({ data: { state: 'PENDING', syncedAt: null } });
  expect(await it.run('status', {}, { accountId })).toEqual({
    data: { state: 'SYNCED', syncedAt: new Date(it.clock.now()).toISOString(), reason: null },
  });
  expect((await it.run('listInstances', listInput, { accountId })).data).toHaveLength(3);
  await it.run('delete', { name: null }, { accountId });
  expect(it.mist.rows('clouds')).toEqual([]);
  expect(it.mist.rows('machines')).toEqual([]);
  clean(it.mist);
});

it.each([
  ['eu-west-1', 'us-east-1', 'eu-west-1'],
  [undefined, 'us-east-1', 'us-east-1'],
  ['eu-west-1', '', 'eu-west-1'],
])('makes the cloud in the region it shows: option %s, credentials %s', async (option, inCredentials, region) => {
  await using it = await mistWith();
  const given = {
    credential: { token: TOKEN, cloud: { ...CLOUD, region: inCredentials } },
    options: { region: option },
  };
  const { data } = await it.run('create', { name: 'shop' }, given);
  const { accountId } = data as { accountId: string };
  expect(it.mist.requests[0]!.body).toMatchObject({ credentials: { ...CLOUD, region } });
  expect(await it.run('verify', {}, { ...given, accountId })).toEqual({ data: { accountId, regions: [region] } });
  clean(it.mist);
});

it('finds an account that is gone removed already, and says of others that it is gone', async () => {
  await using it = await mistWith();
  const accountId = 'f'.repeat(32);
  expect(await it.run('delete', { name: null }, { accountId })).toEqual({ data: {} });
  for (const name of ['verify', 'status'])
    await expect(it.run(name, {}, { accountId })).rejects.toMatchObject({ code: 'RESOURCE_GONE' });
  clean(it.mist);
});

it('removes again what Mist added with errors', async () => {
  await using it = await mistWith();
  it.mist.inject(addsCloud, {
    type: 'change',
    change: (answer) => ({ ...answer, body: { ...(answer.body as object), errors: ['dns: no access'] } }),
  });
  await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject({
    code: 'PROVIDER_REJECTED_REQUEST',
    message: expect.stringContaining('dns: no access'),
  });
  expect(it.mist.rows('clouds')).toEqual([]);
  clean(it.mist);
});

it.each([401, 503])(
  'owns up to what is left when even the roll-back fails (%d): who asked removes it by name',
  async (status) => {
    await using it = await mistWith();
    it.mist.inject(addsCloud, {
      type: 'change',
      change: (answer) => ({ ...answer, body: { ...(answer.body as object), errors: ['dns: no access'] } }),
    });
    it.mist.inject(({ method }) => method === 'DELETE', { type: 'answer', answer: { status, body: 'down' } });
    await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: expect.stringMatching(/dns: no access.*not removed yet/),
    });
    expect(it.mist.rows('clouds')).toHaveLength(1);
    await it.run('delete', { name: 'shop' });
    expect(it.mist.rows('clouds')).toEqual([]);
  },
);

it('leaves no cloud behind whose keys Mist refused after it had added it', async () => {
  await using it = await mistWith();
  it.mist.inject(addsCloud, { type: 'change', change: () => ({ status: 403, body: '"wrong keys"' }) });
  await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
  expect(it.mist.rows('clouds')).toEqual([]);
  clean(it.mist);
});

it('says that the name is taken, and leaves the cloud that has it alone', async () => {
  await using it = await mistWith();
  const other = await it.cloud('shop');
  await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject({
    code: 'PROVIDER_REJECTED_REQUEST',
    message: expect.stringContaining('Mist has a cloud shop already'),
  });
  expect(it.mist.rows('clouds').map(({ id }) => id)).toEqual([other]);
  clean(it.mist);
});

it("tells the cloud's keys, which are wrong, from the token, which may not add clouds", async () => {
  await using it = await mistWith();
  const credential = { token: TOKEN, cloud: { ...CLOUD, apisecret: REFUSED_SECRET } };
  await expect(it.run('create', { name: 'shop' }, { credential })).rejects.toMatchObject({
    code: 'PROVIDER_CREDENTIAL_REJECTED',
    message: expect.stringContaining('keys that Mist was given'),
  });
  for (const body of ['"You are not authorized to perform this action"', '"Policy Unauthorized Error: add cloud"']) {
    it.mist.inject(addsCloud, { type: 'answer', answer: { status: 403, body } });
    await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject({
      code: 'PROVIDER_PERMISSION_DENIED',
      permission: 'add:cloud',
    });
  }
  expect(it.mist.rows('clouds')).toEqual([]);
  clean(it.mist);
});

it.each([
  [
    'User: arn:aws:iam::1:user/x is not authorized to perform: ec2:DescribeRegions because no identity-based policy allows it',
    { code: 'PROVIDER_PERMISSION_DENIED', permission: 'ec2:DescribeRegions' },
  ],
  [
    "Required 'compute.regions.list' permission for 'projects/x'",
    { code: 'PROVIDER_PERMISSION_DENIED', permission: 'compute.regions.list' },
  ],
  [
    "The client 'x' does not have authorization to perform action 'Microsoft.Compute/virtualMachines/read' over scope '/y'",
    { code: 'PROVIDER_PERMISSION_DENIED', permission: 'Microsoft.Compute/virtualMachines/read' },
  ],
  [
    'The security policy of the account disabled this key',
    { code: 'PROVIDER_CREDENTIAL_REJECTED', message: expect.stringContaining('disabled this key') },
  ],
  ['You are not authorized to perform this operation', { code: 'PROVIDER_CREDENTIAL_REJECTED' }],
])('what the cloud says of its keys is no permission of Mist: %s', async (said, expected) => {
  await using it = await mistWith();
  it.mist.inject(addsCloud, {
    type: 'answer',
    answer: { status: 403, body: JSON.stringify(`Cloud unauthorized: ${said}`) },
  });
  await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject(expected);
  clean(it.mist);
});

it('asks for the keys of the cloud before it asks Mist', async () => {
  await using it = await mistWith();
  await expect(it.run('create', { name: 'shop' }, { credential: { token: TOKEN } })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
  });
  expect(it.mist.requests).toEqual([]);
});

it('finds by its exact name, over all pages, the cloud whose creation was never answered', async () => {
  await using it = await mistWith();
  for (let n = 0; n < 1_200; n++) it.mist.addCloud(`other ${n}`);
  it.mist.inject(addsCloud, { type: 'silence' });
  const caller = new AbortController();
  const created = it.run('create', { name: 'shop [1]' }, {}, { signal: caller.signal });
  await until(() => it.mist.rows('clouds').length === 1_201);
  caller.abort();
  await expect(created).rejects.toThrow(/abort/i);
  it.mist.addCloud('shop [1] and more');
  expect(it.mist.rows('clouds')).toHaveLength(1_202);
  await it.run('delete', { name: 'shop [1]' });
  const left = it.mist.rows('clouds').map(({ name }) => name);
  expect(left).toHaveLength(1_201);
  expect(left).not.toContain('shop [1]');
  await it.run('delete', { name: 'shop [1]' });
  expect(it.mist.rows('clouds')).toHaveLength(1_201);
  clean(it.mist);
});

it('takes over a cloud that Mist has already, without its keys', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const given = { accountId, credential: { token: TOKEN }, options: { region: undefined } };
  expect(await it.run('verify', {}, given)).toEqual({ data: { accountId, regions: ['global'] } });
  expect((await it.run('listVolumes', { region: 'global' }, given)).data).toMatchObject([
    {
      sizeGiB: 8,
      state: 'IN_USE',
      rawState: 'in-use',
      volumeType: 'gp3',
      attachments: [{ instanceId: expect.any(String) }],
    },
    {},
    {},
  ]);
  clean(it.mist);
});

it('does not know how far Mist is where Mist does not say', async () => {
  await using it = await mistWith({ machines: 0 });
  const accountId = await it.cloud();
  expect(await it.run('status', {}, { accountId })).toMatchObject({
    data: { state: 'UNKNOWN', syncedAt: null, reason: expect.stringContaining('no machine') },
  });
  it.mist.inject(({ path }) => path === '/api/v2/machines', {
    type: 'change',
    change: (answer) => ({
      ...answer,
      body: { data: [{ id: 'm', cloud: 'another', last_seen: '2026-01-02 03:04:05' }], meta: {} },
    }),
  });
  await expect(it.run('status', {}, { accountId })).rejects.toMatchObject({ code: 'FUNCTION_BAD_REPLY' });
  it.mist.put('machines', { id: 'm-1', cloud: accountId, name: 'old' });
  expect(await it.run('status', {}, { accountId })).toMatchObject({
    data: { state: 'UNKNOWN', reason: expect.stringContaining('last saw') },
  });
  it.mist.put('machines', { id: 'm-2', cloud: accountId, last_seen: '2026-01-02 03:04:05.678901' });
  expect(await it.run('status', {}, { accountId })).toMatchObject({
    data: { state: 'SYNCED', syncedAt: '2026-01-02T03:04:05.678Z' },
  });
  clean(it.mist);
});
