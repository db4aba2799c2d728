import { describe, expect, it } from 'vitest';
import { failureOf, startAppliance } from './appliance.ts';

/** Enough for one look at a task, and too little to wait for its end. */
const soon = () => ({ deadlineAt: Date.now() + 2_300 });
const posts = (requests: readonly { method: string; path: string; body: unknown }[]) =>
  requests
    .filter(({ method }) => method === 'POST')
    .map(({ path, body }) => [path, (body as { action?: string }).action]);

describe('an account is a provider of ManageIQ', () => {
  it('is made, verified, listed, shown and removed', async () => {
    await using appliance = await startAppliance();
    const { call, list, emulator } = appliance;
    const { accountId } = (await call('create', { name: 'production aws' })) as { accountId: string };
    expect(await call('verify', {}, accountId)).toEqual({
      accountId,
      regions: ['eu-west-1'],
      system: new URL(emulator.url).host, // whose ids these are
    });
    let status;
    do status = await call('status', {}, accountId);
    while ((status as { state: string }).state === 'SYNCING');
    expect(status).toMatchObject({ state: 'SYNCED', reason: null, syncedAt: expect.any(String) });
    expect((await list('listInstances', accountId)).map(({ state }) => state)).toEqual([
      'RUNNING',
      'RUNNING',
      'STOPPED',
    ]);
    expect(await list('listVolumes', accountId)).toHaveLength(3);
    expect(await call('delete', { name: null }, accountId)).toEqual({});
    expect(emulator.rows('providers')).toEqual([]);
    expect(emulator.rows('vms')).toEqual([]);
    expect(emulator.violations).toEqual([]);
  });
});

describe('making it', () => {
  it('tries the cloud key first, and makes nothing when the cloud refuses it', async () => {
    await using appliance = await startAppliance(
      {},
      { credential: { provider: { userid: 'AKIAWRONG', password: 'x' } } },
    );
    const { call, emulator } = appliance;
    expect(await failureOf(call('create', { name: 'a' }))).toMatchObject({
      code: 'PROVIDER_CREDENTIAL_REJECTED',
      message: expect.stringContaining('Login failed due to a bad username or password'),
    });
    expect(emulator.rows('providers')).toEqual([]);
    expect(posts(emulator.requests)).toEqual([['/api/providers', 'verify_credentials']]);
    expect(emulator.violations).toEqual([]);
  });

  it('makes nothing while it is not known whether the cloud takes the key', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    emulator.hold('verify_credentials');
    expect(await failureOf(call('create', { name: 'a' }, null, soon()))).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
    });
    expect(emulator.rows('providers')).toEqual([]);
  });

  it('does without the trial on an appliance that has none', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    const message = 'Unsupported Action verify_credentials for the providers resource specified';
    emulator.inject(({ body }) => (body as { action?: string } | undefined)?.action === 'verify_credentials', {
      type: 'answer',
      answer: { status: 400, body: { error: { kind: 'bad_request', message, klass: 'Api::BadRequestError' } } },
    });
    expect(await call('create', { name: 'a' })).toEqual({ accountId: expect.stringMatching(/^\d+$/) });
  });

  it('is undone when the first listing cannot be asked for: no orphan stays', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    emulator.inject(({ body }) => (body as { action?: string } | undefined)?.action === 'refresh', {
      type: 'answer',
      answer: { status: 503, body: 'try later' },
    });
    expect(await failureOf(call('create', { name: 'a' }))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(emulator.rows('providers')).toEqual([]);
    expect(posts(emulator.requests).map(([, action]) => action)).toEqual([
      'verify_credentials',
      undefined,
      'refresh',
      'delete',
    ]);
  });

  it('tells the first error where even the undoing fails', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    const busy = { type: 'answer', answer: { status: 503, body: 'try later' } } as const;
    const action = (request: { body: unknown }) => (request.body as { action?: string } | undefined)?.action;
    emulator.inject((request) => action(request) === 'refresh', busy);
    emulator.fail('delete', 'the provider is locked');
    expect((await failureOf(call('create', { name: 'a' }))).message).toContain('503');
    expect(emulator.rows('providers')).toHaveLength(3);
  });

  it('whose user is refused in the middle does not say that nothing was made', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    let isRefused = false;
    emulator.inject(
      ({ body }) => (isRefused ||= (body as { action?: string } | undefined)?.action === 'refresh'),
      { type: 'answer', answer: { status: 401, body: null } },
      99,
    );
    expect(await failureOf(call('create', { name: 'a' }))).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: expect.stringMatching(/refused the credential.*not removed yet/),
    });
    expect(emulator.rows('providers').filter(({ name }) => name === 'a')).toHaveLength(1);
  });

  it('is refused with the types that there are', async () => {
    await using appliance = await startAppliance(
      {},
      { options: { type: 'ManageIQ::Providers::Nothing::CloudManager' } },
    );
    expect(await failureOf(appliance.call('create', { name: 'a' }))).toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
      message: expect.stringContaining('supported types are: ManageIQ::Providers::Amazon::CloudManager'),
    });
  });

  it('is refused for a name that another provider has, and for a zone that is not there', async () => {
    await using appliance = await startAppliance();
    appliance.emulator.addProvider('taken');
    expect(await failureOf(appliance.call('create', { name: 'taken' }))).toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
      message: expect.stringContaining('Name has already been taken'),
    });
    await using elsewhere = await startAppliance({}, { options: { zoneId: '77' } });
    expect((await failureOf(elsewhere.call('create', { name: 'a' }))).message).toContain("Couldn't find Zone");
  });

  it('needs the keys of the cloud, and says so before anything is asked', async () => {
    await using appliance = await startAppliance({}, { credential: { provider: undefined } });
    expect(await failureOf(appliance.call('create', { name: 'a' }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('credential.provider'),
    });
    expect(appliance.emulator.requests).toEqual([]);
  });
});

