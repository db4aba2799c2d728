import { defineVerify, systemAt, textOf } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { readProvider } from './providers.ts';

/** Whether the appliance lets the user in and has the provider. A provider of ManageIQ has one region, or none. */
export const verify = defineVerify<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.verify',
  permissions: ['api_access', 'ems_infra_show'],
  quota: null,
  async run(_input, context) {
    const accountId = providerIdOf(context);
    const provider = await readProvider(context, accountId, ['provider_region']);
    return {
      accountId,
      regions: [textOf(provider['provider_region']) ?? 'global'],
      system: systemAt(context.account.options.baseUrl), // ids count up from 1 in every appliance
    };
  },
});
