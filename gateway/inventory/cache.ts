/** Answers kept while the version of what they were read from stands. */
import type { Revisions } from './revisions.ts';

/** What all kept answers may hold together, in rows. */
const MAX_ROWS = 20_000;

interface Kept {
  readonly version: string;
  readonly answer: Promise<unknown>;
  rows: number;
}

export interface Cache {
  /**
   * The answer kept under `key`, or a new one. The version is read before the answer, so an answer is never older than
   * its version, and one that a later committed write could have changed is never given.
   */
  read<Answer extends { readonly nodes: readonly unknown[] }>(
    key: string,
    providerIds: readonly string[] | null,
    ask: () => Promise<Answer>,
  ): Promise<Answer>;
}

export function createCache(revisions: Revisions): Cache {
  /** In the order of their last use. */
  const kept = new Map<string, Kept>();
  let rows = 0;

  function drop(key: string, entry: Kept) {
    if (kept.get(key) !== entry) return;
    kept.delete(key);
    rows -= entry.rows;
  }

  /** Every answer counts for one row more than it has, so that empty ones are bounded too. */
  function weigh(key: string, entry: Kept, nodes: number) {
    if (kept.get(key) !== entry) return;
    rows += nodes;
    entry.rows += nodes;
    for (const [oldKey, old] of kept) {
      if (rows <= MAX_ROWS) break;
      drop(oldKey, old);
    }
  }

  return {
    async read<Answer extends { readonly nodes: readonly unknown[] }>(
      key: string,
      providerIds: readonly string[] | null,
      ask: () => Promise<Answer>,
    ) {
      const version = await revisions.of(providerIds);
      const found = kept.get(key);
      if (found) {
        kept.delete(key);
        if (found.version === version) {
          kept.set(key, found);
          return found.answer as Promise<Answer>;
        }
        rows -= found.rows;
      }
      const answer = ask();
      const entry: Kept = { version, answer, rows: 1 };
      kept.set(key, entry);
      rows += 1;
      answer.then(
        ({ nodes }) => weigh(key, entry, nodes.length),
        () => drop(key, entry),
      );
      return answer;
    },
  };
}
