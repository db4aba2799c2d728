import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import type { Clock } from '../clock.ts';
import { BadInput, Conflict } from '../errors.ts';
import type { Store } from '../store/index.ts';

/** What a mutation is known by. */
export interface Wish {
  /** Id of the API key: one caller's keys never meet another's. */
  readonly callerId: string;
  readonly mutation: string;
  /** The client's key. Null or absent: the mutation is simply done. */
  readonly key: string | null | undefined;
  /** All that was asked. Only its hash is kept. */
  readonly input: unknown;
}

export interface Idempotency {
  /**
   * Does the work once for each wish, and gives its answer to every repetition: at once when it is done, when it ends
   * while it runs. Work that fails may be repeated. The answer must be JSON.
   */
  once<Answer>(wish: Wish, work: () => Promise<Answer>): Promise<Answer>;
  /** Forgets wishes made before this moment. */
  prune(before: number): Promise<void>;
}

export function createIdempotency({ store, clock }: { store: Store; clock: Clock }): Idempotency {
  const running = new Map<string, Promise<unknown>>();

  async function answerOf<Answer>(key: string, inputHash: string, work: () => Promise<Answer>): Promise<Answer> {
    const claimed = await store.db
      .insertInto('idempotency')
      .values({ key, input_hash: inputHash, answer: null, created_at: clock.now() })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .executeTakeFirstOrThrow();
    if (!claimed.numInsertedOrUpdatedRows) return earlierAnswer<Answer>(key, inputHash);

    let answer;
    try {
      answer = await work();
    } catch (error) {
      await store.db.deleteFrom('idempotency').where('key', '=', key).execute();
      throw error;
    }
    // Where this fails the work is done all the same, so the wish stays taken.
    await store.db
      .updateTable('idempotency')
      .set({ answer: JSON.stringify(answer) })
      .where('key', '=', key)
      .execute();
    return answer;
  }

  async function earlierAnswer<Answer>(key: string, inputHash: string): Promise<Answer> {
    const row = await store.db.selectFrom('idempotency').selectAll().where('key', '=', key).executeTakeFirst();
    if (row && row.input_hash !== inputHash)
      throw new Conflict('this idempotency key was used with other input. Use a new one');
    // Without an answer the gateway stopped in the middle of it, and what it had done is not known.
    if (!row?.answer)
      throw new Conflict('a request with this idempotency key did not end. Read the state, then use a new key');
    return JSON.parse(row.answer) as Answer;
  }

  return {
    async once<Answer>({ callerId, mutation, key: clientKey, input }: Wish, work: () => Promise<Answer>) {
      if (clientKey === null || clientKey === undefined) return work();
      if (clientKey.length < 1 || clientKey.length > 200)
        throw new BadInput('idempotencyKey', 'must have 1 to 200 characters');
      const key = JSON.stringify([callerId, mutation, clientKey]);
      const inputHash = createHash('sha256').update(canonicalJson(input)).digest('hex');

      const runningKey = `${key}${inputHash}`;
      const earlier = running.get(runningKey) as Promise<Answer> | undefined;
      if (earlier) return earlier;
      const answer = answerOf(key, inputHash, work).finally(() => running.delete(runningKey));
      running.set(runningKey, answer);
      return answer;
    },

    async prune(before) {
      await store.db.deleteFrom('idempotency').where('created_at', '<', before).execute();
    },
  };
}
