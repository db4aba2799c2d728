import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { specification, WITHOUT } from '../specifications.ts';
import { checker } from './check.ts';
import { HANDWRITTEN } from './handwritten-rules.ts';
import { startManageIq, type ManageIq } from './index.ts';
import { DERIVED, loadRules, loadSchemas } from './rules.ts';

const isAbsent = specification('manageiq-openapi.json') === null || specification('manageiq-api-routes.yml') === null;
const suffix = isAbsent ? ` ${WITHOUT}` : '';

/** The schema of the rows of each collection that the emulator fills. */
const SCHEMAS: Readonly<Record<string, string>> = {
  alert_definition_profiles: 'MiqAlertSet',
  alert_definitions: 'MiqAlert',
  alerts: 'MiqAlertStatus',
  cloud_networks: 'CloudNetwork',
  cloud_subnets: 'CloudSubnet',
  cloud_volume_snapshots: 'CloudVolumeSnapshot',
  cloud_volumes: 'CloudVolume',
  event_streams: 'EventStream',
  flavors: 'Flavor',
  floating_ips: 'FloatingIp',
  providers: 'ExtManagementSystem',
  security_groups: 'SecurityGroup',
  tasks: 'MiqTask',
  templates: 'MiqTemplate',
  vms: 'Vm',
};
/** Columns of the database that ManageIQ writes as objects, which the schema calls texts. */
const SERIALISED = ['options', 'hash_expression', 'miq_expression'];
/** What the emulator keeps in a row beside columns. */
const OWN = ['tags', 'definitions', 'objects'];

async function ask(emulator: ManageIq, path: string, init: RequestInit = {}) {
  const { userid, password } = emulator.credential;
  const authorization = `Basic ${Buffer.from(`${userid}:${password}`).toString('base64')}`;
  const answer = await fetch(emulator.url + path, { ...init, headers: { authorization } });
  const text = await answer.text();
  return { status: answer.status, body: (text ? JSON.parse(text) : null) as Record<string, never> };
}
const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

describe("the emulator keeps to ManageIQ's specification", () => {
  it.skipIf(isAbsent)(`in every row: its columns, their types and formats${suffix}`, async () => {
    await using emulator = await startManageIq();
    const provider = emulator.addProvider('a');
    const [vm] = emulator.rows('vms');
    const hash_expression = {
      eval_method: 'realtime_performance',
      mode: 'internal',
      options: { perf_column: 'cpu_usage_rate_average', operator: '>', value_threshold: '1' },
    };
    const made = await ask(
      emulator,
      '/api/alert_definitions',
      post({ description: 'd', db: 'Vm', options: {}, hash_expression }),
    );
    await ask(emulator, '/api/alert_definition_profiles', post({ description: 'p', mode: 'Vm' }));
    expect(made.status).toBe(200);
    emulator.addAlert({ miq_alert_id: '1', resource_type: 'VmOrTemplate', resource_id: vm!.id, ems_id: provider.id });
    emulator.addEvent({ event_type: 'VmFailedToPowerOnEvent', ems_id: provider.id, vm_or_template_id: vm!.id });
    await ask(emulator, `/api/vms/${vm!.id}`, post({ action: 'stop' }));
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    ajv.addSchema({ $id: 'spec', components: { schemas: loadSchemas() } });
    for (const [collection, schema] of Object.entries(SCHEMAS)) {
      const validate = ajv.getSchema(`spec#/components/schemas/${schema}`)!;
      const surplus = [...(DERIVED[collection] ?? []), ...OWN, ...SERIALISED];
      expect([collection, emulator.rows(collection)]).not.toEqual([collection, []]);
      for (const row of emulator.rows(collection)) {
        const columns = Object.entries(row).filter(([name, value]) => value !== null && !surplus.includes(name));
        expect([collection, validate(Object.fromEntries(columns)), validate.errors]).toEqual([collection, true, null]);
      }
    }
  });

  it.skipIf(isAbsent)(`in its handwritten rules, which allow nothing more${suffix}`, () => {
    const rules = loadRules();
    expect(rules).not.toBe(HANDWRITTEN);
    for (const [name, by] of Object.entries(HANDWRITTEN)) {
      const spec = rules[name]!;
      for (const list of ['verbs', 'collectionActions', 'resourceActions', 'columns'] as const)
        expect({ name, [list]: spec[list] }).toEqual({ name, [list]: expect.arrayContaining([...by[list]]) });
      for (const [sub, { actions }] of Object.entries(by.subcollections))
        expect(spec.subcollections[sub]!.actions).toEqual(expect.arrayContaining([...actions]));
    }
  });
});

