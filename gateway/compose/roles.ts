import { defaultFieldResolver, getDirectiveValues, isObjectType } from 'graphql';
import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import type { GatewayContext } from '../../resolvers/context.ts';
import type { Role } from '../../schema/generated/types.ts';
import { Forbidden } from '../errors.ts';

type Resolve = GraphQLFieldResolver<unknown, GatewayContext>;

const RANKS: Record<Role, number> = { VIEWER: 0, OPERATOR: 1, ADMIN: 2 };

/** Makes every field with `@role(is:)` refuse callers of a lower role before its resolver runs. Changes the schema given. */
export function enforceRoles(schema: GraphQLSchema): GraphQLSchema {
  const directive = schema.getDirective('role');
  if (!directive) return schema;
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const needed = field.astNode && getDirectiveValues(directive, field.astNode)?.['is'];
      if (!needed) continue;
      // A subscription is refused before its source opens; its events need no second look.
      if (type === schema.getSubscriptionType())
        field.subscribe = guard(needed as Role, field.subscribe ?? defaultFieldResolver);
      else field.resolve = guard(needed as Role, field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

function guard(needed: Role, resolve: Resolve): Resolve {
  return (source, args, context, info) => {
    if (RANKS[context.viewer.role] < RANKS[needed]) throw new Forbidden(`the role ${needed}`);
    return resolve(source, args, context, info);
  };
}
