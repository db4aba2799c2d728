import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY, startApi, type ApiServer } from './support/api.ts';
import { run, start } from './support/command.ts';
import { provider, resource } from './support/rows.ts';

let api: ApiServer;
const causeway = (...args: string[]) => run(args, { url: api.url, key: KEY });

beforeAll(async () => {
  api = await startApi();
  api.state.providers.push(provider('prod'), provider('production'));
});
afterAll(() => api[Symbol.asyncDispose]());

describe('exit codes', () => {
  it('2: what is wrong on the command line is named', async () => {
    const cases: [string[], string][] = [
      [['providers', 'lst'], 'Did you mean ls?'],
      [['resources', 'ls', '--limit', 'many'], '--limit takes a whole number'],
      [['resources', 'ls', '--order', 'name:desc:x'], '--order takes a field'],
      [['keys', 'add', 'ci'], "required option '--role <role>' not specified"],
      [['keys', 'add', 'ci', '--role', 'viewer', '--expires-in', 'soon'], '--expires-in takes a number and a unit'],
      [['status', '--url', 'nonsense'], 'not an http or https URL'],
      [['query', '{ nope }'], 'Cannot query field "nope"'],
      [['query', '{ viewer'], 'Syntax Error'],
      [['resources', 'ls', '--state', 'runing'], 'RUNNING'],
      [['providers', 'add', 'x', '--connector', 'nope'], 'it has sandbox, aws'],
    ];
    const ends = await inTurns(cases, async ([args, text]) => ({ args, text, ...(await causeway(...args)) }));
    for (const { args, text, exit, stderr } of ends) {
      expect({ args, exit, stderr }).toEqual({ args, exit: 2, stderr: expect.stringContaining(text) });
    }
  });

  it('3: nothing answers, what answers is no gateway, or it is not ready', async () => {
    const page = createServer((_request, response) => void response.writeHead(404).end('<html>')).listen(
      0,
      '127.0.0.1',
    );
    await new Promise((resolve) => page.once('listening', resolve));
    const { port } = page.address() as AddressInfo;
    const wrong = await run(['query', '{ viewer { name } }'], { url: `http://127.0.0.1:${port}`, key: KEY });
    await new Promise((resolve) => page.close(resolve));
    const closed = `http://127.0.0.1:${port}/`;
    const refused = await run(['status'], { url: closed });
    api.state.ready = false;
    const starting = await causeway('status');
    api.state.ready = true;
    expect(wrong.stderr).toContain('answered 404, and not as a gateway does');
    expect(refused.stderr).toBe(
      `error no gateway answers at ${closed} (connection refused)\nStart one with \`causeway up\`, or give its address with --url or CAUSEWAY_URL.\n`,
    );
    expect(starting.stderr).toContain('is not ready (503)');
    expect([wrong.exit, refused.exit, starting.exit]).toEqual([3, 3, 3]);
  });

  it('4: the key is missing, wrong or too weak; over the socket as well', async () => {
    const none = await run(['providers', 'ls'], { url: api.url });
    const wrong = await run(['query', '{ viewer { name } }'], { url: api.url, key: 'wrong' });
    api.state.refusals.set('apiKeys', {
      code: 'FORBIDDEN',
      message: 'this needs the role ADMIN. Use a key that has it',
    });
    const weak = await causeway('keys', 'ls');
    api.state.refusals.clear();
    expect(none.stderr).toContain('Run `causeway login`, or set CAUSEWAY_KEY.');
    expect(weak.stderr).toContain('this needs the role ADMIN');
    expect([none.exit, wrong.exit, weak.exit]).toEqual([4, 4, 4]);
  });

  it('1: what failed is told with its next step, and as JSON for programs', async () => {
    api.state.refusals.set('syncProvider', { code: 'PROVIDER_UNAVAILABLE', message: 'the account cannot be reached' });
    const text = await causeway('providers', 'sync', 'prod');
    const json = await causeway('providers', 'sync', 'prod', '--json');
    api.state.refusals.clear();
    expect(text).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'error the account cannot be reached\nTry again in a few minutes.\n',
    });
    expect(JSON.parse(json.stderr)).toEqual({
      error: {
        code: 'PROVIDER_UNAVAILABLE',
        message: 'the account cannot be reached',
        next: 'Try again in a few minutes.',
      },
    });
    expect(json).toMatchObject({ exit: 1, stdout: '' });
  });

  it('are promised in --help, which ends with 0', async () => {
    const { exit, stdout } = await run(['--help'], { fromSource: true });
    for (const line of [
      '0    done',
      '1    it failed',
      '2    wrong usage',
      '3    the gateway cannot be reached',
      '4    not allowed',
      '5    done in part',
    ])
      expect(stdout).toContain(line);
    expect(exit).toBe(0);
  });
});

