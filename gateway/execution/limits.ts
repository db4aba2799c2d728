import { ApolloArmor } from '@escape.tech/graphql-armor';
import { GraphQLError } from 'graphql';
import type { ValidationContext, ValidationRule } from 'graphql';

/** What one operation may ask for. Checked once a document, when it is validated, but for the cost. Introspection fits in. */
export interface OperationLimits {
  readonly maxDepth: number;
  /** Values that the answer may have at most: see `cost.ts`. Checked when an operation runs, since variables count. */
  readonly maxCost: number;
  readonly maxAliases: number;
  readonly maxDirectives: number;
  /** Words and signs of the document. */
  readonly maxTokens: number;
}

/** Validation rules for all limits but `maxTokens`, which the parser keeps, and `maxCost`. */
export function limitRules({ maxDepth, maxAliases, maxDirectives }: OperationLimits): readonly ValidationRule[] {
  const shared = { propagateOnRejection: false, onReject: [report] };
  const off = { enabled: false };
  return new ApolloArmor({
    maxDepth: { n: maxDepth, ignoreIntrospection: true, ...shared },
    costLimit: off,
    maxAliases: { n: maxAliases, ...shared },
    maxDirectives: { n: maxDirectives, ...shared },
    maxTokens: off,
    blockFieldSuggestion: off,
  }).protect().validationRules;
}

function report(context: ValidationContext | null, error: GraphQLError): void {
  const what = error.message.replace(/^Syntax Error: /, '').replace(/\.$/, '');
  context?.reportError(
    new GraphQLError(`${what}. Split the operation, or ask for smaller pages`, {
      extensions: { code: 'OPERATION_TOO_COMPLEX' },
    }),
  );
}
