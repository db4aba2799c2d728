/** Labels, addresses and dates, which all kinds of the simulated cloud share. */
import type { ResourceRecord } from '../../sdk/index.ts';
import type { Cloud } from './cloud.ts';
import { fraction, mix, pick } from './noise.ts';

const ENVIRONMENTS = ['production', 'staging', 'development'] as const;
const TEAMS = ['payments', 'search', 'platform', 'données', 'mobile'] as const;
const OWNERS = ['ada', 'grace', 'edsger', 'barbara', 'ken'] as const;

/** Blocks kept for documentation (RFC 5737): an address of the sandbox never is somebody's. */
const DOCUMENTATION_BLOCKS = ['192.0.2', '198.51.100', '203.0.113'] as const;

const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAYS = 700;
const DAY_MS = 86_400_000;

/** When something was made, in milliseconds since 1970 (UTC): in 2024 or 2025. */
export const momentOf = (space: number, index: number) =>
  FIRST_DAY + Math.floor(fraction(space ^ 11, index) * DAYS * DAY_MS);

/** Version 4 while the blocks last, then of the documentation prefix of version 6 (RFC 3849). */
export function addressOf(space: number, index: number): string {
  const block = DOCUMENTATION_BLOCKS[Math.floor(index / 1_016)];
  if (block) return `${block}.${1 + (Math.floor(index / 4) % 254)}`;
  return `2001:db8:${(space >>> 16).toString(16)}:${(space & 0xffff).toString(16)}::${index.toString(16)}`;
}

/** One in twelve has none, as in real accounts; then what was set and removed since. */
export function labelsOf(
  { memory }: Cloud,
  id: string,
  space: number,
  index: number,
): Readonly<Record<string, string>> {
  const labels: Record<string, string> =
    mix(space ^ 12, index) % 12 === 0
      ? {}
      : {
          env: pick(ENVIRONMENTS, space ^ 13, index),
          team: pick(TEAMS, space ^ 14, index),
          owner: pick(OWNERS, space ^ 15, index),
        };
  for (const [key, value] of memory.tags.get(id) ?? []) {
    if (value === null) delete labels[key];
    else labels[key] = value;
  }
  return labels;
}

/** Labels as tags of the model. */
export const toTags = (labels: Readonly<Record<string, string>>): NonNullable<ResourceRecord['tags']> =>
  Object.entries(labels).map(([key, value]) => ({ key, value }));
