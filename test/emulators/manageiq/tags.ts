/** Tags: pairs of a category and one of its values, both of which must be there before. */
import { refused } from './answers.ts';
import type { Row } from './world.ts';

/** The values of each category. */
export type Categories = Readonly<Record<string, readonly string[]>>;

interface Tag {
  readonly name: string;
}

export function tagAction(row: Row, action: string, tag: unknown, categories: Categories): object {
  const { category, name } = (tag ?? {}) as { category?: string; name?: string };
  if (!category || !name) return refused('Missing tag category or name');
  const path = `/managed/${category}/${name}`;
  const tags = (row['tags'] ?? []) as Tag[];
  const words = { tag_category: category, tag_name: name };
  const ident = `Tag: category:'${category}' name:'${name}'`;
  if (action === 'unassign') {
    row['tags'] = tags.filter((one) => one.name !== path);
    return { success: true, message: `Unassigning ${ident}`, ...words };
  }
  // ManageIQ assigns nothing, says so by `success`, and does not say why.
  const isKnown = categories[category]?.includes(name) ?? false;
  if (isKnown && !tags.some((one) => one.name === path)) row['tags'] = [...tags, { id: '1', name: path }];
  return { success: isKnown, message: `Assigning ${ident}`, ...words };
}
