/** Providers: made, listed, checked and removed, as ManageIQ does it. */
import type { EmulatedAnswer } from '../http.ts';
import { badRequest, began, ok, refused } from './answers.ts';
import { addInventory, addManagers, AMAZON, managersOf } from './inventory.ts';
import type { Row, World } from './world.ts';

/** A key pair of the cloud. */
export interface Login {
  readonly userid: string;
  readonly password: string;
}

export const SUPPORTED = [
  AMAZON,
  'ManageIQ::Providers::Openstack::CloudManager',
  'ManageIQ::Providers::Google::CloudManager',
];
const ZONES = ['1', '2'];
/** Collections whose rows belong to a manager. */
const OWNED = [
  'vms',
  'templates',
  'flavors',
  'cloud_volumes',
  'cloud_volume_snapshots',
  'cloud_networks',
  'cloud_subnets',
  'security_groups',
  'floating_ips',
  'alerts',
];

/** What somebody wants to be made or tried, unchecked. */
interface Wish {
  readonly type?: string;
  readonly name?: string;
  readonly provider_region?: string;
  readonly zone?: { readonly id: string };
  readonly credentials?: Partial<Login>;
  readonly authentications?: { readonly default?: Partial<Login> };
}

export interface Providers {
  create(body: Readonly<Record<string, unknown>>): EmulatedAnswer;
  act(provider: Row, action: string, href: string): EmulatedAnswer;
  verifyCredentials(resource: Readonly<Record<string, unknown>>): EmulatedAnswer;
  /** One that is there already, listed or not. */
  add(name: string, region: string | null, isListed: boolean): Row;
  /** From now on listing a manager fails for this reason; null: no more. */
  refuse(managerId: string, reason: string | null): void;
  /** Lists a provider again, as the appliance does from time to time. */
  list(provider: Row): void;
}

export interface ProviderPorts {
  readonly world: World;
  /** The key pairs that the cloud accepts. */
  readonly logins: readonly Login[];
  /** How many machines a provider turns out to have. */
  readonly vms: number;
}

export function createProviders({ world, logins, vms }: ProviderPorts): Providers {
  const refusals = new Map<string, string | null>();
  const isAccepted = (given: Partial<Login>) =>
    logins.some(({ userid, password }) => userid === given.userid && password === given.password);

  function insert(name: string, type: string, region: unknown, zone_id: string, isValid: boolean): Row {
    const authentication_status = isValid ? 'Valid' : 'Invalid';
    const common = { name, type, provider_region: region ?? null, zone_id, created_on: world.now(), enabled: true };
    const provider = world.add('providers', { ...common, guid: crypto.randomUUID(), authentication_status, tags: [] });
    addManagers(world, provider);
    return provider;
  }

  /** Each manager is listed by itself, so one may fail where the others succeed. */
  function list(provider: Row): void {
    const refusedLogin =
      provider['authentication_status'] === 'Valid' ? null : 'Login failed due to a bad username or password.';
    for (const manager of [provider, ...managersOf(world, provider.id).children]) {
      const error = refusedLogin ?? refusals.get(manager.id) ?? null;
      const now = world.now();
      Object.assign(manager, { last_refresh_date: now, last_refresh_error: error });
      if (error !== null) continue;
      if (!manager['last_refresh_success_date']) addInventory(world, manager, vms);
      Object.assign(manager, { last_refresh_success_date: now, last_inventory_date: now });
    }
  }

  function remove(provider: Row): void {
    const gone = [provider, ...managersOf(world, provider.id).children].map(({ id }) => id);
    for (const collection of OWNED)
      for (const row of world.rows(collection))
        if (gone.includes(String(row['ems_id']))) world.remove(collection, row.id);
    for (const id of gone) world.remove('providers', id);
  }

  return {
    list,
    refuse: (managerId, reason) => void refusals.set(managerId, reason),
    add(name, region, isListed) {
      const provider = insert(name, AMAZON, region, '1', true);
      if (isListed) list(provider);
      return provider;
    },
    create(body) {
      const { type = '', name, provider_region: region, zone = { id: '1' }, credentials } = body as Wish;
      const types = SUPPORTED.join(', ');
      if (!SUPPORTED.includes(type))
        return badRequest(`Invalid provider type ${type} specified, supported types are: ${types}`);
      if (!credentials) return badRequest('Must specify credentials');
      if (!ZONES.includes(zone.id)) return badRequest(`Couldn't find Zone with 'id'=${zone.id}`);
      if (!name) return badRequest("Could not create the new provider - Validation failed: Name can't be blank");
      if (!region && type === AMAZON)
        return badRequest("Could not create the new provider - Validation failed: Region can't be blank");
      if (world.rows('providers').some((row) => row['name'] === name))
        return badRequest('Could not create the new provider - Validation failed: Name has already been taken');
      const provider = insert(name, type, region, zone.id, isAccepted(credentials));
      return ok({ results: [provider] });
    },
    verifyCredentials(resource) {
      const { type = '', authentications } = resource as Wish;
      if (!SUPPORTED.includes(type))
        return badRequest(`Invalid provider type ${type} specified, supported types are: ${SUPPORTED.join(', ')}`);
      const effect = () =>
        isAccepted(authentications?.default ?? {}) ? undefined : 'Login failed due to a bad username or password.';
      const taskId = world.queue('verify_credentials', 'Verify provider credentials', effect);
      return ok({ results: [began('Credentials sent for verification', taskId)] });
    },
    act(provider, action, href) {
      const ident = `Provider id:${provider.id} name:'${String(provider['name'])}'`;
      if (action === 'delete')
        return ok({
          ...began(
            `${ident} deleting`,
            world.queue('delete', `${ident} deleting`, () => remove(provider)),
          ),
          href,
        });
      if (action === 'refresh') {
        const taskId = world.queue('refresh', `${ident} refreshing`, () => list(provider));
        return ok({ ...began(`${ident} refreshing`, taskId), tasks: [{ id: taskId }], href });
      }
      return ok(refused(`${action} is not emulated`));
    },
  };
}
