import { defineListAlarms, keysetPage } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { ALERT_KINDS, alarmsOf, type AlertKind } from './alert-results.ts';

const KINDS = Object.keys(ALERT_KINDS) as AlertKind[];

/** The alerts that fire: those with a result since the look-back began. What does not fire is not listed. */
export const listAlarms = defineListAlarms<CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.listAlarms',
  permissions: KINDS.map((kind) => ALERT_KINDS[kind].call),
  quota: null,
  async run(input, context) {
    const alarms = await Promise.all(KINDS.map((kind) => alarmsOf(context, kind)));
    return keysetPage('alarms', alarms.flat(), input);
  },
});
