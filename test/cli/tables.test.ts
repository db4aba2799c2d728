import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY, startApi, type ApiServer } from './support/api.ts';
import { run } from './support/command.ts';
import { finding, item, minutesAgo, provider, resource } from './support/rows.ts';

let api: ApiServer;
const causeway = (...args: string[]) => run(args, { url: api.url, key: KEY });
const json = async (...args: string[]) => JSON.parse((await causeway(...args, '--json')).stdout);

beforeAll(async () => {
  api = await startApi();
  const slices = [
    {
      kind: 'Instance',
      region: 'eu-west-1',
      count: 2,
      listedAt: minutesAgo(5),
      attemptedAt: minutesAgo(5),
      error: null,
    },
    {
      kind: 'Volume',
      region: 'eu-west-1',
      count: null,
      listedAt: null,
      attemptedAt: minutesAgo(5),
      error: { code: 'PROVIDER_PERMISSION_DENIED', message: 'grant ec2:DescribeVolumes' },
    },
  ];
  api.state.providers.push(
    provider('prod', {
      slices,
      lastSync: { id: 'op', type: 'SYNC', state: 'PARTIAL', done: 2, total: 2, startedAt: minutesAgo(5) },
    }),
    provider('billing', {
      state: 'DEGRADED',
      stateCode: 'PROVIDER_PERMISSION_DENIED',
      stateReason: 'grant ec2:DescribeVolumes',
    }),
  );
  api.state.resources.push(
    resource('web-1'),
    resource('数据库', { state: 'STOPPED' }),
    resource('old', { __typename: 'Volume', kind: 'Volume', state: 'UNKNOWN', rawState: 'odd', missingSince: null }),
  );
  api.state.alarms.push({
    id: 'alm_1',
    rule: 'r',
    title: 'disk full',
    state: 'FIRING',
    severity: 'CRITICAL',
    provider: provider('prod'),
    resource: resource('web-1'),
    region: 'eu-west-1',
    startedAt: minutesAgo(9),
    changedAt: minutesAgo(9),
    seenAt: minutesAgo(9),
  });
  api.state.findings.push(
    finding('open-port', { severity: 'CRITICAL', resource: resource('web-1') }),
    finding('root-key', { verdict: 'PASS', severity: 'INFO', clearedAt: minutesAgo(1) }),
    finding('idle', { severity: 'LOW', resourceNativeId: 'vol-9' }),
  );
  api.state.apiKeys.push({
    id: 'key_1',
    name: 'ci',
    role: 'VIEWER',
    providerIds: ['prv_prod'],
    createdAt: minutesAgo(60),
    lastUsedAt: null,
    expiresAt: null,
  });
});
afterAll(() => api[Symbol.asyncDispose]());

describe('for people', () => {
  it.each([
    [
      ['status'],
      `
Gateway    URL/  ready
Key        admin (ADMIN, all providers)
Providers  1 READY, 1 DEGRADED
Alarms     1 FIRING
Functions  0 deployments, none in trouble (revision 7)
Events     none waiting

PROVIDER  STATE     REASON
billing   DEGRADED  PROVIDER_PERMISSION_DENIED grant ec2:DescribeVolumes

SEVERITY  ALARM      PROVIDER  REGION     SINCE
CRITICAL  disk full  prod      eu-west-1  9 min ago
`,
    ],
    [
      ['providers', 'ls'],
      `
NAME     CONNECTOR  STATE     ACCOUNT       REGIONS  SYNCED     REASON
prod     sandbox    READY     123456789012        2  5 min ago
billing  sandbox    DEGRADED  123456789012        2  5 min ago  PROVIDER_PERMISSION_DENIED grant ec2:DescribeVolumes
`,
    ],
    [
      ['providers', 'show', 'prod'],
      `
Name       prod
Id         prv_prod
Connector  Simulated cloud (sandbox)
State      READY
Account    123456789012
Regions    eu-west-1, us-east-1
Synced     5 min ago, every 15m
Last sync  PARTIAL, 2 of 2 slices
Options    {}

KIND      REGION     COUNT  LISTED     ERROR
Instance  eu-west-1      2  5 min ago
Volume    eu-west-1      -  never      PROVIDER_PERMISSION_DENIED grant ec2:DescribeVolumes
`,
    ],
    [
      ['resources', 'ls'],
      `
ID          KIND      NAME    STATE          PROVIDER  REGION     OBSERVED
res_web-1   Instance  web-1   RUNNING        prod      eu-west-1  3 min ago
res_数据库  Instance  数据库  STOPPED        prod      eu-west-1  3 min ago
res_old     Volume    old     UNKNOWN (odd)  prod      eu-west-1  3 min ago
`,
    ],
    [
      ['alarms', 'ls'],
      `
ID     SEVERITY  STATE   TITLE      RESOURCE  PROVIDER  REGION     CHANGED
alm_1  CRITICAL  FIRING  disk full  web-1     prod      eu-west-1  9 min ago
`,
    ],
    [
      ['findings'],
      `
SEVERITY  VERDICT  CHECK            SUMMARY            RESOURCE  PROVIDER  SEEN       CHECK ID   ID
CRITICAL  FAIL     Check open-port  what is open-port  web-1     prod      5 min ago  open-port  fnd_open-port
INFO      CLEARED  Check root-key   what is root-key   -         prod      5 min ago  root-key   fnd_root-key
LOW       FAIL     Check idle       what is idle       vol-9     prod      5 min ago  idle       fnd_idle
`,
    ],
    [
      ['keys', 'ls'],
      `
NAME  ID     ROLE    PROVIDERS   CREATED  USED   EXPIRES
ci    key_1  VIEWER  1 provider  1 h ago  never  never
`,
    ],
  ])('%j is a table', async (args, golden) => {
    const { exit, stdout } = await causeway(...args);
    expect(stdout.replace(api.url, 'URL')).toBe(golden.slice(1));
    expect(exit).toBe(0);
  });

  it('a sync is followed with plain lines where there is no terminal, and summed up', async () => {
    const { exit, stdout, stderr } = await causeway('providers', 'sync', 'prod');
    expect(stdout).toBe('prod SUCCEEDED: 2 slices in 1.5 s, 7 items listed\n');
    expect(stderr).toBe('Syncing prod: 0 of 2 slices\nSyncing prod: 1 of 2 slices\nSyncing prod: 2 of 2 slices\n');
    expect(exit).toBe(0);
  });

  it('a list that goes on says how', async () => {
    const { stdout, stderr } = await causeway('resources', 'ls', '--limit', '2');
    expect(stdout.split('\n')).toHaveLength(4);
    expect(stderr).toBe('2 of 3; more with --limit all, or --after c2\n');
  });

  it('prints no colours into a pipe', async () => {
    expect((await causeway('providers', 'ls')).stdout).not.toContain('\u001b');
  });
});

