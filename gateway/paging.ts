/** Keyset paging: a cursor holds the sort values of one row, bound to the list and order it was made for. */
import type { PageArgs } from '../resolvers/context.ts';
import type { Page } from '../resolvers/rows.ts';
import { BadInput, InvalidCursor } from './errors.ts';

type SortValue = string | number | null;

/** How many items a page has; `first` outside 1 to `max` is an error, never silently cut. */
export function pageSize({ first }: PageArgs, fallback: number, max: number): number {
  const size = first ?? fallback;
  if (size < 1 || size > max) throw new BadInput('first', `must be 1 to ${max}, was ${size}`);
  return size;
}

/** An opaque cursor. `list` names the list and its order, so that a cursor of another is recognised. */
export function encodeCursor(list: string, values: readonly SortValue[]): string {
  return Buffer.from(JSON.stringify([list, ...values])).toString('base64url');
}

/** The sort values that a cursor holds. Throws `InvalidCursor` unless it was made for this list and number of values. */
export function decodeCursor(list: string, cursor: string, count: number): SortValue[] {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw new InvalidCursor();
  }
  if (!Array.isArray(content) || content[0] !== list || content.length !== count + 1) throw new InvalidCursor();
  const values: unknown[] = content.slice(1);
  if (!values.every((value) => value === null || typeof value === 'string' || Number.isSafeInteger(value)))
    throw new InvalidCursor();
  return values as SortValue[];
}

/** As `decodeCursor`, for the page's `after`. Null without one. */
export function decodeAfter(list: string, { after }: PageArgs, count: number): SortValue[] | null {
  return after === null || after === undefined ? null : decodeCursor(list, after, count);
}

/** A page from rows of which one more than `size` was read, to know whether more follow. */
export function pageOf<Row>(
  rows: readonly Row[],
  size: number,
  args: PageArgs,
  cursorOf: (row: Row) => string,
): Page<Row> {
  return {
    nodes: rows.length > size ? rows.slice(0, size) : rows,
    hasNextPage: rows.length > size,
    hasPreviousPage: args.after !== null && args.after !== undefined,
    cursorOf,
  };
}
