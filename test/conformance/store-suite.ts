import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { StartRefused } from '../../gateway/errors.ts';
import { openStore, type Store } from '../../gateway/store/index.ts';
import type { MakePlace } from '../support/places.ts';

/** What every store promises. */
export function storeSuite(makePlace: MakePlace): void {
  const put = (db: Store['db'], key: string, value = 'x') => db.insertInto('meta').values({ key, value }).execute();
  const keys = async ({ db }: Store) =>
    (await db.selectFrom('meta').select('key').orderBy('key').execute()).map(({ key }) => key);

  async function opened() {
    const place = await makePlace();
    const store = await openStore(place.location);
    return {
      place,
      store,
      async [Symbol.asyncDispose]() {
        await store.close();
        await place[Symbol.asyncDispose]();
      },
    };
  }

  describe('the store', () => {
    it('keeps what was written, and its epoch, when it is opened again', async () => {
      await using place = await makePlace();
      const first = await openStore(place.location);
      await put(first.db, 'kept');
      const epoch = await first.db
        .selectFrom('meta')
        .select('value')
        .where('key', '=', 'epoch')
        .executeTakeFirstOrThrow();
      await first.close();
      const second = await openStore(place.location);
      expect(await keys(second)).toEqual(['epoch', 'kept']);
      expect(
        await second.db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow(),
      ).toEqual(epoch);
      const log = await second.db.selectFrom('alarm_log').selectAll().executeTakeFirstOrThrow();
      expect(log).toEqual({ id: 1, epoch: epoch.value, last_seq: 0, forgotten_seq: 0 });
      await second.close();
    });

    it('gives every new store an epoch of its own', async () => {
      await using a = await opened();
      await using b = await opened();
      const epochOf = ({ db }: Store) =>
        db.selectFrom('meta').select('value').where('key', '=', 'epoch').executeTakeFirstOrThrow();
      expect(await epochOf(a.store)).not.toEqual(await epochOf(b.store));
    });

    it('keeps all of a transaction or nothing of it', async () => {
      await using it = await opened();
      const failed = it.store.transaction(async (trx) => {
        await put(trx, 'lost');
        throw new Error('changed my mind');
      });
      await expect(failed).rejects.toThrow('changed my mind');
      await it.store.transaction(async (trx) => void (await put(trx, 'kept')));
      expect(await keys(it.store)).toEqual(['epoch', 'kept']);
    });

    it('shows a transaction to others when it is committed, not before, and keeps nobody waiting who only reads', async () => {
      await using it = await opened();
      await it.store.transaction(async (trx) => {
        await put(trx, 'mine');
        expect(await keys(it.store)).toEqual(['epoch']);
      });
      expect(await keys(it.store)).toEqual(['epoch', 'mine']);
    });

    it('lets many transactions at once count without losing one', async () => {
      await using it = await opened();
      await put(it.store.db, 'count', '0');
      const one = () =>
        it.store.transaction(async (trx) => {
          await trx
            .updateTable('meta')
            .set({ value: sql`${'1'}` })
            .where('key', '=', 'lock')
            .execute();
          await trx
            .updateTable('alarm_log')
            .set((eb) => ({ last_seq: eb('last_seq', '+', 1) }))
            .execute();
          await setImmediate();
        });
      await Promise.all(Array.from({ length: 20 }, one));
      expect(await it.store.db.selectFrom('alarm_log').select('last_seq').executeTakeFirstOrThrow()).toEqual({
        last_seq: 20,
      });
    });

    it('goes on after a transaction that broke a constraint', async () => {
      await using it = await opened();
      await expect(it.store.transaction((trx) => put(trx, 'epoch'))).rejects.toThrow(/unique/i);
      await put(it.store.db, 'after');
      expect(await keys(it.store)).toEqual(['after', 'epoch']);
    });

    it('gives numbers back as numbers, also counts and sequences', async () => {
      await using it = await opened();
      const at = Date.UTC(2026, 0, 31);
      const audit = { at, actor: null, action: 'x', provider_id: null, details: '{}', outcome: 'ok' };
      await it.store.db.insertInto('audit').values([audit, audit]).execute();
      const rows = await it.store.db.selectFrom('audit').select(['seq', 'at']).orderBy('seq').execute();
      expect(rows).toEqual([
        { seq: 1, at },
        { seq: 2, at },
      ]);
      const counted = await it.store.db
        .selectFrom('audit')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirst();
      expect(counted).toEqual({ n: 2 });
    });

    it('never gives a sequence number twice, even when the newest row was removed', async () => {
      await using it = await opened();
      const audit = { at: 1, actor: null, action: 'x', provider_id: null, details: '{}', outcome: 'ok' };
      const append = async () =>
        (await it.store.db.insertInto('audit').values(audit).returning('seq').executeTakeFirstOrThrow()).seq;
      const first = await append();
      await it.store.db.deleteFrom('audit').execute();
      expect(await append()).toBeGreaterThan(first);
    });

    it('orders text byte by byte', async () => {
      await using it = await opened();
      for (const key of ['b', 'B', 'a', 'ä', '😀', '\uffee', '_']) await put(it.store.db, key);
      expect(await keys(it.store)).toEqual(['B', '_', 'a', 'b', 'epoch', 'ä', '\uffee', '😀']);
    });

    it('refuses to open what a newer version wrote, in one line', async () => {
      await using place = await makePlace();
      const store = await openStore(place.location);
      await sql`insert into kysely_migration (name, timestamp) values ('9999-future', '2030-01-01')`.execute(store.db);
      await store.close();
      const refused = await openStore(place.location).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(StartRefused);
      expect((refused as Error).message).toBe(
        'the store was written by a newer Causeway (it has 9999-future). Start that version, or restore a backup',
      );
    });

    it('answers a ping while it is open and not after it was closed', async () => {
      const it = await opened();
      await it.store.ping();
      await it.store.close();
      await expect(it.store.ping()).rejects.toThrow(/destroyed|closed|not open/);
      await it.place[Symbol.asyncDispose]();
    });
  });
}
