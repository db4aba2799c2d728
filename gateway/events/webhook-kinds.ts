/** The systems whose webhooks are taken: how a request is checked, and which events it becomes. */
import { createHmac } from 'node:crypto';
import { isSigned } from '../../functions/sdk/signature.ts';
import type { WebhookKind } from '../../schema/generated/types.ts';
import { BadInput } from '../errors.ts';
import { SNS } from './sns.ts';
import { asObject, filled, hashOf, isSame, objectOf, parse, word } from './webhook-parts.ts';
import type { System, WebhookEvent } from './webhook-system.ts';

/** Alerts of one notification: more than any group of Alertmanager has. */
const MAX_ALERTS = 1_000;

const hasBearer: System['check'] = ({ headers: { authorization = '' } }, secret) =>
  /^Bearer /i.test(authorization) && isSame(authorization.slice('Bearer '.length).trim(), secret);

const BEARER = 'the secret of this webhook: `Authorization: Bearer SECRET`';

export const SYSTEMS: Readonly<Record<WebhookKind, System>> = {
  // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
  GITHUB: {
    check: ({ headers, body }, secret) =>
      isSame(headers['x-hub-signature-256'] ?? '', `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`),
    proof: '`X-Hub-Signature-256`, made with the secret of this webhook',
    toEvents: ({ headers, body }) => [
      {
        id: headers['x-github-delivery'] || hashOf(body),
        type: `com.github.${word('x-github-event', headers['x-github-event'])}`,
        data: objectOf(body),
      },
    ],
  },

  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  STANDARD_WEBHOOKS: {
    check: ({ headers, body }, secret, nowMs) => isSigned(secret, headers, body, nowMs),
    proof: '`webhook-signature`, made with the secret of this webhook in the last 5 minutes',
    toEvents({ headers, body }) {
      const data = objectOf(body);
      return [{ id: headers['webhook-id']!, type: `dev.causeway.webhook.${word('type', data['type'])}`, data }];
    },
  },

  // https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
  ALERTMANAGER: {
    check: hasBearer,
    proof: BEARER,
    toEvents({ body }) {
      const { alerts, ...group } = objectOf(body);
      if (!Array.isArray(alerts) || alerts.length > MAX_ALERTS)
        throw new BadInput('alerts', `must be a list of at most ${MAX_ALERTS} alerts`);
      return alerts.map((alert, index) => alertEvent(alert, `alerts[${index}]`, group));
    },
  },

  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html
  EVENTBRIDGE: {
    check: ({ headers }, secret) => isSame(headers['x-api-key'] ?? '', secret),
    proof: 'the secret of this webhook: `X-Api-Key: SECRET`',
    toEvents({ body }) {
      const data = objectOf(body);
      const { id, source, time, 'detail-type': subject } = data;
      // Those of partners have slashes.
      if (typeof source !== 'string' || !/^[A-Za-z0-9._/-]{1,256}$/.test(source))
        throw new BadInput('source', 'must be 1 to 256 letters, digits, `.`, `_`, `/` and `-`');
      return [
        {
          id: filled('id', id),
          type: `com.amazonaws.eventbridge.${source}`,
          subject: filled('detail-type', subject),
          time: filled('time', time),
          data,
        },
      ];
    },
  },

  SNS,

  MIST: {
    check: hasBearer,
    proof: BEARER,
    // A rule sends the same bytes whenever it is broken, without a moment or an id, so each request is an event of its own.
    toEvents({ body }, nowMs) {
      const data = objectOf(body);
      const type = `io.mist.${word('action', data['action'])}`;
      return [{ id: `${hashOf(body)} ${nowMs}`, type, time: new Date(nowMs).toISOString(), data }];
    },
  },

  JSON: {
    check: hasBearer,
    proof: BEARER,
    toEvents: ({ body }) => [{ id: hashOf(body), type: 'dev.causeway.webhook', data: parse(body) }],
  },
};

/** Alertmanager repeats what goes on firing; the same alert in the same state since the same moment is one event. */
function alertEvent(alert: unknown, at: string, group: Readonly<Record<string, unknown>>): WebhookEvent {
  const { status, fingerprint, startsAt, endsAt, labels } = asObject(alert, at);
  if (status !== 'firing' && status !== 'resolved')
    throw new BadInput(`${at}.status`, 'must be "firing" or "resolved"');
  if (typeof startsAt !== 'string') throw new BadInput(`${at}.startsAt`, 'must be a text');
  const { alertname } = asObject(labels ?? {}, `${at}.labels`);
  const time = status === 'resolved' && typeof endsAt === 'string' ? endsAt : startsAt;
  const who = typeof fingerprint === 'string' && fingerprint !== '' ? fingerprint : hashOf(JSON.stringify(labels));
  return {
    id: `${who} ${startsAt} ${status}`,
    type: `io.prometheus.alert.${status}`,
    ...(typeof alertname === 'string' && alertname !== '' && { subject: alertname }),
    time,
    data: { ...(alert as object), group },
  };
}
