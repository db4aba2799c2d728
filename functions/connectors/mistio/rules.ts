/** Mist's rules: they belong to the organisation, so a name is there once in all its clouds. */
import type { MistContext } from './account.ts';
import { bodyOf, part, send } from './client.ts';
import { saysGone } from './errors.ts';
import { neededText, textOf } from './fields.ts';
import { readAll } from './paging.ts';

export interface Rule {
  readonly id: string;
  readonly name: string | null;
  readonly description: string | null;
}

/** What tells the rules that were made here from all others. */
export const descriptionFor = (cloudId: string) => `Made by Causeway for the cloud ${cloudId}`;

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

/** Removes all rules that were made here for the cloud. One that is gone is removed. */
export async function removeRulesFor(context: MistContext, cloudId: string): Promise<void> {
  for (const { id, description } of await readRules(context)) {
    if (description !== descriptionFor(cloudId)) continue;
    const answer = await send(context, { method: 'DELETE', path: `/api/v2/rules/${part(id)}` });
    if (!saysGone(answer)) bodyOf(answer, { permission: 'delete:rule', about: `the rule ${id}` });
  }
}
