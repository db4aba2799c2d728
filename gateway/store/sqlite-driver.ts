/**
 * Kysely over SQLite with two connections: one writes, and what runs on it waits its turn; the other reads, so a query
 * outside of a transaction sees what was committed and waits for nobody. Statements stay prepared.
 */
import type Database from 'libsql';
import {
  SelectQueryNode, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
  type CompiledQuery, type DatabaseConnection, type Dialect, type Driver, type Kysely, type QueryResult,
} from 'kysely';
import { toStoreError } from './failures.ts';

const MAX_PREPARED = 300;

type Run = <Row>(sql: string, parameters: readonly unknown[]) => QueryResult<Row>;

/** Runs statements on one connection and keeps the last used ones prepared. */
function preparing(database: Database.Database): Run {
  const prepared = new Map<string, { statement: Database.Statement; reader: boolean }>();
  return <Row>(sql: string, parameters: readonly unknown[]) => {
    let entry = prepared.get(sql);
    if (entry === undefined) {
      const statement = database.prepare(sql);
      entry = { statement, reader: (statement as unknown as { reader: boolean }).reader };
      if (prepared.size >= MAX_PREPARED) prepared.delete(prepared.keys().next().value!);
      prepared.set(sql, entry);
    }
    if (entry.reader) return { rows: entry.statement.all(parameters) as Row[] };
    const { changes, lastInsertRowid } = entry.statement.run(parameters);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  };
}

/** Hands out turns one after the other; whoever got one calls the function it was given when done. */
function turnstile() {
  let last: Promise<void> = Promise.resolve();
  return async (): Promise<() => void> => {
    const before = last;
    let leave!: () => void;
    last = new Promise((resolve) => (leave = resolve));
    await before;
    return leave;
  };
}

/** `leave` is set while a transaction holds the writing connection. */
interface SqliteConnection extends DatabaseConnection {
  leave: (() => void) | null;
}

function sqliteDriver(writer: Database.Database, reader: Database.Database): Driver {
  const write = preparing(writer);
  const read = preparing(reader);
  const enter = turnstile();

  const guarded = <Row>(run: Run, sql: string, parameters: readonly unknown[] = []) => {
    try {
      return run<Row>(sql, parameters);
    } catch (error) {
      throw toStoreError(error);
    }
  };
  const connect = (): SqliteConnection => ({
    leave: null,
    async executeQuery<Row>({ query, sql, parameters }: CompiledQuery) {
      if (this.leave) return guarded<Row>(write, sql, parameters);
      if (SelectQueryNode.is(query)) return guarded<Row>(read, sql, parameters);
      const leave = await enter();
      try {
        return guarded<Row>(write, sql, parameters);
      } finally {
        leave();
      }
    },
    streamQuery: () => {
      throw new Error('rows are not streamed: read them in pages');
    },
  });
  const end = (connection: DatabaseConnection, sql: string) => {
    guarded(write, sql);
    (connection as SqliteConnection).leave!();
    (connection as SqliteConnection).leave = null;
  };
  const savepoint = (verb: string) => async (_connection: DatabaseConnection, name: string) => {
    guarded(write, `${verb} "${name}"`);
  };

  return {
    init: async () => {},
    acquireConnection: async () => connect(),
    async beginTransaction(connection) {
      const leave = await enter();
      try {
        guarded(write, 'begin immediate');
      } catch (error) {
        leave();
        throw error;
      }
      (connection as SqliteConnection).leave = leave;
    },
    commitTransaction: async (connection) => end(connection, 'commit'),
    async rollbackTransaction(connection) {
      // After a full disk SQLite has rolled back by itself.
      if (writer.inTransaction) end(connection, 'rollback');
    },
    savepoint: savepoint('savepoint'),
    rollbackToSavepoint: savepoint('rollback to'),
    releaseSavepoint: savepoint('release'),
    async releaseConnection(connection) {
      (connection as SqliteConnection).leave?.();
      (connection as SqliteConnection).leave = null;
    },
    async destroy() {
      const leave = await enter();
      reader.close();
      writer.close();
      leave();
    },
  };
}

/** SQLite can roll back changes of the schema; Kysely's own adapter does not use it. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

export function sqliteDialect(writer: Database.Database, reader: Database.Database): Dialect {
  return {
    createDriver: () => sqliteDriver(writer, reader),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalSqliteAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}
