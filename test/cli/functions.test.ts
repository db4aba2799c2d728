import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KEY, startApi, type ApiServer } from './support/api.ts';
import { run } from './support/command.ts';
import { condition, deployment, fn, minutesAgo, provider, subscription } from './support/rows.ts';

let api: ApiServer;
const causeway = (...args: string[]) => run(args, { url: api.url, key: KEY });
const json = async (...args: string[]) => JSON.parse((await causeway(...args, '--json')).stdout);
/** The input of the last operation that changed something. */
const sent = () => api.requests.findLast(({ query }) => query.trimStart().startsWith('mutation'))?.variables?.['input'];

const ROLE = 'arn:aws:iam::123456789012:role/causeway';

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());
beforeEach(() => {
  api.requests.length = 0;
  api.state.providers = [];
  api.state.bindings = [];
  api.state.eventSubscriptions = [];
  api.state.deployments = [
    deployment('shop', { functions: [fn('echo.echo'), fn('echo.change', { effect: 'WRITE', bound: false })] }),
  ];
});

describe('a target is given by the flags of its platform', () => {
  it.each([
    [
      ['--lambda', 'arn:aws:lambda:eu-central-1:123456789012:function:shop', '--qualifier', 'live'],
      { lambda: { function: 'arn:aws:lambda:eu-central-1:123456789012:function:shop', qualifier: 'live' } },
    ],
    [
      ['--lambda', 'shop', '--region', 'eu-west-1', '--assume-role', ROLE, '--external-id', 'x-1'],
      { lambda: { function: 'shop', region: 'eu-west-1', assumeRole: { arn: ROLE, externalId: 'x-1' } } },
    ],
    [
      [
        '--lambda-url',
        'https://x.lambda-url.eu-central-1.on.aws/',
        '--authentication',
        'none',
        '--signing-secret',
        'env:SHOP',
      ],
      {
        lambdaUrl: {
          url: 'https://x.lambda-url.eu-central-1.on.aws/',
          authentication: 'NONE',
          signingSecret: 'env:SHOP',
        },
      },
    ],
    [['--gcf', 'https://shop.run.app', '--anonymous'], { gcf: { url: 'https://shop.run.app', anonymous: true } }],
    [
      ['--azure', 'https://shop.azurewebsites.net/api/causeway', '--function-key', 'file:azure-key'],
      { azure: { url: 'https://shop.azurewebsites.net/api/causeway', key: 'file:azure-key' } },
    ],
    [
      ['--openwhisk', 'https://whisk.example.com', '--action', 'shop', '--auth', 'env:WHISK', '--package', 'causeway'],
      { openwhisk: { apiHost: 'https://whisk.example.com', action: 'shop', auth: 'env:WHISK', package: 'causeway' } },
    ],
    [
      ['--knative', 'http://10.0.0.1', '--host', 'shop.example.com'],
      { knative: { url: 'http://10.0.0.1', host: 'shop.example.com' } },
    ],
    [['--kubeless', 'http://shop.10.0.0.1.nip.io'], { kubeless: { url: 'http://shop.10.0.0.1.nip.io' } }],
    [
      ['--openfaas', 'https://faas.example.com', '--function', 'shop', '--namespace', 'prod'],
      { openfaas: { gateway: 'https://faas.example.com', function: 'shop', namespace: 'prod' } },
    ],
    [['--worker', 'https://shop.workers.dev'], { worker: { url: 'https://shop.workers.dev' } }],
    [
      ['--http', 'http://127.0.0.1:8080', '--token', 'env:SHOP'],
      { http: { url: 'http://127.0.0.1:8080', token: 'env:SHOP' } },
    ],
  ])('%s', async (flags, target) => {
    const { exit, stderr } = await causeway('functions', 'add', 'one', ...flags);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: expect.stringContaining('Nothing is bound to it yet') });
    expect(sent()).toEqual({ name: 'one', target, enabled: true });
  });

  it.each([
    [[], 'no platform was given'],
    [['--http', 'http://a.example', '--azure', 'http://b.example'], 'only one of --azure and --http'],
    [['--http', 'http://a.example', '--qualifier', 'live'], '--http does not take --qualifier'],
    [['--openwhisk', 'https://a.example'], '--openwhisk needs --action and --auth as well'],
    [['--http', 'a.example'], '--http takes an http or https URL'],
    [['--http', 'http://a.example', '--max-concurrency', '0'], '--max-concurrency takes a whole number'],
  ])('%s is refused before anything is sent', async (flags, words) => {
    const { exit, stderr } = await causeway('functions', 'add', 'one', ...flags);
    expect(stderr).toContain(words);
    expect([exit, api.requests.length]).toEqual([2, 0]);
  });
});

