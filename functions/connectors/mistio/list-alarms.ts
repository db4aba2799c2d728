import { defineListAlarms, keysetPage } from '../../sdk/index.ts';
import type { MistCredential, MistOptions } from './account.ts';
import { foldIncidents } from './alarms.ts';
import { readIncidentLog } from './incidents.ts';
import { readRules } from './rules.ts';
import { SENSITIVE } from './sensitive.ts';

/**
 * The alarms of the cloud: of each rule and resource what the newest entry in Mist's log says. An incident of a rule that is
 * gone has ended, though the log does not say so.
 */
export const listAlarms = defineListAlarms<MistCredential, MistOptions>({
  name: 'mistio.listAlarms',
  permissions: ['read:logs', 'read:rule'],
  quota: null,
  sensitive: SENSITIVE,
  async run(input, context) {
    const entries = await readIncidentLog(context, Date.now());
    const rules = new Set(entries.length > 0 ? (await readRules(context)).map(({ id }) => id) : []);
    const alarms = foldIncidents(entries).filter(({ nativeId }) => rules.has(nativeId));
    return keysetPage('alarms', alarms, input);
  },
});
