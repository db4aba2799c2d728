/** Places for stores: each test has an empty one of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreLocation } from '../../gateway/store/index.ts';

/** Makes an empty place; what it holds goes with it. */
export type MakePlace = () => Promise<{ readonly location: StoreLocation } & AsyncDisposable>;

export const emptyDirectory: MakePlace = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'causeway-store-'));
  return { location: { directory }, [Symbol.asyncDispose]: () => rm(directory, { recursive: true, force: true }) };
};
