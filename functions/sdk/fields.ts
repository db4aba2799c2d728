/** Fields out of what a system answered. Nothing is trusted: what is absent, or is not what it should be, is null. */
import type { ResourceRecord } from './records.ts';

/** An object as it came. */
export type Row = Readonly<Record<string, unknown>>;

/** How a resource of the model stands. */
export type State = NonNullable<ResourceRecord['state']>;

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a text of a record may have at most. A longer one is cut, for it would make the whole list fail. */
const MAX_TEXT = 4_096;

/** A text without the space around it, or a number as text. Null where nothing is said. */
export function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  return String(value).trim().slice(0, MAX_TEXT) || null;
}

/** A whole number, also one that is written as a text. Null where none is said. */
export function wholeOf(value: unknown): number | null {
  const number = Number(textOf(value) ?? Number.NaN);
  return Number.isSafeInteger(number) ? number : null;
}

export const booleanOf = (value: unknown): boolean | null => (typeof value === 'boolean' ? value : null);

const MOMENT = /^(\d{4})-(\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/;
/** Seconds beyond this are milliseconds: the year 5138. */
const MAX_SECONDS = 1e11;

/**
 * A moment in UTC, which times without a zone are taken for, and not for those of the place where this runs; or out of
 * the seconds or milliseconds since 1970. Null where none is said; the year 1 is .NET's word for none.
 */
export function momentOf(value: unknown): string | null {
  if (typeof value === 'number') {
    const atMs = value > MAX_SECONDS ? value : value * 1_000;
    return atMs >= 0 && atMs <= MAX_SECONDS * 1_000 ? new Date(atMs).toISOString() : null;
  }
  const [, year, day, time, fraction = '', zone = 'Z'] = MOMENT.exec(textOf(value) ?? '') ?? [];
  if (year === undefined || year === '0001') return null;
  const at = Date.parse(`${year}-${day}T${time}${fraction.slice(0, 4)}${zone === 'UTC' ? 'Z' : zone}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** What a table has for a word. Undefined for any other word, and for none. */
export function meaningOf<Meaning>(table: Readonly<Record<string, Meaning>>, word: unknown): Meaning | undefined {
  return typeof word === 'string' && Object.hasOwn(table, word) ? table[word] : undefined;
}
