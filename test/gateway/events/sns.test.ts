/** Amazon SNS: what it sends over HTTP, and what it hears. */
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createVisit } from '../../../gateway/events/index.ts';
import { emptyDirectory } from '../../support/places.ts';
import { serve, type Served } from '../../support/serve.ts';
import { startArea, type Area } from './area.ts';

const SECRET = 'correct-horse-battery-staple';
const TOKEN = '2336412f37fb687f5d51e6e241d09c805a5a57b30d712f794cc5f6a988666d92768dd60a747ba6f3beb71854e285d6ad';
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';
const SUBSCRIPTION = `${TOPIC}:c9135db0-26c4-47ec-8998-413945fb5a96`;
const AT_SNS = `https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${TOKEN}`;

let place: Awaited<ReturnType<typeof emptyDirectory>>;
let area: Area;
let served: Served;
let aws: Server;
/** What AWS does when it is visited. */
let awsAnswers: RequestListener;
/** The paths at AWS that were visited. */
let visited: string[];
/** How long AWS has to answer. */
let visitTimeoutMs: number;

beforeEach(async () => {
  visited = [];
  visitTimeoutMs = 20_000;
  awsAnswers = (_request, response) => void response.end('<ConfirmSubscriptionResponse/>');
  aws = createServer((request, response) => {
    visited.push(request.url!);
    awsAnswers(request, response);
  }).listen(0, '127.0.0.1');
  await once(aws, 'listening');
  const { port } = aws.address() as AddressInfo;
  place = await emptyDirectory();
  area = await startArea(place.location, {
    secrets: { read: async () => SECRET },
    visit: ({ pathname, search }) =>
      createVisit(visitTimeoutMs)(new URL(`http://127.0.0.1:${port}${pathname}${search}`)),
  });
  served = await serve({ events: area.events });
  await area.events.webhooks.create({ name: 'hook', kind: 'SNS', secret: 'env:HOOK' });
});
afterEach(async () => {
  await served[Symbol.asyncDispose]();
  await area[Symbol.asyncDispose]();
  await place[Symbol.asyncDispose]();
  aws.closeAllConnections();
  await new Promise((resolve) => aws.close(resolve));
});

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const PROOF = basic('causeway', SECRET);