describe.each([
  ['the specification', loadRules()],
  ['rules written by hand', HANDWRITTEN],
])('by %s a request is wrong that', (_title, rules) => {
  const check = checker(rules);
  const request = (method: string, address: string, body?: unknown) => {
    const { pathname: path, searchParams: query } = new URL(address, 'http://emulator');
    return check({ method, path, query, headers: {}, body });
  };
  it.each([
    ['names an unknown collection', 'GET', '/api/clouds'],
    ['is of no address', 'GET', '/api/vms/abc'],
    ['uses another method', 'DELETE', '/api/alerts/1'],
    ['deletes a whole collection', 'DELETE', '/api/providers'],
    ['takes an unknown action', 'POST', '/api/vms/1', { action: 'explode' }],
    ['creates what cannot be created', 'POST', '/api/vms', { name: 'x' }],
    ['takes an action of a collection on a resource', 'POST', '/api/providers/1', { action: 'verify_credentials' }],
    ['asks for an unknown attribute', 'GET', '/api/vms?attributes=name,password'],
    ['filters by an unknown attribute', 'GET', '/api/vms?filter[]=colour=red'],
    ['filters without an operator', 'GET', '/api/vms?filter[]=name'],
    ['sorts by an unknown attribute', 'GET', '/api/vms?sort_by=colour'],
    ['expands what is no sub-collection', 'GET', '/api/floating_ips?expand=tags'],
    ['has an unknown parameter', 'GET', '/api/vms?token=abc'],
    ['makes a provider of unknown fields', 'POST', '/api/providers', { name: 'a', colour: 'red' }],
    ['has no body', 'POST', '/api/providers'],
  ])('%s', (_what, method, address, body?: unknown) => {
    expect(request(method, address, body)).not.toEqual([]);
  });
  it.each([
    ['GET', '/api/vms?expand=resources,tags&attributes=name,flavor.name&filter[]=id>7&sort_by=id&offset=0&limit=9'],
    ['POST', '/api/vms/1', { action: 'stop' }],
    ['POST', '/api/vms/1/tags', { action: 'assign', resources: [] }],
    ['DELETE', '/api/providers/1'],
  ])('and none is wrong with %s %s', (method, address, body?: unknown) => {
    expect(request(method, address, body)).toEqual([]);
  });
});

describe('the emulator behaves as ManageIQ does', () => {
  it('cuts a limit without a word, and counts all and those that fit', async () => {
    await using emulator = await startManageIq({ vms: 7, maxResultsPerPage: 3 });
    const { id } = emulator.addProvider('a');
    emulator.addProvider('b');
    const { body } = await ask(
      emulator,
      `/api/vms?expand=resources&filter[]=ems_id=${id}&sort_by=id&offset=3&limit=500`,
    );
    expect(body).toMatchObject({ name: 'vms', count: 14, subcount: 3, subquery_count: 7, pages: 3 });
    expect(emulator.violations).toEqual([]);
  });

  it('answers hrefs unless they are expanded, all columns unless some are named', async () => {
    await using emulator = await startManageIq();
    const { id } = emulator.addProvider('a');
    const { body } = await ask(emulator, '/api/vms');
    expect(body).toMatchObject({ resources: [{ href: expect.stringContaining('/api/vms/') }, {}, {}] });
    expect(Object.keys(body['resources']![0])).toEqual(['href']);
    expect((await ask(emulator, `/api/providers/${id}?attributes=name`)).body).toEqual({
      href: expect.any(String),
      id,
      name: 'a',
    });
  });

  it('moves a task from Queued over Active to Finished', async () => {
    await using emulator = await startManageIq({ stepsPerTask: 3 });
    const { id } = emulator.addProvider('a');
    const { body } = await ask(emulator, `/api/providers/${id}`, post({ action: 'refresh' }));
    const seen = [];
    for (let look = 0; look < 4; look++)
      seen.push((await ask(emulator, `/api/tasks/${body['task_id']}`)).body['state']);
    expect(seen).toEqual(['Queued', 'Active', 'Finished', 'Finished']);
  });

  it('deletes by the method without a task to follow, and by the action with one', async () => {
    await using emulator = await startManageIq();
    const [one, other] = [emulator.addProvider('a'), emulator.addProvider('b')];
    expect(await ask(emulator, `/api/providers/${one.id}`, { method: 'DELETE' })).toEqual({ status: 204, body: null });
    expect((await ask(emulator, `/api/providers/${other.id}`, post({ action: 'delete' }))).body).toMatchObject({
      success: true,
      task_id: expect.any(String),
    });
  });

  it('refuses a wrong request with 400 and notes it', async () => {
    await using emulator = await startManageIq();
    expect(await ask(emulator, '/api/vms?attributes=colour')).toMatchObject({
      status: 400,
      body: { error: { kind: 'bad_request', message: 'attribute colour does not exist' } },
    });
    expect(emulator.violations).toEqual(['GET /api/vms: attribute colour does not exist']);
    expect((await ask(emulator, '/api/vms/9')).status).toBe(404);
    expect((await fetch(`${emulator.url}/api/vms`)).status).toBe(401);
  });
});
