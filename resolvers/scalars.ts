import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import type { Resolvers } from './generated/resolvers.ts';

const UNITS_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
/** The longest: a hundred years, so that moments stay numbers. */
const MAX_DURATION_MS = 36_525 * UNITS_MS.d;
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** What a reference may look like. A name is no path, so that no other file can be read. */
export const SECRET_REFERENCE = /^(env:[A-Z][A-Z0-9_]{0,63}|file:[A-Za-z0-9][A-Za-z0-9._-]{0,63})$/;

const refuse = (message: string) => new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });

function parseMoment(value: unknown): number {
  const moment = typeof value === 'string' && RFC_3339.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(moment))
    throw refuse('a DateTime is written as RFC 3339 with a zone, such as "2026-01-31T12:00:00Z"');
  return moment;
}

function parseDuration(value: unknown): number {
  const [, count, unit] = (typeof value === 'string' && /^(\d{1,9})(ms|s|m|h|d)$/.exec(value)) || [];
  if (!count) throw refuse('a Duration is a whole number and a unit, ms, s, m, h or d, such as "30s"');
  const durationMs = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS];
  if (durationMs > MAX_DURATION_MS) throw refuse('a Duration is at most 36525d, a hundred years');
  return durationMs;
}

/** The longest unit that divides it: 900,000 ms is `15m`. */
function formatDuration(value: unknown): string {
  const durationMs = value as number;
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    if (durationMs > 0 && durationMs % UNITS_MS[unit] === 0) return `${durationMs / UNITS_MS[unit]}${unit}`;
  }
  return durationMs === 0 ? '0s' : `${durationMs}ms`;
}

function parseSecretReference(value: unknown): string {
  if (typeof value === 'string' && SECRET_REFERENCE.test(value)) return value;
  // What was given is not repeated: it may be the secret itself.
  throw refuse('a SecretReference is written `env:NAME` (of CAUSEWAY_SECRET_NAME) or `file:NAME`, never the secret');
}

/** Moments are milliseconds since 1970 inside, durations milliseconds. Strings from records are RFC 3339 already. */
export const scalars: Resolvers = {
  DateTime: new GraphQLScalarType<number, string>({
    name: 'DateTime',
    serialize: (value) => (typeof value === 'string' ? value : new Date(value as number).toISOString()),
    parseValue: parseMoment,
    parseLiteral: (node) => parseMoment(node.kind === Kind.STRING ? node.value : null),
  }),
  Duration: new GraphQLScalarType<number, string>({
    name: 'Duration',
    serialize: formatDuration,
    parseValue: parseDuration,
    parseLiteral: (node) => parseDuration(node.kind === Kind.STRING ? node.value : null),
  }),
  SecretReference: new GraphQLScalarType<string, string>({
    name: 'SecretReference',
    serialize: (value) => value as string,
    parseValue: parseSecretReference,
    parseLiteral: (node) => parseSecretReference(node.kind === Kind.STRING ? node.value : null),
  }),
  JSON: new GraphQLScalarType({
    name: 'JSON',
    serialize: (value) => value,
    parseValue: (value) => value,
    parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  }),
};
