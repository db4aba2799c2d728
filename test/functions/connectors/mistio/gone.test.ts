/** What is gone, and what only looks so because something before Mist answers for it. */
import { expect, it } from 'vitest';
import type { EmulatedRequest, Fault } from '../../../emulators/http.ts';
import { clean, listInput, mistWith } from './fixture.ts';

const answer404 = (body: unknown, type = 'text/plain'): Fault => ({
  type: 'answer',
  answer: { status: 404, headers: { 'content-type': type }, body },
});
const deletes = ({ method }: EmulatedRequest) => method === 'DELETE';

const NOT_MIST = [
  ['the page of an ingress', answer404('<html><h1>default backend - 404</h1></html>', 'text/html')],
  ['the text of an ingress', answer404('default backend - 404', 'text/html')],
  [
    'a backend without a service',
    answer404('response 404 (backend NotFound), service rules for the path non-existent'),
  ],
  ['a router without a route', answer404('404 page not found\n')],
  ['two words that anybody says', answer404('Not Found')],
  ['nothing', answer404(null)],
  ['the framework, of an address that Mist lacks', answer404({ title: 'Not Found', status: 404 }, 'application/json')],
] as const;

const unavailable = {
  code: 'PROVIDER_UNAVAILABLE',
  retryable: true,
  message: expect.stringMatching(/not Mist.*`baseUrl`/),
};

it.each(NOT_MIST)('a cloud is not removed where %s answers in the place of Mist', async (_title, fault) => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  it.mist.inject(deletes, fault);
  await expect(it.run('delete', { name: null }, { accountId })).rejects.toMatchObject(unavailable);
  expect(it.mist.rows('clouds')).toHaveLength(1);
  await it.run('delete', { name: null }, { accountId });
  expect(it.mist.rows('clouds')).toEqual([]);
  clean(it.mist);
});

it.each(NOT_MIST)('machines that run are neither missed nor gone where %s answers', async (_title, fault) => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const asked = { ...listInput, nativeIds: [String(it.mist.rows('machines')[0]!['id'])] };
  it.mist.inject(() => true, fault, 3);
  await expect(it.run('listInstances', asked, { accountId })).rejects.toMatchObject(unavailable);
  await expect(it.run('stopInstances', asked, { accountId })).rejects.toMatchObject(unavailable);
  await expect(it.run('verify', {}, { accountId })).rejects.toMatchObject(unavailable);
});

it('a creation that failed owns up to its cloud where an ingress answers the roll-back', async () => {
  await using it = await mistWith();
  it.mist.inject(({ method }) => method === 'POST', {
    type: 'change',
    change: (answer) => ({ ...answer, body: { ...(answer.body as object), errors: ['dns: no access'] } }),
  });
  it.mist.inject(deletes, answer404('default backend - 404'));
  await expect(it.run('create', { name: 'shop' })).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    message: expect.stringMatching(/dns: no access.*not removed yet/),
  });
  expect(it.mist.rows('clouds')).toHaveLength(1);
});

const MIST = [
  ['as version 2 says it', answer404('"Cloud does not exist"', 'application/json')],
  ['as version 1 says it', answer404('Cloud not found')],
  ['in a text that is called HTML', answer404('Cloud not found', 'text/html; charset=UTF-8')],
] as const;

it.each(MIST)('what Mist says is gone is gone, %s', async (_title, fault) => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  it.mist.remove('clouds', accountId);
  it.mist.inject(deletes, fault);
  expect(await it.run('delete', { name: null }, { accountId })).toEqual({ data: {} });
  it.mist.inject(() => true, fault, 2);
  await expect(it.run('verify', {}, { accountId })).rejects.toMatchObject({ code: 'RESOURCE_GONE' });
  expect(await it.run('listInstances', { ...listInput, nativeIds: ['m-1'] }, { accountId })).toEqual({ data: [] });
});

it.each(MIST)('a cloud that is listed is not gone, though somebody says so %s', async (_title, fault) => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  it.mist.inject(deletes, fault);
  await expect(it.run('delete', { name: null }, { accountId })).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    message: expect.stringContaining('lists it'),
  });
  clean(it.mist);
});
