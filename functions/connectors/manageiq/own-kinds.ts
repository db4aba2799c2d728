/** The kinds of ManageIQ that the model has no type for, as data. */
import type { State } from '../../sdk/index.ts';

/** One of them. */
export interface OwnKind {
  readonly kind: string;
  /** Of the function, after `list`. */
  readonly plural: string;
  readonly collection: string;
  readonly permission: string;
  /** Whose rows they are: the provider's own, or also those of the managers of such a part. */
  readonly of: 'provider' | 'networks' | 'volumes';
  readonly hasTags: boolean;
  /** What `attributes` shows; `name`, `status` and `creation_time` go into fields of their own. */
  readonly attributes: readonly string[];
}

export const OWN_KINDS: readonly OwnKind[] = [
  {
    kind: 'manageiq.Network',
    plural: 'Networks',
    collection: 'cloud_networks',
    of: 'networks',
    hasTags: true,
    permission: 'cloud_network_show_list',
    attributes: ['name', 'status', 'ems_ref', 'cidr', 'enabled', 'shared', 'external_facing', 'description'],
  },
  {
    kind: 'manageiq.Subnet',
    plural: 'Subnets',
    collection: 'cloud_subnets',
    of: 'networks',
    hasTags: true,
    permission: 'cloud_subnet_show_list',
    attributes: ['name', 'status', 'ems_ref', 'cidr', 'gateway', 'cloud_network_id', 'network_protocol'],
  },
  {
    kind: 'manageiq.Snapshot',
    plural: 'Snapshots',
    collection: 'cloud_volume_snapshots',
    permission: 'cloud_volume_snapshot_view',
    of: 'volumes',
    hasTags: false,
    attributes: ['name', 'status', 'creation_time', 'ems_ref', 'size', 'encrypted', 'cloud_volume_id', 'description'],
  },
  {
    kind: 'manageiq.Image',
    plural: 'Images',
    collection: 'templates',
    of: 'provider',
    hasTags: true,
    permission: 'miq_template_show_list',
    attributes: ['name', 'ems_ref', 'vendor', 'publicly_available', 'deprecated'],
  },
  {
    kind: 'manageiq.Flavor',
    plural: 'Flavors',
    collection: 'flavors',
    of: 'provider',
    hasTags: true,
    permission: 'flavor_show_list',
    attributes: ['name', 'ems_ref', 'enabled', 'cpu_total_cores', 'memory', 'root_disk_size', 'publicly_available'],
  },
];

/** The words of Amazon and OpenStack for how they stand. */
export const OWN_STATES: Readonly<Record<string, State>> = {
  ACTIVE: 'ACTIVE',
  active: 'ACTIVE',
  available: 'AVAILABLE',
  completed: 'AVAILABLE',
  creating: 'CREATING',
  deleting: 'DELETING',
  error: 'ERROR',
  pending: 'PENDING',
};
