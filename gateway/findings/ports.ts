import type { FindingRecord } from '../../functions/sdk/index.ts';
import type { FindingQuery } from '../../resolvers/context.ts';
import type { FindingPage, FindingRow, ResourceRow } from '../../resolvers/rows.ts';
import type { Clock } from '../clock.ts';
import type { Area, Inventory, Scope, SliceKey } from '../inventory/index.ts';
import type { Store } from '../store/index.ts';

/**
 * What best-practice checks say of resources and accounts. The region of a subject is not known to who checked, so a
 * finding keeps kind and native id, and its resource is looked for when it is asked for: whatever its region, and
 * however much later than the finding it is listed.
 */
export interface Findings {
  /** Throws `BadInput` and `InvalidCursor` for what cannot be asked. */
  search(query: FindingQuery, scope: Scope): Promise<FindingPage>;
  /** Null when there is none, or it may not be seen. */
  load(id: string, scope: Scope): Promise<FindingRow | null>;
  /** Those that were not cleared, the worst first, at most 200 for each resource, in the order of the resources. */
  ofResources(resources: readonly ResourceRow[]): Promise<readonly (readonly FindingRow[])[]>;
  /** In the order of the findings. Null: it names none, or none that is known, or more than one has the name. */
  resourcesOf(findings: readonly FindingRow[], scope: Scope): Promise<readonly (ResourceRow | null)[]>;
  /** The slices that a search covers. Throws `BadInput` for what cannot be asked. */
  area(query: FindingQuery, scope: Scope): Promise<Area>;

  /** Starts taking in a listing of a provider's findings. Nothing is cleared unless it completes. */
  beginListing(slice: SliceKey): FindingListing;
  /** Removes the findings of a provider. */
  forget(providerId: string): Promise<void>;
  /** Removes what was cleared before a moment, and what is left of providers that have no findings any more. */
  prune(olderThan: number): Promise<void>;
}

/** A listing that is being taken in, page by page. */
export interface FindingListing {
  /** Throws `Conflict` when the provider has no findings any more, `BadReply` for more findings than any account has. */
  add(records: readonly FindingRecord[]): Promise<void>;
  /** All pages came: what was there and no page showed is cleared. How many findings were listed. */
  complete(): Promise<number>;
}

/** What the findings are given. */
export interface FindingPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly inventory: Pick<Inventory, 'coverage' | 'load' | 'locate'>;
}