describe('removing it', () => {
  it('of one that is gone, or was never there, is done', async () => {
    await using appliance = await startAppliance();
    expect(await appliance.call('delete', { name: null }, '987654')).toEqual({});
    expect(await appliance.call('delete', { name: 'never made' })).toEqual({});
  });

  it('by name finds the one of exactly this name, also where it reads like a pattern', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    const kept = emulator.addProvider('production');
    const odd = emulator.addProvider('pro* (it\'s "ours")');
    const operator = emulator.addProvider('a >= b');
    expect(await call('delete', { name: 'pro*' })).toEqual({});
    expect(emulator.row('providers', odd.id)).toBeDefined();
    expect(await call('delete', { name: 'pro* (it\'s "ours")' })).toEqual({});
    expect(emulator.row('providers', odd.id)).toBeUndefined();
    expect(await call('delete', { name: 'a >= b' })).toEqual({});
    expect(emulator.row('providers', operator.id)).toBeUndefined();
    expect(emulator.row('providers', kept.id)).toBeDefined();
    expect(emulator.violations).toEqual([]);
  });

  it('fails where the task fails, and the provider remains', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    const { id } = emulator.addProvider('a');
    emulator.fail('delete', 'a worker still holds it');
    expect(await failureOf(call('delete', { name: null }, id))).toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
      message: expect.stringContaining('a worker still holds it'),
    });
    expect(emulator.row('providers', id)).toBeDefined();
  });

  it('that takes longer than the call is not called done: asked again, it waits for the rest', async () => {
    await using appliance = await startAppliance();
    const { call, emulator } = appliance;
    const { id } = emulator.addProvider('a');
    emulator.hold('delete');
    expect(await failureOf(call('delete', { name: null }, id, soon()))).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: expect.stringContaining('Delete it again'),
    });
    emulator.release('delete');
    expect(await call('delete', { name: null }, id)).toEqual({});
    expect(emulator.rows('providers')).toEqual([]);
  });
});

describe('its status', () => {
  const at = (minute: number) => `2026-01-31T10:${String(minute).padStart(2, '0')}:00.000Z`;

  it.each([
    ['never listed', {}, { state: 'SYNCING', syncedAt: null }],
    ['listed', { last_refresh_date: at(2), last_refresh_success_date: at(2) }, { state: 'SYNCED', syncedAt: at(2) }],
    [
      'an error newer than a success keeps when it last succeeded',
      { last_refresh_date: at(5), last_refresh_success_date: at(2), last_refresh_error: 'no route' },
      { state: 'FAILED', syncedAt: at(2), reason: 'no route' },
    ],
    [
      'an error older than a success is over',
      { last_refresh_date: at(1), last_refresh_success_date: at(2), last_refresh_error: 'no route' },
      { state: 'SYNCED', syncedAt: at(2), reason: null },
    ],
    [
      'failed from the first',
      { last_refresh_date: at(5), last_refresh_error: 'no route' },
      { state: 'FAILED', syncedAt: null },
    ],
    [
      'tried, and never with success',
      { last_refresh_date: at(3), last_refresh_success_date: null },
      { state: 'SYNCING', syncedAt: null },
    ],
    [
      'an error that quotes the login',
      { last_refresh_date: at(3), last_refresh_error: 'refused: cloud-canary-0123456789' },
      { state: 'FAILED', reason: 'refused: [redacted]' },
    ],
    ['paused before it was listed', { enabled: false }, { state: 'PENDING', syncedAt: null }],
    [
      'paused later',
      { enabled: false, last_refresh_date: at(2), last_refresh_success_date: at(2) },
      { state: 'SYNCED', syncedAt: at(2), reason: expect.stringContaining('paused') },
    ],
    [
      'a login that is refused',
      { authentication_status: 'Invalid' },
      { state: 'FAILED', syncedAt: null, reason: expect.stringContaining('credentials are invalid') },
    ],
  ])('%s', async (_title, columns, expected) => {
    await using appliance = await startAppliance();
    const provider = appliance.emulator.addProvider('a', { isListed: false });
    Object.assign(provider, columns);
    for (const child of appliance.emulator.rows('providers'))
      if (child !== provider) Object.assign(child, { last_refresh_date: at(9), last_refresh_success_date: at(9) });
    expect(await appliance.call('status', {}, provider.id)).toMatchObject(expected);
  });
});

