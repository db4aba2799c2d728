/**
 * Where third-party specifications are: in the folder that `SPECIFICATIONS` names, or beside the checkout. They are never
 * part of the project; a test that reads them is skipped where they are absent, and says so.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.env['SPECIFICATIONS'] ?? fileURLToPath(new URL('../../../shared/specs', import.meta.url));

/** The file's path. Null when it is not at hand. */
export function specification(name: string): string | null {
  const path = join(folder, name);
  return existsSync(path) ? path : null;
}

/** For the title of a test that is skipped: why. */
export const WITHOUT = '(skipped: needs the specification, set SPECIFICATIONS to its folder)';
