/** Providers whose connector checks no best practices: nobody looked, which is not the same as nothing being wrong. */
import type { FindingPage, MissingSliceRow } from '../../resolvers/rows.ts';
import { UnsupportedOperation } from '../errors.ts';
import { FINDING_KIND } from '../slice-kinds.ts';
import type { Areas } from './areas.ts';

/**
 * The same page, which also says which of the providers that were named are never checked. Where none is named the rest
 * of them would drown what is missing and could be there.
 */
export function withUnchecked(
  { directory, inventory }: Pick<Areas, 'directory' | 'inventory'>,
  page: FindingPage,
  { providerIds, scope }: { readonly providerIds: readonly string[]; readonly scope: readonly string[] | null },
): FindingPage {
  async function unchecked(providerId: string): Promise<readonly MissingSliceRow[]> {
    const provider = await directory.load(providerId, scope);
    const kinds = provider ? (await inventory.slices(providerId)).map(({ kind }) => kind) : [];
    // One without any slice is told as such.
    if (!provider || kinds.length === 0 || kinds.includes(FINDING_KIND)) return [];
    const { code, message } = new UnsupportedOperation(
      provider.connectorName,
      'LIST_FINDINGS',
      provider.deploymentName,
    );
    return [{ providerId, kind: FINDING_KIND, region: 'global', code, message, listedAt: null }];
  }

  return {
    ...page,
    async coverage() {
      const known = await page.coverage();
      const more = await Promise.all([...new Set(providerIds)].map(unchecked));
      return { ...known, missing: [...known.missing, ...more.flat()] };
    },
  };
}
