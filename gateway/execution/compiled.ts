import { execute, getVariableValues } from 'graphql';
import type { DocumentNode, ExecutionResult, FormattedExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import type { Logger } from 'pino';
import type { FormatError } from './errors.ts';

/** Compiled operations kept a schema. The one not used for longest goes first. */
const MAX_COMPILED = 500;

/** `compiled` runs generated code from an operation's second use on; `interpreted` runs graphql-js. Answers are the same. */
export type ExecutionMode = 'compiled' | 'interpreted';

export interface OperationRequest {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | null | undefined;
  readonly context: unknown;
  /** The event, for one event of a subscription. */
  readonly rootValue?: unknown;
  readonly requestId: string;
}

/** Runs a validated operation and formats its errors. Without `data`, a variable was wrong and nothing ran. Never throws. */
export type Execute = (request: OperationRequest) => Promise<FormattedExecutionResult>;

/** How often an operation was met, or what it was compiled to. Null: it cannot be compiled. */
type Entry = CompiledQuery | 'seen' | null;

export function createExecute(mode: ExecutionMode, formatError: FormatError, log: Logger): Execute {
  const entries = new WeakMap<GraphQLSchema, Map<OperationDefinitionNode, Entry>>();

  /** What to run instead of graphql-js. Null: nothing. */
  async function compiledFor(request: OperationRequest): Promise<CompiledQuery | null> {
    const { schema, operation } = request;
    let known = entries.get(schema);
    if (!known) entries.set(schema, (known = new Map()));
    let entry = known.get(operation);
    if (entry === undefined) {
      known.set(operation, 'seen');
      if (known.size > MAX_COMPILED) known.delete(known.keys().next().value!);
      return null;
    }
    if (entry === 'seen') entry = await compile(request, log);
    known.delete(operation);
    known.set(operation, entry);
    return entry;
  }

  return async (request) => {
    const { schema, document, operation, context, rootValue, requestId } = request;
    const variables = request.variables ?? {};
    // graphql-jit reports wrong variables without code and position.
    const { errors } = operation.variableDefinitions?.length
      ? getVariableValues(schema, operation.variableDefinitions, variables, { maxErrors: 20 })
      : {};
    if (errors) {
      for (const error of errors) error.extensions['code'] ??= 'BAD_USER_INPUT';
      return { errors: errors.map((error) => formatError(error, requestId)) };
    }
    const compiled = mode === 'compiled' ? await compiledFor(request) : null;
    const result: ExecutionResult = compiled
      ? await compiled.query(rootValue, context, variables)
      : await execute({ schema, document, rootValue, contextValue: context, variableValues: variables, operationName: operation.name?.value ?? null });
    if (!result.errors) return { data: result.data ?? null };
    return { data: result.data ?? null, errors: result.errors.map((error) => formatError(error, requestId)) };
  };
}

async function compile({ schema, document, operation }: OperationRequest, log: Logger): Promise<CompiledQuery | null> {
  const { compileQuery, isCompiledQuery } = await import('graphql-jit');
  const name = operation.name?.value;
  try {
    const compiled = compileQuery(schema, document, name);
    if (isCompiledQuery(compiled)) return compiled;
    log.warn({ operation: name, errors: compiled.errors }, 'an operation cannot be compiled and stays interpreted');
  } catch (err) {
    log.warn({ operation: name, err }, 'an operation cannot be compiled and stays interpreted');
  }
  return null;
}
