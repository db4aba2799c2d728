import { readdirSync, readFileSync } from 'node:fs';
import { Kind, parse, Source, TypeInfo, validate, visit, visitWithTypeInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from './contract.ts';

const examples = readdirSync('schema/examples').map(
  (file) => [file, readFileSync(`schema/examples/${file}`, 'utf8')] as const,
);
/** Documents that tell a story in several operations. */
const STORIES = ['scenario.graphql'];
const documents = examples.map(([file, text]) => [file, parse(new Source(text, file))] as const);

describe('the example operations', () => {
  it.each(documents)('%s fits the schema', (_file, document) => {
    expect(validate(schema, document)).toEqual([]);
  });

  it.each(examples)(
    '%s says on top what it shows, and holds one named operation, or those of a story',
    (file, text) => {
      expect(text).toMatch(/^# [A-Z][^\n]+\.\n(query|mutation|subscription) [A-Z]\w+/);
      if (!STORIES.includes(file)) expect(parse(text).definitions).toHaveLength(1);
    },
  );

  it('are named apart', () => {
    const names = documents.flatMap(([, { definitions }]) =>
      definitions.map((one) => (one.kind === Kind.OPERATION_DEFINITION ? one.name?.value : '')),
    );
    expect(names.every(Boolean)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
  });

  it('use every root field', () => {
    const used = new Set<string>();
    for (const [, document] of documents) {
      const types = new TypeInfo(schema);
      visit(
        document,
        visitWithTypeInfo(types, {
          Field: ({ name }) => void used.add(`${types.getParentType()?.name}.${name.value}`),
        }),
      );
    }
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const all = roots.flatMap((root) => Object.keys(root!.getFields()).map((field) => `${root!.name}.${field}`));
    expect(all.filter((field) => !used.has(field))).toEqual([]);
  });
});
