import { createClient } from 'graphql-ws';
import type { Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { serve } from '../../support/serve.ts';
import type { Served } from '../../support/serve.ts';

let served: Served;
const clients: Client[] = [];
beforeAll(async () => {
  served = await serve();
});
afterEach(() => Promise.all(clients.splice(0).map((client) => client.dispose())));
afterAll(() => served[Symbol.asyncDispose]());

function connect(key = 'admin-key') {
  const client = createClient({ url: served.wsUrl, webSocketImpl: WebSocket, retryAttempts: 0, connectionParams: { authorization: `Bearer ${key}` } });
  clients.push(client);
  return client;
}

const EVENTS = 'subscription($after: String) { alarmEvents(after: $after) { cursor alarm { title provider { name } } } }';

const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
};

it('carries events as they are committed', async () => {
  const events = connect().iterate({ query: EVENTS });
  const first = events.next();
  await until(() => served.gateway.following.alarmEvents === 1);
  served.gateway.raise('disk-full');
  expect((await first).value).toMatchObject({ data: { alarmEvents: { alarm: { title: 'disk-full', provider: { name: 'account-0' } } } } });
  await events.return?.();
  await until(() => served.gateway.following.alarmEvents === 0);
});
