import assert from 'node:assert/strict';
import { afterEach, describe, expect, it } from 'vitest';
import {
  ACCOUNT_KEY,
  startCloudCheckr,
  type CloudCheckr,
  type CloudCheckrOptions,
} from '../../../emulators/cloudcheckr/index.ts';
import { CMX, codeOf, connect, GENERATIONS, LEGACY } from './account.ts';

let cloudcheckr: CloudCheckr;
const start = async (options: CloudCheckrOptions = {}) => (cloudcheckr = await startCloudCheckr(options));
afterEach(async () => {
  await cloudcheckr[Symbol.asyncDispose]();
  assert.deepEqual(cloudcheckr.violations, []);
});

const names = () => cloudcheckr.accounts.map(({ name }) => name);

describe.each(GENERATIONS)('an account through %s', (_title, credential) => {
  const as = (accountId: string | null = null) => connect(cloudcheckr, accountId, credential);

  it('is made, waits for the role, is listed, and goes', async () => {
    await start();
    const id = await as().create('production a1');
    expect(cloudcheckr.account(id)).toMatchObject({ name: 'production a1', access: {}, lastUpdated: null });
    expect((await as(id).run('verify')).data).toEqual({
      accountId: id,
      regions: ['global'],
      system: new URL(cloudcheckr.url).host, // whose ids these are
    });
    const { externalId } = cloudcheckr.account(id);
    expect(await as(id).status()).toEqual({
      state: 'SYNCING',
      syncedAt: null,
      reason: expect.stringContaining(
        `The role that it was given must trust the AWS account 999988887777 with the external id ${externalId}`,
      ),
    });

    cloudcheckr.synchronise(id);
    expect(await as(id).status()).toEqual({ state: 'SYNCED', syncedAt: expect.stringMatching(/Z$/), reason: null });

    await as(id).remove();
    expect(names()).toEqual([]);
    expect(await codeOf(as(id).run('verify'))).toBe('RESOURCE_GONE');
    await as(id).remove(); // once more does no harm
  });

  it.each([
    ['an ingress without a backend', { 'content-type': 'text/plain' }, 'default backend - 404'],
    ['a page of a proxy', { 'content-type': 'text/html' }, '<html><h1>404 Not Found</h1></html>'],
    ['JSON of something else', {}, { code: 404, message: 'no Route matched with those values' }],
    ['nothing', {}, null],
  ])('is not taken for gone because %s answers with 404 in its place', async (_what, headers, body) => {
    await start();
    const { id: number, cmxId } = cloudcheckr.addAccount('production');
    const id = credential === LEGACY ? String(number) : cmxId;
    const answerWith404 = (fits: Parameters<CloudCheckr['inject']>[0]) =>
      cloudcheckr.inject(fits, { type: 'answer', answer: { status: 404, headers, body } });
    answerWith404(isDeleting);
    await expect(as(id).remove()).rejects.toThrow(/Check that CloudCheckr is up/);
    for (const ask of [
      () => as().remove('production'),
      () => as(id).run('verify'),
      () => as(id).run('status'),
      () => as(id).run('listVolumes', { region: 'global' }),
    ]) {
      answerWith404(({ path }) => path !== '/auth/connect/token');
      expect(await codeOf(ask())).toBe('PROVIDER_UNAVAILABLE');
    }
    expect(names()).toEqual(['production']);
  });

  it('is taken over when it was there before, and nobody else is touched when it goes', async () => {
    await start();
    for (const name of ['one', 'two', 'three', 'four']) cloudcheckr.addAccount(name);
    const id = String(credential === LEGACY ? cloudcheckr.accounts[2]!.id : cloudcheckr.accounts[2]!.cmxId);
    expect((await as(id).run('verify')).data).toMatchObject({ accountId: id });
    await as(id).remove();
    expect(names()).toEqual(['one', 'two', 'four']);
  });

  it('is listed after its status was read three times, where CloudCheckr takes so long', async () => {
    await start({ syncAfterReads: 3 });
    const id = await as().create('a');
    const states: string[] = [];
    while (states.length < 4) states.push((await as(id).status()).state);
    expect(states).toEqual(['SYNCING', 'SYNCING', 'SYNCED', 'SYNCED']);
  });

  it('that CloudCheckr says it listed in the year 1 was never listed', async () => {
    await start();
    const id = await as().create('a');
    cloudcheckr.account(id).lastUpdated = '0001-01-01T00:00:00';
    expect(await as(id).status()).toMatchObject({ state: 'SYNCING', syncedAt: null });
  });

  it('goes again when the second step of making it fails', async () => {
    await start();
    cloudcheckr.inject(isAttaching, {
      type: 'answer',
      answer: { status: 400, body: { Message: 'The role is wrong.', message: 'The role is wrong.' } },
    });
    const run = as().create('half');
    await expect(run).rejects.toThrow(/The role is wrong/);
    expect(await codeOf(run)).toBe('PROVIDER_REJECTED_REQUEST');
    expect(names()).toEqual([]);
  });

  it.each([
    [401, 401],
    [401, 503],
    [403, 503],
  ])(
    'stays when its second step fails (%d) and its removal too (%d): the error owns up to it, and a delete by name finds it',
    async (attaching, deleting) => {
      await start();
      cloudcheckr.addAccount('half of another');
      const refuse = (fits: Parameters<CloudCheckr['inject']>[0], status: number) =>
        cloudcheckr.inject(
          fits,
          { type: 'answer', answer: { status, body: { Message: 'No.' } } },
          status === 401 && credential === CMX ? 2 : 1, // it is asked once more with another token
        );
      refuse(isAttaching, attaching);
      refuse(isDeleting, deleting);
      const run = as().create('half');
      await expect(run).rejects.toThrow(/not removed yet/);
      expect(await codeOf(run)).toBe('PROVIDER_UNAVAILABLE'); // no code that says that nothing was made
      expect(names()).toEqual(['half of another', 'half']);
      const calls = credential === LEGACY ? 1 : 2; // a refused token is renewed once
      if (calls === 1)
        await as()
          .remove('half')
          .catch(() => {}); // the second of the refusals

      await as().remove('half');
      expect(names()).toEqual(['half of another']);
      await as().remove('half');
      expect(names()).toEqual(['half of another']);
    },
  );

  it('whose making had no answer is found by its exact name', async () => {
    await start();
    cloudcheckr.addAccount('prod b2');
    cloudcheckr.addAccount('prod b');
    cloudcheckr.inject(isMaking, { type: 'reset' });
    expect(await codeOf(as().create('prod b22'))).toBe('PROVIDER_UNAVAILABLE');
    expect(names()).toHaveLength(3);
    await as().remove('prod b22');
    expect(names()).toEqual(['prod b2', 'prod b']);
  });

  it('stays where the caller goes away in the middle of making it, and a later delete by name finds it', async () => {
    await start();
    cloudcheckr.inject(isAttaching, { type: 'silence' });
    const end = new AbortController();
    const run = as().run('create', { name: 'left' }, { signal: end.signal });
    while (!cloudcheckr.requests.some(isAttaching)) await new Promise((resolve) => setImmediate(resolve));
    end.abort(new Error('the deadline'));
    await expect(run).rejects.toThrow('the deadline');
    expect(names()).toEqual(['left']);
    await as().remove('left');
    expect(names()).toEqual([]);
  });

  it('is not made under a name that is taken', async () => {
    await start();
    cloudcheckr.addAccount('taken');
    expect(await codeOf(as().create('taken'))).toBe('PROVIDER_REJECTED_REQUEST');
    expect(names()).toEqual(['taken']);
  });

  it('without an access to AWS is made and waits for a role', async () => {
    await start();
    const bare = connect(cloudcheckr, null, { ...credential, aws: undefined });
    const id = await bare.create('bare');
    const { state, reason } = await connect(cloudcheckr, id, { ...credential, aws: undefined }).status();
    expect([state, reason]).toEqual([
      'PENDING',
      expect.stringMatching(/Give it a role there, which must trust .* CC-/),
    ]);
  });

  it('may be reached with access keys, which no answer and no address shows', async () => {
    await start();
    const aws = { accessKeyId: 'AKIACANARYCANARY', secretAccessKey: 'aws-secret-canary' };
    const given = connect(cloudcheckr, null, { ...credential, aws });
    const id = await given.create('keys');
    expect(JSON.stringify(cloudcheckr.account(id).access)).toContain('AKIACANARYCANARY');
    expect(JSON.stringify(await connect(cloudcheckr, id, { ...credential, aws }).status())).not.toMatch(/canary/i);
  });

  it('shows no key in any address', async () => {
    await start();
    const id = await as().create('quiet');
    await as(id).status();
    await as(id).remove();
    const addresses = cloudcheckr.requests.map(({ path, query }) => `${path}?${query}`).join('\n');
    expect(addresses).not.toMatch(/CANARY|key|secret-canary|cmx-token/);
    expect(cloudcheckr.requests.filter(({ method, path }) => method === 'GET' && /delete/i.test(path))).toEqual([]);
  });
});

