/** Tables as data, for migrations. */
import { sql, type Kysely } from 'kysely';
import { columnTypes } from '../dialects.ts';

/** Lists are separated by commas. A column is its name and type; `?` after the type allows null, `key` makes it the primary key. */
export interface TableShape {
  readonly columns: string;
  /** A primary key of several columns. */
  readonly key?: string;
  readonly unique?: readonly string[];
  readonly indexes?: readonly string[];
}

const listed = (text: string) => text.split(',').map((item) => item.trim());

/** Creates one table with its keys and indexes. */
export async function createTable(
  db: Kysely<unknown>,
  dialect: 'sqlite' | 'postgres',
  name: string,
  shape: TableShape,
): Promise<void> {
  let table = db.schema.createTable(name);
  for (const column of listed(shape.columns)) {
    const [columnName, kind, isKey] = column.split(' ');
    const type = kind!.replace('?', '') as keyof (typeof columnTypes)['sqlite'];
    table = table.addColumn(columnName!, columnTypes[dialect][type], (definition) => {
      if (!isKey) return kind!.endsWith('?') ? definition : definition.notNull();
      return type === 'serial' && dialect === 'sqlite'
        ? definition.primaryKey().autoIncrement()
        : definition.primaryKey().notNull();
    });
  }
  if (shape.key) table = table.addPrimaryKeyConstraint(`${name}_key`, listed(shape.key) as never);
  if (shape.key && dialect === 'sqlite') table = table.modifyEnd(sql`without rowid`);
  for (const columns of shape.unique ?? []) table = table.addUniqueConstraint(`${name}_${columns}`, [columns] as never);
  await table.execute();
  for (const columns of shape.indexes ?? []) {
    const indexName = `${name}_by_${listed(columns).join('_')}`;
    await db.schema.createIndex(indexName).on(name).columns(listed(columns)).execute();
  }
}
