/** Lists of what a cloud has in Mist: all of one kind, or some by their ids. */
import { BadReply, fitting, inTurns, type ListInput, type ListPage, type Row } from '../../sdk/index.ts';
import { cloudIdOf, type MistContext } from './account.ts';
import { bodyOf, part, permissionToRead, send, type MistRequest } from './client.ts';
import { saysGone } from './errors.ts';
import { rowOf, textOf } from './fields.ts';
import { readPage } from './paging.ts';

/** Where a kind is. */
export interface Collection {
  /** Such as `machines`. */
  readonly collection: string;
  /** The fields to ask for. Absent: all. */
  readonly only?: string;
}

/** At 10 KB a record with all that the cloud says of it, most pages stay below the size of a message. */
const PAGE_ROWS = 80;

/** Ids stay ids: Mist would put names in their place. */
const BY_ID = { deref: 'none' };

/** One page of records of the account's cloud. Those that Mist misses in the cloud are left out. */
export async function listRecords<Item extends { readonly native?: unknown }>(
  context: MistContext,
  { collection, only }: Collection,
  { cursor, nativeIds }: ListInput,
  toRecord: (row: Row) => Item,
): Promise<ListPage<Item>> {
  const cloud = cloudIdOf(context.account);
  const query = { ...BY_ID, only };
  const isHere = (row: Row) => textOf(row, 'missing_since') === null;
  if (nativeIds) {
    const found = await inTurns(nativeIds, (id) => readOne(context, collection, id, query));
    const rows = found.filter((row) => row !== null && row['cloud'] === cloud && isHere(row)) as Row[];
    return { items: rows.map(toRecord) };
  }
  const listing = { collection, query: { ...query, cloud }, limit: PAGE_ROWS };
  const fit = (rows: readonly Row[]) => rows.slice(0, fitting(rows.map(toRecord)).length);
  const page = await readPage(context, listing, cursor, fit);
  if (page.items.some((row) => row['cloud'] !== cloud))
    throw new BadReply(`the list of ${collection} holds some of another cloud`);
  return { ...page, items: fitting(page.items.filter(isHere).map(toRecord)) };
}

/** One record. Null when it is gone. */
export async function readOne(
  context: MistContext,
  collection: string,
  id: string,
  query: MistRequest['query'] = BY_ID,
): Promise<Row | null> {
  const about = `the answer on ${id}`;
  const answer = await send(context, { method: 'GET', path: `/api/v2/${collection}/${part(id)}`, query });
  if (saysGone(answer)) return null;
  return rowOf(rowOf(bodyOf(answer, { permission: permissionToRead(collection), about: id }), about)['data'], about);
}
