import { z } from 'zod';
import { BadReply, defineHandler, InputRefused, RequestRejected } from '../../sdk/index.ts';
import { cloudIdOf, type MistContext, type MistCredential, type MistOptions } from './account.ts';
import { ask, part } from './client.ts';
import { neededText, rowOf, textOf } from './fields.ts';
import { readAll } from './paging.ts';
import { descriptionFor, ruleNamed } from './rules.ts';

const wanted = z.strictObject({ name: z.string().trim().min(1).max(200), above: z.number() });
type Wanted = z.output<typeof wanted>;

/**
 * Makes a rule that is broken by a machine of this cloud whose load is above a number; one of that name is changed to it.
 * Mist's rules name their machines, so those that come later are watched when this is called again.
 */
export const createAlert = defineHandler<Wanted, { alertId: string }, MistCredential, MistOptions>({
  name: 'mistio.createAlert',
  permissions: ['add:rule', 'edit:rule', 'read:rule', 'read:machine'],
  quota: null,
  effect: 'WRITE',
  idempotent: true,
  data: wanted,
  output: z.strictObject({ alertId: z.string() }),
  async run({ data }, { account, ...rest }) {
    if (account === null) throw new InputRefused('an alert belongs to a provider: call it with `providerId`');
    const context: MistContext = { ...rest, account };
    return { data: { alertId: await alertOf(context, data) } };
  },
});

async function alertOf(context: MistContext, wanted: Wanted): Promise<string> {
  const rule = await ruleOf(context, wanted);
  const known = await ruleNamed(context, wanted.name);
  if (known && known.description !== rule.description)
    throw new RequestRejected(`Mist has a rule ${wanted.name} that was not made for this cloud. Take another name`);
  const alertId = known?.id ?? (await addRule(context, wanted.name, rule));
  // The webhook names the rule by its id, which Mist has given only now.
  if (known || context.account.options.webhook)
    await ask(context, {
      method: 'POST',
      path: `/api/v2/rules/${part(alertId)}`,
      json: { ...rule, actions: [actionOf(context, wanted.name, alertId)] },
      permission: 'edit:rule',
      about: `the rule ${alertId}`,
    });
  return alertId;
}

async function addRule(context: MistContext, name: string, rule: object): Promise<string> {
  const added = await ask(context, {
    method: 'POST',
    path: '/api/v2/rules',
    json: { name, ...rule, actions: [actionOf(context, name, null)] },
    permission: 'add:rule',
    about: `the rule ${name}`,
  });
  return neededText(rowOf(added, 'the rule that was added'), 'id');
}

/** Above the number at any moment of the last two minutes, looked at each minute. */
async function ruleOf(context: MistContext, { above }: Wanted) {
  const query = { cloud: cloudIdOf(context.account), only: 'id,cloud', deref: 'none' };
  const machines = await readAll(context, { collection: 'machines', query });
  if (machines.some((machine) => textOf(machine, 'cloud') !== query.cloud))
    throw new BadReply('the list of machines holds some of another cloud');
  if (machines.length === 0)
    throw new RequestRejected('Mist shows no machine of this cloud that an alert could watch. Try again when it does');
  return {
    description: descriptionFor(query.cloud),
    selectors: [{ type: 'machines', ids: machines.map((machine) => neededText(machine, 'id')) }],
    conditions: [
      {
        data_type: 'metrics',
        query: {
          target: context.account.options.alertMetric,
          operator: 'gt',
          threshold: above,
          aggregation: 'any',
        },
        window: { start: 2, stop: 0, period: 'minutes' },
      },
    ],
    trigger_after: { offset: 0, period: 'minutes' },
    when: { schedule_type: 'interval', every: 1, period: 'minutes' },
  };
}

/** A call of our webhook, or a mail to the owners. In the JSON Mist replaces the words in braces. */
function actionOf({ account }: MistContext, ruleName: string, ruleId: string | null) {
  const { webhook } = account.options;
  const { webhookSecret } = account.credential;
  if (!webhook) return { action_type: 'notify' };
  if (webhookSecret === undefined)
    throw new InputRefused('the option `webhook` needs `webhookSecret` in the credential');
  return {
    action_type: 'webhook',
    method: 'post',
    url: webhook.url,
    headers: JSON.stringify({ Authorization: `Bearer ${webhookSecret}` }),
    data: '', // a Mist of 2021 fails where it is absent
    json: JSON.stringify({
      action: 'rule_triggered',
      cloud_id: account.accountId,
      ...(ruleId !== null && { rule_id: ruleId }),
      rule_name: ruleName,
      machine_id: '{resource_id}',
      machine_name: '{resource_name}',
    }),
  };
}