describe('a secret where its name belongs is refused, and not repeated', () => {
  const CANARY = 'canary-5f0e';
  it.each([
    [['--http', 'http://a.example', '--token', CANARY]],
    [['--azure', 'http://a.example', '--function-key', `env:${CANARY}`]],
    [['--azure', `https://a.example/api/shop?code=${CANARY}`]],
    [['--http', `https://user:${CANARY}@a.example`]],
    [['--lambda', 'shop', '--access-key-id', 'env:KEY', '--secret-access-key', CANARY]],
  ])('%s', async (flags) => {
    const { exit, stdout, stderr } = await causeway('functions', 'add', 'one', ...flags);
    expect(stderr).toMatch(/name of a secret/);
    expect(stderr).toMatch(/env:/);
    expect(stdout + stderr).not.toContain(CANARY);
    expect([exit, api.requests.length]).toEqual([2, 0]);
  });

  it('of a webhook too', async () => {
    const { exit, stderr } = await causeway(
      'events',
      'webhooks',
      'add',
      'github',
      '--kind',
      'github',
      '--secret',
      CANARY,
    );
    expect(stderr).not.toContain(CANARY);
    expect([exit, api.requests.length]).toEqual([2, 0]);
  });
});

describe('update', () => {
  it('changes single settings and keeps the others; an empty text takes one away', async () => {
    api.state.deployments = [
      deployment('shop', {
        platform: 'LAMBDA',
        settings: { function: 'shop', qualifier: 'live', assumeRole: { arn: ROLE } },
      }),
    ];
    await causeway('functions', 'update', 'shop', '--region', 'eu-west-1', '--qualifier', '');
    expect(sent()).toMatchObject({
      target: { lambda: { function: 'shop', region: 'eu-west-1', assumeRole: { arn: ROLE } } },
    });
    expect(sent().target.lambda.qualifier).toBeUndefined();
  });

  it('with the flag of a platform replaces the target as a whole', async () => {
    await causeway('functions', 'update', 'shop', '--worker', 'https://shop.workers.dev');
    expect(sent().target).toEqual({ worker: { url: 'https://shop.workers.dev' } });
  });

  it('of what is built in, or of nothing, is refused', async () => {
    api.state.deployments.push(deployment('local-echo', { builtIn: true, platform: 'LOCAL', settings: null }));
    const builtIn = await causeway('functions', 'update', 'local-echo', '--token', 'env:A');
    const nothing = await causeway('functions', 'update', 'shop');
    expect(builtIn.stderr).toContain('built in');
    expect(nothing.stderr).toContain('nothing to change was given');
    expect([builtIn.exit, nothing.exit, sent()]).toEqual([1, 2, undefined]);
  });
});

