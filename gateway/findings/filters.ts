/** What a search asks for: checked once, then turned into conditions. */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { FindingQuery } from '../../resolvers/context.ts';
import type { ResourceRow } from '../../resolvers/rows.ts';
import { checkValues, type Area, type Inventory, type Scope } from '../inventory/index.ts';
import { FINDING_KIND } from '../slice-kinds.ts';
import { allOf, type Store } from '../store/index.ts';
import { subjectId } from './rows.ts';

/** What a query reaches, checked. */
export interface Reach {
  /** Each provider lists all its findings at once, so only providers narrow what has to be listed. */
  readonly area: Area;
  /** What the findings are about. Null: anything. */
  readonly subjectIds: readonly string[] | null;
}

/** Throws `BadInput` for what the types allow and the meaning does not. */
export async function reachOf(
  inventory: Pick<Inventory, 'load' | 'locate'>,
  { filter }: FindingQuery,
  scope: Scope,
): Promise<Reach> {
  for (const name of ['providerIds', 'resourceIds', 'checkIds'] as const) checkValues(`filter.${name}`, filter?.[name]);
  const asked = filter?.providerIds ?? null;
  const visible = scope === null ? asked : (asked ?? scope).filter((id) => scope.includes(id));
  const areaIn = (providerIds: Area['providerIds']) => ({ providerIds, kinds: [FINDING_KIND], regions: null });
  if (!filter?.resourceIds) return { area: areaIn(visible), subjectIds: null };

  const resources = (await inventory.load(filter.resourceIds, scope)).filter((row) => row !== null);
  const providerIds = [...new Set(resources.map(({ providerId }) => providerId))];
  return {
    area: areaIn(visible === null ? providerIds : providerIds.filter((id) => visible.includes(id))),
    subjectIds: (await subjectIdsOf(inventory, resources)).filter((id) => id !== null),
  };
}

/** What findings about these resources are found by. Null for one whose native id is another's as well. */
export async function subjectIdsOf(
  inventory: Pick<Inventory, 'locate'>,
  resources: readonly ResourceRow[],
): Promise<readonly (string | null)[]> {
  const located = await inventory.locate(resources, null);
  return resources.map((resource, at) => (located[at]?.id === resource.id ? subjectId(resource) : null));
}

/** All conditions of a filter on `findings as f`. What a connector does not check any more is not shown. */
export function conditions(
  store: Store,
  { area, subjectIds }: Reach,
  { filter }: FindingQuery,
): readonly RawBuilder<SqlBool>[] {
  const chosen = allOf(store, {
    'f.provider_id': area.providerIds,
    'f.subject_id': subjectIds,
    'f.check_id': filter?.checkIds,
    'f.severity': filter?.severities,
    'f.verdict': filter?.verdicts,
  });
  return [chosen, listed, ...(filter?.includeCleared ? [] : [open])];
}

/** Of what was not cleared. */
export const open = sql<SqlBool>`f.cleared_at is null`;

/** Of providers whose connector checks at all. */
export const listed = sql<SqlBool>`exists (select 1 from slices g where g.provider_id = f.provider_id and g.kind = ${FINDING_KIND})`;
