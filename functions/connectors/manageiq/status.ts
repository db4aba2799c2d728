import { defineStatus, momentOf, redactorOf, textOf, type UpstreamStatus } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import type { Body } from './client.ts';
import { readProvider } from './providers.ts';

const ATTRIBUTES = [
  'last_refresh_date',
  'last_refresh_success_date',
  'last_refresh_error',
  'enabled',
  'authentication_status',
];

/** In characters. */
const MAX_REASON = 1_000;

/** The words for a login that will not succeed without somebody's doing. */
const REFUSED = ['Invalid', 'Incomplete', 'None'];

/** How far ManageIQ is with listing the provider. */
export const status = defineStatus<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.status',
  permissions: ['ems_infra_show'],
  quota: null,
  run: async (_input, context) =>
    // Errors of clouds may quote the request, with its login.
    toStatus(await readProvider(context, providerIdOf(context), ATTRIBUTES), redactorOf(context.account.credential)),
});

/**
 * `last_refresh_date` is of the last attempt, whatever its end, and `last_refresh_error` of the last that failed: an error
 * older than a success is over. Appliances before `last_refresh_success_date` clear the error with a success; where there is
 * that field and nothing in it, an attempt without an error proves no success.
 */
function toStatus(provider: Body, { text: withoutSecrets }: ReturnType<typeof redactorOf>): UpstreamStatus {
  const triedAt = momentOf(provider['last_refresh_date']);
  const error = textOf(provider['last_refresh_error']);
  const succeededAt = momentOf(provider['last_refresh_success_date']);
  const isOver = succeededAt !== null && triedAt !== null && succeededAt > triedAt;
  const failure = isOver ? null : error;
  const keepsSuccesses = 'last_refresh_success_date' in provider;
  const syncedAt = succeededAt ?? (failure === null && !keepsSuccesses ? triedAt : null);
  if (failure !== null) return { state: 'FAILED', syncedAt, reason: withoutSecrets(failure).slice(0, MAX_REASON) };
  if (provider['enabled'] === false) {
    const reason = 'the provider is paused in ManageIQ, which does not list it any more. Resume it there';
    return { state: syncedAt === null ? 'PENDING' : 'SYNCED', syncedAt, reason };
  }
  if (syncedAt !== null) return { state: 'SYNCED', syncedAt, reason: null };
  const login = textOf(provider['authentication_status']);
  if (login !== null && REFUSED.includes(login)) {
    const reason = `ManageIQ cannot log in at the cloud: its credentials are ${login.toLowerCase()}. Correct them there`;
    return { state: 'FAILED', syncedAt, reason };
  }
  return { state: 'SYNCING', syncedAt, reason: 'ManageIQ lists it for the first time' };
}
