import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { SYSTEMS } from '../../../../gateway/events/webhook-kinds.ts';
import { ALARM_EVENT_TYPE, type AlarmEventData, type CloudEvent } from '../../../../functions/sdk/index.ts';
import { clean, CLOUD, listInput, mistWith, TOKEN, WEBHOOK_SECRET } from './fixture.ts';

type It = Awaited<ReturnType<typeof mistWith>>;

/** The gateway's webhook: takes what Mist sends, and checks and reads it as the gateway does. */
async function startWebhook(now: () => number) {
  const events: CloudEvent[] = [];
  const urls: string[] = [];
  const take = async (incoming: IncomingMessage) => {
    const request = { headers: incoming.headers as Record<string, string>, body: await text(incoming) };
    urls.push(incoming.url!);
    if (!(await SYSTEMS.MIST.check(request, WEBHOOK_SECRET, now()))) return 401;
    for (const event of SYSTEMS.MIST.toEvents(request, now()))
      events.push({ specversion: '1.0', source: '/webhooks/mist', time: new Date(now()).toISOString(), ...event });
    return 202;
  };
  const server = createServer((incoming, outgoing) => {
    void take(incoming).then((status) => outgoing.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/mist`,
    events,
    urls,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function received(it: It, event: CloudEvent, accountId: string) {
  const { data } = await it.run('receiveAlarm', event, { accountId });
  const { data: output, events = [] } = data as { data: { alarms: number }; events?: CloudEvent[] };
  return { ...output, events };
}

const handMade = (data: object): CloudEvent => ({
  specversion: '1.0',
  id: 'hash',
  source: '/webhooks/mist',
  type: 'io.mist.rule_triggered',
  time: '2026-01-31T12:00:00Z',
  data,
});

it('an alert calls the webhook, and what it brings is the alarm that a listing shows', async () => {
  await using it = await mistWith();
  await using webhook = await startWebhook(() => it.clock.now());
  const accountId = await it.cloud();
  const options = { webhook: { url: webhook.url } };
  const alert = { specversion: '1.0', id: 'e-1', source: '/test', type: 'asked', data: { name: 'load', above: 5 } };
  await it.run('createAlert', alert, { accountId, options });
  expect(await it.mist.breach('load', 'machine-1')).toEqual([{ url: webhook.url, status: 202 }]);
  expect(webhook.urls).toEqual(['/webhooks/mist']);

  const [event] = webhook.events;
  expect(event!.type).toBe('io.mist.rule_triggered');
  const first = await received(it, event!, accountId);
  expect(first).toMatchObject({
    alarms: 1,
    events: [{ type: ALARM_EVENT_TYPE, data: { providerId: 'provider-1', region: 'eu-west-1' } }],
  });
  const [pushed] = (first.events[0]!.data as AlarmEventData).alarms;
  const [polled] = (await it.run('listAlarms', listInput, { accountId })).data as AlarmEventData['alarms'];
  const { native: _one, description: _same, ...same } = polled!;
  expect(pushed).toMatchObject(same);
  expect(pushed!.nativeId).toBe(it.mist.rows('rules')[0]!['id']);

  const twice = await received(it, event!, accountId);
  expect(twice.events.map(({ id, source }) => [id, source])).toEqual(
    first.events.map(({ id, source }) => [id, source]),
  );
  expect(JSON.stringify(first)).not.toMatch(/canary/);
  clean(it.mist);
});

it('asks Mist only for what the webhook does not say: the id of the rule, and since when', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  it.mist.put('rules', { id: 'r-1', name: 'disk full', conditions: [{ query: {} }], actions: [] });
  it.mist.put('machines', { id: 'm-1', cloud: accountId, name: 'machine' });
  await it.mist.breach('r-1', 'm-1');
  const asked = async (data: object) => {
    const before = it.mist.requests.length;
    const { events } = await received(it, handMade({ action: 'x', machine_id: 'm-1', ...data }), accountId);
    const [alarm] = (events[0]!.data as AlarmEventData).alarms;
    return { alarm, paths: it.mist.requests.slice(before).map(({ path }) => path) };
  };
  const byName = await asked({ rule_name: 'disk full' });
  expect(byName.alarm).toMatchObject({ nativeId: 'r-1', title: 'disk full' });
  expect(byName.paths).toEqual(['/api/v2/rules', '/api/v1/logs']);
  expect((await asked({ rule_id: 'r-1' })).paths).toEqual(['/api/v1/logs']);
  const withTime = await asked({ rule_id: 'r-1', time: 1_767_225_600 });
  expect(withTime).toMatchObject({ alarm: { changedAt: '2026-01-01T00:00:00.000Z' }, paths: [] });
  clean(it.mist);
});

it('a webhook that comes late is the incident that was listed before, not another', async () => {
  await using it = await mistWith();
  await using webhook = await startWebhook(() => it.clock.now() + 90_000);
  const accountId = await it.cloud();
  const alert = { specversion: '1.0', id: 'e-1', source: '/test', type: 'asked', data: { name: 'load', above: 5 } };
  await it.run('createAlert', alert, { accountId, options: { webhook: { url: webhook.url } } });
  await it.mist.breach('load', 'machine-1');
  const [polled] = (await it.run('listAlarms', listInput, { accountId })).data as AlarmEventData['alarms'];
  const { events } = await received(it, webhook.events[0]!, accountId);
  expect((events[0]!.data as AlarmEventData).alarms[0]!.changedAt).toBe(polled!.changedAt);
});

it.each([
  [{ machine_id: 'm-1' }, 'FIRING', { kind: 'Instance', nativeId: 'm-1' }],
  [{ resource_id: 'm-1' }, 'FIRING', { kind: 'Instance', nativeId: 'm-1' }],
  [{ resource_id: 'v-1', resource_type: 'volume' }, 'FIRING', { kind: 'Volume', nativeId: 'v-1' }],
  [{ resource_url: 'https://mist.io/clusters/c-1' }, 'FIRING', { kind: 'mistio.Cluster', nativeId: 'c-1' }],
  [{ machine_id: 'm-1', state: 'OK' }, 'CLEAR', { kind: 'Instance', nativeId: 'm-1' }],
  [{ machine_id: 'm-1', action: 'rule_untriggered' }, 'CLEAR', { kind: 'Instance', nativeId: 'm-1' }],
  [{ machine_id: 'm-1', action: 'webhook' }, 'FIRING', { kind: 'Instance', nativeId: 'm-1' }],
  [{}, 'FIRING', null],
])('a body that somebody wrote in Mist is understood: %o', async (body, state, subject) => {
  await using it = await mistWith();
  const { events } = await received(it, handMade({ rule_id: 'r-1', time: '2026-01-31T11:59:00Z', ...body }), 'c-1');
  const [alarm] = (events[0]!.data as AlarmEventData).alarms;
  expect(alarm).toMatchObject({ nativeId: 'r-1', state, subject, changedAt: '2026-01-31T11:59:00.000Z' });
});

const LOG_LACKS_IT = { code: 'PROVIDER_UNAVAILABLE', retryable: true, retryAfterMs: 2_000 };

it.each([
  ['behind ours', -120_000],
  ['ahead of ours', 120_000],
])(
  'a webhook that Mist has not logged yet comes again, and is dated as a listing does, with a clock %s',
  async (_title, byMs) => {
    await using it = await mistWith();
    await using webhook = await startWebhook(() => it.clock.now() - byMs);
    const accountId = await it.cloud();
    const alert = { specversion: '1.0', id: 'e-1', source: '/test', type: 'asked', data: { name: 'load', above: 5 } };
    await it.run('createAlert', alert, { accountId, options: { webhook: { url: webhook.url } } });
    await it.mist.breach('load', 'machine-1');
    it.mist.inject(({ path }) => path === '/api/v1/logs', {
      type: 'change',
      change: (answer) => ({ ...answer, body: [] }),
    });
    await expect(received(it, webhook.events[0]!, accountId)).rejects.toMatchObject(LOG_LACKS_IT);
    const { events } = await received(it, webhook.events[0]!, accountId);
    const [polled] = (await it.run('listAlarms', listInput, { accountId })).data as AlarmEventData['alarms'];
    expect((events[0]!.data as AlarmEventData).alarms[0]!.changedAt).toBe(polled!.changedAt);
    clean(it.mist);
  },
);

it('a firing is not taken for the one before, whose end is the last that Mist has logged', async () => {
  await using it = await mistWith();
  await using webhook = await startWebhook(() => it.clock.now());
  const accountId = await it.cloud();
  const alert = { specversion: '1.0', id: 'e-1', source: '/test', type: 'asked', data: { name: 'load', above: 5 } };
  await it.run('createAlert', alert, { accountId, options: { webhook: { url: webhook.url } } });
  await it.mist.breach('load', 'machine-1');
  it.clock.advance(60_000);
  it.mist.recover('load', 'machine-1');
  it.clock.advance(60_000);
  await it.mist.breach('load', 'machine-1');
  it.mist.inject(({ path }) => path === '/api/v1/logs', {
    type: 'change',
    change: (answer) => ({ ...answer, body: (answer.body as unknown[]).slice(1) }),
  });
  await expect(received(it, webhook.events[1]!, accountId)).rejects.toMatchObject(LOG_LACKS_IT);
  const { events } = await received(it, webhook.events[1]!, accountId);
  expect((events[0]!.data as AlarmEventData).alarms[0]!.changedAt).toBe(new Date(it.clock.now()).toISOString());
});

it('what belongs to another cloud raises nothing here, and what names no rule is refused with what to do', async () => {
  await using it = await mistWith();
  expect(await received(it, handMade({ rule_id: 'r-1', cloud_id: 'other' }), 'c-1')).toEqual({ alarms: 0, events: [] });
  for (const data of [{}, { rule_name: 'unheard of' }])
    await expect(received(it, handMade(data), 'c-1')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('rule_id'),
    });
});

it('a webhook without its secret is refused before a rule is made', async () => {
  await using it = await mistWith();
  const accountId = await it.cloud();
  const alert = { specversion: '1.0', id: 'e-1', source: '/test', type: 'asked', data: { name: 'load', above: 5 } };
  const given = {
    accountId,
    credential: { token: TOKEN, cloud: CLOUD },
    options: { webhook: { url: 'https://gateway.example/webhooks/mist' } },
  };
  await expect(it.run('createAlert', alert, given)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    message: expect.stringContaining('webhookSecret'),
  });
  expect(it.mist.rows('rules')).toEqual([]);
});
