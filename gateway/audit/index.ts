import { CodedError } from '../../functions/sdk/index.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/index.ts';

/** What a mutation or a write call was, for the record. Never holds a secret. */
export interface Deed {
  /** The name of the API key. Null: the gateway itself. */
  readonly actor: string | null;
  /** The mutation or the function. */
  readonly action: string;
  readonly providerId?: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Audit {
  /** Does the work and keeps who did what, and how it ended. */
  record<Result>(deed: Deed, work: () => Promise<Result>): Promise<Result>;
}

export function createAudit({ store, clock }: { store: Store; clock: Clock }): Audit {
  const write = ({ actor, action, providerId, details }: Deed, outcome: string) =>
    store.db
      .insertInto('audit')
      .values({
        at: clock.now(),
        actor,
        action,
        provider_id: providerId ?? null,
        details: JSON.stringify(details),
        outcome,
      })
      .execute();

  return {
    async record(deed, work) {
      let result;
      try {
        result = await work();
      } catch (error) {
        await write(deed, error instanceof CodedError ? error.code : 'INTERNAL_SERVER_ERROR');
        throw error;
      }
      await write(deed, 'ok');
      return result;
    },
  };
}
