import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toIamUser } from '../../../../functions/connectors/cloudcheckr/list-iam-users.ts';
import { toInstance } from '../../../../functions/connectors/cloudcheckr/list-instances.ts';
import { toRule } from '../../../../functions/connectors/cloudcheckr/list-security-groups.ts';
import { recordSchema } from '../../../../functions/sdk/index.ts';
import {
  exampleHoldings,
  exampleInstance,
  startCloudCheckr,
  type CloudCheckr,
} from '../../../emulators/cloudcheckr/index.ts';
import type { EmulatedAnswer } from '../../../emulators/http.ts';
import { specification, WITHOUT } from '../../../emulators/specifications.ts';
import { CMX, codeOf, connect, GENERATIONS, LEGACY } from './account.ts';

let cloudcheckr: CloudCheckr;
let id: string;
const idOf = (credential: unknown) => (credential === CMX ? cloudcheckr.account(id).cmxId : id);
const as = (options: object = {}, credential: unknown = LEGACY) =>
  connect(cloudcheckr, idOf(credential), credential, options);

beforeEach(async () => {
  cloudcheckr = await startCloudCheckr();
  id = String(cloudcheckr.addAccount('production').id);
  cloudcheckr.synchronise(id);
});
afterEach(async () => {
  await cloudcheckr[Symbol.asyncDispose]();
  assert.deepEqual(cloudcheckr.violations, []);
});

/** `count` instances more. */
const fill = (count: number) => {
  for (let index = 0; index < count; index++)
    cloudcheckr.account(id).holdings.instances.push(exampleInstance(`i-${String(index).padStart(17, 'a')}`));
};
const inventoryCalls = () => cloudcheckr.requests.filter(({ path }) => path.includes('/inventory.json/'));
const isInventory = ({ path }: { path: string }) => path.includes('/inventory.json/');

it('a page of CloudCheckr that is heavier than a reply comes in several, and a row that is too heavy without `native`', async () => {
  fill(12);
  const { instances } = cloudcheckr.account(id).holdings;
  for (const [at, row] of instances.entries())
    Object.assign(row, { InstanceId: `i-${at}`, Note: 'é'.repeat(at === 4 ? 600_000 : 150_000) });
  const pages = await as().pages('listInstances');
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(1_000_000);
  expect(pages.flat().map(({ nativeId }) => nativeId)).toEqual(instances.map((_row, at) => `i-${at}`));
  expect(pages.flat().map(({ native }) => native !== undefined)).toEqual(instances.map((_row, at) => at !== 4));
});

describe.each(GENERATIONS)('through %s', (_title, credential) => {
  it('instances carry what CloudCheckr says, times in UTC, and nothing that it does not say', async () => {
    const [web, , odd] = await as({}, credential).list('listInstances');
    expect(web).toMatchObject({
      name: 'web',
      state: 'RUNNING',
      zone: 'us-east-1a',
      launchedAt: '2018-10-12T13:11:01.000Z',
      publicIps: ['203.0.113.7'],
      tags: [{ key: 'Team', value: '' }],
      securityGroupIds: ['sg-00000001'],
      native: { Region: 'US East (Northern Virginia)' },
    });
    expect(web).not.toHaveProperty('vcpus');
    expect(odd).toMatchObject({ state: 'UNKNOWN', rawState: 'hibernated', name: null, publicIps: [] });
  });

  it('the account is named in every call', async () => {
    cloudcheckr.addAccount('another');
    await as({}, credential).list('listVolumes');
    expect(inventoryCalls().map(({ body }) => body)).toEqual([{ max_results: 100, use_cc_account_id: Number(id) }]);
  });
});

it('volumes, security groups and IAM users are listed over all regions', async () => {
  expect(await as().list('listVolumes')).toMatchObject([
    { state: 'IN_USE', sizeGiB: 8, encrypted: true, snapshotId: null, attachments: [{ device: '/dev/xvda' }] },
    { state: 'AVAILABLE', encrypted: false, attachments: [] },
  ]);
  expect(await as().list('listSecurityGroups')).toMatchObject([
    {
      name: 'web',
      tags: null,
      rules: [
        { protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '0.0.0.0/0' },
        { protocol: 'tcp', fromPort: 8000, toPort: 8080 },
      ],
    },
  ]);
  expect(await as().list('listIamUsers')).toMatchObject([
    { nativeId: 'alice', arn: 'arn:aws:iam::123456789012:user/alice', attributes: { hasMfa: true } },
    { nativeId: 'bob', createdAt: '2018-02-02T20:36:19.000Z', attributes: { hasMfa: false, passwordEnabled: true } },
  ]);
});