describe('rm', () => {
  const binding = {
    connector: { name: 'echo' },
    operation: null,
    deployment: { name: 'shop', platform: 'HTTP', builtIn: false },
    boundAt: minutesAgo(1),
  };

  it('names all that would lose its deployment, and removes nothing', async () => {
    api.state.bindings = [binding];
    api.state.providers = [provider('prod', { deployment: deployment('shop') })];
    api.state.eventSubscriptions = [subscription('deploys', { deployment: deployment('shop') })];
    const { exit, stderr } = await causeway('functions', 'rm', 'shop', '--yes');
    expect(stderr).toContain('  the binding of echo\n  the provider prod\n  the event subscription deploys\n');
    expect(stderr).toContain('--unbind');
    expect([exit, sent()]).toEqual([2, undefined]);
  });

  it('takes bindings away first when told to', async () => {
    api.state.bindings = [binding];
    const { exit, stdout } = await causeway('functions', 'rm', 'shop', '--unbind', '--yes');
    expect(stdout).toBe(
      'Unbound the binding of echo.\nRemoved shop from the gateway. On its platform nothing changed.\n',
    );
    expect(exit).toBe(0);
    expect([api.state.bindings, api.state.deployments]).toEqual([[], []]);
  });

  it('gives the bindings back when the gateway refuses the removal', async () => {
    api.state.bindings = [binding];
    api.state.refusals.set('removeDeployment', { code: 'INVALID_STATE', message: 'the provider prod has no other' });
    const { exit, stdout, stderr } = await causeway('functions', 'rm', 'shop', '--unbind', '--yes');
    api.state.refusals.clear();
    expect(stderr).toContain('the provider prod has no other');
    expect([exit, stdout]).toEqual([1, '']);
    expect(api.state.bindings).toMatchObject([{ connector: { name: 'echo' }, deployment: { name: 'shop' } }]);
  });

  it('needs --yes where nobody can be asked', async () => {
    const { exit, stderr } = await causeway('functions', 'rm', 'shop');
    expect(stderr).toContain('Give --yes.');
    expect([exit, sent()]).toEqual([2, undefined]);
  });
});

describe('call', () => {
  it('asks a function that only reads by a query, and tells one that changes something by a mutation', async () => {
    expect(await json('functions', 'call', 'echo.echo', '{"a":1}')).toMatchObject({
      asked: { function: 'echo.echo', data: { a: 1 } },
    });
    expect(await json('functions', 'call', 'echo.change', 'hello', '--idempotency-key', 'k')).toMatchObject({
      told: { function: 'echo.change', data: 'hello', idempotencyKey: 'k' },
    });
  });

  it('refuses what is not there, JSON that is cut off, and a key for what needs none', async () => {
    const unknown = await causeway('functions', 'call', 'echo.ecco');
    const cut = await causeway('functions', 'call', 'echo.echo', '{"a":');
    const key = await causeway('functions', 'call', 'echo.echo', '--idempotency-key', 'k');
    expect(unknown.stderr).toContain('no function echo.ecco can be called; there is echo.echo, echo.change');
    expect(cut.stderr).toContain('begins as JSON and is none');
    expect(key.stderr).toContain('only reads');
    expect([unknown.exit, cut.exit, key.exit]).toEqual([2, 2, 2]);
  });
});

it('status names deployments whose breaker is open, and deliveries that were given up', async () => {
  api.state.deployments = [
    deployment('shop', { condition: condition({ breaker: 'OPEN' }) }),
    deployment('resting', { enabled: false }),
  ];
  api.state.eventSubscriptions = [
    subscription('a', { pendingCount: 2 }),
    subscription('b', { pendingCount: 1, deadCount: 4 }),
  ];
  const { stdout } = await causeway('status');
  expect(stdout).toContain('Functions  2 deployments, 1 in trouble (revision 7)\nEvents     3 PENDING, 4 DEAD\n');
  expect(stdout).toMatch(/DEPLOYMENT {2}STATE.*\nshop +OPEN/);
  expect(await json('status')).toMatchObject({
    registryRevision: 7,
    deployments: { totalCount: 2, troubled: [{ name: 'shop' }] },
    deliveries: { pending: 3, dead: 4 },
  });
});

it('operations are written as people say them, and wrong ones are explained', async () => {
  const cases = ['LIST', 'LIST Instance x', 'ACT', 'FLY', 'VERIFY Instance', 'HANDLE'];
  for (const operation of cases) {
    const { exit, stderr } = await causeway('functions', 'bind', 'aws', 'shop', '--operation', operation);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining('As in VERIFY') });
  }
});
