import { defineListFindings, momentOf, textOf, type FindingRecord } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { rowsOf } from './managers.ts';
import type { Row } from './rows.ts';

const ATTRIBUTES = ['name', 'last_compliance_status', 'last_compliance_timestamp'];

/**
 * One page of what the last check of compliance said of each machine. ManageIQ has no best practices of its own: these are
 * the policies that its users wrote, all together, and a machine that was never checked has no finding.
 */
export const listFindings = defineListFindings<ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.listFindings',
  permissions: ['vm_show_list'],
  quota: null,
  async run(input, context) {
    const query = { collection: 'vms', permission: 'vm_show_list', attributes: ATTRIBUTES };
    const { rows, cursor } = await rowsOf(context, query, [providerIdOf(context)], input);
    return { items: rows.flatMap(toFinding), cursor };
  },
});

function toFinding(row: Row): FindingRecord[] {
  const { last_compliance_status: isCompliant } = row;
  if (typeof isCompliant !== 'boolean') return [];
  const checkedAt = momentOf(row['last_compliance_timestamp']);
  const name = textOf(row['name']) ?? row.id;
  return [
    {
      nativeId: row.id,
      checkId: 'compliance',
      checkName: 'Compliance policies of ManageIQ',
      category: 'Compliance',
      verdict: isCompliant ? 'PASS' : 'FAIL',
      severity: 'MEDIUM', // ManageIQ's compliance policies have none
      subject: { kind: 'Instance', nativeId: row.id },
      summary: `${name} ${isCompliant ? 'complies' : 'does not comply'} with the compliance policies assigned to it`,
      details: checkedAt === null ? [] : [{ key: 'checked', value: checkedAt }],
      native: row,
    },
  ];
}
