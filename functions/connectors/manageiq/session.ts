import { createHash } from 'node:crypto';
import { BadReply, sendRequest } from '../../sdk/index.ts';
import type { ManageIqContext } from './account.ts';
import { toCodedError } from './errors.ts';

/** Renewed this long before it ends, so that no request starts with a token that ends on its way. */
const RENEW_BEFORE_MS = 30_000;
const MAX_TOKENS = 1_000;

interface Token {
  readonly text: string;
  /** Milliseconds since 1970 (UTC). */
  readonly expiresAt: number;
}

/** By account, the longest unused first. */
const tokens = new Map<string, Token>();

/** The token to ask with: the one at hand while it lives, else a new one. */
export async function tokenOf(context: ManageIqContext): Promise<string> {
  const key = accountKey(context);
  const known = tokens.get(key);
  tokens.delete(key);
  const token = known && known.expiresAt - RENEW_BEFORE_MS > Date.now() ? known : await logIn(context);
  tokens.set(key, token);
  if (tokens.size > MAX_TOKENS) tokens.delete(tokens.keys().next().value!);
  return token.text;
}

/** Gives a token up that ManageIQ does not take any more; one that another call has brought meanwhile stays. */
export function dropToken(context: ManageIqContext, text: string): void {
  const key = accountKey(context);
  if (tokens.get(key)?.text === text) tokens.delete(key);
}

async function logIn({ account, signal }: ManageIqContext): Promise<Token> {
  const { credential } = account;
  const { userid, password } = credential;
  const answer = await sendRequest(account.options.baseUrl, {
    method: 'GET',
    path: '/api/auth',
    headers: { authorization: `Basic ${Buffer.from(`${userid}:${password}`).toString('base64')}` },
    credential,
    signal,
  });
  if (answer.status !== 200) throw toCodedError(answer, { permission: 'api_access', subject: '/api/auth' });
  const { auth_token: text, token_ttl: ttl, expires_on: until } = (answer.body ?? {}) as Record<string, unknown>;
  if (typeof text !== 'string' || text === '') throw new BadReply('ManageIQ answered no token');
  // The time to live before the moment: the clock of the appliance may be wrong.
  const expiresAt = typeof ttl === 'number' ? Date.now() + ttl * 1_000 : Date.parse(String(until));
  return { text, expiresAt: Number.isNaN(expiresAt) ? 0 : expiresAt };
}

/** One key for everything that belongs to the same provider, login and appliance; it does not reveal the password. */
function accountKey({ account: { providerId, credential, options } }: ManageIqContext): string {
  const { userid, password } = credential;
  return createHash('sha256')
    .update(JSON.stringify([providerId, userid, password, options.baseUrl]))
    .digest('base64');
}
