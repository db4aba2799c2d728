import { describe, expect, it } from 'vitest';
import type { EmulatedAnswer, EmulatedRequest } from '../http.ts';
import { HANDWRITTEN } from './handwritten-rules.ts';
import { startMist } from './mist.ts';
import { checkerOf, openApiChecker, type OpenApiChecker } from '../openapi.ts';
import { specification, WITHOUT } from '../specifications.ts';

const file = specification('mist-api-v2-openapi.yaml');

const requestOf = (method: string, path: string, body?: unknown): EmulatedRequest => {
  const url = new URL(path, 'http://mist');
  const headers = body === undefined ? {} : { 'content-type': 'application/json' };
  return { method, path: url.pathname, query: url.searchParams, headers, body };
};
const answerOf = (body: unknown, status = 200): EmulatedAnswer => ({ status, body });

const amazon = { provider: 'amazon', credentials: { apikey: 'a', apisecret: 'b', region: 'eu-west-1' } };
const rule = {
  name: 'load',
  selectors: [{ type: 'machines', ids: ['m-1'] }],
  conditions: [
    {
      data_type: 'metrics',
      query: { target: 'load', operator: 'gt', threshold: 5, aggregation: 'any' },
      window: { start: 2, period: 'minutes' },
    },
  ],
  trigger_after: { offset: 0, period: 'minutes' },
  actions: [{ action_type: 'notify' }],
};

describe.each([
  [`the specification of Mist ${file ? '' : WITHOUT}`, file && (() => openApiChecker(file))],
  ['the rules that are written by hand', () => checkerOf(HANDWRITTEN)],
])('%s', (_title, checker) => {
  it.skipIf(!checker).each<[EmulatedRequest, RegExp | null]>([
    [requestOf('GET', '/api/v2/clouds?limit=10&sort=-name'), null],
    [requestOf('GET', '/api/v2/clouds/c-1'), null],
    [requestOf('POST', '/api/v2/machines/m-1/actions/start'), null],
    [requestOf('POST', '/api/v2/clouds', { name: 'a', ...amazon, features: { compute: true } }), null],
    [requestOf('POST', '/api/v2/rules', rule), null],
    [requestOf('GET', '/api/v2/nothing'), /there is no such path/],
    [requestOf('PATCH', '/api/v2/clouds'), /the path has no PATCH/],
    [requestOf('GET', '/api/v2/clouds?page=2'), /no query parameter page/],
    [requestOf('GET', '/api/v2/machines?colour=red'), /no query parameter colour/],
    [requestOf('GET', '/api/v2/machines?limit=many'), /limit.* must be integer/],
    [requestOf('POST', '/api/v2/machines/m-1/actions/start', {}), /takes no body/],
    [requestOf('POST', '/api/v2/clouds', { ...amazon }), /must have required property 'name'/],
    [
      requestOf('POST', '/api/v2/clouds', { name: 'a', provider: 'amazon' }),
      /must have required property 'credentials'/,
    ],
    [requestOf('POST', '/api/v2/clouds', { name: 'a', ...amazon, featurez: {} }), /the body has no property featurez/],
    [
      requestOf('POST', '/api/v2/clouds', { name: 'a', ...amazon, features: { compute: 'maybe' } }),
      /compute must be bool/,
    ],
    [
      { ...requestOf('POST', '/api/v2/clouds', { name: 'a', ...amazon }), headers: { 'content-type': 'text/plain' } },
      /JSON/,
    ],
    [requestOf('POST', '/api/v2/rules', { ...rule, wen: 1 }), /the body has no property wen/],
    [requestOf('POST', '/api/v2/rules', { ...rule, actions: undefined }), /must have required property 'actions'/],
    [requestOf('POST', '/api/v2/rules/r-1', { ...rule, name: undefined, conditionz: [] }), /no property conditionz/],
    [requestOf('POST', '/api/v2/tags', { operations: [{ operation: 'explode' }] }), /must be equal to one of/],
    [requestOf('POST', '/api/v2/tags', { operations: [], dry: true }), /the body has no property dry/],
  ])('finds what is wrong with a request: $method $path', (request, wrong) => {
    const found = (checker as () => OpenApiChecker)().request(request).join('; ');
    // oxlint-disable-next-line vitest/no-conditional-expect -- one of the two, by the case
    if (wrong) expect(found).toMatch(wrong);
    // oxlint-disable-next-line vitest/no-conditional-expect -- one of the two, by the case
    else expect(found).toBe('');
  });
});

describe.skipIf(!file)(`the specification of Mist ${file ? '' : WITHOUT}`, () => {
  it('knows what the rules by hand do not', () => {
    const { request } = openApiChecker(file!);
    const moon = { name: 'a', ...amazon, provider: 'moon' };
    expect(request(requestOf('POST', '/api/v2/clouds', moon)).join()).toMatch(/must be equal to one of/);
    const halfKeys = { name: 'a', provider: 'amazon', credentials: { apikey: 'a' } };
    expect(request(requestOf('POST', '/api/v2/clouds', halfKeys)).join()).toMatch(/apisecret/);
    const resize = requestOf('POST', '/api/v2/machines/m-1/actions/resize');
    expect(request(resize).join()).toMatch(/query parameter size is missing/);
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
  it.each(file ? [file, null] : [null])('refuses and counts wrong requests, with the file %s', async (path) => {
    await using mist = await startMist({ token: 't', specification: path });
    const headers = { authorization: 't', 'content-type': 'text/plain' };
    const send = async (address: string, request: RequestInit = {}) =>
      (await fetch(mist.url + address, { ...request, headers })).status;
    expect(await send('/api/v2/machines?colour=red&limit=many')).toBe(400);
    expect(await send('/api/v2/clouds', { method: 'POST', body: '{"nam": "x"}' })).toBe(400);
    expect(mist.violations).toEqual(
      expect.arrayContaining([
        'GET /api/v2/machines: there is no query parameter colour',
        expect.stringContaining('limit/value must be integer'),
        'POST /api/v2/clouds: the body is not sent as JSON',
        'POST /api/v2/clouds: the body has no property nam',
      ]),
    );
    expect(mist.rows('clouds')).toEqual([]);
  });

  it('asks for its token first, and knows one path of version 1', async () => {
    await using mist = await startMist({ token: 't' });
    expect((await fetch(`${mist.url}/api/v2/clouds`)).status).toBe(401);
    expect((await fetch(`${mist.url}/api/v1/clouds`, { headers: { authorization: 't' } })).status).toBe(400);
    expect(mist.violations).toEqual([expect.stringContaining('version 2 lacks')]);
  });
});
