/** Which of the gateways over one store does what is due: whoever writes it down first. */
import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/index.ts';

export interface Claim {
  /** Whether it is this gateway's to do. */
  readonly isOurs: boolean;
  /** When it was taken, by whomever; milliseconds since 1970 (UTC). */
  readonly takenAt: number;
}

export interface Claims {
  /** What is taken is nobody's again, also not of whoever took it, before `durationMs` have passed. */
  take(name: string, durationMs: number): Promise<Claim>;
  /** Forgets what was taken before this moment. */
  prune(before: number): Promise<void>;
}

export function createClaims({ store, clock }: { store: Store; clock: Clock }): Claims {
  return {
    async take(name, durationMs) {
      const now = clock.now();
      const { numInsertedOrUpdatedRows } = await store.db
        .insertInto('claims')
        .values({ name, taken_at: now })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ taken_at: now })
            // As `hasPassed`: one that is further ahead was written before the clock was set back.
            .where(sql<boolean>`abs(${now} - claims.taken_at) >= ${durationMs}`),
        )
        .executeTakeFirstOrThrow();
      if (numInsertedOrUpdatedRows) return { isOurs: true, takenAt: now };
      const row = await store.db.selectFrom('claims').select('taken_at').where('name', '=', name).executeTakeFirst();
      return { isOurs: false, takenAt: row?.taken_at ?? now };
    },

    async prune(before) {
      await store.db.deleteFrom('claims').where('taken_at', '<', before).execute();
    },
  };
}
