import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { connect, insideOf } from './account.ts';

const accountId = '240000000001';
const region = 'us-east-1';
const moto = inject('motoUrl');
let account: Awaited<ReturnType<typeof connect>>;
let cloudWatch: CloudWatchClient;

const put = (AlarmName: string, Dimensions: { Name: string; Value: string }[], AlarmDescription?: string) =>
  cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      AlarmDescription,
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions,
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 90,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  );
const set = (AlarmName: string, StateValue: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') =>
  cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'a test' }));

beforeAll(async () => {
  account = await connect(accountId, moto);
  cloudWatch = new CloudWatchClient(await insideOf(accountId, moto, region));
  await put('cpu', [{ Name: 'InstanceId', Value: 'i-0123456789abcdef0' }], 'CPU is high. severity: critical');
  await put('disk', [{ Name: 'VolumeId', Value: 'vol-0123456789abcdef0' }]);
  await put('bill', [{ Name: 'Currency', Value: 'USD' }], 'severity of this is not said');
  await set('cpu', 'ALARM');
  await set('disk', 'OK');
  await set('bill', 'INSUFFICIENT_DATA');
});

describe('CloudWatch alarms', () => {
  it('have state, severity and subject', async () => {
    const alarms = await account.list('listAlarms', { region });
    const arn = (name: string) => `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`;
    expect(alarms.toSorted((a, b) => a.nativeId.localeCompare(b.nativeId))).toMatchObject([
      { nativeId: arn('bill'), title: 'bill', state: 'UNKNOWN', severity: 'HIGH', subject: null },
      {
        nativeId: arn('cpu'),
        state: 'FIRING',
        severity: 'CRITICAL',
        subject: { kind: 'Instance', nativeId: 'i-0123456789abcdef0' },
      },
      {
        nativeId: arn('disk'),
        state: 'CLEAR',
        severity: 'HIGH',
        subject: { kind: 'Volume', nativeId: 'vol-0123456789abcdef0' },
      },
    ]);
  });

  it('change', async () => {
    await set('cpu', 'OK');
    const [alarm] = await account.list('listAlarms', {
      region,
      nativeIds: [`arn:aws:cloudwatch:${region}:${accountId}:alarm:cpu`],
    });
    expect(alarm).toMatchObject({ title: 'cpu', state: 'CLEAR' });
    expect(Date.parse(String(alarm!['changedAt']))).toBeGreaterThan(Date.now() - 60_000);
  });

  it('of another region or account are not there', async () => {
    expect(await account.list('listAlarms', { region: 'eu-west-1' })).toEqual([]);
    expect(await (await connect('240000000002', moto)).list('listAlarms', { region })).toEqual([]);
  });
});
