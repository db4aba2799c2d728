import { getIntrospectionQuery, getOperationAST, parse, validate } from 'graphql';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { composeSchema, loadTypeDefs } from '../../../gateway/compose/index.ts';
import { BadInput } from '../../../gateway/errors.ts';
import { createErrorFormatter, createExecute } from '../../../gateway/execution/index.ts';
import { resolvers } from '../../../resolvers/index.ts';
import { ADMIN, memoryGateway, VIEWER } from '../../support/memory-gateway.ts';

const warnings: string[] = [];
const log = pino(
  { level: 'warn' },
  { write: (line: string) => void (line.includes('cannot be compiled') && warnings.push(line)) },
);
const formatError = createErrorFormatter(log);
const [compiled, interpreted] = (['compiled', 'interpreted'] as const).map((mode) =>
  createExecute({ mode, maxCost: 1_000_000, formatError, log }),
);

/** Shapes that the gateway's own schema has no example of. */
const shapes = makeExecutableSchema({
  typeDefs: `
    interface Animal { name: String! }
    type Dog implements Animal { name: String! barks: Boolean }
    type Cat implements Animal { name: String! lives: Int! }
    union Pet = Dog | Cat
    enum Size { SMALL LARGE }
    input Where @oneOf { name: String id: ID }
    input Options { size: Size! = SMALL, tags: [String!] = ["a", "b"], nested: Options, limit: Int }
    type Node { id: ID! child: Node strict: Node! list: [Node] strictList: [Node!] failing: String strictFailing: String! promised: Int number: Int method: String }
    type Query {
      pets: [Pet!] animal(kind: String): Animal node(id: ID): Node
      find(where: Where!): String echo(options: Options): String greet(name: String! = "world"): String add(a: Int!, b: Int! = 2): Int
      size: Size badSize: Size badNumber: Int float: Float nothing: String! coded: String codedStrict: String! many: [Int] throws: String rejects: String throwsString: String
    }
    type Mutation { step(to: Int!): Int fail(at: Int!): Int! }
    type Subscription { node: Node }
  `,
  resolvers: (() => {
    let counter = 0;
    const node = (depth: number): object => ({
      id: String(depth),
      child: depth < 3 ? node(depth + 1) : null,
      strict: null,
      list: [{ id: 'a' }, null, { id: 'c' }],
      strictList: [{ id: 'a' }, null],
      number: 7,
    });
    return {
      Pet: { __resolveType: (pet: { lives?: number }) => (pet.lives === undefined ? 'Dog' : 'Cat') },
      Animal: {
        __resolveType: (pet: { lives?: number; odd?: boolean }) =>
          pet.odd ? 'Node' : pet.lives === undefined ? 'Dog' : 'Cat',
      },
      Node: {
        failing: async () => {
          throw new BadInput('failing', 'is asked for');
        },
        strictFailing: () => {
          throw new BadInput('strictFailing', 'is asked for');
        },
        promised: async () => 4,
      },
      Query: {
        pets: async () => [
          { name: 'Rex', barks: true },
          { name: 'Tom', lives: 9 },
        ],
        animal: (_root: unknown, { kind }: { kind: string }) =>
          kind === 'odd' ? { odd: true } : { name: 'Tom', lives: kind === 'dead' ? null : 9 },
        node: () => node(0),
        find: (_root: unknown, { where }: { where: object }) => JSON.stringify(where),
        echo: (_root: unknown, args: object) => JSON.stringify(args),
        greet: (_root: unknown, { name }: { name: string }) => `hello ${name}`,
        add: (_root: unknown, { a, b }: { a: number; b: number }) => a + b,
        size: () => 'LARGE',
        badSize: () => 'HUGE',
        badNumber: () => 'many',
        float: () => 1.5,
        nothing: () => null,
        many: () => [1, 'two', 3, null],
        coded: () => {
          throw new BadInput('coded', 'is wrong');
        },
        codedStrict: async () => {
          throw new BadInput('codedStrict', 'is wrong');
        },
        throws: () => {
          throw new Error('secret');
        },
        rejects: async () => {
          throw new TypeError('secret');
        },
        throwsString: () => Promise.reject('secret'),
      },
      Mutation: {
        step: async (_root: unknown, { to }: { to: number }) => {
          const before = counter;
          await new Promise((resolve) => setTimeout(resolve, 3 - to));
          return before === counter ? (counter = to) : -1;
        },
        fail: () => {
          throw new BadInput('at', 'is wrong');
        },
      },
      Subscription: { node: { subscribe: async function* () {}, resolve: () => node(0) } },
    };
  })(),
});
const gatewaySchema = composeSchema(loadTypeDefs(), resolvers);
const gateway = memoryGateway({ providers: 3, instances: 20 });
gateway.raise('disk-full');

