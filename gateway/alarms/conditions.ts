import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { among, type Store } from '../store/index.ts';

/** Columns and the values they may have. Null: any. An empty list fits nothing. */
export type Conditions = Readonly<Record<string, readonly string[] | null | undefined>>;

/** All conditions as one expression. The columns are names of ours, never input. */
export function allOf({ dialect }: Store, ...conditions: readonly Conditions[]): RawBuilder<SqlBool> {
  const parts = conditions
    .flatMap((one) => Object.entries(one))
    .flatMap(([column, values]) => (values ? [among(dialect, sql.ref(column), values)] : []));
  return parts.length === 0 ? sql<SqlBool>`1 = 1` : sql<SqlBool>`${sql.join(parts, sql` and `)}`;
}
