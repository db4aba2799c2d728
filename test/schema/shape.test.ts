import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  validateSchema,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLOutputType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from './contract.ts';

const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
const outputs = types.filter((type) => isObjectType(type) || isInterfaceType(type));
const fields = outputs.flatMap((type) =>
  Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
);
const pages = outputs.filter(({ name }) => name.endsWith('Connection'));

describe('the schema', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('has no type that no operation can reach', () => {
    const reached = new Set<GraphQLNamedType>();
    for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
      if (root) reach(root, reached);
    for (const directive of schema.getDirectives())
      for (const { type } of directive.args) reach(getNamedType(type), reached);
    expect(types.filter((type) => !reached.has(type) && !isSpecifiedScalarType(type)).map(String)).toEqual([]);
  });

  it('says why whatever is deprecated is deprecated', () => {
    const deprecated = types
      .flatMap((type): readonly { readonly name: string; readonly deprecationReason?: string | null | undefined }[] =>
        isEnumType(type)
          ? type.getValues()
          : isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
            ? Object.values(type.getFields())
            : [],
      )
      .filter(({ deprecationReason }) => typeof deprecationReason === 'string');
    expect(
      deprecated
        .filter(({ deprecationReason }) => /^(No longer supported)?$/.test(deprecationReason ?? ''))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('names things one way: types as `Type`, fields and arguments as `field`, enum values as `VALUE`', () => {
    expect(types.map(({ name }) => name).filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name))).toEqual([]);
    const lower = fields.flatMap(([, { name, args }]) => [name, ...args.map((argument) => argument.name)]);
    expect(lower.filter((name) => !/^[a-z][A-Za-z0-9]*$/.test(name))).toEqual([]);
    const values = types.flatMap((type) => (isEnumType(type) ? type.getValues().map(({ name }) => name) : []));
    expect(values.filter((name) => !/^[A-Z][A-Z0-9_]*$/.test(name))).toEqual([]);
  });

  it('every mutation takes one `input` and answers one payload', () => {
    const mutations = Object.values(schema.getMutationType()!.getFields());
    const odd = mutations.filter(
      ({ args, type }) => args.length !== 1 || args[0]!.name !== 'input' || !String(type).endsWith('Payload!'),
    );
    expect(odd.map(({ name }) => name)).toEqual([]);
  });

  it('every mutation needs a role', () => {
    const open = Object.values(schema.getMutationType()!.getFields()).filter(
      ({ astNode }) => !astNode?.directives?.some(({ name }) => name.value === 'role'),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('every mutation has a key to repeat it safely, but those that are safe by themselves', () => {
    const once = Object.values(schema.getMutationType()!.getFields()).filter(({ args }) => {
      const input = getNamedType(args[0]!.type);
      return !isInputObjectType(input) || !input.getFields()['idempotencyKey'];
    });
    // The answer of `createApiKey` holds a secret, which is not kept. All others name what they make or change, so that
    // the second time finds it made, changed or gone; only what failed is redriven, and that only once.
    expect(once.map(({ name }) => name)).toEqual([
      'createApiKey',
      'revokeApiKey',
      'registerDeployment',
      'updateDeployment',
      'removeDeployment',
      'probeDeployment',
      'bindOperations',
      'unbindOperations',
      'createEventSubscription',
      'updateEventSubscription',
      'deleteEventSubscription',
      'redriveDeliveries',
      'createWebhook',
      'deleteWebhook',
    ]);
  });
});

describe('lists that can grow are connections', () => {
  it('every connection has edges, nodes and pageInfo, and takes `first` and `after`', () => {
    expect(pages.length).toBeGreaterThan(4);
    for (const page of pages)
      expect(Object.keys(page.getFields())).toEqual(expect.arrayContaining(['edges', 'nodes', 'pageInfo']));
    const paged = fields.filter(([, { type }]) => getNamedType(type).name.endsWith('Connection'));
    for (const [path, { args }] of paged)
      expect([path, ...args.map(({ name }) => name)]).toEqual(expect.arrayContaining(['first', 'after']));
  });

  it('every page of resources, of groups of them or of findings says whether it is complete', () => {
    for (const name of ['ResourceConnection', 'ResourceGroupConnection', 'FindingConnection']) {
      const page = outputs.find((type) => type.name === name)!.getFields();
      expect([String(page['complete']!.type), String(page['missing']!.type)]).toEqual(['Boolean!', '[MissingSlice!]!']);
    }
  });

  it('every other list of things with an id is bounded by its parent', () => {
    const plain = fields
      .filter(([path, { type }]) => isListOfNodes(type) && !path.endsWith('Connection.nodes'))
      .map(([path]) => path);
    const ofResources = schema
      .getPossibleTypes(schema.getType('Resource') as GraphQLInterfaceType)
      .flatMap(({ name }) => [`${name}.alarms`, `${name}.findings`]);
    expect(plain.toSorted()).toEqual(
      [
        'BindOperationsPayload.providersToSealAnew',
        'Connector.functions',
        'Deployment.functions',
        'Query.apiKeys',
        'Query.webhooks',
        'Resource.alarms',
        'Resource.findings',
        ...ofResources,
      ].toSorted(),
    );
  });
});

function isListOfNodes(type: GraphQLOutputType): boolean {
  const item = getNamedType(type);
  const named = isObjectType(item) || isInterfaceType(item) ? [item, ...item.getInterfaces()] : [];
  return isListType(getNullableType(type)) && named.some(({ name }) => name === 'Node');
}

function reach(type: GraphQLNamedType, reached: Set<GraphQLNamedType>): void {
  if (reached.has(type)) return;
  reached.add(type);
  if (isUnionType(type)) for (const member of type.getTypes()) reach(member, reached);
  if (isInterfaceType(type)) for (const member of schema.getPossibleTypes(type)) reach(member, reached);
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const one of type.getInterfaces()) reach(one, reached);
    for (const field of Object.values(type.getFields())) {
      reach(getNamedType(field.type), reached);
      for (const argument of field.args) reach(getNamedType(argument.type), reached);
    }
  }
  if (isInputObjectType(type))
    for (const field of Object.values(type.getFields())) reach(getNamedType(field.type), reached);
}
