/** What is promised of accounts that are made upstream, whatever the store: by a clock that stands still until it is moved. */
import { describe, expect, it } from 'vitest';
import { registry } from '../support/hall/registry.gen.ts';
import { failed, holding, ok, startAreas, type Areas, type Platform } from '../support/areas.ts';
import type { MakePlace } from '../support/places.ts';
import { until } from '../support/until.ts';

const { manifest } = registry.hall;
const TIMED_OUT = { type: 'functionTimeout', ran: 'unknown', reason: 'a test' } as const;

/** The hall by the last part of the function's name; all that is not said goes well. */
const answering =
  (answers: Readonly<Record<string, Platform>>): Platform =>
  (call, signal) => {
    const what = call.functionName.slice('hall.'.length);
    const given = answers[what]?.(call, signal);
    if (given !== undefined) return given;
    if (what === 'create') return ok({ accountId: '1' });
    if (what === 'delete') return ok({});
    if (what === 'status') return ok({ state: 'SYNCED', syncedAt: '2026-01-01T00:00:00Z', reason: null });
    return undefined;
  };
const called = ({ calls }: Areas, what: string) => calls.filter(({ functionName }) => functionName === `hall.${what}`);
const rows = ({ store }: Areas) => store.db.selectFrom('account_creations').selectAll().execute();
const create = (areas: Areas, name = 'account') => areas.create(name, { options: { url: 'http://hall.test' } });

