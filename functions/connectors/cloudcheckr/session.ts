/** Tokens of CMx: one an account and credential, shared by all calls of the process until shortly before it ends. */
import { createHash } from 'node:crypto';
import { isRow, ProviderUnavailable, sendRequest } from '../../sdk/index.ts';
import type { CloudcheckrContext, CmxCredential } from './account.ts';
import { tokenRefusal } from './errors.ts';
import { hostOf } from './hosts.ts';

/** Renewed this long before it ends, so that no call starts with a token that ends under way. */
const RENEW_BEFORE_MS = 60_000;
/** How long a token takes at most to come: it is asked for on behalf of all who wait, so no caller's deadline counts. */
const TOKEN_TIMEOUT_MS = 30_000;
const MAX_SESSIONS = 1_000;

/** What one client of CMx has in this process. */
export interface Session {
  readonly token: Promise<string>;
  /** Milliseconds since 1970 (UTC); far away while CloudCheckr has not answered. */
  expiresAt: number;
  /** The older interface's ids of accounts, by CMx's; they never change. */
  readonly legacyIds: Map<string, string>;
}

const sessions = new Map<string, Session>();

/** The session of the call's account: the one there is, or a new one. */
export function sessionOf(context: CloudcheckrContext, credential: CmxCredential): Session {
  const key = keyOf(context, credential);
  const known = sessions.get(key);
  if (known && known.expiresAt - RENEW_BEFORE_MS > Date.now()) return known;
  const session: Session = { token: start(), expiresAt: Infinity, legacyIds: known?.legacyIds ?? new Map() };
  async function start() {
    try {
      const { token, lifetimeMs } = await askForToken(credential, hostOf(context.account.options, 'auth'));
      session.expiresAt = Date.now() + lifetimeMs;
      return token;
    } catch (error) {
      if (sessions.get(key) === session) sessions.delete(key); // the next call tries anew
      throw error;
    }
  }
  session.token.catch(() => {}); // whoever waits for it is told
  sessions.set(key, session);
  if (sessions.size > MAX_SESSIONS) sessions.delete(sessions.keys().next().value!);
  return session;
}

/** Gives up a session whose token CloudCheckr does not take any more: the next call starts another. */
export function dropSession(context: CloudcheckrContext, credential: CmxCredential, session: Session): void {
  const key = keyOf(context, credential);
  if (sessions.get(key) === session) sessions.delete(key);
}

/** Does not reveal the secret. */
function keyOf({ account: { providerId, options } }: CloudcheckrContext, credential: CmxCredential): string {
  const { clientId, clientSecret, customerId } = credential;
  return createHash('sha256')
    .update(JSON.stringify([providerId, clientId, clientSecret, customerId, options.region, options.baseUrl]))
    .digest('base64');
}

async function askForToken(credential: CmxCredential, host: string) {
  const { clientId, clientSecret } = credential;
  const answer = await sendRequest(host, {
    method: 'POST',
    path: '/auth/connect/token',
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}` },
    form: { grant_type: 'client_credentials', scope: 'api' },
    credential,
    signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
  }).catch((error: unknown) => {
    if ((error as Error).name !== 'TimeoutError') throw error;
    throw new ProviderUnavailable(`no token came in ${TOKEN_TIMEOUT_MS} ms`, { cause: error });
  });
  const token = isRow(answer.body) ? answer.body['access_token'] : null;
  if (answer.status !== 200 || !isRow(answer.body) || typeof token !== 'string' || token === '')
    throw tokenRefusal(answer);
  return { token, lifetimeMs: (Number(answer.body['expires_in']) || 0) * 1_000 };
}