it.each([
  ['0.0.0.0/0', 'TCP 22', { protocol: 'tcp', fromPort: 22, toPort: 22, cidr: '0.0.0.0/0', peerId: null }],
  ['::/0', 'udp/53-54', { protocol: 'udp', fromPort: 53, toPort: 54, cidr: '::/0' }],
  [
    'sg-0123456789abcdef0 (web)',
    'TCP (80)',
    { protocol: 'tcp', fromPort: 80, cidr: null, peerId: 'sg-0123456789abcdef0' },
  ],
  ['10.0.0.0/8', 'All Traffic', { protocol: 'all', fromPort: null, toPort: null }],
  ['10.0.0.0/8', 'Some new words', { protocol: 'Some new words', fromPort: null }],
  [null, null, { protocol: 'unknown', cidr: null }],
])('a rule of %s for %s is understood, or kept as it is', (range, protocolPort, rule) => {
  expect(toRule(range, protocolPort)).toMatchObject(rule);
});

it('pages follow each other to the last, each resource once', async () => {
  fill(8);
  const pages = await as({ pageSize: 4 }).pages('listInstances');
  expect(pages.map(({ length }) => length)).toEqual([4, 4, 3]);
  expect(new Set(pages.flat().map(({ nativeId }) => nativeId)).size).toBe(11);
});

it('a page that says there is more, and not where, is no last page', async () => {
  fill(8);
  const lost = ({ body, ...answer }: EmulatedAnswer) => ({ ...answer, body: { ...(body as object), NextToken: null } });
  cloudcheckr.inject(isInventory, { type: 'change', change: lost });
  expect(await codeOf(as({ pageSize: 4 }).list('listInstances'))).toBe('PROVIDER_UNAVAILABLE');
});

it('a page that comes twice is an error, and no endless list', async () => {
  fill(8);
  const doubled = ({ body, ...answer }: EmulatedAnswer) => ({
    ...answer,
    body: { ...(body as object), HasNext: true, NextToken: 'page-4' },
  });
  cloudcheckr.inject(isInventory, { type: 'change', change: doubled }, 9);
  expect(await codeOf(as({ pageSize: 4 }).list('listInstances'))).toBe('PROVIDER_UNAVAILABLE');
  expect(inventoryCalls()).toHaveLength(2);
});

describe('a page that says nothing of more', () => {
  const silent = (more: object) => (answer: EmulatedAnswer) => {
    const { HasNext: _has, NextToken: _next, Count: _count, ...body } = answer.body as Record<string, unknown>;
    return { ...answer, body: { ...body, ...more } };
  };
  const listAfter = (pageSize: number, more: object = {}, input: object = {}) => {
    cloudcheckr.inject(isInventory, { type: 'change', change: silent(more) });
    return as({ pageSize }).list('listInstances', input);
  };

  it('is not the last one where it is as full as was asked for: the rest may be missing', async () => {
    fill(8);
    await expect(listAfter(4)).rejects.toThrow(/whether the 4 rows that it gave are all.*Choose a larger pageSize/);
    expect(await codeOf(listAfter(11))).toBe('PROVIDER_UNAVAILABLE');
  });

  it('is not the last one where there are more by its own count', async () => {
    expect(await codeOf(listAfter(4, { Count: 250 }))).toBe('PROVIDER_UNAVAILABLE');
  });

  it('is the last one where it has less', async () => {
    expect(await listAfter(4)).toHaveLength(3);
    expect(await listAfter(4, { Count: 3 })).toHaveLength(3);
  });

  it('is the last one of several where all of them have as many as it counts', async () => {
    fill(3);
    cloudcheckr.inject(isInventory, { type: 'change', change: silent({ Count: 6, NextToken: 'page-4' }) });
    expect(await listAfter(4, { Count: 6 })).toHaveLength(6);
  });

  it('is enough where all that were sought by id are on it', async () => {
    const nativeIds = cloudcheckr.account(id).holdings.instances.map((row) => row['InstanceId']);
    expect(await listAfter(3, { Count: 250 }, { nativeIds })).toHaveLength(3);
    expect(await codeOf(listAfter(3, { Count: 250 }, { nativeIds: [...nativeIds, 'i-00000000'] }))).toBe(
      'PROVIDER_UNAVAILABLE',
    );
  });
});

