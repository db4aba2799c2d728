import { HeaderMap } from '@apollo/server';
import type { ApolloServer, BaseContext } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Answers GraphQL over HTTP. The whole of the protocol is Apollo's; this only carries it over Fastify. */
export const graphqlHandler =
  <Context extends BaseContext>(apollo: ApolloServer<Context>) =>
  async (request: FastifyRequest, reply: FastifyReply, context: () => Promise<Context>): Promise<FastifyReply> => {
    const { method, url } = request;
    const searchAt = url.indexOf('?');
    const { status, headers, body } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method,
        headers: headerMap(request.headers),
        search: searchAt < 0 ? '' : url.slice(searchAt),
        body: request.body,
      },
      context,
    });
    for (const [name, value] of headers) reply.header(name, value);
    reply.code(status ?? 200);
    return reply.send(body.kind === 'complete' ? body.string : body.asyncIterator);
  };

/** JSON bodies only; any other body, or none, is left to Apollo to refuse. */
export function acceptJson(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body as string, done);
  });
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    payload.once('end', () => done(null, undefined));
  });
}

/** The headers of a request as Apollo wants them. */
function headerMap(headers: NodeJS.Dict<string | string[]>): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
