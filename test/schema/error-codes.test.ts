import { readdirSync, readFileSync } from 'node:fs';
import { isEnumType } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from './contract.ts';

const enumType = schema.getType('ErrorCode');
const codes = isEnumType(enumType) ? enumType.getValues().map(({ name }) => name) : [];

/** Codes that Apollo Server and graphql-js give by themselves, so that our sources need not name them. */
const FROM_THE_SERVER = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST', 'INTERNAL_SERVER_ERROR'];

const sources = ['functions', 'gateway', 'resolvers']
  .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts') && !/generated\/|\.gen\.ts$/.test(file))
  .map((file) => [file, readFileSync(file, 'utf8')] as const);

/** Where errors are declared. */
const FILES = ['functions/sdk/errors.ts', 'gateway/errors.ts', 'gateway/event-errors.ts'];

it.each(FILES)('every error in %s has a code of the schema', (file) => {
  const source = readFileSync(file, 'utf8');
  const classes = [...source.matchAll(/class (\w+) extends CodedError \{\s+readonly code(?:: \w+)? = '(\w+)'/g)];
  // One that adds a remark to another has that one's code.
  const declared = [...source.matchAll(/class \w+ extends CodedError(?! \{\s+readonly code: CodedError\['code'\];)/g)];
  expect(classes).toHaveLength(declared.length);
  expect(classes.filter(([, , code]) => !codes.includes(code!)).map(([, name, code]) => `${name}: ${code}`)).toEqual(
    [],
  );
});

it('errors with a code of their own are declared in those files and nowhere else', () => {
  const elsewhere = sources.filter(
    ([file, source]) => !FILES.includes(file) && /extends CodedError \{\s+readonly code = /.test(source),
  );
  expect(elsewhere.map(([file]) => file)).toEqual([]);
});

it('every code of the schema is given somewhere', () => {
  const given = new Set(
    sources.flatMap(([, source]) => [...source.matchAll(/['"`]([A-Z][A-Z_]+)['"`]/g)].map(([, code]) => code)),
  );
  expect(codes.filter((code) => !given.has(code) && !FROM_THE_SERVER.includes(code))).toEqual([]);
});

it('the description of every code tells the client what to do', () => {
  const values = isEnumType(enumType) ? enumType.getValues() : [];
  const mute = values.filter(({ description }) => (description?.match(/[.:;](\s|$)/g) ?? []).length < 2);
  expect(mute.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
});
