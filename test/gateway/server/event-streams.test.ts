import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serve } from '../../support/serve.ts';
import type { Served } from '../../support/serve.ts';
import { until } from '../../support/until.ts';

let served: Served;
beforeAll(async () => {
  served = await serve({ tuning: { heartbeatMs: 50 } });
});
afterAll(() => served[Symbol.asyncDispose]());

const EVENTS = 'subscription($after: String) { alarmEvents(after: $after) { cursor alarm { title } } }';
const client = () =>
  createClient({ url: served.endpoint, headers: { authorization: 'Bearer admin-key' }, retryAttempts: 0 });

/** Opens a stream without a client's help. */
const open = (
  query: string,
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
) =>
  fetch(served.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: 'Bearer admin-key',
      ...headers,
    },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });

async function readUntil(response: Response, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk).toString();
    if (text.includes(wanted)) break;
  }
  return text;
}

it('carries a subscription to the client of graphql-sse, and ends its source when the client leaves', async () => {
  const events = client().iterate<{ alarmEvents: { alarm: { title: string } } }>({ query: EVENTS });
  const first = events.next();
  await until(() => served.gateway.following.alarmEvents === 1);
  served.gateway.raise('disk-full');
  expect((await first).value.data.alarmEvents.alarm.title).toBe('disk-full');
  await events.return?.();
  await until(() => served.gateway.following.alarmEvents === 0);
});

it('carries a query, and says in the stream what is wrong with an operation', async () => {
  expect(await readUntil(await open('{ viewer { name } }'), 'complete')).toContain(
    'event: next\ndata: {"data":{"viewer":{"name":"admin"}}}\n\nevent: complete\ndata:\n\n',
  );
  expect(await readUntil(await open('{ viewer {'), 'complete')).toContain('"code":"GRAPHQL_PARSE_FAILED"');
  expect(await readUntil(await open('{ nothing }'), 'complete')).toContain('"code":"GRAPHQL_VALIDATION_FAILED"');
});

it('names each event by its cursor, so that Last-Event-ID resumes behind it', async () => {
  const seen = served.gateway.raise('seen');
  const missed = served.gateway.raise('missed');
  const leave = new AbortController();
  const response = await open('subscription { alarmEvents { alarm { title } } }', {
    headers: { 'last-event-id': seen.cursor },
    signal: leave.signal,
  });
  const text = await readUntil(response, 'missed');
  expect(text).toContain(
    `event: next\nid: ${missed.cursor}\ndata: {"data":{"alarmEvents":{"alarm":{"title":"missed"}}}}\n\n`,
  );
  expect(text).not.toContain('"seen"');
  leave.abort();
});

it('keeps a quiet stream open with comments', async () => {
  const leave = new AbortController();
  expect(
    await readUntil(await open('subscription { alarmEvents { cursor } }', { signal: leave.signal }), ':\n\n:\n\n'),
  ).not.toContain('event');
  leave.abort();
});

it('runs no mutation for a GET, which a page of another site could send', async () => {
  const query = encodeURIComponent('mutation { syncProvider(input: { id: "prv_0" }) { operation { id } } }');
  const response = await fetch(`${served.endpoint}?query=${query}`, {
    headers: { accept: 'text/event-stream', authorization: 'Bearer admin-key' },
  });
  expect(await response.text()).toContain('mutations need POST');
});
