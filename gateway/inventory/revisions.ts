/** The version of what is known of some providers: it differs after each committed write that could change an answer. */
import type { Transaction } from 'kysely';
import { among, type Store, type Tables } from '../store/index.ts';
import { sql } from 'kysely';

export interface Revisions {
  /** Null: all providers. Those who ask in the same tick share one read. */
  of(providerIds: readonly string[] | null): Promise<string>;
}

interface Asker {
  readonly providerIds: readonly string[] | null;
  readonly resolve: (version: string) => void;
  readonly reject: (error: unknown) => void;
}

/** Bumps a provider's revision: the last statement of a transaction, because it makes other writers of the provider wait. */
export async function bump(trx: Transaction<Tables>, providerId: string): Promise<void> {
  await trx
    .insertInto('inventory_revisions')
    .values({ provider_id: providerId, revision: 1 })
    .onConflict((conflict) =>
      conflict.column('provider_id').doUpdateSet({ revision: sql`inventory_revisions.revision + 1` }),
    )
    .execute();
}

/**
 * A revision counts the writes of a provider, and stays when the provider goes; beside it counts which of the providers
 * there are, because one that was added and not listed yet is missing in an answer.
 */
export function createRevisions(store: Store): Revisions {
  let askers: Asker[] = [];

  const named = store.db
    .selectFrom('inventory_revisions')
    .select(['provider_id as id', 'revision as n'])
    .where(among(store.dialect, sql.ref('provider_id'), []))
    .unionAll(
      store.db
        .selectFrom('providers')
        .select(['id', sql<number>`-1`.as('n')])
        .where(among(store.dialect, sql.ref('id'), [])),
    )
    .compile();
  const total = store.db
    .selectNoFrom([
      (eb) =>
        eb
          .selectFrom('inventory_revisions')
          .select(sql<number>`cast(coalesce(sum(revision), 0) as bigint)`.as('n'))
          .as('revisions'),
      (eb) =>
        eb
          .selectFrom('providers')
          .select((count) => count.fn.countAll<number>().as('n'))
          .as('providers'),
    ])
    .compile();

  async function answer(asking: readonly Asker[]) {
    const ids = [...new Set(asking.flatMap(({ providerIds }) => providerIds ?? []))];
    const list = store.dialect === 'sqlite' ? JSON.stringify(ids) : ids;
    const [each, all] = await Promise.all([
      ids.length > 0 ? store.db.executeQuery<{ id: string; n: number }>({ ...named, parameters: [list, list] }) : null,
      asking.some(({ providerIds }) => providerIds === null)
        ? store.db.executeQuery<{ revisions: number; providers: number }>(total)
        : null,
    ]);
    const revisions = new Map<string, { revision: number; providers: number }>();
    for (const { id, n } of each?.rows ?? []) {
      const known = revisions.get(id) ?? { revision: 0, providers: 0 };
      if (n === -1) known.providers = 1;
      else known.revision = n;
      revisions.set(id, known);
    }
    for (const { providerIds, resolve } of asking) {
      if (providerIds === null) {
        resolve(`${all!.rows[0]!.revisions}/${all!.rows[0]!.providers}`);
        continue;
      }
      let revision = 0;
      let providers = 0;
      for (const id of providerIds) {
        revision += revisions.get(id)?.revision ?? 0;
        providers += revisions.get(id)?.providers ?? 0;
      }
      resolve(`${revision}/${providers}`);
    }
  }

  return {
    of: (providerIds) =>
      new Promise((resolve, reject) => {
        askers.push({ providerIds, resolve, reject });
        if (askers.length > 1) return;
        queueMicrotask(() => {
          const asking = askers;
          askers = [];
          answer(asking).catch((error: unknown) => asking.forEach((asker) => asker.reject(error)));
        });
      }),
  };
}
