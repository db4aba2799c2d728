import { describe, expect, it } from 'vitest';
import { connector } from '../../../../functions/connectors/manageiq/connector.ts';
import { fakeAccount, runOnce } from '../../../../functions/sdk/testing.ts';
import { manualClock } from '../../../support/clock.ts';
import { failureOf, startAppliance, type Appliance } from './appliance.ts';

const logins = ({ emulator }: Appliance) => emulator.requests.filter(({ path }) => path === '/api/auth').length;

describe('the token of an account', () => {
  it('is kept for all calls, and stands in a header alone', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    await appliance.call('verify', {}, id);
    await appliance.call('status', {}, id);
    expect(logins(appliance)).toBe(1);
    const { requests, tokens, credential } = appliance.emulator;
    const addresses = requests.map(({ path, query }) => `${path}?${query.toString()}`).join();
    for (const secret of [...tokens, credential.password, credential.provider.password])
      expect(addresses).not.toContain(secret);
  });

  it('that expires in the middle of paging is renewed, and no page is lost', async () => {
    const clock = manualClock();
    await using appliance = await startAppliance({ now: clock.now, maxResultsPerPage: 2, vms: 7 });
    const { id } = appliance.emulator.addProvider('a');
    const found = await appliance.list('listInstances', id, (pages) => pages === 2 && clock.advance(601_000));
    expect(found).toHaveLength(7);
    expect(logins(appliance)).toBe(2);
    expect(appliance.emulator.violations).toEqual([]);
  });

  it('is not used to its last second', async () => {
    await using appliance = await startAppliance({ tokenTtlSeconds: 20 });
    const { id } = appliance.emulator.addProvider('a');
    await appliance.call('verify', {}, id);
    await appliance.call('verify', {}, id);
    expect(logins(appliance)).toBe(2);
  });

  it('that is refused once more after its renewal is a refused credential, not a loop', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const refused = { status: 401, body: { error: { kind: 'unauthorized', message: 'Invalid token', klass: 'X' } } };
    appliance.emulator.inject(({ path }) => path !== '/api/auth', { type: 'answer', answer: refused }, 9);
    expect(await failureOf(appliance.call('verify', {}, id))).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
    expect(appliance.emulator.requests).toHaveLength(4);
  });

  it('is not given to another password of the same user', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    await appliance.call('verify', {}, id);
    const account = await fakeAccount(connector, {
      providerId: appliance.providerId,
      accountId: id,
      credential: { ...appliance.emulator.credential, password: 'guessed' },
      options: { baseUrl: appliance.emulator.url },
    });
    const [verify] = connector.functions;
    await expect(runOnce(verify!, {}, { account })).rejects.toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
  });
});

describe('a wrong password', () => {
  it('is a refused credential, and shows neither itself nor the other secrets', async () => {
    await using appliance = await startAppliance({}, { credential: { password: 'wrong-canary-0123456789' } });
    const { id } = appliance.emulator.addProvider('a');
    const error = await failureOf(appliance.call('verify', {}, id));
    expect(error).toMatchObject({ code: 'PROVIDER_CREDENTIAL_REJECTED' });
    expect(JSON.stringify([error, error.message])).not.toMatch(/canary/);
  });
});

describe('the address of an appliance', () => {
  it.each(['http://manageiq.example.org', 'https://user:pw@example.org', 'https://example.org/?key=1', 'ftp://x'])(
    '%s is refused',
    async (baseUrl) => {
      const credential = { userid: 'admin', password: 'p' };
      await expect(fakeAccount(connector, { credential, options: { baseUrl } })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    },
  );
});
