/** CloudCheckr's list lags behind what was made. */
import assert from 'node:assert/strict';
import { afterEach, describe, expect, it } from 'vitest';
import { startCloudCheckr, type CloudCheckr } from '../../../emulators/cloudcheckr/index.ts';
import { codeOf, connect, GENERATIONS } from './account.ts';

let cloudcheckr: CloudCheckr;
const start = async () => (cloudcheckr = await startCloudCheckr());
afterEach(async () => {
  await cloudcheckr[Symbol.asyncDispose]();
  assert.deepEqual(cloudcheckr.violations, []);
});

const names = () => cloudcheckr.accounts.map(({ name }) => name);

describe('what was just made, and CloudCheckr does not show yet', () => {
  const showNothing = (times = 1) =>
    cloudcheckr.inject(
      ({ path }) => path.endsWith('get_accounts_v4'),
      { type: 'change', change: (answer) => ({ ...answer, body: { accounts_and_users: [] } }) },
      times,
    );
  const refuseTheKeys = (status: number) => {
    const body = { Message: 'Invalid access key', code: 'BadKey', message: 'Invalid access key' };
    cloudcheckr.inject(isAttaching, { type: 'answer', answer: { status, body } }, 2);
  };

  it('goes again by its name when its second step fails, though the list lacks it', async () => {
    await start();
    refuseTheKeys(400);
    showNothing();
    expect(await codeOf(connect(cloudcheckr).create('half'))).toBe('PROVIDER_CREDENTIAL_REJECTED');
    expect(names()).toEqual([]);
  });

  it.each(GENERATIONS)(
    'is not said to be removed where the deletion does not find it, through %s',
    async (_title, as) => {
      await start();
      refuseTheKeys(401);
      showNothing();
      const gone = { Message: 'The account was not found.', code: 'NotFound', httpStatusCode: 404 };
      cloudcheckr.inject(isDeleting, { type: 'answer', answer: { status: 404, body: gone } });
      const run = connect(cloudcheckr, null, as).create('half');
      await expect(run).rejects.toThrow(/not removed yet/);
      expect(await codeOf(run)).toBe('PROVIDER_UNAVAILABLE'); // no code that says that nothing was made
      expect(names()).toEqual(['half']);
    },
  );

  it('does not take another account of that name along', async () => {
    await start();
    cloudcheckr.addAccount('Half');
    refuseTheKeys(400);
    expect(await codeOf(connect(cloudcheckr).create('half'))).toBe('PROVIDER_UNAVAILABLE');
    expect(names()).toEqual(['Half', 'half']);
  });

  it('is removed by its name, though the list lacks it', async () => {
    await start();
    cloudcheckr.addAccount('made');
    showNothing(2);
    await connect(cloudcheckr).remove('made');
    expect(names()).toEqual([]);
    await connect(cloudcheckr).remove('made');
  });

  it('and was not made after all is removed by its name without touching who has nearly the same', async () => {
    await start();
    cloudcheckr.addAccount('Made');
    await connect(cloudcheckr).remove('made');
    expect(names()).toEqual(['Made']);
    expect(cloudcheckr.requests.filter(isDeleting)).toEqual([]);
  });

  it('is not said to be removed by its id while the list lacks its name', async () => {
    await start();
    const id = await connect(cloudcheckr).create('made');
    showNothing();
    expect(await codeOf(connect(cloudcheckr, id).remove())).toBe('PROVIDER_UNAVAILABLE');
    expect(names()).toEqual(['made']);
    await connect(cloudcheckr, id).remove();
    expect(names()).toEqual([]);
  });

  it('is there for whoever asks by its id', async () => {
    await start();
    const id = await connect(cloudcheckr).create('made');
    showNothing();
    expect((await connect(cloudcheckr, id).run('verify')).data).toMatchObject({ accountId: id });
  });

  it('or whose page says nothing is there as long as the list shows it', async () => {
    await start();
    const id = await connect(cloudcheckr).create('made');
    for (const answer of [
      { status: 200, body: { LastUpdated: '' } },
      { status: 400, body: { Message: 'Wrong.' } },
    ]) {
      cloudcheckr.inject(({ path }) => path.endsWith('get_account'), { type: 'answer', answer });
      expect((await connect(cloudcheckr, id).run('verify')).data).toMatchObject({ accountId: id });
    }
  });
});

const isAttaching = ({ path }: { path: string }) => /edit_credential|credentials\/aws$/.test(path);
const isDeleting = ({ method, path }: { method: string; path: string }) =>
  method === 'DELETE' || path.endsWith('delete_account');
