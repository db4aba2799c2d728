import assert from 'node:assert/strict';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startCloudCheckr, type CloudCheckr } from '../../../emulators/cloudcheckr/index.ts';
import type { EmulatedAnswer } from '../../../emulators/http.ts';
import { CMX, codeOf, connect, LEGACY } from './account.ts';

let cloudcheckr: CloudCheckr;
let id: string;
const as = (options: object = {}) => connect(cloudcheckr, id, LEGACY, options);
const list = (options: object = {}) => as(options).list('listAlarms');
/** As CloudCheckr writes times. */
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19);

beforeEach(async () => {
  cloudcheckr = await startCloudCheckr();
  id = String(cloudcheckr.addAccount('production').id);
  cloudcheckr.synchronise(id);
});
afterEach(async () => {
  await cloudcheckr[Symbol.asyncDispose]();
  assert.deepEqual(cloudcheckr.violations, []);
});

it('an alert on the cost is made, fires when the month costs more, and is one alarm however often it tells', async () => {
  const { alertId } = (await as().handle('createAlert', { name: 'Too dear', above: 100 })).data;
  expect(cloudcheckr.account(id).alerts).toEqual([{ name: 'Too dear', budget: 100, percent: 100, period: 'monthly' }]);
  expect(await list()).toEqual([]);

  cloudcheckr.raiseCost(id, 'Too dear', 125);
  cloudcheckr.raiseCost(id, 'Too dear', 126);
  expect(await list()).toMatchObject([
    { nativeId: alertId, title: 'Too dear', state: 'FIRING', severity: 'HIGH', subject: null },
  ]);
});

it('making an alert again makes no second, unless it is another', async () => {
  const first = await as().handle('createAlert', { name: 'Too dear', above: 100 });
  expect(await as().handle('createAlert', { name: 'Too dear', above: 100 })).toEqual(first);
  expect(cloudcheckr.account(id).alerts).toHaveLength(1);
  expect(await codeOf(as().handle('createAlert', { name: 'Too dear', above: 200 }))).toBe('BAD_USER_INPUT');
  expect(await codeOf(as().handle('createAlert', { name: ' ', above: 1 }))).toBe('BAD_USER_INPUT');
  expect(await codeOf(as().handle('createAlert', { name: 'x', above: 0 }))).toBe('BAD_USER_INPUT');
});

it.each([
  ['is off', { IsEnabled: false }],
  ['is of another kind', { AlertType: 'CloudTrail' }],
  ['is for another budget', { Budget: 50 }],
  ['is for a part of the budget', { PercentOfBudget: 80 }],
  ['is for another time', { BudgetPeriod: 'Yearly' }],
  ['says nothing of its budget', { Budget: null }],
])('an alert of the same name that %s is not the one that was to be made', async (_what, other) => {
  await as().handle('createAlert', { name: 'Too dear', above: 100 });
  const change = ({ body, ...answer }: EmulatedAnswer) => {
    const [alert] = (body as { Alerts: object[] }).Alerts;
    return { ...answer, body: { Alerts: [{ ...alert, ...other }] } };
  };
  cloudcheckr.inject(({ path }) => path.endsWith('get_alerts'), { type: 'change', change });
  const again = as().handle('createAlert', { name: 'Too dear', above: 100 });
  await expect(again).rejects.toThrow(/has another alert Too dear .*Choose another name/);
  expect(await codeOf(again)).toBe('BAD_USER_INPUT');
});

it('an alert is known whichever way its fields are spelt, and whatever list it stands in', async () => {
  const alert = {
    alert_name: 'Too dear',
    enabled: true,
    budget: '100',
    percent_of_budget: 100,
    budget_period: 'monthly',
  };
  const body = { CloudTrailAlerts: [{ AlertName: 'Too dear', IsEnabled: true }], CostAlerts: [alert] };
  cloudcheckr.inject(({ path }) => path.endsWith('get_alerts'), { type: 'answer', answer: { status: 200, body } });
  await as().handle('createAlert', { name: 'Too dear', above: 100 });
  expect(cloudcheckr.account(id).alerts).toEqual([]);
});

