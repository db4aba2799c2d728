import { z } from 'zod';
import {
  ALARM_EVENT_TYPE,
  defineHandler,
  InputRefused,
  momentOf,
  type AlarmEventData,
  type AlarmRecord,
  type DatedAlarm,
  type CloudEvent,
  type Row,
} from '../../sdk/index.ts';
import { cloudIdOf, regionOf, type MistContext, type MistCredential, type MistOptions } from './account.ts';
import { alarmOf, foldIncidents, SUBJECTS } from './alarms.ts';
import { textOf } from './fields.ts';
import { readIncidentLog } from './incidents.ts';
import { ruleNamed } from './rules.ts';

/** What says that a rule is kept again. Mist itself calls no webhook then; a body made by hand may. */
const ENDS = /\b(rule_)?(untriggered|resolved|recovered|cleared|ok)\b/i;

/**
 * Takes what a rule's webhook brings and says which alarm that is: the same as a listing shows. Besides the body that
 * `createAlert` writes it takes others, as long as they name the rule.
 */
export const receiveAlarm = defineHandler<Row, { alarms: number }, MistCredential, MistOptions>({
  name: 'mistio.receiveAlarm',
  permissions: ['read:rule', 'read:logs'],
  quota: null,
  effect: 'READ',
  idempotent: true,
  data: z.looseObject({}),
  output: z.strictObject({ alarms: z.int() }),
  async run(event, { account, ...rest }) {
    if (account === null) throw new InputRefused('the webhook belongs to no provider: make it with `providerId`');
    const context: MistContext = { ...rest, account };
    const { data } = event;
    if ((firstOf(data, ['cloud_id', 'cloud']) ?? cloudIdOf(account)) !== cloudIdOf(account))
      return { data: { alarms: 0 } };
    const ruleName = firstOf(data, ['rule_name', 'rule_title', 'rule', 'name', 'title']);
    const ruleId = textOf(data, 'rule_id') ?? (ruleName && (await ruleNamed(context, ruleName))?.id);
    if (!ruleId) throw new InputRefused("no rule of Mist is named: put `rule_id` into the JSON of the rule's webhook");
    const said = momentOf(data['time'] ?? data['timestamp']);
    const firing = !ENDS.test(`${textOf(data, 'action') ?? ''} ${textOf(data, 'state') ?? ''}`);
    const changedAt = said ?? momentOf(event.time) ?? new Date().toISOString();
    const told = alarmOf({ ruleId, ruleName, subject: subjectOf(data), firing, changedAt }, data);
    const alarm = said === null ? { ...told, changedAt: (await loggedAt(context, told)) ?? changedAt } : told;
    return { data: { alarms: 1 }, events: [eventOf(event, alarm, account)] };
  },
});

/**
 * When the log says that the same began: a webhook says no moment, and that of its arrival would be another firing to who
 * has read the log before. Null where the log does not say it yet.
 */
async function loggedAt(context: MistContext, { nativeId, subject, state }: AlarmRecord): Promise<string | null> {
  const logged = foldIncidents(await readIncidentLog(context, Date.now(), nativeId));
  const same = logged.find(
    (one) => one.nativeId === nativeId && one.subject?.nativeId === subject?.nativeId && one.state === state,
  );
  return same?.changedAt ?? null;
}

/** Named after the event that it comes from: what is delivered twice is one event. */
function eventOf({ id, source }: CloudEvent, alarm: DatedAlarm, account: MistContext['account']): CloudEvent {
  const data: AlarmEventData = { providerId: account.providerId, region: regionOf(account), alarms: [alarm] };
  return {
    specversion: '1.0',
    type: ALARM_EVENT_TYPE,
    id,
    source: `${source}/mistio.receiveAlarm`,
    subject: alarm.nativeId,
    time: alarm.changedAt,
    data,
  };
}

/** The resource's id under any of its names, or the end of its address in Mist. */
function subjectOf(data: Row): AlarmRecord['subject'] {
  for (const { field, kind } of SUBJECTS) {
    const nativeId = textOf(data, field);
    if (nativeId !== null) return { kind, nativeId };
  }
  const [, path, inUrl] = /\/([a-z]+)s\/([^/?#]+)/.exec(firstOf(data, ['resource_url', 'url', 'link']) ?? '') ?? [];
  const type = firstOf(data, ['resource_type', 'type']) ?? path ?? 'machine';
  const kind = SUBJECTS.find((one) => one.path.startsWith(type.toLowerCase().replace(/s$/, '')))?.kind;
  const nativeId = firstOf(data, ['resource_id', 'machine', 'id']) ?? inUrl;
  return kind && nativeId ? { kind, nativeId } : null;
}

const firstOf = (data: Row, names: readonly string[]): string | null =>
  names.map((name) => textOf(data, name)).find((text) => text !== null) ?? null;
