/**
 * Accounts that are made in the system behind a connector. A row is committed before the first call, and goes in the
 * transaction that keeps the provider, or when what was made is gone again. So whatever dies in between leaves a row
 * behind, and never an account that nobody knows of.
 *
 * `next_attempt_at` is a lease as well: who works on a row moves it ahead, and a row whose time has come belongs to
 * whoever takes it, also one whose maker died.
 */
import type { LogLine } from '../../functions/sdk/serve.ts';
import { CodedError } from '../../functions/sdk/index.ts';
import type { ErrorCode } from '../../schema/generated/types.ts';
import type { Clock } from '../clock.ts';
import { mayHaveActed } from '../effect.ts';
import { Conflict, failureOf, WithRemark } from '../errors.ts';
import type { Registry } from '../registry/index.ts';
import type { AccountCreationsTable, Store } from '../store/index.ts';
import type { Accounts } from './accounts.ts';
import type { Account, First } from './directory.ts';
import { isNameTaken, nameTaken, upstreamName } from './names.ts';

/** How much longer than its deadline a creation that did not answer may still take effect. */
const STRAGGLER_MS = 60_000;
/** Between one attempt to remove and the next: doubled each time. */
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 3_600_000;

/**
 * A creation has several steps, and what undoes the first of them may have failed as well, whatever the error says: only
 * these come before there is anything to undo.
 */
const BEFORE_ALL: readonly ErrorCode[] = ['BAD_USER_INPUT', 'PROVIDER_CREDENTIAL_REJECTED', 'UNSUPPORTED_OPERATION'];

const leftNothing = (error: unknown) =>
  !mayHaveActed(error) &&
  error instanceof CodedError &&
  (error.facts['ran'] === 'no' || BEFORE_ALL.includes(error.code));

const tookTooLong = () => new Conflict('it took too long to make it, so it was given up. Try again');

const REMOVED_LATER = 'What may have been made upstream is being removed';

export interface Creations {
  /**
   * Makes the account and hands it on, with what has to happen in the transaction that keeps it. When anything fails,
   * what was made is removed, at once or else by `removeDue`, and the first error is thrown. A name can be made once at a
   * time; throws `Conflict` when it is taken.
   */
  make<Result>(
    account: Account,
    name: string,
    actor: string,
    keep: (made: Account, settle: First) => Promise<Result>,
  ): Promise<Result>;
  /** Whether a provider of this name is being made. */
  isReserved(name: string): Promise<boolean>;
  /** Tries to remove what is due. One run at a time; never rejects. */
  removeDue(): Promise<void>;
  /** Makes all due that a gateway before this one left, where none but this one uses the store. */
  takeUp(): Promise<void>;
  /** Gives up attempts that run, and waits for their end. */
  close(): Promise<void>;
}

export interface CreationsPorts {
  readonly store: Store;
  readonly registry: Registry;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  readonly log: (line: LogLine) => void;
  readonly onUnexpected: (error: unknown) => void;
}

type Row = AccountCreationsTable;

