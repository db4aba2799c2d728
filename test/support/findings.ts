/** The findings of a store, in the words of their tests. */
import type { FindingRecord } from '../../functions/sdk/index.ts';
import { createFindings, type Findings } from '../../gateway/findings/index.ts';
import type { SliceKey } from '../../gateway/inventory/index.ts';
import type { FindingQuery } from '../../resolvers/context.ts';
import type { FindingRow } from '../../resolvers/rows.ts';
import type { FindingFilter } from '../../schema/generated/types.ts';
import { startInventory, type InventoryInUse } from './inventory.ts';
import type { MakePlace } from './places.ts';

export const FINDINGS: SliceKey = { providerId: 'prv_1', kind: 'Finding', region: 'global' };
const REGIONS = ['eu-west-1', 'us-east-1'];

/** What a provider says of a check: it failed, on the whole account, unless told otherwise. */
export const failing = (checkId: string, more: Partial<FindingRecord> = {}): FindingRecord => ({
  nativeId: checkId,
  checkId,
  checkName: `Check ${checkId}`,
  category: 'Security',
  verdict: 'FAIL',
  severity: 'HIGH',
  subject: null,
  summary: `${checkId} fails`,
  details: [],
  ...more,
});
export const on = (nativeId: string, kind = 'Instance') => ({ kind, nativeId });

export interface FindingsInUse extends InventoryInUse {
  readonly findings: Findings;
  /** Takes in a complete listing of a provider, in pages of two. */
  listFindings(slice: SliceKey, ...records: FindingRecord[]): Promise<number>;
  /** The summaries on a page, in its order. */
  summaries(filter?: FindingFilter | null, query?: FindingQuery): Promise<string[]>;
  /** The one finding that fits. */
  finding(filter?: FindingFilter): Promise<FindingRow>;
}

/** Providers with instances and volumes in two regions, buckets that are global, and findings; nothing is listed yet. */
export async function startFindings(
  makePlace: MakePlace,
  providerIds: readonly string[] = ['prv_1', 'prv_2'],
): Promise<FindingsInUse> {
  const inUse = await startInventory(makePlace, providerIds);
  const { store, clock, inventory } = inUse;
  for (const id of providerIds)
    await inventory.setSlices(id, [
      ...['Instance', 'Volume'].flatMap((kind) => REGIONS.map((region) => ({ kind, region }))),
      { kind: 'sandbox.Bucket', region: 'global' },
      { kind: 'Finding', region: 'global' },
    ]);
  const findings = createFindings({ store, clock, inventory });
  const search = (filter?: FindingFilter | null, query: FindingQuery = {}) =>
    findings.search({ filter, ...query }, null);
  return {
    ...inUse,
    findings,
    async listFindings(slice, ...records) {
      const marks = inventory.beginListing(slice);
      const listing = findings.beginListing(slice);
      for (let start = 0; start < records.length; start += 2) await listing.add(records.slice(start, start + 2));
      const count = await listing.complete();
      await marks.complete();
      return count;
    },
    summaries: async (filter, query) => (await search(filter, query)).nodes.map(({ summary }) => summary),
    async finding(filter) {
      const { nodes } = await search(filter);
      if (nodes.length !== 1) throw new Error(`${nodes.length} findings fit`);
      return nodes[0]!;
    },
  };
}
