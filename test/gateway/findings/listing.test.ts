/** From what a function answers to findings: pages, failures and lies of a connector. */
import { expect, it } from 'vitest';
import { failed, holding, ok, startAreas, type Areas, type Platform } from '../../support/areas.ts';
import { failing, on } from '../../support/findings.ts';
import { until } from '../../support/until.ts';

const LIST = 'sandbox.listFindings';
const cursorOf = (call: { input: unknown }) => (call.input as { cursor?: string }).cursor;

/** A platform that answers with the pages that the test has set; empty at first. */
function paged() {
  const pages: ReturnType<typeof ok>[] = [];
  const platform: Platform = (call) => (call.functionName === LIST ? pages[Number(cursorOf(call) ?? 0)] : undefined);
  const set = (...next: ReturnType<typeof ok>[]) => void pages.splice(0, pages.length, ...next);
  return { platform, set };
}
const page = (records: readonly unknown[], cursor: string | null = null) => ok(records, cursor);

async function synced(areas: Areas, id: string) {
  await areas.sync.stop(id);
  const operation = await areas.sync.start(id, { kinds: ['Finding'] }, 'admin');
  return areas.ended(operation.id);
}
const shown = async ({ findings }: Areas) =>
  (await findings.search({}, null)).nodes.map(({ summary }) => summary).toSorted();
const coverage = async ({ findings }: Areas) => (await findings.search({}, null)).coverage();

it('is taken in page by page, and counted in its slice', async () => {
  const { platform, set } = paged();
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  set(page([failing('a'), failing('b')], '1'), page([failing('c', { subject: on('i-1') })]));
  expect((await synced(areas, id)).state).toBe('SUCCEEDED');
  expect(await shown(areas)).toEqual(['a fails', 'b fails', 'c fails']);
  expect(await coverage(areas)).toEqual({ missing: [], observedAt: areas.clock.now() });
  const slice = (await areas.inventory.slices(id)).find(({ kind }) => kind === 'Finding');
  expect(slice).toMatchObject({ region: 'global', count: 3, error: null });
  expect(areas.calls.filter(({ functionName }) => functionName === LIST).map(({ input }) => input)).toContainEqual({
    region: 'global',
    cursor: '1',
  });
});

const WRONG: Partial<Record<string, unknown>>[] = [
  { verdict: 'MAYBE' },
  { severity: 'URGENT' },
  { checkId: '' },
  { summary: '' },
  { subject: { kind: 'Instance' } },
  { details: [{ key: 'k' }] },
  { surplus: 1 },
];
it.each<[string, () => ReturnType<typeof ok>[], string]>([
  [
    'a second page that fails',
    () => [page([failing('a')], '1'), failed('PROVIDER_PERMISSION_DENIED')],
    'PROVIDER_PERMISSION_DENIED',
  ],
  ['a first page that fails', () => [failed('PROVIDER_PERMISSION_DENIED')], 'PROVIDER_PERMISSION_DENIED'],
  ['a cursor that comes twice', () => [page([failing('a')], '0')], 'FUNCTION_BAD_REPLY'],
  ['an answer that is no list', () => [ok({ a: 1 })], 'FUNCTION_BAD_REPLY'],
  ...WRONG.map((wrong): [string, () => ReturnType<typeof ok>[], string] => [
    `a record with ${JSON.stringify(wrong)}`,
    () => [page([failing('a')], '1'), page([{ ...failing('b'), ...wrong }])],
    'FUNCTION_BAD_REPLY',
  ]),
])('%s clears nothing, and the answer says that it is incomplete', async (_what, answers, code) => {
  const { platform, set } = paged();
  await using areas = await startAreas({ platform });
  const id = await areas.create();
  set(page([failing('a'), failing('b')]));
  await synced(areas, id);
  const listedAt = areas.clock.now();
  areas.clock.advance(60_000);
  set(...answers());
  expect((await synced(areas, id)).state).toBe('FAILED');
  expect(await shown(areas)).toEqual(['a fails', 'b fails']);
  expect((await coverage(areas)).missing).toMatchObject([{ providerId: id, kind: 'Finding', code, listedAt }]);
  expect((await areas.findings.search({}, null)).nodes[0]).toMatchObject({ clearedAt: null });
  expect((await areas.directory.load(id, null))!.state).not.toBe('READY');

  areas.clock.advance(60_000);
  set(page([failing('b')]));
  expect((await synced(areas, id)).state).toBe('SUCCEEDED');
  expect([await shown(areas), (await coverage(areas)).missing]).toEqual([['b fails'], []]);
  expect(areas.unexpected).toEqual([]);
});

it('more findings than any account has end the listing as a failure', async () => {
  await using areas = await startAreas();
  const providerId = await areas.create();
  const listing = areas.findings.beginListing({ providerId, kind: 'Finding', region: 'global' });
  await listing.add([failing('a')]);
  const flood = Array.from({ length: 200_000 }, (_, index) => failing('b', { nativeId: `${index}` }));
  await expect(listing.add(flood)).rejects.toMatchObject({ code: 'FUNCTION_BAD_REPLY' });
  await expect(listing.complete()).rejects.toThrow('not complete');
  expect(await shown(areas)).toEqual(['a fails']);
});

it('a provider that is removed in the middle of its listing leaves nothing behind', async () => {
  let second = false;
  const { platform, held } = holding((call) => call.functionName === LIST && cursorOf(call) === '1');
  await using areas = await startAreas({
    platform: (call, signal) => {
      const answer = platform(call, signal);
      if (answer !== undefined || call.functionName !== LIST) return answer;
      second = true;
      return page([failing('a')], '1');
    },
  });
  const id = await areas.create();
  await until(() => second && held.length === 1);
  await areas.lifecycle.delete({ id, name: 'account' }, 'admin', null);
  held[0]!.answer(page([failing('late')]));
  for (const table of ['providers', 'slices', 'findings'] as const)
    expect(await areas.store.db.selectFrom(table).selectAll().execute()).toEqual([]);
  expect(areas.unexpected).toEqual([]);
});