async function run(
  execute: typeof compiled,
  schema: GraphQLSchema,
  query: string,
  variables: Record<string, unknown>,
  context: unknown,
  operationName?: string,
) {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, operationName)!;
  let result!: FormattedExecutionResult;
  // Compiled from the second use on, and a third time with what the second left behind.
  for (let use = 0; use < 3; use += 1)
    result = await execute!({ schema, document, operation, variables, context, requestId: 'same' });
  return normal(result);
}

/** What must be alike: the data, and each error's code, path, message and place, in the order of their paths. */
function normal({ data, errors }: FormattedExecutionResult) {
  const list = (errors ?? []).map(({ message, path, extensions, locations }) => ({
    path: path?.join('.') ?? '',
    code: extensions?.['code'],
    message,
    locations,
  }));
  return JSON.parse(JSON.stringify({ data, errors: list.sort((a, b) => (a.path < b.path ? -1 : 1)) })) as object;
}

const SHAPES: readonly [title: string, query: string, variables?: Record<string, unknown>, operationName?: string][] = [
  ['aliases', '{ one: size two: size node { a: id b: id } }'],
  [
    'fragments, nested and overlapping',
    '{ node { ...A ...B } } fragment A on Node { id child { id } } fragment B on Node { child { number ...C } } fragment C on Node { id }',
  ],
  [
    'include and skip with variables',
    'query($yes: Boolean!, $no: Boolean!) { size @include(if: $yes) float @skip(if: $yes) node @skip(if: $no) { id @include(if: $no) number } }',
    { yes: true, no: false },
  ],
  [
    'include on fragments',
    'query($yes: Boolean!) { ... @include(if: $yes) { size } ...F @skip(if: $yes) } fragment F on Query { float }',
    { yes: false },
  ],
  ['a union', '{ pets { __typename ... on Dog { name barks } ... on Cat { name lives } } }'],
  ['an interface', '{ animal { name __typename ... on Cat { lives } } }'],
  ['an interface that resolves to a stranger', '{ animal(kind: "odd") { name } }'],
  ['null in a field that may not be null', '{ animal(kind: "dead") { name ... on Cat { lives } } size }'],
  ['null that rises to the root', '{ nothing size }'],
  ['null that rises through an object', '{ node { child { strict { id } number } } size }'],
  ['null inside lists', '{ node { list { id } strictList { id } } }'],
  ['coded errors, nullable', '{ coded node { failing id } }'],
  ['coded errors that rise', '{ codedStrict size }'],
  ['several errors in one answer', '{ node { a: failing b: failing child { failing strictFailing } } coded }'],
  ['thrown errors', '{ throws size }'],
  ['rejected errors', '{ rejects size }'],
  ['thrown strings', '{ throwsString size }'],
  ['leaves that do not serialise', '{ badNumber badSize many }'],
  ['promised fields', '{ node { promised child { promised } } }'],
  ['defaults of arguments', '{ greet add(a: 1) echo }'],
  ['null for an argument with a default', 'query($name: String) { greet(name: $name) }', { name: null }],
  ['a variable left out, so that the default stands', 'query($name: String) { greet(name: $name) }', {}],
  ['a nullable variable left out', 'query($o: Options) { echo(options: $o) }', {}],
  ['a nullable variable that is null', 'query($o: Options) { echo(options: $o) }', { o: null }],
  ['defaults of variables', 'query($a: Int! = 5, $b: Int = 6) { add(a: $a, b: $b) }'],
  ['input objects with defaults', '{ echo(options: { nested: { size: LARGE } }) }'],
  [
    'input objects in variables',
    'query($o: Options) { echo(options: $o) }',
    { o: { size: 'LARGE', tags: 'one', nested: { limit: 3 } } },
  ],
  [
    'variables inside input objects',
    'query($s: Size!, $l: Int) { echo(options: { size: $s, limit: $l }) }',
    { s: 'SMALL' },
  ],
  ['@oneOf, literal', '{ find(where: { name: "a" }) }'],
  ['@oneOf, variable', 'query($w: Where!) { find(where: $w) }', { w: { id: 4 } }],
  ['@oneOf with two fields', 'query($w: Where!) { find(where: $w) }', { w: { id: 4, name: 'x' } }],
  ['a missing variable', 'query($a: Int!) { add(a: $a) }', {}],
  ['a variable of the wrong type', 'query($a: Int!) { add(a: $a) }', { a: 'one' }],
  ['a variable beyond the range', 'query($a: Int!) { add(a: $a) }', { a: 2 ** 40 }],
  ['an unknown enum value', 'query($o: Options) { echo(options: $o) }', { o: { size: 'HUGE' } }],
  ['an unknown input field', 'query($o: Options) { echo(options: $o) }', { o: { colour: 'red' } }],
  ['mutations one after another', 'mutation { a: step(to: 1) b: step(to: 2) }'],
  ['a failing mutation', 'mutation { fail(at: 1) }'],
  ['one operation of several', 'query A { size } query B { float }', {}, 'B'],
  ['one event of a subscription', 'subscription { node { id child { failing } } }'],
  ['introspection', getIntrospectionQuery({ specifiedByUrl: true, oneOf: true })],
  [
    'introspection of one type',
    '{ __type(name: "Options") { kind inputFields { name defaultValue type { kind ofType { name } } } } __typename }',
  ],
];

