import { readFileSync, readdirSync } from 'node:fs';
import { buildASTSchema, concatAST, extendSchema, Kind, parse, Source, type DocumentNode } from 'graphql';

/** The SDL, file by file, as it is parsed. */
export const documents: readonly DocumentNode[] = readdirSync('schema')
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => parse(new Source(readFileSync(`schema/${file}`, 'utf8'), `schema/${file}`)));

const { kind, definitions } = concatAST(documents);
const isExtension = (definition: { readonly kind: string }) => definition.kind === Kind.OBJECT_TYPE_EXTENSION;

/** The schema that clients see. Building it validates it. */
export const schema = extendSchema(
  buildASTSchema({ kind, definitions: definitions.filter((one) => !isExtension(one)) }),
  { kind, definitions: definitions.filter(isExtension) },
);
