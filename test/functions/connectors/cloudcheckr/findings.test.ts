import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findingsOf } from '../../../../functions/connectors/cloudcheckr/best-practices.ts';
import { startCloudCheckr, type CloudCheckr } from '../../../emulators/cloudcheckr/index.ts';
import { CMX, connect, LEGACY } from './account.ts';

let cloudcheckr: CloudCheckr;
let id: string;
const list = (credential: unknown = LEGACY) =>
  connect(cloudcheckr, credential === CMX ? cloudcheckr.account(id).cmxId : id, credential).list('listFindings');
const checks = () => cloudcheckr.account(id).holdings.checks;

beforeEach(async () => {
  cloudcheckr = await startCloudCheckr();
  id = String(cloudcheckr.addAccount('production').id);
  cloudcheckr.synchronise(id);
});
afterEach(async () => {
  await cloudcheckr[Symbol.asyncDispose]();
  assert.deepEqual(cloudcheckr.violations, []);
});

it('a check of which CloudCheckr says nothing is not one without results', async () => {
  checks().length = 0;
  checks().push(
    { CheckId: 7, Name: 'Odd', Importance: 'constructor' },
    { CheckId: 8, Name: 'Kept', CountOfResults: 0 },
  );
  expect(await list()).toMatchObject([{ nativeId: '7/unknown', verdict: 'UNKNOWN', severity: 'MEDIUM' }]);
});

it.each([
  ['the older interface', LEGACY],
  ['CMx', CMX],
])('best practices that are not kept are findings, through %s', async (_title, credential) => {
  const findings = await list(credential);
  expect(findings).toHaveLength(4);
  const idle = findings.find(({ checkName, summary }) => checkName === 'Idle EC2 Instances' && summary.includes('web'));
  const instanceId = cloudcheckr.account(id).holdings.instances[0]!['InstanceId'] as string;
  expect(idle).toMatchObject({
    checkId: '107',
    category: 'Cost',
    severity: 'MEDIUM',
    verdict: 'FAIL',
    subject: { kind: 'Instance', nativeId: instanceId },
    details: [
      { key: 'Instance ID', value: `${instanceId} (https://app.cloudcheckr.example/i?id=1|2)` },
      { key: 'Name', value: 'web & api' },
      { key: 'Launched', value: '2018-10-12T13:11:01' },
      { key: 'Savings', value: '$12.00' },
    ],
  });
  expect(findings.find(({ checkId }) => checkId === '311')).toMatchObject({
    severity: 'HIGH',
    category: null,
    subject: { kind: 'cloudcheckr.IamUser', nativeId: 'bob' },
  });
});

it('the subject of a finding is a resource that the lists show', async () => {
  const account = connect(cloudcheckr, id);
  const [findings, volumes] = [await list(), await account.list('listVolumes')];
  const encrypted = findings.find(({ checkId }) => checkId === '24')!;
  expect(volumes.map(({ nativeId }) => nativeId)).toContain(encrypted['subject'].nativeId);
});

it('a finding stays the same one while its costs change, and whoever else is found', async () => {
  const before = (await list()).find(({ checkId }) => checkId === '24')!;
  const [check] = checks();
  const [result] = check!['Results'] as string[];
  const other = 'Volume ID: vol-00000000 | Region: EU (Ireland) | Monthly Cost: $7';
  checks()[0] = { ...check, CountOfResults: 2, Results: [other, result!.replace('$0.80', '$9.99')] };
  const after = (await list()).filter(({ checkId }) => checkId === '24');
  expect(after).toHaveLength(2);
  expect(after.map(({ nativeId }) => nativeId)).toContain(before.nativeId);
});

it.each([
  ['savings', 'Service: EC2 | Savings: $12.00', 'Service: EC2 | Savings: $12.50'],
  [
    'the last activity of a user',
    'User Name: bob | Last User Activity: 3 days ago',
    'User Name: bob | Last User Activity: 4 days ago',
  ],
  [
    'the age of a key',
    'Access Key ID: AKIA1 | Access Key Age: 90 days',
    'Access Key ID: AKIA1 | Access Key Age: 91 days',
  ],
  ['an age without a key', 'Service: EC2 | stopped for 30 days', 'Service: EC2 | stopped for 31 days'],
  ['a time without a key', 'Service: EC2 | stopped since 12:30', 'Service: EC2 | stopped since 14:45'],
  ['a key that only has such a word inside', 'Service: EC2 | Superuserid: 1%', 'Service: EC2 | Superuserid: 2%'],
])('a finding stays the same one while %s changes', (_what, before, after) => {
  const [first, second] = [before, after].map((result) => findingsOf({ CheckId: 5, Results: [result] })[0]!.nativeId);
  expect(second).toBe(first);
  const other = findingsOf({ CheckId: 5, Results: [before.replace(/EC2|bob|AKIA1/, 'other')] })[0]!.nativeId;
  expect(other).not.toBe(first);
});

