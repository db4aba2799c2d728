/** Answers that are as fresh as their reader asks: slices that are older are listed anew first, as far as time allows. */
import type { Coverage, Failure, MissingSliceRow } from '../../resolvers/rows.ts';
import type { Area, SliceKey } from '../inventory/index.ts';
import type { Areas } from './areas.ts';

/** Why a slice is older than `maxAge` although its last listing succeeded. */
const TOO_LATE: Failure = {
  code: 'FUNCTION_TIMEOUT',
  message: 'it could not be listed anew in time; what is shown is older than `maxAge`. Ask again',
};
const PAUSED: Failure = {
  code: 'INVALID_STATE',
  message: 'its provider is paused; what is shown is older than `maxAge`. Resume it with `updateProvider`',
};

/** What can say which slices it does not cover. */
interface Covered {
  coverage(): Promise<Coverage>;
}

export interface Freshness {
  /**
   * Lists the slices of an area that are older than `maxAge` (milliseconds; null: any age will do) anew, within the
   * request's deadline. Which of them are too old even then.
   */
  reach(maxAge: number | null | undefined, areaOf: () => Promise<Area>): Promise<readonly SliceKey[]>;
  /** The same page, which also says which slices did not become as fresh as was asked. */
  told<Page extends Covered>(page: Page, late: readonly SliceKey[]): Page;
}

export function createFreshness({
  inventory,
  directory,
  sync,
  clock,
  requestTimeoutMs,
}: Pick<Areas, 'inventory' | 'directory' | 'sync' | 'clock' | 'requestTimeoutMs'>): Freshness {
  async function withLate(known: Coverage, late: readonly SliceKey[]): Promise<Coverage> {
    const named = new Set(known.missing.map(keyOf));
    const providerIds = [...new Set(late.map(({ providerId }) => providerId))];
    const slices = (await Promise.all(providerIds.map((id) => inventory.slices(id)))).flat();
    const listedAt = new Map(slices.map((slice) => [keyOf(slice), slice.listedAt]));
    const paused = new Set((await directory.all()).flatMap(({ id, state }) => (state === 'PAUSED' ? id : [])));
    const missing = late
      .filter((slice) => !named.has(keyOf(slice)))
      .map((slice): MissingSliceRow => ({
        ...slice,
        ...(paused.has(slice.providerId) ? PAUSED : TOO_LATE),
        listedAt: listedAt.get(keyOf(slice)) ?? null,
      }));
    return { ...known, missing: [...known.missing, ...missing] };
  }

  return {
    async reach(maxAge, areaOf) {
      if (maxAge === null || maxAge === undefined) return [];
      const area = await areaOf();
      const since = clock.now() - maxAge;
      const stale = await inventory.stale(area, since);
      if (stale.length === 0) return [];
      await sync.refresh(stale, since, AbortSignal.timeout(requestTimeoutMs));
      return inventory.stale(area, since);
    },

    told: (page, late) =>
      late.length === 0 ? page : { ...page, coverage: async () => withLate(await page.coverage(), late) },
  };
}

const keyOf = ({ providerId, kind, region }: SliceKey) => `${providerId} ${kind} ${region}`;
