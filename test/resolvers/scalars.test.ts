import type { GraphQLScalarType } from 'graphql';
import { parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SECRET_REFERENCE } from '../../gateway/secrets/index.ts';
import { scalars } from '../../resolvers/scalars.ts';

const {
  DateTime,
  Duration,
  JSON: Json,
  SecretReference,
} = scalars as Record<'DateTime' | 'Duration' | 'JSON' | 'SecretReference', GraphQLScalarType<any, any>>;

describe('Duration', () => {
  it.each([
    ['0s', 0],
    ['250ms', 250],
    ['30s', 30_000],
    ['5m', 300_000],
    ['2h', 7_200_000],
    ['7d', 604_800_000],
    ['36525d', 3_155_760_000_000],
  ])('%s is %i ms', (text, ms) => {
    expect(Duration.parseValue(text)).toBe(ms);
    expect(Duration.parseLiteral(parseValue(`"${text}"`))).toBe(ms);
  });
  it.each([30, -1, '', '30', 's', '-30s', '1.5h', '30 s', '5M', '36526d', '999999999d', null, {}])(
    '%j is none',
    (value) => {
      expect(() => Duration.parseValue(value)).toThrow(
        expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
      );
    },
  );
  it.each([
    [0, '0s'],
    [1, '1ms'],
    [1_500, '1500ms'],
    [60_000, '1m'],
    [90_000, '90s'],
    [86_400_000, '1d'],
  ])('%i ms is written %s', (ms, text) => {
    expect(Duration.serialize(ms)).toBe(text);
  });
});

describe('DateTime', () => {
  it.each([
    ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.000Z'],
    ['2026-01-31T12:00:00.5+02:00', '2026-01-31T10:00:00.500Z'],
  ])('%s is read, and written %s', (text, written) => {
    expect(DateTime.serialize(DateTime.parseValue(text))).toBe(written);
    expect(DateTime.serialize(DateTime.parseLiteral(parseValue(`"${text}"`)))).toBe(written);
  });
  it.each(['tomorrow', '2026-01-31', '2026-01-31T12:00:00', '2026-13-01T00:00:00Z', 1_700_000_000, null])(
    '%j is none',
    (value) => {
      expect(() => DateTime.parseValue(value)).toThrow(/RFC 3339/);
    },
  );
  it('what a provider wrote is shown as it is', () =>
    expect(DateTime.serialize('2026-01-31T12:00:00Z')).toBe('2026-01-31T12:00:00Z'));
});

describe('SecretReference', () => {
  it.each(['env:TOKEN', 'env:A_1', 'file:token', 'file:Token.2026-01_a', `file:${'a'.repeat(64)}`])(
    '%s is one',
    (text) => {
      expect(SecretReference.parseValue(text)).toBe(text);
      expect(SecretReference.parseLiteral(parseValue(`"${text}"`))).toBe(text);
      expect(SecretReference.serialize(text)).toBe(text);
      expect(SECRET_REFERENCE.test(text)).toBe(true);
    },
  );
  it.each([
    'hunter2',
    '',
    'env:',
    'env:token',
    'env:1A',
    'env:A B',
    'env:A\n',
    'ENV:A',
    'file:',
    'file:.hidden',
    'file:a/b',
    'file:../a',
    'file:/etc/passwd',
    `file:${'a'.repeat(65)}`,
    'file:a\n',
    'https://secrets.example/a',
    7,
    null,
    { env: 'A' },
  ])('%j is none, and is not repeated in the answer', (value) => {
    const refusal = expect.objectContaining({ message: expect.stringMatching(/^a SecretReference is written/) });
    expect(() => SecretReference.parseValue(value)).toThrow(refusal);
    if (typeof value === 'string') {
      expect(() => SecretReference.parseLiteral(parseValue(JSON.stringify(value)))).toThrow(refusal);
      expect(SECRET_REFERENCE.test(value)).toBe(false);
    }
  });
});

it('JSON is what it is, with variables inside', () => {
  expect(Json.parseLiteral(parseValue('{ a: [1, "b", null, true], c: $v }'), { v: { deep: 1 } })).toEqual({
    a: [1, 'b', null, true],
    c: { deep: 1 },
  });
});
