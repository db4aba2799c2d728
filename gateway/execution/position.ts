import { isObjectType, Kind, print, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type {
  ArgumentNode,
  FragmentDefinitionNode,
  OperationDefinitionNode,
  ValueNode,
  VariableDefinitionNode,
} from 'graphql';
import type { PreparedOperation } from './documents.ts';

/** The argument of a subscription's root field that says where in the log to begin. */
const ARGUMENT = 'after';
/** The variable that stands in its place. Two underscores, so that no client's variable has the name. */
export const POSITION = '__after';

/** A subscription whose position in the log is a variable of its own, so that all who differ only in that can share. */
export interface Positioned extends PreparedOperation {
  /** Its text, alike for all who asked the same. */
  readonly text: string;
  /** Null: only new events. `variables` are coerced. */
  afterOf(variables: Readonly<Record<string, unknown>>): string | null;
  /** The variable of the client that gave the position and nothing else. Null: none. */
  readonly spent: string | null;
}

/** Null when the root field takes no position: such a field may begin with the present state, which cannot be shared. */
export function positioned({ schema, document, operation }: PreparedOperation): Positioned | null {
  const types = new TypeInfo(schema);
  let takesPosition = false;
  let value: ValueNode | null = null;
  const rewritten = visit(
    {
      kind: Kind.DOCUMENT,
      definitions: [
        operation,
        ...document.definitions.filter(
          (node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION,
        ),
      ],
    },
    visitWithTypeInfo(types, {
      Field(field) {
        const parent = types.getParentType();
        if (!isObjectType(parent) || parent !== schema.getSubscriptionType()) return undefined;
        if (!types.getFieldDef()?.args.some(({ name }) => name === ARGUMENT)) return undefined;
        takesPosition = true;
        const given = field.arguments?.find(({ name }) => name.value === ARGUMENT);
        value = given?.value ?? value;
        return {
          ...field,
          arguments: [...(field.arguments ?? []).filter((argument) => argument !== given), POSITION_ARGUMENT],
        };
      },
    }),
  );
  if (!takesPosition) return null;
  const variable = nameOf(value);
  const spent = variable !== null && !uses(rewritten.definitions, variable) ? variable : null;
  const [root, ...fragments] = rewritten.definitions as [OperationDefinitionNode, ...FragmentDefinitionNode[]];
  const kept = (root.variableDefinitions ?? []).filter((definition) => definition.variable.name.value !== spent);
  const rebuilt: OperationDefinitionNode = { ...root, variableDefinitions: [...kept, POSITION_DEFINITION] };
  const whole = { ...rewritten, definitions: [rebuilt, ...fragments] };
  return {
    schema,
    document: whole,
    operation: rebuilt,
    text: print(whole),
    spent,
    afterOf: (variables) => {
      const cursor = variable === null ? literalOf(value) : variables[variable];
      return typeof cursor === 'string' ? cursor : null;
    },
  };
}

const name = (text: string) => ({ kind: Kind.NAME, value: text }) as const;
const variable = { kind: Kind.VARIABLE, name: name(POSITION) } as const;
const POSITION_ARGUMENT: ArgumentNode = { kind: Kind.ARGUMENT, name: name(ARGUMENT), value: variable };
const POSITION_DEFINITION: VariableDefinitionNode = {
  kind: Kind.VARIABLE_DEFINITION,
  variable,
  type: { kind: Kind.NAMED_TYPE, name: name('String') },
};

const nameOf = (value: ValueNode | null): string | null => (value?.kind === Kind.VARIABLE ? value.name.value : null);
const literalOf = (value: ValueNode | null): string | null => (value?.kind === Kind.STRING ? value.value : null);

function uses(definitions: readonly (OperationDefinitionNode | FragmentDefinitionNode)[], wanted: string): boolean {
  let used = false;
  for (const definition of definitions) {
    visit(definition, {
      VariableDefinition: () => false,
      Variable: (node) => void (used ||= node.name.value === wanted),
    });
  }
  return used;
}