describe('CloudCheckr lists the account anew between two pages', () => {
  /** The first of the rows is gone, so each that follows moves one up: the one between the pages is on neither. */
  const listAnew = () => {
    cloudcheckr.account(id).holdings.instances.shift();
    cloudcheckr.account(id).lastUpdated = '2030-01-01T00:00:00';
  };

  it('which is an error, and no list that lacks what moved', async () => {
    fill(8);
    const { cursor } = await as({ pageSize: 4 }).run('listInstances', { region: 'global' });
    listAnew();
    const next = () => as({ pageSize: 4 }).run('listInstances', { region: 'global', cursor });
    expect(await codeOf(next())).toBe('PROVIDER_UNAVAILABLE');
    expect((await as({ pageSize: 4 }).list('listInstances')).length).toBe(10); // from the start
  });

  it('also while one of its pages goes out in several', async () => {
    fill(2);
    for (const row of cloudcheckr.account(id).holdings.instances) Object.assign(row, { Note: 'x'.repeat(400_000) });
    const { cursor } = await as().run('listInstances', { region: 'global' });
    listAnew();
    expect(await codeOf(as().run('listInstances', { region: 'global', cursor }))).toBe('PROVIDER_UNAVAILABLE');
  });

  it('also where some are sought by id, which would look gone', async () => {
    for (const name of ['carol', 'dave']) cloudcheckr.account(id).holdings.iamUsers.push({ UserName: name });
    cloudcheckr.inject(isInventory, {
      type: 'change',
      change: (answer) => (cloudcheckr.account(id).holdings.iamUsers.shift(), listAnew(), answer),
    });
    const find = as({ pageSize: 2 }).run('listIamUsers', { region: 'global', nativeIds: ['carol'] });
    expect(await codeOf(find)).toBe('PROVIDER_UNAVAILABLE');
  });
});

it('a page cut in its middle is an error, and nothing of it is shown', async () => {
  cloudcheckr.inject(isInventory, { type: 'cut' });
  expect(await codeOf(as().run('listInstances', { region: 'global' }))).toBe('PROVIDER_UNAVAILABLE');
});

it('an answer without the list it should have is an error, and no empty list', async () => {
  cloudcheckr.inject(isInventory, { type: 'answer', answer: { status: 200, body: { Count: 0, HasNext: false } } });
  expect(await codeOf(as().run('listInstances', { region: 'global' }))).toBe('FUNCTION_BAD_REPLY');
});

it('some are found by id wherever they are: asked for where CloudCheckr can, sought where it cannot', async () => {
  fill(8);
  const wanted = cloudcheckr.account(id).holdings.instances.at(-1)!['InstanceId'] as string;
  const { data, cursor } = await as({ pageSize: 4 }).run('listInstances', {
    region: 'global',
    nativeIds: [wanted, 'i-00000000'],
  });
  expect([(data as { nativeId: string }[]).map(({ nativeId }) => nativeId), cursor]).toEqual([[wanted], undefined]);
  expect(inventoryCalls()).toHaveLength(1);

  const bob = await as({ pageSize: 1 }).run('listIamUsers', { region: 'global', nativeIds: ['bob'] });
  expect(bob).toMatchObject({ data: [{ nativeId: 'bob' }] });
  expect(bob.cursor).toBeUndefined();
});

