import { expect, it } from 'vitest';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { failed, ok, startAreas, type Areas } from '../../support/areas.ts';
import { until } from '../../support/until.ts';

/** An account with two instances a region, whose states the test sets, and whose actions answer as it says. */
async function withInstances() {
  const states = new Map([
    ['one', 'RUNNING'],
    ['two', 'RUNNING'],
  ]);
  const account = {
    states,
    act: (nativeIds: readonly string[]): Outcome | Promise<Outcome> =>
      ok(nativeIds.map((nativeId) => ({ nativeId, ok: true }))),
    read: (): Outcome | Promise<Outcome> | null => null,
  };
  const areas = await startAreas({
    platform({ functionName, input }) {
      const { nativeIds } = input as { nativeIds?: string[] };
      if (functionName === 'sandbox.stopInstances') return account.act(nativeIds!);
      if (functionName !== 'sandbox.listInstances') return undefined;
      const shown = [...states]
        .filter(([nativeId]) => nativeIds?.includes(nativeId) ?? true)
        .map(([nativeId, state]) => ({ nativeId, name: nativeId, tags: [], state }));
      return (nativeIds && account.read()) || ok(shown);
    },
  });
  const id = await areas.create();
  await until(async () => (await areas.directory.load(id, null))?.state === 'READY');
  const { nodes } = await areas.inventory.search({ filter: { kinds: ['Instance'], regions: ['us-east'] } }, null);
  const stop = () =>
    areas.actions.act(
      { action: 'STOP', kind: 'Instance' },
      nodes.map((node) => node.id),
      'admin',
      null,
    );
  return { areas, id, account, stop, ids: nodes.map((node) => node.id) };
}

const outcomes = async ({ operations }: Areas, id: string) =>
  (await operations.items(id)).map(({ outcome, error }) => [outcome, error?.code ?? null]);
const statesOf = async ({ inventory }: Areas, ids: readonly string[]) =>
  (await inventory.load(ids, null)).map((row) => row?.state);
const settled = async (areas: Areas, id: string) => {
  while ((await areas.operations.load(id, null))!.state === 'RUNNING') {
    await until(() => areas.clock.sleepers() > 0);
    areas.clock.advance(60_000);
    await new Promise(setImmediate);
  }
};

it('answers after one reading, with what the provider shows by then, and ends when all have settled', async () => {
  const { areas, account, stop, ids } = await withInstances();
  await using _open = areas;
  account.act = (nativeIds) => {
    for (const nativeId of nativeIds) account.states.set(nativeId, 'STOPPING');
    return ok(nativeIds.map((nativeId) => ({ nativeId, ok: true })));
  };
  const { id, state } = await stop();
  expect([state, await statesOf(areas, ids), await outcomes(areas, id)]).toEqual([
    'RUNNING',
    ['STOPPING', 'STOPPING'],
    [
      ['ACCEPTED', null],
      ['ACCEPTED', null],
    ],
  ]);
  account.states.set('one', 'STOPPED').set('two', 'ERROR');
  await settled(areas, id);
  expect([(await areas.operations.load(id, null))!.state, await outcomes(areas, id)]).toEqual([
    'PARTIAL',
    [
      ['SUCCEEDED', null],
      ['FAILED', 'INVALID_STATE'],
    ],
  ]);
});

it('answers also when the reading fails; one that never settles is uncertain, never taken for done', async () => {
  const { areas, account, stop } = await withInstances();
  await using _open = areas;
  account.read = () => failed('PROVIDER_PERMISSION_DENIED');
  const { id, state } = await stop();
  expect(state).toBe('RUNNING');
  await settled(areas, id);
  expect(await outcomes(areas, id)).toEqual([
    ['UNCERTAIN', 'PROVIDER_PERMISSION_DENIED'],
    ['UNCERTAIN', 'PROVIDER_PERMISSION_DENIED'],
  ]);
});

it('an accepted one that is gone afterwards has failed', async () => {
  const { areas, account, stop } = await withInstances();
  await using _open = areas;
  account.act = (nativeIds) => (account.states.clear(), ok(nativeIds.map((nativeId) => ({ nativeId, ok: true }))));
  const { id, state } = await stop();
  expect([state, await outcomes(areas, id)]).toEqual([
    'FAILED',
    [
      ['FAILED', 'RESOURCE_GONE'],
      ['FAILED', 'RESOURCE_GONE'],
    ],
  ]);
});

const ROWS: readonly [what: string, answer: Outcome, outcome: string, code: string][] = [
  ['a refusal did nothing', failed('PROVIDER_PERMISSION_DENIED'), 'FAILED', 'PROVIDER_PERMISSION_DENIED'],
  [
    'a provider that is not there may have done it',
    failed('PROVIDER_UNAVAILABLE'),
    'UNCERTAIN',
    'PROVIDER_UNAVAILABLE',
  ],
  [
    'a provider that throttles may have done it, and throttled what came after',
    failed('PROVIDER_THROTTLED'),
    'UNCERTAIN',
    'PROVIDER_THROTTLED',
  ],
  [
    'a timeout may have done it',
    { type: 'functionTimeout', ran: 'unknown', reason: '' },
    'UNCERTAIN',
    'FUNCTION_TIMEOUT',
  ],
  ['nonsense may have done it', { type: 'badReply', ran: 'yes', reason: '' }, 'UNCERTAIN', 'FUNCTION_BAD_REPLY'],
  ['outcomes that are none may have done it', ok([{ nativeId: 'one', ok: 'yes' }]), 'UNCERTAIN', 'FUNCTION_BAD_REPLY'],
  ['an answer that leaves some out says nothing of them', ok([]), 'UNCERTAIN', 'FUNCTION_BAD_REPLY'],
  [
    'a platform that has no such function did nothing',
    { type: 'notFound', ran: 'no', reason: '' },
    'FAILED',
    'FUNCTION_NOT_FOUND',
  ],
];
it.each(ROWS)('%s', async (_what, answer, outcome, code) => {
  const { areas, account, stop } = await withInstances();
  await using _open = areas;
  account.act = () => answer;
  const { id, state } = await stop();
  expect([state, await outcomes(areas, id)]).toEqual([
    'FAILED',
    [
      [outcome, code],
      [outcome, code],
    ],
  ]);
});

it('a record that forbids the action is read again before it is refused', async () => {
  const { areas, account, id: provider, stop } = await withInstances();
  await using _open = areas;
  account.states.set('one', 'STOPPED').set('two', 'STOPPED');
  await areas.ended((await areas.sync.start(provider, {}, null)).id);
  account.states.set('one', 'RUNNING');
  const { id } = await stop();
  expect((await outcomes(areas, id)).map(([outcome]) => outcome)).toEqual(['ACCEPTED', 'SKIPPED']);
});

it('stopping the gateway leaves what was accepted open, and does not wait for a reading that hangs', async () => {
  const { areas, account, stop } = await withInstances();
  await using _open = areas;
  const { id } = await stop();
  account.read = () => new Promise(() => {});
  await until(() => areas.clock.sleepers() > 0);
  await areas.actions.close();
  expect(await outcomes(areas, id)).toEqual([
    ['ACCEPTED', null],
    ['ACCEPTED', null],
  ]);
  expect(areas.unexpected).toEqual([]);
});
