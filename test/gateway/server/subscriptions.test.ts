import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { StoreUnavailable } from '../../../gateway/errors.ts';
import { rawSocket } from '../../support/raw-socket.ts';
import { serve } from '../../support/serve.ts';
import type { Loose, Served } from '../../support/serve.ts';
import { until } from '../../support/until.ts';

/** Short, and long enough for a busy machine to answer a ping: whoever does not is cut off with the next. */
const HEARTBEAT_MS = 250;

let served: Served;
const clients: Client[] = [];
beforeEach(async () => {
  served = await serve();
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.dispose();
  await served[Symbol.asyncDispose]();
});

const EVENTS =
  'subscription Follow($after: String) { alarmEvents(after: $after) { cursor alarm { title provider { name } } } }';

interface Follower {
  readonly titles: string[];
  readonly cursors: string[];
  readonly failed: unknown[];
  stop(): void;
}

/** A subscriber of its own, through the reference client. */
function follow(
  after: string | null = null,
  {
    key = 'admin-key',
    query = EVENTS,
    variables = { after },
  }: { key?: string; query?: string; variables?: Record<string, unknown> } = {},
): Follower {
  const client = createClient({
    url: served.wsUrl,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${key}` },
  });
  clients.push(client);
  const follower = { titles: [] as string[], cursors: [] as string[], failed: [] as unknown[] };
  const stop = client.subscribe<{ alarmEvents: { cursor: string; alarm: { title: string } } }>(
    { query, variables },
    {
      next: ({ data }) => {
        follower.titles.push(data!.alarmEvents.alarm.title);
        follower.cursors.push(data!.alarmEvents.cursor);
      },
      error: (error) => void follower.failed.push(error),
      complete: () => {},
    },
  );
  return { ...follower, stop };
}

const sources = () => served.gateway.following.alarmEvents;
/** How many follow, as the server counts them. */
const subscribers = async (count: number) => {
  const text = await (await fetch(`${served.url}/metrics`, { headers: { authorization: 'Bearer admin-key' } })).text();
  return text.includes(`causeway_subscribers ${count}\n`);
};
const raiseAll = (...titles: string[]) => titles.map((title) => served.gateway.raise(title));

it('carries events as they are committed, whole', async () => {
  const follower = follow();
  await until(() => sources() === 1);
  raiseAll('disk-full', 'cpu-high');
  await until(() => follower.titles.length === 2);
  expect(follower.titles).toEqual(['disk-full', 'cpu-high']);
});

it('reads one source for all who ask the same, and ends it when the last one leaves', async () => {
  const followers = Array.from({ length: 20 }, () => follow());
  await until(() => subscribers(20));
  raiseAll('one', 'two');
  await until(() => followers.every(({ titles }) => titles.length === 2));
  expect(served.gateway.opened.alarmEvents).toBe(1);
  for (const { stop } of followers) stop();
  await until(() => sources() === 0);
});

it('does not share between keys that may see different things', async () => {
  const [admin, viewer] = [follow(), follow(null, { key: 'viewer-key' })];
  await until(() => sources() === 2);
  raiseAll('one');
  await until(() => admin.titles.length === 1 && viewer.titles.length === 1);
  expect(served.gateway.opened.alarmEvents).toBe(2);
});

it('gives each subscriber of a present state its own beginning', async () => {
  const query = 'subscription { providerChanged { name } }';
  const [one, two] = await Promise.all([rawSocket(served.wsUrl), rawSocket(served.wsUrl)]);
  for (const socket of [one, two]) {
    await socket.init();
    socket.send({ id: '1', type: 'subscribe', payload: { query } });
    expect(await socket.next()).toMatchObject({ payload: { data: { providerChanged: { name: 'account-0' } } } });
  }
  served.gateway.changeProvider('prv_3');
  for (const socket of [one, two])
    expect(await socket.next()).toMatchObject({ payload: { data: { providerChanged: { name: 'account-3' } } } });
});

it('resumes after a cursor: every missed event once and in order, then live ones', async () => {
  const [seen] = raiseAll('seen', 'missed-1', 'missed-2');
  const follower = follow(seen!.cursor);
  await until(() => follower.titles.length === 2);
  raiseAll('live-1', 'live-2');
  await until(() => follower.titles.length === 4);
  expect(follower.titles).toEqual(['missed-1', 'missed-2', 'live-1', 'live-2']);
});

it('takes the cursor from the document as well as from a variable', async () => {
  const [seen] = raiseAll('seen', 'missed');
  const follower = follow(null, {
    query: `subscription { ...Events } fragment Events on Subscription { alarmEvents(after: "${seen!.cursor}") { cursor alarm { title } } }`,
    variables: {},
  });
  await until(() => follower.titles.length === 1);
  expect(follower.titles).toEqual(['missed']);
});

it('brings all who resume onto one source, with nothing lost or doubled while events flow', async () => {
  const log = raiseAll(...Array.from({ length: 200 }, (_, index) => `event-${index}`));
  const live = follow();
  await until(() => sources() === 1);
  const resumed = Array.from({ length: 40 }, (_, index) => ({
    from: index * 5,
    follower: follow(log[index * 5]!.cursor),
  }));
  for (let index = 200; index < 400; index += 1) {
    raiseAll(`event-${index}`);
    if (index % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await until(
    () => live.titles.at(-1) === 'event-399' && resumed.every(({ follower }) => follower.titles.at(-1) === 'event-399'),
  );
  for (const { from, follower } of resumed) {
    expect(follower.titles).toEqual(Array.from({ length: 399 - from }, (_, index) => `event-${from + 1 + index}`));
  }
  expect(new Set(live.titles).size).toBe(live.titles.length);
  raiseAll('together');
  await until(() =>
    [live, ...resumed.map(({ follower }) => follower)].every(({ titles }) => titles.at(-1) === 'together'),
  );
  await until(() => sources() === 1);
});

it('lets a crowd that comes back with the same cursor share its replay', async () => {
  const log = raiseAll(...Array.from({ length: 50 }, (_, index) => `event-${index}`));
  const crowd = Array.from({ length: 30 }, () => follow(log[49]!.cursor));
  await until(() => subscribers(30));
  raiseAll('next');
  await until(() => crowd.every(({ titles }) => titles.length === 1));
  expect(served.gateway.opened.alarmEvents).toBe(2);
});

it('reports a cursor that is none, and leaves no source behind', async () => {
  const follower = follow('nonsense');
  await until(() => follower.failed.length === 1);
  expect(follower.failed[0]).toMatchObject([{ path: ['alarmEvents'], extensions: { code: 'NOT_FOUND' } }]);
  await until(() => sources() === 0);
});

it('reports a wrong variable without repeating its value', async () => {
  const follower = follow(null, { variables: { after: { secret: 'hunter2' } } });
  await until(() => follower.failed.length === 1);
  expect(follower.failed[0]).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(JSON.stringify(follower.failed)).not.toContain('hunter2');
});

it('sends a reader that stops reading away with 4513, and the others notice nothing', async () => {
  await served[Symbol.asyncDispose]();
  served = await serve({ tuning: { maxBufferedBytes: 50_000 } });
  const stuck = await rawSocket(served.wsUrl);
  await stuck.init();
  stuck.send({ id: '1', type: 'subscribe', payload: { query: EVENTS } });
  await until(() => sources() === 1);
  stuck.socket.pause();
  const well = follow();
  await until(() => subscribers(2));
  const title = 'x'.repeat(20_000);
  for (let index = 0; index < 400; index += 1) {
    raiseAll(title);
    if (index % 10 === 0) await until(() => well.titles.length >= index - 10);
  }
  await until(() => well.titles.length === 400);
  stuck.socket.resume();
  let last: Loose;
  do last = await stuck.next();
  while (last.closed === undefined);
  expect(last).toEqual({ closed: 4513, reason: 'too slow: subscribe again after your last cursor' });
});

it('closes what a revoked key holds open', async () => {
  const socket = await rawSocket(served.wsUrl);
  await socket.init('viewer-key');
  socket.send({ id: '1', type: 'subscribe', payload: { query: EVENTS } });
  await until(() => sources() === 1);
  served.server.disconnect('key_viewer');
  expect(await socket.next()).toMatchObject({ closed: 4403 });
  await until(() => sources() === 0);
});

it('notices by itself that a key ran out', async () => {
  await served[Symbol.asyncDispose]();
  served = await serve({ tuning: { heartbeatMs: HEARTBEAT_MS } });
  const socket = await rawSocket(served.wsUrl);
  await socket.init('viewer-key');
  served.keys.delete('viewer-key');
  expect(await socket.next()).toMatchObject({ closed: 4403 });
});

it('ends the event stream of a key that ran out', async () => {
  await served[Symbol.asyncDispose]();
  served = await serve({ tuning: { heartbeatMs: HEARTBEAT_MS } });
  const response = await served.post(
    { query: EVENTS },
    { accept: 'text/event-stream', authorization: 'Bearer viewer-key' },
  );
  await until(() => sources() === 1);
  served.keys.delete('viewer-key');
  expect(await response.text()).not.toContain('event:'); // all of it: the stream has ended
  await until(() => sources() === 0);
});

it('does not take a store that cannot be read for a key that is gone', async () => {
  await served[Symbol.asyncDispose]();
  served = await serve({ tuning: { heartbeatMs: HEARTBEAT_MS } });
  const open = await rawSocket(served.wsUrl);
  await open.init('viewer-key');
  open.send({ id: '1', type: 'subscribe', payload: { query: EVENTS } });
  await until(() => sources() === 1);
  let asked = 0;
  served.ready = async () => {
    asked += 1;
    throw new StoreUnavailable('its disk is full');
  };
  await until(() => asked > 3);
  expect(sources()).toBe(1);

  const next = await rawSocket(served.wsUrl);
  next.send({ type: 'connection_init', payload: { authorization: 'Bearer viewer-key' } });
  expect(await next.next()).toMatchObject({ closed: 1012 });
});

it('goes on with the schema that admitted it when another is swapped in', async () => {
  const follower = follow();
  await until(() => sources() === 1);
  const { composeSchema, loadTypeDefs } = await import('../../../gateway/compose/index.ts');
  const { resolvers } = await import('../../../resolvers/index.ts');
  served.feed.swap(composeSchema(loadTypeDefs(), resolvers));
  raiseAll('after-swap');
  await until(() => follower.titles.length === 1);
  expect(follower.failed).toEqual([]);
});
