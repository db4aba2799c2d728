import { describe, expect, it } from 'vitest';
import { failureOf, startAppliance, type Appliance } from './appliance.ts';

const at = (minute: number) => `2026-01-31T10:${String(minute).padStart(2, '0')}:00.000Z`;

const event = { specversion: '1.0', id: 'e-1', source: '/test', type: 'call' };

/** A row about the first machine of a provider. */
async function start() {
  const appliance = await startAppliance();
  const { id } = appliance.emulator.addProvider('a');
  const [vm] = appliance.emulator.rows('vms');
  const add = (columns: object) =>
    appliance.emulator.addAlert({
      miq_alert_id: '7',
      resource_type: 'VmOrTemplate',
      resource_id: vm!.id,
      ems_id: id,
      evaluated_on: at(1),
      description: 'CPU is high',
      severity: 'warning',
      ...columns,
    });
  return { ...appliance, id, vm: vm!.id, add, alarms: () => appliance.list('listAlarms', id) };
}

describe('alarms are what the alerts of ManageIQ say now', () => {
  it('with the machine and the severity, and since when is not known', async () => {
    await using here = await start();
    here.add({});
    expect(await here.alarms()).toMatchObject([
      {
        nativeId: '7',
        title: 'CPU is high',
        state: 'FIRING',
        severity: 'MEDIUM',
        changedAt: null,
        subject: {
          kind: 'Instance',
          nativeId: here.vm,
        },
      },
    ]);
    expect(here.emulator.violations).toEqual([]);
  });

  it('that are evaluated again and hold are the same firing, which its date must not contradict', async () => {
    await using here = await start();
    const row = here.add({});
    const { native: _before, ...first } = (await here.alarms())[0]!;
    row['evaluated_on'] = at(11);
    const { native: _after, ...second } = (await here.alarms())[0]!;
    expect(second).toEqual(first);
    expect(second).toMatchObject({ state: 'FIRING', changedAt: null });
  });

  it.each([
    ['resolved', { resolved: true }, 'CLEAR'],
    ['a result that is over', { result: false }, 'CLEAR'],
    ['acknowledged and not over', { acknowledged: true }, 'FIRING'],
    ['no result', { result: null }, 'UNKNOWN'],
  ])('%s is %s', async (_title, columns, state) => {
    await using here = await start();
    here.add(columns);
    expect(await here.alarms()).toMatchObject([{ state }]);
  });

  it.each([
    ['error', 'HIGH'],
    ['warning', 'MEDIUM'],
    ['info', 'INFO'],
    ['apocalypse', 'HIGH'],
    [null, 'HIGH'],
  ])('severity %s is %s', async (severity, expected) => {
    await using here = await start();
    here.add({ severity });
    expect(await here.alarms()).toMatchObject([{ severity: expected }]);
  });

  it('of many rows of one alert on one machine the newest counts, wherever the rows are', async () => {
    await using here = await start();
    here.add({ evaluated_on: at(9), resolved: true, event_ems_ref: 'b' });
    for (let row = 0; row < 1_200; row++) here.add({ evaluated_on: at(2), event_ems_ref: String(row) });
    here.add({ miq_alert_id: '8', evaluated_on: at(3) });
    expect(await here.alarms()).toMatchObject([
      { nativeId: '7', state: 'CLEAR' },
      { nativeId: '8', state: 'FIRING' },
    ]);
  });

  it('of the same alert on two machines are two, and of another provider none', async () => {
    await using here = await start();
    here.add({});
    here.add({ resource_id: here.emulator.rows('vms')[1]!.id });
    here.add({ miq_alert_id: '9', ems_id: here.emulator.addProvider('b').id });
    here.add({ miq_alert_id: '5', resource_type: 'ExtManagementSystem', resource_id: here.id });
    const found = await here.alarms();
    expect(found.map(({ nativeId }) => nativeId)).toEqual(['5', '7', '7']);
    expect(found[0]).toMatchObject({ subject: null });
  });

  it('more than fit into one reply come page by page, each once', async () => {
    await using here = await start();
    for (let row = 0; row < 2_300; row++) here.add({ resource_id: String(10_000 + row) });
    let pages = 1;
    const found = await here.list('listAlarms', here.id, () => void pages++);
    expect(pages).toBe(3);
    const subjects = found.map(({ subject }) => (subject as { nativeId: string }).nativeId);
    expect(new Set(subjects).size).toBe(2_300);
  });
});

