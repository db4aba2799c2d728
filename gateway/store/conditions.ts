import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { among } from './dialects.ts';

/** Columns and the values they may have. Null: any. An empty list fits nothing. */
export type Conditions = Readonly<Record<string, readonly string[] | null | undefined>>;

/**
 * All conditions as one expression. The columns are names of ours, never input. Values with NUL fit nothing, as nothing
 * that is stored has it, and PostgreSQL does not even take it as a question.
 */
export function allOf(
  { dialect }: { readonly dialect: 'sqlite' | 'postgres' },
  ...conditions: readonly Conditions[]
): RawBuilder<SqlBool> {
  const parts = conditions
    .flatMap((one) => Object.entries(one))
    .flatMap(([column, values]) => (values ? [oneOf(dialect, sql.ref(column), values.filter(isStorable))] : []));
  return parts.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

/** A single value is compared directly: that lets an index deliver rows in the order of its next column. */
export function oneOf(
  dialect: 'sqlite' | 'postgres',
  column: RawBuilder<unknown>,
  values: readonly string[],
): RawBuilder<boolean> {
  return values.length === 1 ? sql<boolean>`${column} = ${values[0]}` : among(dialect, column, values);
}

const isStorable = (text: string) => !text.includes('\0');

/** The text as every store can hold it: PostgreSQL's has every character but NUL. */
export const storable = (text: string) => text.replaceAll('\0', '\ufffd');
