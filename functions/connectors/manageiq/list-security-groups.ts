import { defineList, meaningOf, textOf, wholeOf, type RecordOf } from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { tagsOf } from './fields.ts';
import { listedManagersOf, recordsOf } from './managers.ts';
import type { Row } from './rows.ts';

type Rule = NonNullable<RecordOf<'SecurityGroup'>['rules']>[number];

const ATTRIBUTES = ['name', 'type', 'ems_id', 'ems_ref', 'description', 'cloud_network_id', 'firewall_rules'];
const DIRECTIONS: Readonly<Record<string, Rule['direction']>> = { inbound: 'INGRESS', outbound: 'EGRESS' };

/** One page of the security groups that ManageIQ has listed at the provider, with their rules. */
export const listSecurityGroups = defineList<'SecurityGroup', ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.listSecurityGroups',
  kind: 'SecurityGroup',
  permissions: ['security_group_show_list', 'ems_infra_show_list'],
  quota: null,
  async run(input, context) {
    const query = {
      collection: 'security_groups',
      permission: 'security_group_show_list',
      attributes: ATTRIBUTES,
      expand: ['tags'],
    };
    return recordsOf(context, query, await listedManagersOf(context, 'networks'), input, toSecurityGroup);
  },
});

function toSecurityGroup(row: Row): RecordOf<'SecurityGroup'> {
  return {
    nativeId: row.id,
    name: textOf(row['name']),
    tags: tagsOf(row['tags']),
    description: textOf(row['description']),
    networkId: textOf(row['cloud_network_id']),
    rules: rulesOf(row['firewall_rules']),
    native: row,
  };
}

/** Null as soon as one rule is not understood: a group with a rule left out would look safer than it is. */
function rulesOf(rules: unknown): Rule[] | null {
  if (!Array.isArray(rules)) return null;
  const understood = (rules as Readonly<Record<string, unknown>>[]).map((rule): Rule | null => {
    const direction = meaningOf(DIRECTIONS, rule['direction']);
    const protocol = textOf(rule['host_protocol']);
    if (!direction) return null;
    return {
      direction,
      protocol: protocol === null || protocol === '-1' ? 'all' : protocol.toLowerCase(),
      fromPort: portOf(rule['port']),
      toPort: portOf(rule['end_port']),
      cidr: textOf(rule['source_ip_range']),
      peerId: textOf(rule['source_security_group_id']),
    };
  });
  return understood.includes(null) ? null : (understood as Rule[]);
}

/** -1 is how Amazon writes all ports, or all types of ICMP. */
function portOf(port: unknown): number | null {
  return port === -1 ? null : wholeOf(port);
}
