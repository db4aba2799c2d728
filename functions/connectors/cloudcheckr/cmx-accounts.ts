/** Accounts through CMx. What it cannot do is asked of the older interface, under the id that the account has there. */
import { BadReply, ResourceGone, StateForbids, type Row } from '../../sdk/index.ts';
import type { AwsAccess, CloudcheckrContext, CmxCredential } from './account.ts';
import { callCmx } from './client.ts';
import { required, rowsOf, textOf, tokenIn } from './fields.ts';
import { legacyStanding } from './legacy-account.ts';
import { sessionOf } from './session.ts';
import type { Accounts } from './upstream.ts';

export function cmxAccounts(context: CloudcheckrContext, credential: CmxCredential): Accounts {
  const customer = `/v1/customers/${encodeURIComponent(credential.customerId)}`;
  const management = `/customer${customer}/account-management/accounts`;
  const credentials = (accountId: string) => `/credential${customer}/accounts/${encodeURIComponent(accountId)}`;
  const pathOf = (accountId: string) => `${management}/${encodeURIComponent(accountId)}`;
  const group = regionGroupOf(context);
  const get = (accountId: string) => callCmx(context, 'account:read', { method: 'GET', path: pathOf(accountId) });

  const setup = (accountId: string) =>
    callCmx(context, 'credential:read', {
      method: 'GET',
      path: `${credentials(accountId)}/external-id/aws/${group}`,
    });

  const drop = (accountId: string) =>
    callCmx(context, 'account:delete', { method: 'DELETE', path: pathOf(accountId) }).then(() => {});

  /** The ids of all accounts that are called exactly so. */
  const idsOf = async (name: string) => {
    const ids: string[] = [];
    const seen = new Set<string>();
    for (let key: string | null = ''; key !== null;) {
      if (seen.has(key)) throw new BadReply('CloudCheckr answers the same page of accounts again and again');
      seen.add(key);
      const query = { accountTypes: 'General', $paginationKey: key || null };
      const page = await callCmx(context, 'account:read', { method: 'GET', path: management, query });
      const found = required(rowsOf(page['items']), 'its accounts').filter((account) => account['name'] === name);
      ids.push(...found.map(({ id }) => required(textOf(id), 'the id of an account')));
      key = tokenIn((page['pagination'] as Row | null | undefined)?.['nextKey']);
    }
    return ids;
  };

  return {
    async add(name) {
      const json = { item: { name, provider: 'AWS' } };
      const made = await callCmx(context, 'account:create', { method: 'POST', path: management, json });
      return required(textOf(made['id']), 'the id of the account that it made');
    },
    async attach(accountId, aws) {
      await setup(accountId); // CloudCheckr issues the external id when it is asked for, and the role is of no use without
      const json = { item: { regionGroup: group, ...accessOf(aws) } };
      await callCmx(context, 'credential:update', {
        method: 'PUT',
        path: `${credentials(accountId)}/credentials/aws`,
        json,
      });
    },
    expect: (accountId) => get(accountId).then(() => {}),
    async remove(wanted) {
      const ids = 'id' in wanted ? [wanted.id] : await idsOf(wanted.name);
      for (const id of ids)
        await drop(id).catch((error: unknown) => {
          if (!(error instanceof ResourceGone)) throw error;
        });
    },
    undo: ({ id }) => drop(id),
    async standing(accountId) {
      const account = await get(accountId);
      const legacyId = textOf(account['legacyAccountId']);
      return {
        lastUpdated: legacyId === null ? null : await legacyStanding(context, legacyId),
        credential: textOf(account['credentialVerificationStatus']),
      };
    },
    async trust(accountId) {
      const said = await setup(accountId);
      return { awsAccountId: textOf(said['awsAccountId']), externalId: textOf(said['externalIdValue']) };
    },
  };
}

/** The id that an account of CMx has in the older interface. Throws `StateForbids` while it has none. */
export async function legacyIdOf(context: CloudcheckrContext, credential: CmxCredential, accountId: string) {
  const { legacyIds } = sessionOf(context, credential);
  const known = legacyIds.get(accountId);
  if (known !== undefined) return known;
  const customer = encodeURIComponent(credential.customerId);
  const path = `/customer/v1/customers/${customer}/account-management/accounts/${encodeURIComponent(accountId)}`;
  const id = textOf((await callCmx(context, 'account:read', { method: 'GET', path }))['legacyAccountId']);
  if (id === null) throw new StateForbids(`account ${accountId}`, 'not ready at CloudCheckr');
  legacyIds.set(accountId, id);
  return id;
}

const accessOf = (aws: AwsAccess) =>
  'roleArn' in aws
    ? { crossAccountRole: { roleArn: aws.roleArn } }
    : { accessKey: { accessKeyId: aws.accessKeyId, secretAccessKey: aws.secretAccessKey } };

/** CloudCheckr's word for the part of AWS that the account is in. */
function regionGroupOf({ account: { credential, options } }: CloudcheckrContext): string {
  const { aws } = credential;
  const isGov = aws && 'roleArn' in aws ? aws.roleArn.startsWith('arn:aws-us-gov:') : options.region === 'gov';
  return isGov ? 'Gov' : 'Commercial';
}
