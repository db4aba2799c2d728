import { defineStatus, momentOf, type UpstreamStatus } from '../../sdk/index.ts';
import type { AwsAccess, CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { accountIdOf, accountsOf } from './accounts.ts';
import type { Standing, Trust } from './upstream.ts';

/** How far CloudCheckr is: it has listed an account as soon as it says when it last did. */
export const status = defineStatus<CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.status',
  permissions: ['account/get_account', 'account/get_external_id'],
  quota: null,
  async run(_input, context) {
    const accountId = accountIdOf(context);
    const accounts = accountsOf(context);
    const { aws } = context.account.credential;
    const standing = await accounts.standing(accountId);
    const syncedAt = momentOf(standing.lastUpdated);
    const state = stateOf(standing, aws);
    if (state === 'SYNCED') return { state, syncedAt, reason: null };
    if (state === 'UNKNOWN')
      return {
        state,
        syncedAt,
        reason: `CloudCheckr says of its last listing: ${standing.lastUpdated}`.slice(0, MAX_REASON),
      };
    const reason = REASONS[state](standing, toDo(aws, await accounts.trust(accountId)));
    return { state, syncedAt, reason: reason.slice(0, MAX_REASON) };
  },
});

/** In characters. */
const MAX_REASON = 1_000;

/** CloudCheckr's words for a credential that was never given, and for one that it could not use. Its other words are not public. */
const NOT_CONFIGURED = /^not\W?configured$/i;
const FAILED = /fail/i;
/** What .NET writes for no time at all. */
const NEVER = /^0001-/;

type State = UpstreamStatus['state'];

/** A last listing that is no moment, such as a word for none, proves nothing. */
function stateOf({ lastUpdated, credential }: Standing, aws: AwsAccess | undefined): State {
  if (FAILED.test(credential ?? '')) return 'FAILED';
  if (lastUpdated !== null && !NEVER.test(lastUpdated)) return momentOf(lastUpdated) === null ? 'UNKNOWN' : 'SYNCED';
  const hasAccess = credential === null ? aws !== undefined : !NOT_CONFIGURED.test(credential);
  return hasAccess ? 'SYNCING' : 'PENDING';
}

const REASONS: Readonly<Record<Exclude<State, 'SYNCED' | 'UNKNOWN'>, (standing: Standing, toDo: string) => string>> = {
  PENDING: (_standing, toDo) => `CloudCheckr has no access to the AWS account yet. ${toDo}`,
  SYNCING: ({ credential }, toDo) =>
    `CloudCheckr has not listed the AWS account yet${credential ? ` (its credential: ${credential})` : ''}. ${toDo}`,
  FAILED: ({ credential }, toDo) =>
    `CloudCheckr could not use the credential of the AWS account (${credential}). ${toDo}`,
};

function toDo(aws: AwsAccess | undefined, { awsAccountId, externalId }: Trust): string {
  if (aws && !('roleArn' in aws)) return 'The access keys that it was given must be valid and may read the account';
  const trust =
    externalId === null
      ? 'trust CloudCheckr, as its console says'
      : `trust the AWS account ${awsAccountId ?? 'that its console names'} with the external id ${externalId}`;
  return aws ? `The role that it was given must ${trust}` : `Give it a role there, which must ${trust}`;
}
