import {
  BadReply,
  CredentialRejected,
  defineCreate,
  InputRefused,
  ProviderUnavailable,
  RequestRejected,
  undoBecauseOf,
} from '../../sdk/index.ts';
import { isId, type ManageIqContext, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { onlyOf, perform } from './actions.ts';
import { ask } from './client.ts';
import { removeProvider } from './providers.ts';

const PROVIDERS = { path: '/providers', permission: 'ems_cloud_new', subject: 'the collection providers' };

/**
 * Makes a provider in ManageIQ, after ManageIQ has tried the cloud's credentials, and has it listed for the first time.
 * Where that cannot even be asked for, the provider is removed again.
 */
export const create = defineCreate<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.create',
  permissions: ['ems_cloud_new', 'ems_cloud_refresh', 'ems_infra_delete', 'ems_infra_show', 'miq_task_my_ui'],
  quota: null,
  idempotent: false,
  async run({ name }, context) {
    const { provider: login } = context.account.credential;
    if (!login) throw new InputRefused('credential.provider is missing: it is how ManageIQ logs in at the cloud');
    await tryLogin(context, login);
    const accountId = await make(context, name, login);
    await refresh(context, accountId).catch((error: unknown) =>
      undoBecauseOf(error, () => removeProvider(context, accountId)),
    );
    return { accountId };
  },
});

type Login = NonNullable<ManageIqCredential['provider']>;

function shapeOf({ account: { options } }: ManageIqContext) {
  return { type: options.type, ...(options.providerRegion && { provider_region: options.providerRegion }) };
}

async function tryLogin(context: ManageIqContext, login: Login): Promise<void> {
  const resource = { ...shapeOf(context), authentications: { default: login }, endpoints: { default: {} } };
  const outcome = await perform(context, { ...PROVIDERS, json: { action: 'verify_credentials', resource } }).catch(
    (error: unknown) => {
      // Appliances before this action make the provider untried, and its status tells how the login went.
      if (error instanceof RequestRejected && /unsupported action/i.test(error.message)) return null;
      throw error;
    },
  );
  if (outcome?.type === 'failed') throw new CredentialRejected(`ManageIQ tried the provider's: ${outcome.message}`);
  if (outcome?.type === 'unfinished')
    throw new ProviderUnavailable('ManageIQ has not ended trying the credential, so nothing was made');
}

async function make(context: ManageIqContext, name: string, login: Login): Promise<string> {
  const { zoneId } = context.account.options;
  const body = await ask(context, {
    ...PROVIDERS,
    method: 'POST',
    json: { ...shapeOf(context), name, ...(zoneId && { zone: { id: zoneId } }), credentials: login },
  });
  const { id } = onlyOf(body);
  if (typeof id !== 'string' || !isId(id)) throw new BadReply('ManageIQ does not name the provider that it made');
  return id;
}

/** Only asks for it: how it goes is the status's to tell. */
async function refresh(context: ManageIqContext, id: string): Promise<void> {
  const { success, message } = await ask(context, {
    method: 'POST',
    path: `/providers/${id}`,
    json: { action: 'refresh' },
    permission: 'ems_cloud_refresh',
    subject: `the ManageIQ provider ${id}`,
  });
  if (success === false) throw new RequestRejected(`ManageIQ does not list provider ${id}: ${String(message)}`);
}
