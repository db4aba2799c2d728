import type { FastifyInstance, FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { CodedError } from '../../functions/sdk/index.ts';
import type { ErrorCode } from '../../schema/generated/types.ts';
import type { FormatError } from '../execution/index.ts';

const STATUS: Partial<Record<ErrorCode, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, UNAVAILABLE: 503 };

/** Answers requests that never reach GraphQL, in the shape of a GraphQL answer. */
export function answerRefusals(app: FastifyInstance, formatError: FormatError): void {
  const answer = (reply: FastifyReply, status: number, error: unknown) =>
    reply.code(status).send({ errors: [formatError(error, reply.request.id)] });

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof CodedError) {
      if (error.code === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer');
      if (error.code === 'UNAVAILABLE') void reply.header('retry-after', '1').header('connection', 'close');
      return answer(reply, STATUS[error.code] ?? 500, error);
    }
    // What Fastify itself found wrong with the request: too large a body, broken JSON.
    const { statusCode = 500 } = error;
    return answer(reply, statusCode, statusCode < 500 ? badRequest(error.message) : error);
  });
  app.setNotFoundHandler((_request, reply) =>
    answer(reply, 404, badRequest('there is nothing here; GraphQL is at /graphql')),
  );
}

const badRequest = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
