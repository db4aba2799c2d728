import { afterEach, describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../../functions/sdk/index.ts';

const now = Date.UTC(2026, 9, 21, 7, 0, 0);
const HALF_AN_HOUR = 1_800_000;

const ROWS: readonly [header: string | null | undefined, waitMs: number | undefined][] = [
  ['120', 120_000],
  ['0', 0],
  ['1.5', 1_500],
  [' 5 ', 5_000],
  ['Wed, 21 Oct 2026 07:30:00 GMT', HALF_AN_HOUR],
  ['Wednesday, 21-Oct-26 07:30:00 GMT', HALF_AN_HOUR],
  ['Wed Oct 21 07:30:00 2026', HALF_AN_HOUR],
  ['Sun Nov  1 07:00:00 2026', 11 * 86_400_000],
  // What is past asks for no wait, also in the last century.
  ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 0],
  ['9'.repeat(400), 2 ** 31 * 1_000],
  ['-1', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
  // Not a date of HTTP: whoever reads it takes a time zone of their own.
  ['Wed, 21 Oct 2026 07:30:00', undefined],
  ['Wed, 21 Oct 2026 07:30:00 +0200', undefined],
  ['2026-10-21T07:30:00Z', undefined],
];

describe.each(['UTC', 'America/New_York', 'Asia/Kolkata'])('Retry-After on a machine in %s', (zone) => {
  const before = process.env['TZ'];
  afterEach(() => void (before === undefined ? delete process.env['TZ'] : (process.env['TZ'] = before)));

  it.each(ROWS)('%j is %j ms', (header, waitMs) => {
    process.env['TZ'] = zone;
    expect(parseRetryAfter(header, now)).toBe(waitMs);
  });
});

it('a year of two digits is at most 50 years ahead', () => {
  const ms = (year: number) => Date.UTC(year, 0, 1) - now;
  expect(parseRetryAfter('Wednesday, 01-Jan-76 00:00:00 GMT', now)).toBe(ms(2076));
  expect(parseRetryAfter('Saturday, 01-Jan-77 00:00:00 GMT', now)).toBe(0);
});