describe('what goes wrong is told by its name', () => {
  const answer = (status: number, headers: Record<string, string> = {}, body: unknown = { Message: 'No.' }) =>
    cloudcheckr.inject(isInventory, { type: 'answer', answer: { status, headers, body } });
  const list = () => as().run('listInstances', { region: 'global' });

  it('429 with how long to wait', async () => {
    answer(429, { 'retry-after': '7' });
    await expect(list()).rejects.toMatchObject({ code: 'PROVIDER_THROTTLED', retryAfterMs: 7_000 });
  });

  it.each([
    [401, 'PROVIDER_CREDENTIAL_REJECTED'],
    [403, 'PROVIDER_PERMISSION_DENIED'],
    [302, 'PROVIDER_UNAVAILABLE'],
    [400, 'PROVIDER_REJECTED_REQUEST'],
    [500, 'PROVIDER_UNAVAILABLE'],
    [503, 'PROVIDER_UNAVAILABLE'],
  ])('HTTP %i is %s', async (status, code) => {
    answer(status);
    expect(await codeOf(list())).toBe(code);
  });

  it.each([
    ['a page for people', 200, '<html>Sign in</html>', 'PROVIDER_UNAVAILABLE'],
    ['a key that ran out, as HTTP 400', 400, { Message: 'The access key has expired' }, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['no key, as HTTP 200', 200, { Message: 'Invalid api key' }, 'PROVIDER_CREDENTIAL_REJECTED'],
    ['a name that is no good', 400, { Message: 'Invalid account_name.' }, 'PROVIDER_REJECTED_REQUEST'],
    ['a tag that is unknown', 400, { Message: 'unknown account tag' }, 'PROVIDER_REJECTED_REQUEST'],
    ['a permission that is unknown', 403, { Message: 'unknown account permissions' }, 'PROVIDER_PERMISSION_DENIED'],
    ['a fault around keys', 500, { Message: 'api key expired cache failed' }, 'PROVIDER_UNAVAILABLE'],
    ['such a fault in a success', 200, { Code: 500, Message: 'api key expired cache failed' }, 'PROVIDER_UNAVAILABLE'],
    ['too much around an account', 429, { Message: 'Unknown account' }, 'PROVIDER_THROTTLED'],
    ['an account that is unknown', 400, { Message: 'Unknown account 1001.' }, 'RESOURCE_GONE'],
    ['an account by its code', 400, { ModelState: { ErrorCode: ['ACCOUNT_NOT_FOUND'] } }, 'RESOURCE_GONE'],
    ['an account that is gone', 400, { Message: 'The account was not found.' }, 'RESOURCE_GONE'],
    ['an error in a success', 200, { Code: 500, Message: 'Oops' }, 'PROVIDER_UNAVAILABLE'],
  ])('%s is told', async (_what, status, body, code) => {
    answer(status, {}, body);
    expect(await codeOf(list())).toBe(code);
  });

  it('an answer that has the name of its call beside it is not about an account', async () => {
    const answered = { status: 404, body: { Message: 'Not found.' } };
    cloudcheckr.inject(({ path }) => path.endsWith('get_account'), { type: 'answer', answer: answered });
    expect(await codeOf(as().run('status'))).toBe('PROVIDER_REJECTED_REQUEST');
  });

  it('a connection that breaks', async () => {
    cloudcheckr.inject(isInventory, { type: 'reset' });
    expect(await codeOf(list())).toBe('PROVIDER_UNAVAILABLE');
  });

  it('an answer that never comes ends with the signal', async () => {
    cloudcheckr.inject(isInventory, { type: 'silence' });
    const end = new AbortController();
    const run = as().run('listInstances', { region: 'global' }, { signal: end.signal });
    while (inventoryCalls().length === 0) await new Promise((resolve) => setImmediate(resolve));
    end.abort(new Error('the deadline'));
    await expect(run).rejects.toThrow('the deadline');
  });

  it('an account that was removed at CloudCheckr', async () => {
    cloudcheckr.removeAccount(id);
    expect(await codeOf(list())).toBe('RESOURCE_GONE');
  });
});

describe('the vendor’s public samples', () => {
  /** They are printed Python. */
  const sample = (name: string): Record<string, unknown>[] =>
    JSON.parse(
      readFileSync(specification(`samples/cloudcheckr-Inventory-${name}-output.json`)!, 'utf8')
        .replaceAll("'", '"')
        .replaceAll(/\bNone\b/g, 'null')
        .replaceAll(/\bTrue\b/g, 'true')
        .replaceAll(/\bFalse\b/g, 'false'),
    );
  const has = specification('samples/cloudcheckr-Inventory-GetIAMUsers-output.json') !== null;

  it.skipIf(!has)(`are read as they are ${WITHOUT}`, () => {
    const [instance] = sample('GetEC2Instances').map((row) => toInstance(row, row['InstanceId'] as string));
    expect(recordSchema('Instance').parse(instance)).toMatchObject({
      nativeId: 'i-00000000000000000',
      name: 'AIO',
      state: 'STOPPED',
      instanceType: 'm5.2xlarge',
      publicIps: [],
      launchedAt: '2018-10-12T13:11:01.000Z',
      tags: [
        { key: 'AMI', value: '' },
        { key: 'Name', value: 'AIO' },
      ],
    });
    const [user] = sample('GetIAMUsers').map((row) => toIamUser(row, row['UserName'] as string));
    expect(recordSchema('cloudcheckr.IamUser').parse(user)).toMatchObject({
      nativeId: 'User1',
      createdAt: '2018-02-02T20:36:19.000Z',
      attributes: { hasMfa: false, passwordEnabled: true, accessKeys: [{ status: 'Active' }] },
    });
  });

  it.skipIf(!has)(`have the fields that the emulator shows, and no others that it lacks in ours ${WITHOUT}`, () => {
    const known = new Set(Object.keys(sample('GetEC2Instances')[0]!));
    const ours = exampleHoldings({ id: 1 }).instances.flatMap((row) => Object.keys(row));
    expect(ours.filter((field) => !known.has(field))).toEqual([]);
  });
});
