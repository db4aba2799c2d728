import { describe, expect, it } from 'vitest';
import { startAppliance } from './appliance.ts';

const region = 'eu-west-1';

/** The only machine of a provider, with these columns. */
async function shown(columns: object) {
  await using appliance = await startAppliance({ vms: 0 });
  const { id } = appliance.emulator.addProvider('a');
  appliance.emulator.addVm(id, { ...columns });
  const [found] = await appliance.list('listInstances', id);
  return found!;
}

describe('the state of a machine is the word of its cloud, not that of ManageIQ', () => {
  it.each([
    ['amazon', 'pending', 'PENDING'],
    ['amazon', 'running', 'RUNNING'],
    ['amazon', 'shutting-down', 'STOPPING'],
    ['amazon', 'stopped', 'STOPPED'],
    ['amazon', 'terminated', 'TERMINATED'],
    ['google', 'TERMINATED', 'STOPPED'],
    ['openstack', 'SHUTOFF', 'STOPPED'],
    ['azure', 'VM running', 'RUNNING'],
    ['vmware', 'poweredOff', 'STOPPED'],
    ['amazon', 'hibernating', 'UNKNOWN'],
    ['amazon', 'TERMINATED', 'UNKNOWN'],
    ['ovirt', 'up', 'UNKNOWN'],
    ['constructor', 'name', 'UNKNOWN'],
  ])('%s %s is %s', async (vendor, raw, state) => {
    // What ManageIQ calls all that it does not know.
    const found = await shown({ vendor, raw_power_state: raw, power_state: 'terminated' });
    expect(found).toMatchObject({ state, rawState: raw });
  });

  it('is UNKNOWN where nothing was said', async () => {
    expect(await shown({ raw_power_state: null })).toMatchObject({ state: 'UNKNOWN', rawState: null });
  });
});

describe('a record', () => {
  it('of a machine tells private from public addresses, and does not take 0 for a number of CPUs', async () => {
    const ipaddresses = ['10.1.2.3', '172.32.0.1', '172.16.0.1', '203.0.113.9', 'fd00::1', '2001:db8::1'];
    expect(
      await shown({ ipaddresses, cpu_total_cores: 0, ram_size: 512, tags: [{ name: '/managed/a/b/c' }] }),
    ).toMatchObject({
      privateIps: ['10.1.2.3', '172.16.0.1', 'fd00::1'],
      publicIps: ['172.32.0.1', '203.0.113.9', '2001:db8::1'],
      vcpus: null,
      memoryMiB: 512,
      zone: 'eu-west-1a',
      instanceType: 't3.medium',
      tags: [
        {
          key: 'a',
          value: 'b/c',
        },
      ],
    });
  });

  it('of networks and volumes is found though they belong to other managers than the provider', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    appliance.emulator.addProvider('another');
    const [network] = appliance.emulator.rows('cloud_networks');
    expect(network!['ems_id']).not.toBe(id);
    expect(await appliance.list('listNetworks', id)).toMatchObject([
      { nativeId: network!.id, state: 'ACTIVE', attributes: { cidr: '10.0.0.0/16', enabled: true } },
    ]);
    expect(await appliance.list('listVolumes', id)).toMatchObject([
      { sizeGiB: 8, state: 'IN_USE', encrypted: true, zone: 'eu-west-1a' },
      { sizeGiB: 8, state: 'AVAILABLE', encrypted: false },
      { sizeGiB: 8, state: 'IN_USE' },
    ]);
    expect(await appliance.list('listSnapshots', id)).toMatchObject([{ state: 'AVAILABLE', tags: null }]);
    expect(await appliance.list('listIpAddresses', id)).toMatchObject([
      { address: '203.0.113.200', state: 'AVAILABLE', rawState: 'down', tags: null },
    ]);
    for (const name of ['listSubnets', 'listImages', 'listFlavors'])
      expect(await appliance.list(name, id)).toHaveLength(1);
    expect(appliance.emulator.violations).toEqual([]);
  });

  it('of a security group has its rules, or none at all where one is not understood', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const input = { region };
    const [web] = (await appliance.call('listSecurityGroups', input, id)) as { rules: unknown }[];
    expect(web).toMatchObject({
      rules: [
        { direction: 'INGRESS', protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '0.0.0.0/0' },
        { direction: 'EGRESS', protocol: 'all', fromPort: null, toPort: null },
      ],
    });
    const [row] = appliance.emulator.rows('security_groups');
    (row!['firewall_rules'] as object[]).push({ direction: 'sideways', host_protocol: 'TCP', port: 22 });
    expect(await appliance.call('listSecurityGroups', input, id)).toMatchObject([{ rules: null }, {}]);
  });
});
