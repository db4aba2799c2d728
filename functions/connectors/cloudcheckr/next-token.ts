/** Whether a list has another page. The older interface says so by `HasNext` and `NextToken`, and not everywhere by both. */
import { ProviderUnavailable, wholeOf, type Row } from '../../sdk/index.ts';
import { tokenIn } from './fields.ts';

/** What was asked for a page, and what it had. */
export interface Asked {
  readonly call: string;
  /** Undefined: it was the first. */
  readonly token: string | undefined;
  readonly maxResults: number;
  /** Of this page. */
  readonly rows: number;
  /** Of all pages so far. */
  readonly seen: number;
  /** What to do where more rows than one page may have do not come. */
  readonly remedy: string;
}

/**
 * Where the next page begins. Undefined on the last. Throws `ProviderUnavailable` where pages would never end, or one is
 * lost: an answer that says nothing of more, and is as full as was asked for, may have been cut off there.
 */
export function nextToken(answer: Row, { call, token, maxResults, rows, seen, remedy }: Asked): string | undefined {
  const hasNext = answer['HasNext'];
  if (hasNext === false) return undefined;
  const next = tokenIn(answer['NextToken']) ?? undefined;
  if (next === undefined && hasNext === true)
    throw new ProviderUnavailable(`${call} has another page and does not say where`);
  if (next === undefined && (rows >= maxResults || (wholeOf(answer['Count']) ?? 0) > seen))
    throw new ProviderUnavailable(`${call} does not say whether the ${seen} rows that it gave are all. ${remedy}`);
  if (next !== undefined && next === token) throw new ProviderUnavailable(`${call} answered with the same page again`);
  return next;
}