describe('the older interface', () => {
  it('deletes by name, so an account whose name another has too stays and a person is asked', async () => {
    await start();
    const [one] = ['same', 'Same'].map((name) => cloudcheckr.addAccount(name));
    expect(await codeOf(connect(cloudcheckr, String(one!.id)).remove())).toBe('PROVIDER_REJECTED_REQUEST');
    expect(names()).toEqual(['same', 'Same']);
  });

  it('removes all that are called exactly so', async () => {
    await start();
    for (const name of ['twice', 'twice', 'twice b']) cloudcheckr.addAccount(name);
    await connect(cloudcheckr).remove('twice');
    expect(names()).toEqual(['twice b']);
  });

  it('that says an account is not there, and lists it, has not removed it', async () => {
    await start();
    const { id } = cloudcheckr.addAccount('a');
    cloudcheckr.inject(isDeleting, { type: 'answer', answer: { status: 400, body: { Message: 'Invalid account' } } });
    await expect(connect(cloudcheckr, String(id)).remove()).rejects.toThrow(/does not know/);
    expect(names()).toEqual(['a']);
  });

  it('whose last listing is no moment does not say that it has listed the account', async () => {
    await start();
    const account = cloudcheckr.addAccount('a');
    account.lastUpdated = 'Never';
    expect(await connect(cloudcheckr, String(account.id)).status()).toEqual({
      state: 'UNKNOWN',
      syncedAt: null,
      reason: 'CloudCheckr says of its last listing: Never',
    });
  });

  it('refuses a wrong key, and a key of one account', async () => {
    await start();
    const { id } = cloudcheckr.addAccount('a');
    const wrong = connect(cloudcheckr, String(id), { accessKey: 'WRONG'.repeat(8) });
    expect(await codeOf(wrong.run('verify'))).toBe('PROVIDER_CREDENTIAL_REJECTED');
    const limited = connect(cloudcheckr, String(id), { accessKey: ACCOUNT_KEY });
    expect(await codeOf(limited.run('verify'))).toBe('PROVIDER_PERMISSION_DENIED');
  });

  it('is asked nothing more once an error hides behind HTTP 200', async () => {
    await start();
    const hidden = {
      Message: 'The request is invalid.',
      ModelState: { ErrorCode: ['X'], ErrorMessage: ['No more accounts.'] },
    };
    cloudcheckr.inject(isMaking, { type: 'answer', answer: { status: 200, body: hidden } });
    await expect(connect(cloudcheckr).create('a')).rejects.toThrow(/No more accounts/);
    expect(cloudcheckr.requests).toHaveLength(1);
  });
});

