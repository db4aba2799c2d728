import type { FastifyInstance, FastifyReply } from 'fastify';
import { GraphQLError } from 'graphql';
import { CodedError } from '../../functions/sdk/index.ts';
import type { ErrorCode } from '../../schema/generated/types.ts';
import { Unauthenticated } from '../errors.ts';
import type { FormatError } from '../execution/index.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  BAD_USER_INPUT: 400,
  EVENT_CYCLE: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  PAYLOAD_TOO_LARGE: 413,
  FUNCTION_BUSY: 429,
  PROVIDER_UNAVAILABLE: 503,
  STORE_UNAVAILABLE: 503,
  UNAVAILABLE: 503,
};

/** Those that a client may send again as they are, and after how many seconds. */
const RETRY_AFTER_SECONDS: Partial<Record<ErrorCode, number>> = {
  FUNCTION_BUSY: 10,
  PROVIDER_UNAVAILABLE: 10,
  STORE_UNAVAILABLE: 1,
  UNAVAILABLE: 1,
};

/** Answers requests that never reach GraphQL, in the shape of a GraphQL answer. */
export function answerRefusals(app: FastifyInstance, formatError: FormatError): void {
  const answer = (reply: FastifyReply, status: number, error: unknown) =>
    reply.code(status).send({ errors: [formatError(error, reply.request.id)] });

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    if (error instanceof CodedError) {
      if (error instanceof Unauthenticated) void reply.header('www-authenticate', error.challenge);
      if (error.code === 'UNAVAILABLE') void reply.header('connection', 'close');
      const retryAfterSeconds = RETRY_AFTER_SECONDS[error.code];
      if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
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
