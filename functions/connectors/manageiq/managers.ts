import { fitting, type ListInput, type ListPage } from '../../sdk/index.ts';
import { isId, providerIdOf, type ManageIqContext } from './account.ts';
import { allRows, anyOf, pageOf, type Row, type RowPage, type RowQuery } from './rows.ts';

/**
 * The managers that ManageIQ makes beside a provider: networks belong to a network manager and volumes to a storage
 * manager, each a provider of its own whose parent it is.
 */
export function childrenOf(context: ManageIqContext, attributes: readonly string[]): Promise<readonly Row[]> {
  return allRows(context, {
    collection: 'providers',
    permission: 'ems_infra_show_list',
    attributes: ['parent_ems_id', ...attributes],
    filters: [`parent_ems_id=${providerIdOf(context)}`],
  });
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
