/**
 * Kysely over SQLite with a connection that writes, where each waits its turn, and one that reads: a query outside of a
 * transaction sees what was committed and waits for nobody. Statements stay prepared.
 */
import type Database from 'libsql';
import {
  SelectQueryNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from 'kysely';
import { toStoreError } from './failures.ts';

const MAX_PREPARED = 300;

type Run = <Row>(sql: string, parameters: readonly unknown[]) => QueryResult<Row>;

/** Runs statements on one connection and keeps them prepared; the oldest makes room. */
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

export type Turnstile = () => Promise<() => void>;

/** Hands out turns one after the other; whoever got one calls the function it was given when done. */
export function turnstile(): Turnstile {
  let last: Promise<void> = Promise.resolve();
  return async () => {
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

/** The connections belong to whoever opened them. Dialects over the same file share one turnstile. */
export interface SqliteConnections {
  readonly writer: Database.Database;
  readonly reader: Database.Database;
  readonly enter: Turnstile;
  /** Called after each commit. */
  readonly committed: () => void;
}

function sqliteDriver({ writer, reader, enter, committed }: SqliteConnections): Driver {
  const write = preparing(writer);
  const read = preparing(reader);

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
        committed();
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
    async commitTransaction(connection) {
      end(connection, 'commit');
      committed();
    },
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
    destroy: async () => (await enter())(),
  };
}

/** SQLite can roll back changes of the schema; Kysely's own adapter does not use it. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true;
  }
}

export function sqliteDialect(connections: SqliteConnections): Dialect {
  return {
    createDriver: () => sqliteDriver(connections),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalSqliteAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  };
}
