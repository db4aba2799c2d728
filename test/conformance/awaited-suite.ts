/** What is promised of SYNC subscriptions, over any store: an event that was accepted is never lost there either. */
import { expect, it } from 'vitest';
import { openStore } from '../../gateway/store/index.ts';
import { handled, holding, lost, startArea, unavailable } from '../gateway/events/area.ts';
import { manualClock } from '../support/clock.ts';
import type { MakePlace } from '../support/places.ts';
import { until } from '../support/until.ts';

/** What a lease lasts here: the time of a call and the margin. */
const LEASE_MS = 50_000;

export function awaitedSuite(makePlace: MakePlace): void {
  it('a SYNC call is a delivery as well, that ends with its answer', async () => {
    await using place = await makePlace();
    const { held, handler } = holding();
    await using area = await startArea(place.location, { handlers: { 'echo.echo': handler } });
    await area.subscribe({ mode: 'SYNC' });
    const posted = area.post({ id: '1' });
    await until(() => held.length === 1);
    expect(await area.deliveries()).toMatchObject([{ state: 'PENDING', attempts: 1, nextAttemptAt: null }]);
    held[0]!.answer(handled('said'));
    expect((await posted).results).toEqual([{ subscription: 'all', ok: true, data: 'said' }]);
    expect(await area.deliveries()).toMatchObject([{ state: 'DELIVERED', attempts: 1, error: null }]);
    expect(await area.post({ id: '1' })).toEqual({ id: '1', source: '/test', duplicate: true, deliveries: 0 });
    expect(area.calls).toHaveLength(1);
  });

  it('what a SYNC function certainly did not do is done when the sender sends it again', async () => {
    await using place = await makePlace();
    const handlers = { 'once.pay': (): unknown => unavailable };
    await using area = await startArea(place.location, { handlers });
    await area.subscribe({ functionName: 'once.pay', mode: 'SYNC' });
    const failed = [{ subscription: 'all', ok: false, error: { code: 'FUNCTION_UNREACHABLE' } }];
    expect((await area.post({ id: '1' })).results).toMatchObject(failed);
    expect(await area.deliveries()).toMatchObject([{ state: 'DEAD', error: { code: 'FUNCTION_UNREACHABLE' } }]);
    expect(await area.post({ id: '1' })).toMatchObject({ duplicate: true, results: failed });
    handlers['once.pay'] = () => handled('paid');
    const again = await area.post({ id: '1' });
    expect(again).toMatchObject({ duplicate: true, results: [{ subscription: 'all', ok: true, data: 'paid' }] });
    expect(await area.deliveries()).toMatchObject([{ state: 'DELIVERED', attempts: 3, error: null }]);
    expect(await area.post({ id: '1' })).not.toHaveProperty('results');
    expect(new Set(area.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(area.calls).toHaveLength(3);
  });

  it('what it may have done is not repeated: the sender is told, and a person can have it delivered', async () => {
    await using place = await makePlace();
    const handlers = { 'once.pay': (): unknown => lost };
    await using area = await startArea(place.location, { handlers });
    await area.subscribe({ functionName: 'once.pay', mode: 'SYNC' });
    const { results } = await area.post({ id: '1' });
    expect(results).toMatchObject([{ ok: false, error: { code: 'MAY_HAVE_TAKEN_EFFECT' } }]);
    expect(await area.post({ id: '1' })).toMatchObject({ duplicate: true, results });
    expect(area.calls).toHaveLength(1);
    handlers['once.pay'] = () => handled();
    expect(await area.events.deliveries.redrive({ subscription: 'all' }, null)).toEqual({ redrivenCount: 1 });
    await area.settled('DELIVERED');
    expect(await area.post({ id: '1' })).not.toHaveProperty('results');
  });

  it.each([
    ['an idempotent function is called again when the lease ends', 'echo.echo', 'DELIVERED', null, 1],
    ['another function is not, and that is listed', 'once.pay', 'DEAD', 'MAY_HAVE_TAKEN_EFFECT', 0],
  ] as const)('after a crash in the middle of a SYNC call %s', async (_title, name, state, code, calls) => {
    await using place = await makePlace();
    const store = await openStore(place.location);
    const clock = manualClock();
    const { held, handler } = holding();
    const crashed = await startArea(null, { store, handlers: { [name]: handler } });
    await crashed.subscribe({ functionName: name, mode: 'SYNC' });
    const posted = crashed.post({ id: '1' });
    await until(() => held.length === 1);
    const next = await startArea(null, { store, clock, handlers: { [name]: () => handled() } });
    // The sender had no answer. Its event is under way for all that is known.
    expect(await next.post({ id: '1' })).toMatchObject({ duplicate: true });
    expect(next.calls).toHaveLength(0);
    await until(() => clock.sleepers() > 0);
    clock.advance(LEASE_MS);
    expect((await next.settled(state)).error?.code ?? null).toBe(code);
    expect(next.calls).toHaveLength(calls);
    const repeated = await next.post({ id: '1' });
    expect(repeated.results?.map((result) => !result.ok && result.error.code) ?? []).toEqual(code ? [code] : []);
    held[0]!.answer(handled('late'));
    await posted;
    expect((await next.deliveries()).map((delivery) => delivery.state)).toEqual([state]);
    await Promise.all([crashed.close(), next.close()]);
    await store.close();
  });

  it('of many that send it again at the same time, through any gateway, one has it done', async () => {
    await using place = await makePlace();
    const store = await openStore(place.location);
    const handlers = { 'once.pay': (): unknown => unavailable };
    const areas = await Promise.all([1, 2].map(() => startArea(null, { store, handlers })));
    await areas[0]!.subscribe({ functionName: 'once.pay', mode: 'SYNC' });
    const ids = Array.from({ length: 10 }, (_, index) => `e${index}`);
    await Promise.all(ids.map((id) => areas[0]!.post({ id })));
    handlers['once.pay'] = () => handled('paid');
    const receipts = await Promise.all(
      [...ids, ...ids.toReversed()].flatMap((id) => areas.map((area) => area.post({ id }))),
    );
    const paid = receipts.flatMap(({ id, results = [] }) => results.map(({ ok }) => `${id} ${ok}`));
    expect(paid.toSorted()).toEqual(ids.map((id) => `${id} true`));
    await Promise.all(areas.map((area) => area.close()));
    await store.close();
  });
}
