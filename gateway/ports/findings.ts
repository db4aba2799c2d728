import DataLoader from 'dataloader';
import type { Findings } from '../../resolvers/context.ts';
import type { FindingRow, ResourceRow, ViewerRow } from '../../resolvers/rows.ts';
import type { Areas } from './areas.ts';
import { createFreshness } from './freshness.ts';
import { withUnchecked } from './unchecked.ts';

export function findingsPort(areas: Areas, { providerIds: scope }: ViewerRow): Findings {
  const { findings } = areas;
  const freshness = createFreshness(areas);

  // Without a cache they only batch what one tick asks for.
  const byResource = new DataLoader<ResourceRow, readonly FindingRow[]>(
    (resources) => findings.ofResources(resources),
    { cache: false },
  );
  const resources = new DataLoader<FindingRow, ResourceRow | null>((rows) => findings.resourcesOf(rows, scope), {
    cache: false,
  });

  return {
    async search(query) {
      const late = await freshness.reach(query.maxAge, () => findings.area(query, scope));
      const page = freshness.told(await findings.search(query, scope), late);
      return withUnchecked(areas, page, { providerIds: query.filter?.providerIds ?? [], scope });
    },

    load: (id) => findings.load(id, scope),
    ofResource: (resource) => byResource.load(resource),
    resourceOf: (finding) => resources.load(finding),
  };
}
