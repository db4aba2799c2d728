import { afterAll } from 'vitest';
import { connector } from '../../functions/connectors/manageiq/connector.ts';
import { startManageIq } from '../emulators/manageiq/index.ts';
import { connectorSuite } from './connector-suite.ts';

const region = 'eu-west-1';
const unknownId = '987654321';

/** Pages are cut to two rows by the appliance itself. */
const emulator = await startManageIq({ vms: 6, maxResultsPerPage: 2 });
afterAll(() => emulator[Symbol.asyncDispose]());

const provider = emulator.addProvider('conformance', { region });
emulator.addProvider('another account in the same appliance', { region });
const owners = new Set([provider.id, ...Object.values(emulator.managersOf(provider.id))]);
const own = (collection: string) => emulator.rows(collection).filter((row) => owners.has(String(row['ems_id'])));
const idsOf = (collection: string) => () => own(collection).map(({ id }) => id);
for (const [index, vm] of own('vms').entries()) {
  if (index > 0) vm['last_compliance_status'] = index % 2 === 0;
  emulator.addAlert({
    miq_alert_id: String(7 + index),
    resource_type: 'VmOrTemplate',
    resource_id: vm.id,
    ems_id: provider.id,
  });
}

connectorSuite({
  connector,
  account: () => ({
    accountId: provider.id,
    credential: emulator.credential,
    options: { baseUrl: emulator.url, providerRegion: region },
  }),
  cases: {
    region,
    expected: {
      'manageiq.listInstances': idsOf('vms'),
      'manageiq.listVolumes': idsOf('cloud_volumes'),
      'manageiq.listSecurityGroups': idsOf('security_groups'),
      'manageiq.listIpAddresses': idsOf('floating_ips'),
      'manageiq.listNetworks': idsOf('cloud_networks'),
      'manageiq.listSubnets': idsOf('cloud_subnets'),
      'manageiq.listSnapshots': idsOf('cloud_volume_snapshots'),
      'manageiq.listImages': idsOf('templates'),
      'manageiq.listFlavors': idsOf('flavors'),
      'manageiq.listAlarms': () => own('alerts').map((row) => String(row['miq_alert_id'])),
      'manageiq.listFindings': () =>
        own('vms').flatMap((row) => (row['last_compliance_status'] === undefined ? [] : [row.id])),
    },
    paged: ['manageiq.listInstances', 'manageiq.listVolumes', 'manageiq.listFindings'],
    rejectedCredential: {
      ...emulator.credential,
      password: 'rejected-canary-0123456789',
    },
    canaries: [emulator.credential.password, emulator.credential.provider.password, 'rejected-canary-0123456789'],
    unmapped: {
      list: 'manageiq.listInstances',
      nativeId: own('vms').find((row) => row['raw_power_state'] === 'hibernating')!.id,
    },
    unknownId,
    unknownAccountId: unknownId,
    events: { 'manageiq.createAlert': { name: 'conformance', above: 80 } },
  },
});