export function createCreations(ports: CreationsPorts): Creations {
  const { store, registry, accounts, clock, callTimeoutMs, log, onUnexpected } = ports;
  const closing = new AbortController();
  const attempts = new Set<Promise<unknown>>();
  let running: Promise<void> | null = null;

  /** Long enough for what is done under it: a creation and its check, or one attempt to remove. */
  const leaseUntil = () => clock.now() + 3 * callTimeoutMs;
  const change = (id: string, patch: Partial<Row>) =>
    store.db.updateTable('account_creations').set(patch).where('provider_id', '=', id).execute();
  const forget = (id: string) => store.db.deleteFrom('account_creations').where('provider_id', '=', id).execute();

  async function begin({ connector, deployment, call }: Account, name: string): Promise<Row> {
    const row: Row = {
      provider_id: call.providerId,
      connector,
      deployment,
      name: upstreamName(name, call.providerId),
      reserved_name: name,
      account_id: null,
      options: JSON.stringify(call.options),
      credential: call.credential,
      begun_at: clock.now(),
      abandoned_at: null,
      next_attempt_at: leaseUntil(),
      attempts: 0,
      error_code: null,
      error_message: null,
    };
    const writing = store.transaction(async (trx) => {
      await registry.hold(trx, connector, deployment);
      // Reserved before it is looked for: PostgreSQL lets the insert wait for a creation of this name that is just being
      // kept, and a look before that wait would miss the provider that came of it.
      await trx.insertInto('account_creations').values(row).execute();
      if (await trx.selectFrom('providers').select('id').where('name', '=', name).executeTakeFirst()) throw nameTaken();
    });
    await writing.catch((error: unknown) => {
      throw isNameTaken(error) ? nameTaken() : error;
    });
    return row;
  }

  /** Writes down which account came of it. Where that took so long that nobody waits for it any more, it is to be removed. */
  async function note(row: Row, accountId: string) {
    const [noted] = await change(row.provider_id, { account_id: accountId });
    if (noted?.numUpdatedRows) return;
    const late = { ...row, account_id: accountId, reserved_name: null, abandoned_at: clock.now() };
    await store.db.insertInto('account_creations').values(late).execute();
    throw tookTooLong();
  }

  /** Takes a row for an attempt to remove what it stands for. Undefined: it is gone, or somebody else took it. */
  const take = ({ provider_id, next_attempt_at, abandoned_at, attempts: before }: Row) =>
    store.db
      .updateTable('account_creations')
      .set({
        reserved_name: null,
        abandoned_at: abandoned_at ?? clock.now(),
        next_attempt_at: leaseUntil(),
        attempts: before + 1,
      })
      .where('provider_id', '=', provider_id)
      .where('next_attempt_at', '=', next_attempt_at)
      .returningAll()
      .executeTakeFirst();

  /** Whether it is gone for good. `isEnded`: the creation is known to be over, so nothing can come of it later. */
  async function remove(row: Row, isEnded: boolean): Promise<boolean> {
    const begunAt = clock.now();
    const facts = { providerId: row.provider_id, connector: row.connector, name: row.name, attempts: row.attempts };
    try {
      await accounts.remove(accountOf(row), row.account_id === null ? row.name : null, null, closing.signal);
    } catch (error) {
      const { code, message } = failureOf(error, onUnexpected);
      const nextAttemptAt = clock.now() + Math.min(FIRST_DELAY_MS * 2 ** (row.attempts - 1), MAX_DELAY_MS);
      await change(row.provider_id, { next_attempt_at: nextAttemptAt, error_code: code, error_message: message });
      log({
        level: 'warn',
        message: 'what a creation left upstream could not be removed yet',
        ...facts,
        code,
        reason: message,
        nextAttemptAt,
      });
      return false;
    }
    // A creation that never answered may take effect after it was looked for: it is looked for once more.
    const certainAt = row.begun_at + callTimeoutMs + STRAGGLER_MS;
    if (!isEnded && row.account_id === null && begunAt < certainAt) {
      await change(row.provider_id, { next_attempt_at: certainAt, error_code: null, error_message: null });
      return false;
    }
    await forget(row.provider_id);
    log({ level: 'info', message: 'what a creation left upstream is gone', ...facts });
    return true;
  }

  /** As an attempt that `close` waits for. */
  function attempt(row: Row, isEnded = false): Promise<boolean> {
    const trying = take(row)
      .then((taken) => (taken ? remove(taken, isEnded) : false))
      .catch((error: unknown) => (onUnexpected(error), false))
      .finally(() => attempts.delete(trying));
    attempts.add(trying);
    return trying;
  }

  async function removeAllDue() {
    const due = store.db.selectFrom('account_creations').selectAll().where('next_attempt_at', '<=', clock.now());
    await Promise.all((await due.execute()).map((row) => attempt(row)));
  }

  return {
    async make(account, name, actor, keep) {
      accounts.requireCreation(account);
      const row = await begin(account, name);
      let made: Account | null = null;
      try {
        const { accountId } = await accounts.create(account, row.name, actor);
        made = { ...account, call: { ...account.call, accountId } };
        await note(row, accountId);
        return await keep(made, async (trx) => {
          const { numDeletedRows } = await trx
            .deleteFrom('account_creations')
            .where('provider_id', '=', row.provider_id)
            .where('abandoned_at', 'is', null)
            .executeTakeFirst();
          if (numDeletedRows !== 1n) throw tookTooLong();
        });
      } catch (error) {
        if (!made && leftNothing(error)) {
          await forget(row.provider_id).catch(onUnexpected);
          throw error;
        }
        const isGone = await attempt(row, !mayHaveActed(error));
        throw isGone || !(error instanceof CodedError) ? error : new WithRemark(error, REMOVED_LATER);
      }
    },

    isReserved: async (name) => {
      const query = store.db.selectFrom('account_creations').select('provider_id').where('reserved_name', '=', name);
      return (await query.executeTakeFirst()) !== undefined;
    },

    removeDue() {
      running ??= removeAllDue()
        .catch(onUnexpected)
        .finally(() => (running = null));
      return running;
    },

    async takeUp() {
      if (store.dialect === 'sqlite')
        await store.db.updateTable('account_creations').set({ next_attempt_at: clock.now() }).execute();
    },

    async close() {
      closing.abort();
      await Promise.all([running, ...attempts]);
    },
  };
}

const accountOf = ({ connector, deployment, provider_id, account_id, options, credential }: Row): Account => ({
  connector,
  deployment,
  call: { providerId: provider_id, accountId: account_id, options: JSON.parse(options) as unknown, credential },
});
