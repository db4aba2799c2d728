/**
 * The role that a function on Lambda runs as: its own log, and the accounts' roles that it may assume. In an account it
 * acts with the account's credential, so what its connector does there belongs to that role (`causeway permissions`).
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import { policy, type Policy } from './permissions.ts';

export interface RoleSettings {
  /** The function's name. */
  readonly functionName: string;
  /** ARNs of the roles that it may assume: those of the accounts that it works in. */
  readonly mayAssume: readonly string[];
  /** Null where it is not known yet; then any stands in its place. */
  readonly region: string | null;
}

/** Who may assume it: Lambda. */
export const trustPolicy: Policy = policy({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { Service: 'lambda.amazonaws.com' },
});

/** What it may do. `account` is that of the role, since an ARN with any account would say more than is meant. */
export function rolePolicy(
  { functionName, mayAssume, region }: RoleSettings,
  account = '*',
  partition = 'aws',
): Policy {
  const group = `arn:${partition}:logs:${region ?? '*'}:${account}:log-group:/aws/lambda/${functionName}`;
  return policy(
    { Sid: 'LogGroup', Effect: 'Allow', Action: 'logs:CreateLogGroup', Resource: group },
    { Sid: 'Log', Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `${group}:*` },
    ...(mayAssume.length > 0
      ? [{ Sid: 'Accounts', Effect: 'Allow' as const, Action: 'sts:AssumeRole', Resource: mayAssume }]
      : []),
  );
}

/** The name of a role that is made for a function. */
export const roleName = (functionName: string) => `${functionName}-function`.slice(0, 64);

/** Makes the role, or brings the one of its name up to date. Its ARN. */
export async function createRole(iam: IAMClient, settings: RoleSettings): Promise<string> {
  const { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } =
    await import('@aws-sdk/client-iam');
  const RoleName = roleName(settings.functionName);
  const trust = JSON.stringify(trustPolicy);
  const { Role: role } = await iam
    .send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: trust,
        Description: `Runs the function ${settings.functionName} of Causeway`,
      }),
    )
    .catch(async (error: unknown) => {
      if ((error as Error).name !== 'EntityAlreadyExistsException') throw error;
      await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: trust }));
      return iam.send(new GetRoleCommand({ RoleName }));
    });
  const arn = role!.Arn!;
  const [, partition, , , account] = arn.split(':');
  await iam.send(
    new PutRolePolicyCommand({
      RoleName,
      PolicyName: 'causeway',
      PolicyDocument: JSON.stringify(rolePolicy(settings, account, partition)),
    }),
  );
  return arn;
}
