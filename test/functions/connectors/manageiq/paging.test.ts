import { describe, expect, it } from 'vitest';
import type { EmulatedAnswer, EmulatedRequest } from '../../../emulators/http.ts';
import { failureOf, startAppliance, type Appliance } from './appliance.ts';

const pagesOf = ({ emulator }: Appliance, collection: string) =>
  emulator.requests.filter(({ path, method }) => method === 'GET' && path === `/api/${collection}`);
const ids = (items: readonly { nativeId: string }[]) => items.map(({ nativeId }) => nativeId);
const idsOf = ({ emulator }: Appliance, collection: string) => emulator.rows(collection).map(({ id }) => id);
const isVms = ({ path }: EmulatedRequest) => path === '/api/vms';

describe('a list of 2,300 machines', () => {
  it.each([1_000, 100])('comes whole from an appliance that answers at most %i at once', async (maxResultsPerPage) => {
    await using appliance = await startAppliance({ vms: 2_300, maxResultsPerPage });
    const { id } = appliance.emulator.addProvider('a');
    const found = await appliance.list('listInstances', id);
    expect(ids(found)).toEqual(idsOf(appliance, 'vms'));
    expect(pagesOf(appliance, 'vms')).toHaveLength(Math.ceil(2_300 / Math.min(250, maxResultsPerPage)));
    expect(appliance.emulator.violations).toEqual([]);
  });

  it('loses none where some vanish and others appear meanwhile', async () => {
    await using appliance = await startAppliance({ vms: 2_300, maxResultsPerPage: 200 });
    const { id } = appliance.emulator.addProvider('a');
    const before = idsOf(appliance, 'vms');
    const gone = new Set<string>();
    const found = await appliance.list('listInstances', id, (pages) => {
      for (const vm of before.slice((pages - 1) * 10, pages * 10)) {
        gone.add(vm);
        appliance.emulator.remove('vms', vm);
      }
      appliance.emulator.addVm(id);
    });
    const stayed = before.filter((vm) => !gone.has(vm));
    expect(new Set(ids(found)).size).toBe(found.length);
    expect(ids(found)).toEqual(expect.arrayContaining(stayed));
    expect(ids(found)).toEqual(expect.arrayContaining(idsOf(appliance, 'vms').slice(-1)));
  });

  it('is asked for page by page on an appliance that does not count, until a page is empty', async () => {
    await using appliance = await startAppliance({ vms: 5, maxResultsPerPage: 2 });
    const { id } = appliance.emulator.addProvider('a');
    const change = (answer: EmulatedAnswer) => {
      const { subquery_count: _left, ...body } = answer.body as Record<string, unknown>;
      return { ...answer, body };
    };
    appliance.emulator.inject(isVms, { type: 'change', change }, 9);
    expect(await appliance.list('listInstances', id)).toHaveLength(5);
    expect(pagesOf(appliance, 'vms')).toHaveLength(4);
  });
});

describe('a page that is not what was asked for fails the listing, because what it lacks would be taken for gone', () => {
  const listed = async (change: (body: { resources: object[] }) => object) => {
    await using appliance = await startAppliance({ vms: 6, maxResultsPerPage: 2 });
    const { id } = appliance.emulator.addProvider('a');
    let pages = 0;
    const fits = (request: EmulatedRequest) => isVms(request) && ++pages === 2;
    const fault = (answer: EmulatedAnswer) => ({ ...answer, body: change(answer.body as { resources: object[] }) });
    appliance.emulator.inject(fits, { type: 'change', change: fault });
    return await failureOf(appliance.list('listInstances', id));
  };
  const retryable = { code: 'PROVIDER_UNAVAILABLE', message: expect.stringContaining('ManageIQ a') };

  it('the page before once more', async () => {
    await using appliance = await startAppliance({ vms: 6, maxResultsPerPage: 2 });
    const { id } = appliance.emulator.addProvider('a');
    let first: EmulatedAnswer | undefined;
    const change = (answer: EmulatedAnswer) => (first ??= answer);
    appliance.emulator.inject(isVms, { type: 'change', change }, 2);
    expect(await failureOf(appliance.list('listInstances', id))).toMatchObject(retryable);
  });
  it('with rows that were cut away', async () => {
    expect(await listed((body) => ({ ...body, resources: body.resources.slice(0, 1) }))).toMatchObject(retryable);
  });
  it('empty, while more are announced', async () => {
    expect(await listed((body) => ({ ...body, resources: [], subcount: 0 }))).toMatchObject(retryable);
  });
  it('with a row twice', async () => {
    const twice = await listed((body) => ({ ...body, resources: [body.resources[0]!, body.resources[0]!] }));
    expect(twice).toMatchObject(retryable);
  });
  it('without a list', async () => {
    expect(await listed(() => ({ name: 'vms' }))).toMatchObject({ code: 'FUNCTION_BAD_REPLY' });
  });
  it('with a row that has no id', async () => {
    expect(await listed((body) => ({ ...body, resources: [{}, {}] }))).toMatchObject({ code: 'FUNCTION_BAD_REPLY' });
  });
});

describe('rows asked for by id', () => {
  it('come in one piece, and of this provider alone', async () => {
    await using appliance = await startAppliance({ vms: 5, maxResultsPerPage: 2 });
    const { id } = appliance.emulator.addProvider('a');
    const other = appliance.emulator.addVm(appliance.emulator.addProvider('b').id);
    const own = appliance.emulator.rows('vms').filter((row) => row['ems_id'] === id);
    const nativeIds = [...own.map((row) => row.id), other.id, '999999', 'i-not-an-id'];
    const found = await appliance.call('listInstances', { region: 'eu-west-1', nativeIds }, id);
    expect(ids(found as { nativeId: string }[])).toEqual(own.map((row) => row.id));
  });
});

it('groups whose rules weigh more than a reply has room for come in several pages, each once', async () => {
  await using appliance = await startAppliance();
  const { emulator } = appliance;
  const { id } = emulator.addProvider('a');
  const groups = emulator.rows('security_groups');
  const rule = { direction: 'inbound', host_protocol: 'TCP', port: 1, end_port: 2, source_ip_range: '10.0.0.0/8' };
  for (const group of groups) group['firewall_rules'] = Array.from({ length: 4_000 }, () => rule);
  let pages = 1;
  const listed = await appliance.list('listSecurityGroups', id, () => void pages++);
  expect(listed.map(({ nativeId }) => nativeId)).toEqual(groups.map((group) => group.id));
  expect(pages).toBe(groups.length);
  expect(pages).toBeGreaterThan(1);
});
