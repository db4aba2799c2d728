import { connect as connectTcp } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawSocket } from '../../support/raw-socket.ts';
import { serve } from '../../support/serve.ts';
import type { Served } from '../../support/serve.ts';
import { until } from '../../support/until.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ tuning: { maxOperationsPerSocket: 3 } });
});
afterAll(() => served[Symbol.asyncDispose]());

const subscribe = (id: string, query: string, more = {}) => ({ id, type: 'subscribe', payload: { query, ...more } });
const EVENTS = 'subscription { alarmEvents { alarm { title } } }';

describe('graphql-transport-ws closes the socket', () => {
  it.each([
    ['4400 for a message that is not JSON', 4400, ['{'], true],
    ['4400 for a message of no known type', 4400, [{ type: 'shout' }], true],
    ['4400 for a subscribe without a query', 4400, [{ id: '1', type: 'subscribe', payload: {} }], true],
    ['4401 for a subscribe before the acknowledgement', 4401, [subscribe('1', '{ viewer { name } }')], false],
    [
      '4403 for a key that nobody holds',
      4403,
      [{ type: 'connection_init', payload: { authorization: 'Bearer wrong' } }],
      false,
    ],
    ['4403 for no key at all', 4403, [{ type: 'connection_init' }], false],
    ['4409 for an id that is in use', 4409, [subscribe('1', EVENTS), subscribe('1', EVENTS)], true],
    ['4429 for a second connection_init', 4429, [{ type: 'connection_init' }], true],
  ])('%s', async (_title, code, messages, initialised) => {
    await using socket = await rawSocket(served.wsUrl);
    if (initialised) await socket.init();
    for (const message of messages) socket.send(message);
    expect(await socket.next()).toMatchObject({ closed: code });
  });

  it('4408 when connection_init does not come', async () => {
    await using impatient = await serve({ tuning: { connectionInitTimeoutMs: 100 } });
    await using socket = await rawSocket(impatient.wsUrl);
    expect(await socket.next()).toMatchObject({ closed: 4408 });
  });

  it('4406 for another subprotocol', async () => {
    const { port } = new URL(served.url);
    const tcp = connectTcp(Number(port), '127.0.0.1');
    tcp.write(
      `GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\nsec-websocket-protocol: graphql-ws\r\n\r\n`,
    );
    let received = Buffer.alloc(0);
    let frameAt = 0;
    for await (const chunk of tcp) {
      received = Buffer.concat([received, chunk as Buffer]);
      frameAt = received.indexOf('\r\n\r\n') + 4;
      if (frameAt > 3 && received.length >= frameAt + 4) break;
    }
    expect(received.readUInt16BE(frameAt + 2)).toBe(4406); // after the two bytes of the frame's head
    tcp.destroy();
  });
});

describe('graphql-transport-ws keeps the socket', () => {
  it('echoes the payload of a ping', async () => {
    await using socket = await rawSocket(served.wsUrl);
    await socket.init();
    socket.send({ type: 'ping', payload: { at: 1 } });
    expect(await socket.next()).toEqual({ type: 'pong', payload: { at: 1 } });
  });

  it.each([
    ['a syntax error', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['an operation that does not fit the schema', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an operation that is too deep',
      `{ providers(first: 1) { nodes ${'{ resources(first: 1) { nodes { provider '.repeat(5)}{ id }${' } } }'.repeat(5)} } }`,
      'OPERATION_TOO_COMPLEX',
    ],
    ['a wrong cursor', 'subscription { alarmEvents(after: "nonsense") { cursor } }', 'NOT_FOUND'],
    ['two operations and no name', 'query A { viewer { name } } query B { viewer { name } }', 'BAD_REQUEST'],
  ])('answers %s with an error and frees the id', async (_title, query, code) => {
    await using socket = await rawSocket(served.wsUrl);
    await socket.init();
    socket.send(subscribe('1', query));
    expect(await socket.next()).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] });
    socket.send(subscribe('1', '{ viewer { name } }'));
    expect(await socket.next()).toEqual({ id: '1', type: 'next', payload: { data: { viewer: { name: 'admin' } } } });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  it('runs queries and mutations too, with the role of the key', async () => {
    await using socket = await rawSocket(served.wsUrl);
    await socket.init('viewer-key');
    socket.send(subscribe('1', 'mutation { syncProvider(input: { id: "prv_0" }) { operation { id } } }'));
    expect(await socket.next()).toMatchObject({
      type: 'next',
      payload: { errors: [{ path: ['syncProvider'], extensions: { code: 'FORBIDDEN' } }] },
    });
  });

  it('takes the key from the header of the upgrade where connection_init has none', async () => {
    await using socket = await rawSocket(served.wsUrl, { headers: { authorization: 'Bearer viewer-key' } });
    socket.send({ type: 'connection_init' });
    await socket.next();
    socket.send(subscribe('1', '{ viewer { name } }'));
    expect(await socket.next()).toMatchObject({ payload: { data: { viewer: { name: 'viewer' } } } });
  });

  it('sends nothing after the client completed', async () => {
    await using socket = await rawSocket(served.wsUrl);
    await socket.init();
    socket.send(subscribe('1', EVENTS));
    await until(() => served.gateway.following.alarmEvents === 1);
    socket.send({ id: '1', type: 'complete' });
    await until(() => served.gateway.following.alarmEvents === 0);
    served.gateway.raise('unheard');
    socket.send({ type: 'ping' });
    expect(await socket.next()).toEqual({ type: 'pong' });
  });

  it('refuses more operations at once than a socket may carry, and takes another when one is over', async () => {
    await using socket = await rawSocket(served.wsUrl);
    await socket.init();
    for (const id of ['1', '2', '3', '4']) socket.send(subscribe(id, EVENTS));
    expect(await socket.next()).toMatchObject({
      id: '4',
      type: 'error',
      payload: [{ extensions: { code: 'BAD_REQUEST' } }],
    });
    socket.send({ id: '1', type: 'complete' });
    socket.send(subscribe('5', '{ viewer { name } }'));
    expect(await socket.next()).toMatchObject({ id: '5', type: 'next' });
  });

  it('completes a subscription whose source ends', async () => {
    await using socket = await rawSocket(served.wsUrl);
    await socket.init();
    socket.send(subscribe('1', 'subscription { operationProgress(id: "op_1") { state done } }'));
    expect(await socket.next()).toMatchObject({
      payload: { data: { operationProgress: { state: 'RUNNING', done: 1 } } },
    });
    served.gateway.finishOperation();
    expect(await socket.next()).toMatchObject({
      payload: { data: { operationProgress: { state: 'SUCCEEDED', done: 4 } } },
    });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });
});

it('is not there on another path', async () => {
  await expect(rawSocket(`${served.url.replace('http', 'ws')}/other`)).rejects.toThrow('404');
});
