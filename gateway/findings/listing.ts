/**
 * Takes in one listing of a provider's findings. All that it writes is dated with the moment it began. What a younger
 * listing wrote is left alone, so listings may overlap.
 */
import { setImmediate } from 'node:timers/promises';
import { sql, type Kysely, type Selectable, type SqlBool, type Transaction } from 'kysely';
import { BadReply } from '../../functions/sdk/index.ts';
import { lockSlice, type SliceKey } from '../inventory/index.ts';
import { among, insertRows, type ColumnTypes, type FindingsTable, type Store, type Tables } from '../store/index.ts';
import type { FindingListing } from './ports.ts';
import { toStored, type StoredFinding } from './rows.ts';

/** More than any account has; their ids are held until the listing ends. */
const MAX_FINDINGS = 200_000;
/** Few enough rows that writing them holds up nobody; the event loop turns in between. */
const CHUNK = 100;
const IDS_CHUNK = 1_000;

const COLUMNS: ColumnTypes = {
  id: 'text',
  provider_id: 'text',
  native_id: 'text',
  check_id: 'text',
  check_name: 'text',
  category: 'text',
  verdict: 'text',
  severity: 'text',
  severity_rank: 'bigint',
  source: 'text',
  subject_kind: 'text',
  subject_native_id: 'text',
  subject_id: 'text',
  summary: 'text',
  details: 'text',
  native: 'text',
  hash: 'text',
  first_seen_at: 'bigint',
  last_seen_at: 'bigint',
};
const REPLACE = `on conflict (id) do update set ${[
  'check_name',
  'category',
  'verdict',
  'severity',
  'severity_rank',
  'summary',
  'details',
  'native',
  'hash',
  'last_seen_at',
]
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}, cleared_at = null`;

export function createFindingListing(store: Store, slice: SliceKey, at: number): FindingListing {
  const { providerId } = slice;
  const seen = new Set<string>();
  let broken = false;

  /** Works in a transaction that nobody else's listing of the provider is in, unless a younger one has ended already. */
  const inTurn = (work: (trx: Transaction<Tables>, listedAt: number | null) => Promise<unknown>) =>
    store.bulkTransaction(async (trx) => {
      const { listed_at: listedAt } = await lockSlice(trx, store, slice);
      if (listedAt === null || listedAt <= at) await work(trx, listedAt);
    });

  async function take(findings: readonly StoredFinding[]) {
    const differ = await differing(store.db, store, at, findings);
    if (differ.length === 0) return;
    await inTurn(async (trx) => {
      const still = await differing(trx, store, at, differ);
      const rows = still.map((finding) => ({ ...finding, first_seen_at: at, last_seen_at: at }));
      await insertRows(
        trx,
        store.dialect,
        'findings',
        COLUMNS,
        rows.map((row) => Object.keys(COLUMNS).map((column) => row[column as keyof typeof row])),
        REPLACE,
      );
    });
  }

  /** Clears what was there and was not seen. It was seen last by the listing before. */
  async function sweep(): Promise<void> {
    let after: Place = { severity_rank: -1, seq: 0 };
    for (;;) {
      const rows = await openFindings(store, providerId, after);
      const unseen = rows.filter(({ id }) => !seen.has(id)).map(({ seq }) => seq);
      for (let start = 0; start < unseen.length; start += CHUNK) {
        await inTurn((trx, listedAt) =>
          trx
            .updateTable('findings')
            .set({
              cleared_at: at,
              last_seen_at: sql`case when last_seen_at < ${listedAt ?? 0} then ${listedAt ?? 0} else last_seen_at end`,
            })
            .where(among(store.dialect, sql.ref('seq'), unseen.slice(start, start + CHUNK)))
            .where('cleared_at', 'is', null)
            .where('last_seen_at', '<=', at)
            .execute(),
        );
        await setImmediate();
      }
      if (rows.length < IDS_CHUNK) return;
      after = rows.at(-1)!;
      await setImmediate();
    }
  }

  return {
    async add(records) {
      try {
        if (seen.size + records.length > MAX_FINDINGS)
          throw new BadReply(`more than ${MAX_FINDINGS} findings of one account`);
        for (let start = 0; start < records.length; start += CHUNK) {
          const fresh: StoredFinding[] = [];
          for (const record of records.slice(start, start + CHUNK)) {
            const finding = toStored(providerId, record);
            // Of two records of one finding the first counts: otherwise each listing would write both.
            if (seen.has(finding.id)) continue;
            seen.add(finding.id);
            fresh.push(finding);
          }
          await take(fresh);
          await setImmediate();
        }
      } catch (error) {
        broken = true;
        throw error;
      }
    },

    async complete() {
      if (broken) throw new Error('a page could not be written, so the listing is not complete');
      await sweep();
      return seen.size;
    },
  };
}

/** Which of the findings differ from what is stored. */
async function differing(
  db: Kysely<Tables>,
  store: Store,
  at: number,
  findings: readonly StoredFinding[],
): Promise<readonly StoredFinding[]> {
  const ids = findings.map(({ id }) => id);
  const rows = await db
    .selectFrom('findings')
    .select(['id', 'hash', 'last_seen_at', 'cleared_at'])
    .where(among(store.dialect, sql.ref('id'), ids))
    .execute();
  const stored = new Map(rows.map((row) => [row.id, row]));
  return findings.filter(({ id, hash }) => {
    const row = stored.get(id);
    return !row || (row.last_seen_at <= at && (row.hash !== hash || row.cleared_at !== null));
  });
}

/** Where a walk over a provider's findings stands, in the order of an index that there is anyway. */
type Place = Pick<Selectable<FindingsTable>, 'severity_rank' | 'seq'>;

const openFindings = (store: Store, providerId: string, { severity_rank: rank, seq }: Place) =>
  store.db
    .selectFrom('findings')
    .select(['severity_rank', 'seq', 'id'])
    .where('provider_id', '=', providerId)
    .where(sql<SqlBool>`(severity_rank, seq) > (${rank}, ${seq})`)
    .where('cleared_at', 'is', null)
    .orderBy('severity_rank')
    .orderBy('seq')
    .limit(IDS_CHUNK)
    .execute();
