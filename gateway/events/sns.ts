/**
 * Amazon SNS over HTTPS. The secret is the password in the address that SNS is given; SNS sends it after a 401 that asks
 * for it. What kind of message came, its id and its topic are read from headers, which SNS alone writes: the body of a raw
 * delivery is whatever somebody published. Nothing goes on that would let a reader end the subscription or take it up
 * again: addresses, tokens, and the subscription's own name.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
import { parseJson } from '../../functions/sdk/parse-json.ts';
import { BadInput } from '../errors.ts';
import { asObject, filled, isSame, objectOf } from './webhook-parts.ts';
import type { System, WebhookRequest } from './webhook-system.ts';

const TYPES = ['Notification', 'SubscriptionConfirmation', 'UnsubscribeConfirmation'] as const;

export const SNS: System = {
  check: ({ headers }, secret) => isSame(passwordOf(headers), secret),
  proof: 'the secret of this webhook as a password: `https://causeway:SECRET@HOST/events/NAME`',
  challenge: 'Basic realm="causeway"',
  confirmation: ({ headers, body }) =>
    headers['x-amz-sns-message-type'] === 'SubscriptionConfirmation'
      ? subscribeUrl(objectOf(body)['SubscribeURL'])
      : null,
  toEvents({ headers, body }) {
    const topicArn = filled('x-amz-sns-topic-arn', headers['x-amz-sns-topic-arn']);
    const event = { id: filled('x-amz-sns-message-id', headers['x-amz-sns-message-id']), subject: topicArn };
    switch (typeOf(headers)) {
      case 'Notification': {
        const { time, ...data } = headers['x-amz-sns-rawdelivery'] === 'true' ? rawOf(body) : notificationOf(body);
        return [{ ...event, ...time, type: 'com.amazonaws.sns.notification', data: { topicArn, ...data } }];
      }
      case 'UnsubscribeConfirmation': {
        const time = filled('Timestamp', objectOf(body)['Timestamp']);
        return [{ ...event, type: 'com.amazonaws.sns.unsubscribed', time, data: { topicArn } }];
      }
      case 'SubscriptionConfirmation':
        return [];
    }
  },
};

/**
 * An address of SNS itself that confirms a subscription: nothing else is visited for whoever knows a webhook's secret.
 * Throws `BadInput`, without the address.
 */
export function subscribeUrl(text: unknown): URL {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : null;
  if (url && url.origin === `https://${url.hostname}` && HOST.test(url.hostname) && isConfirmation(url)) return url;
  throw new BadInput('SubscribeURL', `must be \`https://sns.REGION.amazonaws.com/?Action=${CONFIRM}&…\``);
}

const HOST = /^sns\.[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}\.amazonaws\.com(?:\.cn)?$/;
const CONFIRM = 'ConfirmSubscription';

const isConfirmation = ({ username, password, pathname, searchParams }: URL) =>
  username === '' && password === '' && pathname === '/' && searchParams.getAll('Action').join() === CONFIRM;

function passwordOf({ authorization = '' }: WebhookRequest['headers']): string {
  const [, pair = ''] = /^Basic +([A-Za-z0-9+/]+=*)$/i.exec(authorization) ?? [];
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(pair, 'base64').toString()) ?? [];
  return password;
}

function typeOf(headers: WebhookRequest['headers']): (typeof TYPES)[number] {
  const type = TYPES.find((one) => one === headers['x-amz-sns-message-type']);
  if (type) return type;
  throw new BadInput('x-amz-sns-message-type', `must be one of ${TYPES.join(', ')}`);
}

const rawOf = (body: string) => ({ subject: null, message: readable(body), attributes: {}, time: {} });

function notificationOf(body: string) {
  const { Message, Subject, Timestamp, MessageAttributes = {} } = objectOf(body);
  if (typeof Message !== 'string') throw new BadInput('Message', 'must be a text');
  return {
    subject: typeof Subject === 'string' ? Subject : null,
    message: readable(Message),
    attributes: asObject(MessageAttributes, 'MessageAttributes'),
    time: { time: filled('Timestamp', Timestamp) },
  };
}

/**
 * What was published as JSON, such as a CloudWatch alarm, for filters to look into. A mere number or word stays the text
 * that it is.
 */
function readable(text: string): unknown {
  return /^\s*[{[]/.test(text) ? (parseJson(text) ?? text) : text;
}
