import type { ResourceRecord } from '../../functions/sdk/index.ts';
import type { PageArgs, ResourceQuery } from '../../resolvers/context.ts';
import type {
  Coverage,
  Failure,
  Page,
  ResourceGroupPage,
  ResourcePage,
  ResourceRow,
  SliceRow,
} from '../../resolvers/rows.ts';
import type { ResourceChange, ResourceGroupKey } from '../../schema/generated/types.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/index.ts';

/** The unit of listing, of freshness and of partial failure. */
export interface SliceKey {
  readonly providerId: string;
  readonly kind: string;
  /** `global` for kinds of the account. */
  readonly region: string;
}

/** The providers a caller may see. Null: all. */
export type Scope = readonly string[] | null;

/** Slices that a question is about. Null: any; of kinds, all that hold resources. */
export interface Area {
  readonly providerIds: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  readonly regions: readonly string[] | null;
}

/** What a provider calls one of its resources. */
export interface Subject {
  readonly providerId: string;
  readonly kind: string;
  readonly nativeId: string;
}

/** What is known of all accounts, how old it is, and what is missing. Reads never call a provider; `gateway/sync` does. */
export interface Inventory {
  search(query: ResourceQuery, scope: Scope): Promise<ResourcePage>;
  groups(
    by: ResourceGroupKey,
    tag: string | null | undefined,
    query: ResourceQuery,
    scope: Scope,
  ): Promise<ResourceGroupPage>;
  /** In the order of the ids; null for those that are not there or not in scope. */
  load(ids: readonly string[], scope: Scope): Promise<(ResourceRow | null)[]>;
  /** The resource of each subject, in their order. Null: there is none, or there are several, in different regions. */
  locate(subjects: readonly Subject[], scope: Scope): Promise<readonly (ResourceRow | null)[]>;
  native(id: string): Promise<unknown>;
  changes(id: string, page: PageArgs): Promise<Page<ResourceChange>>;
  slices(providerId: string): Promise<readonly SliceRow[]>;

  /** The slices that a query covers. Throws `BadInput` when it cannot be asked. */
  area(query: ResourceQuery, scope: Scope): Promise<Area>;
  /** What of an area could not be listed, and how old the rest is. */
  coverage(area: Area): Promise<Coverage>;
  /** The slices of an area that were not listed successfully since `since`. */
  stale(area: Area, since: number): Promise<readonly SliceKey[]>;
  /** Says which slices a provider has; resources of others go, with their history. */
  setSlices(providerId: string, slices: readonly Omit<SliceKey, 'providerId'>[]): Promise<void>;
  /**
   * Starts taking in a listing of a slice that the provider has: for others `add` and `complete` throw `Conflict`.
   * Nothing is marked missing unless it completes. For slices that hold no resources there is nothing to add.
   */
  beginListing(slice: SliceKey): Listing;
  /** Takes in what a provider said of some resources by id: those asked for and not in `records` are marked missing. */
  observe(
    slice: SliceKey,
    nativeIds: readonly string[],
    records: readonly ResourceRecord[],
  ): Promise<readonly ResourceRow[]>;
  /** Removes all of a provider. How many resources went. */
  forget(providerId: string): Promise<number>;
  /** Removes history older than a moment, and resources that were missing by then. How many changes. */
  prune(olderThan: number): Promise<number>;
}

/** A listing that is being taken in, page by page. */
export interface Listing {
  add(records: readonly ResourceRecord[]): Promise<void>;
  /** All pages came: what the slice held and no page showed is marked missing. How many resources it holds. */
  complete(): Promise<number>;
  /** The listing was cut: what came is kept, nothing is marked missing, the slice says why. */
  fail(failure: Failure): Promise<void>;
}

/** What the inventory is given. */
export interface InventoryPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus: Bus;
  /** The resource kinds that the registered connectors list. */
  readonly knownKinds: () => readonly string[];
}