/** One request as SNS makes it. */
const send = (type: string, body: unknown, more: Record<string, string> = PROOF) =>
  fetch(`${served.url}/events/hook`, {
    method: 'POST',
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'user-agent': 'Amazon Simple Notification Service Agent',
      'x-amz-sns-message-type': type,
      'x-amz-sns-message-id': '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
      'x-amz-sns-topic-arn': TOPIC,
      'x-amz-sns-subscription-arn': SUBSCRIPTION,
      ...more,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const heard = async (response: Response) => [response.status, await response.json()];

const envelope = {
  MessageId: '22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324',
  TopicArn: TOPIC,
  Timestamp: '2026-01-30T12:00:00.123Z',
  SignatureVersion: '1',
  Signature: 'EXAMPLEw6JRNwm1LFQL4ICB0bnXrdB8ClRMTQFGBqwLpGbM78tJ4etTwC5zU7O3tS6tGpey3ejedNdOJ+1fkIp9F2/LmNVKb',
  SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-f3ecfb7224c7233f.pem',
};
const alarm = { AlarmName: 'disk-full', NewStateValue: 'ALARM', Trigger: { MetricName: 'DiskUsed' } };
const notification = {
  ...envelope,
  Type: 'Notification',
  Subject: 'ALARM: "disk-full" in EU (Ireland)',
  Message: JSON.stringify(alarm),
  UnsubscribeURL: `https://sns.eu-west-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${SUBSCRIPTION}`,
};
const confirmation = (address: unknown = AT_SNS) => ({
  ...envelope,
  Type: 'SubscriptionConfirmation',
  Token: TOKEN,
  Message: `You have chosen to subscribe to the topic ${TOPIC}.`,
  SubscribeURL: address,
});

/** The events that were kept, as they are written. */
const kept = async () =>
  (await area.store.db.selectFrom('events').select('event').orderBy('seq').execute()).map(({ event }) => event);
const events = async () => (await kept()).map((event) => JSON.parse(event));

describe('who sends', () => {
  it('is asked for the password, as SNS needs it before it sends one', async () => {
    const response = await send('Notification', notification, {});
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="causeway"']);
    const { errors } = await response.json();
    expect(errors).toMatchObject([
      { message: expect.stringContaining('https://causeway:SECRET@'), extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['another password', basic('causeway', 'wrong')],
    ['the secret as the name', basic(SECRET, '')],
    ['the secret without a name and a colon', { authorization: `Basic ${Buffer.from(SECRET).toString('base64')}` }],
    ['the secret as a token', { authorization: `Bearer ${SECRET}` }],
    ['what is no base64', { authorization: 'Basic ä' }],
  ])('is refused with %s, and nothing is confirmed or kept', async (_title, authorization) => {
    for (const body of [notification, confirmation()]) {
      const response = await send(body.Type, body, authorization);
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="causeway"']);
    }
    expect([visited, await kept()]).toEqual([[], []]);
  });

  it('may have any name', async () => {
    expect((await send('Notification', notification, basic('anybody', SECRET))).status).toBe(202);
  });

  it('is asked for a token by the webhooks of others', async () => {
    await area.events.webhooks.create({ name: 'other', kind: 'JSON', secret: 'env:HOOK' });
    const response = await fetch(`${served.url}/events/other`, { method: 'POST', body: '{}' });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});

describe('a notification', () => {
  it('of a CloudWatch alarm is an event that filters can look into, once for all deliveries', async () => {
    await area.subscribe({ eventType: 'com.amazonaws.sns.*', filter: "event.data.message.NewStateValue == 'ALARM'" });
    const receipt = { id: envelope.MessageId, source: 'causeway/webhooks/hook' };
    expect(await heard(await send('Notification', notification))).toEqual([
      202,
      [{ ...receipt, duplicate: false, deliveries: 1 }],
    ]);
    expect(await heard(await send('Notification', notification))).toEqual([
      202,
      [{ ...receipt, duplicate: true, deliveries: 0 }],
    ]);
    expect(await events()).toEqual([
      {
        specversion: '1.0',
        id: envelope.MessageId,
        source: 'causeway/webhooks/hook',
        type: 'com.amazonaws.sns.notification',
        subject: TOPIC,
        time: '2026-01-30T12:00:00.123Z',
        datacontenttype: 'application/json',
        data: { topicArn: TOPIC, subject: notification.Subject, message: alarm, attributes: {} },
        causewayhops: 1,
      },
    ]);
    await area.settled('DELIVERED');
    expect(area.calls.map(({ input }) => input)).toEqual(await events());
  });

  it('shows nobody how to end the subscription', async () => {
    await send('Notification', notification);
    const [event] = await kept();
    for (const hidden of [SUBSCRIPTION, 'Unsubscribe', 'Sign', 'https://']) expect(event).not.toContain(hidden);
  });

  it.each([
    ['a text', 'the disk is full', 'the disk is full'],
    ['a number', '42', '42'],
    ['broken JSON', '{ "a": ', '{ "a": '],
    ['a list', '[1, 2]', [1, 2]],
  ])('of %s has it as message', async (_title, Message, message) => {
    const MessageAttributes = { severity: { Type: 'String', Value: 'high' } };
    await send('Notification', { ...notification, Subject: undefined, Message, MessageAttributes });
    expect(await events()).toMatchObject([
      { subject: TOPIC, data: { topicArn: TOPIC, subject: null, message, attributes: MessageAttributes } },
    ]);
  });

  it.each([
    ['no JSON', 'the disk is full', 'the body is no JSON'],
    ['no message', { ...notification, Message: undefined }, 'Message must be a text'],
    ['no moment', { ...notification, Timestamp: undefined }, 'Timestamp'],
    ['attributes that are none', { ...notification, MessageAttributes: [] }, 'MessageAttributes'],
  ])('with %s is an error that names it, and nothing is kept', async (_title, body, said) => {
    const [status, { errors }] = await heard(await send('Notification', body));
    expect([status, errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errors[0].message).toContain(said);
    expect(await kept()).toEqual([]);
  });

  it.each(['x-amz-sns-message-type', 'x-amz-sns-message-id', 'x-amz-sns-topic-arn'])(
    'without %s is an error that names it',
    async (name) => {
      const [status, { errors }] = await heard(await send('Notification', notification, { ...PROOF, [name]: '' }));
      expect([status, errors[0].message]).toEqual([400, expect.stringContaining(name)]);
      expect(area.logged).toEqual([]);
    },
  );
});

describe('a raw delivery', () => {
  const raw = { ...PROOF, 'x-amz-sns-rawdelivery': 'true' };

  it('is the message itself, known by its headers', async () => {
    await send('Notification', alarm, raw);
    expect(await heard(await send('Notification', alarm, raw))).toMatchObject([202, [{ duplicate: true }]]);
    const [event] = await events();
    expect(event).toMatchObject({
      id: envelope.MessageId,
      type: 'com.amazonaws.sns.notification',
      subject: TOPIC,
      data: { topicArn: TOPIC, subject: null, message: alarm, attributes: {} },
    });
    expect(event).not.toHaveProperty('time');
  });

  it('that looks like something else is a message all the same: whoever publishes confirms nothing', async () => {
    await send('Notification', confirmation(), raw);
    expect(visited).toEqual([]);
    expect(await events()).toMatchObject([{ type: 'com.amazonaws.sns.notification' }]);
  });
});

describe('a subscription', () => {
  const confirm = (address?: unknown) => send('SubscriptionConfirmation', confirmation(address));

  it('is confirmed by one visit to AWS, and no event comes of it', async () => {
    expect(await heard(await confirm())).toEqual([202, []]);
    expect(visited).toEqual([`/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=${TOKEN}`]);
    expect(await kept()).toEqual([]);
  });

  it.each([
    ['another host', `https://sns.eu-west-1.example.com/?Action=ConfirmSubscription&Token=${TOKEN}`],
    ['no address', undefined],
  ])('that names %s is refused, and nobody is visited', async (_title, address) => {
    const [status, { errors }] = await heard(
      await send('SubscriptionConfirmation', { ...confirmation(), SubscribeURL: address }),
    );
    expect([status, errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(errors[0].message).toContain('SubscribeURL must be `https://sns.REGION.amazonaws.com/');
    expect(visited).toEqual([]);
    expect(area.logged).toEqual([expect.stringContaining('a subscription was not confirmed')]);
  });

  const elsewhere: RequestListener = ({ url }, response) =>
    void (url!.startsWith('/?') ? response.writeHead(302, { location: '/elsewhere' }) : response).end();

  it.each<[string, RequestListener, number?]>([
    ['refuses', (_request, response) => void response.writeHead(403).end()],
    ['fails', (_request, response) => void response.writeHead(500).end()],
    ['hangs up', ({ socket }) => void socket.destroy()],
    ['says nothing for long', () => {}, 50],
    ['leads elsewhere', elsewhere],
  ])(
    'is tried again by SNS when AWS %s; the token stays where it was',
    async (_title, answers, timeoutMs = visitTimeoutMs) => {
      [awsAnswers, visitTimeoutMs] = [answers, timeoutMs];
      const response = await confirm();
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '10']);
      const text = await response.text();
      expect(text).toContain('the subscription is not confirmed');
      expect(visited).not.toContain('/elsewhere');
      expect(area.logged).toEqual([expect.stringContaining('a subscription was not confirmed')]);
      expect(JSON.stringify([text, area.logged, served.logged, await kept()])).not.toContain(TOKEN);

      [awsAnswers, visitTimeoutMs] = [(_request, reply) => void reply.end(), 20_000];
      expect((await confirm()).status).toBe(202);
    },
  );

  it('that has ended is an event, for somebody wants to know that nothing more comes; it is not taken up again', async () => {
    await send('UnsubscribeConfirmation', { ...confirmation(), Type: 'UnsubscribeConfirmation' });
    expect(visited).toEqual([]);
    expect(await events()).toMatchObject([
      {
        id: envelope.MessageId,
        type: 'com.amazonaws.sns.unsubscribed',
        subject: TOPIC,
        time: envelope.Timestamp,
      },
    ]);
    expect((await events())[0].data).toEqual({ topicArn: TOPIC });
    expect(await kept()).not.toEqual([expect.stringContaining(TOKEN)]);
  });
});
