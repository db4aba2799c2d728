import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { serveOverHttp, type Served } from '../../deploy/serve.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { freshHome, run } from './support/command.ts';

let gateway: TestGateway;
let echo: Served;
const directory = freshHome();
const FILE = join(directory, 'causeway.yml');

const causeway = (...args: string[]) => run(args, { url: gateway.url, key: gateway.adminKey });
const json = async (...args: string[]) => JSON.parse((await causeway(...args, '--json')).stdout);
function apply(yaml: string, ...flags: string[]) {
  writeFileSync(FILE, yaml);
  return causeway('apply', FILE, ...flags);
}

const whole = () => `
deployments:
  echo-here:
    http: { url: '${echo.url}' }
bindings:
  echo: echo-here
  echo handle echo: echo-here
webhooks:
  github: { kind: github, secret: file:github }
eventSubscriptions:
  pushes:
    eventType: com.github.push
    filter: |
      event.data.ref == 'refs/heads/main'
    function: echo.echo
    deployment: echo-here
    maxAge: 60m
`;
const EMPTY = 'deployments: {}\nbindings: {}\nwebhooks: {}\neventSubscriptions: {}\n';

beforeAll(async () => {
  writeFileSync(join(directory, 'github'), 'a secret of GitHub');
  echo = await serveOverHttp({ connector: 'echo', port: 0, sealingKeyFile: join(directory, 'key'), env: {} });
  gateway = await startGateway({ flags: { 'private-function-addresses': 'allow', secrets: directory } });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await echo[Symbol.asyncDispose]();
});
describe('a file', () => {
  beforeEach(async () => {
    await apply(EMPTY, '--prune', '--yes');
  });

  it('is shown as what it changes, made so, and then there is nothing to do', async () => {
    const planned = await apply(whole(), '--dry-run');
    expect(planned.stdout).toBe(`+ deployment echo-here
    platform: HTTP
    url: ${echo.url}
    maxConcurrency: 100
    enabled: true
+ binding echo
    deployment: local-echo -> echo-here
+ binding echo HANDLE echo
    deployment: echo-here
+ webhook github
    kind: GITHUB
    secret: file:github
+ event subscription pushes
    eventType: com.github.push
    filter: event.data.ref == 'refs/heads/main'
    function: echo.echo
    deployment: echo-here
    mode: OUTBOX
    enabled: true
    maxAttempts: 8
    maxAge: 1h
5 changes to make; nothing was done.
`);
    expect(await json('events', 'webhooks', 'ls')).toEqual([]);
    const made = await apply(whole(), '--yes');
    expect(made.stdout).toMatch(/Done: 5 changes.\n$/);
    const again = await apply(whole());
    expect(again).toEqual({ exit: 0, stdout: 'Nothing to do.\n', stderr: '' });
  });

  it('shows old and new of what differs, and changes that alone', async () => {
    await apply(whole(), '--yes');
    const { nodes: before } = await json('events', 'subscriptions', 'ls');
    const changed = await apply(whole().replace('60m', '30m'), '--yes');
    expect(changed.stdout).toBe('~ event subscription pushes\n    maxAge: 1h -> 30m\nDone: 1 change.\n');
    const { nodes: after } = await json('events', 'subscriptions', 'ls');
    expect(after[0]).toMatchObject({ id: before[0].id, maxAge: '30m' });
  });

  it('makes a subscription anew for what it keeps for good, and says so', async () => {
    await apply(whole(), '--yes');
    const { stdout } = await apply(whole().replace('maxAge: 60m', 'mode: sync'), '--yes');
    expect(stdout).toContain('~ event subscription pushes (removed and made anew)\n    mode: OUTBOX -> SYNC\n');
    expect((await json('events', 'subscriptions', 'ls')).nodes[0]).toMatchObject({ mode: 'SYNC' });
  });

  it('keeps what it cannot replace', async () => {
    await apply(whole(), '--yes');
    const webhook = await apply(whole().replace('file:github', 'file:nowhere'), '--yes');
    const subscription = await apply(
      whole().replace('echo.echo', 'echo.gone').replace('maxAge: 60m', 'mode: sync'),
      '--yes',
    );
    expect(webhook.stderr).toContain('~ webhook github: the secret file:nowhere cannot be read');
    expect(subscription.stderr).toContain('echo.gone');
    expect((await apply(whole(), '--yes')).stdout).toBe('Nothing to do.\n');
  });

  it('removes only with --prune, what depends on others first, and only of its own sections', async () => {
    await apply(whole(), '--yes');
    expect((await apply(EMPTY)).stdout).toBe('Nothing to do.\n');
    expect((await apply('webhooks: {}\n', '--prune', '--yes')).stdout).toBe('- webhook github\nDone: 1 change.\n');
    const { stdout } = await apply(EMPTY, '--prune', '--yes');
    expect(stdout).toBe(
      '- event subscription pushes\n- binding echo\n- binding echo HANDLE echo\n- deployment echo-here\nDone: 4 changes.\n',
    );
  });

  it('with --json is one document', async () => {
    writeFileSync(FILE, 'bindings: {}\ndeployments: { echo-here: { http: { url: "' + echo.url + '" } } }\n');
    expect(await json('apply', FILE, '--yes')).toMatchObject({
      changes: [{ sign: '+', subject: 'deployment echo-here' }],
      done: 1,
    });
  });

  it('without a terminal and without --yes it shows what it would do, and does nothing', async () => {
    const { exit, stdout, stderr } = await apply(whole());
    expect(stdout).toContain('+ deployment echo-here');
    expect(stderr).toContain('Give --yes.');
    expect(exit).toBe(2);
    expect(await json('events', 'webhooks', 'ls')).toEqual([]);
  });

  it('a change that fails is named, with what was done before it; the next run goes on from there', async () => {
    const broken = whole().replace('echo.echo', 'echo.nothing');
    const { exit, stderr } = await apply(broken, '--yes');
    expect(stderr).toMatch(/^error \+ event subscription pushes: .*echo\.nothing/);
    expect(stderr).toContain(
      '(done before: + deployment echo-here, + binding echo, + binding echo HANDLE echo, + webhook github)',
    );
    expect(exit).toBe(2);
    expect((await apply(whole(), '--yes')).stdout).toMatch(/^\+ event subscription pushes\n/);
  });
});

