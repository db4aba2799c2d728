/** How far ManageIQ is with listing what one of its managers has. */
import { momentOf, textOf, type UpstreamStatus } from '../../sdk/index.ts';
import type { Body } from './client.ts';

/** What tells it. */
export const STANDING = ['last_refresh_date', 'last_refresh_success_date', 'last_refresh_error', 'enabled'];

/** The words for a login that will not succeed without somebody's doing. */
const REFUSED = ['Invalid', 'Incomplete', 'None'];

/**
 * `last_refresh_date` is of the last attempt, whatever its end, and `last_refresh_error` of the last that failed: an error
 * older than a success is over. Appliances before `last_refresh_success_date` clear the error with a success; where there is
 * that field and nothing in it, an attempt without an error proves no success.
 */
export function standingOf(manager: Body): UpstreamStatus {
  const triedAt = momentOf(manager['last_refresh_date']);
  const error = textOf(manager['last_refresh_error']);
  const succeededAt = momentOf(manager['last_refresh_success_date']);
  const isOver = succeededAt !== null && triedAt !== null && succeededAt > triedAt;
  const failure = isOver ? null : error;
  const keepsSuccesses = 'last_refresh_success_date' in manager;
  const syncedAt = succeededAt ?? (failure === null && !keepsSuccesses ? triedAt : null);
  if (failure !== null) return { state: 'FAILED', syncedAt, reason: failure };
  if (manager['enabled'] === false) {
    const reason = 'the provider is paused in ManageIQ, which does not list it any more. Resume it there';
    return { state: syncedAt === null ? 'PENDING' : 'SYNCED', syncedAt, reason };
  }
  if (syncedAt !== null) return { state: 'SYNCED', syncedAt, reason: null };
  const login = textOf(manager['authentication_status']);
  if (login !== null && REFUSED.includes(login)) {
    const reason = `ManageIQ cannot log in at the cloud: its credentials are ${login.toLowerCase()}. Correct them there`;
    return { state: 'FAILED', syncedAt, reason };
  }
  return { state: 'SYNCING', syncedAt, reason: 'ManageIQ lists it for the first time' };
}
