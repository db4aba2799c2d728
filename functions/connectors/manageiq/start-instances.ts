import { defineAct } from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { power } from './power.ts';

/** Starts machines that are stopped. */
export const startInstances = defineAct<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.startInstances',
  action: 'START',
  kind: 'Instance',
  permissions: ['vm_show_list', 'vm_start', 'miq_task_my_ui'],
  quota: null,
  idempotent: true,
  allowedFrom: ['STOPPED'],
  settlesAt: ['RUNNING'],
  run: (input, context) => power(context, input, 'start', 'vm_start'),
});
