import { defineAct, RequestRejected, type ActInput, type CodedError, type FunctionSpec } from '../../sdk/index.ts';
import type { ManageIqContext, ManageIqCredential, ManageIqOptions } from './account.ts';
import { ask } from './client.ts';
import { tagsOf } from './fields.ts';
import { managersOf } from './managers.ts';
import { outcomesOf } from './outcomes.ts';
import type { Row } from './rows.ts';

/** The kinds of the model that ManageIQ keeps tags of. */
const KINDS = [
  { kind: 'Instance', plural: 'Instances', collection: 'vms', read: 'vm_show_list', write: 'vm_tag' },
  {
    kind: 'Volume',
    plural: 'Volumes',
    collection: 'cloud_volumes',
    read: 'cloud_volume_show_list',
    write: 'cloud_volume_tag',
  },
  {
    kind: 'SecurityGroup',
    plural: 'SecurityGroups',
    collection: 'security_groups',
    read: 'security_group_show_list',
    write: 'security_group_tag',
  },
];

interface Tag {
  readonly category: string;
  readonly name: string;
}

/**
 * Sets and removes tags. In ManageIQ the key is a category and the value a name in it, and both must be there before. A
 * category may hold many values at once, so the others of a key that is set are removed, after the new one is there.
 */
export const tagResources: readonly FunctionSpec[] = KINDS.map(({ kind, plural, collection, read, write }) =>
  defineAct<ManageIqCredential, ManageIqOptions>({
    name: `manageiq.tag${plural}`,
    action: 'TAG',
    kind,
    permissions: [read, write, 'ems_infra_show_list'],
    quota: null,
    idempotent: true,
    allowedFrom: null,
    settlesAt: null,
    async run(input, context) {
      const query = { collection, permission: read, attributes: ['name'], expand: ['tags'] };
      return outcomesOf(context, query, await managersOf(context), input, (row) =>
        tag(context, `/${collection}/${row.id}/tags`, write, row, input),
      );
    },
  }),
);

async function tag(
  context: ManageIqContext,
  path: string,
  permission: string,
  row: Row,
  { set = [], remove = [] }: ActInput,
): Promise<CodedError | null> {
  const present = tagsOf(row['tags']) ?? [];
  const isPresent = (key: string, value: string) => present.some((one) => one.key === key && one.value === value);
  const isWanted = (key: string, value: string) => set.some((one) => one.key === key && one.value === value);
  const missing = set.filter(({ key, value }) => !isPresent(key, value));
  const surplus = present.filter(
    ({ key, value }) => remove.includes(key) || (set.some((one) => one.key === key) && !isWanted(key, value)),
  );
  const change = async (action: 'assign' | 'unassign', tags: typeof present) => {
    if (tags.length === 0) return [];
    const resources = tags.map(({ key, value }): Tag => ({ category: key, name: value }));
    const body = await ask(context, { method: 'POST', path, json: { action, resources }, permission, subject: row.id });
    return refusedOf(body['results'], resources);
  };
  const [unknown] = await change('assign', missing);
  if (unknown)
    return new RequestRejected(
      `ManageIQ has no tag ${unknown.name} in a category ${unknown.category}. Make the category and the value there first`,
    );
  const [kept] = await change('unassign', surplus);
  return kept ? new RequestRejected(`ManageIQ did not remove the tag ${kept.category}/${kept.name}`) : null;
}

/** One result for each tag, in order; what has none was not done. */
function refusedOf(results: unknown, tags: readonly Tag[]): Tag[] {
  const list = (Array.isArray(results) ? results : []) as readonly { success?: unknown }[];
  return tags.filter((_tag, index) => list[index]?.success !== true);
}
