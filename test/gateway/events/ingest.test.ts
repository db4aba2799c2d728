/** What a sender hears over HTTP. */
import { describe, expect, it } from 'vitest';
import { SecretUnavailable, StoreUnavailable } from '../../../gateway/errors.ts';
import { OutboxFull } from '../../../gateway/event-errors.ts';
import { decode, type HttpMessage } from '../../../gateway/events/index.ts';
import { encodeBinary } from '../../support/cloudevents.ts';
import { serve } from '../../support/serve.ts';
import { anEvent } from './area.ts';

const headers = { 'content-type': 'application/cloudevents+json', authorization: 'Bearer admin-key' };
const refusing = (error: unknown) => ({ post: () => Promise.reject(error), receive: () => Promise.reject(error) });

it.each([
  [new StoreUnavailable('the disk is full'), 503, '1', 'STORE_UNAVAILABLE'],
  [new OutboxFull(1_000_000, 10_000), 429, '10', 'FUNCTION_BUSY'],
])('%s: the sender is told when to come back', async (error, status, retryAfter, code) => {
  await using served = await serve({ events: refusing(error) });
  const response = await fetch(`${served.url}/events`, { method: 'POST', headers, body: '{}' });
  expect([response.status, response.headers.get('retry-after')]).toEqual([status, retryAfter]);
  expect((await response.json()).errors[0].extensions.code).toBe(code);
});

it('whoever has shown no secret is not told what it is called', async () => {
  await using served = await serve({ events: refusing(new SecretUnavailable('env:HOOK', 'set it')) });
  const response = await fetch(`${served.url}/events/github`, { method: 'POST', body: '{}' });
  expect(response.status).toBe(503);
  expect(await response.text()).not.toContain('HOOK');
  expect(JSON.stringify(served.logged)).toContain('env:HOOK');
});

it('a fault of the gateway is not shown', async () => {
  await using served = await serve({ events: refusing(new Error('a secret detail')) });
  const response = await fetch(`${served.url}/events`, { method: 'POST', headers, body: '{}' });
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('detail');
});

it('the body and the headers come as they were sent', async () => {
  const messages: HttpMessage[] = [];
  const take = async (message: HttpMessage) => (messages.push(message), []);
  await using served = await serve({ events: { post: take, receive: (_name, message) => take(message) } });
  const event = anEvent({
    subject: 'Grüße "€" 100%',
    datacontenttype: 'application/octet-stream',
    data_base64: '/wD+',
  });
  const { headers: ce, body } = encodeBinary(event);
  const sent = { ...(ce as Record<string, string>), authorization: headers.authorization };
  const response = await fetch(`${served.url}/events`, { method: 'POST', headers: sent, body: Buffer.from(body) });
  expect([response.status, await response.json()]).toEqual([202, []]);
  expect(decode(messages[0]!).events).toEqual([event]);
});

it.each([
  ['GET /events', 'GET', '/events', 404],
  ['a name with more to it', 'POST', '/events/a/b', 404],
])('%s is not there', async (_title, method, path, status) => {
  await using served = await serve();
  expect((await fetch(`${served.url}${path}`, { method, headers })).status).toBe(status);
});

describe('a sender that asks first whether it may send', () => {
  const ask = async (more: Record<string, string>) => {
    await using served = await serve();
    const { status, headers: said } = await fetch(`${served.url}/events`, { method: 'OPTIONS', headers: more });
    return [status, said.get('webhook-allowed-origin'), said.get('webhook-allowed-rate'), said.get('allow')];
  };
  const origin = { 'webhook-request-origin': 'eventgrid.azure.net' };
  const { authorization } = headers;

  it.each([
    ['with a key, at any rate', { ...origin, authorization }],
    ['with a key, at the rate it wishes', { ...origin, authorization, 'webhook-request-rate': '120' }],
  ])('may, %s', async (_title, more) => {
    expect(await ask(more)).toEqual([204, 'eventgrid.azure.net', '*', 'POST']);
  });

  it('hears nothing of consent when it does not ask for it', async () => {
    expect(await ask({ authorization })).toEqual([204, null, null, 'POST']);
  });

  it.each([
    ['without a key', origin, 401],
    ['with a key that may not send', { ...origin, authorization: 'Bearer viewer-key' }, 403],
    ['in the name of what is no name', { 'webhook-request-origin': 'a b', authorization }, 400],
  ])('may not, %s', async (_title, more, status) => {
    expect((await ask(more as Record<string, string>)).slice(0, 3)).toEqual([status, null, null]);
  });
});

it('stopping waits for an event that is being taken, and takes no more', async () => {
  let finish = () => {};
  let begun = () => {};
  const began = new Promise<void>((resolve) => (begun = resolve));
  const post = () => new Promise<[]>((resolve) => (begun(), (finish = () => resolve([]))));
  await using served = await serve({ events: { post, receive: post } });
  const send = () => fetch(`${served.url}/events`, { method: 'POST', headers, body: '{}' });
  const first = send();
  await began;
  const drained = served.server.drain();
  expect((await send()).status).toBe(503);
  finish();
  expect((await first).status).toBe(202);
  await drained;
});