describe('a file that is not as it should be is refused before anything is asked, with its places and no value', () => {
  it.each([
    ['deployments: { a: {} }', 'deployments.a: needs exactly one of lambda'],
    ['deployments: { a: { http: { url: "http://x" }, worker: { url: "http://x" } } }', 'needs exactly one of'],
    ['deployments: { a: { http: { url: "http://x", qualifier: "x" } } }', 'deployments.a.http: Unrecognized key'],
    ['deployments: { A_b: { http: { url: "http://x" } } }', 'deployments.A_b: 1 to 63 lower-case letters'],
    [
      'deployments: { a: { http: { url: "http://x", token: canary-1 } } }',
      'deployments.a.http.token takes the name of a secret',
    ],
    ['deployments: { a: { http: { url: "http://u:canary-1@x" } } }', 'deployments.a.http.url holds a user or password'],
    ['webhooks: { a: { kind: json, secret: canary-1 } }', 'webhooks.a.secret takes the name of a secret'],
    ['webhooks: { a: { kind: canary-1, secret: env:A } }', 'webhooks.a.kind'],
    ['eventSubscriptions: { a: { eventType: x, function: y, maxAge: canary-1 } }', 'a number and a unit'],
    ['bindings: { "echo FLY": here }', 'names no operation'],
    ['secrets: { a: canary-1 }', 'Unrecognized key: "secrets"'],
    ['a: [canary-1\nb: {', 'line 2'],
    ['a: *canary-1', 'uses aliases that lead nowhere'],
    ['- canary-1', 'the file'],
  ])('%s', async (yaml, words) => {
    const { exit, stdout, stderr } = await apply(yaml, '--yes');
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining(words) });
    expect(stdout + stderr).not.toContain('canary-1');
  });

  it('and one that is not there is named', async () => {
    const { exit, stderr } = await causeway('apply', join(directory, 'nowhere.yml'));
    expect(stderr).toContain('nowhere.yml cannot be read (ENOENT)');
    expect(exit).toBe(2);
  });
});
