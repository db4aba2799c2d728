/** One difference between what a file wants and what the gateway has, and how it is made good. */
import type { Api } from '../api.ts';
import { Refused } from '../failures.ts';

export interface Difference {
  readonly field: string;
  /** Null: it is not there. */
  readonly from: unknown;
  readonly to: unknown;
}

export interface Change {
  readonly sign: '+' | '~' | '-';
  /** What it is about, such as `deployment shop`. */
  readonly subject: string;
  /** For `~` what differs, for `+` what there will be; empty for `-`. */
  readonly differences: readonly Difference[];
  /** Asks the gateway for it. Answers what a person should know beside its success, a line each. */
  run(api: Api): Promise<readonly string[]>;
}

/** What differs between two flat objects, by field. Null and undefined are the same: it is not there. */
export function differences(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
): readonly Difference[] {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return fields
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }))
    .filter((one) => one.from !== one.to);
}

/**
 * Puts one thing in the place of another of the same name, where the gateway cannot change it. When the new one is
 * refused the old one is put back, so that a mistake in a file takes nothing away.
 */
export async function replace(steps: {
  remove(): Promise<unknown>;
  create(): Promise<unknown>;
  putBack(): Promise<unknown>;
}): Promise<void> {
  await steps.remove();
  try {
    await steps.create();
  } catch (error) {
    // Without an answer the new one may be there.
    if (error instanceof Refused) await steps.putBack();
    throw error;
  }
}
