import { ApolloServer } from '@apollo/server';
import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { SchemaFeed } from '../compose/index.ts';
import { limitRules } from '../execution/index.ts';
import type { Execute, FormatError, OperationLimits } from '../execution/index.ts';
import type { Metrics } from './metrics.ts';

/** What Apollo carries through a request. It copies this object, so the context for resolvers lies one level down. */
export interface Call {
  readonly requestId: string;
  readonly context: GatewayContext;
}

export interface ApolloPorts {
  readonly feed: SchemaFeed;
  readonly execute: Execute;
  readonly formatError: FormatError;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly newRequestId: () => string;
}

/** Apollo Server as the parser, validator and HTTP protocol of the gateway. Execution is ours. */
export function createApollo(ports: ApolloPorts, limits: OperationLimits): ApolloServer<Call> {
  const { feed, formatError, log, newRequestId } = ports;
  return new ApolloServer<Call>({
    gateway: feed.apolloGateway,
    logger: log,
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [...limitRules(limits)],
    stringifyResult: (result) => (result.data instanceof Written ? result.data.text : JSON.stringify(result)),
    // Errors of execution are formatted by `execute`; here come those before it, which belong to no call yet.
    formatError: (_formatted, error) => formatError(error, newRequestId()),
    plugins: [
      // It wraps every field: 38 % of the cost of a large answer.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      executionPlugin(ports),
    ],
  });
}

/**
 * Runs operations in the hook that may answer in Apollo's stead: as a gateway executor, Apollo would keep every result
 * alive until a major garbage collection.
 */
function executionPlugin({ execute, formatError, metrics }: ApolloPorts): ApolloServerPlugin<Call> {
  const listener: GraphQLRequestListener<Call> = {
    async didEncounterErrors() {
      metrics.operation('(refused)', 'error', 0);
    },
    async responseForOperation({
      schema,
      document,
      operation,
      request,
      response: { http },
      contextValue: { context, requestId },
    }) {
      if (!operation || !document) return null;
      if (operation.operation === 'subscription') {
        http.status = 400;
        return { http, body: { kind: 'single', singleResult: { errors: [formatError(WRONG_TRANSPORT, requestId)] } } };
      }
      const startedAt = performance.now();
      const result = await execute({ schema, document, operation, variables: request.variables, context, requestId });
      if (result.data === undefined) http.status = 400;
      metrics.operation(
        operation.name?.value ?? '(anonymous)',
        result.errors ? 'error' : 'ok',
        performance.now() - startedAt,
      );
      return { http, body: { kind: 'single', singleResult: { data: new Written(JSON.stringify(result)) } } };
    },
  };
  return { requestDidStart: async () => listener };
}

/**
 * A result that is text already. Whatever Apollo is given as a result survives until a major garbage collection; as text
 * it is one object instead of thousands, which saves a third of a large answer.
 */
class Written implements Record<string, unknown> {
  readonly [key: string]: unknown;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const WRONG_TRANSPORT = new GraphQLError(
  'subscriptions go over a WebSocket (graphql-transport-ws) or with `Accept: text/event-stream`',
  {
    extensions: { code: 'BAD_REQUEST' },
  },
);
