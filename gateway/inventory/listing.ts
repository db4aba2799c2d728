/**
 * Takes in one listing of a slice. All that it writes is dated with the moment it began: what it shows is at least as new.
 * Whatever was read later than that, by an action or a younger listing, is left alone; so listings may overlap.
 */
import { setImmediate } from 'node:timers/promises';
import type { ResourceRecord } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Store } from '../store/index.ts';
import { ALARM_KIND, FINDING_KIND } from '../slice-kinds.ts';
import type { Listing, SliceKey } from './ports.ts';
import { differing, lockSlice, markMissing, writeRecords, writing, type Showing } from './intake.ts';
import { toStored } from './rows.ts';

/** Few enough rows that writing them holds up nobody; the event loop turns in between. */
const CHUNK = 100;
const IDS_CHUNK = 1_000;

/** `changed` hears after each commit that something is known anew. */
export function createListing(store: Store, showing: Showing, changed: () => void): Listing {
  const { slice, at } = showing;
  const seen = new Set<string>();
  let phase: 'open' | 'broken' | 'ended' = 'open';

  async function take(records: readonly ResourceRecord[]) {
    const byId = new Map(records.map((record) => toStored(slice, record)).map((stored) => [stored.id, stored]));
    // Seen even when writing fails: what a provider showed is never marked missing.
    for (const id of byId.keys()) seen.add(id);
    const differ = await differing(store.db, store, showing, [...byId.values()]);
    if (differ.length === 0) return;
    const written = await writing(
      store,
      slice.providerId,
      async (trx) => {
        if (isSuperseded(await lockSlice(trx, store, slice))) return 0;
        const still = await differing(trx, store, showing, differ);
        await writeRecords(trx, store, showing, still);
        return still.length;
      },
      'BULK',
    );
    if (written > 0) changed();
  }

  const isSuperseded = ({ listed_at }: { listed_at: number | null }) => listed_at !== null && listed_at > at;

  /** Marks missing what was not seen. How many resources are there. */
  async function sweep(): Promise<number> {
    let present = 0;
    let after = 0;
    for (;;) {
      const rows = await presentRows(store, slice, after);
      const unseen = rows.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
      present += rows.length;
      for (let start = 0; start < unseen.length; start += CHUNK) {
        present -= await writing(
          store,
          slice.providerId,
          async (trx) => {
            if (isSuperseded(await lockSlice(trx, store, slice))) return 0;
            return markMissing(trx, store, showing, unseen.slice(start, start + CHUNK));
          },
          'BULK',
        );
        changed();
        await setImmediate();
      }
      if (rows.length < IDS_CHUNK) return present;
      after = rows.at(-1)!.seq;
      await setImmediate();
    }
  }

  function end() {
    if (phase === 'ended') throw new Error('the listing has ended');
    phase = 'ended';
  }

  return {
    async add(records) {
      if (phase === 'ended') throw new Error('the listing has ended');
      try {
        for (let start = 0; start < records.length; start += CHUNK) {
          await take(records.slice(start, start + CHUNK));
          await setImmediate();
        }
      } catch (error) {
        phase = 'broken';
        throw error;
      }
    },

    async complete() {
      if (phase === 'broken') throw new Error('a page could not be written, so the listing is not complete');
      end();
      const count = await (COUNTS[slice.kind]?.(store, slice) ?? sweep());
      await writing(store, slice.providerId, async (trx) => {
        if (isSuperseded(await lockSlice(trx, store, slice))) return;
        await trx
          .updateTable('slices')
          .set({ listed_at: at, attempted_at: at, resource_count: count, error_code: null, error_message: null })
          .where('provider_id', '=', slice.providerId)
          .where('kind', '=', slice.kind)
          .where('region', '=', slice.region)
          .execute();
      });
      changed();
      return count;
    },

    async fail({ code, message }: Failure) {
      end();
      await writing(store, slice.providerId, (trx) =>
        trx
          .updateTable('slices')
          .set({ attempted_at: at, error_code: code, error_message: message })
          .where('provider_id', '=', slice.providerId)
          .where('kind', '=', slice.kind)
          .where('region', '=', slice.region)
          .where((eb) => eb.or([eb('listed_at', 'is', null), eb('listed_at', '<=', at)]))
          .execute(),
      );
      changed();
    },
  };
}

const presentRows = (store: Store, { providerId, kind, region }: SliceKey, after: number) =>
  store.db
    .selectFrom('resources')
    .select(['seq', 'id'])
    .where('provider_id', '=', providerId)
    .where('kind', '=', kind)
    .where('region', '=', region)
    .where('seq', '>', after)
    .where('missing_since', 'is', null)
    .orderBy('seq')
    .limit(IDS_CHUNK)
    .execute();

async function countAlarms(store: Store, { providerId, region }: SliceKey): Promise<number> {
  const { count } = await store.db
    .selectFrom('alarms')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('provider_id', '=', providerId)
    .where('region', '=', region)
    .where('state', '<>', 'RESOLVED')
    .executeTakeFirstOrThrow();
  return count;
}

async function countFindings(store: Store, { providerId }: SliceKey): Promise<number> {
  const { count } = await store.db
    .selectFrom('findings')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('provider_id', '=', providerId)
    .where('cleared_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** How many there are of what is kept elsewhere. */
const COUNTS: Readonly<Record<string, (store: Store, slice: SliceKey) => Promise<number>>> = {
  [ALARM_KIND]: countAlarms,
  [FINDING_KIND]: countFindings,
};
