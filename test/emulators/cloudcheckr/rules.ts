/** What is wrong with a request: by the public listing of CloudCheckr's calls where it is at hand, and by hand for what is used. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { EmulatedRequest } from '../http.ts';
import { specification } from '../specifications.ts';

/** The parameters of a call; `!` stands behind those it cannot do without. */
const SELECTION = 'use_account use_cc_account_id use_aws_account_id';
const RESULTS = `from to alert_name enabled max_results next_token ${SELECTION}`;
const CALLS: Readonly<Record<string, string>> = {
  'account/add_account_v3': `account_name! user_name aws_access_key aws_secret_key account_tag emails payer_use_account payee_aws_account_id ${SELECTION}`,
  'account/edit_credential': `aws_access_key aws_secret_key aws_role_arn ${SELECTION}`,
  'account/get_account': `account_id! ${SELECTION}`,
  'account/get_accounts_v4': `account_tag ${SELECTION}`,
  'account/get_external_id': SELECTION,
  'account/delete_account': `account_name! ${SELECTION}`,
  'alert/get_alerts': `enabled_only get_tagged_account_alerts ${SELECTION}`,
  'alert/add_cost_alert': `alert_name! budget! percent_of_budget! budget_period! emails sns_topics only_send_once send_every_days saved_filter use_cc_account_id`,
  'alert/get_cost_alert_results_v2': RESULTS,
  'alert/get_cloudtrail_alert_results_v2': RESULTS,
  'alert/get_utilization_alert_results_v2': RESULTS,
  'alert/get_resources_alert_results_v2': RESULTS,
  'best_practice/get_best_practices_v3':
    'date cloud_account_ids all_result include_advisor_bpcs importance category bpc_id include_compliance_checks filter_by_compliance_controls use_cloud_account_id use_account use_cc_account_id',
  'inventory/get_resources_ec2_details_v4': `instance_ids resource_tags date aws_account_ids max_results next_token ${SELECTION}`,
  'inventory/get_resources_ebs_details': `volume_ids resource_tags date aws_account_ids max_results next_token ${SELECTION}`,
  'inventory/get_resources_iam_users': `date aws_account_ids max_results next_token ${SELECTION}`,
  'inventory/get_resources_ec2_security_group_details': `date aws_account_ids max_results next_token ${SELECTION}`,
};

/** What the listing lacks and the vendor's own scripts send: the account of a cost alert, and the token of the next page. */
const isUnlisted = (call: string, name: string) =>
  call === 'alert/add_cost_alert'
    ? name === 'use_cc_account_id'
    : name === 'next_token' && (CALLS[call] ?? '').split(' ').includes('next_token');

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const isAbove0 = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0;
const isCount = (value: unknown) => Number.isSafeInteger(value) && isAbove0(value);
/** Times have no zone: they are in UTC. */
const isTime = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?$/.test(value) && !Number.isNaN(Date.parse(value));

/** What values must be, by the parameter's name. Others may be anything. */
const VALUES: Readonly<Record<string, readonly [what: string, fits: (value: unknown) => boolean]>> = {
  account_id: ['a whole number above zero', isCount],
  use_cc_account_id: ['a whole number above zero', isCount],
  max_results: ['a whole number above zero', isCount],
  budget: ['a number above zero', isAbove0],
  percent_of_budget: ['a number above zero', isAbove0],
  budget_period: ['a period', (value) => /^(daily|monthly|quarterly|yearly|custom)$/.test(String(value))],
  from: ['a time', isTime],
  to: ['a time', isTime],
  date: ['a time', isTime],
  next_token: ['a text', isText],
  account_name: ['a text', isText],
  alert_name: ['a text', isText],
  instance_ids: ['a text', isText],
  volume_ids: ['a text', isText],
};

interface Parameters {
  readonly known: ReadonlySet<string>;
  readonly needed: readonly string[];
}

const byHand = new Map(
  Object.entries(CALLS).map(([call, text]): [string, Parameters] => {
    const words = text.split(' ');
    return [
      call,
      {
        known: new Set(words.map((word) => word.replace('!', ''))),
        needed: words.filter((word) => word.endsWith('!')).map((word) => word.slice(0, -1)),
      },
    ];
  }),
);

/** Null where the listing is not at hand. The YAML file has all 208 calls; the JSON file beside it is older and has 86. */
const listing = readListing(specification('cloudcheckr-endpoints-stonefield.yml'));

function readListing(path: string | null): ReadonlyMap<string, Parameters> | null {
  if (path === null) return null;
  const controllers = parse(readFileSync(path, 'utf8')) as {
    controller_name: string;
    api_calls: { method_name: string; param_names: string[] }[];
  }[];
  const calls = controllers.flatMap(({ controller_name, api_calls }) =>
    api_calls.map(({ method_name, param_names }): [string, Parameters] => {
      const names = param_names.map((name) => name.replaceAll(/\([^)]*\)/g, '').trim());
      const needed = names.filter((name, at) => param_names[at]!.includes('(required)') && name !== 'access_key');
      return [`${controller_name}/${method_name}`.toLowerCase(), { known: new Set(names), needed }];
    }),
  );
  return new Map(calls);
}

/** `account/get_account` of `/api/account.json/get_account`, in small letters as CloudCheckr does not mind. Null: another path. */
export function legacyCallOf({ path }: EmulatedRequest): string | null {
  const [, controller, method] = /^\/api\/(\w+)\.json\/(\w+)$/.exec(path) ?? [];
  return controller === undefined ? null : `${controller}/${method}`.toLowerCase();
}

/** What is wrong with a request of either interface. */
export function faultsOf(request: EmulatedRequest): string[] {
  const faults = [...request.query.keys()]
    .filter((name) => /access_?key|secret|token|authorization/i.test(name))
    .map((name) => `a secret stands in the address (${name})`);
  const call = legacyCallOf(request);
  if (call === null) return faults;
  const { method, body, headers } = request;
  if (method !== 'POST')
    faults.push(`${call} is called by ${method}: everything goes by POST, and a key never into an address`);
  if (headers['content-type']?.split(';')[0] !== 'application/json' || typeof body !== 'object' || body === null)
    return [...faults, `${call} has no JSON object as its body`];
  const given = Object.keys(body);
  if (given.includes('access_key')) faults.push('the key belongs into the header');
  for (const [name, value] of Object.entries(body)) {
    const [what, fits] = VALUES[name] ?? [];
    if (fits && !fits(value)) faults.push(`${name} of ${call} is not ${what}`);
  }
  for (const [source, calls] of [['the rules', byHand] as const, ['the listing', listing] as const]) {
    if (!calls) continue;
    const parameters = calls.get(call);
    if (!parameters) {
      faults.push(`${source} know no call ${call}`);
      continue;
    }
    for (const name of given)
      if (!parameters.known.has(name) && !isUnlisted(call, name))
        faults.push(`${source} know no parameter ${name} of ${call}`);
    for (const name of parameters.needed)
      if (!given.includes(name)) faults.push(`${call} lacks the parameter ${name} by ${source}`);
  }
  return faults;
}
