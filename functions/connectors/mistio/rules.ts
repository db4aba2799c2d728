/** Mist's rules: they belong to the organisation, so a name is there once in all its clouds. */
import type { MistContext } from './account.ts';
import { neededText, textOf } from './fields.ts';
import { readAll } from './paging.ts';

export interface Rule {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
}

/** All rules. Not their actions, which may hold secrets of others. */
export async function readRules(context: MistContext): Promise<Rule[]> {
  const rows = await readAll(context, { collection: 'rules', query: { only: 'id,name,description' } });
  return rows.map((row) => ({
    id: neededText(row, 'id'),
    name: textOf(row, 'name'),
    description: textOf(row, 'description'),
  }));
}

/** The rule of exactly that name. Null when there is none. */
export async function ruleNamed(context: MistContext, wanted: string): Promise<Rule | null> {
  return (await readRules(context)).find(({ name }) => name === wanted) ?? null;
}
