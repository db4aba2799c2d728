/** Lengths of time as the API writes them. */

const UNITS_MS: Record<string, number> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `90s` in milliseconds. Null when it is none. */
export function parseDuration(text: string): number | null {
  const [, amount, unit] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
  return amount === undefined || unit === undefined ? null : Number(amount) * UNITS_MS[unit]!;
}

/** As the API answers it: with the longest unit that divides it, so that `60m` is `1h`. */
export function formatDuration(durationMs: number): string {
  if (durationMs === 0) return '0s';
  const [unit, size] = Object.entries(UNITS_MS).find(([, one]) => durationMs % one === 0)!;
  return `${durationMs / size}${unit}`;
}
