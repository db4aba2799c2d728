import { NotConfirmed } from '../event-errors.ts';

/**
 * Goes to an address, as the sign that what its sender has to send is wanted. Throws `NotConfirmed` unless the answer is a
 * success; its message never holds the address, for that holds a token.
 */
export type Visit = (url: URL) => Promise<void>;

/** Redirects are not followed: they would lead to where nobody checked that it may be visited. */
export const createVisit =
  (timeoutMs = 10_000): Visit =>
  async (url) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { redirect: 'manual', signal }).catch(() => null);
    if (!answer) throw new NotConfirmed(url.host, `gave no answer within ${timeoutMs} ms, or cannot be reached`);
    await answer.body?.cancel();
    if (!answer.ok) throw new NotConfirmed(url.host, `answered ${answer.status}`);
  };
