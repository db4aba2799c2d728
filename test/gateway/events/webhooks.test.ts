import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sign } from '../../../functions/sdk/signature.ts';
import { SecretUnavailable } from '../../../gateway/errors.ts';
import type { WebhookKind } from '../../../schema/generated/types.ts';
import { emptyDirectory } from '../../support/places.ts';
import { startArea, type Area } from './area.ts';

const SECRET = 'correct horse battery staple';
let place: Awaited<ReturnType<typeof emptyDirectory>>;
let area: Area;
let secret: string;

beforeEach(async () => {
  secret = SECRET;
  place = await emptyDirectory();
  area = await startArea(place.location, { secrets: { read: async () => secret } });
});
afterEach(async () => {
  await area[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
});

const create = (kind: WebhookKind) => area.events.webhooks.create({ name: 'hook', kind, secret: 'env:HOOK' });
const send = (headers: Record<string, string>, body: unknown) =>
  area.events.receive('hook', { headers, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const github = (body: string, more: Record<string, string> = {}, key = SECRET) => ({
  'x-github-event': 'push',
  'x-github-delivery': 'd1',
  'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}`,
  ...more,
});
/** The events that were kept, as functions see them. */
const kept = async () =>
  (await area.store.db.selectFrom('events').select('event').orderBy('seq').execute()).map(({ event }) =>
    JSON.parse(event),
  );

it.each([
  ['GITHUB', '`X-Hub-Signature-256`'],
  ['STANDARD_WEBHOOKS', '`webhook-signature`'],
  ['JSON', '`Authorization: Bearer SECRET`'],
] as const)('whoever sends to %s without the secret hears what shows it, and nothing of it', async (kind, proof) => {
  await create(kind);
  const error: unknown = await send(bearer('wrong'), {}).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringContaining(proof) });
  expect(String(error)).not.toContain(SECRET);
});

describe('GitHub', () => {
  it('an event is what GitHub calls it, once for each delivery', async () => {
    await create('GITHUB');
    const body = JSON.stringify({ ref: 'main' });
    expect(await send(github(body), body)).toEqual([
      { id: 'd1', source: 'causeway/webhooks/hook', duplicate: false, deliveries: 0 },
    ]);
    expect(await send(github(body), body)).toMatchObject([{ duplicate: true }]);
    expect(await kept()).toEqual([
      {
        specversion: '1.0',
        id: 'd1',
        source: 'causeway/webhooks/hook',
        type: 'com.github.push',
        datacontenttype: 'application/json',
        data: { ref: 'main' },
        causewayhops: 1,
      },
    ]);
  });

  it.each([
    ['no signature', (body: string) => github(body, { 'x-hub-signature-256': '' })],
    [
      'the old signature',
      (body: string) => ({ ...github(body, { 'x-hub-signature-256': '' }), 'x-hub-signature': 'sha1=x' }),
    ],
    ['a signature with another secret', (body: string) => github(body, {}, 'wrong')],
    ['a signature of another body', () => github('{}')],
  ])('%s is refused, and nothing is kept', async (_title, headers) => {
    await create('GITHUB');
    const body = JSON.stringify({ ref: 'main' });
    await expect(send(headers(body), body)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['no JSON', 'payload=%7B%7D', {}, 'no JSON'],
    ['no object', '[]', {}, 'JSON object'],
    ['an event that is no name', '{}', { 'x-github-event': 'a b' }, 'x-github-event'],
  ])('a signed request with %s is an error', async (_title, body, more, said) => {
    await create('GITHUB');
    await expect(send(github(body, more), body)).rejects.toThrow(said);
  });
});

describe('Standard Webhooks', () => {
  it('the payload says the type, the header the id', async () => {
    await create('STANDARD_WEBHOOKS');
    const body = JSON.stringify({ type: 'invoice.paid', data: { id: 1 } });
    const headers = { ...(await sign(SECRET, 'msg_1', body, area.clock.now())) };
    await send(headers, body);
    expect(await send(headers, body)).toMatchObject([{ id: 'msg_1', duplicate: true }]);
    expect(await kept()).toMatchObject([{ type: 'dev.causeway.webhook.invoice.paid', data: { data: { id: 1 } } }]);
  });

  it('an old one is refused', async () => {
    await create('STANDARD_WEBHOOKS');
    const body = JSON.stringify({ type: 'invoice.paid' });
    const headers = { ...(await sign(SECRET, 'msg_1', body, area.clock.now() - 301_000)) };
    await expect(send(headers, body)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('Alertmanager', () => {
  const alert = (more: object) => ({
    status: 'firing',
    labels: { alertname: 'DiskFull', instance: 'a' },
    annotations: {},
    startsAt: '2026-01-31T12:00:00.123456789Z',
    endsAt: '0001-01-01T00:00:00Z',
    fingerprint: 'f1',
    ...more,
  });

  it('each alert is an event, and one that goes on firing is the same event', async () => {
    await create('ALERTMANAGER');
    const other = alert({ fingerprint: 'f2' });
    const group = { version: '4', status: 'firing', receiver: 'causeway', alerts: [alert({}), other] };
    expect(await send(bearer(SECRET), group)).toMatchObject([{ duplicate: false }, { duplicate: false }]);
    const resolved = alert({ status: 'resolved', endsAt: '2026-01-31T13:00:00Z' });
    const later = await send(bearer(SECRET), { ...group, alerts: [resolved, other] });
    expect(later.map(({ duplicate }) => duplicate)).toEqual([false, true]);
    expect(await kept()).toMatchObject([
      { type: 'io.prometheus.alert.firing', subject: 'DiskFull', time: '2026-01-31T12:00:00.123456789Z' },
      { type: 'io.prometheus.alert.firing' },
      { type: 'io.prometheus.alert.resolved', time: '2026-01-31T13:00:00Z', data: { group: { receiver: 'causeway' } } },
    ]);
  });

  it.each([
    ['no alerts', {}, 'alerts'],
    ['an alert in no state', { alerts: [alert({ status: 'odd' })] }, 'alerts[0].status'],
    ['an alert that is none', { alerts: ['x'] }, 'alerts[0]'],
    ['an alert without a beginning', { alerts: [alert({}), alert({ startsAt: 1 })] }, 'alerts[1].startsAt'],
  ])('%s is an error that names it, and nothing is kept', async (_title, body, said) => {
    await create('ALERTMANAGER');
    await expect(send(bearer(SECRET), body)).rejects.toThrow(said);
    expect(await kept()).toEqual([]);
  });
});

describe('Amazon EventBridge', () => {
  const key = (secretOrNot: string) => ({ 'x-api-key': secretOrNot });
  const changed = {
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': 'EC2 Instance State-change Notification',
    source: 'aws.ec2',
    account: '111122223333',
    time: '2026-01-22T18:43:48Z',
    region: 'us-west-1',
    resources: ['arn:aws:ec2:us-west-1:111122223333:instance/i-1'],
    detail: { 'instance-id': 'i-1', state: 'terminated' },
  };

  it('an event is known by its id, whatever else is sent with it', async () => {
    await create('EVENTBRIDGE');
    expect(await send(key(SECRET), changed)).toMatchObject([{ id: changed.id, duplicate: false }]);
    expect(await send(key(SECRET), { ...changed, version: '1' })).toMatchObject([{ duplicate: true }]);
    expect(await kept()).toMatchObject([
      {
        type: 'com.amazonaws.eventbridge.aws.ec2',
        source: 'causeway/webhooks/hook',
        subject: 'EC2 Instance State-change Notification',
        time: '2026-01-22T18:43:48Z',
        data: changed,
      },
    ]);
  });

  it('partners have sources with slashes', async () => {
    await create('EVENTBRIDGE');
    await send(key(SECRET), { ...changed, source: 'aws.partner/example.com/1' });
    expect(await kept()).toMatchObject([{ type: 'com.amazonaws.eventbridge.aws.partner/example.com/1' }]);
  });

  it.each([{}, key('wrong'), bearer(SECRET)])('%j is refused', async (headers) => {
    await create('EVENTBRIDGE');
    await expect(send(headers, changed)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each(['id', 'source', 'time', 'detail-type'])('an event without %s is an error that names it', async (name) => {
    await create('EVENTBRIDGE');
    await expect(send(key(SECRET), { ...changed, [name]: undefined })).rejects.toThrow(name);
    expect(await kept()).toEqual([]);
  });
});

describe('Mist.io and anything with JSON', () => {
  it('MIST: what is sent again is another event, since a rule sends the same whenever it is broken', async () => {
    await create('MIST');
    const body = { action: 'rule_triggered', machine_id: 'm' };
    for (let count = 0; count < 2; count += 1) {
      expect(await send(bearer(SECRET), body)).toMatchObject([{ duplicate: false }]);
      area.clock.advance(1_000);
    }
    expect(await kept()).toMatchObject(
      ['2026-01-31T00:00:00.000Z', '2026-01-31T00:00:01.000Z'].map((time) => ({
        type: 'io.mist.rule_triggered',
        time,
        data: body,
      })),
    );
  });

  it.each([
    [{ any: 'thing' }, 'dev.causeway.webhook'],
    [[1], 'dev.causeway.webhook'],
  ] as const)('JSON: %j is %s, known again by its content', async (body, type) => {
    await create('JSON');
    expect(await send(bearer(SECRET), body)).toMatchObject([
      { duplicate: false, id: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await send(bearer(SECRET), body)).toMatchObject([{ duplicate: true }]);
    expect(await kept()).toMatchObject([{ type, data: body }]);
  });

  it.each([
    {},
    bearer('wrong'),
    bearer(`${SECRET} `.slice(0, 5)),
    { authorization: SECRET },
    { authorization: 'Bearer ' },
  ])('%j is refused', async (headers) => {
    await create('JSON');
    await expect(send(headers as Record<string, string>, {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('webhooks as rows', () => {
  it('hold the reference and never the secret', async () => {
    const row = await create('JSON');
    expect(row).toMatchObject({ name: 'hook', path: '/events/hook', secret: 'env:HOOK' });
    expect(await area.events.webhooks.list()).toEqual([row]);
    expect(await area.events.webhooks.load(row.id)).toEqual(row);
    await expect(create('JSON')).rejects.toMatchObject({ code: 'CONFLICT' });
    await area.events.webhooks.remove('hook');
    await expect(area.events.webhooks.remove('hook')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(send(bearer(SECRET), {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are refused with a secret in clear, with none, and with one that nobody set', async () => {
    const { webhooks } = area.events;
    await expect(webhooks.create({ name: 'hook', kind: 'JSON', secret: SECRET })).rejects.toThrow(
      'must be a reference',
    );
    secret = '';
    await expect(create('JSON')).rejects.toBeInstanceOf(SecretUnavailable);
    expect(await webhooks.list()).toEqual([]);
  });

  it('an empty secret lets nobody in', async () => {
    await create('JSON');
    secret = '';
    await expect(send({ authorization: 'Bearer ' }, {})).rejects.toBeInstanceOf(SecretUnavailable);
  });
});
