import { booleanOf, defineList, isRow, momentOf, type RecordOf, type Row } from '../../sdk/index.ts';
import type { CloudcheckrCredential, CloudcheckrOptions } from './account.ts';
import { rowsOf, textOf } from './fields.ts';
import { inventoryPage } from './inventory.ts';

/** The kind of IAM users, which the model has no type for. */
export const IAM_USER = 'cloudcheckr.IamUser';

/** One page of the IAM users of the account, as CloudCheckr last saw them. */
export const listIamUsers = defineList<typeof IAM_USER, CloudcheckrCredential, CloudcheckrOptions>({
  name: 'cloudcheckr.listIamUsers',
  kind: IAM_USER,
  scope: 'ACCOUNT',
  permissions: ['inventory/get_resources_iam_users'],
  quota: null,
  run: (input, context) =>
    inventoryPage(
      context,
      { call: 'inventory/get_resources_iam_users', rows: 'IamUsersDetails', id: 'UserName', idsParameter: null },
      input,
      toIamUser,
    ),
});

export function toIamUser(row: Row, nativeId: string): RecordOf<typeof IAM_USER> {
  const credential = isRow(row['UserCredential']) ? row['UserCredential'] : {};
  return {
    nativeId,
    arn: textOf(credential['Arn']),
    name: nativeId,
    state: null,
    rawState: null,
    tags: null, // not part of the list
    createdAt: momentOf(credential['UserCreationTime']),
    attributes: {
      hasMfa: booleanOf(row['HasMfa']),
      passwordEnabled: booleanOf(credential['PasswordEnabled']),
      passwordLastUsedAt: momentOf(credential['PasswordLastUsed']),
      accessKeys:
        rowsOf(row['AccessKeys'])?.map(({ AccessKeyId, Status, CreateDate }) => ({
          id: textOf(AccessKeyId),
          status: textOf(Status),
          createdAt: momentOf(CreateDate),
        })) ?? null,
      lastUsedAt: [momentOf(credential['AccessKey1LastUsedDate']), momentOf(credential['AccessKey2LastUsedDate'])],
      policies: rowsOf(row['Policies'])?.flatMap(({ PolicyName }) => textOf(PolicyName) ?? []) ?? null,
    },
    native: row,
  };
}
