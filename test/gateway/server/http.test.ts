import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serve } from '../../support/serve.ts';
import type { Answer, Served } from '../../support/serve.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served[Symbol.asyncDispose]());

const body = async (response: Response) => (await response.json()) as Answer;
const codes = ({ errors }: Answer) => errors?.map(({ extensions }) => extensions.code);

describe('an operation over HTTP', () => {
  it('is answered from the ports', async () => {
    expect(await served.ask('{ providers(first: 2) { nodes { name } totalCount } }')).toEqual({
      data: { providers: { nodes: [{ name: 'account-0' }, { name: 'account-1' }], totalCount: 10 } },
    });
  });

  it('keeps what works when a part fails, and says where', async () => {
    for (let use = 0; use < 3; use += 1) {
      // compiled from the second on
      const { data, errors } = await served.ask(
        'query P { provider(id: "prv_0") { resources(first: 50) { nodes { name allowedActions } } } viewer { name } }',
      );
      expect(data!['viewer']).toEqual({ name: 'admin' });
      expect(errors).toMatchObject([
        {
          path: ['provider', 'resources', 'nodes', 13, 'allowedActions'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: expect.any(String) },
        },
      ]);
    }
  });

  it('never shows what went wrong inside, and logs it under the request id', async () => {
    const answer = await served.ask(
      'mutation { createProvider(input: { name: "x", connector: "sandbox" }) { provider { id } } }',
    );
    const [error] = answer.errors!;
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(error!.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(
      served.logged.find((line) => line['requestId'] === error!.extensions['requestId'] && line['err'])!['err'].message,
    ).toContain('the disk said');
  });

  it('refuses a field to a role below the one it needs', async () => {
    const mutation = { query: 'mutation { deleteProvider(input: { id: "prv_0", name: "account-0" }) { deletedId } }' };
    expect(await body(await served.post(mutation, { authorization: 'Bearer viewer-key' }))).toMatchObject({
      errors: [
        { message: expect.stringContaining('ADMIN'), path: ['deleteProvider'], extensions: { code: 'FORBIDDEN' } },
      ],
    });
    expect(codes(await body(await served.post(mutation)))).toEqual(['NOT_FOUND']);
  });

  it.each([
    ['a syntax error', 400, 'GRAPHQL_PARSE_FAILED', { query: '{ providers {' }],
    ['an unknown field', 400, 'GRAPHQL_VALIDATION_FAILED', { query: '{ nothing }' }],
    [
      'a wrong variable',
      400,
      'BAD_USER_INPUT',
      { query: 'query($id: ID!) { provider(id: $id) { id } }', variables: {} },
    ],
    [
      'a variable the scalar refuses',
      400,
      'BAD_USER_INPUT',
      { query: 'query($age: Duration) { resources(maxAge: $age) { complete } }', variables: { age: 'soon' } },
    ],
    ['an unknown operation name', 400, 'BAD_REQUEST', { query: 'query A { viewer { name } }', operationName: 'B' }],
    ['no operation', 400, 'BAD_REQUEST', {}],
    ['a batch', 400, 'BAD_REQUEST', [{ query: '{ viewer { name } }' }]],
    ['a subscription', 400, 'BAD_REQUEST', { query: 'subscription { alarmEvents { cursor } }' }],
    ['broken JSON', 400, 'BAD_REQUEST', '{'],
    [
      'too large a body',
      413,
      'BAD_REQUEST',
      { query: '{ viewer { name } }', extensions: { filler: 'x'.repeat(300_000) } },
    ],
    ['too many words', 400, 'OPERATION_TOO_COMPLEX', { query: `{ ${'viewer { name } '.repeat(1_000)} }` }],
    [
      'too many aliases',
      400,
      'OPERATION_TOO_COMPLEX',
      { query: `{ ${Array.from({ length: 40 }, (_, index) => `a${index}: viewer { name }`).join(' ')} }` },
    ],
    [
      'too deep an operation',
      400,
      'OPERATION_TOO_COMPLEX',
      {
        query: `{ providers(first: 1) { nodes ${'{ resources(first: 1) { nodes { provider '.repeat(5)}{ id }${' } } }'.repeat(5)} } }`,
      },
    ],
    [
      'too dear an operation',
      400,
      'OPERATION_TOO_COMPLEX',
      { query: '{ providers(first: 200) { nodes { resources(first: 500) { nodes { id name region } } } } }' },
    ],
    [
      'lists without a size in each other',
      400,
      'OPERATION_TOO_COMPLEX',
      { query: '{ findings(first: 200) { nodes { resource { findings { resource { findings { id } } } } } } }' },
    ],
    [
      'page sizes too dear in variables',
      400,
      'OPERATION_TOO_COMPLEX',
      {
        query:
          'query($n: Int) { providers(first: $n) { nodes { resources(first: $n) { nodes { id name region } } } } }',
        variables: { n: 500 },
      },
    ],
  ])('with %s is refused with its code', async (_title, status, code, request) => {
    const response = await served.post(request);
    const answer = await body(response);
    expect([response.status, codes(answer)?.[0]]).toEqual([status, code]);
    expect(answer.data).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/stack|node_modules|at \w+ \(/);
  });

  it('never repeats a credential that it refused', async () => {
    const query = 'mutation($input: CreateProviderInput!) { createProvider(input: $input) { provider { id } } }';
    const answer = await served.ask(query, {
      input: { connector: 'aws', credential: { plain: { secretAccessKey: 'hunter2' } } },
    });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toContain('"name"');
    expect(JSON.stringify([answer, served.logged])).not.toContain('secretAccessKey');
    const inline = await served.ask(
      'mutation { createProvider(input: { connector: "aws", name: { secretAccessKey: "hunter3" } }) { provider { id } } }',
    );
    expect(JSON.stringify([inline, served.logged])).not.toContain('hunter3');
  });

  it('of a browser form is blocked', async () => {
    const response = await fetch(served.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'text/plain', authorization: 'Bearer admin-key' },
      body: '{"query":"{viewer{name}}"}',
    });
    expect([response.status, codes(await body(response))]).toEqual([400, ['BAD_REQUEST']]);
  });

  it('may be introspected whole', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { data, errors } = await served.ask(getIntrospectionQuery());
    expect(errors).toBeUndefined();
    expect(data!['__schema'].queryType.name).toBe('Query');
  });
});

