import { RequestRejected, type ActInput, type ActOutcome } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqContext } from './account.ts';
import { perform } from './actions.ts';
import { outcomesOf } from './outcomes.ts';

/**
 * Has machines do something and follows each task to its end. A task that has not ended when the call's time is nearly over
 * is accepted: the machine's state tells the rest.
 */
export function power(
  context: ManageIqContext,
  input: ActInput,
  action: 'start' | 'stop' | 'reboot_guest',
  permission: string,
): Promise<ActOutcome[]> {
  const query = { collection: 'vms', permission: 'vm_show_list', attributes: ['name'] };
  return outcomesOf(context, query, [providerIdOf(context)], input, async ({ id }) => {
    const request = { path: `/vms/${id}`, json: { action }, permission, subject: id };
    const outcome = await perform(context, request);
    return outcome.type === 'failed' ? new RequestRejected(outcome.message) : null;
  });
}
