import { describe, expect, it } from 'vitest';
import { addProvider } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';
import {
  acme,
  http,
  ON_PUSH,
  sandbox,
  startRegistries,
  VERIFY,
  WIDGETS,
  type OneRegistry,
} from '../support/registry.ts';
import { until } from '../support/until.ts';

const A = 'http://a.example/';
const B = 'http://b.example/';
const INSTANCES = { type: 'LIST', kind: 'Instance' } as const;
const WIDGET = { type: 'LIST', kind: 'acme.Widget' } as const;

/** Where each operation of a connector runs. */
const routes = ({ registry }: OneRegistry, connector: string) =>
  Object.fromEntries(
    registry.functions
      .filter(({ deployment }) => deployment.connector === connector)
      .map(({ name, deployment }) => [name.slice(connector.length + 1), deployment.name]),
  );

const bindings = ({ registry }: OneRegistry, connector?: string) =>
  registry
    .bindings(connector)
    .map(({ operation, deploymentName, boundAt }) => [operation?.type ?? '*', deploymentName, boundAt !== null]);

/** What every registry promises, whatever the store. */
export function registrySuite(makePlace: MakePlace): void {
  async function started() {
    const world = await startRegistries(makePlace);
    world.deploy(A, acme({ ...VERIFY, ...WIDGETS }), 'v1');
    world.deploy(B, acme({ ...VERIFY, ...WIDGETS, ...ON_PUSH }), 'v1');
    const one = await world.another();
    return Object.assign(world, { one, registry: one.registry });
  }

  describe('what serves an operation', () => {
    it('is built in, bound by itself, where nothing else is said', async () => {
      await using it = await started();
      expect(bindings(it.one)).toEqual([['*', 'local-sandbox', false]]);
      expect(it.registry.require('sandbox', INSTANCES).deployment).toMatchObject({
        name: 'local-sandbox',
        platform: 'LOCAL',
        target: { connector: 'sandbox' },
      });
      expect(it.registry.deployments()).toMatchObject([{ id: 'dep_local-sandbox', builtIn: true, settings: null }]);
    });

    it('is what was registered first, where nothing is built in; what comes later waits to be bound', async () => {
      await using it = await started();
      const first = await it.registry.register({ name: 'a', target: http(A) });
      expect(first.bindings).toMatchObject([{ connectorName: 'acme', operation: null, deploymentName: 'a' }]);
      const second = await it.registry.register({ name: 'b', target: http(B) });
      expect(second.bindings).toEqual([]);
      expect(routes(it.one, 'acme')).toEqual({ verify: 'a', listWidgets: 'a' });
      expect(() => it.registry.handler('acme.onPush')).toThrow(/no function that reacts to events is called/);
      expect(it.registry.handler('acme.onPush', 'b').deployment.name).toBe('b');
    });

    it('is not what was registered beside a built-in deployment, until it is bound', async () => {
      await using it = await started();
      it.deploy(A, sandbox);
      expect((await it.registry.register({ name: 'a', target: http(A) })).bindings).toEqual([]);
      expect(it.registry.require('sandbox', INSTANCES).deployment.name).toBe('local-sandbox');
      await it.registry.bind({ connector: 'sandbox', operation: INSTANCES, deployment: 'a' });
      expect(bindings(it.one)).toEqual([
        ['*', 'local-sandbox', false],
        ['LIST', 'a', true],
      ]);
      expect(it.registry.require('sandbox', INSTANCES).deployment.name).toBe('a');
      expect(it.registry.require('sandbox', { type: 'VERIFY' }).deployment.name).toBe('local-sandbox');
      await it.registry.bind({ connector: 'sandbox', deployment: 'a' });
      await it.registry.unbind({ connector: 'sandbox', operation: INSTANCES });
      expect(new Set(Object.values(routes(it.one, 'sandbox')))).toEqual(new Set(['a']));
      await it.registry.unbind({ connector: 'sandbox' });
      expect(new Set(Object.values(routes(it.one, 'sandbox')))).toEqual(new Set(['local-sandbox']));
    });

    it('falls to the next when a new version lacks the function; the binding is shown and holds again later', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      await it.registry.register({ name: 'b', target: http(B) });
      await it.registry.bind({ connector: 'acme', operation: WIDGET, deployment: 'b' });
      expect(routes(it.one, 'acme')).toEqual({ verify: 'a', listWidgets: 'b' });
      it.deploy(B, acme(VERIFY), 'v2');
      expect(await it.registry.probe('b')).toMatchObject({ changed: true, deployment: { version: 'v2' } });
      expect(routes(it.one, 'acme')).toEqual({ verify: 'a', listWidgets: 'a' });
      expect(bindings(it.one, 'acme')).toEqual([
        ['*', 'a', true],
        ['LIST', 'b', true],
      ]);
      it.deploy(B, acme({ ...VERIFY, ...WIDGETS }), 'v3');
      await it.registry.probe('b');
      expect(routes(it.one, 'acme')).toEqual({ verify: 'a', listWidgets: 'b' });
    });

    it('for a provider that is served alone, is that deployment and never another', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      it.deploy(B, acme(VERIFY));
      await it.registry.register({ name: 'b', target: http(B) });
      expect(it.registry.require('acme', { type: 'VERIFY' }, 'b').deployment.name).toBe('b');
      expect(it.registry.home('acme', 'b').name).toBe('b');
      expect(it.registry.slices('acme', ['here'], 'b')).toEqual([]);
      expect(it.registry.slices('acme', ['here'])).toEqual([{ kind: 'acme.Widget', region: 'here' }]);
      expect(it.registry.find('acme', WIDGET, 'b')).toBeNull();
      expect(() => it.registry.require('acme', WIDGET, 'b')).toThrow(
        /acme on the deployment b cannot LIST acme.Widget/,
      );
      expect(() => it.registry.require('sandbox', INSTANCES, 'b')).toThrow(/one of the connector sandbox/);
      expect(() => it.registry.require('acme', WIDGET, 'gone')).toThrow(/no deployment is called "gone"/);
      expect(() => it.registry.require('none', WIDGET)).toThrow(/no connector is called "none"/);
    });

    it('may be a connector that no gateway has built in: its kinds are known from then on', async () => {
      await using it = await started();
      expect(it.registry.kinds).not.toContain('acme.Widget');
      await it.registry.register({ name: 'a', target: http(A) });
      expect(it.registry.kinds).toContain('acme.Widget');
      expect(it.registry.connectors.map(({ name }) => name)).toEqual(['acme', 'sandbox']);
    });
  });

  describe('registering', () => {
    it.each(['', 'A', '1a', '-a', 'a_b', 'local-a', 'a/b', 'a'.repeat(64)])('refuses the name %j', async (name) => {
      await using it = await started();
      await expect(it.registry.register({ name, target: http(A) })).rejects.toThrow(/^name must be 1 to 63/);
    });

    it('keeps nothing when nobody answers', async () => {
      await using it = await started();
      it.undeploy(A);
      await expect(it.registry.register({ name: 'a', target: http(A) })).rejects.toMatchObject({
        code: 'FUNCTION_UNREACHABLE',
      });
      expect([it.registry.revision, it.registry.deployments().length, bindings(it.one).length]).toEqual([0, 1, 1]);
    });

    it('keeps nothing when the settings do not fit the platform', async () => {
      await using it = await started();
      await expect(it.registry.register({ name: 'a', target: http('ftp://a') })).rejects.toThrow(/target\.http\.url/);
      expect(it.registry.revision).toBe(0);
    });

    it.each([0, -1, 10_001])('refuses %i calls at the same time', async (maxConcurrency) => {
      await using it = await started();
      const input = { name: 'a', target: http(A), maxConcurrency };
      await expect(it.registry.register(input)).rejects.toThrow(/^maxConcurrency must be 1 to 10000/);
    });

    it('shows the settings as they were given, without nulls and defaults', async () => {
      await using it = await started();
      const target = http(A, { retries: 3, token: null });
      const { deployment } = await it.registry.register({ name: 'a', target });
      expect(deployment).toMatchObject({ settings: { url: A }, address: A, platform: 'HTTP', maxConcurrency: 100 });
      expect(it.registry.deployment('a').target).toEqual({ url: A, retries: 3 });
      const other = await it.registry.register({ name: 'b', target: http(A, { retries: 4 }) });
      expect(other.deployment.settings).toEqual({ url: A, retries: 4 });
    });

    it('gives one name once, however many ask at the same time', async () => {
      await using it = await started();
      const two = await it.another();
      const ends = await Promise.allSettled(
        [it.registry, two.registry, it.registry].map((registry) => registry.register({ name: 'a', target: http(A) })),
      );
      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'CONFLICT' });
      await expect(it.registry.register({ name: 'a', target: http(B) })).rejects.toMatchObject({ code: 'CONFLICT' });
    });

    it('binds one of two that nothing serves yet, when both come at the same time', async () => {
      await using it = await started();
      const two = await it.another();
      const [a, b] = await Promise.all([
        it.registry.register({ name: 'a', target: http(A) }),
        two.registry.register({ name: 'b', target: http(B) }),
      ]);
      expect([...a.bindings, ...b.bindings]).toHaveLength(1);
    });
  });

  describe('changing', () => {
    it('is seen at once where it was made, and in all other replicas after a look at the revision', async () => {
      await using it = await started();
      const two = await it.another();
      await it.registry.register({ name: 'a', target: http(A) });
      await it.registry.update({ name: 'a', enabled: false, maxConcurrency: 7 });
      expect(it.registry.deployment('a')).toMatchObject({ enabled: false, maxConcurrency: 7 });
      expect(it.one.told()).toBe(2);
      expect(two.registry.revision).toBe(0);
      await until(() => two.clock.sleepers() === 1);
      two.clock.advance(1_000);
      await until(() => two.registry.revision === 2);
      expect(two.registry.deployments()).toEqual(it.registry.deployments());
      expect(two.registry.bindings()).toEqual(it.registry.bindings());
      expect(routes(two, 'acme')).toEqual(routes(it.one, 'acme'));
      expect(two.told()).toBe(1);
    });

    it('loses no revision, whoever writes at the same time; the last one wins each row', async () => {
      await using it = await started();
      const two = await it.another();
      await it.registry.register({ name: 'a', target: http(A) });
      two.clock.advance(1_000);
      await until(() => two.registry.revision === 1);
      await Promise.all(
        Array.from({ length: 20 }, (_, count) =>
          (count % 2 ? it : two).registry.update({ name: 'a', maxConcurrency: count + 1 }),
        ),
      );
      for (const { clock } of [it.one, two]) clock.advance(1_000);
      await until(() => it.registry.revision === 21 && two.registry.revision === 21);
      expect(two.registry.deployments()).toEqual(it.registry.deployments());
    });

    it('is never seen in part, and never taken back, by those who read while others write', async () => {
      await using it = await started();
      const two = await it.another();
      await it.registry.register({ name: 'always', target: http(A) });
      let writing = true;
      const faults: unknown[] = [];
      const read = async ({ registry, clock }: OneRegistry) => {
        let last = 0;
        for (let turn = 0; writing; turn += 1) {
          clock.advance(1_000);
          for (let wait = turn % 5; wait >= 0; wait -= 1) await new Promise((resolve) => setImmediate(resolve));
          if (registry.revision < last) faults.push([registry.revision, last]);
          last = registry.revision;
          const names = new Set(registry.deployments().map(({ name }) => name));
          faults.push(...registry.bindings().filter(({ deploymentName }) => !names.has(deploymentName)));
        }
      };
      const reading = Promise.all([read(it.one), read(two)]);
      for (let count = 0; count < 20; count += 1) {
        const writer = count % 2 ? it.registry : two.registry;
        await writer.register({ name: `a${count}`, target: http(A) });
        await writer.bind({ connector: 'acme', operation: WIDGET, deployment: `a${count}` });
        await writer.unbind({ connector: 'acme', operation: WIDGET });
        await writer.remove(`a${count}`);
      }
      writing = false;
      await reading;
      expect(faults).toEqual([]);
    });

    it('asks anew who it is when the target changes, and changes nothing when that is another connector', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      const moved = await it.registry.update({ name: 'a', target: http(B) });
      expect([moved.address, it.registry.functionsOf('a').map(({ name }) => name)]).toEqual([
        B,
        ['acme.listWidgets', 'acme.onPush', 'acme.verify'],
      ]);
      it.deploy(A, sandbox);
      await expect(it.registry.update({ name: 'a', target: http(A) })).rejects.toMatchObject({ code: 'CONFLICT' });
      it.undeploy(A);
      await expect(it.registry.update({ name: 'a', target: http(A), maxConcurrency: 5 })).rejects.toMatchObject({
        code: 'FUNCTION_UNREACHABLE',
      });
      expect(it.registry.deployments().find(({ name }) => name === 'a')).toEqual(moved);
    });

    it('leaves what is built in as it is', async () => {
      await using it = await started();
      await expect(it.registry.update({ name: 'local-sandbox', enabled: false })).rejects.toThrow(/built-in/);
      await expect(it.registry.remove('local-sandbox')).rejects.toThrow(/built-in/);
      await expect(it.registry.update({ name: 'none' })).rejects.toMatchObject({ code: 'UNKNOWN_DEPLOYMENT' });
    });

    it('is the same after a restart', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      await it.registry.bind({ connector: 'acme', operation: WIDGET, deployment: 'a' });
      const again = await it.another();
      expect(again.registry.deployments()).toEqual(it.registry.deployments());
      expect(again.registry.bindings()).toEqual(it.registry.bindings());
      expect(again.registry.revision).toBe(it.registry.revision);
    });

    it('lets no row whose settings fit no more keep the gateway from starting', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      await it.registry.register({ name: 'b', target: http(B) });
      await it.store.db.updateTable('deployments').set({ settings: '{"uri":1}' }).where('name', '=', 'a').execute();
      const again = await it.another();
      expect(again.registry.deployments().map(({ name, enabled }) => [name, enabled])).toEqual([
        ['a', false],
        ['b', true],
        ['local-sandbox', true],
      ]);
      expect(again.unexpected).toHaveLength(1);
      await again.registry.update({ name: 'a', target: http(A) });
      expect(again.registry.deployment('a').enabled).toBe(true);
    });
  });

  describe('binding', () => {
    it('takes a deployment of the connector that has a function for the operation', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      const bind = (input: object) => it.registry.bind({ connector: 'acme', deployment: 'a', ...input });
      await expect(bind({ connector: 'sandbox' })).rejects.toThrow(/one of the connector sandbox; a is one of acme/);
      await expect(bind({ operation: INSTANCES })).rejects.toThrow(/must have a function for LIST Instance/);
      await expect(bind({ deployment: 'none' })).rejects.toMatchObject({ code: 'UNKNOWN_DEPLOYMENT' });
      expect(await bind({ operation: WIDGET })).toMatchObject({
        deploymentName: 'a',
        operation: { kind: 'acme.Widget' },
      });
    });

    it.each([
      [{ type: 'LIST' }, /needs a kind/],
      [{ type: 'ACT', kind: 'Instance' }, /needs an action/],
      [{ type: 'HANDLE' }, /needs a handler/],
      [{ type: 'VERIFY', kind: 'Instance' }, /takes a kind with LIST and ACT alone/],
      [{ type: 'LIST', kind: 'Instance', action: 'STOP' }, /takes an action with ACT alone/],
      [{ type: 'LIST', kind: 'Instance', handler: 'x' }, /takes a handler with HANDLE alone/],
    ] as const)('refuses %j as an operation', async (operation, message) => {
      await using it = await started();
      await expect(it.registry.unbind({ connector: 'sandbox', operation })).rejects.toThrow(message);
    });

    it('that is not there cannot be taken away', async () => {
      await using it = await started();
      await expect(it.registry.unbind({ connector: 'sandbox' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(it.registry.revision).toBe(0);
    });
  });

  describe('removing', () => {
    it('is refused while anything needs it, and names what', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      await it.registry.register({ name: 'b', target: http(B) });
      await it.registry.bind({ connector: 'acme', operation: WIDGET, deployment: 'b' });
      await addProvider(it.store, 'alone');
      const provider = (patch: object) => it.store.db.updateTable('providers').set(patch).execute();
      await provider({ connector: 'acme', deployment: 'b' });
      await expect(it.registry.remove('a')).rejects.toThrow('a is in use: the connector acme.');
      await expect(it.registry.remove('b')).rejects.toThrow(
        'b is in use: LIST acme.Widget of the connector acme, the provider "alone".',
      );
      await provider({ deployment: null });
      await it.registry.unbind({ connector: 'acme', operation: WIDGET });
      await it.registry.remove('b');
      await it.registry.unbind({ connector: 'acme' });
      await expect(it.registry.remove('a')).rejects.toThrow('a is in use: the provider "alone".');
      await it.store.db.deleteFrom('providers').execute();
      await it.registry.remove('a');
      expect(it.registry.deployments().map(({ name }) => name)).toEqual(['local-sandbox']);
      expect(it.registry.connectors.map(({ name }) => name)).toEqual(['sandbox']);
    });

    it('leaves a connector that nothing is bound to for those who have accounts there: it can do nothing, and is known', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      await it.registry.unbind({ connector: 'acme' });
      expect(it.registry.connector('acme')).toMatchObject({ title: 'Acme', functions: [] });
      expect(it.registry.serves('acme')).toBe(false);
      expect(() => it.registry.require('acme', WIDGET)).toThrow(/acme cannot LIST acme.Widget/);
    });
  });

  describe('probing', () => {
    it('takes over what is new, once', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      expect(it.registry.lastProbe('a')).toBeNull();
      expect(await it.registry.probe('a')).toMatchObject({ changed: false, probe: { error: null } });
      it.deploy(A, acme({ ...VERIFY, ...WIDGETS, ...ON_PUSH }), 'v2');
      it.one.clock.advance(5);
      const { changed, probe, deployment } = await it.registry.probe('a');
      expect([changed, deployment.version, deployment.describedAt]).toEqual([true, 'v2', it.one.clock.now()]);
      expect(it.registry.lastProbe('a')).toEqual(probe);
      expect(it.registry.handler('acme.onPush').deployment.name).toBe('a');
      expect((await it.registry.probe('a')).changed).toBe(false);
    });

    it('that fails is an answer too, and changes nothing', async () => {
      await using it = await started();
      const { deployment: before } = await it.registry.register({ name: 'a', target: http(A) });
      it.undeploy(A);
      const gone = await it.registry.probe('a');
      expect(gone).toMatchObject({ changed: false, probe: { error: { code: 'FUNCTION_UNREACHABLE' } } });
      it.deploy(A, sandbox);
      const other = await it.registry.probe('a');
      expect(other).toMatchObject({ changed: false, probe: { error: { code: 'CONFLICT' } } });
      expect([gone.deployment, other.deployment]).toEqual([before, before]);
      expect(it.one.unexpected).toEqual([]);
    });

    it('does not put what another place said of itself in the place of a new one', async () => {
      await using it = await started();
      await it.registry.register({ name: 'a', target: http(A) });
      it.whileAsked(async () => {
        it.whileAsked(async () => {});
        await it.registry.update({ name: 'a', target: http(B) });
      });
      await expect(it.registry.probe('a')).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(it.registry.functionsOf('a').map(({ name }) => name)).toContain('acme.onPush');
    });

    it('reaches what is built in and what is disabled as well', async () => {
      await using it = await started();
      expect(await it.registry.probe('local-sandbox')).toMatchObject({ changed: false, probe: { error: null } });
      await it.registry.register({ name: 'a', target: http(A), enabled: false });
      expect(await it.registry.probe('a')).toMatchObject({ probe: { error: null }, deployment: { enabled: false } });
    });
  });
}
