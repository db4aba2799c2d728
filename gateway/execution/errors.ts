import { GraphQLError, Kind } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { CodedError } from '../../functions/sdk/index.ts';
import type { ErrorCode } from '../../schema/generated/types.ts';

/** Makes what a client sees of an error. The only place that does. */
export type FormatError = (error: unknown, requestId: string) => GraphQLFormattedError;

/** Codes that errors found before execution carry, by our name for them. Any other code is masked. */
const REQUEST_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED: 'GRAPHQL_VALIDATION_FAILED',
  OPERATION_TOO_COMPLEX: 'OPERATION_TOO_COMPLEX',
  BAD_USER_INPUT: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_REQUEST',
  OPERATION_RESOLUTION_FAILURE: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_REQUEST',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_REQUEST',
};

/**
 * A `CodedError` keeps its message, code and facts. Faults of the request itself (syntax, validation, variables) keep
 * their message without the values that were sent, which may hold a credential. All else is masked and logged.
 */
export const createErrorFormatter =
  (log: Logger): FormatError =>
  (error, requestId) => {
    const root = rootOf(error);
    const place = error instanceof GraphQLError ? placeOf(error) : {};
    if (root instanceof CodedError)
      return { message: root.message, ...place, extensions: { code: root.code, ...root.facts } };

    const code = error instanceof GraphQLError ? requestCode(error, root) : undefined;
    if (code) return { message: withoutValues((error as GraphQLError).message), ...place, extensions: { code } };

    log.error({ requestId, path: place.path, err: root }, 'a fault was masked');
    return {
      message: 'a fault in the gateway; its log has the cause under the request id',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR' satisfies ErrorCode, requestId },
    };
  };

function rootOf(error: unknown): unknown {
  let root = error;
  while (root instanceof GraphQLError && root.originalError) root = root.originalError;
  return root;
}

/** Undefined: not a fault of the request. */
function requestCode(error: GraphQLError, root: unknown): ErrorCode | undefined {
  // With a path, it came from execution: then only an argument that could not be coerced is the caller's fault.
  if (error.path) return isArgumentError(error, root) ? 'BAD_USER_INPUT' : undefined;
  const inner = root instanceof GraphQLError ? root.extensions?.['code'] : undefined;
  // Apollo puts its own code over that of the rule which refused.
  if (inner === 'OPERATION_TOO_COMPLEX' || /more tha[nt] \d+ tokens/.test(error.message))
    return 'OPERATION_TOO_COMPLEX';
  return REQUEST_CODES[String(error.extensions?.['code'])];
}

/** graphql-js marks it by the node of the value, graphql-jit by its words alone, in an error that nobody threw. */
function isArgumentError(error: GraphQLError, root: unknown): boolean {
  if (root === error) return error.message.startsWith('Argument "');
  return root instanceof GraphQLError && root.nodes?.[0] !== undefined && root.nodes[0].kind !== Kind.FIELD;
}

function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations?.length && { locations }), ...(path && { path }) };
}

/** graphql-js quotes the value it refused: `got invalid value { secretAccessKey: … }`, or a text that is a secret itself. */
const withoutValues = (message: string) =>
  message.replace(/(found|value:?) (?:[{[].*[}\]]|""".*?"""|"(?:[^"\\]|\\.)*")/s, '$1 that was sent');