export function creationsSuite(makePlace: MakePlace): void {
  describe('an account that is made upstream', () => {
    it('the row is there before the call, holds the account when it is made, and goes with the provider that is kept', async () => {
      const { platform, held } = holding(({ functionName }) => /create|verify/.test(functionName));
      await using areas = await startAreas({
        manifest,
        makePlace,
        platform: (call, signal) => platform(call, signal) ?? answering({})(call, signal),
      });
      const creating = create(areas, 'shop');
      await until(() => held.length === 1);
      const [call] = called(areas, 'create');
      const { providerId } = call!.account!;
      expect(await rows(areas)).toMatchObject([{ provider_id: providerId, account_id: null, reserved_name: 'shop' }]);
      expect(call).toMatchObject({
        input: { name: `shop (causeway ${providerId.slice(4, 12)})` },
        idempotencyKey: providerId,
        account: { accountId: null },
      });
      held[0]!.answer(ok({ accountId: '7' }));
      await until(() => held.length === 2);
      expect(held[1]!.call.account).toMatchObject({ providerId, accountId: '7' });
      expect(await rows(areas)).toMatchObject([{ account_id: '7', abandoned_at: null }]);
      held[1]!.answer(ok({ accountId: '7', regions: ['main'] }));
      expect(await creating).toBe(providerId);
      expect(await rows(areas)).toEqual([]);
      expect(called(areas, 'delete')).toEqual([]);
    });

    it('of one name is made once, however many ask at the same time', async () => {
      await using areas = await startAreas({ manifest, makePlace, platform: answering({}) });
      const all = await Promise.allSettled(Array.from({ length: 5 }, () => create(areas, 'same')));
      const codes = all.map((one) => (one.status === 'rejected' ? (one.reason as { code: string }).code : 'made'));
      expect(codes.toSorted()).toEqual(['CONFLICT', 'CONFLICT', 'CONFLICT', 'CONFLICT', 'made']);
      expect([called(areas, 'create').length, (await rows(areas)).length]).toEqual([1, 0]);
    });

    it('is taken over once, however many ask at the same time', async () => {
      const verify = () => ok({ accountId: '7', regions: ['main'] });
      await using areas = await startAreas({ manifest, makePlace, platform: answering({ verify }) });
      const takeOver = (name: string) =>
        areas.create(name, { accountId: '7', options: { url: 'http://hall.test' } }).catch((error: unknown) => error);
      const all = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(takeOver));
      const refused = all.filter((one) => one instanceof Error);
      expect(refused.map(({ message }) => message)).toEqual(Array(4).fill(expect.stringContaining('is the provider')));
      expect(await areas.directory.all()).toHaveLength(1);
    });

    it('a removal that fails is tried again later and later, and each try leaves a line without a secret', async () => {
      let refused = 5;
      await using areas = await startAreas({
        manifest,
        makePlace,
        platform: answering({
          verify: () => failed('PROVIDER_PERMISSION_DENIED'),
          delete: () => (refused-- > 0 ? failed('PROVIDER_UNAVAILABLE') : undefined),
        }),
      });
      await expect(create(areas)).rejects.toMatchObject({ code: 'PROVIDER_PERMISSION_DENIED' });
      const delays: number[] = [];
      for (;;) {
        const [row] = await rows(areas);
        if (!row) break;
        expect(row).toMatchObject({ account_id: '1', error_code: 'PROVIDER_UNAVAILABLE', reserved_name: null });
        await areas.lifecycle.removeAbandoned(); // not yet
        expect((await rows(areas))[0]!.attempts).toBe(row.attempts);
        delays.push(row.next_attempt_at - areas.clock.now());
        areas.clock.advance(delays.at(-1)!);
        await areas.lifecycle.removeAbandoned();
      }
      expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000]);
      expect(
        called(areas, 'delete').every(
          ({ account, input }) => account!.accountId === '1' && (input as any).name === null,
        ),
      ).toBe(true);
      expect(areas.logged.map(({ level }) => level)).toEqual(['warn', 'warn', 'warn', 'warn', 'warn', 'info']);
      expect(JSON.stringify(areas.logged)).not.toContain('"credential"');
      expect(areas.unexpected).toEqual([]);
    });

    it('a creation that never answered may take effect late, so it is looked for once more', async () => {
      await using areas = await startAreas({ manifest, makePlace, platform: answering({ create: () => TIMED_OUT }) });
      const begunAt = areas.clock.now();
      await expect(create(areas)).rejects.toMatchObject({ code: 'FUNCTION_TIMEOUT' });
      expect(called(areas, 'delete')).toHaveLength(1); // found nothing, perhaps
      const [row] = await rows(areas);
      expect(row!.next_attempt_at - begunAt).toBe(20_000 + 60_000);
      areas.clock.advance(80_000);
      await areas.lifecycle.removeAbandoned();
      expect(called(areas, 'delete').map(({ input }) => input)).toEqual([{ name: row!.name }, { name: row!.name }]);
      expect(await rows(areas)).toEqual([]);
    });

    it('a refusal may come from a later step of the creation, whose undoing may have failed: it is looked for once', async () => {
      await using areas = await startAreas({
        manifest,
        makePlace,
        platform: answering({ create: () => failed('PROVIDER_PERMISSION_DENIED') }),
      });
      await expect(create(areas)).rejects.toThrow(/^the provider says no$/);
      expect(called(areas, 'delete')).toHaveLength(1);
      expect(await rows(areas)).toEqual([]);
    });

    it('a creation that certainly did not run leaves nothing, and nothing is asked to be removed', async () => {
      await using areas = await startAreas({
        manifest,
        makePlace,
        platform: answering({ create: () => ({ type: 'unavailable', ran: 'no', reason: 'a test' }) }),
      });
      const creating = create(areas).catch((error: unknown) => error);
      await until(async () => {
        areas.clock.advance(1_000); // past the retries of the call
        return (await rows(areas)).length === 0 && called(areas, 'create').length > 0;
      });
      expect(await creating).toMatchObject({ code: 'FUNCTION_UNREACHABLE' });
      expect(called(areas, 'delete')).toEqual([]);
    });

    it('what a gateway that died was making is due at the start, by its id or by its name', async () => {
      const { platform, held } = holding(({ functionName }) => /create|verify/.test(functionName));
      await using areas = await startAreas({
        manifest,
        makePlace,
        platform: (call, signal) => platform(call, signal) ?? answering({})(call, signal),
      });
      const creating = create(areas).catch((error: unknown) => error);
      await until(() => held.length === 1);
      await areas.lifecycle.removeAbandoned();
      expect(called(areas, 'delete')).toEqual([]); // it is being made
      await areas.lifecycle.takeUp();
      if (areas.store.dialect === 'postgres') areas.clock.advance(60_000); // another may be making it, until it would have ended
      await areas.lifecycle.removeAbandoned();
      expect(called(areas, 'delete')).toHaveLength(1);
      // The one that made it was not dead after all: it keeps no provider of an account that is being removed.
      held[0]!.answer(ok({ accountId: '7' }));
      await until(() => held.length === 2);
      held[1]!.answer(ok({ accountId: '7', regions: ['main'] }));
      expect(await creating).toMatchObject({ code: 'CONFLICT' });
      expect(await areas.directory.all()).toEqual([]);
      areas.clock.advance(80_000);
      await areas.lifecycle.removeAbandoned();
      expect(called(areas, 'delete').at(-1)!.account!.accountId).toBe('7');
      expect(await rows(areas)).toEqual([]);
    });

    it('a connector that is not registered any more loses no row', async () => {
      await using areas = await startAreas({
        manifest,
        makePlace,
        platform: answering({
          verify: () => failed('PROVIDER_PERMISSION_DENIED'),
          delete: () => failed('PROVIDER_UNAVAILABLE'),
        }),
      });
      await expect(create(areas)).rejects.toThrow(/is being removed/);
      await areas.store.db.updateTable('account_creations').set({ connector: 'gone' }).execute();
      areas.clock.advance(1_000);
      await areas.lifecycle.removeAbandoned();
      expect(await rows(areas)).toMatchObject([{ error_code: 'UNKNOWN_CONNECTOR', attempts: 2 }]);
    });
  });
}
