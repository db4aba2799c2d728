/** Events from the sender to the function and back, through a whole gateway. */
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../gateway/clock.ts';
import { spawnGateway, startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

const SECRET = 'a-secret-that-nobody-sees';

const CREATE = `mutation ($input: CreateEventSubscriptionInput!) {
  createEventSubscription(input: $input) { eventSubscription { id name mode enabled filter maxAge pendingCount deadCount } }
}`;
const DELIVERIES = `query ($filter: DeliveryFilter) {
  deliveries(filter: $filter) { nodes { id state attempts event error { code message } subscription { name } finishedAt } }
}`;

const event = (more: object = {}) => ({
  specversion: '1.0',
  id: '1',
  source: '/e2e',
  type: 'com.example.thing',
  ...more,
});

function sender(gateway: TestGateway) {
  return async (
    body: unknown,
    {
      key = gateway.adminKey,
      path = '/events',
      headers = {},
    }: { key?: string | null; path?: string; headers?: Record<string, string> } = {},
  ) => {
    const response = await fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/cloudevents+json',
        ...(key && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: JSON.parse(text), text };
  };
}

describe('a gateway', () => {
  let gateway: TestGateway;
  let send: ReturnType<typeof sender>;
  const deliveries = async (subscription: string) =>
    (await gateway.data(DELIVERIES, { filter: { subscription } })).deliveries.nodes;
  const subscribe = (input: object) => gateway.data(CREATE, { input: { functionName: 'echo.echo', ...input } });

  beforeAll(async () => {
    gateway = await startGateway({ env: { CAUSEWAY_SECRET_HOOK: SECRET } });
    send = sender(gateway);
  });
  afterAll(() => gateway?.[Symbol.asyncDispose]());

  it('delivers a posted event to a function, once, and shows it', async () => {
    const { createEventSubscription } = await subscribe({ name: 'things', eventType: 'com.example.thing' });
    expect(createEventSubscription.eventSubscription).toMatchObject({ mode: 'OUTBOX', enabled: true, maxAge: '6h' });
    const first = await send(event());
    expect([first.status, first.body]).toEqual([202, { id: '1', source: '/e2e', duplicate: false, deliveries: 1 }]);
    const again = await send(event());
    expect([again.status, again.body.duplicate]).toEqual([202, true]);
    await until(async () => (await deliveries('things'))[0]?.state === 'DELIVERED');
    expect(await deliveries('things')).toMatchObject([
      { attempts: 1, error: null, event: { id: '1', causewayhops: 1 }, subscription: { name: 'things' } },
    ]);
    const [{ id }] = await deliveries('things');
    const node = await gateway.data('query ($id: ID!) { node(id: $id) { __typename id } }', { id });
    expect(node.node).toEqual({ __typename: 'Delivery', id });
  });

  it('answers at once what a SYNC function says, in binary mode as well', async () => {
    await subscribe({ name: 'ask', eventType: 'com.example.ask', mode: 'SYNC' });
    const answer = await send('{"a":1}', {
      headers: {
        'content-type': 'application/json',
        'ce-specversion': '1.0',
        'ce-id': 'ask-1',
        'ce-source': '/e2e',
        'ce-type': 'com.example.ask',
      },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.results).toEqual([
      { subscription: 'ask', ok: true, data: { id: 'ask-1', type: 'com.example.ask', data: { a: 1 } } },
    ]);
  });

  it('takes a batch as a whole or not at all', async () => {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    const wrong = await send([event({ id: 'b1' }), event({ id: 'b2', type: undefined })], { headers });
    expect([wrong.status, wrong.body.errors[0].message]).toEqual([400, 'events[1].type is required']);
    const right = await send([event({ id: 'b1' }), event({ id: 'b2' }), event({ id: 'b1' })], { headers });
    expect(right.status).toBe(202);
    expect(right.body.map(({ duplicate }: { duplicate: boolean }) => duplicate)).toEqual([false, false, true]);
  });

  it('needs a key of the role OPERATOR for all providers', async () => {
    const keyOf = async (input: string) =>
      (await gateway.data(`mutation { createApiKey(input: { ${input} }) { secret } }`)).createApiKey.secret as string;
    expect((await send(event({ id: 'k' }), { key: null })).status).toBe(401);
    expect((await send(event({ id: 'k' }), { key: 'wrong' })).status).toBe(401);
    expect((await send(event({ id: 'k' }), { key: await keyOf('name: "v", role: VIEWER') })).status).toBe(403);
    const { id } = await gateway.addSandbox('scoped', { alarmsPerMinute: 0 });
    const scoped = await keyOf(`name: "s", role: OPERATOR, providerIds: ["${id}"]`);
    expect((await send(event({ id: 'k' }), { key: scoped })).status).toBe(403);
    expect((await send(event({ id: 'k' }), { key: await keyOf('name: "o", role: OPERATOR') })).status).toBe(202);
  });

  it.each([
    ['a type of the gateway itself', event({ type: 'dev.causeway.call.v1' }), 400, 'BAD_USER_INPUT'],
    ['an event that came through too many functions', event({ causewayhops: 9 }), 400, 'EVENT_CYCLE'],
    ['a count of functions that is no number', event({ causewayhops: 'many' }), 400, 'BAD_USER_INPUT'],
    ['what is no JSON', '{', 400, 'BAD_USER_INPUT'],
    ['an event that no function could be given', event({ data: 'x'.repeat(950_000) }), 413, 'PAYLOAD_TOO_LARGE'],
    ['a request beyond the limit', event({ data: 'x'.repeat(1_100_000) }), 413, 'BAD_REQUEST'],
    [
      'data that is nested too deeply',
      JSON.stringify(event({ data: '!' })).replace('"!"', `${'['.repeat(300_000)}${']'.repeat(300_000)}`),
      400,
      'BAD_USER_INPUT',
    ],
    ['a name that is too long', event({ id: 'x'.repeat(1_001) }), 400, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_title, body, status, code) => {
    const refused = await send(body);
    expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([status, code]);
  });

  it('refuses subscriptions that could not work, and says why', async () => {
    const refusal = async (input: object) => {
      const { errors } = await gateway.graphql(CREATE, {
        input: { name: 'wrong', eventType: '*', functionName: 'echo.echo', ...input },
      });
      return [errors![0]!.extensions.code, errors![0]!.message];
    };
    expect(await refusal({ functionName: 'echo.nothing' })).toEqual([
      'UNKNOWN_FUNCTION',
      expect.stringContaining('echo.echo'),
    ]);
    expect(await refusal({ deployment: 'nowhere' })).toEqual([
      'UNKNOWN_DEPLOYMENT',
      expect.stringContaining('nowhere'),
    ]);
    expect(await refusal({ filter: 'event.' })).toEqual(['BAD_USER_INPUT', expect.stringContaining('CEL')]);
    expect(await refusal({ name: 'Wrong Name' })).toEqual(['BAD_USER_INPUT', expect.stringContaining('name')]);
    expect(await refusal({ name: 'things' })).toEqual(['CONFLICT', expect.stringContaining('exists')]);
    expect(await refusal({ providerId: 'prv_nothing' })).toEqual(['NOT_FOUND', expect.any(String)]);
  });

  it('takes a webhook that is signed, once, refuses others, and keeps the secret to itself', async () => {
    await gateway.data(
      `mutation { createWebhook(input: { name: "github", kind: GITHUB, secret: "env:HOOK" }) { webhook { id path secret } } }`,
    );
    await subscribe({ name: 'pushes', eventType: 'com.github.*', filter: `event.data.ref == 'refs/heads/main'` });
    const body = JSON.stringify({ ref: 'refs/heads/main' });
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': 'd1',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    };
    const taken = await send(body, { path: '/events/github', key: null, headers });
    expect([taken.status, taken.body]).toEqual([
      202,
      [{ id: 'd1', source: 'causeway/webhooks/github', duplicate: false, deliveries: 1 }],
    ]);
    const repeated = await send(body, { path: '/events/github', key: null, headers });
    expect([repeated.status, repeated.body[0].duplicate]).toEqual([202, true]);
    const forged = await send(`${body} `, { path: '/events/github', key: null, headers });
    expect(forged.status).toBe(401);
    expect(forged.text).not.toContain('sha256');
    expect((await send(body, { path: '/events/nobody', key: null, headers })).status).toBe(404);
    const rows = JSON.stringify(
      await gateway.data('{ webhooks { name kind path secret } deliveries { nodes { event } } }'),
    );
    expect(rows).toContain('env:HOOK');
    expect(rows + gateway.log()).not.toContain(SECRET);
  });

  it('shows what could not be delivered, and delivers it again when it is told to', async () => {
    await subscribe({ name: 'filtered', eventType: 'com.example.filtered', filter: `event.data.level == 'high'` });
    await send(event({ id: 'f1', type: 'com.example.filtered', data: {} }));
    const [dead] = await deliveries('filtered');
    expect(dead).toMatchObject({ state: 'DEAD', attempts: 0, error: { code: 'BAD_USER_INPUT' } });
    const remove =
      'mutation ($input: DeleteEventSubscriptionInput!) { deleteEventSubscription(input: $input) { discardedCount } }';
    expect((await gateway.graphql(remove, { input: { name: 'filtered' } })).errors![0]!.extensions.code).toBe(
      'INVALID_STATE',
    );
    const { redriveDeliveries } = await gateway.data(
      'mutation { redriveDeliveries(input: { subscription: "filtered" }) { redrivenCount } }',
    );
    expect(redriveDeliveries.redrivenCount).toBe(1);
    await until(async () => (await deliveries('filtered'))[0].state === 'DELIVERED');
    expect((await gateway.data(remove, { input: { name: 'filtered' } })).deleteEventSubscription.discardedCount).toBe(
      0,
    );
  });
});

it('what was acknowledged with 202 is delivered although the gateway is killed at once', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'causeway-events-'));
  try {
    const killed = await spawnGateway({ directory });
    await killed.data(CREATE, { input: { name: 'things', eventType: '*', functionName: 'echo.echo' } });
    const send = sender(killed);
    const acknowledged: string[] = [];
    const posting = Promise.allSettled(
      Array.from({ length: 200 }, async (_, index) => {
        const { status, body } = await send(event({ id: `e${index}` }));
        if (status === 202) acknowledged.push(body.id);
      }),
    );
    await until(() => acknowledged.length >= 20);
    await killed.kill();
    await posting;
    // A minute later, when the leases of the one that was killed have run out.
    const clock = { ...systemClock, now: () => Date.now() + 60_000 };
    await using next = await startGateway({ directory, adminKey: killed.adminKey, clock });
    await until(async () => {
      const { eventSubscriptions } = await next.data('{ eventSubscriptions { nodes { pendingCount } } }');
      return eventSubscriptions.nodes[0].pendingCount === 0;
    });
    const delivered = new Set<string>();
    let after: string | null = null;
    do {
      const { deliveries }: any = await next.data(
        `query ($after: String) {
          deliveries(first: 200, after: $after, filter: { states: [DELIVERED] }) { nodes { event } pageInfo { endCursor hasNextPage } }
        }`,
        { after },
      );
      for (const { event: kept } of deliveries.nodes) delivered.add(kept.id);
      after = deliveries.pageInfo.hasNextPage ? deliveries.pageInfo.endCursor : null;
    } while (after);
    expect(acknowledged.filter((id) => !delivered.has(id))).toEqual([]);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}, 60_000);
