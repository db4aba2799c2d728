/** Fields out of what CloudCheckr answers. Its shapes are known from samples, so every field is read with care. */
import { BadReply, isRow, meaningOf, textOf as plainTextOf, type Row, type State } from '../../sdk/index.ts';

/** A text or a number, as text. Null where nothing is said, for which CloudCheckr also writes `N/A`. */
export function textOf(value: unknown): string | null {
  const text = plainTextOf(value);
  return text === 'N/A' ? null : text;
}

/** Where the next page begins, as it came and however long. Null where there is none. */
export const tokenIn = (value: unknown): string | null =>
  typeof value === 'number' || (typeof value === 'string' && value !== '') ? String(value) : null;

/** The objects of a list. Null where there is no list, which is not the same as an empty one. */
export function rowsOf(value: unknown): readonly Row[] | null {
  return Array.isArray(value) ? value.filter(isRow) : null;
}

/** What an answer cannot do without. Throws `BadReply`. */
export function required<Value>(value: Value | null, field: string): Value {
  if (value === null) throw new BadReply(`CloudCheckr did not say ${field}`);
  return value;
}

/** Our word for a state. What the table lacks, and what was not said, is UNKNOWN. */
export function stateOf(table: Readonly<Record<string, State>>, rawState: string | null): State {
  return meaningOf(table, rawState?.toLowerCase()) ?? 'UNKNOWN';
}

/** Null where the tags were not said. A tag without a value has an empty one. */
export function tagsOf(row: Row): { key: string; value: string }[] | null {
  const tags = rowsOf(row['ResourceTags']);
  return (
    tags && tags.flatMap(({ Key, Value }) => (textOf(Key) ? [{ key: textOf(Key)!, value: textOf(Value) ?? '' }] : []))
  );
}

/** The value of the tag `Name`. Null without one. */
export const nameTagOf = (row: Row): string | null => tagsOf(row)?.find(({ key }) => key === 'Name')?.value || null;
