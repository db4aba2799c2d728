/** `Retry-After` (RFC 9110, 10.2.3): seconds, or one of the three dates of HTTP (5.6.7), all of which are UTC. */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const MONTH = `(?<month>${MONTHS.join('|')})`;
const TIME = String.raw`(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)`;

const DATES = [
  // Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(String.raw`^[A-Z][a-z]{2}, (?<day>\d\d) ${MONTH} (?<year>\d{4}) ${TIME} GMT$`),
  // Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(String.raw`^[A-Z][a-z]+day, (?<day>\d\d)-${MONTH}-(?<year>\d\d) ${TIME} GMT$`),
  // Sun Nov  6 08:49:37 1994
  new RegExp(String.raw`^[A-Z][a-z]{2} ${MONTH} (?<day>[ \d]\d) ${TIME} (?<year>\d{4})$`),
];

/** Seconds; with a fraction too, which some servers write. */
const SECONDS = /^\d+(\.\d+)?$/;

/** More seconds than this are this many (RFC 9111, 1.2.2), so that the wait stays a whole number. */
const MAX_SECONDS = 2 ** 31;

/** How long to wait, in milliseconds; 0 for what is past. Undefined when the header is absent or says nothing that is understood. */
export function parseRetryAfter(header: string | null | undefined, now = Date.now()): number | undefined {
  const text = header?.trim() ?? '';
  if (SECONDS.test(text)) return Math.ceil(Math.min(MAX_SECONDS, Number(text)) * 1_000);
  const at = parseDate(text, now);
  return at === undefined ? undefined : Math.max(0, at - now);
}

function parseDate(text: string, now: number): number | undefined {
  const found = DATES.map((form) => form.exec(text)?.groups).find(Boolean);
  if (!found) return undefined;
  const { month, ...numbers } = found as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;
  const year = numbers.year.length === 2 ? wholeYear(Number(numbers.year), now) : Number(numbers.year);
  return Date.UTC(
    year,
    MONTHS.indexOf(month as (typeof MONTHS)[number]),
    Number(numbers.day),
    Number(numbers.hour),
    Number(numbers.minute),
    Number(numbers.second),
  );
}

/** Of two digits: what would be more than 50 years ahead was a century before (RFC 9110, 5.6.7). */
function wholeYear(digits: number, now: number): number {
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + digits;
  return year > thisYear + 50 ? year - 100 : year;
}
