/** The lists of what an AWS account holds: calls of the older interface, in pages with a token. */
import {
  fitting,
  InputRefused,
  ProviderUnavailable,
  type ListInput,
  type ListPage,
  type Row,
} from '../../sdk/index.ts';
import type { CloudcheckrContext } from './account.ts';
import { callLegacy } from './client.ts';
import { required, rowsOf, textOf } from './fields.ts';
import { nextToken } from './next-token.ts';
import { selectionOf } from './selection.ts';

/** One of CloudCheckr's lists. */
export interface Inventory {
  /** Such as `inventory/get_resources_ebs_details`. */
  readonly call: string;
  /** The field of the answer that has the rows. */
  readonly rows: string;
  /** The field of a row that names the resource. */
  readonly id: string;
  /** The parameter that asks for some resources by id. Null: the list has none. */
  readonly idsParameter: string | null;
}

/** One page of a list, or the rows that are asked for by id, however many pages they are on. */
export async function inventoryPage<Item extends { readonly native?: unknown }>(
  context: CloudcheckrContext,
  inventory: Inventory,
  { cursor, nativeIds }: ListInput,
  convert: (row: Row, nativeId: string) => Item,
): Promise<ListPage<Item>> {
  const toItem = (row: Row) => convert(row, required(textOf(row[inventory.id]), inventory.id));
  if (!nativeIds) {
    const place = placeOf(inventory, cursor);
    const page = await ask(context, inventory, place, {});
    if (page.rows.length < place.skip)
      throw new ProviderUnavailable(`${inventory.call} answered with another page than before`);
    const left = page.rows.slice(place.skip).map(toItem);
    const items = fitting(left);
    if (items.length < left.length)
      return { items, cursor: cursorAt(inventory, { ...place, date: page.date, skip: place.skip + items.length }) };
    return { items, cursor: cursorAt(inventory, page.next()) };
  }
  const wanted = new Map<string, Row>();
  const ids = inventory.idsParameter ? { [inventory.idsParameter]: nativeIds.join(',') } : {};
  let place: Place | undefined = START;
  while (place) {
    const page = await ask(context, inventory, place, ids);
    for (const row of page.rows)
      if (nativeIds.includes(String(row[inventory.id]))) wanted.set(String(row[inventory.id]), row);
    place = wanted.size < nativeIds.length ? page.next() : undefined;
  }
  return { items: [...wanted.values()].map(toItem) };
}

/** Where a list goes on. */
interface Place {
  /** CloudCheckr's, for its page. Undefined: the first. */
  readonly token: string | undefined;
  /** How many rows of that page went into replies before: a page of CloudCheckr may be too heavy for one. */
  readonly skip: number;
  /** How many rows the pages before had. */
  readonly seen: number;
  /** Of when the pages before are. Null: there are none. */
  readonly date: string | null;
}
const START: Place = { token: undefined, skip: 0, seen: 0, date: null };

interface Page {
  readonly rows: readonly Row[];
  readonly date: string;
  /** Undefined: this is the last. Throws where that is not certain. */
  next(): Place | undefined;
}

/** Pages of two listings make none: what moved between them would be missing, or there twice. */
async function ask(
  context: CloudcheckrContext,
  { call, rows: field }: Inventory,
  place: Place,
  ids: Row,
): Promise<Page> {
  const { pageSize } = context.account.options;
  const answer = await callLegacy(context, call, {
    ...(await selectionOf(context)),
    ...ids,
    max_results: pageSize,
    next_token: place.token,
  });
  const rows = required(rowsOf(answer[field]), field);
  const date = dateOf(answer);
  if (place.date !== null && place.date !== date)
    throw new ProviderUnavailable(`${call} lists anew since its first page, so it must be asked from the start`);
  const seen = place.seen + rows.length;
  const next = () => {
    const asked = { call, token: place.token, maxResults: pageSize, remedy: 'Choose a larger pageSize' };
    const token = nextToken(answer, { ...asked, rows: rows.length, seen });
    return token === undefined ? undefined : { token, skip: 0, seen, date };
  };
  return { rows, date, next };
}

/** Of when an answer is, in its digits alone so that it fits into a cursor. Empty where it does not say. */
const dateOf = (answer: Row): string => (textOf(answer['DateOfResults']) ?? '').replaceAll(/\W/g, '');

function cursorAt({ rows }: Inventory, place: Place | undefined): string | undefined {
  return place && `${rows}:${place.seen}:${place.skip}:${place.date ?? ''}:${place.token ?? ''}`;
}

function placeOf({ rows }: Inventory, cursor: string | undefined): Place {
  if (cursor === undefined) return START;
  const [, list, seen, skip, date = '', token] = /^(\w+):(\d{1,9}):(\d{1,6}):(\w*):(.*)$/s.exec(cursor) ?? [];
  if (list !== rows) throw new InputRefused(`the cursor is not one of ${rows}. Start without a cursor`);
  return { token: token || undefined, skip: Number(skip), seen: Number(seen), date };
}
