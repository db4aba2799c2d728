import { BadReply, InputRefused, ProviderUnavailable } from '../../sdk/index.ts';
import { isId, type ManageIqContext } from './account.ts';
import { ask, type Body } from './client.ts';

/** A row of a collection, as ManageIQ writes it. */
export type Row = Body & { readonly id: string };

/** Which rows of which collection are wanted. */
export interface RowQuery {
  readonly collection: string;
  /** The product feature of ManageIQ that it needs. */
  readonly permission: string;
  /** Columns of the collection, and what ManageIQ derives for it. */
  readonly attributes: readonly string[];
  /** Sub-collections to be answered within each row. */
  readonly expand?: readonly string[];
  /** All of them must hold, such as `ems_id=7`. */
  readonly filters?: readonly string[];
  /** How many at once. */
  readonly pageSize?: number;
}

/** Rows in the order of their ids. */
export interface RowPage {
  readonly rows: readonly Row[];
  /** Where the next page begins. Absent on the last. */
  readonly cursor?: string | undefined;
}

/** Rows asked for at once: those of VMs weigh up to 3 KB, and a reply is at most 1 MB. The appliance may cut it lower. */
const PAGE_SIZE = 250;

/**
 * One page: the rows whose ids follow that of the cursor. An offset would skip rows where others vanish meanwhile, and an
 * appliance cuts a limit above its own without a word, so it goes on after the last row that came, for as long as the
 * count of those that fit (`subquery_count`) says that there are more.
 */
export async function pageOf(context: ManageIqContext, query: RowQuery, cursor?: string): Promise<RowPage> {
  if (cursor !== undefined && !isId(cursor)) throw new InputRefused('the cursor is none of this list. Begin anew');
  const { collection, permission, attributes, expand = [], filters = [], pageSize = PAGE_SIZE } = query;
  const body = await ask(context, {
    method: 'GET',
    path: `/${collection}`,
    permission,
    subject: `the collection ${collection}`,
    query: {
      expand: ['resources', ...expand].join(','),
      attributes: ['id', ...attributes].join(','),
      'filter[]': [...filters, `id>${cursor ?? 0}`],
      sort_by: 'id',
      sort_order: 'asc',
      offset: 0,
      limit: pageSize,
    },
  });
  const rows = checked(body, cursor ?? '0');
  const left = typeof body['subquery_count'] === 'number' ? body['subquery_count'] - rows.length : rows.length;
  if (left > 0 && rows.length === 0) throw new ProviderUnavailable('ManageIQ answered an empty page before the last');
  return { rows, cursor: left > 0 ? rows.at(-1)!.id : undefined };
}

/** All rows. For what is few: the managers of a provider, or rows asked for by id. */
export async function allRows(context: ManageIqContext, query: RowQuery): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await pageOf(context, query, cursor);
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return rows;
}

/** Any of these values, as a filter. */
export function anyOf(attribute: string, values: readonly string[]): string {
  return values.length === 1 ? `${attribute}=${values[0]}` : `${attribute}=[${values.join(',')}]`;
}

/** A page that was sent before, or lost rows on its way, would be taken for rows that are gone. */
function checked({ resources, subcount }: Body, after: string): Row[] {
  if (!Array.isArray(resources)) throw new BadReply('ManageIQ answered no list of resources');
  const rows = resources as Row[];
  let last = after;
  for (const { id } of rows) {
    if (typeof id !== 'string' || !isId(id)) throw new BadReply('ManageIQ answered a resource without an id');
    if (BigInt(id) <= BigInt(last)) throw new ProviderUnavailable('ManageIQ answered a page that was not asked for');
    last = id;
  }
  if (typeof subcount === 'number' && subcount !== rows.length)
    throw new ProviderUnavailable(`ManageIQ announced ${subcount} resources and answered ${rows.length}`);
  return rows;
}
