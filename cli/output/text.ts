/** Text from clouds and gateways as a terminal may be given it, and its width there. */
import truncatedWidth from 'fast-string-truncated-width';

/** Control characters could move the cursor or change its colours, and direction marks could reorder a line. */
const UNSAFE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line without anything that a terminal would obey. */
export function printable(text: string): string {
  return text.replace(UNSAFE, ' ').trim();
}

/** How many columns a text takes: two for wide characters and emoji, none for combining ones and colours. */
export function width(text: string): number {
  return truncatedWidth(text, { limit: Infinity }).width;
}

/** At most `limit` columns, with an ellipsis where something was cut. */
export function fit(text: string, limit: number): string {
  const { index, ellipsed } = truncatedWidth(text, { limit, ellipsis: '…' });
  return ellipsed ? `${text.slice(0, index)}…` : text.slice(0, index);
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
