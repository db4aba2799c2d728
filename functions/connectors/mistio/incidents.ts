/** Mist's incidents: in its log a rule is triggered by a resource, and untriggered when that is well again. */
import { BadReply, isRow, momentOf, ProviderUnavailable, RequestRejected, type Row } from '../../sdk/index.ts';
import { cloudIdOf, type MistContext } from './account.ts';
import { ask, type MistRequest } from './client.ts';
import { textOf } from './fields.ts';

/** The most entries that Mist gives at once. */
const PAGE_ENTRIES = 100;

/** More than a week of a large cloud; beyond that an open incident could be overlooked. */
const MAX_PAGES = 50;

/** All entries of incidents of this cloud, or of one rule in it, since the look-back began, the newest first, each once. */
export async function readIncidentLog(context: MistContext, nowMs: number, ruleId?: string): Promise<Row[]> {
  const { alarmLookBackHours } = context.account.options;
  const start = Math.floor(nowMs / 1_000) - alarmLookBackHours * 3_600;
  const entries = new Map<string, Row>();
  let stop: number | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const rows = await readEntries(context, { rule_id: ruleId, start, stop });
    const before = entries.size;
    for (const row of rows) entries.set(textOf(row, 'log_id') ?? JSON.stringify(row), row);
    if (rows.length < PAGE_ENTRIES) return [...entries.values()].toSorted((a, b) => timeOf(b) - timeOf(a));
    // Limits are whole seconds, so the entries of the last one come again.
    stop = Math.floor(Math.min(...rows.map(timeOf))) + 1;
    if (entries.size === before)
      throw new ProviderUnavailable(`Mist logged ${PAGE_ENTRIES} incidents in one second and shows no more of them`);
  }
  throw new RequestRejected(
    `Mist has more than ${MAX_PAGES * PAGE_ENTRIES} entries of incidents in ${alarmLookBackHours} hours. ` +
      'Give the provider a smaller `alarmLookBackHours`',
  );
}

/** In seconds since 1970. */
export function timeOf(entry: Row): number {
  const { time } = entry;
  if (typeof time === 'number' && momentOf(time) !== null) return time;
  throw new BadReply('an entry of the log of Mist has no time');
}

async function readEntries(context: MistContext, query: MistRequest['query']): Promise<Row[]> {
  const cloud = cloudIdOf(context.account);
  const body = await ask(context, {
    method: 'GET',
    path: '/api/v1/logs', // version 2 has none
    query: { type: 'incident', cloud_id: cloud, newest: true, limit: PAGE_ENTRIES, ...query },
    permission: 'read:logs',
    about: 'the log',
  });
  if (!Array.isArray(body) || !body.every(isRow)) throw new BadReply('the log of Mist has no entries');
  if (body.some((row) => row['cloud_id'] !== cloud)) throw new BadReply('the log holds incidents of another cloud');
  return body;
}