it('CMx makes alerts and tells of them through the older interface, with its token', async () => {
  const cmx = connect(cloudcheckr, cloudcheckr.account(id).cmxId, CMX);
  await cmx.handle('createAlert', { name: 'Too dear', above: 100 });
  cloudcheckr.raiseCost(id, 'Too dear', 125);
  expect(await cmx.list('listAlarms')).toMatchObject([{ title: 'Too dear' }]);
  expect(cloudcheckr.requests.filter(({ headers }) => 'access_key' in headers)).toEqual([]);
});

it('polls that overlap show the same alarm, until its newest result is too old', async () => {
  cloudcheckr.raise(id, 'utilization', { AlertName: 'CPU', InstanceId: 'i-01234567', Created: hoursAgo(20) });
  const first = await list();
  expect(await list()).toEqual(first);
  expect(first).toMatchObject([
    { nativeId: 'utilization/CPU/i-01234567', subject: { kind: 'Instance', nativeId: 'i-01234567' } },
  ]);
  expect(await list({ alarmLookBackHours: 12 })).toEqual([]);

  const newer = hoursAgo(1);
  cloudcheckr.raise(id, 'utilization', { AlertName: 'CPU', InstanceId: 'i-01234567', Created: newer });
  expect(await list({ alarmLookBackHours: 12 })).toMatchObject([
    { nativeId: first[0]!.nativeId, changedAt: `${newer}.000Z` },
  ]);
});

it('a result that arrives late, with a time before what was polled last, is not lost', async () => {
  cloudcheckr.raise(id, 'cost', { AlertName: 'A', Created: hoursAgo(0) });
  expect(await list()).toHaveLength(1);
  cloudcheckr.raise(id, 'cost', { AlertName: 'B', Created: hoursAgo(3) });
  expect((await list()).map(({ title }) => title)).toEqual(['A', 'B']);
});

it('an older result that is listed after a newer one does not take its place', async () => {
  const newest = hoursAgo(1);
  for (const Created of [hoursAgo(5), newest, hoursAgo(9)]) cloudcheckr.raise(id, 'cost', { AlertName: 'A', Created });
  expect(await list()).toMatchObject([{ changedAt: `${newest}.000Z` }]);
});

it('one alert on two resources is two alarms; alerts of one name in two kinds are two as well', async () => {
  for (const InstanceId of ['i-01234567', 'i-76543210'])
    cloudcheckr.raise(id, 'utilization', { AlertName: 'A', InstanceId });
  for (const kind of ['cost', 'cloudtrail', 'resources'] as const) cloudcheckr.raise(id, kind, { AlertName: 'A' });
  const ids = (await list()).map(({ nativeId }) => nativeId);
  expect(ids).toEqual([
    expect.stringMatching(/^cloudtrail\/A\/[0-9a-f]{16}$/),
    'cost/A',
    'resources/A',
    'utilization/A/i-01234567',
    'utilization/A/i-76543210',
  ]);
});

it('of what CloudTrail saw each event is an alarm of its own, the same in every poll', async () => {
  const event = (EventName: string, hours: number) => ({
    AlertName: 'Sensitive call',
    EventName,
    EventDate: hoursAgo(hours),
    IdenityArn: 'arn:aws:sts::215011050627:assumed-role/admin',
  });
  const earlier = [event('StopLogging', 3), event('DeleteTrail', 2), event('DeleteTrail', 1)];
  for (const result of earlier) cloudcheckr.raise(id, 'cloudtrail', result);
  const first = await list();
  const described = first.map(({ description }) => description);
  for (const { EventName } of earlier) expect(described).toContain(`EventName: ${EventName}`);
  expect(described).toHaveLength(3);

  // Told once more, and judged anew: still the same events. Only what happened since is new.
  cloudcheckr.raise(id, 'cloudtrail', { ...earlier[0], IpRisk: true, Created: hoursAgo(-0.01) });
  cloudcheckr.raise(id, 'cloudtrail', event('CreateUser', 0));
  const known = new Map(first.map(({ nativeId, changedAt }) => [nativeId, changedAt]));
  const second = await list();
  expect(second.filter(({ nativeId }) => !known.has(nativeId))).toMatchObject([
    { description: 'EventName: CreateUser' },
  ]);
  expect(second.filter(({ nativeId, changedAt }) => known.get(nativeId) === changedAt)).toHaveLength(3);
});

