/** The provider inside ManageIQ that an account is: find it, remove it. */
import { ProviderUnavailable, RequestRejected } from '../../sdk/index.ts';
import type { ManageIqContext } from './account.ts';
import { begin } from './actions.ts';
import { ask, type Body } from './client.ts';
import { unlessGone } from './errors.ts';
import { allRows, type Row } from './rows.ts';
import { outcomeOf, poll } from './tasks.ts';

/** Throws `ResourceGone` when it is not there. */
export function readProvider(context: ManageIqContext, id: string, attributes: readonly string[]): Promise<Body> {
  return ask(context, {
    method: 'GET',
    path: `/providers/${id}`,
    query: { attributes: ['id', ...attributes].join(',') },
    permission: 'ems_infra_show',
    subject: `the ManageIQ provider ${id}`,
  });
}

/**
 * The providers of exactly this name, out of all: in a filter of ManageIQ `*`, quotes and operators have a meaning, and a
 * name that is misread there would be taken for gone.
 */
export async function providersNamed(context: ManageIqContext, name: string): Promise<readonly Row[]> {
  const rows = await allRows(context, {
    collection: 'providers',
    permission: 'ems_infra_show_list',
    attributes: ['name'],
  });
  return rows.filter((row) => row['name'] === name);
}

/**
 * Removes a provider and waits until it is gone; one that is gone already is removed. By the action and not by the method
 * DELETE, which answers 204 and so names no task to learn a failure from.
 */
export async function removeProvider(context: ManageIqContext, id: string): Promise<void> {
  const begun = await begin(context, {
    path: `/providers/${id}`,
    json: { action: 'delete' },
    permission: 'ems_infra_delete',
    subject: id,
  }).catch(unlessGone);
  if (begun === null) return;
  const outcome = begun.type === 'task' ? await outcomeOf(context, begun.taskId) : begun;
  if (outcome.type === 'failed')
    throw new RequestRejected(`ManageIQ could not delete provider ${id}: ${outcome.message}`);
  const gone = await poll(context, async () => ((await exists(context, id)) ? null : true));
  if (!gone)
    throw new ProviderUnavailable(`ManageIQ is still deleting provider ${id}. Delete it again to wait for the rest`);
}

async function exists(context: ManageIqContext, id: string): Promise<boolean> {
  return (await readProvider(context, id, ['name']).catch(unlessGone)) !== null;
}
