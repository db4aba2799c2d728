import { defineList, meaningOf, momentOf, textOf, type FunctionSpec, type RecordOf } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqContext, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { tagsOf } from './fields.ts';
import { listedManagersOf, recordsOf } from './managers.ts';
import { OWN_KINDS, OWN_STATES, type OwnKind } from './own-kinds.ts';
import type { Row } from './rows.ts';

/** Attributes that are fields of every record. */
const OF_THEIR_OWN = ['name', 'status', 'creation_time'];

/** The lists of ManageIQ's own kinds, all alike: one page each. */
export const listOwnKinds: readonly FunctionSpec[] = OWN_KINDS.map((own) =>
  defineList<string, ManageIqCredential, ManageIqOptions>({
    name: `manageiq.list${own.plural}`,
    kind: own.kind,
    permissions: own.of === 'provider' ? [own.permission] : [own.permission, 'ems_infra_show_list'],
    quota: null,
    async run(input, context) {
      const { collection, permission, attributes, hasTags } = own;
      const query = {
        collection,
        permission,
        attributes: ['type', 'ems_id', ...attributes],
        expand: hasTags ? ['tags'] : [],
      };
      return recordsOf(context, query, await ownersOf(own, context), input, (row) => toRecord(own, row));
    },
  }),
);

const ownersOf = ({ of }: OwnKind, context: ManageIqContext) =>
  of === 'provider' ? [providerIdOf(context)] : listedManagersOf(context, of);

function toRecord({ attributes }: OwnKind, row: Row): RecordOf<'manageiq.Network'> {
  const rawState = textOf(row['status']);
  const shown = attributes.filter((name) => !OF_THEIR_OWN.includes(name));
  return {
    nativeId: row.id,
    name: textOf(row['name']),
    state: attributes.includes('status') ? (meaningOf(OWN_STATES, rawState) ?? 'UNKNOWN') : null,
    rawState,
    tags: tagsOf(row['tags']),
    createdAt: momentOf(row['creation_time']),
    attributes: Object.fromEntries(shown.map((name) => [name, row[name] ?? null])) as RecordOf<string>['attributes'],
    native: row,
  };
}
