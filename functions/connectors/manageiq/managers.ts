import { fitting, ProviderUnavailable, textOf, type ListInput, type ListPage } from '../../sdk/index.ts';
import { isId, providerIdOf, type ManageIqContext } from './account.ts';
import { allRows, anyOf, pageOf, type Row, type RowPage, type RowQuery } from './rows.ts';
import { STANDING, standingOf } from './standing.ts';

/**
 * The managers that ManageIQ makes beside a provider: networks belong to a network manager and volumes to a storage
 * manager, each a provider of its own whose parent it is.
 */
export function childrenOf(context: ManageIqContext, attributes: readonly string[]): Promise<readonly Row[]> {
  return allRows(context, {
    collection: 'providers',
    permission: 'ems_infra_show_list',
    attributes: ['parent_ems_id', 'type', ...attributes],
    filters: [`parent_ems_id=${providerIdOf(context)}`],
  });
}

/** What a manager beside a provider has, by the end of its type. Null: an object store's, which no list shows. */
function partOf({ type }: Row): 'networks' | 'volumes' | null {
  if (/::(S3|SwiftManager)$/.test(String(type))) return null;
  return String(type).endsWith('::NetworkManager') ? 'networks' : 'volumes';
}

export const isShown = (manager: Row): boolean => partOf(manager) !== null;

/**
 * The provider and the managers beside it that have such a part. Throws where one of these was never listed: what it has
 * would be missing from a list that looks whole.
 */
export async function listedManagersOf(context: ManageIqContext, part: 'networks' | 'volumes') {
  const managers = (await childrenOf(context, ['name', ...STANDING])).filter((child) => partOf(child) === part);
  for (const manager of managers) {
    const { syncedAt, reason } = standingOf(manager);
    if (syncedAt === null)
      throw new ProviderUnavailable(
        `ManageIQ has never listed its ${part}, by ${textOf(manager['name']) ?? `the manager ${manager.id}`}: ${reason}`,
      );
  }
  return [providerIdOf(context), ...managers.map(({ id }) => id)];
}

/** The provider and the managers beside it. */
export async function managersOf(context: ManageIqContext): Promise<readonly string[]> {
  return [providerIdOf(context), ...(await childrenOf(context, [])).map(({ id }) => id)];
}

/** One page of records out of the rows that belong to these managers, as many as a reply has room for. */
export async function recordsOf<Item extends { readonly native?: unknown }>(
  context: ManageIqContext,
  query: RowQuery,
  managers: readonly string[],
  input: ListInput,
  toRecord: (row: Row) => Item,
): Promise<ListPage<Item>> {
  const { rows, cursor } = await rowsOf(context, query, managers, input);
  if (input.nativeIds) return { items: rows.map(toRecord) };
  const items = fitting(rows.map(toRecord));
  return { items, cursor: items.length < rows.length ? rows[items.length - 1]!.id : cursor };
}

/** One page of the rows that belong to these managers; or, in one piece, those of them that are asked for by id. */
export async function rowsOf(
  context: ManageIqContext,
  query: RowQuery,
  managers: readonly string[],
  { cursor, nativeIds }: ListInput,
): Promise<RowPage> {
  const ofManagers = { ...query, filters: [...(query.filters ?? []), anyOf('ems_id', managers)] };
  if (!nativeIds) return pageOf(context, ofManagers, cursor);
  const ids = nativeIds.filter(isId);
  if (ids.length === 0) return { rows: [] };
  return { rows: await allRows(context, { ...ofManagers, filters: [...ofManagers.filters, anyOf('id', ids)] }) };
}
