import { defineAct } from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { power } from './power.ts';

/** Stops machines that run. */
export const stopInstances = defineAct<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.stopInstances',
  action: 'STOP',
  kind: 'Instance',
  permissions: ['vm_show_list', 'vm_stop', 'miq_task_my_ui'],
  quota: null,
  idempotent: true,
  allowedFrom: ['RUNNING'],
  settlesAt: ['STOPPED'],
  run: (input, context) => power(context, input, 'stop', 'vm_stop'),
});