it('ends quietly when whoever reads its output has seen enough', async () => {
  api.state.resources.push(...Array.from({ length: 2000 }, (_, index) => resource(`many-${index}`)));
  const listing = start(['resources', 'ls', '--limit', 'all', '--json'], { url: api.url, key: KEY });
  listing.stopReading();
  const { exit, stderr } = await listing.ended;
  api.state.resources.length = 0;
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
});

it('leaves a sync running on Ctrl-C, and says so', async () => {
  api.state.endless = true;
  const sync = start(['providers', 'sync', 'prod'], { url: api.url, key: KEY });
  await sync.says('0 of 2 slices');
  sync.signal('SIGINT');
  const { exit, stderr } = await sync.ended;
  api.state.endless = false;
  expect(stderr).toContain('The gateway goes on with it');
  expect(exit).toBe(130);
});

describe('without a terminal', () => {
  it('nothing is asked: the error names what to give', async () => {
    const cases: [string[], string][] = [
      [['providers', 'add'], 'NAME is missing'],
      [['providers', 'add', 'x'], '--connector is missing'],
      [['providers', 'add', 'x', '--connector', 'aws'], '--credential-file is missing'],
      [['providers', 'rm', 'prod'], '--yes is missing'],
      [['keys', 'rm', 'nope'], 'no key has the name or id nope'],
    ];
    const ends = await inTurns(cases, async ([args, text]) => ({ text, ...(await causeway(...args)) }));
    for (const { text, stderr } of ends) expect(stderr).toContain(text);
    expect(ends.map(({ exit }) => exit)).toEqual([2, 2, 2, 2, 1]);
    expect(api.state.providers).toHaveLength(2);
  });
});

describe('providers by name', () => {
  it('takes the whole name, not the beginning of another', async () => {
    const { exit, stdout } = await causeway('providers', 'rm', 'prod', '--yes');
    expect(stdout).toBe('Removed prod and its 7 resources from the gateway.\n');
    expect(exit).toBe(0);
    expect(api.state.providers.map(({ name }) => name)).toEqual(['production']);
    expect((await causeway('providers', 'show', 'prod')).stderr).toContain('no provider has the name or id prod');
  });

  it('refuses a name that is the id of another', async () => {
    api.state.providers.push(provider('prv_production'));
    const { exit, stderr } = await causeway('providers', 'rm', 'prv_production', '--yes');
    expect(stderr).toContain("Give the other's id: prv_prv_production");
    expect(exit).toBe(2);
  });
});

describe('query', () => {
  const NAME = 'query Named($id: ID!) { provider(id: $id) { name } }';

  it('takes the operation from stdin and the variables from a flag', async () => {
    const { stdout } = await run(['query', '--variables', '{"id":"prv_production"}'], {
      url: api.url,
      key: KEY,
      stdin: NAME,
    });
    expect(JSON.parse(stdout)).toEqual({ data: { provider: { name: 'production' } } });
  });

  it('prints what there is when a part failed, and ends with 5', async () => {
    api.state.refusals.set('provider', { code: 'PROVIDER_UNAVAILABLE', message: 'away' });
    const { exit, stdout, stderr } = await causeway('query', '{ viewer { name } provider(id: "a") { name } }');
    api.state.refusals.clear();
    expect(JSON.parse(stdout)).toMatchObject({
      data: { viewer: { name: 'admin' }, provider: null },
      errors: [{ message: 'away' }],
    });
    expect(stderr).toContain('PROVIDER_UNAVAILABLE away');
    expect(exit).toBe(5);
  });
});

/** Two at a time, since each is a process. */
async function inTurns<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let at = 0; at < items.length; at += 2) results.push(...(await Promise.all(items.slice(at, at + 2).map(work))));
  return results;
}