it.each([
  'http://cloudcheckr.example',
  'https://user:secret@cloudcheckr.example',
  'https://cloudcheckr.example/?access_key=1',
])('no key is sent to %s', async (baseUrl) => {
  await start();
  expect(await codeOf(connect(cloudcheckr, '1', LEGACY, { baseUrl }).run('verify'))).toBe('BAD_USER_INPUT');
});

describe('CMx', () => {
  const as = (accountId: string | null = null) => connect(cloudcheckr, accountId, CMX);
  const tokensGiven = () => cloudcheckr.requests.filter(({ path }) => path === '/auth/connect/token').length;

  it('gives one token to all calls at once, and to those that follow', async () => {
    await start();
    const ids = cloudcheckr.addAccount('a').cmxId;
    await Promise.all([as(ids).run('verify'), as(ids).run('verify'), as(ids).run('verify')]);
    await as(ids).run('verify');
    expect(tokensGiven()).toBe(1);
  });

  it('gives a new token before the old one ends', async () => {
    await start({ tokenLifetimeSeconds: 30 }); // shorter than the margin
    const { cmxId } = cloudcheckr.addAccount('a');
    await as(cmxId).run('verify');
    await as(cmxId).run('verify');
    expect(tokensGiven()).toBe(2);
  });

  it('is asked once more with a new token when it took the old one back, and not a third time', async () => {
    await start();
    const { cmxId } = cloudcheckr.addAccount('a');
    await as(cmxId).run('verify');
    cloudcheckr.revokeTokens();
    await as(cmxId).run('verify');
    expect(tokensGiven()).toBe(2);

    cloudcheckr.inject(
      ({ path }) => path.startsWith('/customer'),
      { type: 'answer', answer: { status: 401, body: null } },
      9,
    );
    const before = cloudcheckr.requests.length;
    expect(await codeOf(as(cmxId).run('verify'))).toBe('PROVIDER_CREDENTIAL_REJECTED');
    expect(cloudcheckr.requests.slice(before).map(({ path }) => path.split('/')[1])).toEqual([
      'customer',
      'auth',
      'customer',
    ]);
  });

  it('refuses a wrong secret at once, and forgets that it did', async () => {
    await start();
    const { cmxId } = cloudcheckr.addAccount('a');
    const wrong = connect(cloudcheckr, cmxId, { ...CMX, clientSecret: 'wrong-secret' });
    for (const round of [1, 2]) {
      expect(await codeOf(wrong.run('verify'))).toBe('PROVIDER_CREDENTIAL_REJECTED');
      expect(tokensGiven()).toBe(round);
    }
  });

  it('does not show a token that a refusal repeats', async () => {
    await start();
    const { cmxId } = cloudcheckr.addAccount('a');
    await as(cmxId).run('verify');
    const token = cloudcheckr.requests.at(-1)!.headers['authorization']!.replace('Bearer ', '');
    cloudcheckr.inject(() => true, {
      type: 'answer',
      answer: { status: 400, body: { code: 'Bad', message: `not ${token}` } },
    });
    await expect(as(cmxId).run('verify')).rejects.toThrow('not [redacted]');
  });

  it('asked for an account of dots, which would be the list of all, asks nothing', async () => {
    await start();
    cloudcheckr.addAccount('a');
    for (const id of ['.', '..']) expect(await codeOf(as(id).run('verify'))).toBe('BAD_USER_INPUT');
    await expect(as('.').remove()).rejects.toThrow(/dots/);
    expect(names()).toEqual(['a']);
  });

  it('removes all that are called exactly so', async () => {
    await start();
    for (const name of ['twice', 'Twice', 'twice', 'twice b']) cloudcheckr.addAccount(name);
    await as().remove('twice');
    expect(names()).toEqual(['Twice', 'twice b']);
  });

  it('says when AWS refused the role', async () => {
    await start();
    const id = await as().create('a');
    cloudcheckr.failCredential(id);
    expect(await as(id).status()).toMatchObject({
      state: 'FAILED',
      syncedAt: null,
      reason: expect.stringMatching(/Failed.*must trust/),
    });
  });

  it('in a region that has no known address asks for one', async () => {
    await start();
    const run = connect(cloudcheckr, 'x', CMX, { region: 'gov', baseUrl: undefined }).run('verify');
    await expect(run).rejects.toThrow(/Set the option baseUrl/);
  });
});

const isMaking = ({ method, path }: { method: string; path: string }) =>
  method === 'POST' && /add_account_v3|account-management\/accounts$/.test(path);
const isAttaching = ({ path }: { path: string }) => /edit_credential|credentials\/aws$/.test(path);
const isDeleting = ({ method, path }: { method: string; path: string }) =>
  method === 'DELETE' || path.endsWith('delete_account');
