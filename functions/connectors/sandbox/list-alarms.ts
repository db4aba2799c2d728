import { defineListAlarms, type AlarmRecord } from '../../sdk/index.ts';
import type { SandboxCredential, SandboxOptions } from './account.ts';
import { alarmCount, alarmPhase } from './alarms.ts';
import { countsOf, enter, type Cloud } from './cloud.ts';
import { nativeIdOf } from './ids.ts';
import { nameAt } from './instances.ts';
import { hash, mix, pick } from './noise.ts';
import { pageOf } from './pages.ts';

const CONDITIONS: readonly [Condition, ...Condition[]] = [
  { title: 'CPU above 90 %', severity: 'MEDIUM' },
  { title: 'Disk almost full', severity: 'HIGH' },
  { title: 'Health check fails', severity: 'CRITICAL' },
  { title: 'Network errors', severity: 'LOW' },
];
interface Condition {
  readonly title: string;
  readonly severity: AlarmRecord['severity'];
}

/** One page of the alarms of a region, firing and clear ones. */
export const listAlarms = defineListAlarms<SandboxCredential, SandboxOptions>({
  name: 'sandbox.listAlarms',
  permissions: ['sandbox:ListAlarms'],
  quota: { callsPerSecond: 50, per: ['account', 'region'] },
  async run(input, context) {
    const cloud = await enter(context, 'sandbox:ListAlarms', input.region);
    const { regions } = cloud.options;
    const at = regions.indexOf(input.region);
    const count = Math.max(0, Math.ceil((alarmCount(cloud.options) - at) / regions.length));
    return pageOf(cloud, 'Alarm', count, input, (index) =>
      alarmAt(cloud, input.region, index * regions.length + at, index),
    );
  },
});

/** `alarm` counts over the account, whose regions take turns; `index` counts inside the region. */
function alarmAt(cloud: Cloud, region: string, alarm: number, index: number): AlarmRecord {
  const { options, now } = cloud;
  const { firing, changedAt } = alarmPhase(options, alarm, now);
  const space = hash(`${options.seed}/${region}/alarm`);
  const { title, severity } = pick(CONDITIONS, space, index);
  const instances = countsOf(options, region).Instance;
  const subject = instances === 0 ? null : mix(space ^ 1, index) % instances;
  const nativeId = nativeIdOf(options.seed, region, 'Alarm', index);
  return {
    nativeId,
    title: subject === null ? title : `${title} on ${nameAt(hash(`${options.seed}/${region}/instance`), subject)}`,
    description: null,
    state: firing ? 'FIRING' : 'CLEAR',
    severity,
    subject:
      subject === null ? null : { kind: 'Instance', nativeId: nativeIdOf(options.seed, region, 'Instance', subject) },
    changedAt: new Date(changedAt).toISOString(),
    native: { id: nativeId, firing },
  };
}
