import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
import { limitRules } from './limits.ts';
import type { OperationLimits } from './limits.ts';

/** Documents kept a schema. Clients have few; who sends more parses again. */
const MAX_DOCUMENTS = 500;

export interface PreparedOperation {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Parses and validates what comes over sockets and event streams, each text once a schema. HTTP goes through Apollo. */
export interface Documents {
  /** Throws nothing: what is wrong with the operation is returned. */
  prepare(
    schema: GraphQLSchema,
    query: string,
    operationName: string | null | undefined,
  ): PreparedOperation | readonly GraphQLError[];
}

export function createDocuments(limits: OperationLimits): Documents {
  const rules: readonly ValidationRule[] = [...specifiedRules, ...limitRules(limits)];
  const kept = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

  function check(schema: GraphQLSchema, query: string): DocumentNode | readonly GraphQLError[] {
    let document: DocumentNode;
    try {
      document = parse(query, { maxTokens: limits.maxTokens });
    } catch (error) {
      return [withCode(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')];
    }
    const errors = validate(schema, document, rules);
    return errors.length ? errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) : document;
  }

  return {
    prepare(schema, query, operationName) {
      const documents = kept.get(schema) ?? new Map<string, DocumentNode>();
      kept.set(schema, documents);
      const document = documents.get(query) ?? check(schema, query);
      if (!('kind' in document)) return document;
      if (documents.size >= MAX_DOCUMENTS) documents.delete(documents.keys().next().value!);
      documents.set(query, document);
      const operation = getOperationAST(document, operationName);
      if (operation) return { schema, document, operation };
      const wish = operationName
        ? `an operation named ${JSON.stringify(operationName.slice(0, 100))}`
        : 'exactly one operation, or `operationName`';
      return [new GraphQLError(`the document must hold ${wish}`, { extensions: { code: 'BAD_REQUEST' } })];
    },
  };
}

const withCode = (error: GraphQLError, code: string) =>
  new GraphQLError(error.message, {
    ...(error.nodes && { nodes: error.nodes }),
    ...(error.source && { source: error.source }),
    ...(error.positions && { positions: error.positions }),
    originalError: error,
    extensions: { code },
  });
