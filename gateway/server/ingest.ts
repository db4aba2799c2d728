import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Events, HttpMessage, Receipt } from '../events/index.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import { BadInput, Forbidden, SecretUnavailable, Unavailable } from '../errors.ts';
import { withinTrace } from '../trace.ts';
import type { Callers } from './callers.ts';
import type { Work } from './work.ts';

export interface IngestPorts {
  readonly events: Pick<Events, 'post' | 'receive'>;
  readonly callers: Callers;
  readonly work: Work;
  onUnexpected(error: unknown): void;
}

/**
 * `POST /events` takes CloudEvents with a key, `POST /events/NAME` what a system sends to its webhook, checked by its
 * own signature. `OPTIONS /events` is the handshake of senders that ask first. The answer comes when the events are safe: 202, or 200 when a function answered to them at once.
 */
export function mountIngest(app: FastifyInstance, { events, callers, work, onUnexpected }: IngestPorts): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers(); // signatures are over the bytes as they came
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    scope.post('/events', async (request, reply) => {
      const viewer = await callers.identify(request.headers.authorization);
      checkSender(viewer);
      return take(request, reply, () => events.post(messageOf(request), viewer.providerIds));
    });

    scope.options('/events', async (request, reply) => {
      checkSender(await callers.identify(request.headers.authorization));
      return grant(reply.header('allow', 'POST'), request.headers['webhook-request-origin']);
    });

    scope.post<{ Params: { webhook: string } }>('/events/:webhook', async (request, reply) => {
      const { webhook } = request.params;
      return take(request, reply, () => events.receive(webhook, messageOf(request)).catch(hideSecret));
    });
  });

  async function take(
    { headers }: FastifyRequest,
    reply: FastifyReply,
    task: () => Promise<Receipt | readonly Receipt[]>,
  ) {
    return send(reply, await withinTrace(headers['traceparent'], () => work.run(task)));
  }

  /** Whoever has shown no secret yet is not told what the gateway's are called. */
  function hideSecret(error: unknown): never {
    if (!(error instanceof SecretUnavailable)) throw error;
    onUnexpected(error);
    throw new Unavailable();
  }
}

function checkSender({ role }: ViewerRow): void {
  if (role === 'VIEWER') throw new Forbidden('the role OPERATOR');
}

/**
 * The handshake before a sender of CloudEvents delivers to a webhook (CloudEvents, "HTTP 1.1 Web Hooks for Event
 * Delivery", section 4). Consent is asked for with the key that the events come with: whoever has none could have somebody
 * else's events sent here. There is no rate to keep to: who sends too much hears 429 and when to come back.
 */
function grant(reply: FastifyReply, origin: string | readonly string[] | undefined): FastifyReply {
  if (typeof origin === 'string') {
    if (!/^[A-Za-z0-9.*:_-]{1,253}$/.test(origin)) throw new BadInput('webhook-request-origin', 'must be a DNS name');
    void reply.header('webhook-allowed-origin', origin).header('webhook-allowed-rate', '*');
  }
  return reply.code(204).send();
}

function send(reply: FastifyReply, receipts: Receipt | readonly Receipt[]): FastifyReply {
  const answered = [receipts].flat().some(({ results }) => results !== undefined);
  return reply.code(answered ? 200 : 202).send(receipts);
}

const messageOf = ({
  raw,
  body,
}: {
  raw: { headersDistinct: HttpMessage['headers'] };
  body: unknown;
}): HttpMessage => ({
  headers: raw.headersDistinct,
  body: body instanceof Uint8Array ? body : new Uint8Array(),
});
