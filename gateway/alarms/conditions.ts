import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { among, type Store } from '../store/index.ts';

/** Columns and the values they may have. Null: any. An empty list fits nothing. */
export type Conditions = Readonly<Record<string, readonly string[] | null | undefined>>;

/**
 * All conditions as one expression. The columns are names of ours, never input. Values with NUL fit nothing, as nothing
 * that is stored has it, and PostgreSQL does not even take it as a question.
 */
export function allOf({ dialect }: Store, ...conditions: readonly Conditions[]): RawBuilder<SqlBool> {
  const parts = conditions
    .flatMap((one) => Object.entries(one))
    .flatMap(([column, values]) => (values ? [among(dialect, sql.ref(column), values.filter(isStorable))] : []));
  return parts.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}

const isStorable = (text: string) => !text.includes('\0');
