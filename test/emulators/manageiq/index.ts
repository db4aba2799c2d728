/**
 * An appliance of ManageIQ: its routes and columns from the specification where that is at hand, envelopes, tokens and tasks
 * by hand. For tests, the demo and the documents.
 */
import { startEmulator, type Emulator } from '../http.ts';
import { measure } from './alerts.ts';
import { badRequest } from './answers.ts';
import { checker } from './check.ts';
import { addVm, managersOf } from './inventory.ts';
import { setPower } from './machines.ts';
import { placeOf } from './place.ts';
import { createProviders, type Login } from './providers.ts';
import { createRoutes } from './routes.ts';
import { loadRules } from './rules.ts';
import type { Categories } from './tags.ts';
import { createTokens, unauthorized } from './tokens.ts';
import { createWorld, type Row, type World } from './world.ts';

export type { Row } from './world.ts';

/** All have a default. */
export interface ManageIqSettings {
  /** Milliseconds since 1970 (UTC). */
  readonly now?: () => number;
  readonly userid?: string;
  readonly password?: string;
  /** The key pairs that the cloud behind ManageIQ accepts. */
  readonly logins?: readonly Login[];
  readonly tokenTtlSeconds?: number;
  /** A larger limit is cut to it without a word. */
  readonly maxResultsPerPage?: number;
  /** How many requests a task takes. */
  readonly stepsPerTask?: number;
  /** How many machines and volumes a provider turns out to have when it is listed. */
  readonly vms?: number;
  /** Tags that there are. */
  readonly categories?: Categories;
}

/** A running appliance, and what a test does with it behind the API's back. */
export interface ManageIq extends Emulator, Pick<World, 'fail' | 'hold' | 'release' | 'row' | 'rows' | 'remove'> {
  /** The credential of the connector that fits the defaults. */
  readonly credential: Login & { readonly provider: Login };
  /** Tokens ever given. */
  readonly tokens: readonly string[];
  /** Ends all tokens, as a restart does. */
  revokeTokens(): void;
  /** A provider that is there already. */
  addProvider(name: string, settings?: { readonly region?: string | null; readonly isListed?: boolean }): Row;
  /** Has a manager, such as one that volumes belong to, fail to be listed for this reason from now on; null: no more. */
  refuseListing(managerId: string, reason: string | null): void;
  /** Lists a provider again. */
  refresh(providerId: string): void;
  addVm(providerId: string, columns?: Readonly<Record<string, unknown>>): Row;
  setPower(vmId: string, raw: string): void;
  /** A measure of a machine, which the alerts assigned to its provider are evaluated with. */
  setCpu(vmId: string, percent: number): void;
  /** A row of an alert's status, as ManageIQ writes it. */
  addAlert(columns: Readonly<Record<string, unknown>>): Row;
  /** An event of a manager, as ManageIQ keeps it. */
  addEvent(columns: Readonly<Record<string, unknown>>): Row;
  /** The managers that networks and volumes of a provider belong to. */
  managersOf(providerId: string): { readonly network: string; readonly storage: string };
}

export async function startManageIq(settings: ManageIqSettings = {}): Promise<ManageIq> {
  const { now = Date.now, userid = 'admin', password = 'appliance-canary-0123456789' } = settings;
  const { logins = [{ userid: 'AKIATESTTESTTESTTEST', password: 'cloud-canary-0123456789' }] } = settings;
  const { tokenTtlSeconds: ttlSeconds = 600, maxResultsPerPage = 1_000, stepsPerTask = 2, vms = 3 } = settings;
  const { categories = { department: ['finance'], environment: ['dev', 'prod'] } } = settings;
  const rules = loadRules();
  const world = createWorld(now, stepsPerTask);
  const tokens = createTokens({ now, userid, password, ttlSeconds });
  const providers = createProviders({ world, logins, vms });
  const route = createRoutes({ world, providers, rules, categories, maxResultsPerPage });
  const check = checker(rules);
  const vmOf = (id: string) => {
    const vm = world.row('vms', id);
    if (!vm) throw new Error(`there is no machine ${id}`);
    return vm;
  };

  const emulator = await startEmulator({
    check,
    answer(request) {
      const place = placeOf(request.path);
      if (place?.collection === 'auth') return tokens.answer(request);
      if (!tokens.accepts(request)) return unauthorized();
      const [wrong] = check(request);
      if (place === null || wrong !== undefined) return badRequest(wrong ?? 'Unknown address');
      world.step();
      return route(request, place);
    },
  });
  return {
    ...emulator,
    fail: world.fail,
    hold: world.hold,
    release: world.release,
    row: world.row,
    rows: world.rows,
    remove: world.remove,
    credential: {
      userid,
      password,
      provider: logins[0] ?? {
        userid: 'none',
        password: 'none',
      },
    },
    tokens: tokens.given,
    revokeTokens: tokens.revoke,
    addProvider: (name, { region = 'eu-west-1', isListed = true } = {}) => providers.add(name, region, isListed),
    refuseListing: providers.refuse,
    refresh: (providerId) => providers.list(world.row('providers', providerId)!),
    addVm: (providerId, columns) => addVm(world, providerId, columns),
    setPower: (vmId, raw) => setPower(world, vmOf(vmId), raw),
    setCpu: (vmId, percent) => measure(world, vmOf(vmId), percent),
    addAlert: (columns) =>
      world.add('alerts', {
        evaluated_on: world.now(),
        result: true,
        ...columns,
      }),
    addEvent: (columns) => world.add('event_streams', { type: 'EmsEvent', timestamp: world.now(), ...columns }),
    managersOf: (providerId) => managersOf(world, providerId),
  };
}