describe('for programs', () => {
  it('a list has the fields of the API, over as many pages as it takes', async () => {
    const found = await json('resources', 'ls', '--limit', 'all');
    expect(found.nodes).toHaveLength(3);
    expect(found.nodes[0]).toMatchObject({
      id: 'res_web-1',
      nativeId: 'i-web-1',
      state: 'RUNNING',
      observedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(found).toMatchObject({
      totalCount: 3,
      complete: true,
      missing: [],
      pageInfo: { hasNextPage: false, endCursor: 'c3' },
    });
  });

  it('a sync is one document, the operation at its end, and nothing on stderr', async () => {
    const { stdout, stderr } = await causeway('providers', 'sync', 'prod', '--json');
    expect(JSON.parse(stdout).operation).toMatchObject({
      state: 'SUCCEEDED',
      done: 2,
      total: 2,
      items: [{ count: 3 }, { count: 4 }],
    });
    expect(stderr).toBe('');
  });

  it('every other command prints one document too', async () => {
    expect(await json('status')).toMatchObject({
      ready: true,
      viewer: { role: 'ADMIN' },
      providers: { totalCount: 2, states: { READY: 1, DEGRADED: 1 } },
      alarms: { totalCount: 1 },
    });
    expect(await json('providers', 'show', 'prv_prod')).toMatchObject({
      name: 'prod',
      slices: [{ kind: 'Instance' }, { error: { code: 'PROVIDER_PERMISSION_DENIED' } }],
    });
    expect(await json('findings', '--verdict', 'pass')).toMatchObject({
      nodes: [{ id: 'fnd_root-key', check: { id: 'root-key' }, verdict: 'PASS', resource: null }],
      totalCount: 1,
      complete: true,
    });
    expect(await json('alarms', 'ack', 'alm_1', '--note', 'mine')).toMatchObject({
      alarm: { state: 'ACKNOWLEDGED', note: 'mine' },
    });
    expect(
      await json('keys', 'add', 'bot', '--role', 'operator', '--provider', 'prod', '--expires-in', '90d'),
    ).toMatchObject({ apiKey: { role: 'OPERATOR', providerIds: ['prv_prod'] }, secret: 'cwy_new-secret' });
    expect(await json('keys', 'rm', 'bot', '--yes')).toEqual({ revokedId: 'key_bot' });
    expect(await json('instances', 'stop', 'res_web-1')).toMatchObject({
      operation: { type: 'STOP', items: [{ resource: { state: 'STOPPED' } }] },
    });
  });
});

it('sends every filter, in the words of the API', async () => {
  await causeway(
    'resources',
    'ls',
    '--provider',
    'prod',
    '--provider',
    'prv_billing',
    '--kind',
    'Instance',
    '--region',
    'eu-west-1',
    '--state',
    'in-use',
    '--tag',
    'team=a=b',
    '--tag',
    'owner',
    '--name-prefix',
    'we',
    '--text',
    'web',
    '--include-missing',
    '--max-age',
    '5m',
    '--order',
    'first-seen-at:desc',
    '--limit',
    '7',
    '--after',
    'c0',
  );
  expect(api.requests.at(-1)!.variables).toEqual({
    filter: {
      providerIds: ['prv_prod', 'prv_billing'],
      kinds: ['Instance'],
      regions: ['eu-west-1'],
      states: ['IN_USE'],
      tags: [
        { key: 'team', value: 'a=b' },
        { key: 'owner', value: null },
      ],
      namePrefix: 'we',
      text: 'web',
      includeMissing: true,
    },
    orderBy: { field: 'FIRST_SEEN_AT', direction: 'DESC' },
    maxAge: '5m',
    first: 7,
    after: 'c0',
  });
});

it('sends every filter of findings, in the words of the API', async () => {
  const { exit } = await causeway(
    'findings',
    '--provider',
    'prod',
    '--resource',
    'res_web-1',
    '--check',
    'open-port',
    '--check',
    'idle',
    '--severity',
    'critical',
    '--verdict',
    'not-applicable',
    '--include-cleared',
    '--max-age',
    '5m',
    '--limit',
    '7',
    '--after',
    'c0',
  );
  expect(exit).toBe(0);
  expect(api.requests.at(-1)!.variables).toEqual({
    filter: {
      providerIds: ['prv_prod'],
      resourceIds: ['res_web-1'],
      checkIds: ['open-port', 'idle'],
      severities: ['CRITICAL'],
      verdicts: ['NOT_APPLICABLE'],
      includeCleared: true,
    },
    maxAge: '5m',
    first: 7,
    after: 'c0',
  });
});

it('asks for freshness once, not with every page', async () => {
  api.state.resources.push(...Array.from({ length: 600 }, (_, index) => resource(`many-${index}`)));
  const before = api.requests.length;
  const { exit } = await causeway('resources', 'ls', '--limit', 'all', '--max-age', '0s');
  expect(
    api.requests.slice(before).map(({ variables }) => [variables!['first'], variables!['after'], variables!['maxAge']]),
  ).toEqual([
    [500, null, '0s'],
    [500, 'c500', null],
  ]);
  expect(exit).toBe(0);
});

it('names what an incomplete answer lacks, and ends with 5', async () => {
  api.state.missing.push({
    provider: provider('billing'),
    kind: 'Volume',
    region: 'us-east-1',
    code: 'PROVIDER_THROTTLED',
    message: 'try later',
    listedAt: null,
  });
  const { exit, stdout, stderr } = await causeway('resources', 'ls', '--limit', '1', '--json');
  api.state.missing.length = 0;
  expect(JSON.parse(stdout)).toMatchObject({ complete: false, missing: [{ kind: 'Volume' }] });
  expect(stderr).toBe(
    'incomplete: 1 slice missing or too old\n  billing Volume us-east-1: PROVIDER_THROTTLED: try later (nothing is known of it)\n',
  );
  expect(exit).toBe(5);
});

it('names what an incomplete answer of findings lacks, once over all pages, and ends with 5', async () => {
  api.state.missing.push({
    provider: provider('billing'),
    kind: 'Finding',
    region: 'global',
    code: 'UPSTREAM_NOT_SYNCED',
    message: 'ask later',
    listedAt: minutesAgo(60),
  });
  api.state.findings.push(...Array.from({ length: 300 }, (_, index) => finding(`many-${index}`)));
  const { exit, stdout, stderr } = await causeway('findings', '--limit', 'all');
  api.state.missing.length = 0;
  api.state.findings.length = 3;
  expect(stdout.split('\n')).toHaveLength(305);
  expect(stderr).toBe(
    '303 of 303\nincomplete: 1 slice missing or too old\n  billing Finding global: UPSTREAM_NOT_SYNCED: ask later (shown as of 1 h ago)\n',
  );
  expect(exit).toBe(5);
});

it('a sync that failed in part names the slices and ends with 5', async () => {
  api.state.syncItems = [
    item('Instance', 'eu-west-1', 'SUCCEEDED', 3),
    item('Volume', 'eu-west-1', 'FAILED', null, {
      code: 'PROVIDER_PERMISSION_DENIED',
      message: 'grant ec2:DescribeVolumes',
    }),
  ];
  const { exit, stdout, stderr } = await causeway('providers', 'sync', 'prod');
  expect(stdout).toBe('prod PARTIAL: 1 of 2 slices in 1.5 s, 3 items listed\n');
  expect(stderr).toContain(
    'FAILED Volume in eu-west-1: PROVIDER_PERMISSION_DENIED: grant ec2:DescribeVolumes\nGrant the permission',
  );
  expect(exit).toBe(5);
});
