import { createHash } from 'node:crypto';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { CredentialRejected, PermissionDenied } from '../../sdk/index.ts';
import type { AwsContext, AwsKeys, AwsRole } from './account.ts';
import { toCodedError } from './errors.ts';
import { createRecentlyUsed } from './recently-used.ts';
import { clientConfig } from './transport.ts';

/** Renewed this long before it ends, so that no call starts with a session that ends under way. */
const RENEW_BEFORE_MS = 5 * 60_000;
const SESSION_SECONDS = 3_600;

interface Session {
  readonly keys: Promise<AwsKeys>;
  /** Milliseconds since 1970 (UTC); far away while AWS has not answered. */
  expiresAt: number;
}

const sessions = createRecentlyUsed<Session>(1_000);

/** The keys to sign with: those of the credential, or those of a session of its role, which all callers share. */
export function sessionKeys({ account }: AwsContext): Promise<AwsKeys> {
  const { credential } = account;
  if (!('roleArn' in credential)) return Promise.resolve(credential);
  const id = accountKey(account);
  const known = sessions.get(id);
  if (known && known.expiresAt - RENEW_BEFORE_MS > Date.now()) return known.keys;

  const session: Session = { keys: start(), expiresAt: Infinity };
  async function start() {
    try {
      const { expiresAt, ...keys } = await assumeRole(credential as AwsRole, account.providerId, account.options);
      session.expiresAt = expiresAt;
      return keys;
    } catch (error) {
      if (sessions.get(id) === session) sessions.delete(id); // the next call tries anew
      throw error;
    }
  }
  sessions.set(id, session);
  return session.keys;
}

/** Gives up the session of an account, because AWS does not take it any more: the next call starts another. */
export function dropSession({ account }: AwsContext): void {
  sessions.delete(accountKey(account));
}

/** One key for everything that belongs to the same provider, credential and endpoint; it does not reveal the secret. */
export function accountKey({ providerId, credential, options }: AwsContext['account']): string {
  return createHash('sha256')
    .update(JSON.stringify([providerId, credential, options]))
    .digest('base64');
}

async function assumeRole(role: AwsRole, providerId: string, options: AwsContext['account']['options']) {
  const client = new STSClient(clientConfig(options, options.defaultRegion, role.base));
  const command = new AssumeRoleCommand({
    RoleArn: role.roleArn,
    ExternalId: role.externalId,
    RoleSessionName: `causeway-${providerId.replaceAll(/[^\w+=,.@-]/g, '-')}`.slice(0, 64),
    DurationSeconds: SESSION_SECONDS,
  });
  const { Credentials: keys } = await client.send(command).catch((error: unknown) => {
    throw toSessionError(
      toCodedError(error, { service: 'sts', operation: 'AssumeRole', region: options.defaultRegion }),
    );
  });
  return {
    accessKeyId: keys!.AccessKeyId!,
    secretAccessKey: keys!.SecretAccessKey!,
    sessionToken: keys!.SessionToken!,
    expiresAt: keys!.Expiration!.getTime(),
  };
}

/** Whoever may not assume the role has a wrong credential: no permission inside the account would help. */
function toSessionError(error: Error): Error {
  if (!(error instanceof PermissionDenied)) return error;
  return new CredentialRejected('the role may not be assumed. Check its ARN, its trust policy and the external id', {
    cause: error.cause,
  });
}
