import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEY, startApi, type ApiServer } from './support/api.ts';
import { freshHome, run } from './support/command.ts';

const CANARY = 'canary-secret-5e9d';

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api[Symbol.asyncDispose]());

it('seals a credential before it is sent, so that only the runtime of the connector can read it', async () => {
  const credential = { roleArn: 'arn:aws:iam::1:role/x', externalId: CANARY };
  const args = [
    'providers',
    'add',
    'vault',
    '--connector',
    'aws',
    '--credential-file',
    '-',
    '--option',
    'size=20',
    '--option',
    'name=web',
    '--region',
    'eu-west-1',
    '--sync-interval',
    'never',
  ];
  const { exit, stdout, stderr } = await run(args, { url: api.url, key: KEY, stdin: JSON.stringify(credential) });
  expect(exit).toBe(0);
  const { input } = api.requests.find(({ query }) => query.includes('createProvider'))!.variables!;
  expect(input).toMatchObject({
    name: 'vault',
    connector: 'aws',
    options: { size: 20, name: 'web' },
    regions: ['eu-west-1'],
    syncInterval: null,
  });
  expect(Object.keys(input.credential)).toEqual(['sealed']);
  expect(await api.open(input.credential.sealed)).toEqual(credential);
  expect(JSON.stringify(api.requests) + stdout + stderr).not.toContain(CANARY);
});

it('never sends a credential in clear: without a sealing key it is not sent at all', async () => {
  const aws = api.state.connectors.find(({ name }) => name === 'aws')!;
  const { sealingKey } = aws;
  aws['sealingKey'] = null;
  const { exit, stderr } = await run(['providers', 'add', 'late', '--connector', 'aws', '--credential-file', '-'], {
    url: api.url,
    key: KEY,
    stdin: `{"roleArn":"${CANARY}"}`,
  });
  aws['sealingKey'] = sealingKey;
  expect(exit).toBe(1);
  expect(stderr).toContain('never sent in clear');
  expect(JSON.stringify(api.requests)).not.toContain(CANARY);
});

it('says nothing of what a broken file or a wrong flag holds', async () => {
  const home = freshHome();
  const file = join(home, 'credential.json');
  writeFileSync(file, `{"secret": ${CANARY}`);
  const add = ['providers', 'add', 'x', '--connector', 'aws'];
  for (const args of [
    [...add, '--credential-file', file],
    [...add, `--secret-key=${CANARY}`],
    ['status', '--url', `http://user:${CANARY}@127.0.0.1:1`],
    ['query', '{ viewer { name } }', '--variables', CANARY],
  ]) {
    const { exit, stdout, stderr } = await run(args, { url: api.url, key: KEY, home });
    expect(exit).toBe(2);
    expect(stdout + stderr).not.toContain(CANARY);
  }
});

it('keeps a login in a file that only its owner can read, for that address alone, and forgets it again', async () => {
  const home = freshHome();
  const file = join(home, '.config', 'causeway', 'login.json');
  mkdirSync(join(home, '.config', 'causeway'), { recursive: true });
  writeFileSync(file, JSON.stringify({ url: api.url, key: 'old' }), { mode: 0o644 });
  const login = await run(['login', '--url', `${api.url}/graphql`, '--key-file', '-'], { home, stdin: `${KEY}\n` });
  expect(login.stdout).toBe(`Logged in to ${api.url}/ as admin (ADMIN). The key is kept in ${file}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ url: `${api.url}/`, key: KEY });

  expect((await run(['providers', 'ls'], { home })).exit).toBe(0);

  await using other = await startApi();
  expect((await run(['providers', 'ls', '--url', other.url], { home })).exit).toBe(4); // the key was kept for another address

  expect((await run(['logout'], { home })).exit).toBe(0);
  expect((await run(['status', '--url', api.url], { home })).exit).toBe(4);
  expect(login.stdout + login.stderr).not.toContain(KEY);
});

it('names a damaged login file without what it holds, and removes it', async () => {
  const home = freshHome();
  mkdirSync(join(home, '.config', 'causeway'), { recursive: true });
  writeFileSync(join(home, '.config', 'causeway', 'login.json'), `{"key":"${CANARY}`);
  const { exit, stderr } = await run(['status'], { home });
  expect(stderr).toContain('login.json is damaged\nRun `causeway logout`');
  expect(stderr).not.toContain(CANARY);
  expect(exit).toBe(2);
  expect((await run(['logout'], { home })).exit).toBe(0);
});

it('does not keep a key that the gateway refuses', async () => {
  const home = freshHome();
  const { exit, stdout, stderr } = await run(['login', '--key-file', '-'], { url: api.url, home, stdin: CANARY });
  expect(exit).toBe(4);
  expect(stdout + stderr).not.toContain(CANARY);
  expect(() => statSync(join(home, '.config', 'causeway', 'login.json'))).toThrow('ENOENT');
});