describe('without a valid key', () => {
  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer nope' }],
    ['another scheme', { authorization: 'Basic YWRtaW4=' }],
  ])('%s: 401 for everything but health and the page', async (_title, headers) => {
    for (const accept of ['application/json', 'text/event-stream']) {
      const response = await fetch(served.endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept, ...headers },
        body: '{"query":"{viewer{name}}"}',
      });
      expect([response.status, response.headers.get('www-authenticate'), codes(await body(response))]).toEqual([
        401,
        'Bearer',
        ['UNAUTHENTICATED'],
      ]);
    }
    expect((await fetch(`${served.url}/metrics`, { headers: headers as Record<string, string> })).status).toBe(401);
    expect((await fetch(`${served.url}/livez`)).status).toBe(200);
    expect((await fetch(`${served.url}/readyz`)).status).toBe(200);
  });
});

describe('without authentication', () => {
  it('nothing beyond loopback is served', async () => {
    await expect(serve({ config: { authentication: 'off', host: '0.0.0.0' } })).rejects.toThrow(
      'listening on 0.0.0.0 needs authentication',
    );
  });

  it('a page of another site, or a name that only resolves here, gets nothing', async () => {
    await using open = await serve({ config: { authentication: 'off' } });
    expect((await open.post({ query: '{ viewer { name } }' })).status).toBe(200);
    expect((await open.post({ query: '{ viewer { name } }' }, { origin: open.url })).status).toBe(200);
    expect((await open.post({ query: '{ viewer { name } }' }, { origin: 'https://evil.example' })).status).toBe(403);
    const status = await new Promise((resolve) =>
      get(`${open.url}/readyz`, { headers: { host: 'rebound.example' } }, (response) =>
        resolve(response.resume().statusCode),
      ),
    );
    expect(status).toBe(403);
  });
});

describe('the other pages', () => {
  it('serves GraphiQL whole, under a policy that lets it ask no other host', async () => {
    for (const path of ['/', '/graphql']) {
      const response = await fetch(served.url + path, { headers: { accept: 'text/html' } });
      const page = await response.text();
      expect(response.headers.get('content-type')).toContain('text/html');
      expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*connect-src 'self'/);
      const skeleton = page.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
      expect(skeleton).not.toMatch(/(src|href)="(?!data:)/);
    }
  });

  it('is ready only while the store answers, alive always', async () => {
    const before = served.ready;
    served.ready = async () => {
      throw new Error('the disk is full');
    };
    const response = await fetch(`${served.url}/readyz`);
    expect([response.status, await response.json()]).toEqual([
      503,
      { status: 'not ready', reasons: ['store: the disk is full'] },
    ]);
    expect((await fetch(`${served.url}/livez`)).status).toBe(200);
    served.ready = before;
  });

  it('counts operations by name and outcome', async () => {
    await served.ask('query Counted { viewer { name } }');
    const text = await (
      await fetch(`${served.url}/metrics`, { headers: { authorization: 'Bearer viewer-key' } })
    ).text();
    expect(text).toContain('causeway_operation_duration_seconds_count{operation="Counted",outcome="ok"} 1');
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds/);
  });

  it('says where GraphQL is on any other path', async () => {
    const response = await fetch(`${served.url}/nothing`);
    expect([response.status, codes(await body(response))]).toEqual([404, ['BAD_REQUEST']]);
  });

  it('writes no key and no operation text into its log', async () => {
    await fetch(`${served.endpoint}?query=${encodeURIComponent('{viewer{name}}')}`, {
      headers: { authorization: 'Bearer admin-key', 'apollo-require-preflight': '1' },
    });
    expect(served.logged.some((line) => line['path'] === '/graphql')).toBe(true);
    expect(JSON.stringify(served.logged)).not.toMatch(/admin-key|\{viewer/);
  });
});
