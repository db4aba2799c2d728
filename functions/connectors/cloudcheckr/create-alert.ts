import { z } from 'zod';
import { defineHandler, InputRefused, type Row } from '../../sdk/index.ts';
import type { CloudcheckrContext, CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { alarmId } from './alert-results.ts';
import { callLegacy } from './client.ts';
import { rowsOf, textOf } from './fields.ts';
import { selectionOf } from './selection.ts';

/** Makes an alert that is raised when the month's cost of the account is above a number, in the account's currency. */
export const createAlert = defineHandler<
  { name: string; above: number },
  { alertId: string },
  CloudcheckrCredential,
  CloudcheckrOptions
>({
  name: 'cloudcheckr.createAlert',
  effect: 'WRITE',
  idempotent: true,
  permissions: ['alert/get_alerts', 'alert/add_cost_alert'],
  quota: null,
  data: z.strictObject({ name: z.string().trim().min(1).max(200), above: z.number().positive() }),
  output: z.strictObject({ alertId: z.string() }),
  async run({ data: { name, above } }, { account, ...context }) {
    if (!account) throw new InputRefused('an alert is made for an account. Name the provider');
    const inside: CloudcheckrContext = { ...context, account };
    const selection = await selectionOf(inside);
    const known = await alertCalled(inside, selection, name);
    const budget = textOf(known?.['Budget']);
    if (budget !== null && Number(budget) !== above)
      throw new InputRefused(`there is an alert ${name} for a cost above ${budget}. Choose another name`);
    if (!known)
      await callLegacy(inside, 'alert/add_cost_alert', {
        ...selection,
        alert_name: name,
        budget: above,
        percent_of_budget: 100,
        budget_period: 'monthly',
      });
    return { data: { alertId: alarmId('cost', name) } };
  },
});

/** No public page shows the answer: the alert is sought in whatever list it has, by either spelling of its name. */
async function alertCalled(context: CloudcheckrContext, selection: Row, name: string): Promise<Row | null> {
  const answer = await callLegacy(context, 'alert/get_alerts', selection);
  const alerts = Object.values(answer).flatMap((value) => rowsOf(value) ?? []);
  return alerts.find((alert) => (alert['AlertName'] ?? alert['alert_name']) === name) ?? null;
}
