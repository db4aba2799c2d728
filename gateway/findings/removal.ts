/** Removing findings for good, a few at a time. */
import { setImmediate } from 'node:timers/promises';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { FINDING_KIND } from '../slice-kinds.ts';
import type { Store, Tables } from '../store/index.ts';

const CHUNK = 500;

type Condition = (eb: ExpressionBuilder<Tables, 'findings'>) => Expression<SqlBool>;

export const forget = (store: Store, providerId: string): Promise<void> =>
  removeWhere(store, (eb) => eb('provider_id', '=', providerId));

export async function prune(store: Store, olderThan: number): Promise<void> {
  await removeWhere(store, (eb) => eb('cleared_at', '<', olderThan));
  // What another version of a connector does not check any more, and what a removal that was cut short left.
  const checked = await store.db.selectFrom('slices').select('provider_id').where('kind', '=', FINDING_KIND).execute();
  const held = await store.db.selectFrom('findings').select('provider_id').distinct().execute();
  const known = new Set(checked.map((row) => row.provider_id));
  for (const { provider_id: providerId } of held) if (!known.has(providerId)) await forget(store, providerId);
}

async function removeWhere(store: Store, condition: Condition): Promise<void> {
  for (;;) {
    const { numDeletedRows } = await store.bulkTransaction((trx) =>
      trx
        .deleteFrom('findings')
        .where('seq', 'in', (eb) => eb.selectFrom('findings').select('seq').where(condition).limit(CHUNK))
        .executeTakeFirst(),
    );
    if (numDeletedRows < CHUNK) return;
    await setImmediate();
  }
}
