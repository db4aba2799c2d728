/**
 * Mist's lists, a page at a time. They are numbered by position, which shifts when rows come and go, so they are asked for
 * sorted by id: a page begins a little before where the last one ended, and what was seen is left out. Where rows that
 * were not seen may have moved before its beginning, an earlier page is read again.
 */
import {
  BadReply,
  InputRefused,
  isRow,
  ProviderUnavailable,
  wholeOf,
  type ListPage,
  type Row,
} from '../../sdk/index.ts';
import type { MistContext } from './account.ts';
import { ask, permissionToRead, type MistRequest } from './client.ts';
import { neededText, rowIn, rowOf } from './fields.ts';

/** What to list. */
export interface Listing {
  /** Such as `machines`. */
  readonly collection: string;
  readonly query?: MistRequest['query'];
  /** Rows in a page. Mist gives 1,000 at most. */
  readonly limit: number;
}

/** How many rows may vanish between two pages before one must be read again. */
const OVERLAP = 10;

interface Place {
  readonly start: number;
  /** The greatest id that was seen. Empty before the first. */
  readonly after: string;
}

/** One page, each row once in the order of ids. `fit` takes as many as a reply has room for. The cursor is refused by other lists. */
export async function readPage(
  context: MistContext,
  listing: Listing,
  cursor: string | undefined,
  fit: (rows: readonly Row[]) => readonly Row[] = (rows) => rows,
): Promise<ListPage<Row>> {
  const place = placeOf(listing, cursor);
  const { rows, start, total } = await rowsAfter(context, listing, place);
  const fresh = rows.filter((row) => idOf(row) > place.after);
  const items = fit(fresh);
  const end = start + rows.length - (fresh.length - items.length);
  if (end >= total) return { items };
  const after = items.length > 0 ? idOf(items.at(-1)!) : place.after;
  return { items, cursor: `${listing.collection} ${Math.max(start + 1, end - OVERLAP)} ${after}` };
}

/** All rows of a list that is needed whole. */
export async function readAll(context: MistContext, listing: Omit<Listing, 'limit'>): Promise<Row[]> {
  const all: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(context, { ...listing, limit: 1_000 }, cursor);
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return all;
}

/** How many rows a list has. */
export async function countOf(context: MistContext, { collection, query }: Omit<Listing, 'limit'>): Promise<number> {
  return (await askFor(context, { collection, limit: 1, ...(query && { query }) }, 0)).total;
}

async function rowsAfter(context: MistContext, listing: Listing, { start, after }: Place): Promise<Numbered> {
  const page = await askFor(context, listing, start);
  const [first] = page.rows;
  const mayHaveMissed = start > 0 && (first === undefined || idOf(first) > after);
  return mayHaveMissed ? rowsAfter(context, listing, { start: Math.max(0, start - listing.limit), after }) : page;
}

interface Numbered {
  readonly rows: readonly Row[];
  readonly start: number;
  readonly total: number;
}

async function askFor(context: MistContext, { collection, query, limit }: Listing, start: number): Promise<Numbered> {
  const body = await ask(context, {
    method: 'GET',
    path: `/api/v2/${collection}`,
    query: { ...query, sort: 'id', start, limit },
    permission: permissionToRead(collection),
    about: `the list of ${collection}`,
  });
  const answer = rowOf(body, `the list of ${collection}`);
  const { data } = answer;
  if (!Array.isArray(data) || !data.every(isRow)) throw new BadReply(`the list of ${collection} has no rows`);
  const meta = rowIn(answer, 'meta');
  const total = wholeOf(meta['total']);
  if (total === null) throw new BadReply(`the list of ${collection} does not say how many rows there are`);
  const isOther = (wholeOf(meta['start']) ?? start) !== start;
  if (isOther || data.length < Math.min(limit, total - start))
    throw new ProviderUnavailable(`Mist answered with another part of the list of ${collection} than was asked for`);
  if (data.some((row, at) => at > 0 && idOf(row) <= idOf(data[at - 1] as Row)))
    throw new BadReply(`the list of ${collection} is not sorted by id, as was asked`);
  return { rows: data, start, total };
}

const idOf = (row: Row) => neededText(row, 'id');

function placeOf({ collection }: Listing, cursor: string | undefined): Place {
  if (cursor === undefined) return { start: 0, after: '' };
  const [name, start, after, ...rest] = cursor.split(' ');
  if (name !== collection || !/^\d{1,9}$/.test(start ?? '') || !after || rest.length > 0)
    throw new InputRefused(`the cursor is not of the list of ${collection}. Begin without one`);
  return { start: Number(start), after };
}
