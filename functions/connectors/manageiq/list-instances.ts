import { defineList, meaningOf, momentOf, textOf, wholeOf, type RecordOf } from '../../sdk/index.ts';
import { providerIdOf, type ManageIqCredential, type ManageIqOptions } from './account.ts';
import { nameWithin, tagsOf } from './fields.ts';
import { recordsOf } from './managers.ts';
import type { Row } from './rows.ts';
import { POWER_STATES } from './states.ts';

const ATTRIBUTES = [
  'name vendor type ems_id ems_ref raw_power_state power_state connection_state ems_created_on',
  'boot_time state_changed_on cloud_network_id cloud_subnet_id flavor_id availability_zone.name',
  'flavor.name ipaddresses cpu_total_cores ram_size platform',
].flatMap((line) => line.split(' '));

/** Networks that are routed on no public way: RFC 1918, RFC 4193, RFC 3927, RFC 4291. */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|f[cd]|fe[89ab])/i;

/** One page of the machines that ManageIQ has listed at the provider. */
export const listInstances = defineList<'Instance', ManageIqCredential, ManageIqOptions>({
  name: 'manageiq.listInstances',
  kind: 'Instance',
  permissions: ['vm_show_list'],
  quota: null,
  async run(input, context) {
    const query = { collection: 'vms', permission: 'vm_show_list', attributes: ATTRIBUTES, expand: ['tags'] };
    return recordsOf(context, query, [providerIdOf(context)], input, toInstance);
  },
});

function toInstance(row: Row): RecordOf<'Instance'> {
  const rawState = textOf(row['raw_power_state']);
  const addresses = Array.isArray(row['ipaddresses']) ? row['ipaddresses'].flatMap((one) => textOf(one) ?? []) : null;
  return {
    nativeId: row.id,
    name: textOf(row['name']),
    zone: nameWithin(row['availability_zone']),
    state: meaningOf(meaningOf(POWER_STATES, row['vendor']) ?? {}, rawState) ?? 'UNKNOWN',
    rawState,
    tags: tagsOf(row['tags']),
    createdAt: momentOf(row['ems_created_on']),
    instanceType: nameWithin(row['flavor']),
    // 0 is how ManageIQ writes that it does not know.
    vcpus: wholeOf(row['cpu_total_cores']) || null,
    memoryMiB: wholeOf(row['ram_size']) || null,
    platform: textOf(row['platform']),
    publicIps: addresses?.filter((address) => !PRIVATE.test(address)) ?? null,
    privateIps: addresses?.filter((address) => PRIVATE.test(address)) ?? null,
    networkId: textOf(row['cloud_network_id']),
    subnetId: textOf(row['cloud_subnet_id']),
    launchedAt: momentOf(row['boot_time']),
    native: row,
  };
}
