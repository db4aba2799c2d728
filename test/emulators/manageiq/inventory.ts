/** What a provider shows after it was listed: a small estate of Amazon, one of each kind, with machines in many states. */
import type { Row, World } from './world.ts';

/** Raw states of the machines, in turn. The last is none that anybody knows. */
const POWER = ['running', 'running', 'stopped', 'pending', 'running', 'hibernating'];

export const AMAZON = 'ManageIQ::Providers::Amazon::CloudManager';
const NETWORK = 'ManageIQ::Providers::Amazon::NetworkManager';
const STORAGE = 'ManageIQ::Providers::Amazon::StorageManager::Ebs';

/** The managers that come with a provider, each a provider itself. */
export function addManagers(world: World, provider: Row): void {
  const common = {
    parent_ems_id: provider.id,
    provider_region: provider['provider_region'],
    zone_id: '1',
    enabled: true,
  };
  world.add('providers', { ...common, type: NETWORK, name: `${String(provider['name'])} Network Manager` });
  world.add('providers', { ...common, type: STORAGE, name: `${String(provider['name'])} EBS Storage Manager` });
}

export function managersOf(world: World, providerId: string) {
  const children = world.rows('providers').filter((row) => row['parent_ems_id'] === providerId);
  const idOf = (type: string) => children.find((row) => row['type'] === type)?.id ?? providerId;
  return { network: idOf(NETWORK), storage: idOf(STORAGE), children };
}

export function addVm(world: World, ems_id: string, vm: Readonly<Record<string, unknown>> = {}): Row {
  const count = world.rows('vms').length;
  const raw = POWER[count % POWER.length]!;
  return world.add('vms', {
    name: `vm-${count}`,
    vendor: 'amazon',
    type: 'ManageIQ::Providers::Amazon::CloudManager::Vm',
    ems_id,
    ems_ref: `i-${count.toString(16).padStart(17, '0')}`,
    raw_power_state: raw,
    power_state: mapped(raw),
    ems_created_on: world.now(),
    boot_time: world.now(),
    cloud: true,
    template: false,
    tags: [],
    ipaddresses: [`10.0.${count >> 8}.${count & 255}`, `203.0.113.${count & 255}`],
    cpu_total_cores: 2,
    ram_size: 4096,
    flavor: { name: 't3.medium' },
    availability_zone: { name: 'eu-west-1a' },
    platform: 'linux',
    ...vm,
  });
}

/** The trap of ManageIQ's own word: pending is suspended, and what it does not know is terminated. */
export function mapped(raw: string): string {
  const words: Readonly<Record<string, string>> = {
    running: 'on',
    stopped: 'off',
    stopping: 'powering_down',
    pending: 'suspended',
    'shutting-down': 'powering_down',
  };
  return words[raw] ?? 'terminated';
}

const of = (kind: string) => `ManageIQ::Providers::Amazon::${kind}`;

/** What a manager, a provider itself or one beside it, has when it is listed for the first time. */
export function addInventory(world: World, { id, type }: Row, vms: number): void {
  if (type === NETWORK) addNetworks(world, id);
  else if (type === STORAGE) addVolumes(world, id, vms);
  else addMachines(world, id, vms);
}

function addMachines(world: World, ems_id: string, vms: number): void {
  for (let index = 0; index < vms; index++) addVm(world, ems_id);
  world.add('flavors', {
    ems_id,
    type: of('CloudManager::Flavor'),
    name: 't3.medium',
    ems_ref: 't3.medium',
    enabled: true,
    cpu_total_cores: 2,
    memory: 4 * 2 ** 30,
    tags: [],
  });
  world.add('templates', {
    ems_id,
    type: of('CloudManager::Template'),
    name: 'base',
    ems_ref: 'ami-1',
    vendor: 'amazon',
    template: true,
    publicly_available: false,
    deprecated: false,
    tags: [],
  });
}

function addNetworks(world: World, ems_id: string): void {
  const vpc = world.add('cloud_networks', {
    ems_id,
    name: 'main',
    type: of('NetworkManager::CloudNetwork'),
    ems_ref: 'vpc-1',
    cidr: '10.0.0.0/16',
    status: 'active',
    enabled: true,
    tags: [],
  });
  world.add('cloud_subnets', {
    ems_id,
    name: 'a',
    type: of('NetworkManager::CloudSubnet'),
    ems_ref: 'subnet-1',
    cidr: '10.0.0.0/24',
    status: 'available',
    cloud_network_id: vpc.id,
    tags: [],
    availability_zone: { name: 'eu-west-1a' },
  });
  for (const name of ['web', 'database'])
    world.add('security_groups', {
      ems_id,
      name,
      type: of('NetworkManager::SecurityGroup'),
      ems_ref: `sg-${name}`,
      description: `for ${name}`,
      cloud_network_id: vpc.id,
      tags: [],
      firewall_rules: rulesOf(name),
    });
  world.add('floating_ips', {
    ems_id,
    type: of('NetworkManager::FloatingIp'),
    ems_ref: 'eipalloc-1',
    address: '203.0.113.200',
    status: 'down',
  });
}

function addVolumes(world: World, ems_id: string, volumes: number): void {
  const created = { creation_time: world.now() };
  for (let index = 0; index < volumes; index++) {
    const volume = world.add('cloud_volumes', {
      ...created,
      ems_id,
      type: of('StorageManager::Ebs::CloudVolume'),
      name: `disk-${index}`,
      ems_ref: `vol-${index}`,
      size: 8 * 2 ** 30,
      status: index % 2 ? 'available' : 'in-use',
      volume_type: 'gp3',
      iops: 3e3,
      encrypted: index % 2 === 0,
      tags: [],
      availability_zone: { name: 'eu-west-1a' },
    });
    if (index === 0)
      world.add('cloud_volume_snapshots', {
        ...created,
        ems_id,
        type: of('StorageManager::Ebs::CloudVolumeSnapshot'),
        name: 'nightly',
        ems_ref: 'snap-1',
        size: 8 * 2 ** 30,
        status: 'completed',
        encrypted: true,
        cloud_volume_id: volume.id,
      });
  }
}

function rulesOf(name: string) {
  const port = name === 'web' ? 443 : 5_432;
  const from = name === 'web' ? '0.0.0.0/0' : '10.0.0.0/16';
  return [
    { direction: 'inbound', host_protocol: 'TCP', port, end_port: port, source_ip_range: from },
    { direction: 'outbound', host_protocol: '-1', port: null, end_port: null, source_ip_range: '0.0.0.0/0' },
  ];
}
