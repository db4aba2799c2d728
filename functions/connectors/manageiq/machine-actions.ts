/** What ManageIQ does to machines: each is a task that is followed to its end. */
import { defineAct, RequestRejected, type ActInput, type ActOutcome, type FunctionSpec } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqContext, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { perform } from './actions.ts';
import { outcomesOf } from './outcomes.ts';

interface Action {
  /** Of the function, before `Instances`. */
  readonly name: string;
  readonly action: 'START' | 'STOP' | 'REBOOT';
  /** ManageIQ's word, and the product feature that it needs. */
  readonly word: string;
  readonly permission: string;
  readonly from: 'RUNNING' | 'STOPPED';
  /** Where the machine ends. */
  readonly to: 'RUNNING' | 'STOPPED';
  /** Asked twice, a machine restarts twice. */
  readonly idempotent: boolean;
}

const ACTIONS: readonly Action[] = [
  {
    name: 'start',
    action: 'START',
    word: 'start',
    permission: 'vm_start',
    from: 'STOPPED',
    to: 'RUNNING',
    idempotent: true,
  },
  {
    name: 'stop',
    action: 'STOP',
    word: 'stop',
    permission: 'vm_stop',
    from: 'RUNNING',
    to: 'STOPPED',
    idempotent: true,
  },
  {
    name: 'reboot',
    action: 'REBOOT',
    word: 'reboot_guest',
    permission: 'vm_guest_restart',
    from: 'RUNNING',
    to: 'RUNNING',
    idempotent: false,
  },
];

/** Starts, stops and reboots machines; one function for each. */
export const machineActions: readonly FunctionSpec[] = ACTIONS.map((action) =>
  defineAct<ManageIqCredential, ManageIqOptions>({
    name: `manageiq.${action.name}Instances`,
    action: action.action,
    kind: 'Instance',
    permissions: ['vm_show_list', action.permission, 'miq_task_my_ui'],
    quota: null,
    idempotent: action.idempotent,
    allowedFrom: [action.from],
    settlesAt: [action.to],
    run: (input, context) => act(context, input, action),
  }),
);

/** A task that has not ended when the call's time is nearly over is accepted: the machine's state tells the rest. */
function act(context: ManageIqContext, input: ActInput, { word, permission }: Action): Promise<ActOutcome[]> {
  const query = { collection: 'vms', permission: 'vm_show_list', attributes: ['name'] };
  return outcomesOf(context, query, [providerIdOf(context)], input, async ({ id }) => {
    const outcome = await perform(context, { path: `/vms/${id}`, json: { action: word }, permission, subject: id });
    return outcome.type === 'failed' ? new RequestRejected(outcome.message) : null;
  });
}
