import { describe, expect, it } from 'vitest';
import { failureOf, startAppliance } from './appliance.ts';
import type { Fault } from '../../../emulators/http.ts';

/** A listing that goes wrong at the list itself. */
async function listed(fault: Fault, settings: { signal?: AbortSignal } = {}) {
  await using appliance = await startAppliance();
  const { id } = appliance.emulator.addProvider('a');
  appliance.emulator.inject(({ path }) => path === '/api/vms', fault, 9);
  const error = await failureOf(appliance.call('listInstances', { region: 'eu-west-1' }, id, settings));
  const asked = appliance.emulator.requests.filter(({ path }) => path === '/api/vms').length;
  const secrets = [...appliance.emulator.tokens, appliance.emulator.credential.password];
  for (const secret of secrets) expect(JSON.stringify([error, error.message])).not.toContain(secret);
  return { error, asked };
}
const answered = (status: number, body: unknown, headers = {}): Fault => ({
  type: 'answer',
  answer: { status, body, headers },
});

describe('what goes wrong is told as what it is, after one request', () => {
  it.each<[string, Fault, string, RegExp]>([
    [
      '403',
      answered(403, { error: { kind: 'forbidden', message: 'no' } }),
      'PROVIDER_PERMISSION_DENIED',
      /vm_show_list/,
    ],
    ['429', answered(429, '', { 'retry-after': '7' }), 'PROVIDER_THROTTLED', /slow down/],
    [
      '400',
      answered(400, { error: { message: 'attribute x does not exist' } }),
      'PROVIDER_REJECTED_REQUEST',
      /x does not/,
    ],
    ['500', answered(500, { error: { message: 'PG::Error' } }), 'PROVIDER_UNAVAILABLE', /PG::Error/],
    ['502 of a proxy', answered(502, '<html>'), 'PROVIDER_UNAVAILABLE', /HTTP 502/],
    ['404 of a proxy', answered(404, '<html>'), 'PROVIDER_UNAVAILABLE', /404.*not ManageIQ.*baseUrl/],
    ['404 of something with errors of its own', answered(404, { error: 'no' }), 'PROVIDER_UNAVAILABLE', /baseUrl/],
    ['a redirect to a login page', answered(302, '', { location: '/' }), 'PROVIDER_UNAVAILABLE', /HTTP 302/],
    ['a list in the place of an object', answered(200, []), 'FUNCTION_BAD_REPLY', /no object/],
    ['an answer that is cut', { type: 'cut' }, 'PROVIDER_UNAVAILABLE', /no whole answer/],
    ['a connection that breaks', { type: 'reset' }, 'PROVIDER_UNAVAILABLE', /no whole answer/],
  ])('%s', async (_title, fault, code, message) => {
    const { error, asked } = await listed(fault);
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(asked).toBe(1);
  });

  it('429 says when to come again', async () => {
    const { error } = await listed(answered(429, '', { 'retry-after': '7' }));
    expect(error).toMatchObject({ retryAfterMs: 7_000 });
  });

  it('silence lasts no longer than the call', async () => {
    const { error } = await listed({ type: 'silence' }, { signal: AbortSignal.timeout(200) });
    expect(error.message).toMatch(/timeout|aborted/i);
  });
});

describe('a 404 that ManageIQ did not write, while it is down behind an ingress, says of nothing that it is gone', () => {
  const ingress = answered(404, 'default backend - 404', { 'content-type': 'text/plain' });
  const unavailable = { code: 'PROVIDER_UNAVAILABLE', message: expect.stringContaining('baseUrl') };

  it('the account is not taken for deleted', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    appliance.emulator.inject(({ path }) => path.startsWith('/api/providers'), ingress, 9);
    expect(await failureOf(appliance.call('delete', { name: null }, id))).toMatchObject(unavailable);
    expect(await failureOf(appliance.call('verify', {}, id))).toMatchObject(unavailable);
    expect(appliance.emulator.row('providers', id)).toBeDefined();
  });

  it('the account is not taken for deleted while that is waited for', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    appliance.emulator.fail('delete', 'a worker still holds it');
    appliance.emulator.inject(({ path }) => path.startsWith('/api/tasks'), ingress);
    expect(await failureOf(appliance.call('delete', { name: null }, id))).toMatchObject(unavailable);
  });

  it('a machine is not taken for gone', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const [vm] = appliance.emulator.rows('vms');
    appliance.emulator.inject(({ method }) => method === 'POST', ingress);
    const input = { region: 'eu-west-1', nativeIds: [vm!.id] };
    expect(await failureOf(appliance.call('stopInstances', input, id))).toMatchObject(unavailable);
  });
});

describe('a task', () => {
  it('that is waited for is left when the caller goes away', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    appliance.emulator.hold('delete');
    const signal = AbortSignal.timeout(300);
    const error = await failureOf(appliance.call('delete', { name: null }, id, { signal }));
    expect(error.message).toMatch(/timeout|aborted/i);
    expect(appliance.emulator.row('providers', id)).toBeDefined();
  });

  it.each([7, 'seven'])('whose id is %j is followed or refused, and never taken for done', async (task_id) => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const change = () => ({ status: 200, body: { success: true, message: 'begun', task_id } });
    appliance.emulator.inject(({ method }) => method === 'POST', { type: 'change', change });
    const task = { id: '7', state: 'Finished', status: 'Error', message: 'locked' };
    appliance.emulator.inject(({ path }) => path === '/api/tasks/7', {
      type: 'change',
      change: () => ({ status: 200, body: task }),
    });
    expect(await failureOf(appliance.call('delete', { name: null }, id))).toMatchObject(
      task_id === 7 ? { message: expect.stringContaining('locked') } : { code: 'FUNCTION_BAD_REPLY' },
    );
  });

  it('that ended as a warning is not taken for a success', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const change = () => ({ status: 200, body: { id: '1', state: 'Finished', status: 'Warn', message: 'half of it' } });
    appliance.emulator.inject(({ path }) => path.startsWith('/api/tasks/'), { type: 'change', change });
    expect(await failureOf(appliance.call('delete', { name: null }, id))).toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
      message: expect.stringContaining('half of it'),
    });
  });

  it('that is not there any more says nothing of the machine it was about', async () => {
    await using appliance = await startAppliance();
    const { id } = appliance.emulator.addProvider('a');
    const [vm] = appliance.emulator.rows('vms');
    const error = { kind: 'not_found', message: "Couldn't find MiqTask", klass: 'ActiveRecord::RecordNotFound' };
    const answer = { status: 404, body: { error } };
    appliance.emulator.inject(({ path }) => path.startsWith('/api/tasks/'), { type: 'answer', answer });
    const input = { region: 'eu-west-1', nativeIds: [vm!.id] };
    expect(await appliance.call('stopInstances', input, id)).toEqual([{ nativeId: vm!.id, ok: true }]);
  });
});
