import { describe, expect, it } from 'vitest';
import type { EmulatedAnswer, EmulatedRequest } from '../http.ts';
import { startMist } from './mist.ts';
import { openApiChecker } from '../openapi.ts';
import { specification, WITHOUT } from '../specifications.ts';

const file = specification('mist-api-v2-openapi.yaml');

const requestOf = (method: string, path: string, body?: unknown): EmulatedRequest => {
  const url = new URL(path, 'http://mist');
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  return { method, path: url.pathname, query: url.searchParams, headers, body };
};
const answerOf = (body: unknown, status = 200): EmulatedAnswer => ({ status, body });

describe.skipIf(!file)(`the specification of Mist ${file ? '' : WITHOUT}`, () => {
  const amazon = { provider: 'amazon', credentials: { apikey: 'a', apisecret: 'b', region: 'eu-west-1' } };

  it.each<[EmulatedRequest, RegExp | null]>([
    [requestOf('GET', '/api/v2/clouds?limit=10&sort=-name'), null],
    [requestOf('GET', '/api/v2/clouds/c-1'), null],
    [requestOf('POST', '/api/v2/machines/m-1/actions/start'), null],
    [requestOf('POST', '/api/v2/clouds', { name: 'a', ...amazon }), null],
    [requestOf('GET', '/api/v2/nothing'), /there is no such path/],
    [requestOf('PATCH', '/api/v2/clouds'), /the path has no PATCH/],
    [requestOf('GET', '/api/v2/clouds?page=2'), /no query parameter page/],
    [requestOf('GET', '/api/v2/clouds?limit=ten'), /limit.* must be integer/],
    [requestOf('POST', '/api/v2/machines/m-1/actions/resize'), /query parameter size is missing/],
    [requestOf('POST', '/api/v2/machines/m-1/actions/start', {}), /takes no body/],
    [requestOf('POST', '/api/v2/clouds', { ...amazon }), /must have required property 'name'/],
    [requestOf('POST', '/api/v2/clouds', { name: 'a', ...amazon, provider: 'moon' }), /must be equal to one of/],
    [requestOf('POST', '/api/v2/clouds', { name: 'a', provider: 'amazon', credentials: { apikey: 'a' } }), /apisecret/],
  ])('finds what is wrong with a request: $method $path', (request, wrong) => {
    const found = openApiChecker(file!).request(request).join('; ');
    // oxlint-disable-next-line vitest/no-conditional-expect -- one of the two, by the case
    if (wrong) expect(found).toMatch(wrong);
    // oxlint-disable-next-line vitest/no-conditional-expect -- one of the two, by the case
    else expect(found).toBe('');
  });

  it('finds what is wrong with an answer', () => {
    const { response } = openApiChecker(file!);
    const asked = requestOf('GET', '/api/v2/machines');
    expect(response(asked, answerOf({ data: [{ id: 'm-1', state: 'running' }], meta: { total: 1 } }))).toEqual([]);
    expect(response(asked, answerOf({ data: [{ state: 'dreaming' }] }))).not.toEqual([]);
    expect(response(asked, answerOf({ data: 'none' }))).not.toEqual([]);
    expect(response(asked, answerOf('teapot', 418))).toEqual(['the status 418 is not declared']);
  });

  it('gives every operation that has an answer one that fits it', () => {
    const { example, response } = openApiChecker(file!);
    for (const path of ['machines', 'clouds', 'keys', 'scripts', 'schedules', 'secrets', 'orgs', 'jobs/j-1', 'users']) {
      const request = requestOf('GET', `/api/v2/${path}`);
      expect(response(request, example(request)!)).toEqual([]);
    }
  });

  it('stands behind the emulator: a wrong request is refused and counted, one that is not written by hand is answered', async () => {
    await using mist = await startMist({ token: 't' });
    const get = (path: string) => fetch(mist.url + path, { headers: { authorization: 't' } });
    expect((await get('/api/v2/clouds?page=2')).status).toBe(400);
    expect(mist.violations).toEqual(['GET /api/v2/clouds: there is no query parameter page']);
    expect(await (await get('/api/v2/keys')).json()).toMatchObject({ data: [{ name: 'a name', type: 'ssh' }] });
  });
});

describe('the emulated Mist', () => {
  it('asks for its token first, and knows one path of version 1', async () => {
    await using mist = await startMist({ token: 't' });
    expect((await fetch(`${mist.url}/api/v2/clouds`)).status).toBe(401);
    expect((await fetch(`${mist.url}/api/v1/clouds`, { headers: { authorization: 't' } })).status).toBe(400);
    expect(mist.violations).toEqual([expect.stringContaining('version 2 lacks')]);
  });
});
