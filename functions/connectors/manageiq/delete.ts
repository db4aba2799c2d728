import { defineDelete } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { providersNamed, removeProvider } from './providers.ts';

/** Removes the provider from ManageIQ and waits until it is gone; by its name where its id was never learnt. */
export const deleteAccount = defineDelete<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.delete',
  permissions: ['ems_infra_delete', 'ems_infra_show', 'ems_infra_show_list', 'miq_task_my_ui'],
  quota: null,
  async run({ name }, context) {
    if (name === null || context.account.accountId !== null) return removeProvider(context, providerIdOf(context));
    for (const { id } of await providersNamed(context, name)) await removeProvider(context, id);
  },
});
