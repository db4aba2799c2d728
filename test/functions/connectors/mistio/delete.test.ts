import { expect, it } from 'vitest';
import type { EmulatedRequest } from '../../../emulators/http.ts';
import { clean, mistWith, WEBHOOK_SECRET } from './fixture.ts';

type It = Awaited<ReturnType<typeof mistWith>>;

const WEBHOOK = { url: 'https://gateway.example/events/mist' };

/** A cloud with alerts that call a webhook. */
async function withAlerts(it: It, cloud: string, ...names: readonly string[]) {
  const accountId = await it.cloud(cloud);
  for (const name of names) {
    const asked = { specversion: '1.0', id: name, source: '/test', type: 'asked', data: { name, above: 5 } };
    await it.run('createAlert', asked, { accountId, options: { webhook: WEBHOOK } });
  }
  return accountId;
}

const names = (it: It) => it.mist.rows('rules').map(({ name }) => name);
const deletesRule = ({ method, path }: EmulatedRequest) => method === 'DELETE' && path.startsWith('/api/v2/rules/');

it('an account that is removed takes its alerts along, with the secret that they hold, and no other rule', async () => {
  await using it = await mistWith();
  const accountId = await withAlerts(it, 'shop', 'load', 'more load');
  it.mist.put('rules', { id: 'r-1', name: 'by hand', description: 'Made by me', actions: [] });
  expect(JSON.stringify(it.mist.rows('rules'))).toContain(WEBHOOK_SECRET);
  await it.run('delete', { name: null }, { accountId });
  expect(names(it)).toEqual(['by hand']);
  expect(it.mist.rows('clouds')).toEqual([]);
  const removed = it.mist.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path.split('/')[3]);
  expect(removed).toEqual(['rules', 'rules', 'clouds']);
  clean(it.mist);
});

it('the alerts of another cloud stay', async () => {
  await using it = await mistWith();
  const accountId = await withAlerts(it, 'shop', 'load');
  await withAlerts(it, 'other', 'load of the other');
  await it.run('delete', { name: null }, { accountId });
  expect(names(it)).toEqual(['load of the other']);
});

it('an alert that somebody else has removed meanwhile is removed', async () => {
  await using it = await mistWith();
  const accountId = await withAlerts(it, 'shop', 'load');
  it.mist.inject(deletesRule, { type: 'answer', answer: { status: 404, body: '"Rule does not exist"' } });
  expect(await it.run('delete', { name: null }, { accountId })).toEqual({ data: {} });
  expect(it.mist.rows('clouds')).toEqual([]);
});

it.each([
  [503, { code: 'PROVIDER_UNAVAILABLE' }],
  [403, { code: 'PROVIDER_PERMISSION_DENIED', permission: 'delete:rule' }],
])(
  'a removal that cannot remove an alert (%d) leaves the cloud, so that it is done again',
  async (status, expected) => {
    await using it = await mistWith();
    const accountId = await withAlerts(it, 'shop', 'load');
    it.mist.inject(deletesRule, { type: 'answer', answer: { status, body: 'no' } });
    await expect(it.run('delete', { name: null }, { accountId })).rejects.toMatchObject(expected);
    expect(it.mist.rows('clouds')).toHaveLength(1);
    await it.run('delete', { name: null }, { accountId });
    expect([...names(it), ...it.mist.rows('clouds')]).toEqual([]);
    clean(it.mist);
  },
);
