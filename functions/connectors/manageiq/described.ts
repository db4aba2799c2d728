/** Definitions of alerts and their profiles: each is known by its description, which no other of its collection has. */
import { BadReply } from '../../sdk/index.ts';
import { isId, type ManageIqContext } from './account.ts';
import { onlyOf } from './actions.ts';
import { ask } from './client.ts';
import { allRows } from './rows.ts';

/** A collection of things that people describe, and the product feature that making one needs. */
export interface DescribedCollection {
  readonly collection: string;
  readonly permission: string;
}

/** The one of exactly this description, out of all: a filter would misread some. Undefined when there is none. */
export async function described(
  context: ManageIqContext,
  { collection, permission }: DescribedCollection,
  text: string,
  more: string[],
) {
  const rows = await allRows(context, { collection, permission, attributes: ['description', ...more] });
  return rows.find((row) => row['description'] === text);
}

/** Makes one and answers its id. */
export async function make(
  context: ManageIqContext,
  { collection, permission }: DescribedCollection,
  json: object,
): Promise<string> {
  const body = await ask(context, { method: 'POST', path: `/${collection}`, json, permission, subject: collection });
  const { id } = onlyOf(body);
  if (typeof id !== 'string' || !isId(id)) throw new BadReply('ManageIQ does not name what it made');
  return id;
}
