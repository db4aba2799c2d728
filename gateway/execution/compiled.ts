import {
  execute,
  getNamedType,
  getVariableValues,
  GraphQLError,
  isInputObjectType,
  typeFromAST,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  FormattedExecutionResult,
  GraphQLSchema,
  GraphQLType,
  NamedTypeNode,
  OperationDefinitionNode,
} from 'graphql';
import type { CompiledQuery } from 'graphql-jit';
import type { Logger } from 'pino';
import { costPlan } from './cost.ts';
import type { CostOf } from './cost.ts';
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

/** Runs a validated operation and formats its errors. Without `data` it was refused and nothing ran. Never throws. */
export type Execute = (request: OperationRequest) => Promise<FormattedExecutionResult>;

/** How often an operation was met, or what it was compiled to. Null: it cannot be compiled. */
type Entry = CompiledQuery | 'seen' | null;

export interface ExecutePorts {
  readonly mode: ExecutionMode;
  /** How many values an answer may have at most: see `cost.ts`. */
  readonly maxCost: number;
  readonly formatError: FormatError;
  readonly log: Logger;
}

export function createExecute({ mode, maxCost, formatError, log }: ExecutePorts): Execute {
  const costs = new WeakMap<OperationDefinitionNode, CostOf>();
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

  function tooDear({ schema, document, operation }: OperationRequest, variables: Readonly<Record<string, unknown>>) {
    let costOf = costs.get(operation);
    if (!costOf) costs.set(operation, (costOf = costPlan(schema, document, operation)));
    const cost = costOf(variables);
    if (cost <= maxCost) return undefined;
    const message = `the answer may have ${cost} values, at most ${maxCost} are allowed. Split the operation, or ask for smaller pages`;
    return [new GraphQLError(message, { extensions: { code: 'OPERATION_TOO_COMPLEX' } })];
  }

  return async (request) => {
    const { schema, document, operation, context, rootValue, requestId } = request;
    const variables = request.variables ?? {};
    const errors = wrongVariables(request, variables) ?? tooDear(request, variables);
    if (errors) return { errors: errors.map((error) => formatError(error, requestId)) };
    const compiled = mode === 'compiled' ? await compiledFor(request) : null;
    const result: ExecutionResult = compiled
      ? await compiled.query(rootValue, context, withDefaults(operation, variables))
      : await execute({
          schema,
          document,
          rootValue,
          contextValue: context,
          variableValues: variables,
          operationName: operation.name?.value ?? null,
        });
    if (!result.errors) return { data: result.data ?? null };
    return { data: result.data ?? null, errors: result.errors.map((error) => formatError(error, requestId)) };
  };
}

/** graphql-jit reports wrong variables without code and position, so graphql-js looks at them first. */
function wrongVariables(
  { schema, operation: { variableDefinitions } }: OperationRequest,
  variables: Readonly<Record<string, unknown>>,
) {
  if (!variableDefinitions?.length) return undefined;
  const { errors } = getVariableValues(schema, variableDefinitions, variables, { maxErrors: 20 });
  for (const error of errors ?? []) error.extensions['code'] ??= 'BAD_USER_INPUT';
  return errors;
}

async function compile({ schema, document, operation }: OperationRequest, log: Logger): Promise<CompiledQuery | null> {
  if (mustStayInterpreted(schema, operation, document)) return null;
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

/**
 * What graphql-jit gets wrong: it compiles a recursive input type for ever, and hands a variable that was left out
 * inside an object on as null, which means something else than absent.
 */
function mustStayInterpreted(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): boolean {
  let found =
    operation.variableDefinitions?.some(({ type }) => isRecursive(typeFromAST(schema, type as NamedTypeNode))) ?? false;
  visit(document, {
    ObjectField: ({ value }) => void visit(value, { Variable: () => void (found = true) }),
  });
  return found;
}

/** graphql-jit asks for variables that may not be null even where they have a default. */
function withDefaults(
  { variableDefinitions }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  let filled = variables;
  for (const { variable, defaultValue } of variableDefinitions ?? []) {
    const name = variable.name.value;
    if (defaultValue && variables[name] === undefined)
      filled = { ...filled, [name]: valueFromASTUntyped(defaultValue) };
  }
  return filled;
}

/** Whether an input type holds itself, at any depth. */
function isRecursive(type: GraphQLType | undefined, above: readonly GraphQLType[] = []): boolean {
  const named = type && getNamedType(type);
  if (!isInputObjectType(named)) return false;
  return (
    above.includes(named) ||
    Object.values(named.getFields()).some((field) => isRecursive(field.type, [...above, named]))
  );
}
