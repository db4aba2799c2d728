import { defineStatus, momentOf, redactorOf, textOf, type UpstreamStatus } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import type { Body } from './client.ts';
import { childrenOf } from './managers.ts';
import { readProvider } from './providers.ts';
import type { Row } from './rows.ts';

const ATTRIBUTES = ['last_refresh_date', 'last_refresh_success_date', 'last_refresh_error', 'enabled'];
/** The managers beside it log in as the provider does. */
const OF_PROVIDER = [...ATTRIBUTES, 'authentication_status'];

/** In characters. */
const MAX_REASON = 1_000;

/** The words for a login that will not succeed without somebody's doing. */
const REFUSED = ['Invalid', 'Incomplete', 'None'];

/** Managers of object stores: no list shows anything of them, so how they stand holds nothing up. */
const OBJECT_STORE = /::(S3|SwiftManager)$/;

/** The worst first: where one manager is not there yet, the lists of what belongs to it are empty and look whole. */
const RANKS: Readonly<Record<UpstreamStatus['state'], number>> = {
  FAILED: 0,
  PENDING: 1,
  SYNCING: 2,
  UNKNOWN: 3,
  SYNCED: 4,
};

/** How far ManageIQ is with listing the provider and the managers beside it. */
export const status = defineStatus<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.status',
  permissions: ['ems_infra_show', 'ems_infra_show_list'],
  quota: null,
  async run(_input, context) {
    // Errors of clouds may quote the request, with its login.
    const { text: withoutSecrets } = redactorOf(context.account.credential);
    const provider = toStatus(await readProvider(context, providerIdOf(context), OF_PROVIDER));
    const children = await childrenOf(context, ['name', 'type', ...ATTRIBUTES]);
    const beside = children.filter(({ type }) => !OBJECT_STORE.test(String(type))).map(named);
    const { syncedAt, state, reason } = together([provider, ...beside]);
    return { state, syncedAt, reason: reason === null ? null : withoutSecrets(reason).slice(0, MAX_REASON) };
  },
});

/** As the worst of them stands; listed as a whole when the last of them was. */
function together(all: readonly UpstreamStatus[]): UpstreamStatus {
  const [worst] = all.toSorted((one, other) => RANKS[one.state] - RANKS[other.state]);
  const moments = all.flatMap(({ syncedAt }) => syncedAt ?? []);
  const oldest = () => moments.reduce((one, other) => (one < other ? one : other));
  return { ...worst!, syncedAt: moments.length < all.length ? null : oldest() };
}

/** A manager's, whose reason says which one it is. */
function named(manager: Row): UpstreamStatus {
  const own = toStatus(manager);
  return { ...own, reason: own.reason && `${textOf(manager['name']) ?? `manager ${manager.id}`}: ${own.reason}` };
}

/**
 * `last_refresh_date` is of the last attempt, whatever its end, and `last_refresh_error` of the last that failed: an error
 * older than a success is over. Appliances before `last_refresh_success_date` clear the error with a success; where there is
 * that field and nothing in it, an attempt without an error proves no success.
 */
function toStatus(provider: Body): UpstreamStatus {
  const triedAt = momentOf(provider['last_refresh_date']);
  const error = textOf(provider['last_refresh_error']);
  const succeededAt = momentOf(provider['last_refresh_success_date']);
  const isOver = succeededAt !== null && triedAt !== null && succeededAt > triedAt;
  const failure = isOver ? null : error;
  const keepsSuccesses = 'last_refresh_success_date' in provider;
  const syncedAt = succeededAt ?? (failure === null && !keepsSuccesses ? triedAt : null);
  if (failure !== null) return { state: 'FAILED', syncedAt, reason: failure };
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
