/** The store for any number of gateways: a PostgreSQL database. */
import {
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Driver,
} from 'kysely';
import pg from 'pg';
import { StartRefused } from '../errors.ts';
import { storeFailure, toStoreError } from './failures.ts';
import type { OpenedDialect } from './location.ts';

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;

/** Tries one connection, so that a wrong address is told at once. Throws `StartRefused` with the reason in one line. */
export async function openPostgres(databaseUrl: string): Promise<OpenedDialect> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) throw notAnAddress();
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // Moments, sequences and counts stay far below 2^53.
    types: {
      getTypeParser: (type, format) =>
        (type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format)) as never,
    },
  });
  // A connection that breaks is replaced when one is needed; what runs on it is told by its own query. The pool listens
  // to those that are idle alone, and an error that nobody listens to would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw refusal(error);
  }
  return {
    dialect: {
      createDriver: () => mapErrors(new PostgresDriver({ pool })),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
    },
    bulk: null,
    explain: refusal,
    release: async () => {},
  };
}

const notAnAddress = () =>
  new StartRefused('DATABASE_URL is not an address: write postgres://USER:PASSWORD@HOST/DATABASE');

/** Never names the address: it may hold a password. */
function refusal(error: unknown): unknown {
  const reason = storeFailure(error);
  if (reason !== null) return new StartRefused(`cannot use DATABASE_URL: ${reason}`, { cause: error });
  return error instanceof TypeError ? notAnAddress() : error;
}

/** The same driver, throwing `StoreUnavailable` for what the database is to blame for. */
function mapErrors(driver: Driver): Driver {
  const inner = new WeakMap<DatabaseConnection, DatabaseConnection>();
  const unwrap = (connection: DatabaseConnection) => inner.get(connection)!;
  const mapped = async <Result>(work: () => Promise<Result>) => {
    try {
      return await work();
    } catch (error) {
      throw toStoreError(error);
    }
  };
  return {
    init: () => driver.init(),
    acquireConnection: () =>
      mapped(async () => {
        const connection = await driver.acquireConnection();
        const wrapped: DatabaseConnection = {
          executeQuery: (query) => mapped(() => connection.executeQuery(query)),
          streamQuery: () => {
            throw new Error('rows are not streamed: read them in pages');
          },
        };
        inner.set(wrapped, connection);
        return wrapped;
      }),
    beginTransaction: (connection, settings) => mapped(() => driver.beginTransaction(unwrap(connection), settings)),
    commitTransaction: (connection) => mapped(() => driver.commitTransaction(unwrap(connection))),
    rollbackTransaction: (connection) => mapped(() => driver.rollbackTransaction(unwrap(connection))),
    savepoint: (connection, name, compile) => mapped(() => driver.savepoint!(unwrap(connection), name, compile)),
    rollbackToSavepoint: (connection, name, compile) =>
      mapped(() => driver.rollbackToSavepoint!(unwrap(connection), name, compile)),
    releaseSavepoint: (connection, name, compile) =>
      mapped(() => driver.releaseSavepoint!(unwrap(connection), name, compile)),
    releaseConnection: (connection) => driver.releaseConnection(unwrap(connection)),
    destroy: () => driver.destroy(),
  };
}
