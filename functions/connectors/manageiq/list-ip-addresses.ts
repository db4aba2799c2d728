import { defineList, textOf, type RecordOf } from '../../sdk/index.ts';
import type { ManageIqCredential, ManageIqOptions } from './account.ts';
import { listedManagersOf, recordsOf } from './managers.ts';
import type { Row } from './rows.ts';

const ATTRIBUTES = 'type ems_id ems_ref address vm_id fixed_ip_address status network_port_id cloud_network_id'.split(
  ' ',
);

/** One page of the floating addresses that ManageIQ has listed at the provider. They have no tags there. */
export const listIpAddresses = defineList<'IpAddress', ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.listIpAddresses',
  kind: 'IpAddress',
  permissions: ['floating_ip_show_list', 'ems_infra_show_list'],
  quota: null,
  async run(input, context) {
    const query = { collection: 'floating_ips', permission: 'floating_ip_show_list', attributes: ATTRIBUTES };
    return recordsOf(context, query, await listedManagersOf(context, 'networks'), input, toIpAddress);
  },
});

/** An address that a machine or a port has is in use, whatever the cloud calls that. */
function toIpAddress(row: Row): RecordOf<'IpAddress'> {
  const instanceId = textOf(row['vm_id']);
  const interfaceId = textOf(row['network_port_id']);
  return {
    nativeId: row.id,
    name: textOf(row['ems_ref']),
    state: instanceId !== null || interfaceId !== null ? 'IN_USE' : 'AVAILABLE',
    rawState: textOf(row['status']),
    tags: null,
    address: textOf(row['address']),
    instanceId,
    interfaceId,
    native: row,
  };
}
