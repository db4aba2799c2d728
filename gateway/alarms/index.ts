import type { AlarmRecord } from '../../functions/sdk/index.ts';
import type { PageArgs } from '../../resolvers/context.ts';
import type { AlarmEventRow, AlarmPage, AlarmRow } from '../../resolvers/rows.ts';
import type { AlarmEventFilter, AlarmFilter } from '../../schema/generated/types.ts';
import type { Scope } from '../inventory/index.ts';

/** The state machine and the log. A transition and its event are one transaction; an event is never lost, doubled or reordered. */
export interface Alarms {
  search(filter: AlarmFilter | null | undefined, page: PageArgs, scope: Scope): Promise<AlarmPage>;
  load(id: string, scope: Scope): Promise<AlarmRow | null>;
  ofResources(resourceIds: readonly string[]): Promise<ReadonlyMap<string, readonly AlarmRow[]>>;
  acknowledge(id: string, actor: string, note: string | null, scope: Scope): Promise<AlarmRow>;
  follow(filter: AlarmEventFilter | null | undefined, after: string | null | undefined, scope: Scope): AsyncIterable<AlarmEventRow>;

  /** Takes in one complete listing of a provider's own alarms in a region: alarms that it lacks are resolved. */
  observeListing(slice: { providerId: string; region: string }, records: readonly AlarmRecord[]): Promise<number>;
  /** Removes the alarms of a provider; their events stay until they age out. */
  forget(providerId: string): Promise<void>;
  /** Removes events older than the retention. */
  prune(): Promise<void>;
}
