/** Registries over one store, and a world of deployments that say who they are. */
import { z } from 'zod';
import { registry as real } from '../../functions/registry.gen.ts';
import type { ConnectorManifest, Description, FunctionManifest, OperationKey } from '../../functions/sdk/index.ts';
import { createBus } from '../../gateway/bus/index.ts';
import { createFunctions, type Invoker, type Invokers } from '../../gateway/invoke/index.ts';
import { createRegistry, type Registry } from '../../gateway/registry/index.ts';
import { openStore, type Store } from '../../gateway/store/index.ts';
import { manualClock, type ManualClock } from './clock.ts';
import type { MakePlace } from './places.ts';

export const sandbox = real['sandbox']!.manifest;

/** A connector that no gateway has built in. */
export const acme = (functions: Readonly<Record<string, OperationKey>>): ConnectorManifest => ({
  name: 'acme',
  title: 'Acme',
  description: 'A cloud of its own.',
  credentialSchema: null,
  optionsSchema: {},
  functions: Object.entries(functions).map(([name, operation]): FunctionManifest => ({
    ...sandbox.functions[0]!,
    name: `acme.${name}`,
    operation,
    effect: operation.type === 'ACT' ? 'WRITE' : 'READ',
    scope: operation.type === 'LIST' ? 'REGION' : null,
  })),
});

export const VERIFY = { verify: { type: 'VERIFY' } } as const;
export const WIDGETS = { listWidgets: { type: 'LIST', kind: 'acme.Widget' } } as const;
export const ON_PUSH = { onPush: { type: 'HANDLE', handler: 'onPush' } } as const;

export interface OneRegistry {
  readonly registry: Registry;
  readonly clock: ManualClock;
  /** How often its bus said that the registry changed. */
  readonly told: () => number;
  readonly unexpected: unknown[];
}

export interface Registries extends AsyncDisposable {
  readonly store: Store;
  /** Lets something answer at this URL. Without an answer nobody is there. */
  deploy(url: string, manifest: ConnectorManifest, version?: string | null): void;
  undeploy(url: string): void;
  /** Runs while the deployment is asked. */
  whileAsked(work: () => Promise<unknown>): void;
  /** Another gateway over the same store. */
  another(manifests?: readonly ConnectorManifest[]): Promise<OneRegistry>;
}

/** The target of a deployment behind HTTP. */
export const http = (url: string, more: object = {}) => ({ http: { url, ...more } });

export async function startRegistries(makePlace: MakePlace): Promise<Registries> {
  const place = await makePlace();
  const store = await openStore(place.location);
  const world = new Map<string, Description>();
  const opened: Registry[] = [];
  let asked: () => Promise<unknown> = async () => {};

  const invoker: Invoker<{ readonly url: string }> = {
    platform: 'HTTP',
    settings: z.strictObject({
      url: z.string().startsWith('http'),
      retries: z.number().default(3),
      token: z.string().nullish(),
    }),
    address: ({ url }) => url,
    async invoke({ url }) {
      await asked();
      const data = world.get(url);
      return data
        ? { type: 'ok', ran: 'yes', data, cursor: null }
        : { type: 'unavailable', ran: 'no', reason: 'nobody is there' };
    },
    close: async () => {},
  };
  const local: Invoker<{ readonly connector: string }> = {
    platform: 'LOCAL',
    settings: z.strictObject({ connector: z.string() }),
    address: ({ connector }) => connector,
    invoke: async () => ({ type: 'ok', ran: 'yes', data: describe(sandbox, null), cursor: null }),
    close: async () => {},
  };
  const describe = (manifest: ConnectorManifest, version: string | null): Description => ({
    manifest,
    version,
    sealingKey: manifest.credentialSchema === null ? null : KEY,
  });

  return {
    store,
    deploy: (url, manifest, version = null) => void world.set(url, describe(manifest, version)),
    undeploy: (url) => void world.delete(url),
    whileAsked: (work) => (asked = work),
    async another(manifests = [sandbox]) {
      const [clock, bus] = [manualClock(), createBus()];
      const unexpected: unknown[] = [];
      let told = 0;
      bus.subscribe('registry', () => (told += 1));
      const registry = await createRegistry({
        store,
        clock,
        bus,
        functions: createFunctions({
          invokers: { LOCAL: local, HTTP: invoker } as Partial<Invokers> as Invokers,
          clock,
        }),
        manifests,
        onUnexpected: (error) => void unexpected.push(error),
      });
      opened.push(registry);
      return { registry, clock, told: () => told, unexpected };
    },
    async [Symbol.asyncDispose]() {
      for (const registry of opened) await registry.close();
      await store.close();
      await place[Symbol.asyncDispose]();
    },
  };
}

/** A public key on P-256, from RFC 7517, appendix A.1. */
const KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  kid: '1',
};
