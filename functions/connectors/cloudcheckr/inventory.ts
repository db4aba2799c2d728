/** The lists of what an AWS account holds: calls of the older interface, in pages with a token. */
import {
  fitting,
  InputRefused,
  ProviderUnavailable,
  type ListInput,
  type ListPage,
  type Row,
} from '../../sdk/index.ts';
import type { CloudcheckrContext } from './account.ts';
import { callLegacy } from './client.ts';
import { required, rowsOf, textOf, tokenIn } from './fields.ts';
import { selectionOf } from './selection.ts';

/** One of CloudCheckr's lists. */
export interface Inventory {
  /** Such as `inventory/get_resources_ebs_details`. */
  readonly call: string;
  /** The field of the answer that has the rows. */
  readonly rows: string;
  /** The field of a row that names the resource. */
  readonly id: string;
  /** The parameter that asks for some resources by id. Null: the list has none. */
  readonly idsParameter: string | null;
}

/** One page of a list, or the rows that are asked for by id, however many pages they are on. */
export async function inventoryPage<Item extends { readonly native?: unknown }>(
  context: CloudcheckrContext,
  inventory: Inventory,
  { cursor, nativeIds }: ListInput,
  convert: (row: Row, nativeId: string) => Item,
): Promise<ListPage<Item>> {
  const toItem = (row: Row) => convert(row, required(textOf(row[inventory.id]), inventory.id));
  if (!nativeIds) {
    const { token, skip } = placeOf(inventory, cursor);
    const page = await ask(context, inventory, token, {});
    if (page.rows.length < skip)
      throw new ProviderUnavailable(`${inventory.call} answered with another page than before`);
    const left = page.rows.slice(skip).map(toItem);
    const items = fitting(left);
    if (items.length < left.length) return { items, cursor: `${inventory.rows}:${skip + items.length}:${token ?? ''}` };
    return { items, cursor: page.next && `${inventory.rows}:0:${page.next}` };
  }
  const wanted = new Map<string, Row>();
  const ids = inventory.idsParameter ? { [inventory.idsParameter]: nativeIds.join(',') } : {};
  for (let token: string | undefined, isLast = false; !isLast && wanted.size < nativeIds.length;) {
    const page = await ask(context, inventory, token, ids);
    for (const row of page.rows)
      if (nativeIds.includes(String(row[inventory.id]))) wanted.set(String(row[inventory.id]), row);
    token = page.next;
    isLast = token === undefined;
  }
  return { items: [...wanted.values()].map(toItem) };
}

async function ask(context: CloudcheckrContext, { call, rows }: Inventory, token: string | undefined, ids: Row) {
  const answer = await callLegacy(context, call, {
    ...(await selectionOf(context)),
    ...ids,
    max_results: context.account.options.pageSize,
    next_token: token,
  });
  return { rows: required(rowsOf(answer[rows]), rows), next: nextToken(answer, call, token) };
}

/** Where the next page begins. Undefined on the last. Throws `ProviderUnavailable` where pages would never end, or one is lost. */
export function nextToken(answer: Row, call: string, token: string | undefined): string | undefined {
  if (answer['HasNext'] === false) return undefined;
  const next = tokenIn(answer['NextToken']) ?? undefined;
  if (next === undefined && answer['HasNext'] === true)
    throw new ProviderUnavailable(`${call} has another page and does not say where`);
  if (next !== undefined && next === token) throw new ProviderUnavailable(`${call} answered with the same page again`);
  return next;
}

/** A page, and how many of its rows went into replies before: a page of CloudCheckr may be too heavy for one. */
function placeOf({ rows }: Inventory, cursor = `${rows}:0:`): { token: string | undefined; skip: number } {
  const [, list, skip, token] = /^(\w+):(\d{1,6}):(.*)$/s.exec(cursor) ?? [];
  if (list !== rows) throw new InputRefused(`the cursor is not one of ${rows}. Start without a cursor`);
  return { token: token || undefined, skip: Number(skip) };
}
