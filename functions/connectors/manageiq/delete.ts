import { defineDelete } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqContext, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { ownAlertsOf, PERMISSIONS, removeAlerts } from './own-alerts.ts';
import { providersNamed, removeProvider } from './providers.ts';

/**
 * Removes the provider from ManageIQ, waits until it is gone, and removes the alerts that were made for it here; by its
 * name where its id was never learnt, and then no alert was made for it either.
 */
export const deleteAccount = defineDelete<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.delete',
  permissions: ['ems_infra_delete', 'ems_infra_show', 'ems_infra_show_list', 'miq_task_my_ui', ...PERMISSIONS],
  quota: null,
  async run({ name }, context) {
    if (name === null || context.account.accountId !== null) return removeAll(context, providerIdOf(context));
    for (const { id } of await providersNamed(context, name)) await removeProvider(context, id);
  },
});

/**
 * The alerts are looked for first, so that whoever may not see them is told so while everything is there, and removed
 * last: as long as the provider stays they watch it. Where their removal fails the whole call fails, and asked again it
 * finds the provider gone and goes on with them.
 */
async function removeAll(context: ManageIqContext, id: string): Promise<void> {
  const alerts = await ownAlertsOf(context, id);
  await removeProvider(context, id);
  await removeAlerts(context, alerts);
}
