import { describe, expect, it } from 'vitest';
import { BadInput, Conflict, InvalidCursor } from '../../gateway/errors.ts';
import { resourceId } from '../../gateway/inventory/index.ts';
import type { FindingPage } from '../../resolvers/rows.ts';
import type { FindingFilter } from '../../schema/generated/types.ts';
import { failing, FINDINGS, on, startFindings } from '../support/findings.ts';
import { record, SLICE } from '../support/inventory.ts';
import type { MakePlace } from '../support/places.ts';

const OTHER = { ...FINDINGS, providerId: 'prv_2' };
const DAY_MS = 86_400_000;

/** How findings are taken in and found over every store. */
export function findingsSuite(makePlace: MakePlace) {
  describe('taking in findings', () => {
    it('keeps all that was said, and the same finding has the same id however often it is listed', async () => {
      await using it = await startFindings(makePlace);
      const said = failing('open-port', {
        nativeId: 'r-1',
        severity: 'CRITICAL',
        subject: on('i-1'),
        details: [
          { key: 'Port', value: '22' },
          { key: '', value: 'as it came' },
        ],
        native: { list: [1, 'ü'], nothing: null },
      });
      expect(await it.listFindings(FINDINGS, said)).toBe(1);
      const found = await it.finding();
      expect(found).toEqual({
        id: expect.stringMatching(/^fnd_[\w-]{22}$/),
        check: { id: 'open-port', name: 'Check open-port', category: 'Security' },
        verdict: 'FAIL',
        severity: 'CRITICAL',
        source: 'EXTERNAL',
        summary: 'open-port fails',
        details: said.details,
        providerId: 'prv_1',
        subject: on('i-1'),
        firstSeenAt: it.clock.now(),
        lastSeenAt: it.clock.now(),
        clearedAt: null,
        native: said.native,
      });
      it.clock.advance(1_000);
      await it.listFindings(FINDINGS, { ...said, summary: 'in other words', severity: 'LOW' });
      expect(await it.finding()).toMatchObject({ id: found.id, summary: 'in other words', severity: 'LOW' });
    });

    it('one check on two subjects is two findings, as is the same on two providers', async () => {
      await using it = await startFindings(makePlace);
      const records = [failing('c', { subject: on('a') }), failing('c', { subject: on('b') }), failing('c')];
      expect(await it.listFindings(FINDINGS, ...records)).toBe(3);
      expect(await it.listFindings(OTHER, ...records)).toBe(3);
      const { nodes } = await it.findings.search({}, null);
      expect(new Set(nodes.map(({ id }) => id)).size).toBe(6);
    });

    it('writes nothing for what did not change, and says that it was seen', async () => {
      await using it = await startFindings(makePlace);
      const firstSeenAt = it.clock.now();
      await it.listFindings(FINDINGS, failing('a'));
      const written = () => it.store.db.selectFrom('findings').selectAll().execute();
      const before = await written();
      it.clock.advance(60_000);
      await it.listFindings(FINDINGS, failing('a'));
      expect(await written()).toEqual(before);
      expect(await it.finding()).toMatchObject({ firstSeenAt, lastSeenAt: it.clock.now(), clearedAt: null });
    });

    it('clears what a complete listing lacks, as seen last by the one before; others stay', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('a'), failing('b'));
      await it.listFindings(OTHER, failing('a'));
      it.clock.advance(60_000);
      const lastSeenAt = it.clock.now();
      await it.listFindings(FINDINGS, failing('a'), failing('b'));
      it.clock.advance(60_000);
      await it.listFindings(FINDINGS, failing('b'));
      expect(await it.summaries({ providerIds: ['prv_1'] })).toEqual(['b fails']);
      expect(await it.summaries({ providerIds: ['prv_2'] })).toEqual(['a fails']);
      expect(await it.finding({ providerIds: ['prv_1'], checkIds: ['a'], includeCleared: true })).toMatchObject({
        clearedAt: it.clock.now(),
        lastSeenAt,
      });
    });

    it('a finding that comes back is open again, first seen when it was', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('a'));
      const before = await it.finding();
      it.clock.advance(60_000);
      await it.listFindings(FINDINGS);
      expect(await it.summaries()).toEqual([]);
      it.clock.advance(60_000);
      await it.listFindings(FINDINGS, failing('a'));
      expect(await it.finding()).toEqual({ ...before, lastSeenAt: it.clock.now() });
    });

    it('a listing that was cut keeps what came and clears nothing', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('a'), failing('b'));
      it.clock.advance(60_000);
      await it.findings.beginListing(FINDINGS).add([failing('a', { summary: 'a changed' }), failing('c')]);
      expect((await it.summaries()).toSorted()).toEqual(['a changed', 'b fails', 'c fails']);
    });

    it('of two records of one finding in a listing the first counts, so that it does not flap', async () => {
      await using it = await startFindings(makePlace);
      const twice = [failing('a'), failing('b'), failing('a', { summary: 'a again' })];
      expect(await it.listFindings(FINDINGS, ...twice)).toBe(2);
      await it.listFindings(FINDINGS, ...twice);
      expect((await it.summaries()).toSorted()).toEqual(['a fails', 'b fails']);
    });

    it('a listing that is overtaken by a younger one changes nothing any more', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('a'));
      it.clock.advance(1_000);
      const old = it.findings.beginListing(FINDINGS);
      it.clock.advance(1_000);
      await it.listFindings(FINDINGS, failing('a', { summary: 'younger' }), failing('b'));
      await old.add([failing('a', { summary: 'older' }), failing('z')]);
      await old.complete();
      expect((await it.summaries()).toSorted()).toEqual(['b fails', 'younger']);
    });

    it('takes in what is larger than any of its steps, and clears most of it', async () => {
      await using it = await startFindings(makePlace);
      const many = Array.from({ length: 2_345 }, (_, index) => failing('c', { subject: on(`i-${index}`) }));
      const listing = it.findings.beginListing(FINDINGS);
      await listing.add(many);
      expect(await listing.complete()).toBe(2_345);
      expect(await (await it.findings.search({}, null)).totalCount()).toBe(2_345);
      it.clock.advance(1_000);
      expect(await it.listFindings(FINDINGS, ...many.slice(0, 11))).toBe(11);
      expect(await (await it.findings.search({}, null)).totalCount()).toBe(11);
      expect((await it.inventory.slices('prv_1')).find(({ kind }) => kind === 'Finding')).toMatchObject({ count: 11 });
    });

    it('NUL, which not every store can hold, is replaced; texts with any other character are kept', async () => {
      await using it = await startFindings(makePlace);
      const odd = `it's "50 %"; drop table findings -- 🔥\u2028`;
      const said = failing('a\0', {
        nativeId: '\0',
        checkName: 'b\0',
        category: '\0',
        summary: odd,
        subject: on('i\0'),
        details: [{ key: '\0', value: odd }],
        native: { '\0': '\0' },
      });
      await it.listFindings(FINDINGS, said);
      await it.listFindings(FINDINGS, said);
      expect(await it.finding()).toMatchObject({
        check: { id: 'a\ufffd', name: 'b\ufffd', category: '\ufffd' },
        summary: odd,
        subject: on('i\ufffd'),
        details: [{ key: '\0', value: odd }],
        native: { '\0': '\0' },
      });
      expect(await it.findings.load('\0', null)).toBeNull();
      await expect(it.summaries({ checkIds: ['\0'] })).rejects.toThrow(BadInput);
    });

    it("leaves out a provider's own record that nobody could read, and keeps the rest", async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(
        FINDINGS,
        failing('a', { native: { blob: 'x'.repeat(70_000) } }),
        failing('b', { native: {} }),
      );
      expect((await it.findings.search({}, null)).nodes.map(({ native }) => native)).toEqual([{}, null]);
    });

    it('takes nothing in once the provider is gone, and keeps nothing of it', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('a'));
      await it.listFindings(OTHER, failing('b'));
      const late = it.findings.beginListing(FINDINGS);
      await it.inventory.forget('prv_1');
      expect(await it.summaries()).toEqual(['b fails']);
      await it.findings.forget('prv_1');
      await expect(late.add([failing('c')])).rejects.toThrow(Conflict);
      await expect(late.complete()).rejects.toThrow('not complete');
      expect(await it.store.db.selectFrom('findings').select('summary').execute()).toEqual([{ summary: 'b fails' }]);
    });

    it('prunes what was cleared long ago, and what no connector checks any more', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('old'), failing('stays'));
      await it.listFindings(OTHER, failing('orphan'));
      await it.listFindings(FINDINGS, failing('stays'));
      it.clock.advance(DAY_MS);
      await it.findings.prune(it.clock.now() - DAY_MS);
      expect(await it.summaries({ includeCleared: true })).toHaveLength(3);
      await it.inventory.setSlices('prv_2', [{ kind: 'Volume', region: 'eu-west-1' }]);
      await it.findings.prune(it.clock.now());
      expect(await it.store.db.selectFrom('findings').select('summary').execute()).toEqual([
        { summary: 'stays fails' },
      ]);
    });
  });

  describe('finding findings', () => {
    it('shows all that were not cleared, the worst first, of equals the newest, unless asked for others', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(
        FINDINGS,
        failing('high-1'),
        failing('info', { severity: 'INFO', verdict: 'PASS' }),
        failing('critical', { severity: 'CRITICAL' }),
        failing('high-2', { verdict: 'UNKNOWN' }),
        failing('low', { severity: 'LOW', category: null }),
        failing('medium', { severity: 'MEDIUM' }),
      );
      const ids = async (filter: FindingFilter | null) =>
        (await it.findings.search({ filter }, null)).nodes.map(({ check }) => check.id);
      expect(await ids(null)).toEqual(['critical', 'high-2', 'high-1', 'medium', 'low', 'info']);
      expect(await ids({ severities: ['LOW', 'INFO'] })).toEqual(['low', 'info']);
      expect(await ids({ verdicts: ['UNKNOWN'] })).toEqual(['high-2']);
      expect(await ids({ checkIds: ['low', 'nothing'] })).toEqual(['low']);
      expect(await ids({ providerIds: ['prv_1'], verdicts: ['PASS'] })).toEqual(['info']);
      for (const nothing of [{ providerIds: [] }, { verdicts: [] }, { resourceIds: ['res_none'] }, { checkIds: ['x'] }])
        expect(await ids(nothing)).toEqual([]);
      await it.listFindings(FINDINGS, failing('info', { severity: 'CRITICAL' }));
      expect(await ids({ includeCleared: true, severities: ['CRITICAL', 'LOW'] })).toEqual(['critical', 'info', 'low']);
    });

    it('pages reach every finding once, and the count is of all pages', async () => {
      await using it = await startFindings(makePlace);
      const severities = ['HIGH', 'LOW', 'HIGH', 'CRITICAL'] as const;
      await it.listFindings(
        FINDINGS,
        ...Array.from({ length: 25 }, (_, index) => failing(`c-${index}`, { severity: severities[index % 4]! })),
      );
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page: FindingPage = await it.findings.search({ first: 4, after }, null);
        expect([await page.totalCount(), page.hasPreviousPage]).toEqual([25, after !== null]);
        seen.push(...page.nodes.map(({ id }) => id));
        after = page.cursorOf(page.nodes.at(-1)!);
        more = page.hasNextPage;
      }
      expect(seen).toEqual((await it.findings.search({ first: 200 }, null)).nodes.map(({ id }) => id));
      expect(new Set(seen).size).toBe(25);
    });

    it('refuses sizes, cursors and filters that cannot be', async () => {
      await using it = await startFindings(makePlace);
      for (const first of [0, -1, 201]) await expect(it.summaries(null, { first })).rejects.toThrow(BadInput);
      const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
      const list = 'findings by severity';
      for (const after of ['', 'x', cursor('resources NAME ASC', 1, 1), cursor(list, 'a', 1), cursor(list, 1, null)])
        await expect(it.summaries(null, { after })).rejects.toThrow(InvalidCursor);
      await expect(it.summaries({ checkIds: Array(1_001).fill('c') })).rejects.toThrow(BadInput);
      await expect(it.summaries({ resourceIds: [''] })).rejects.toThrow(BadInput);
    });

    it('what is outside of the scope does not exist', async () => {
      await using it = await startFindings(makePlace);
      await it.list(SLICE, record('i-1'));
      await it.list({ ...SLICE, providerId: 'prv_2' }, record('i-1'));
      await it.listFindings(FINDINGS, failing('mine', { subject: on('i-1') }));
      await it.listFindings(OTHER, failing('theirs', { subject: on('i-1') }));
      const theirs = await it.finding({ providerIds: ['prv_2'] });
      const theirInstance = resourceId({ ...SLICE, providerId: 'prv_2' }, 'i-1');
      const own = await it.findings.search({}, ['prv_1']);
      expect(own.nodes.map(({ summary }) => summary)).toEqual(['mine fails']);
      expect(await own.totalCount()).toBe(1);
      for (const filter of [{ providerIds: ['prv_2'] }, { resourceIds: [theirInstance] }]) {
        const page = await it.findings.search({ filter }, ['prv_1']);
        expect([page.nodes, await page.totalCount(), await page.coverage()]).toMatchObject([[], 0, { missing: [] }]);
      }
      expect((await it.findings.search({}, [])).nodes).toEqual([]);
      expect(await it.findings.load(theirs.id, ['prv_1'])).toBeNull();
      expect(await it.findings.load(theirs.id, ['prv_2'])).toEqual(theirs);
      expect(await it.findings.resourcesOf([theirs], ['prv_1'])).toEqual([null]);
    });
  });

  describe('what a finding is about', () => {
    it('is found in whatever region it is, or in none, also when it is listed later than the finding', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(
        FINDINGS,
        failing('a', { subject: on('i-1') }),
        failing('b', { subject: on('logs', 'sandbox.Bucket') }),
        failing('c', { subject: on('i-9') }),
        failing('d'),
      );
      const { nodes } = await it.findings.search({}, null);
      expect(await it.findings.resourcesOf(nodes, null)).toEqual([null, null, null, null]);
      await it.list({ ...SLICE, region: 'us-east-1' }, record('i-1'));
      await it.list(
        { providerId: 'prv_1', kind: 'sandbox.Bucket', region: 'global' },
        { ...record('logs'), attributes: {} },
      );
      const about = await it.findings.resourcesOf(nodes, null);
      expect(nodes.map(({ check }, at) => [check.id, about[at]?.nativeId, about[at]?.region])).toEqual([
        ['d', undefined, undefined],
        ['c', undefined, undefined],
        ['b', 'logs', 'global'],
        ['a', 'i-1', 'us-east-1'],
      ]);
      const [instance] = (await it.inventory.search({ filter: { kinds: ['Instance'] } }, null)).nodes;
      expect(await it.summaries({ resourceIds: [instance!.id] })).toEqual(['a fails']);
      expect((await it.findings.ofResources([instance!])).map((own) => own.map(({ check }) => check.id))).toEqual([
        ['a'],
      ]);
    });

    it('is nothing where two regions have the name, since nobody says which is meant; what is gone does not count', async () => {
      await using it = await startFindings(makePlace);
      await it.listFindings(FINDINGS, failing('a', { subject: on('same') }));
      await it.list(SLICE, record('same'));
      await it.list({ ...SLICE, region: 'us-east-1' }, record('same'));
      const [finding] = (await it.findings.search({}, null)).nodes;
      const both = (await it.inventory.search({}, null)).nodes;
      expect(await it.findings.resourcesOf([finding!], null)).toEqual([null]);
      expect(await it.findings.ofResources(both)).toEqual([[], []]);
      expect(await it.summaries({ resourceIds: both.map(({ id }) => id) })).toEqual([]);
      it.clock.advance(1_000);
      await it.list(SLICE);
      expect(await it.findings.resourcesOf([finding!], null)).toMatchObject([{ region: 'us-east-1' }]);
    });

    it('has at most 200 shown, the worst of them, without those that were cleared', async () => {
      await using it = await startFindings(makePlace);
      await it.list(SLICE, record('i-1'), record('i-2'));
      const many = Array.from({ length: 230 }, (_, index) =>
        failing(`c-${index}`, { subject: on('i-1'), severity: index < 210 ? 'LOW' : 'CRITICAL' }),
      );
      await it.listFindings(FINDINGS, ...many, failing('other', { subject: on('i-2') }));
      await it.listFindings(FINDINGS, ...many.slice(1), failing('other', { subject: on('i-2') }));
      const instances = (await it.inventory.search({}, null)).nodes;
      const [first, second] = await it.findings.ofResources(instances);
      expect([first!.length, second!.length]).toEqual([200, 1]);
      expect(first!.filter(({ severity }) => severity === 'CRITICAL')).toHaveLength(20);
      expect(first![0]!.check.id).toBe('c-229');
      expect(await it.findings.ofResources([])).toEqual([]);
    });
  });

  describe('what an answer covers', () => {
    it('is told by provider: never listed, failed, or complete; other kinds do not count', async () => {
      await using it = await startFindings(makePlace);
      const missing = async (filter: FindingFilter = {}) =>
        (await (await it.findings.search({ filter }, null)).coverage()).missing.map(
          ({ providerId, kind, code }) => `${providerId} ${kind} ${code}`,
        );
      expect(await missing()).toEqual(['prv_1 Finding NEVER_LISTED', 'prv_2 Finding NEVER_LISTED']);
      await it.listFindings(FINDINGS);
      expect(await missing()).toEqual(['prv_2 Finding NEVER_LISTED']);
      expect(await missing({ providerIds: ['prv_1'] })).toEqual([]);
      const cut = it.inventory.beginListing(OTHER);
      await cut.fail({ code: 'PROVIDER_THROTTLED', message: 'slow down' });
      expect(await missing()).toEqual(['prv_2 Finding PROVIDER_THROTTLED']);
      await it.list(SLICE, record('i-1'));
      expect(await missing({ resourceIds: [resourceId(SLICE, 'i-1')] })).toEqual([]);
      await it.inventory.setSlices('prv_2', [{ kind: 'Volume', region: 'eu-west-1' }]);
      expect(await missing()).toEqual([]);
    });

    it('does not count among the slices of resources', async () => {
      await using it = await startFindings(makePlace, ['prv_1']);
      const { missing } = await (await it.inventory.search({}, null)).coverage();
      expect(missing.map(({ kind }) => kind)).not.toContain('Finding');
      const area = await it.findings.area({}, null);
      expect(await it.inventory.stale(area, it.clock.now())).toEqual([FINDINGS]);
      await it.listFindings(FINDINGS);
      expect(await it.inventory.stale(area, it.clock.now())).toEqual([]);
    });
  });
}