it('an appliance that keeps only the date of the last attempt has listed it where no error stands beside', async () => {
  await using appliance = await startAppliance({ now: () => Date.parse('2026-01-31T11:00:00Z') });
  const { id } = appliance.emulator.addProvider('a');
  const body = { id, last_refresh_date: '2026-01-31T10:03:00Z', last_refresh_error: null };
  appliance.emulator.inject(({ path }) => path.endsWith(id), { type: 'change', change: () => ({ status: 200, body }) });
  expect(await appliance.call('status', {}, id)).toMatchObject({
    state: 'SYNCED',
    syncedAt: '2026-01-31T10:03:00.000Z',
  });
});

describe('its status, where networks and volumes are listed by managers of their own,', () => {
  /** A provider that is listed but for its volumes. */
  async function start() {
    const appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a', { isListed: false });
    const { storage } = appliance.emulator.managersOf(id);
    appliance.emulator.refuseListing(storage, 'UnauthorizedOperation: ec2:DescribeVolumes by cloud-canary-0123456789');
    appliance.emulator.refresh(id);
    return { ...appliance, id, storage, status: () => appliance.call('status', {}, id) };
  }

  it('is failed with the name of the one that failed, and without its secrets', async () => {
    await using here = await start();
    expect(await here.list('listInstances', here.id)).toHaveLength(3);
    await expect(here.list('listVolumes', here.id)).rejects.toThrow('by a EBS Storage Manager: UnauthorizedOperation');
    expect(await here.list('listSecurityGroups', here.id)).not.toEqual([]);
    expect(await here.status()).toEqual({
      state: 'FAILED',
      syncedAt: expect.any(String), // the rest is listed
      reason: 'a EBS Storage Manager: UnauthorizedOperation: ec2:DescribeVolumes by [redacted]',
    });
    here.emulator.refuseListing(here.storage, null);
    here.emulator.refresh(here.id);
    expect(await here.status()).toMatchObject({ state: 'SYNCED', syncedAt: expect.any(String), reason: null });
    expect(await here.list('listVolumes', here.id)).toHaveLength(3);
    expect(here.emulator.violations).toEqual([]);
  });

  it('is not yet synchronised while one was never listed, whatever the provider itself says', async () => {
    await using here = await start();
    const columns = { last_refresh_date: null, last_refresh_success_date: null, last_refresh_error: null };
    Object.assign(here.emulator.row('providers', here.storage)!, columns);
    expect(await here.status()).toMatchObject({
      state: 'SYNCING',
      reason: expect.stringContaining('a EBS Storage Manager'),
    });
    await expect(here.list('listVolumes', here.id)).rejects.toThrow('ManageIQ lists it for the first time');
  });

  it('does not wait for an object store, of which nothing is listed here', async () => {
    await using here = await start();
    here.emulator.row('providers', here.storage)!['type'] = 'ManageIQ::Providers::Amazon::StorageManager::S3';
    expect(await here.status()).toMatchObject({ state: 'SYNCED', reason: null });
  });
});

describe('taking one over', () => {
  it('needs no keys of the cloud; one that is not there is said to be gone', async () => {
    await using appliance = await startAppliance({}, { credential: { provider: undefined } });
    const { id } = appliance.emulator.addProvider('theirs', { region: null });
    expect(await appliance.call('verify', {}, id)).toMatchObject({ accountId: id, regions: ['global'] });
    expect(await failureOf(appliance.call('verify', {}, '987654'))).toMatchObject({ code: 'RESOURCE_GONE' });
    expect(await failureOf(appliance.call('verify', {}, '../users/1'))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await failureOf(appliance.call('verify', {}))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
