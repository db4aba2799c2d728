import { getNamedType, getNullableType, isCompositeType, isInterfaceType, isListType, isObjectType } from 'graphql';
import type {
  DocumentNode,
  FragmentDefinitionNode,
  GraphQLField,
  GraphQLNamedType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';

/** The argument that says how many items a page has at most. */
const PAGE_SIZE = 'first';

/**
 * What a list of nodes without a size is counted as, such as the findings of a resource: nodes lead to others, so that
 * such lists in each other would answer any number of values. A connection's own lists are counted with its page.
 */
const UNSIZED = 50;

/** What a selection costs: its own fields, and pages of further selections. Sizes that are variables go by their name. */
interface Plan {
  fields: number;
  readonly pages: { readonly size: number | string; readonly fallback: number; readonly items: Plan }[];
}

export type CostOf = (variables: Readonly<Record<string, unknown>>) => number;

/**
 * How many values the answer of an operation may have at most, each page counted as full. Selections on several types
 * are added up. Introspection is free.
 */
export function costPlan(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): CostOf {
  const fragments = new Map(
    document.definitions.filter((node) => node.kind === 'FragmentDefinition').map((node) => [node.name.value, node]),
  );
  const plan: Plan = { fields: 0, pages: [] };
  collect(schema, fragments, operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, plan);
  if (!hasVariables(plan)) {
    const cost = total(plan, {});
    return () => cost;
  }
  return (variables) => total(plan, variables);
}

function collect(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  selections: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  plan: Plan,
): void {
  for (const selection of selections.selections) {
    if (selection.kind === 'Field') {
      if (selection.name.value.startsWith('__')) continue;
      const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[selection.name.value] : undefined;
      plan.fields += 1;
      if (!field || !selection.selectionSet || !isCompositeType(getNamedType(field.type))) continue;
      const given = selection.arguments?.find(({ name }) => name.value === PAGE_SIZE)?.value;
      const items = type && isUnsized(field, type) ? pageIn(plan, UNSIZED, UNSIZED) : pageOf(field, given, plan);
      collect(schema, fragments, selection.selectionSet, getNamedType(field.type), items);
    } else {
      const inner = selection.kind === 'InlineFragment' ? selection : fragments.get(selection.name.value);
      const condition = inner?.typeCondition?.name.value;
      if (inner) collect(schema, fragments, inner.selectionSet, condition ? schema.getType(condition) : type, plan);
    }
  }
}

/** Where the selections under a field are counted: a page of its own if it has a size, or else with their parents. */
function pageOf(field: GraphQLField<unknown, unknown>, given: ValueNode | undefined, plan: Plan): Plan {
  const argument = field.args.find(({ name }) => name === PAGE_SIZE);
  if (!argument) return plan;
  const fallback = typeof argument.defaultValue === 'number' ? argument.defaultValue : 1;
  const size =
    given?.kind === 'IntValue' ? Number(given.value) : given?.kind === 'Variable' ? given.name.value : fallback;
  return pageIn(plan, size, fallback);
}

function pageIn(plan: Plan, size: number | string, fallback: number): Plan {
  const items: Plan = { fields: 0, pages: [] };
  plan.pages.push({ size, fallback, items });
  return items;
}

function isUnsized({ type, args }: GraphQLField<unknown, unknown>, parent: GraphQLNamedType): boolean {
  const item = getNamedType(type);
  if (!isListType(getNullableType(type)) || args.some(({ name }) => name === PAGE_SIZE)) return false;
  const isNode =
    (isObjectType(item) || isInterfaceType(item)) && item.getInterfaces().some(({ name }) => name === 'Node');
  return isNode && !parent.name.endsWith('Connection');
}

const hasVariables = ({ pages }: Plan): boolean =>
  pages.some(({ size, items }) => typeof size === 'string' || hasVariables(items));

function total({ fields, pages }: Plan, variables: Readonly<Record<string, unknown>>): number {
  let cost = fields;
  for (const { size, fallback, items } of pages) {
    const count = typeof size === 'string' ? variables[size] : size;
    cost += Math.max(1, typeof count === 'number' ? count : fallback) * total(items, variables);
  }
  return cost;
}
