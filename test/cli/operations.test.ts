import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { ADVICE } from '../../cli/failures.ts';
import * as generated from '../../cli/generated/operations.ts';
import { typeDefs } from './support/api.ts';

const schema = buildSchema(typeDefs.join('\n'));
const folder = new URL('../../cli/operations/', import.meta.url);
const written = readdirSync(folder)
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n');

describe('the operations of the command', () => {
  it('fit the schema', () => {
    expect(validate(schema, parse(written)).map(({ message }) => message)).toEqual([]);
  });

  it('are sent as they are written: each generated document fits the schema too', () => {
    const documents = Object.entries(generated).filter(([name]) => name.endsWith('Document'));
    expect(documents.length).toBeGreaterThan(15);
    const mistakes = documents.flatMap(([name, document]) =>
      validate(schema, parse(String(document))).map(({ message }) => `${name}: ${message}`),
    );
    expect(mistakes).toEqual([]);
  });
});

it('has advice for every code that the schema knows, and for no other', () => {
  const codes = schema.getType('ErrorCode')!.toConfig() as { values: Record<string, unknown> };
  expect(Object.keys(ADVICE).toSorted()).toEqual(Object.keys(codes.values).toSorted());
});
