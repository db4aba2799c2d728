import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
  type GraphQLNamedType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from './contract.ts';

const ROOTS = new Set([schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Everything in a type that can be described, by its path. */
function* partsOf(type: GraphQLNamedType): Generator<readonly [path: string, part: Described]> {
  if (!ROOTS.has(type as never)) yield [type.name, type];
  if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    yield [`${type.name}.${field.name}`, field];
    if (!('args' in field)) continue;
    for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name}:)`, argument];
  }
}

const parts = types.flatMap((type) => [...partsOf(type)]);
const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));

describe('the schema explains itself', () => {
  it('every type, field, argument, enum value and directive has a description', () => {
    const silent = parts.filter(([, { description }]) => !description?.trim()).map(([path]) => path);
    expect([...silent, ...directives.filter(({ description }) => !description).map(({ name }) => `@${name}`)]).toEqual(
      [],
    );
  });

  it('every description is a sentence', () => {
    const odd = parts.filter(([, { description }]) => !/^[A-Z0-9`][^]*\.$/.test(description?.trim() ?? ''));
    expect(odd.map(([path, { description }]) => `${path}: ${description}`)).toEqual([]);
  });

  it('every nullable output field says when it is null', () => {
    const mute = types.flatMap((type) =>
      (isObjectType(type) && !ROOTS.has(type) ? Object.values(type.getFields()) : []).flatMap((field) => {
        const says = /\b(null|As in)\b/i.test(field.description ?? '') || /JSON/.test(String(field.type));
        return String(field.type).endsWith('!') || says ? [] : [`${type.name}.${field.name}`];
      }),
    );
    expect(mute).toEqual([]);
  });
});