it('an event that CloudCheckr tells late, from before the look-back, is told', async () => {
  cloudcheckr.raise(id, 'cloudtrail', { AlertName: 'A', EventDate: hoursAgo(30), Created: hoursAgo(1) });
  expect(await list()).toMatchObject([{ changedAt: expect.stringMatching(/Z$/) }]);
});

it('a result from before the look-back does not fire, though CloudCheckr lists it', async () => {
  const old = { AlertName: 'A', Created: hoursAgo(50) };
  const change = () => ({ status: 200, body: { CostAlertResults: [old], HasNext: false } });
  cloudcheckr.inject(({ path }) => path.includes('cost'), { type: 'change', change });
  expect(await list()).toEqual([]);
});

it('texts that are too long are cut, and the other alarms stay', async () => {
  const long = 'x'.repeat(5_000);
  cloudcheckr.raise(id, 'cloudtrail', { AlertName: long, EventName: long, IpAddress: long, ResourceId: 'i-01234567' });
  cloudcheckr.raise(id, 'cost', { AlertName: 'B' });
  expect((await list()).map(({ nativeId }) => nativeId.length)).toEqual([
    'cloudtrail/'.length + 500 + '/0123456789abcdef'.length,
    6,
  ]);
});

it('an alert that was switched off does not fire', async () => {
  cloudcheckr.raise(id, 'cost', { AlertName: 'A', AlertStatus: 'Disabled' });
  expect(await list()).toEqual([]);
});

it('results on many pages are all read', async () => {
  for (let at = 0; at < 1_203; at++) cloudcheckr.raise(id, 'cloudtrail', { AlertName: 'A', EventName: `Event ${at}` });
  expect(await list()).toHaveLength(1_203);
  expect(cloudcheckr.requests.filter(({ path }) => path.includes('cloudtrail'))).toHaveLength(3 * 2); // for two replies
});

it('results as many as were asked for, of which nothing says that they are all, are no list that looks complete', async () => {
  const answerWith = (count: number) => {
    const results = Array.from({ length: count }, (_, at) => ({ AlertName: `Alert ${at}`, Created: hoursAgo(1) }));
    const answer = { status: 200, body: { CostAlertResults: results } };
    cloudcheckr.inject(({ path }) => path.includes('cost'), { type: 'answer', answer });
  };
  answerWith(499);
  expect(await list()).toHaveLength(499);
  answerWith(500);
  await expect(list()).rejects.toThrow(/whether the 500 rows.*Choose a shorter alarmLookBackHours/);
});

it('when one kind cannot be asked, there is an error and no list that looks complete', async () => {
  cloudcheckr.raiseCost(id, 'A', 1);
  const answer = { status: 403, body: { Message: 'No.' } };
  cloudcheckr.inject(({ path }) => path.includes('cloudtrail'), { type: 'answer', answer });
  await expect(list()).rejects.toThrow(/alert\/get_cloudtrail_alert_results_V2/);
});

it('the vendor’s sample of a CloudTrail alert, field by field, is an alarm', async () => {
  cloudcheckr.raise(id, 'cloudtrail', {
    Created: hoursAgo(1),
    EventDate: hoursAgo(2),
    EventName: 'GenerateCredentialReport',
    AccountId: '215011050627',
    IdenityArn: 'arn:aws:sts::215011050627:assumed-role/0000000-IamRole',
    Service: 'AmazonIAM',
    Region: 'US East (Northern Virginia)',
    ResponseType: 'Success',
    AlertName: 'Credentials report generated',
    IsThresholdResult: false,
    RequestParams: '',
  });
  expect(await list()).toMatchObject([
    {
      nativeId: expect.stringMatching(/^cloudtrail\/Credentials report generated\/[0-9a-f]{16}$/),
      severity: 'MEDIUM',
      subject: null,
      description: 'EventName: GenerateCredentialReport, ResponseType: Success',
    },
  ]);
});
