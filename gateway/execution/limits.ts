import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError } from 'graphql';
import type { ValidationContext, ValidationRule } from 'graphql';

/** What one operation may ask for. Checked once a document, when it is validated. Introspection fits in. */
export interface OperationLimits {
  readonly maxDepth: number;
  /** Fields, weighted by their depth and by the page sizes that are written in the document. */
  readonly maxCost: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  /** Words and signs of the document. */
  readonly maxTokens: number;
}

/** Validation rules for all limits but `maxTokens`, which the parser keeps. */
export function limitRules({ maxDepth, maxCost, maxAliases, maxDirectives }: OperationLimits): readonly ValidationRule[] {
  const shared = { propagateOnRejection: false, onReject: [report] };
  const off = { enabled: false };
  return new ApolloArmor({
    maxDepth: { n: maxDepth, ignoreIntrospection: true, ...shared },
    costLimit: { maxCost, ignoreIntrospection: true, ...shared },
    maxAliases: { n: maxAliases, ...shared },
    maxDirectives: { n: maxDirectives, ...shared },
    maxTokens: off,
    blockFieldSuggestion: off,
  }).protect().validationRules as ValidationRule[];
}

function report(context: ValidationContext | null, error: GraphQLError): void {
  const what = error.message.replace(/^Syntax Error: /, '').replace(/\.$/, '');
  context?.reportError(
    new GraphQLError(`${what}. Split the operation, or ask for smaller pages`, { extensions: { code: 'OPERATION_TOO_COMPLEX' } }),
  );
}
