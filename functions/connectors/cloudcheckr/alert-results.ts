/**
 * What CloudCheckr's alerts told lately. It tells no states: an alert fires while its newest result is young. What CloudTrail
 * saw are events that happen once, such as a trail's deletion: there each result is an alarm of its own.
 */
import { momentOf, ProviderUnavailable, type AlarmRecord, type DatedAlarm, type Row } from '../../sdk/index.ts';
import type { CloudcheckrContext } from './account.ts';
import { callLegacy } from './client.ts';
import { eventIdOf } from './event-identity.ts';
import { required, rowsOf, textOf } from './fields.ts';
import { nextToken } from './next-token.ts';
import { selectionOf } from './selection.ts';
import { subjectOf } from './subjects.ts';

/** The kinds of alerts. CloudCheckr states no severity. */
export const ALERT_KINDS = {
  cost: { call: 'alert/get_cost_alert_results_V2', severity: 'HIGH' },
  cloudtrail: { call: 'alert/get_cloudtrail_alert_results_V2', severity: 'MEDIUM' },
  utilization: { call: 'alert/get_utilization_alert_results_V2', severity: 'MEDIUM' },
  resources: { call: 'alert/get_resources_alert_results_V2', severity: 'MEDIUM' },
} as const satisfies Readonly<Record<string, { call: string; severity: AlarmRecord['severity'] }>>;
export type AlertKind = keyof typeof ALERT_KINDS;

const MAX_RESULTS = 500;
/** More pages than this are no look-back any more. */
const MAX_PAGES = 200;

/** Names longer than this are cut, so that with the subject's id they are no longer than an alarm's id may be. */
const MAX_NAME = 500;

/** How an alert of a kind is called among the alarms. */
export const alarmId = (kind: AlertKind, alertName: string) => `${kind}/${alertName.slice(0, MAX_NAME)}`;

/** The alarms of one kind with a result since the look-back began, each once, with its newest result where it has several. */
export async function alarmsOf(context: CloudcheckrContext, kind: AlertKind): Promise<AlarmRecord[]> {
  const newest = new Map<string, DatedAlarm>();
  const since = new Date(lookBackFrom(context)).toISOString();
  for (const row of await resultsOf(context, ALERT_KINDS[kind].call)) {
    if (/^disabled$/i.test(textOf(row['AlertStatus']) ?? '')) continue; // nobody wants to hear of it any more
    const alarm = toAlarm(row, kind);
    const toldAt = momentOf(row['Created']) ?? alarm.changedAt;
    if (toldAt < since) continue; // whatever window CloudCheckr takes `from` for, in its clock and its days
    const known = newest.get(alarm.nativeId);
    if (!known || known.changedAt < alarm.changedAt) newest.set(alarm.nativeId, alarm);
  }
  return [...newest.values()];
}

/** In milliseconds since 1970, of a whole second. */
const lookBackFrom = ({ account }: CloudcheckrContext) =>
  Math.floor(Date.now() / 1_000) * 1_000 - account.options.alarmLookBackHours * 3_600_000;

async function resultsOf(context: CloudcheckrContext, call: string): Promise<Row[]> {
  const window = {
    ...(await selectionOf(context)),
    from: timeOf(lookBackFrom(context)),
    to: timeOf(Date.now() + 60_000), // its clock may be ahead of ours
    max_results: MAX_RESULTS,
  };
  const results: Row[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await callLegacy(context, call, { ...window, next_token: token });
    const [field] = Object.keys(answer).filter((name) => /AlertResults$/i.test(name));
    const rows = required(rowsOf(field === undefined ? null : answer[field]), 'the results of its alerts');
    results.push(...rows);
    const asked = { call, token, maxResults: MAX_RESULTS, remedy: 'Choose a shorter alarmLookBackHours' };
    token = nextToken(answer, { ...asked, rows: rows.length, seen: results.length });
    if (token === undefined) return results;
  }
  throw new ProviderUnavailable(`${call} has more than ${MAX_PAGES} pages. Choose a shorter alarmLookBackHours`);
}

function toAlarm(row: Row, kind: AlertKind): DatedAlarm {
  const title = required(textOf(row['AlertName']), 'the name of an alert');
  const subject = subjectOf(
    Object.entries(row).flatMap(([key, value]) =>
      /Id(entifier)?$/.test(key) ? [{ key, value: textOf(value) ?? '' }] : [],
    ),
  );
  const isEvent = kind === 'cloudtrail';
  const told = momentOf(row['Created']);
  const happened = momentOf(row['EventDate']);
  const which = isEvent ? eventIdOf(row) : subject?.nativeId.slice(0, MAX_NAME);
  return {
    nativeId: alarmId(kind, title) + (which ? `/${which}` : ''),
    title,
    description: descriptionOf(row),
    state: 'FIRING',
    severity: ALERT_KINDS[kind].severity,
    subject,
    changedAt: required(isEvent ? (happened ?? told) : (told ?? happened), 'when an alert had its result'),
    native: row,
  };
}

/** What a result says in few words, such as `Cost: 125, Budget: 100`. Null where it has none of the known fields. */
function descriptionOf(row: Row): string | null {
  const fields = ['Cost', 'Budget', 'EventName', 'ResponseType', 'IpAddress', 'MetricName', 'Value', 'Threshold'];
  const said = fields.flatMap((field) => (textOf(row[field]) === null ? [] : [`${field}: ${textOf(row[field])}`]));
  return said.length > 0 ? said.join(', ').slice(0, 4_096) : null;
}

/** CloudCheckr takes times without a zone, in UTC. */
const timeOf = (at: number) => new Date(at).toISOString().slice(0, 19);