describe('events that tell of a fault are alarms beside the alerts', () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  async function startWithEvents(options = {}) {
    const appliance = await startAppliance({}, { options });
    const { id } = appliance.emulator.addProvider('a');
    const [vm] = appliance.emulator.rows('vms');
    const add = (columns: object) =>
      appliance.emulator.addEvent({
        event_type: 'compute.instance.create.error',
        message: 'No valid host was found',
        timestamp: ago(60),
        ems_id: id,
        vm_or_template_id: vm!.id,
        ...columns,
      });
    return { ...appliance, id, vm: vm!.id, add, alarms: () => appliance.list('listAlarms', id) };
  }

  it('with the machine and the moment, and the same from poll to poll', async () => {
    await using here = await startWithEvents();
    const timestamp = ago(60);
    here.add({ timestamp });
    here.emulator.addAlert({ miq_alert_id: '7', ems_id: here.id, resource_type: 'Vm', resource_id: here.vm });
    const found = await here.alarms();
    expect(found).toMatchObject([
      { nativeId: '7' },
      {
        nativeId: 'event/compute.instance.create.error',
        title: 'compute.instance.create.error',
        description: 'No valid host was found',
        state: 'FIRING',
        subject: { kind: 'Instance', nativeId: here.vm },
        changedAt: timestamp,
      },
    ]);
    expect(await here.alarms()).toEqual(found);
    expect(here.emulator.violations).toEqual([]);
  });

  it('the newest of those that say the same of the same machine', async () => {
    await using here = await startWithEvents();
    const latest = ago(2);
    here.add({ timestamp: latest });
    here.add({ timestamp: ago(30) });
    here.add({ vm_or_template_id: here.emulator.rows('vms')[1]!.id });
    here.add({ event_type: 'VmFailedToPowerOnEvent', vm_or_template_id: null });
    const found = await here.alarms();
    expect(found).toHaveLength(3);
    expect(found).toContainEqual(expect.objectContaining({ changedAt: latest }));
    expect(found).toContainEqual(expect.objectContaining({ subject: null }));
  });

  it.each([
    ['tell of no fault', { event_type: 'compute.instance.create.end' }],
    ['are older than the look-back', { timestamp: ago(121) }],
    ['belong to another provider', { ems_id: '999999' }],
  ])('but none of those that %s', async (_title, columns) => {
    await using here = await startWithEvents({ alarmLookBackHours: 2 });
    here.add(columns);
    expect(await here.alarms()).toEqual([]);
  });

  it('of the managers beside the provider too', async () => {
    await using here = await startWithEvents();
    const { storage } = here.emulator.managersOf(here.id);
    here.add({ ems_id: storage, vm_or_template_id: null });
    expect(await here.alarms()).toMatchObject([{ subject: null }]);
  });

  it('and where they may not be read, the listing fails: what it lacks would be taken for over', async () => {
    await using here = await startWithEvents();
    const error = { kind: 'forbidden', message: 'no', klass: 'Api::ForbiddenError' };
    const forbidden = { type: 'answer', answer: { status: 403, body: { error } } } as const;
    here.emulator.inject(({ path }) => path === '/api/event_streams', forbidden);
    expect(await failureOf(here.alarms())).toMatchObject({
      code: 'PROVIDER_PERMISSION_DENIED',
      message: expect.stringContaining('event_streams_show_list'),
    });
  });
});

describe('an alert made through the connector', () => {
  const make = (appliance: Appliance, id: string, data: object) =>
    appliance.call('createAlert', { ...event, data }, id);

  it('is raised when the CPU of a machine is above the number, and clears below it', async () => {
    await using here = await start();
    const made = (await make(here, here.id, { name: 'busy', above: 80 })) as { data: { alertId: string } };
    const { alertId } = made.data;
    here.emulator.setCpu(here.vm, 80);
    expect(await here.alarms()).toEqual([]);
    here.emulator.setCpu(here.vm, 81);
    expect(await here.alarms()).toMatchObject([{ nativeId: alertId, title: 'busy', state: 'FIRING' }]);
    here.emulator.setCpu(here.vm, 12);
    expect(await here.alarms()).toMatchObject([{ nativeId: alertId, state: 'CLEAR' }]);
    expect(here.emulator.violations).toEqual([]);
  });

  it('twice by the same name is one alert; with another number it is refused', async () => {
    await using here = await start();
    const first = await make(here, here.id, { name: 'busy', above: 80 });
    expect(await make(here, here.id, { name: 'busy', above: 80 })).toEqual(first);
    expect(here.emulator.rows('alert_definitions')).toHaveLength(1);
    expect(await failureOf(make(here, here.id, { name: 'busy', above: 90 }))).toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
      message: expect.stringContaining('a name of its own'),
    });
  });

  it('asked for again after a failure half way is finished', async () => {
    await using here = await start();
    const isAssign = ({ body }: { body: unknown }) => (body as { action?: string } | undefined)?.action === 'assign';
    here.emulator.inject(isAssign, { type: 'answer', answer: { status: 503, body: 'busy' } });
    expect(await failureOf(make(here, here.id, { name: 'busy', above: 80 }))).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
    });
    await make(here, here.id, { name: 'busy', above: 80 });
    here.emulator.setCpu(here.vm, 99);
    expect(await here.alarms()).toHaveLength(1);
    expect(here.emulator.rows('alert_definition_profiles')).toHaveLength(1);
  });

  it('of one provider leaves the machines of another alone', async () => {
    await using here = await start();
    const other = here.emulator.addProvider('b');
    await make(here, other.id, { name: 'busy', above: 10 });
    here.emulator.setCpu(here.vm, 99);
    expect(await here.alarms()).toEqual([]);
  });

  it.each([{ name: '', above: 1 }, { name: 'a', above: 101 }, { name: 'a', above: '80' }, { name: 'a' }])(
    '%j is refused before anything is asked',
    async (data) => {
      await using here = await start();
      const before = here.emulator.requests.length;
      expect(await failureOf(make(here, here.id, data))).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(here.emulator.requests).toHaveLength(before);
    },
  );
});

