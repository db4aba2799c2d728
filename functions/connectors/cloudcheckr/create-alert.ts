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
    const namesakes = alertsCalled(name, await callLegacy(inside, 'alert/get_alerts', selection));
    const wanted = { alert_name: name, budget: above, percent_of_budget: PERCENT, budget_period: PERIOD };
    if (namesakes.length === 0) await callLegacy(inside, 'alert/add_cost_alert', { ...selection, ...wanted });
    else if (!namesakes.some((alert) => isAsWanted(alert, above))) throw new InputRefused(refusal(name, namesakes[0]!));
    return { data: { alertId: alarmId('cost', name) } };
  },
});

const PERCENT = 100;
const PERIOD = 'monthly';

/** An alert as CloudCheckr shows it. Null where it does not say. */
interface Known {
  readonly type: string | null;
  readonly enabled: string | null;
  readonly budget: string | null;
  readonly percent: string | null;
  readonly period: string | null;
}

/** No public page shows the answer: alerts are sought in whatever list it has, by either spelling of their fields. */
function alertsCalled(name: string, answer: Row): Known[] {
  return Object.entries(answer).flatMap(([list, value]) =>
    (rowsOf(value) ?? [])
      .filter((alert) => (alert['AlertName'] ?? alert['alert_name']) === name)
      .map((alert): Known => {
        const first = (...fields: string[]) => fields.map((field) => saidIn(alert[field])).find(Boolean) ?? null;
        return {
          type: first('AlertType', 'alert_type', 'Type') ?? (/^(.+)alerts$/i.exec(list)?.[1] || null),
          enabled: first('IsEnabled', 'Enabled', 'enabled', 'AlertStatus'),
          budget: first('Budget', 'budget'),
          percent: first('PercentOfBudget', 'percent_of_budget'),
          period: first('BudgetPeriod', 'budget_period'),
        };
      }),
  );
}

const saidIn = (value: unknown) => (typeof value === 'boolean' ? String(value) : textOf(value));

/** Only what CloudCheckr says of it in full: one that is off, or is of something else, would never tell. */
const isAsWanted = ({ type, enabled, budget, percent, period }: Known, above: number): boolean =>
  /^cost/i.test(type ?? '') &&
  /^(true|enabled)$/i.test(enabled ?? '') &&
  Number(budget ?? Number.NaN) === above &&
  Number(percent ?? Number.NaN) === PERCENT &&
  period?.toLowerCase() === PERIOD;

function refusal(name: string, known: Known): string {
  const said = Object.entries(known).map(([field, value]) => `${field}: ${value ?? 'not said'}`);
  return `CloudCheckr has another alert ${name} (${said.join(', ')}). Choose another name, or change that one there`;
}
