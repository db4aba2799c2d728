/** Accounts through the older interface, which knows them by number and deletes them by name. */
import { ProviderUnavailable, RequestRejected, ResourceGone } from '../../sdk/index.ts';
import type { CloudcheckrContext } from './account.ts';
import { callLegacy } from './client.ts';
import { required, rowsOf, textOf } from './fields.ts';
import { isKnown, legacyStanding, legacyTrust, selecting } from './legacy-account.ts';
import { namesakeOf, refuseNamesakes, type Listed } from './namesakes.ts';
import type { Accounts } from './upstream.ts';

export function legacyAccounts(context: CloudcheckrContext): Accounts {
  /** All that the key sees. CloudCheckr shows an account once for each of its users. */
  const list = async (): Promise<Listed[]> => {
    const { accounts_and_users: rows } = await callLegacy(context, 'account/get_accounts_v4');
    const all = required(rowsOf(rows), 'its accounts').map((row) => ({
      id: textOf(row['cc_account_id']),
      name: typeof row['account_name'] === 'string' ? row['account_name'] : null,
    }));
    return [...new Map(all.map((account) => [JSON.stringify(account), account])).values()];
  };

  const drop = (name: string) => callLegacy(context, 'account/delete_account', { account_name: name }).then(() => {});

  /**
   * The list may not have yet what was just made: it is gone when the deletion knows of none either. Not asked for where
   * the name may mean another, which was there before: that one is often why nothing was made.
   */
  const removeUnlisted = async (name: string, all: readonly Listed[]) => {
    if (namesakeOf(name, all, () => false)) return;
    await drop(name).catch((error: unknown) => {
      if (!(error instanceof ResourceGone || error instanceof RequestRejected)) throw error;
    });
  };

  const refuseUnlisted = async (id: string) => {
    if (await isKnown(context, id))
      throw new ProviderUnavailable(`it deletes by name, and its list has no account ${id} yet`);
  };

  return {
    async add(name) {
      const made = await callLegacy(context, 'account/add_account_v3', { account_name: name });
      return required(textOf(made['cc_account_id']), 'the id of the account that it made');
    },
    attach: (accountId, aws) =>
      callLegacy(context, 'account/edit_credential', {
        ...selecting(accountId),
        ...('roleArn' in aws
          ? { aws_role_arn: aws.roleArn }
          : { aws_access_key: aws.accessKeyId, aws_secret_key: aws.secretAccessKey }),
      }).then(() => {}),
    async expect(accountId) {
      if (await isKnown(context, accountId)) return; // the list may not have it yet
      if (!(await list()).some(({ id }) => id === accountId)) throw new ResourceGone(`account ${accountId}`);
    },
    async remove(wanted) {
      const all = await list();
      const found = all.filter(({ id, name }) => ('id' in wanted ? id === wanted.id : name === wanted.name));
      const [first] = found;
      if (!first) return 'name' in wanted ? removeUnlisted(wanted.name, all) : refuseUnlisted(wanted.id);
      const name = required(first.name, `the name of account ${first.id}`);
      refuseNamesakes(name, all, ({ id }) => found.some((one) => one.id === id));
      for (const { id } of found)
        await drop(name).catch(async (error: unknown) => {
          // Its words for what is not there are guessed, so the list tells.
          const isGone = error instanceof ResourceGone && !(await list()).some((one) => one.id === id);
          if (!isGone) throw error;
        });
    },
    async undo({ id, name }) {
      refuseNamesakes(name, await list(), (other) => other.id === id);
      await drop(name);
    },
    standing: (accountId) =>
      legacyStanding(context, accountId).then((lastUpdated) => ({ lastUpdated, credential: null })),
    trust: (accountId) => legacyTrust(context, accountId),
  };
}
