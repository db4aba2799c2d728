import { z } from 'zod';
import {
  ALARM_EVENT_TYPE,
  defineHandler,
  InputRefused,
  momentOf,
  ProviderUnavailable,
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

/** How long Mist usually takes to log what it has called a webhook for. */
const LOG_DELAY_MS = 2_000;

/** What a webhook says of an alarm. */
interface Told {
  readonly ruleId: string;
  readonly subject: AlarmRecord['subject'];
  readonly firing: boolean;
}

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
    const subject = subjectOf(data);
    const changedAt = said ?? (await loggedAt(context, { ruleId, subject, firing }));
    const alarm = alarmOf({ ruleId, ruleName, subject, firing, changedAt }, data);
    return { data: { alarms: 1 }, events: [eventOf(event, alarm, account)] };
  },
});

/**
 * When the log says that the same began: a webhook says no moment, and that of its arrival is of another clock, so that
 * one firing would be two to who reads the log before or later. Mist calls a moment before it logs, so what the log lacks
 * is asked for again by whoever delivers the webhook. What it never gets is given up there, with this as the reason: a
 * listing, which is read from the log, would not show it either.
 */
async function loggedAt(context: MistContext, { ruleId, subject, firing }: Told): Promise<string> {
  const logged = foldIncidents(await readIncidentLog(context, Date.now(), ruleId));
  const same = logged.find(
    (one) =>
      one.nativeId === ruleId &&
      one.subject?.nativeId === subject?.nativeId &&
      one.state === (firing ? 'FIRING' : 'CLEAR'),
  );
  if (same) return same.changedAt;
  throw new ProviderUnavailable(
    `the log of Mist does not show yet that the rule ${ruleId} ${firing ? 'is broken' : 'is kept again'} by ${subject?.nativeId ?? 'no resource'}`,
    { retryAfterMs: LOG_DELAY_MS },
  );
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
