/** The emulator refuses what CloudCheckr would, and remembers what no connector may ever ask. */
import { afterEach, expect, it } from 'vitest';
import { specification, WITHOUT } from '../specifications.ts';
import { ACCOUNT_KEY, ADMIN_KEY, startCloudCheckr, type CloudCheckr, type CloudCheckrOptions } from './index.ts';

let cloudcheckr: CloudCheckr;
const start = async (options: CloudCheckrOptions = {}) => (cloudcheckr = await startCloudCheckr(options));
afterEach(() => cloudcheckr[Symbol.asyncDispose]());

async function ask(
  path: string,
  { body, method = 'POST', key = ADMIN_KEY }: { body?: unknown; method?: string; key?: string } = {},
) {
  const answer = await fetch(cloudcheckr.url + path, {
    method,
    headers: { access_key: key, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

/** The first account that is made. */
const IN_A = { use_cc_account_id: 1_001 };
const ALERT = { ...IN_A, alert_name: 'x', budget: 100, percent_of_budget: 100, budget_period: 'monthly' };

it.each([
  ['a key in an address', `/api/account.json/get_accounts_v4?access_key=${ADMIN_KEY}`, { body: {} }],
  ['a key in the body', '/api/account.json/get_accounts_v4', { body: { access_key: ADMIN_KEY } }],
  ['a deletion by GET', '/api/account.json/delete_account', { method: 'GET' }],
  ['no body', '/api/account.json/get_accounts_v4', {}],
  ['an unknown call', '/api/account.json/drop_everything', { body: {} }],
  ['an unknown parameter', '/api/account.json/get_account', { body: { account_id: 1, colour: 'red' } }],
  ['a page of what has none', '/api/account.json/delete_account', { body: { account_name: 'a', next_token: 'x' } }],
  ['a budget in words', '/api/alert.json/add_cost_alert', { body: { ...ALERT, budget: 'lots' } }],
  ['a share below zero', '/api/alert.json/add_cost_alert', { body: { ...ALERT, percent_of_budget: -1 } }],
  ['a period that is none', '/api/alert.json/add_cost_alert', { body: { ...ALERT, budget_period: 'fortnight' } }],
  ['an id that is no number', '/api/account.json/get_external_id', { body: { use_cc_account_id: 'zz' } }],
  ['pages of half a row', '/api/inventory.json/get_resources_ebs_details', { body: { ...IN_A, max_results: 0.5 } }],
  [
    'a time with a zone',
    '/api/alert.json/get_cost_alert_results_V2',
    { body: { ...IN_A, from: '2026-01-31T00:00:00Z' } },
  ],
  ['a day that is none', '/api/inventory.json/get_resources_ebs_details', { body: { ...IN_A, date: '2026-13-45' } }],
  ['a missing parameter', '/api/account.json/add_account_v3', { body: {} }],
])('%s is refused and remembered', async (_what, path, request) => {
  await start();
  cloudcheckr.addAccount('a');
  expect((await ask(path, request)).status).toBe(400);
  expect(cloudcheckr.violations.length).toBeGreaterThan(0);
  expect(cloudcheckr.accounts).toHaveLength(1);
});

it.skipIf(specification('cloudcheckr-endpoints-stonefield.yml') === null)(
  `the public listing of calls is held against every request as well ${WITHOUT}`,
  async () => {
    await start();
    await ask('/api/alert.json/add_cost_alert', { body: { alert_name: 'a' } });
    expect(cloudcheckr.violations.join('\n')).toMatch(/lacks the parameter budget by the listing/);
  },
);

it('a good request leaves no violation, and a wrong key or a lesser one no trace', async () => {
  await start();
  const body = { account_name: 'a' };
  expect((await ask('/api/account.json/add_account_v3', { body, key: 'x' })).status).toBe(401);
  expect((await ask('/api/account.json/add_account_v3', { body, key: ACCOUNT_KEY })).status).toBe(403);
  expect(cloudcheckr.accounts).toHaveLength(0);
  expect(await ask('/api/account.json/add_account_v3', { body })).toMatchObject({
    status: 200,
    body: { cc_account_id: 1_001 },
  });
  expect((await ask('/api/account.json/add_account_v3', { body })).body).toMatchObject({
    ModelState: { ErrorCode: ['DUPLICATE_NAME'] },
  });
  expect(cloudcheckr.violations).toEqual([]);
});

it('calls take as long as the bench says, and have their effect after that', async () => {
  const seen: string[] = [];
  await start({ delayMs: (call) => (seen.push(call), 30) });
  const began = performance.now();
  await ask('/api/account.json/add_account_v3', { body: { account_name: 'a' } });
  expect(performance.now() - began).toBeGreaterThanOrEqual(29);
  expect(seen).toEqual(['account/add_account_v3']);
});

it('a cost alert tells as soon as it is made, where a demo wants it so', async () => {
  await start({ raiseWhenMade: true });
  const { id } = cloudcheckr.addAccount('a');
  const alert = {
    alert_name: 'x',
    budget: 100,
    percent_of_budget: 100,
    budget_period: 'monthly',
    use_cc_account_id: id,
  };
  await ask('/api/alert.json/add_cost_alert', { body: alert });
  const results = await ask('/api/alert.json/get_cost_alert_results_V2', { body: { use_cc_account_id: id } });
  expect(results.body).toMatchObject({
    CostAlertResults: [{ AlertName: 'x', Budget: 100, Cost: 125 }],
    HasNext: false,
  });
});
