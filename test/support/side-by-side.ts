/** Two transactions that really run side by side, as PostgreSQL lets them, in an order that the test decides. */
import { sql } from 'kysely';
import type { Store } from '../../gateway/store/index.ts';

/** A transaction that did its work, and commits when it is told to. */
export function paused(begin: (work: () => Promise<void>) => Promise<unknown>) {
  let commit = () => {};
  const told = new Promise<void>((resolve) => (commit = resolve));
  let worked = () => {};
  const isReady = new Promise<void>((resolve) => (worked = resolve));
  const ended = begin(async () => {
    worked();
    await told;
  });
  return { isReady, commit, ended };
}

/** Until some transaction waits for the lock of another. */
export async function untilOneWaits({ db }: Store) {
  const waiting = sql<{ count: number }>`select count(*)::int as count from pg_locks where not granted`;
  while ((await waiting.execute(db)).rows[0]!.count === 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
