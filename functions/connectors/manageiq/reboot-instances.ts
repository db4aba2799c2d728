import { defineAct } from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { power } from './power.ts';

/** Restarts machines that run. Asked twice, they restart twice. */
export const rebootInstances = defineAct<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.rebootInstances',
  action: 'REBOOT',
  kind: 'Instance',
  permissions: ['vm_show_list', 'vm_guest_restart', 'miq_task_my_ui'],
  quota: null,
  idempotent: false,
  allowedFrom: ['RUNNING'],
  settlesAt: ['RUNNING'],
  run: (input, context) => power(context, input, 'reboot_guest', 'vm_guest_restart'),
});
