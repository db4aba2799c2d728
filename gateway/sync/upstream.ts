import { BadReply, upstreamSchema } from '../../functions/sdk/index.ts';
import type { UpstreamRow } from '../../resolvers/rows.ts';
import type { UpstreamState } from '../../schema/generated/types.ts';
import { hasPassed, type Clock } from '../clock.ts';
import { Cancelled, UpstreamNotSynced } from '../errors.ts';
import type { Functions } from '../invoke/index.ts';
import type { Directory } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import { createTurns } from '../turns.ts';

/** All slices of a sync ask at nearly the same time; one answer is good for all of them. */
const FRESH_MS = 1_000;

/** In these an account that was never listed holds nothing that could be shown. UNKNOWN says nothing of it. */
const NOT_LISTED: readonly UpstreamState[] = ['PENDING', 'SYNCING', 'FAILED'];

/** One that waits for its answer. */
interface Question {
  readonly providerId: string;
  readonly abort: AbortController;
  readonly answer: Promise<UpstreamRow | null>;
}

/** How far the systems behind connectors are with the accounts that they hold. */
export interface Upstream {
  /**
   * Asks anew and keeps the answer. Null for connectors that reach the account directly. Throws what the call throws,
   * `InvalidState` while the provider is paused or being removed, and `Cancelled` when it was stopped.
   */
  read(providerId: string, deadlineAt: number, signal?: AbortSignal): Promise<UpstreamRow | null>;
  /**
   * Throws `UpstreamNotSynced` while that system never listed the account, and what the question throws while that is not
   * known: what is listed then is no answer.
   */
  requireListed(providerId: string, signal?: AbortSignal): Promise<void>;
  /** Ends the questions about a provider and waits for them: no answer to one that was asked before is kept after this. */
  stop(providerId: string): Promise<void>;
}

export interface UpstreamPorts {
  readonly directory: Directory;
  readonly registry: Registry;
  readonly functions: Functions;
  readonly clock: Clock;
  /** How long a question may take, retries included. */
  readonly callTimeoutMs: number;
}

export function createUpstream({ directory, registry, functions, clock, callTimeoutMs }: UpstreamPorts): Upstream {
  // Answers are kept one after the other, so that those of one call are one piece of news.
  const inTurn = createTurns();
  const questions = new Set<Question>();

  const known = async (providerId: string) => (await directory.load(providerId, null))?.upstream ?? null;

  async function ask(providerId: string, deadlineAt: number, signal: AbortSignal): Promise<UpstreamRow | null> {
    const account = await directory.activeAccount(providerId);
    const fn = registry.find(account.connector, { type: 'STATUS' }, account.deployment);
    if (!fn) return null;
    const checkedAt = clock.now();
    const { data } = await functions.call({ fn, input: {}, account: account.call, deadlineAt, signal });
    const parsed = upstreamSchema.safeParse(data);
    if (!parsed.success) throw new BadReply(`${fn.name}: what it answered is no status`);
    const { state, reason } = parsed.data;
    const syncedAt = parsed.data.syncedAt === null ? null : Date.parse(parsed.data.syncedAt);
    return inTurn(providerId, async () => {
      const before = await known(providerId);
      // Of two answers the later counts, unless it is dated ahead: then the clock was set back since.
      if (before && before.checkedAt > checkedAt && before.checkedAt <= clock.now()) return before;
      const seenAt = before?.syncedAt === syncedAt ? before.syncedSeenAt : clock.now();
      const answer = { state, syncedAt, reason, checkedAt, syncedSeenAt: syncedAt === null ? null : seenAt };
      await directory.noteUpstream(providerId, answer);
      return answer;
    });
  }

  const read: Upstream['read'] = async (providerId, deadlineAt, signal) => {
    const abort = new AbortController();
    const answer = ask(providerId, deadlineAt, signal ? AbortSignal.any([signal, abort.signal]) : abort.signal);
    const question = { providerId, abort, answer };
    questions.add(question);
    try {
      return await answer;
    } finally {
      questions.delete(question);
    }
  };

  return {
    read,

    async stop(providerId) {
      const meant = [...questions].filter((question) => question.providerId === providerId);
      for (const { abort } of meant) abort.abort(new Cancelled());
      await Promise.allSettled(meant.map(({ answer }) => answer));
    },

    async requireListed(providerId, signal) {
      const { connector, deployment } = await directory.activeAccount(providerId);
      if (!registry.find(connector, { type: 'STATUS' }, deployment)) return;
      let answer = await known(providerId);
      if (answer && answer.syncedAt !== null) return;
      if (!answer || hasPassed(clock, FRESH_MS, answer.checkedAt))
        answer = await read(providerId, clock.now() + callTimeoutMs, signal);
      if (answer && answer.syncedAt === null && NOT_LISTED.includes(answer.state))
        throw new UpstreamNotSynced(connector, answer);
    },
  };
}
