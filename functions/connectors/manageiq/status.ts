import { defineStatus, redactorOf, textOf, type UpstreamStatus } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { childrenOf, isShown } from './managers.ts';
import { readProvider } from './providers.ts';
import type { Row } from './rows.ts';
import { STANDING, standingOf } from './standing.ts';

/** The managers beside it log in as the provider does. */
const OF_PROVIDER = [...STANDING, 'authentication_status'];

/** In characters. */
const MAX_REASON = 1_000;

/** The worst first. */
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
    const provider = standingOf(await readProvider(context, providerIdOf(context), OF_PROVIDER));
    const beside = (await childrenOf(context, ['name', ...STANDING])).filter(isShown).map(named);
    const [{ state, reason }] = [provider, ...beside].toSorted(
      (one, other) => RANKS[one.state] - RANKS[other.state],
    ) as [UpstreamStatus];
    // What the provider itself has is shown though a manager beside it fails, whose own lists refuse meanwhile.
    const { syncedAt } = provider;
    return { state, syncedAt, reason: reason === null ? null : withoutSecrets(reason).slice(0, MAX_REASON) };
  },
});

/** A manager's, whose reason says which one it is. */
function named(manager: Row): UpstreamStatus {
  const own = standingOf(manager);
  return { ...own, reason: own.reason && `${textOf(manager['name']) ?? `manager ${manager.id}`}: ${own.reason}` };
}
