import { defineList, momentOf, type RecordOf, type Row, type State } from '../../sdk/index.ts';
import type { MistCredential, MistOptions } from './account.ts';
import { neededText, stateOf, tagsOf, textOf } from './fields.ts';
import { listRecords, type Collection } from './lists.ts';
import { SENSITIVE } from './sensitive.ts';

type GenericRecord = RecordOf<'mistio.Network'>;

interface Kind extends Collection {
  readonly kind: `mistio.${string}`;
  /** The fields of Mist that become attributes, in Mist's words. */
  readonly attributes: readonly string[];
}

/** What else belongs to a cloud in Mist. Keys, scripts and schedules belong to the organisation, so they are not here. */
const KINDS: Readonly<Record<string, Kind>> = {
  listNetworks: { kind: 'mistio.Network', collection: 'networks', attributes: [] },
  listImages: { kind: 'mistio.Image', collection: 'images', attributes: ['os_type', 'starred'] },
  listSizes: { kind: 'mistio.Size', collection: 'sizes', attributes: ['extra'] },
  listLocations: {
    kind: 'mistio.Location',
    collection: 'locations',
    attributes: ['location_type', 'country', 'parent'],
    only: 'id,external_id,name,cloud,location_type,country,parent,missing_since', // all sizes and images are in the others
  },
  listClusters: {
    kind: 'mistio.Cluster',
    collection: 'clusters',
    attributes: ['provider', 'total_nodes', 'total_cpus', 'total_memory'],
  },
  listZones: { kind: 'mistio.Zone', collection: 'zones', attributes: [] },
};

/** The words of clouds for their clusters, as far as they agree. */
const STATES: Readonly<Record<string, State>> = {
  active: 'ACTIVE',
  running: 'ACTIVE',
  creating: 'CREATING',
  provisioning: 'CREATING',
  updating: 'UPDATING',
  reconciling: 'UPDATING',
  deleting: 'DELETING',
  stopping: 'DELETING',
  failed: 'ERROR',
  error: 'ERROR',
};

/** One function for each kind, all alike. */
export const listKinds = Object.entries(KINDS).map(([name, kind]) =>
  defineList<`mistio.${string}`, MistCredential, MistOptions>({
    name: `mistio.${name}`,
    kind: kind.kind,
    permissions: [`read:${kind.collection.slice(0, -1)}`, 'read:cloud'],
    quota: null,
    sensitive: SENSITIVE,
    run: (input, context) => listRecords(context, kind, input, (row) => toRecord(row, kind)),
  }),
);

function toRecord(row: Row, { attributes }: Kind): GenericRecord {
  const rawState = textOf(row, 'state');
  return {
    nativeId: neededText(row, 'id'),
    arn: null,
    name: textOf(row, 'name'),
    zone: textOf(row, 'location'),
    state: rawState === null ? null : stateOf(STATES, rawState.toLowerCase()),
    rawState,
    tags: tagsOf(row),
    createdAt: momentOf(row['created']),
    attributes: {
      externalId: textOf(row, 'external_id'),
      ...Object.fromEntries(attributes.map((name) => [camelCase(name), (row[name] ?? null) as never])),
    },
    native: row,
  };
}

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
