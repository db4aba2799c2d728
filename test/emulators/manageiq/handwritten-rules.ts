/** What of ManageIQ's API the connector uses, written by hand: the rules where the specification is not at hand. */
/** What one collection allows. */
export interface CollectionRules {
  /** Methods of HTTP, as they are sent. */
  readonly verbs: readonly string[];
  /** Of POST to the collection. */
  readonly collectionActions: readonly string[];
  /** Of POST to one of its resources. */
  readonly resourceActions: readonly string[];
  /** With the actions of POST to each. */
  readonly subcollections: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  /** Of the table behind it. */
  readonly columns: readonly string[];
}

const read = (columns: string, subcollections: CollectionRules['subcollections'] = {}): CollectionRules => ({
  verbs: ['GET'],
  collectionActions: [],
  resourceActions: [],
  subcollections,
  columns: ['id', ...columns.split(' ')],
});
const tags = { tags: { actions: ['assign', 'unassign'] } };

export const HANDWRITTEN: Readonly<Record<string, CollectionRules>> = {
  providers: {
    verbs: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    collectionActions: ['create', 'delete', 'edit', 'query', 'refresh', 'verify_credentials'],
    resourceActions: ['delete', 'edit', 'refresh'],
    subcollections: tags,
    columns:
      'id name created_on updated_on guid zone_id type provider_region parent_ems_id enabled last_refresh_error last_refresh_date last_refresh_success_date last_inventory_date'.split(
        ' ',
      ),
  },
  tasks: {
    ...read('name state status message userid created_on updated_on pct_complete'),
    verbs: ['GET', 'POST', 'DELETE'],
  },
  vms: {
    ...read(
      'name vendor type ems_id ems_ref raw_power_state power_state connection_state ems_created_on boot_time state_changed_on cloud_network_id cloud_subnet_id flavor_id availability_zone_id template cloud created_on',
      tags,
    ),
    verbs: ['GET', 'POST', 'DELETE'],
    resourceActions: ['start', 'stop', 'suspend', 'pause', 'reset', 'reboot_guest', 'terminate', 'check_compliance'],
  },
  templates: read('name vendor type ems_id ems_ref template publicly_available deprecated created_on', tags),
  cloud_volumes: read(
    'name type ems_id ems_ref size status volume_type iops encrypted bootable creation_time cloud_volume_snapshot_id availability_zone_id multi_attachment description',
    tags,
  ),
  cloud_volume_snapshots: read(
    'name type ems_id ems_ref size status encrypted creation_time cloud_volume_id description',
  ),
  cloud_networks: read('name type ems_id ems_ref cidr status enabled shared external_facing description', tags),
  cloud_subnets: read(
    'name type ems_id ems_ref cidr status gateway availability_zone_id cloud_network_id network_protocol dhcp_enabled',
    tags,
  ),
  security_groups: read('name type ems_id ems_ref description cloud_network_id', tags),
  floating_ips: read('type ems_id ems_ref address vm_id fixed_ip_address status network_port_id cloud_network_id'),
  flavors: read(
    'name type ems_id ems_ref description enabled cpu_total_cores memory root_disk_size publicly_available',
    tags,
  ),
  alerts: read(
    'miq_alert_id resource_id resource_type evaluated_on result severity acknowledged ems_id description resolved event_ems_ref',
  ),
  event_streams: {
    ...read('event_type message timestamp ems_id type source vm_or_template_id vm_name'),
    verbs: ['GET', 'POST'],
  },
  alert_definitions: {
    ...read('guid description db options enabled severity hash_expression miq_expression'),
    verbs: ['GET', 'POST', 'DELETE'],
    collectionActions: ['create', 'edit', 'delete'],
    resourceActions: ['edit', 'delete'],
  },
  alert_definition_profiles: {
    ...read('guid name description mode', { alert_definitions: { actions: ['assign', 'unassign'] } }),
    verbs: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    collectionActions: ['create', 'edit', 'delete', 'assign', 'unassign'],
    resourceActions: ['edit', 'delete', 'assign', 'unassign'],
  },
};
