import { isInterfaceType, isNonNullType, isObjectType, type GraphQLInterfaceType } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from './contract.ts';

/**
 * Fields that are never null although their type is filled from what connectors say, because the gateway makes them
 * itself or refuses a record that lacks them. Any other such field must be nullable: else one provider that stays
 * silent, or one dead connector, would null its neighbours.
 */
const SAFE: Readonly<Record<string, readonly string[]>> = {
  Resource: [
    'id',
    'nativeId',
    'kind',
    'name',
    'provider',
    'region', // the key of a record, or made from it
    'firstSeenAt',
    'lastSeenAt',
    'observedAt',
    'source',
    'allowedActions',
    'changes',
    'alarms',
    'findings', // the gateway's own
  ],
  GenericResource: ['attributes'],
  Tag: ['key', 'value'],
  VolumeAttachment: ['instanceId'],
  FirewallRule: ['direction', 'protocol'],
  Provider: [
    'id',
    'name',
    'connector',
    'state',
    'options',
    'createdAt',
    'updatedAt',
    'slices',
    'resources',
    'alarms',
    'findings',
    'createdUpstream', // from the store
  ],
  Connector: ['id', 'name', 'title', 'description', 'operations', 'kinds', 'optionsSchema', 'functions'], // from the registry
};

const typeNamed = (name: string) => {
  const type = schema.getType(name);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`the schema has no type ${name}`);
  return type;
};
const resources = schema.getPossibleTypes(schema.getType('Resource') as GraphQLInterfaceType).map(({ name }) => name);

it.each([...Object.keys(SAFE), ...resources.filter((name) => !SAFE[name])])(
  '%s has no field that a connector can null its neighbours by',
  (name) => {
    const safe = [...(SAFE[name] ?? []), ...(resources.includes(name) ? SAFE['Resource']! : [])];
    const strict = Object.values(typeNamed(name).getFields()).filter(({ type }) => isNonNullType(type));
    expect(strict.map((field) => field.name).filter((field) => !safe.includes(field))).toEqual([]);
  },
);

it('nothing that is listed as safe is gone or nullable', () => {
  const stale = Object.entries(SAFE).flatMap(([name, safe]) =>
    safe.filter((field) => !isNonNullType(typeNamed(name).getFields()[field]?.type)).map((field) => `${name}.${field}`),
  );
  expect(stale).toEqual([]);
});

it('a root field that looks up one thing answers null when it is not there', () => {
  const lookups = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) =>
    args.some((argument) => argument.name === 'id'),
  );
  expect(lookups.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['provider', 'resource', 'operation', 'node']),
  );
  expect(lookups.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
});
