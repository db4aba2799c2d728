import { BadReply, recordSchema, type ResourceRecord } from '../../functions/sdk/index.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';
import type { Inventory } from '../inventory/index.ts';
import type { Functions } from '../invoke/index.ts';
import type { Directory } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Upstream } from './upstream.ts';

/** Reads single resources from their provider, past the inventory and into it. */
export interface Reader {
  /** All of one provider, kind and region, at most 100. Those that are gone are marked missing. Throws what the call throws. */
  read(resources: readonly ResourceRow[], deadlineAt: number, signal?: AbortSignal): Promise<readonly ResourceRow[]>;
}

export interface ReaderPorts {
  readonly directory: Directory;
  readonly registry: Registry;
  readonly functions: Functions;
  readonly inventory: Inventory;
  readonly upstream: Upstream;
}

export function createReader({ directory, registry, functions, inventory, upstream }: ReaderPorts): Reader {
  return {
    async read(resources, deadlineAt, signal) {
      const [first] = resources;
      if (!first) return [];
      const { providerId, kind, region } = first;
      const account = await directory.activeAccount(providerId);
      await upstream.requireListed(providerId, signal);
      const fn = registry.require(account.connector, { type: 'LIST', kind }, account.deployment);
      const nativeIds = resources.map(({ nativeId }) => nativeId);
      const wanted = new Set(nativeIds);
      const records: ResourceRecord[] = [];
      let cursor: string | null = null;
      // To the last page, until the deadline: what a page that was not read might show is not gone.
      do {
        const input = { region, nativeIds, ...(cursor && { cursor }) };
        const page = await functions.call({ fn, input, account: account.call, deadlineAt, ...(signal && { signal }) });
        const parsed = recordSchema(kind).array().safeParse(page.data);
        if (!parsed.success) throw new BadReply(`${fn.name}: a record does not fit its schema`);
        records.push(...parsed.data.filter(({ nativeId }) => wanted.has(nativeId)));
        cursor = page.cursor;
      } while (cursor);
      return inventory.observe({ providerId, kind, region }, nativeIds, records);
    },
  };
}
