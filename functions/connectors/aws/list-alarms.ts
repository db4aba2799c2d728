import { CloudWatchClient, DescribeAlarmsCommand, type MetricAlarm, type StateValue } from '@aws-sdk/client-cloudwatch';
import { defineListAlarms, type AlarmRecord } from '../../sdk/index.ts';
import type { AwsCredential, AwsOptions } from './account.ts';
import { service } from './client.ts';
import { momentOf } from './fields.ts';

const STATES: Record<StateValue, AlarmRecord['state']> = { ALARM: 'FIRING', INSUFFICIENT_DATA: 'UNKNOWN', OK: 'CLEAR' };

/** The dimensions that name a resource, the most telling first. */
const SUBJECTS = [
  { dimension: 'InstanceId', kind: 'Instance' },
  { dimension: 'VolumeId', kind: 'Volume' },
  { dimension: 'FunctionName', kind: 'aws.LambdaFunction' },
];

const cloudWatch = service('cloudwatch', CloudWatchClient);

/** One page, at most 100, of the CloudWatch metric alarms of one region. */
export const listAlarms = defineListAlarms<AwsCredential, AwsOptions>({
  name: 'aws.listAlarms',
  permissions: ['cloudwatch:DescribeAlarms'],
  quota: { callsPerSecond: 9, per: ['account', 'region'] },
  async run({ region, cursor, nativeIds }, context) {
    const command = new DescribeAlarmsCommand({
      AlarmTypes: ['MetricAlarm'],
      MaxRecords: 100,
      NextToken: cursor,
      AlarmNames: nativeIds?.map((arn) => arn.replace(/^.*?:alarm:/, '')),
    });
    const page = await cloudWatch(context, region).send(command);
    return { items: (page.MetricAlarms ?? []).map(toAlarm), cursor: page.NextToken };
  },
});

function toAlarm(alarm: MetricAlarm): AlarmRecord {
  return {
    nativeId: alarm.AlarmArn!,
    title: alarm.AlarmName!,
    description: alarm.AlarmDescription ?? null,
    state: STATES[alarm.StateValue!] ?? 'UNKNOWN',
    severity: severityOf(alarm.AlarmDescription),
    subject: subjectOf(alarm),
    changedAt: momentOf(alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)!,
    native: alarm,
  };
}

/** CloudWatch has no severity. HIGH, unless the description says `severity: critical`, or another of ours. */
function severityOf(description: string | undefined): AlarmRecord['severity'] {
  const word = /\bseverity\s*[:=]\s*(critical|high|medium|low|info)\b/i.exec(description ?? '')?.[1];
  return (word?.toUpperCase() as AlarmRecord['severity'] | undefined) ?? 'HIGH';
}

/** The resource of the alarm's metric, or of the first metric of its expression that has one. Null: none of ours. */
function subjectOf({ Dimensions, Metrics }: MetricAlarm): AlarmRecord['subject'] {
  const dimensions = [
    ...(Dimensions ?? []),
    ...(Metrics ?? []).flatMap(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? []),
  ];
  for (const { dimension, kind } of SUBJECTS) {
    const nativeId = dimensions.find(({ Name }) => Name === dimension)?.Value;
    if (nativeId) return { kind, nativeId };
  }
  return null;
}
