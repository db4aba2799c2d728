import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveOverHttp } from '../../deploy/serve.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { freshHome, run, start } from './support/command.ts';

const CREDENTIAL = '{"token":"canary-token-90d2"}';

let gateway: TestGateway;
const home = freshHome();
const directory = freshHome();
const causeway = (...args: string[]) => run(args, { home, url: gateway.url, key: gateway.adminKey });
const json = async (...args: string[]) => JSON.parse((await causeway(...args, '--json')).stdout);

beforeAll(async () => {
  gateway = await startGateway({
    flags: { 'private-function-addresses': 'allow', secrets: directory, 'call-timeout-ms': 2_000 },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

describe('a function from its place to its removal', () => {
  it('is served, registered, bound, called, disabled and removed', async () => {
    const serving = start(['functions', 'serve', 'echo', '--port', '0'], {
      home,
      env: { CAUSEWAY_FUNCTION_VERSION: 'v7' },
    });
    await serving.says('is served at');
    const url = /served at (\S+)/.exec(serving.stdout())![1]!;
    const added = await causeway('functions', 'add', 'echo-here', '--http', url);
    expect(added.stdout).toBe('Added echo-here: echo on HTTP, 1 function, version v7.\n');
    expect((await causeway('functions', 'bind', 'echo', 'echo-here')).stdout).toBe('echo-here serves echo now.\n');
    expect(await json('functions', 'call', 'echo.echo', 'hi')).toMatchObject({ data: 'hi', type: 'dev.causeway.call' });
    const shown = await json('functions', 'show', 'echo-here');
    expect(shown).toMatchObject({
      address: url,
      settings: { url },
      functions: [{ bound: true, health: { calls: 1 } }],
    });

    expect((await causeway('functions', 'disable', 'echo-here')).exit).toBe(0);
    const disabled = await causeway('functions', 'call', 'echo.echo', 'hi');
    expect(disabled.stderr).toContain('disabled');
    await causeway('functions', 'enable', 'echo-here');

    serving.signal('SIGTERM');
    expect((await serving.ended).exit).toBe(0);
    const gone = await causeway('functions', 'probe', 'echo-here');
    expect(gone.stdout).toContain('FUNCTION_UNREACHABLE');
    expect(gone.exit).toBe(1);
    expect((await causeway('status')).stdout).toMatch(/1 in trouble/);

    const kept = await causeway('functions', 'rm', 'echo-here', '--yes');
    expect(kept.stderr).toContain('  the binding of echo\n');
    expect((await causeway('functions', 'rm', 'echo-here', '--unbind', '--yes')).exit).toBe(0);
    expect((await json('functions', 'ls')).nodes.map(({ name }: { name: string }) => name)).not.toContain('echo-here');
  });

  it('an address where nobody answers is not registered, nor one of a metadata service', async () => {
    const nobody = await causeway('functions', 'add', 'nobody', '--http', 'http://127.0.0.1:9/');
    const metadata = await causeway('functions', 'add', 'nobody', '--http', 'http://169.254.169.254/latest');
    expect(nobody.stderr).toContain('could not be reached');
    expect(metadata.stderr).toContain('169.254.169.254');
    expect([nobody.exit, metadata.exit]).toEqual([1, 2]);
    expect((await causeway('functions', 'show', 'nobody')).stderr).toContain('no deployment has the name nobody');
  });

  it('one that is none of ours, or a port that is taken, is explained', async () => {
    const unknown = await causeway('functions', 'serve', 'nope');
    await using served = await serveOverHttp({
      connector: 'echo',
      port: 0,
      sealingKeyFile: join(directory, 'k'),
      env: {},
    });
    const taken = await causeway('functions', 'serve', 'echo', '--port', new URL(served.url).port);
    expect(unknown.stderr).toContain('There is aws, cloudcheckr, echo, manageiq, mistio, sandbox');
    expect(taken.stderr).toContain('is taken');
    expect([unknown.exit, taken.exit]).toEqual([2, 2]);
  });
});

describe('a provider with a deployment of its own', () => {
  it('has its credential sealed to that one alone, and moves back with the credential given again', async () => {
    await using own = await serveOverHttp({
      connector: 'sandbox',
      port: 0,
      sealingKeyFile: join(directory, 'own-key'),
      env: {},
    });
    await causeway('functions', 'add', 'sandbox-own', '--http', own.url);
    const add = [
      'providers',
      'add',
      'shop',
      '--connector',
      'sandbox',
      '--credential-file',
      '-',
      '--deployment',
      'sandbox-own',
    ];
    const added = await run([...add, '--option', 'instancesPerRegion=1'], {
      home,
      url: gateway.url,
      key: gateway.adminKey,
      stdin: CREDENTIAL,
    });
    expect(added.stdout).toContain('shop SUCCEEDED');
    const blocked = await causeway('functions', 'rm', 'sandbox-own', '--unbind', '--yes');
    expect(blocked.stderr).toContain('  the provider shop\n');

    const without = await causeway('providers', 'update', 'shop', '--deployment', '');
    expect(without.stderr).toContain('--credential-file');
    const back = await run(['providers', 'update', 'shop', '--deployment', '', '--credential-file', '-'], {
      home,
      url: gateway.url,
      key: gateway.adminKey,
      stdin: CREDENTIAL,
    });
    expect({ exit: back.exit, stdout: back.stdout }).toEqual({ exit: 0, stdout: 'Updated shop.\n' });
    expect((await causeway('providers', 'sync', 'shop')).exit).toBe(0);
    expect((await causeway('functions', 'rm', 'sandbox-own', '--yes')).exit).toBe(0);
    expect(gateway.log()).not.toContain('canary-token');
  });

  it('is refused a deployment of another connector', async () => {
    const { exit, stderr } = await run(
      ['providers', 'add', 'other', '--connector', 'sandbox', '--credential-file', '-', '--deployment', 'local-echo'],
      { home, url: gateway.url, key: gateway.adminKey, stdin: CREDENTIAL },
    );
    expect(stderr).toContain('local-echo runs echo, and not sandbox');
    expect(exit).toBe(2);
  });
});

describe('events', () => {
  it('go to subscriptions once, whatever is sent twice, and say what functions answered', async () => {
    await causeway('events', 'subscriptions', 'add', 'later', '--type', 'com.example.*', '--function', 'echo.echo');
    await causeway(
      'events',
      'subscriptions',
      'add',
      'now',
      '--type',
      'com.example.a',
      '--function',
      'echo.echo',
      '--mode',
      'sync',
    );
    const send = ['events', 'send', '--type', 'com.example.a', '--source', '/test', '--id', 'a-1', '--data', '{"n":1}'];
    const first = await causeway(...send);
    expect(first.stdout).toBe(
      'a-1 of /test is safe, with 1 delivery on the way.\nnow: {"id":"a-1","type":"com.example.a","data":{"n":1}}\n',
    );
    expect((await causeway(...send)).stdout).toBe('a-1 of /test was taken before, and nothing was done now.\n');
    const file = join(directory, 'events.json');
    writeFileSync(file, '[{"id":"b-1"},{"id":"b-2","source":"/elsewhere"}]');
    const batch = await json('events', 'send', file, '--type', 'com.example.b');
    expect(batch).toMatchObject([
      { id: 'b-1', source: '/causeway/cli', deliveries: 1 },
      { id: 'b-2', source: '/elsewhere', deliveries: 1 },
    ]);
    const { nodes } = await json('events', 'deliveries', 'ls', '--subscription', 'later');
    expect(nodes.map(({ event }: { event: { id: string } }) => event.id).toSorted()).toEqual(['a-1', 'b-1', 'b-2']);
  });

  it('a wrong one is refused as a whole, in words', async () => {
    const none = await causeway('events', 'send');
    const source = await causeway('events', 'send', '--type', 'x', '--source', '');
    expect(none.stderr).toContain('Give --type.');
    expect(source.stderr).toContain('source');
    expect([none.exit, source.exit]).toEqual([2, 2]);
  });

  it('a viewer may not send, and sees deployments without their addresses', async () => {
    const key = (await causeway('keys', 'add', 'reader', '--role', 'viewer')).stdout.trim();
    const reader = { home, url: gateway.url, key };
    const sent = await run(['events', 'send', '--type', 'x'], reader);
    const shown = await run(['functions', 'show', 'local-echo', '--json'], reader);
    expect(sent.exit).toBe(4);
    expect(JSON.parse(shown.stdout)).not.toHaveProperty('address');
    expect((await run(['status'], reader)).exit).toBe(0);
  });

  it('subscriptions are changed, disabled and removed, all at once where that is wanted', async () => {
    await causeway('events', 'subscriptions', 'update', 'later', '--max-age', '30m', '--filter', 'event.data.n > 1');
    await causeway('events', 'subscriptions', 'disable', 'now');
    const { nodes } = await json('events', 'subscriptions', 'ls');
    expect(nodes).toMatchObject([{ maxAge: '30m', filter: 'event.data.n > 1' }, { enabled: false }]);
    const removed = await causeway('events', 'subscriptions', 'rm', '--all', '--yes', '--discard');
    expect(removed.stdout).toMatch(/^Removed later.*\.\nRemoved now.*\.\n$/);
    expect((await json('events', 'subscriptions', 'ls')).nodes).toEqual([]);
  });

  it('that were given up are listed, counted, and delivered again when a person says so', async () => {
    const place = { connector: 'echo', sealingKeyFile: join(directory, 'k'), env: {} };
    const first = await serveOverHttp({ ...place, port: 0 });
    await causeway('functions', 'add', 'echo-frail', '--http', first.url);
    const to = ['--type', 'com.example.frail', '--function', 'echo.echo', '--deployment', 'echo-frail'];
    await causeway('events', 'subscriptions', 'add', 'frail', ...to, '--max-attempts', '1');
    await first[Symbol.asyncDispose]();

    await causeway('events', 'send', '--type', 'com.example.frail', '--id', 'f-1');
    const dead = await until(
      () => json('events', 'deliveries', 'ls', '--dead'),
      ({ nodes }) => nodes.length > 0,
    );
    expect(dead.nodes[0]).toMatchObject({ event: { id: 'f-1' }, attempts: 1, error: { code: 'FUNCTION_UNREACHABLE' } });
    expect((await causeway('status')).stdout).toContain('0 PENDING, 1 DEAD');
    const kept = await causeway('events', 'subscriptions', 'rm', 'frail', '--yes');
    expect(kept.exit).toBe(1);

    await using second = await serveOverHttp({ ...place, port: Number(new URL(first.url).port) });
    expect(second.url).toBe(first.url);
    const again = await causeway('events', 'redrive', dead.nodes[0].id);
    expect(again.stdout).toBe('1 delivery is on the way again.\n');
    await until(
      () => json('events', 'deliveries', 'ls', '--subscription', 'frail'),
      ({ nodes }) => nodes[0].state === 'DELIVERED',
    );
    expect((await causeway('events', 'subscriptions', 'rm', 'frail', '--yes')).stdout).toBe('Removed frail.\n');
    expect((await causeway('functions', 'rm', 'echo-frail', '--yes')).exit).toBe(0);
  });

  it('a webhook has an address of its own, and its secret is a name', async () => {
    writeFileSync(join(directory, 'ci'), 'a shared secret');
    const added = await causeway('events', 'webhooks', 'add', 'ci', '--kind', 'json', '--secret', 'file:ci');
    expect(added.stdout).toBe(`Send to ${gateway.url}/events/ci\n`);
    const response = await fetch(`${gateway.url}/events/ci`, {
      method: 'POST',
      headers: { authorization: 'Bearer a shared secret', 'content-type': 'application/json' },
      body: '{"build":1}',
    });
    expect(response.status).toBe(202);
    expect((await causeway('events', 'webhooks', 'ls')).stdout).toContain('file:ci');
    expect((await causeway('events', 'webhooks', 'rm', 'ci')).stdout).toBe('Removed ci.\n');
  });
});

// oxlint-disable-next-line typescript/no-explicit-any -- what the command printed
async function until(ask: () => Promise<any>, isSo: (answer: any) => boolean): Promise<any> {
  for (;;) {
    const answer = await ask();
    if (isSo(answer)) return answer;
  }
}
