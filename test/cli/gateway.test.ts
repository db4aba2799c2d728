import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnGateway, startGateway, type TestGateway } from '../support/gateway.ts';
import { freshHome, run, start } from './support/command.ts';

const CREDENTIAL = '{"token":"canary-token-77c1"}';
/** With so many alarms some are firing at any moment, and the one that began last does so for most of a minute. */
const OPTIONS = ['instancesPerRegion=2', 'regions=["eu-north"]', 'transitionMs=50', 'alarmsPerMinute=20'];
const SMALL = OPTIONS.flatMap((option) => ['--option', option]);

describe('against a real gateway', () => {
  let gateway: TestGateway;
  const home = freshHome();
  const causeway = (...args: string[]) => run(args, { home });
  const json = async (...args: string[]) => JSON.parse((await causeway(...args, '--json')).stdout);

  beforeAll(async () => {
    gateway = await startGateway({ flags: { 'alarm-poll-interval-ms': 300 } });
    await run(['login', '--url', gateway.url, '--key-file', '-'], { home, stdin: gateway.adminKey });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  it('adds a provider with a sealed credential, and shows it', async () => {
    const added = await run(
      ['providers', 'add', 'prod', '--connector', 'sandbox', '--credential-file', '-', ...SMALL],
      { home, stdin: CREDENTIAL },
    );
    expect(added.stdout).toMatch(/^Added prod: Sandbox, account \d+\nprod SUCCEEDED: \d+ slices in .* listed\n$/);
    expect(added.exit).toBe(0);
    expect(await json('providers', 'show', 'prod')).toMatchObject({
      name: 'prod',
      state: 'READY',
      regions: ['eu-north'],
      options: { instancesPerRegion: 2 },
    });
    expect(added.stdout + added.stderr + gateway.log()).not.toContain('canary-token');
  });

  it('refuses a credential that the provider refuses', async () => {
    const { exit, stderr } = await run(
      ['providers', 'add', 'bad', '--connector', 'sandbox', '--credential-file', '-'],
      { home, stdin: '{"token":"wrong"}' },
    );
    expect(stderr).toContain('Give a credential that works');
    expect(exit).toBe(1);
    expect((await json('providers', 'ls')).totalCount).toBe(1);
  });

  it('lists resources, stops an instance and starts it again', async () => {
    const { nodes, complete } = await json('resources', 'ls', '--kind', 'Instance', '--provider', 'prod');
    expect(complete).toBe(true);
    const { id } = nodes.find(({ state }: { state: string }) => state === 'RUNNING');
    const stopped = await causeway('instances', 'stop', id);
    expect(stopped.stdout).toMatch(/STATE +OUTCOME\n.*STOPPED +SUCCEEDED\n$/);
    expect(stopped.exit).toBe(0);
    const again = await causeway('instances', 'stop', id);
    expect(again.stderr).toContain('INVALID_STATE');
    expect(again.exit).toBe(1);
    expect((await causeway('instances', 'start', id)).exit).toBe(0);
  });

  it('lists what was found about the instances, each with its resource', async () => {
    const { nodes, complete, totalCount } = await json('findings', '--provider', 'prod', '--max-age', '0s');
    expect([complete, totalCount]).toEqual([true, 1]); // one instance in five
    expect(nodes).toMatchObject([{ provider: { name: 'prod' }, resource: { kind: 'Instance', region: 'eu-north' } }]);
    const { stdout, exit } = await causeway('findings', '--check', nodes[0].check.id);
    expect(stdout).toContain(nodes[0].summary);
    expect(exit).toBe(0);
    expect((await causeway('findings', '--check', 'none')).stderr).toBe('No findings fit.\n');
  });

  it('says that everything is well, who one is, and what a weaker key may not do', async () => {
    const status = await json('status');
    expect(status).toMatchObject({ ready: true, viewer: { name: 'admin' }, providers: { states: { READY: 1 } } });
    const { stdout: secret } = await causeway(
      'keys',
      'add',
      'reader',
      '--role',
      'viewer',
      '--provider',
      'prod',
      '--expires-in',
      '1h',
    );
    const reader = { url: gateway.url, key: secret.trim() };
    expect((await run(['resources', 'ls'], reader)).exit).toBe(0);
    expect((await run(['providers', 'sync', 'prod'], reader)).exit).toBe(4);
    expect((await causeway('keys', 'rm', 'reader', '--yes')).exit).toBe(0);
    expect((await run(['resources', 'ls'], reader)).exit).toBe(4);
    expect((await run(['alarms', 'follow', '--after', 'x'], reader)).exit).toBe(4);
  });

  it('refuses what the gateway refuses, with its words', async () => {
    const limit = await causeway('resources', 'ls', '--state', 'runing');
    const cursor = await causeway('alarms', 'follow', '--after', 'nonsense');
    const interval = await run(
      ['providers', 'add', 'x', '--connector', 'sandbox', '--sync-interval', 'soon', '--credential-file', '-'],
      { home, stdin: CREDENTIAL },
    );
    expect(limit.stderr).toContain('RUNNING');
    expect(cursor.stderr).toContain('cursor');
    expect([limit.exit, cursor.exit, interval.exit]).toEqual([2, 2, 2]);
  });

  it('acknowledges an alarm, and the follower sees it', async () => {
    const { nodes, cursor } = await json('alarms', 'ls', '--state', 'firing');
    const following = start(['alarms', 'follow', '--type', 'acknowledged', '--json', '--after', cursor], { home });
    expect(nodes.length).toBeGreaterThan(0);
    const { alarm } = await json('alarms', 'ack', nodes[0].id, '--note', 'looking');
    expect(alarm).toMatchObject({ acknowledgedBy: 'admin', note: 'looking' });
    await following.says('"looking"');
    following.signal('SIGINT');
    const { exit, stdout } = await following.ended;
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).type),
    ).toEqual(['ACKNOWLEDGED']);
    expect(exit).toBe(0);
  });

  it('removes the provider', async () => {
    expect((await causeway('providers', 'rm', 'prod', '--yes')).stdout).toMatch(/^Removed prod and its \d+ resources/);
    expect((await json('providers', 'ls')).totalCount).toBe(0);
  });
});