it('findings that differ in what changes alone are still two, and those that differ in more keep their ids', () => {
  const ids = (...Results: string[]) => findingsOf({ CheckId: 5, Results }).map(({ nativeId }) => nativeId);
  expect(new Set(ids('Savings: $1', 'Savings: $2')).size).toBe(2);
  const group = 'Group ID: sg-01234567';
  expect(ids(`${group} | Why: one | Cost: $1`, `${group} | Why: other | Cost: $1`)).toEqual(
    ids(`${group} | Why: one | Cost: $2`, `${group} | Why: other | Cost: $3`),
  );
});

it('a long text without an end takes no longer than it is long', () => {
  const began = performance.now();
  for (const piece of ['1', '$1', '1,', '1:', 'aB', '2026-'])
    findingsOf({ CheckId: 1, Results: [piece.repeat(100_000), `Key: ${piece.repeat(100_000)}`] });
  expect(performance.now() - began).toBeLessThan(2_000);
});

it('a check without an id goes by its name, and without both it is kept all the same', async () => {
  checks().push({ Name: 'Nameless ports', Results: ['Port: 22'] }, { Results: ['Port: 23'] });
  const findings = await list();
  expect(findings).toHaveLength(6);
  expect(findings.map(({ checkId }) => checkId)).toEqual(expect.arrayContaining(['Nameless ports', 'unnamed']));
});

it.each([
  ['one text', 'Instance ID: i-12345678'],
  ['one object', { InstanceId: 'i-12345678' }],
])('%s in the place of a list of results is a result', (_what, Results) => {
  expect(findingsOf({ CheckId: 1, Name: 'Idle', CountOfResults: 1, Results })).toMatchObject([
    { verdict: 'FAIL', subject: { kind: 'Instance', nativeId: 'i-12345678' } },
  ]);
});

it('two findings on one resource are told apart, and one that is said twice is one', () => {
  const group = 'Group ID: sg-01234567';
  const found = findingsOf({
    CheckId: 1,
    Results: [`${group} | Port: 22`, `${group} | Port: 3389`, `${group} | Port: 22`],
  });
  expect(new Set(found.map(({ nativeId }) => nativeId)).size).toBe(2);
  const alike = findingsOf({ CheckId: 1, Results: [`${group} | Why: one`, `${group} | Why: other`] });
  expect(new Set(alike.map(({ nativeId }) => nativeId)).size).toBe(2);
});

it('results that are counted and not shown are a finding of their own, never a pass', () => {
  expect(findingsOf({ CheckId: 1, Name: 'Open ports', CountOfResults: 7, Results: ['Port: 22'] })).toMatchObject([
    { summary: 'Port: 22' },
    { nativeId: '1/hidden', verdict: 'FAIL', subject: null, summary: expect.stringMatching(/^6 more results/) },
  ]);
});

it('an importance that is not said, or not known, is neither loud nor lost', () => {
  const severities = ['High', 'low', 'Informational', 'Apocalyptic', null].map(
    (Importance) => findingsOf({ CheckId: 1, Importance, Results: ['x'] })[0]!.severity,
  );
  expect(severities).toEqual(['HIGH', 'LOW', 'INFO', 'MEDIUM', 'MEDIUM']);
});

it('results that are no texts, empty, or far too long are findings all the same', async () => {
  const long = 'x'.repeat(10_000);
  const many = Array.from({ length: 500 }, (_, at) => `K${at}: v`).join('|');
  checks().push({ CheckId: 'odd', Results: [{ a: 1 }, 7, null, '', long, `${long}: key`, many] });
  const odd = (await list()).filter(({ checkId }) => checkId === 'odd');
  expect(odd).toHaveLength(7);
  expect(odd.every(({ summary }) => summary.length > 0)).toBe(true);
  const text = odd.find(({ details }) => details.length === 3 && details[0].value.startsWith('x'))!;
  expect(text['details'].map(({ value }: { value: string }) => value).join('')).toBe(long);
  expect(odd.map(({ details }) => details.length).toSorted((a, b) => b - a)[0]).toBe(200);
});

it('thousands of findings come in pages, each once, though one is put right between two pages', async () => {
  const results = Array.from({ length: 2_500 }, (_, at) => `Instance ID: i-${String(at).padStart(8, '0')} | Cost: $1`);
  checks().splice(0, 99, { CheckId: 1, Name: 'Idle', Results: results });
  const account = connect(cloudcheckr, id);
  const first = await account.run('listFindings', { region: 'global' });
  const seen = (first.data as { nativeId: string }[]).map(({ nativeId }) => nativeId);
  checks()[0] = { CheckId: 1, Name: 'Idle', Results: results.slice(1) };
  for (let { cursor } = first; cursor !== undefined;) {
    const page = await account.run('listFindings', { region: 'global', cursor });
    seen.push(...(page.data as { nativeId: string }[]).map(({ nativeId }) => nativeId));
    cursor = page.cursor;
  }
  expect([seen.length, new Set(seen).size]).toEqual([2_500, 2_500]);
});
