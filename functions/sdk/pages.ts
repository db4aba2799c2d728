/** Pages that fit into a reply. */
import type { ListInput, ListPage } from './define.ts';
import { InputRefused } from './errors.ts';
import { MAX_MESSAGE_BYTES } from './protocol.ts';

/** With room for the envelope and the longest cursor. */
const MAX_PAGE_BYTES = MAX_MESSAGE_BYTES - 20_000;
const MAX_PAGE_ITEMS = 1_000;

const encoder = new TextEncoder();
const bytesOf = (item: unknown) => encoder.encode(JSON.stringify(item)).length + 1;

/**
 * As many items, from the first on, as fit into one reply, and at least one. An item that is too heavy by itself goes
 * without `native`: it would never come through, nor any that follows it.
 */
export function fitting<Item extends { readonly native?: unknown }>(items: readonly Item[]): Item[] {
  const page: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const weight = bytesOf(item);
    const fits = weight > MAX_PAGE_BYTES ? { ...item, native: undefined } : item;
    bytes += fits === item ? weight : bytesOf(fits);
    if (page.length > 0 && bytes > MAX_PAGE_BYTES) break;
    page.push(fits);
  }
  return page;
}

/** An alarm or a finding: with its subject its id is its identity. */
interface Keyed {
  readonly nativeId: string;
  readonly subject?: { readonly kind: string; readonly nativeId: string } | null;
  readonly native?: unknown;
}

const keyOf = ({ nativeId, subject }: Keyed) => `${nativeId} ${subject ? `${subject.kind} ${subject.nativeId}` : ''}`;

/**
 * A page of what a system answers all at once: ordered by key, so that a change between two pages moves no other item.
 * `list` names the list in its cursors. What is there twice is shown once.
 */
export function keysetPage<Item extends Keyed>(
  list: string,
  all: readonly Item[],
  { cursor, nativeIds }: ListInput,
): ListPage<Item> {
  if (nativeIds) return { items: all.filter(({ nativeId }) => nativeIds.includes(nativeId)) };
  if (cursor !== undefined && !cursor.startsWith(`${list}:`))
    throw new InputRefused(`the cursor is not one of ${list}. Begin without one`);
  const last = cursor?.slice(list.length + 1);
  const rest = [...new Map(all.map((item) => [keyOf(item), item]))]
    .filter(([key]) => last === undefined || key > last)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const items = fitting(rest.slice(0, MAX_PAGE_ITEMS).map(([, item]) => item));
  return { items, cursor: items.length < rest.length ? `${list}:${keyOf(items.at(-1)!)}` : undefined };
}
