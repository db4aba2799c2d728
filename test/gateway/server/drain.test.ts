import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createClient } from 'graphql-ws';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { StartRefused } from '../../../gateway/errors.ts';
import { memoryGateway } from '../../support/memory-gateway.ts';
import { rawSocket } from '../../support/raw-socket.ts';
import { serve } from '../../support/serve.ts';
import { until } from '../../support/until.ts';

const SLOW = { query: '{ operation(id: "op_slow") { id } }' };
const EVENTS = 'subscription { alarmEvents { alarm { title } } }';

it('lets a call in flight finish, over HTTP and over a socket, and takes no new one', async () => {
  await using served = await serve();
  const socket = await rawSocket(served.wsUrl);
  await socket.init();
  socket.send({ id: '1', type: 'subscribe', payload: SLOW });
  const call = served.post(SLOW);
  await until(() => served.gateway.waiting() === 2);

  const drained = served.server.drain();
  expect((await fetch(`${served.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${served.url}/livez`)).status).toBe(200);
  const refused = await served.post({ query: '{ viewer { name } }' });
  expect([refused.status, await refused.json()]).toMatchObject([
    503,
    { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
  ]);
  socket.send({ id: '2', type: 'subscribe', payload: { query: EVENTS } });
  expect(await socket.next()).toMatchObject({
    id: '2',
    type: 'error',
    payload: [{ extensions: { code: 'UNAVAILABLE' } }],
  });

  served.gateway.finishSlow();
  expect(await (await call).json()).toEqual({ data: { operation: { id: 'op_slow' } } });
  expect(await socket.next()).toMatchObject({
    id: '1',
    type: 'next',
    payload: { data: { operation: { id: 'op_slow' } } },
  });
  expect(await socket.next()).toMatchObject({ id: '1', type: 'complete' });
  expect(await socket.next()).toMatchObject({ closed: 1012 });
  await drained;
  await expect(fetch(`${served.url}/livez`)).rejects.toThrow('fetch failed');
});

it('gives up a call that does not end in time', async () => {
  await using served = await serve({ config: { drainTimeoutMs: 50 } });
  const call = served.post(SLOW).catch((error: unknown) => error);
  await until(() => served.gateway.waiting() === 1);
  await served.server.drain();
  expect(await call).toBeInstanceOf(Error);
});

it('sends subscribers away so that the reference client comes back to the next gateway', async () => {
  const gateway = memoryGateway();
  const first = await serve({ gateway });
  const port = Number(new URL(first.url).port);
  const titles: string[] = [];
  const client = createClient({
    url: first.wsUrl,
    webSocketImpl: WebSocket,
    retryAttempts: 50,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 10)),
    shouldRetry: () => true,
    connectionParams: { authorization: 'Bearer admin-key' },
  });
  client.subscribe<{ alarmEvents: { alarm: { title: string } } }>(
    { query: EVENTS },
    {
      next: ({ data }) => titles.push(data!.alarmEvents.alarm.title),
      error: () => {},
      complete: () => {},
    },
  );
  await until(() => gateway.following.alarmEvents === 1);
  await first.server.drain();
  await until(() => gateway.following.alarmEvents === 0);

  await using second = await serve({ gateway, config: { port } });
  await until(() => gateway.following.alarmEvents === 1);
  gateway.raise('after-restart');
  await until(() => titles.length === 1);
  expect(titles).toEqual(['after-restart']);
  await client.dispose();
  await second.server.drain();
});

it('ends event streams', async () => {
  await using served = await serve();
  const response = await served.post({ query: EVENTS }, { accept: 'text/event-stream' });
  const drained = served.server.drain();
  expect(await response.text()).toBe(':\n\n');
  await drained;
});

it('names a port in use in one line', async () => {
  const other = createTcpServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const refused = await serve({ config: { port } }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StartRefused);
  expect((refused as Error).message).toBe(
    `port ${port} on 127.0.0.1 is in use. Stop what uses it, or choose another port`,
  );
  other.close();
});
