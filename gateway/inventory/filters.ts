/** What a query asks for: checked once, then turned into conditions. */
import { sql, type RawBuilder } from 'kysely';
import type { ResourceQuery } from '../../resolvers/context.ts';
import type { ResourceFilter, TagFilter } from '../../schema/generated/types.ts';
import { BadInput } from '../errors.ts';
import { containing, oneOf, type Store } from '../store/index.ts';
import type { Area, Scope } from './ports.ts';
import { indexable, searchable } from './rows.ts';

const MAX_VALUES = 1_000;
const MAX_TAGS = 20;
const MAX_CHARACTERS = { value: 256, tag: 4_096, prefix: 500, text: 200 };
const MIN_TEXT_CHARACTERS = 3;

type Condition = RawBuilder<boolean>;

/** Throws `BadInput` for what the types allow and the meaning does not. */
export function checkFilter(filter: ResourceFilter | null | undefined): void {
  if (!filter) return;
  for (const name of ['providerIds', 'kinds', 'regions'] as const) checkValues(`filter.${name}`, filter[name]);
  if ((filter.tags?.length ?? 0) > MAX_TAGS) throw new BadInput('filter.tags', `holds at most ${MAX_TAGS} conditions`);
  for (const { key, value } of filter.tags ?? []) {
    checkText('filter.tags.key', key, 1, MAX_CHARACTERS.tag);
    if (typeof value === 'string') checkText('filter.tags.value', value, 0, MAX_CHARACTERS.tag);
  }
  if (typeof filter.namePrefix === 'string')
    checkText('filter.namePrefix', filter.namePrefix, 0, MAX_CHARACTERS.prefix);
  if (typeof filter.text === 'string') checkText('filter.text', filter.text, MIN_TEXT_CHARACTERS, MAX_CHARACTERS.text);
}

/** Throws `BadInput` for lists that are longer, and values that are longer or odder, than any that could be meant. */
export function checkValues(argument: string, values: readonly string[] | null | undefined): void {
  if ((values?.length ?? 0) > MAX_VALUES) throw new BadInput(argument, `holds at most ${MAX_VALUES} values`);
  for (const value of values ?? []) checkText(argument, value, 1, MAX_CHARACTERS.value);
}

function checkText(argument: string, value: string, least: number, most: number): void {
  const characters = value.length > most * 2 ? value.length : Array.from(value).length;
  if (characters < least || characters > most) throw new BadInput(argument, `must have ${least} to ${most} characters`);
  if (value.includes('\0')) throw new BadInput(argument, 'must not hold a NUL character');
}

/** What of the inventory a caller's query can reach. */
export function areaOf({ filter }: ResourceQuery, scope: Scope): Area {
  const asked = filter?.providerIds ?? null;
  return {
    providerIds: scope === null ? asked : (asked ?? scope).filter((id) => scope.includes(id)),
    kinds: filter?.kinds ?? null,
    regions: filter?.regions ?? null,
  };
}

/** Conditions on the columns that resources and slices share. */
export function areaConditions({ dialect }: Store, area: Area, table: 'r' | 's'): Condition[] {
  const columns = { providerIds: 'provider_id', kinds: 'kind', regions: 'region' } as const;
  return (Object.keys(columns) as (keyof Area)[]).flatMap((name) => {
    const values = area[name];
    return values === null ? [] : [oneOf(dialect, sql.ref(`${table}.${columns[name]}`), values)];
  });
}

/** All conditions of a filter on `resources as r`. */
export function filterConditions(store: Store, area: Area, filter: ResourceFilter | null | undefined): Condition[] {
  const conditions = areaConditions(store, area, 'r');
  if (!filter?.includeMissing) conditions.push(sql`r.missing_since is null`);
  if (filter?.states) conditions.push(oneOf(store.dialect, sql.ref('r.state'), filter.states));
  for (const tag of filter?.tags ?? []) conditions.push(taggedWith(tag));
  if (filter?.namePrefix) conditions.push(...startingWith(filter.namePrefix));
  if (filter?.text) conditions.push(containing(store.dialect, searchable(filter.text)));
  return conditions;
}

function taggedWith({ key, value }: TagFilter): Condition {
  const onValue = typeof value === 'string' ? sql` and t.value = ${indexable(value)}` : sql``;
  return sql`exists (select 1 from resource_tags t where t.resource_seq = r.seq and t.key = ${indexable(key)}${onValue})`;
}

/** As a range, so that an index can serve it; text is ordered by code points. */
function startingWith(prefix: string): Condition[] {
  const points = Array.from(prefix);
  const from = sql<boolean>`r.name >= ${prefix}`;
  for (let at = points.length - 1; at >= 0; at--) {
    const point = points[at]!.codePointAt(0)!;
    if (point === 0x10ffff) continue;
    const next = point === 0xd7ff ? 0xe000 : point + 1;
    return [from, sql<boolean>`r.name < ${points.slice(0, at).join('') + String.fromCodePoint(next)}`];
  }
  return [from];
}
