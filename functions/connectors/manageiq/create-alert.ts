import { z } from 'zod';
import { defineHandler, InputRefused, RequestRejected, type HandlerContext } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqContext, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { onlyOf } from './actions.ts';
import { ask, type Body } from './client.ts';
import { described, make } from './described.ts';
import { MARK, profileOf } from './own-alerts.ts';

/**
 * Makes an alert that is raised when a machine's CPU is above a percentage for five minutes, and assigns it to the provider:
 * through a profile, as ManageIQ wants it, one for each provider. Asked again it finishes what is missing.
 */
export const createAlert = defineHandler({
  name: 'manageiq.createAlert',
  effect: 'WRITE',
  idempotent: true,
  permissions: [
    'alert_definitions_show_list',
    'alert_definition_new',
    'alert_definition_profiles_show_list',
    'alert_definition_profile_new',
    'alert_definition_profile_edit',
  ],
  quota: null,
  data: z.strictObject({ name: z.string().trim().min(1).max(200), above: z.number().min(0).max(100) }),
  output: z.strictObject({ alertId: z.string() }),
  async run({ data }, context: HandlerContext<ManageIqCredential, ManageIqOptions>) {
    const { account } = context;
    if (!account) throw new InputRefused('an alert belongs to a provider: name one');
    const call = { ...context, account };
    const alertId = await definition(call, data.name, data.above);
    await assign(call, alertId, profileOf(providerIdOf(call)));
    return { data: { alertId } };
  },
});

const DEFINITIONS = { collection: 'alert_definitions', permission: 'alert_definition_new' };
const PROFILES = { collection: 'alert_definition_profiles', permission: 'alert_definition_profile_edit' };

/** ManageIQ's evaluation of real-time performance, from the options of `MiqAlert`. */
const expressionFor = (above: number) => ({
  eval_method: 'realtime_performance',
  mode: 'internal',
  options: {
    perf_column: 'cpu_usage_rate_average',
    operator: '>',
    value_threshold: String(above),
    trend_direction: 'none',
    rt_time_threshold: 300,
    debug_trace: 'false',
  },
});

async function definition(context: ManageIqContext, description: string, above: number): Promise<string> {
  const known = await described(context, DEFINITIONS, description, ['hash_expression']);
  if (!known)
    return make(context, DEFINITIONS, {
      description,
      db: 'Vm',
      enabled: true,
      severity: 'warning',
      hash_expression: expressionFor(above),
      options: { notifications: { delay_next_evaluation: 600, evm_event: {} }, ...MARK },
    });
  const { options } = (known['hash_expression'] ?? {}) as { options?: Partial<Record<string, unknown>> };
  if (options?.['perf_column'] !== 'cpu_usage_rate_average' || Number(options['value_threshold']) !== above)
    throw new RequestRejected('ManageIQ has another alert of this name. Give this one a name of its own');
  return known.id;
}

async function assign(context: ManageIqContext, alertId: string, description: string): Promise<void> {
  const known = await described(context, PROFILES, description, []);
  const id = known?.id ?? (await make(context, PROFILES, { description, mode: 'Vm' }));
  const purpose = { permission: PROFILES.permission, subject: `the alert profile ${id}` };
  const path = `/${PROFILES.collection}/${id}`;
  const { alert_definitions: members } = await ask(context, {
    ...purpose,
    method: 'GET',
    path,
    query: { expand: 'alert_definitions' },
  });
  const isMember = Array.isArray(members) && (members as Body[]).some((member) => member['id'] === alertId);
  const send = async (to: string, href: string) => {
    const json = { action: 'assign', resources: [{ href }] };
    const body = await ask(context, { ...purpose, method: 'POST', path: to, json });
    const { success, message } = onlyOf(body);
    if (success === false) throw new RequestRejected(`ManageIQ did not assign the alert: ${String(message)}`);
  };
  if (!isMember) await send(`${path}/alert_definitions`, `/api/alert_definitions/${alertId}`);
  await send(path, `/api/providers/${providerIdOf(context)}`);
}
