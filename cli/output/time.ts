/** Moments as people say them. Programs get them absolute, with `--json`. */

const UNITS = [
  [60, 's'],
  [60, 'min'],
  [24, 'h'],
  [30, 'd'],
] as const;

/** `5 min ago`, `in 3 d`; a date when it is further than 30 days; `never` for null. `at` is RFC 3339. */
export function relative(at: string | null, nowMs: number = Date.now()): string {
  if (at === null) return 'never';
  const deltaMs = nowMs - Date.parse(at);
  let amount = Math.abs(deltaMs) / 1000;
  for (const [size, unit] of UNITS) {
    if (amount < size) return deltaMs < 0 ? `in ${Math.floor(amount)} ${unit}` : `${Math.floor(amount)} ${unit} ago`;
    amount /= size;
  }
  return at.slice(0, 10);
}

/** `2026-01-31 12:00:00Z`, for lines that stay on the screen. */
export function absolute(at: string): string {
  return at.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
}
