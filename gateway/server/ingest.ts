import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Events, HttpMessage, Receipt } from '../events/index.ts';
import { Forbidden, SecretUnavailable, Unavailable } from '../errors.ts';
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
 * own signature. The answer comes when the events are safe: 202, or 200 when a function answered to them at once.
 */
export function mountIngest(app: FastifyInstance, { events, callers, work, onUnexpected }: IngestPorts): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers(); // signatures are over the bytes as they came
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

    scope.post('/events', async (request, reply) => {
      const { role, providerIds } = await callers.identify(request.headers.authorization);
      if (role === 'VIEWER') throw new Forbidden('the role OPERATOR');
      return take(request, reply, () => events.post(messageOf(request), providerIds));
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