const GATEWAY: readonly [title: string, query: string, variables?: Record<string, unknown>, viewer?: typeof ADMIN][] = [
  [
    'a page of resources',
    '{ resources(first: 5) { nodes { __typename id ... on Instance { instanceType } tags { key value } provider { name } } pageInfo { hasNextPage endCursor } totalCount complete missing { code } } }',
  ],
  [
    'one of many fails',
    '{ provider(id: "prv_1") { resources(first: 20) { edges { cursor node { name allowedActions native } } } } }',
  ],
  [
    'nodes by id',
    'query($id: ID!) { node(id: $id) { id ... on Resource { name state } ... on Provider { syncInterval createdAt } } none: node(id: "x") { id } }',
    { id: 'res_1_3' },
  ],
  ['alarms', '{ alarms { nodes { title startedAt provider { name } resource { name } } cursor } }'],
  ['scalars that refuse', 'query($age: Duration) { resources(maxAge: $age) { complete } }', { age: '5 parsecs' }],
  ['a role that is too low', '{ apiKeys { id } viewer { name role } }', {}, VIEWER],
  ['a mutation that is refused', 'mutation { startInstances(input: { ids: ["res_1_1"] }) { operation { id } } }'],
  ['introspection', getIntrospectionQuery()],
];

describe('compiled and plain execution answer alike', () => {
  it.each(SHAPES)('%s', async (_title, query, variables = {}, operationName) => {
    const [fast, plain] = [
      await run(compiled, shapes, query, variables, {}, operationName),
      await run(interpreted, shapes, query, variables, {}, operationName),
    ];
    expect(fast).toEqual(plain);
    expect(JSON.stringify(fast)).not.toContain('secret');
  });

  it.each(GATEWAY)('over the gateway: %s', async (_title, query, variables = {}, viewer = ADMIN) => {
    const context = gateway.contextFor(viewer);
    expect(await run(compiled, gatewaySchema, query, variables, context)).toEqual(
      await run(interpreted, gatewaySchema, query, variables, context),
    );
  });

  it('and none of these operations had to stay interpreted', () => {
    expect(warnings).toEqual([]);
  });
});
