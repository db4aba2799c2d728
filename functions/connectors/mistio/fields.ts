/** Fields out of Mist's records. What is absent, null or empty was not said: null. */
import { BadReply, isRow, meaningOf, textOf as plainTextOf, type Row, type State } from '../../sdk/index.ts';

/** The row itself. Throws `BadReply` where it is none. */
export function rowOf(value: unknown, what: string): Row {
  if (isRow(value)) return value;
  throw new BadReply(`${what} is no object`);
}

export const textOf = (row: Row, name: string): string | null => plainTextOf(row[name]);

/** A text that must be there. Throws `BadReply` where it is not. */
export function neededText(row: Row, name: string): string {
  const text = textOf(row, name);
  if (text === null) throw new BadReply(`a record of Mist lacks ${name}`);
  return text;
}

export function textsOf(row: Row, name: string): string[] | null {
  const value = row[name];
  return Array.isArray(value) ? value.flatMap((one) => plainTextOf(one) ?? []) : null;
}

export function rowIn(row: Row, name: string): Row {
  const value = row[name];
  return isRow(value) ? value : {};
}

/** Version 2 has an object; version 1 a list. A tag without a value has an empty one. */
export function tagsOf(row: Row): { key: string; value: string }[] | null {
  const { tags } = row;
  if (Array.isArray(tags))
    return tags.filter(isRow).flatMap((tag) => {
      const key = textOf(tag, 'key');
      return key === null ? [] : [{ key, value: textOf(tag, 'value') ?? '' }];
    });
  return isRow(tags) ? Object.keys(tags).map((key) => ({ key, value: textOf(tags, key) ?? '' })) : null;
}

/** Our word for a state. What the table lacks is UNKNOWN. */
export function stateOf(table: Readonly<Record<string, State>>, rawState: string | null): State {
  return meaningOf(table, rawState) ?? 'UNKNOWN';
}
