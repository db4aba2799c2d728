/** What the emulated Mist holds, and how it changes over time. */
import { createHash } from 'node:crypto';

export type Row = Readonly<Record<string, unknown>>;

/** Collections whose rows belong to a cloud. */
export const OF_A_CLOUD = [
  'machines',
  'volumes',
  'networks',
  'images',
  'sizes',
  'locations',
  'clusters',
  'zones',
] as const;
export type CloudCollection = (typeof OF_A_CLOUD)[number];
export type Collection = 'clouds' | 'rules' | CloudCollection;

export interface StateOptions {
  readonly clock: () => number;
  /** How many machines a cloud turns out to have. */
  readonly machines: number;
  /** After how many reads of a cloud's machines they are there. Null: only when `discover` is called. */
  readonly discoverAfterReads: number | null;
  /** How long a machine takes to start, stop or reboot, in milliseconds. */
  readonly transitionMs: number;
}

/** From which states an action may begin, through which it passes, and where it ends. */
const ACTIONS: Readonly<Record<string, { from: readonly string[]; through: string; to: string }>> = {
  start: { from: ['stopped'], through: 'starting', to: 'running' },
  stop: { from: ['running'], through: 'stopping', to: 'stopped' },
  reboot: { from: ['running'], through: 'rebooting', to: 'running' },
  suspend: { from: ['running'], through: 'stopping', to: 'suspended' },
  resume: { from: ['suspended'], through: 'starting', to: 'running' },
  destroy: { from: ['running', 'stopped', 'suspended', 'error'], through: 'stopping', to: 'terminated' },
};

export type MistState = ReturnType<typeof createState>;

export function createState({ clock, machines, discoverAfterReads, transitionMs }: StateOptions) {
  const tables = new Map<Collection, Map<string, Row>>();
  const incidents: Row[] = [];
  const readsLeft = new Map<string, number>();
  const moving = new Map<string, { readonly to: string; readonly at: number }>();

  const table = (collection: Collection) => {
    const found = tables.get(collection) ?? new Map<string, Row>();
    tables.set(collection, found);
    return found;
  };
  const put = (collection: Collection, row: Row) => {
    table(collection).set(String(row['id']), row);
    return row;
  };
  const now = () => momentOf(clock());

  function addCloud({ name, provider, credentials, features }: Row): string {
    const id = idOf('cloud', `${String(name)} ${table('clouds').size} ${clock()}`);
    const { region } = credentials as Row;
    put('clouds', { id, name, provider, features, tags: {}, config: typeof region === 'string' ? { region } : {} });
    if (discoverAfterReads !== null) readsLeft.set(id, discoverAfterReads);
    return id;
  }

  function removeCloud(id: string): boolean {
    for (const collection of OF_A_CLOUD)
      for (const row of table(collection).values())
        if (row['cloud'] === id) table(collection).delete(String(row['id']));
    return table('clouds').delete(id);
  }

  /** Mist lists the cloud: what it has appears, and what it had is seen again. */
  function discover(cloud: string): void {
    readsLeft.delete(cloud);
    const known = [...table('machines').values()].filter((row) => row['cloud'] === cloud);
    for (const row of known) if (!row['missing_since']) put('machines', { ...row, last_seen: now() });
    if (known.length > 0) return;
    const of = (collection: CloudCollection, index = 0) => idOf(collection, `${cloud} ${index}`);
    const common = { cloud, tags: {} };
    put('locations', { id: of('locations'), external_id: 'eu-west-1a', name: 'eu-west-1a', cloud, country: 'IE' });
    put('sizes', { id: of('sizes'), external_id: 't3.micro', name: 't3.micro', cloud, extra: { cpus: 2, ram: 1024 } });
    put('images', { id: of('images'), external_id: 'ami-1', name: 'Debian 12', os_type: 'linux', ...common });
    put('networks', { id: of('networks'), external_id: 'vpc-1', name: 'main', ...common });
    put('zones', { id: of('zones'), external_id: 'Z1', name: 'example.org.', ...common });
    for (let index = 0; index < machines; index++) {
      const machine = put('machines', {
        id: of('machines', index),
        external_id: `i-${of('machines', index).slice(0, 17)}`,
        name: `machine-${index}`,
        state: index % 3 === 2 ? 'stopped' : 'running',
        tags: { Name: `machine-${index}` },
        cloud,
        cores: 2,
        location: of('locations'),
        size: of('sizes'),
        image: of('images'),
        network: of('networks'),
        public_ips: [`198.51.100.${index % 250}`],
        private_ips: [`10.0.0.${index % 250}`],
        created: '2026-01-01 08:00:00+00:00',
        last_seen: now(),
        extra: { instance_type: 't3.micro', user_data: 'canary-mist-user-data' },
      });
      put('volumes', {
        id: of('volumes', index),
        external_id: `vol-${of('volumes', index).slice(0, 17)}`,
        name: `disk-${index}`,
        size: '8',
        attached_to: [machine['id']],
        extra: { volume_type: 'gp3', state: 'in-use' },
        location: of('locations'),
        last_seen: now(),
        ...common,
      });
    }
  }

  /** Somebody looks at a cloud; when that happened often enough, Mist has listed it. */
  function seen(cloud: string): void {
    const left = readsLeft.get(cloud);
    if (left === undefined) return;
    if (left <= 0) discover(cloud);
    else readsLeft.set(cloud, left - 1);
  }

  /** Ends what has had its time. */
  function settle(): void {
    for (const [id, { to, at }] of moving) {
      if (clock() < at) continue;
      moving.delete(id);
      const machine = table('machines').get(id);
      if (machine) put('machines', { ...machine, state: to, last_seen: now() });
    }
  }

  /** False: not allowed as the machine is. */
  function act(machine: Row, action: string): boolean {
    const step = ACTIONS[action];
    if (!step || !step.from.includes(String(machine['state']))) return false;
    put('machines', { ...machine, state: step.through });
    moving.set(String(machine['id']), { to: step.to, at: clock() + transitionMs });
    return true;
  }

  return { clock, table, put, incidents, addCloud, removeCloud, discover, seen, settle, act };
}

/** 32 hexadecimal digits, as Mist's ids are; the same for the same thing. */
export function idOf(what: string, name: string): string {
  return createHash('sha256').update(`${what} ${name}`).digest('hex').slice(0, 32);
}

/** As Mist writes moments. */
export const momentOf = (at: number) => new Date(at).toISOString().replace('T', ' ').replace('Z', '000+00:00');
