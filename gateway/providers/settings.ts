/** What may be said of a provider by its owner. */
import type { Identity } from '../../functions/sdk/index.ts';
import { BadInput } from '../errors.ts';

/** The shortest interval between syncs, so that a slip of the pen does not hammer a provider. */
const MIN_SYNC_INTERVAL_MS = 30_000;

export function checkInterval(syncInterval: number | null | undefined): void {
  if (syncInterval && syncInterval < MIN_SYNC_INTERVAL_MS)
    throw new BadInput('syncInterval', 'must be at least 30s, or 0s for only when asked');
}

export function checkOptions(options: unknown): void {
  if (options !== null && options !== undefined && (typeof options !== 'object' || Array.isArray(options))) {
    throw new BadInput('options', "must be an object as in the connector's `optionsSchema`");
  }
}

/** The regions to list out of those that the account has. Null: all, which is what none and an empty list mean. */
export function chooseRegions(wanted: readonly string[] | null | undefined, { regions }: Identity): string[] | null {
  if (!wanted || wanted.length === 0) return null;
  const unknown = wanted.filter((region) => !regions.includes(region));
  if (unknown.length > 0)
    throw new BadInput(
      'regions',
      `must be regions of the account, which has no ${unknown.join(', ')}. It has ${regions.join(', ')}`,
    );
  return [...new Set(wanted)];
}