it('follows alarms over a kill -9 of the gateway: each event once, in the order of the log', async () => {
  const directory = freshHome();
  const flags = { 'alarm-poll-interval-ms': 200 };
  const first = await spawnGateway({ directory, flags });
  const port = Number(new URL(first.url).port);
  const at = { url: first.url, key: first.adminKey };
  const begin = await first.data('{ alarms(first: 1) { cursor } }');
  const noisy = ['--option', 'instancesPerRegion=2', '--option', 'alarmsPerMinute=600'];
  await run(['providers', 'add', 'noisy', '--connector', 'sandbox', '--credential-file', '-', ...noisy], {
    ...at,
    stdin: CREDENTIAL,
  });
  const following = start(['alarms', 'follow', '--json', '--after', begin.alarms.cursor], at);
  await following.says('cursor');
  await first.kill();
  await following.says('connection lost');
  await using second = await spawnGateway({ directory, flags: { ...flags, port }, adminKey: first.adminKey });
  await following.says('connected again');
  const seen = following.stdout().length;
  await waitUntil(() => following.stdout().length > seen);
  following.signal('SIGINT');
  const { exit, stdout, stderr } = await following.ended;
  const cursors = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).cursor as string);
  expect(exit).toBe(0);
  expect(stderr).toContain(`--after ${cursors.at(-1)}`);

  // The log itself, read by another client, is what the follower must have printed.
  const log: string[] = [];
  for await (const { alarmEvents } of second.subscribe(
    'subscription ($after: String) { alarmEvents(after: $after) { cursor } }',
    { after: begin.alarms.cursor },
  )) {
    log.push(alarmEvents.cursor);
    if (log.length === cursors.length) break;
  }
  expect(cursors).toEqual(log);
}, 60_000);

it('`up` starts a gateway, passes its flags on, and drains it on SIGTERM', async () => {
  const directory = freshHome();
  const up = start(['up', '--port', '0', '--data', directory, '--log-level', 'warn'], { fromSource: true });
  await up.says('Admin key, shown this once');
  const url = /listens on (\S+)\/graphql/.exec(up.stdout())![1]!;
  const key = /this once: (\S+)/.exec(up.stdout())![1]!;
  expect((await run(['status'], { url, key })).stdout).toContain('ready');
  up.signal('SIGTERM');
  expect((await up.ended).exit).toBe(0);
  const wrong = await run(['up', '--nonsense'], { fromSource: true });
  expect(wrong.stderr).toContain('--nonsense is not an option');
  expect(wrong.exit).toBe(1);
});

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
