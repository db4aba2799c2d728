/** The older interface: calls by name. Where no public page shows an answer it is made up after its neighbours. */
import type { EmulatedAnswer, EmulatedRequest } from '../http.ts';
import type { Row } from './holdings.ts';
import { ALERT_KINDS, type AlertKind, type EmulatedAccount, type State } from './state.ts';

/** The AWS account that roles must trust. */
export const CLOUDCHECKR_AWS_ACCOUNT = '999988887777';

export const ok = (body: unknown): EmulatedAnswer => ({ status: 200, body });
/** An error as ASP.NET writes it. */
export const refused = (status: number, code: string, message: string): EmulatedAnswer => ({
  status,
  body: { Message: 'The request is invalid.', ModelState: { ErrorCode: [code], ErrorMessage: [message] } },
});

type Handler = (body: Row, account: EmulatedAccount | undefined) => EmulatedAnswer;

/** The calls by name, in small letters. `account` is the one that `use_cc_account_id` and its like name. */
export function legacyCalls(state: State): Readonly<Record<string, Handler>> {
  const noAccount = () => refused(400, 'ACCOUNT_NOT_FOUND', 'The account was not found.');
  const inside =
    (handler: (account: EmulatedAccount, body: Row) => EmulatedAnswer): Handler =>
    (body, account) =>
      account ? handler(account, body) : noAccount();
  const inventory = (rows: string, of: (account: EmulatedAccount) => readonly Row[], filter?: [string, string]) =>
    inside((account, body) => {
      const listed = account.lastUpdated === null ? [] : of(account);
      const ids = filter && typeof body[filter[0]] === 'string' ? (body[filter[0]] as string).split(',') : null;
      const wanted = ids ? listed.filter((row) => ids.includes(String(row[filter![1]]))) : listed;
      return page(wanted, rows, body, { DateOfResults: account.lastUpdated });
    });
  const results = (kind: AlertKind, rows: string) =>
    inside((account, body) => {
      const { from = '', to = '9999' } = body as { from?: string; to?: string };
      const inWindow = ({ Created }: Row) => String(Created) >= from && String(Created) <= to;
      return page(account.results[kind].filter(inWindow), rows, body);
    });

  return {
    'account/add_account_v3': ({ account_name }) => {
      if (typeof account_name !== 'string' || account_name === '')
        return refused(400, 'INVALID_PARAMETER', 'No account_name.');
      if (state.named(account_name))
        return refused(400, 'DUPLICATE_NAME', `The name ${account_name} is already in use.`);
      const made = state.add(account_name);
      return ok({
        account_status: 'Account successfully created',
        cc_account_id: made.id,
        credential_status: 'No credentials supplied',
        role_account_id: CLOUDCHECKR_AWS_ACCOUNT,
        cc_external_id: made.externalId,
      });
    },
    'account/edit_credential': inside((account, { aws_role_arn, aws_access_key, aws_secret_key }) => {
      const hasKeys = typeof aws_access_key === 'string' && typeof aws_secret_key === 'string';
      if (typeof aws_role_arn !== 'string' && !hasKeys)
        return refused(400, 'INVALID_CREDENTIAL', 'Neither a role nor keys.');
      state.attach(account, hasKeys ? { aws_access_key } : { aws_role_arn });
      return ok({ Code: 200, Message: 'OK' });
    }),
    'account/get_account': ({ account_id }) => {
      const account = state.find(account_id);
      if (!account) return noAccount();
      state.read(account);
      return ok({
        Id: account.id,
        Name: account.name,
        Provider: 'Amazon Web Services',
        Type: 'General',
        LastUpdated: account.lastUpdated ?? '',
      });
    },
    'account/get_external_id': inside(({ externalId }) =>
      ok({ role_account_id: CLOUDCHECKR_AWS_ACCOUNT, external_id: externalId }),
    ),
    'account/get_accounts_v4': () =>
      ok({
        accounts_and_users: state.accounts.map(({ id, name }) => ({
          cc_account_id: id,
          account_name: name,
          aws_account_id: '123456789012',
        })),
      }),
    'account/delete_account': ({ account_name }) => {
      const account = state.named(account_name);
      if (!account) return noAccount();
      state.remove(account);
      return ok({ Code: 200, Message: 'OK' });
    },
    'best_practice/get_best_practices_v3': inside(({ lastUpdated, holdings }) =>
      ok({ DateOfResults: lastUpdated, BestPracticeChecks: lastUpdated === null ? [] : holdings.checks }),
    ),
    'inventory/get_resources_ec2_details_v4': inventory('Ec2Instances', ({ holdings }) => holdings.instances, [
      'instance_ids',
      'InstanceId',
    ]),
    'inventory/get_resources_ebs_details': inventory('EbsVolumes', ({ holdings }) => holdings.volumes, [
      'volume_ids',
      'VolumeId',
    ]),
    'inventory/get_resources_iam_users': inventory('IamUsersDetails', ({ holdings }) => holdings.iamUsers),
    'inventory/get_resources_ec2_security_group_details': inventory(
      'Ec2SecurityGroups',
      ({ holdings }) => holdings.securityGroups,
    ),
    'alert/get_alerts': inside(({ alerts }) =>
      ok({
        Alerts: alerts.map(({ name, budget, percent, period }) => ({
          AlertName: name,
          AlertType: 'Cost',
          Budget: budget,
          PercentOfBudget: percent,
          BudgetPeriod: period[0]!.toUpperCase() + period.slice(1),
          IsEnabled: true,
        })),
      }),
    ),
    'alert/add_cost_alert': inside((account, { alert_name, budget, percent_of_budget, budget_period }) => {
      const name = String(alert_name);
      if (!(Number(budget) > 0)) return refused(400, 'INVALID_BUDGET', 'The budget must be above zero.');
      if (account.alerts.some((alert) => alert.name === name))
        return refused(400, 'DUPLICATE_NAME', `The alert ${name} already exists.`);
      state.addAlert(account, {
        name,
        budget: Number(budget),
        percent: Number(percent_of_budget),
        period: String(budget_period),
      });
      return ok({ Code: 200, Message: 'OK' });
    }),
    ...Object.fromEntries(ALERT_KINDS.map((kind) => [`alert/get_${kind}_alert_results_v2`, results(kind, ROWS[kind])])),
  };

  /** A part of the rows, and where the next begins. */
  function page(all: readonly Row[], rows: string, { max_results, next_token }: Row, more: Row = {}): EmulatedAnswer {
    const start = next_token === undefined ? 0 : Number(/^page-(\d+)$/.exec(next_token as string)?.[1]);
    if (Number.isNaN(start)) return refused(400, 'INVALID_NEXT_TOKEN', 'The next_token is not valid.');
    const end = start + (Number(max_results) || 500);
    const hasNext = end < all.length;
    return ok({
      Count: all.length,
      ...more,
      [rows]: all.slice(start, end),
      HasNext: hasNext,
      NextToken: hasNext ? `page-${end}` : null,
    });
  }
}

const ROWS: Readonly<Record<AlertKind, string>> = {
  cost: 'CostAlertResults',
  cloudtrail: 'CloudTrailAlertResults',
  utilization: 'UtilizationAlertResults',
  resources: 'ResourcesAlertResults',
};

/** The account that an admin-level key means. Undefined when it names none that there is. */
export function selectedAccount(state: State, { body }: EmulatedRequest): EmulatedAccount | undefined {
  const { use_cc_account_id, use_account } = (body ?? {}) as Row;
  return use_cc_account_id === undefined ? state.named(use_account) : state.find(use_cc_account_id);
}
