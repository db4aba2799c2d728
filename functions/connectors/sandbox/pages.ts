/** Pages over what is made by index: nothing is kept between two pages but the cursor. */
import { InputRefused, type ListInput, type ListPage } from '../../sdk/index.ts';
import type { Cloud } from './cloud.ts';
import { indexOf, type SandboxKind } from './ids.ts';

/** A page ends before it weighs more than a reply may, with room for the envelope. */
const MAX_PAGE_BYTES = 900_000;

/** One page of `count` items, or those of `nativeIds` that exist. */
export function pageOf<Item>(
  { options }: Cloud,
  kind: SandboxKind,
  count: number,
  { region, cursor, nativeIds }: ListInput,
  make: (index: number) => Item,
): ListPage<Item> {
  if (nativeIds) {
    const indexes = [...new Set(nativeIds)].map((id) => indexOf(options.seed, region, kind, id));
    return { items: indexes.filter((index) => index >= 0 && index < count).map(make) };
  }
  const start = cursor === undefined ? 0 : offsetOf(cursor, kind, region);
  const items: Item[] = [];
  let bytes = 0;
  let next = start;
  for (; next < count && items.length < options.pageSize; next++) {
    const item = make(next);
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes > MAX_PAGE_BYTES && items.length > 0) break;
    items.push(item);
  }
  return { items, cursor: next < count ? `${kind}/${region}/${next}` : undefined };
}

function offsetOf(cursor: string, kind: SandboxKind, region: string): number {
  const start = `${kind}/${region}/`;
  const rest = cursor.slice(start.length);
  if (!cursor.startsWith(start) || !/^\d{1,9}$/.test(rest))
    throw new InputRefused(`the cursor is not one of a listing of ${kind} in ${region}. Start without a cursor`);
  return Number(rest);
}
