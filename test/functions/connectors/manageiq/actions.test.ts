import { describe, expect, it } from 'vitest';
import { failureOf, startAppliance, type Appliance } from './appliance.ts';

const region = 'eu-west-1';
const soon = () => ({ deadlineAt: Date.now() + 2_300 });
const stateOf = async ({ call }: Appliance, account: string, vm: string) => {
  const [found] = (await call('listInstances', { region, nativeIds: [vm] }, account)) as { state: string }[];
  return found!.state;
};

/** A provider with machines of these raw states. */
async function start(...raw: string[]) {
  const appliance = await startAppliance({ vms: 0 });
  const { id } = appliance.emulator.addProvider('a');
  const vms = raw.map((state) => {
    const vm = appliance.emulator.addVm(id);
    appliance.emulator.setPower(vm.id, state);
    return vm.id;
  });
  const act = (name: string, nativeIds: readonly string[] = vms, settings = {}) =>
    appliance.call(name, { region, nativeIds }, id, settings);
  return { ...appliance, appliance, id, vms, act };
}

describe('an action on machines', () => {
  it('is followed to the end of its task, and the state follows', async () => {
    await using at = await start('running', 'running');
    expect(await at.act('stopInstances')).toEqual(at.vms.map((nativeId) => ({ nativeId, ok: true })));
    expect(at.emulator.rows('tasks').map(({ state }) => state)).toEqual(['Finished', 'Finished']);
    const seen = [];
    for (let look = 0; look < 4; look++) seen.push(await stateOf(at.appliance, at.id, at.vms[1]!));
    expect(new Set(seen)).toEqual(new Set(['STOPPING', 'STOPPED']));
    expect(seen.at(-1)).toBe('STOPPED');
    expect(at.emulator.violations).toEqual([]);
  });

  it('starts what is stopped and restarts what runs', async () => {
    await using at = await start('stopped', 'running');
    const [stopped, running] = at.vms as [string, string];
    expect(await at.act('startInstances', [stopped])).toEqual([{ nativeId: stopped, ok: true }]);
    expect(await at.act('rebootInstances', [running])).toEqual([{ nativeId: running, ok: true }]);
    expect(at.emulator.requests.find(({ path }) => path === `/api/vms/${running}`)!.body).toEqual({
      action: 'reboot_guest',
    });
  });

  it('that ManageIQ refuses at once, and one whose task fails, are each told with its reason', async () => {
    await using at = await start('stopped', 'running', 'running');
    at.emulator.fail('stop', 'the cloud answered: UnauthorizedOperation');
    const outcomes = (await at.act('stopInstances')) as { ok: boolean }[];
    const code = 'PROVIDER_REJECTED_REQUEST';
    expect(outcomes).toContainEqual({
      nativeId: at.vms[0],
      ok: false,
      code,
      message: expect.stringContaining('The VM is not powered on'),
    });
    expect(outcomes).toContainEqual(
      expect.objectContaining({ ok: false, code, message: expect.stringContaining('UnauthorizedOperation') }),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('whose task outlasts the call is accepted: the state tells the rest', async () => {
    await using at = await start('running');
    at.emulator.hold('stop');
    expect(await at.act('stopInstances', at.vms, soon())).toEqual([{ nativeId: at.vms[0], ok: true }]);
    expect(await stateOf(at.appliance, at.id, at.vms[0]!)).toBe('RUNNING');
    at.emulator.release('stop');
    expect(await stateOf(at.appliance, at.id, at.vms[0]!)).toBe('STOPPING');
  });

  it('reaches no machine of another provider in the same appliance', async () => {
    await using at = await start('running');
    const foreign = at.emulator.addVm(at.emulator.addProvider('b').id);
    at.emulator.setPower(foreign.id, 'running');
    expect(await at.act('stopInstances', [foreign.id, '999999'])).toEqual([
      expect.objectContaining({ nativeId: foreign.id, ok: false, code: 'RESOURCE_GONE' }),
      expect.objectContaining({ nativeId: '999999', ok: false, code: 'RESOURCE_GONE' }),
    ]);
    expect(at.emulator.rows('tasks')).toEqual([]);
  });

  it('that the user may not do fails as a whole where it fails for all', async () => {
    await using at = await start('running', 'running');
    const error = { kind: 'forbidden', message: 'Use of Action stop is forbidden', klass: 'Api::ForbiddenError' };
    const answer = { status: 403, body: { error } };
    at.emulator.inject(({ method }) => method === 'POST', { type: 'answer', answer }, 2);
    expect(await failureOf(at.act('stopInstances'))).toMatchObject({
      code: 'PROVIDER_PERMISSION_DENIED',
      message: expect.stringContaining('vm_stop'),
    });
  });

  it('is done once for a machine that is named twice, and never repeated after an answer that got lost', async () => {
    await using at = await start('running');
    const [vm] = at.vms as [string];
    at.emulator.inject(({ method }) => method === 'POST', { type: 'reset' });
    expect(await failureOf(at.act('rebootInstances', [vm, vm]))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(at.emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });
});

describe('tags', () => {
  const tagged = (at: Appliance, id: string, more: object) =>
    at.call('tagInstances', { region, nativeIds: [at.emulator.rows('vms')[0]!.id], ...more }, id);
  const tagsOf = async (at: Appliance, id: string) => {
    const [vm] = (await at.call('listInstances', { region }, id)) as { tags: unknown }[];
    return vm!.tags;
  };

  it('are set, replaced within their category, and removed', async () => {
    await using at = await start('running');
    const set = (environment: string) => ({ set: [{ key: 'environment', value: environment }] });
    const both = [...set('dev').set, { key: 'department', value: 'finance' }];
    expect(await tagged(at, at.id, { set: both })).toEqual([{ nativeId: at.vms[0], ok: true }]);
    expect(await tagsOf(at, at.id)).toEqual(both);
    await tagged(at, at.id, set('prod'));
    expect(await tagsOf(at, at.id)).toEqual([both[1], { key: 'environment', value: 'prod' }]);
    await tagged(at, at.id, { remove: ['environment', 'never there'] });
    expect(await tagsOf(at, at.id)).toEqual([both[1]]);
    expect(at.emulator.violations).toEqual([]);
  });

  it('that ManageIQ does not have are refused by name, and the ones before stay', async () => {
    await using at = await start('running');
    await tagged(at, at.id, { set: [{ key: 'environment', value: 'dev' }] });
    expect(await tagged(at, at.id, { set: [{ key: 'environment', value: 'moon' }] })).toEqual([
      {
        nativeId: at.vms[0],
        ok: false,
        code: 'PROVIDER_REJECTED_REQUEST',
        message: expect.stringContaining('no tag moon in a category environment'),
      },
    ]);
    expect(await tagsOf(at, at.id)).toEqual([{ key: 'environment', value: 'dev' }]);
  });

  it('of what has them already cost no request', async () => {
    await using at = await start('running');
    const set = [{ key: 'environment', value: 'dev' }];
    await tagged(at, at.id, { set });
    const before = at.emulator.requests.length;
    await tagged(at, at.id, { set });
    expect(at.emulator.requests.slice(before).every(({ method }) => method === 'GET')).toBe(true);
  });

  it('are kept of volumes and security groups too', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const set = [{ key: 'environment', value: 'prod' }];
    for (const [act, list, collection] of [
      ['tagVolumes', 'listVolumes', 'cloud_volumes'],
      ['tagSecurityGroups', 'listSecurityGroups', 'security_groups'],
    ] as const) {
      const [row] = appliance.emulator.rows(collection);
      await appliance.call(act, { region, nativeIds: [row!.id], set }, id);
      expect(await appliance.list(list, id)).toContainEqual(expect.objectContaining({ nativeId: row!.id, tags: set }));
    }
    expect(appliance.emulator.violations).toEqual([]);
  });
});
