import type { Transaction } from 'kysely';
import type { AlarmEventData, AlarmRecord } from '../../functions/sdk/index.ts';
import type { PageArgs } from '../../resolvers/context.ts';
import type { AlarmEventRow, AlarmPage, AlarmRow } from '../../resolvers/rows.ts';
import type { AlarmEventFilter, AlarmFilter } from '../../schema/generated/types.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import type { Scope } from '../inventory/index.ts';
import type { Store, Tables } from '../store/index.ts';
import { acknowledge } from './acknowledge.ts';
import { toCursor } from './cursor.ts';
import { follow } from './follow.ts';
import { createAlarmLog } from './log.ts';
import { observeListing, observePushed, type AlarmSlice } from './observe.ts';
import { load, ofResources, search } from './search.ts';

export { compareCursors } from './cursor.ts';

/** The state machine and the log. A transition and its event are one transaction; an event is never lost, doubled or reordered. */
export interface Alarms {
  search(filter: AlarmFilter | null | undefined, page: PageArgs, scope: Scope): Promise<AlarmPage>;
  load(id: string, scope: Scope): Promise<AlarmRow | null>;
  ofResources(resourceIds: readonly string[]): Promise<ReadonlyMap<string, readonly AlarmRow[]>>;
  acknowledge(id: string, actor: string, note: string | null, scope: Scope): Promise<AlarmRow>;
  /**
   * Every committed event that fits after the cursor, or from the call on, in order and once, until the consumer
   * returns. A bad cursor is the error of the first `next()`: ask `cursorAt` before, where that is too late.
   */
  follow(
    filter: AlarmEventFilter | null | undefined,
    after: string | null | undefined,
    scope: Scope,
  ): AsyncIterable<AlarmEventRow>;
  /** `after` itself if one can follow from it, the end of the log without it. Throws `InvalidCursor` and `CursorExpired`. */
  cursorAt(after: string | null | undefined): Promise<string>;

  /**
   * Takes in one complete listing of a provider's own alarms in a region: alarms that it lacks are resolved. How many
   * alarms were listed. `beganAt`: when the listing began, by our clock; what changed since is newer than it. Left out:
   * now, for a listing that took no time.
   */
  observeListing(slice: AlarmSlice, records: readonly AlarmRecord[], beganAt?: number): Promise<number>;
  /**
   * Takes in single alarms of a provider, as a part of a transaction. The provider's moments decide what is newer, so
   * that repeating them changes nothing. Whoever commits it publishes `alarm-log`.
   */
  observePushed(trx: Transaction<Tables>, pushed: AlarmEventData): Promise<void>;
  /** Removes the alarms of a provider; their events stay until they age out. */
  forget(providerId: string): Promise<void>;
  /** Removes events older than the retention. */
  prune(): Promise<void>;
}

/** What the alarms need. */
export interface AlarmPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  /** How long events stay in the log. */
  readonly retentionMs: number;
}

/** Keeps the alarms of all providers and the log of what happened to them. */
export function createAlarms({ store, clock, bus, retentionMs }: AlarmPorts): Alarms {
  const log = createAlarmLog({ store, clock, bus });
  return {
    search: (filter, page, scope) => search(store, filter, page, scope),
    load: (id, scope) => load(store, id, scope),
    ofResources: (resourceIds) => ofResources(store, resourceIds),
    acknowledge: (id, actor, note, scope) => acknowledge({ store, log }, id, actor, note, scope),
    follow: (filter, after, scope) => follow({ log, clock, bus }, filter, after, scope),
    cursorAt: async (after) => toCursor(await log.position(after)),
    observeListing: (slice, records, beganAt = clock.now()) =>
      observeListing({ store, clock, log }, slice, records, beganAt),
    observePushed: (trx, pushed) => observePushed({ store, clock, log }, trx, pushed),
    async forget(providerId) {
      await store.db.deleteFrom('alarms').where('provider_id', '=', providerId).execute();
    },
    prune: () => log.forgetBefore(clock.now() - retentionMs),
  };
}