describe('the alerts made for an account go with it', () => {
  const make = (here: Appliance, id: string, name: string) =>
    here.call('createAlert', { ...event, data: { name, above: 80 } }, id);
  const left = ({ emulator }: Appliance) =>
    ['alert_definitions', 'alert_definition_profiles'].flatMap((collection) =>
      emulator.rows(collection).map(({ description }) => description),
    );

  it('with what they raised, and what is not there is no obstacle', async () => {
    await using here = await start();
    await make(here, here.id, 'busy');
    await make(here, here.id, 'busier');
    expect(await here.call('delete', { name: null }, here.id)).toEqual({});
    expect(left(here)).toEqual([]);
    expect(await here.call('delete', { name: null }, here.id)).toEqual({});
    expect(here.emulator.violations).toEqual([]);
  });

  it('but for those of another account, and for what people made themselves', async () => {
    await using here = await start();
    const other = here.emulator.addProvider('b');
    await make(here, here.id, 'shared');
    await make(here, other.id, 'shared');
    await make(here, here.id, 'taken over');
    // As somebody makes one there, and as it is when somebody edited it.
    const taken = here.emulator.rows('alert_definitions').find(({ description }) => description === 'taken over')!;
    taken['options'] = { notifications: {} };
    await here.call('delete', { name: null }, here.id);
    expect(left(here)).toEqual(['shared', 'taken over', `Causeway: provider ${other.id}`]);
    await here.call('delete', { name: null }, other.id);
    expect(left(here)).toEqual(['taken over']);
  });

  it.each(['alert_definitions', 'alert_definition_profiles'])(
    'asked for again after a failure to remove from %s',
    async (collection) => {
      await using here = await start();
      await make(here, here.id, 'busy');
      const busy = { type: 'answer', answer: { status: 503, body: 'busy' } } as const;
      here.emulator.inject(({ method, path }) => method === 'DELETE' && path.startsWith(`/api/${collection}/`), busy);
      expect(await failureOf(here.call('delete', { name: null }, here.id))).toMatchObject({
        code: 'PROVIDER_UNAVAILABLE',
      });
      expect(here.emulator.row('providers', here.id)).toBeUndefined();
      expect(await here.call('delete', { name: null }, here.id)).toEqual({});
      expect(left(here)).toEqual([]);
    },
  );

  it('and who may not see them removes nothing at all', async () => {
    await using here = await start();
    const error = { kind: 'forbidden', message: 'no', klass: 'Api::ForbiddenError' };
    const forbidden = { type: 'answer', answer: { status: 403, body: { error } } } as const;
    here.emulator.inject(({ path }) => path === '/api/alert_definition_profiles', forbidden);
    expect(await failureOf(here.call('delete', { name: null }, here.id))).toMatchObject({
      code: 'PROVIDER_PERMISSION_DENIED',
      message: expect.stringContaining('alert_definition_profiles_show_list'),
    });
    expect(here.emulator.row('providers', here.id)).toBeDefined();
  });
});

describe('findings are what compliance said of each machine', () => {
  it('passed, failed, and none for what was never checked', async () => {
    await using here = await start();
    const [first, second] = here.emulator.rows('vms');
    Object.assign(first!, { last_compliance_status: true, last_compliance_timestamp: at(4) });
    Object.assign(second!, { last_compliance_status: false });
    expect(await here.list('listFindings', here.id)).toMatchObject([
      {
        verdict: 'PASS',
        subject: { kind: 'Instance', nativeId: first!.id },
        details: [{ key: 'checked', value: at(4) }],
      },
      { verdict: 'FAIL', subject: { kind: 'Instance', nativeId: second!.id }, details: [] },
    ]);
    expect(here.emulator.violations).toEqual([]);
  });
});
