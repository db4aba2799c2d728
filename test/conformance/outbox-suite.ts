/** What the outbox promises, over any store. */
import { expect, it } from 'vitest';
import { openStore } from '../../gateway/store/index.ts';
import { anEvent, handled, holding, lost, startArea, unavailable } from '../gateway/events/area.ts';
import { manualClock } from '../support/clock.ts';
import type { MakePlace } from '../support/places.ts';
import { until } from '../support/until.ts';

/** What a lease lasts here: the time of a call and the margin. */
const LEASE_MS = 50_000;

/** One that crashed stays behind on a clock of its own, which stands still; whoever comes next has the clock that moves. */
export function outboxSuite(makePlace: MakePlace): void {
  it('delivers an accepted event once, with its name as the key of idempotency', async () => {
    await using place = await makePlace();
    await using area = await startArea(place.location);
    await area.subscribe();
    const receipt = await area.post({ id: '1', data: { a: 1 } });
    expect(receipt).toEqual({ id: '1', source: '/test', duplicate: false, deliveries: 1 });
    expect(await area.settled('DELIVERED')).toMatchObject({ attempts: 1, error: null, functionName: 'echo.echo' });
    expect(area.calls).toHaveLength(1);
    expect(area.calls[0]).toMatchObject({ input: { id: '1', data: { a: 1 } }, account: null });
    expect(area.calls[0]!.idempotencyKey).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a repeated event is told so, and delivered no second time', async () => {
    await using place = await makePlace();
    await using area = await startArea(place.location);
    await area.subscribe();
    await area.post({ id: '1' });
    const [again, other] = await Promise.all([area.post({ id: '1' }), area.post({ id: '1', source: '/other' })]);
    expect([again.duplicate, again.deliveries, other.duplicate, other.deliveries]).toEqual([true, 0, false, 1]);
    await until(async () => (await area.deliveries()).every(({ state }) => state === 'DELIVERED'));
    expect(area.calls).toHaveLength(2);
  });

  it('of many that post the same event at the same time one is the first', async () => {
    await using place = await makePlace();
    await using area = await startArea(place.location);
    await area.subscribe();
    const receipts = await Promise.all(Array.from({ length: 50 }, () => area.post({ id: 'same' })));
    expect(receipts.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await area.settled('DELIVERED');
    expect(area.calls).toHaveLength(1);
  });

  it('what did not run is tried again, later each time', async () => {
    await using place = await makePlace();
    let failures = 3;
    const handlers = { 'once.pay': () => (failures-- > 0 ? unavailable : handled()) };
    await using area = await startArea(place.location, { handlers });
    await area.subscribe({ functionName: 'once.pay' });
    await area.post();
    for (const [index, delayMs] of [1_000, 2_000, 4_000].entries()) {
      const { nextAttemptAt, error } = await area.settled('PENDING', index + 1);
      expect(nextAttemptAt! - area.clock.now()).toBe(delayMs);
      expect(error!.code).toBe('FUNCTION_UNREACHABLE');
      await until(() => area.clock.sleepers() > 0);
      area.clock.advance(delayMs);
    }
    expect(await area.settled('DELIVERED')).toMatchObject({ attempts: 4, error: null });
  });

  it('a lost call of an idempotent function is repeated, with the same key', async () => {
    await using place = await makePlace();
    let calls = 0;
    await using area = await startArea(place.location, {
      handlers: { 'echo.echo': () => (calls++ === 0 ? lost : handled()) },
    });
    await area.subscribe();
    await area.post();
    await area.settled('PENDING', 1);
    await until(() => area.clock.sleepers() > 0);
    area.clock.advance(1_000);
    await area.settled('DELIVERED', 2);
    expect(new Set(area.calls.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('a lost call of another function is never repeated by itself, only when somebody says so', async () => {
    await using place = await makePlace();
    let calls = 0;
    await using area = await startArea(place.location, {
      handlers: { 'once.pay': () => (calls++ === 0 ? lost : handled()) },
    });
    await area.subscribe({ functionName: 'once.pay' });
    await area.post();
    const dead = await area.settled('DEAD', 1);
    expect(dead.error!.code).toBe('MAY_HAVE_TAKEN_EFFECT');
    area.clock.advance(3_600_000);
    expect(area.calls).toHaveLength(1);
    expect(await area.events.subscriptions.counts('all')).toEqual({ pending: 0, dead: 1 });
    expect(await area.events.deliveries.redrive({ ids: [dead.id] }, null)).toEqual({ redrivenCount: 1 });
    expect(await area.settled('DELIVERED', 1)).toMatchObject({ error: null });
    expect(area.calls).toHaveLength(2);
  });

  it('after a crash in the middle of a call an idempotent function is called again when the lease ends', async () => {
    await using place = await makePlace();
    await using store = await disposableStore(place.location);
    const clock = manualClock();
    const { held, handler } = holding();
    const crashed = await startArea(null, { store, handlers: { 'echo.echo': handler } });
    await crashed.subscribe();
    await crashed.post();
    await until(() => held.length === 1);
    await using next = await startArea(null, { store, clock });
    await until(() => clock.sleepers() > 0);
    clock.advance(LEASE_MS - 1);
    await until(() => clock.sleepers() > 0); // it looked again
    expect(next.calls).toHaveLength(0);
    clock.advance(5_000);
    await next.settled('DELIVERED', 2);
    held[0]!.answer(unavailable); // the one before comes to, and has lost its lease
    await crashed.close();
    expect(await next.deliveries()).toMatchObject([{ state: 'DELIVERED', attempts: 2, error: null }]);
  });

  it('after a crash in the middle of a call another function is not called again', async () => {
    await using place = await makePlace();
    await using store = await disposableStore(place.location);
    const clock = manualClock();
    const { held, handler } = holding();
    const crashed = await startArea(null, { store, handlers: { 'once.pay': handler } });
    await crashed.subscribe({ functionName: 'once.pay' });
    await crashed.post();
    await until(() => held.length === 1);
    await using next = await startArea(null, { store, clock, handlers: { 'once.pay': () => handled() } });
    await until(() => clock.sleepers() > 0);
    clock.advance(LEASE_MS);
    const dead = await next.settled('DEAD');
    expect(dead).toMatchObject({ attempts: 1, error: { code: 'MAY_HAVE_TAKEN_EFFECT' } });
    expect(next.calls).toHaveLength(0);
    held[0]!.answer(handled(null, [anEvent({ id: 'late' })]));
    await crashed.close();
    expect(await next.deliveries()).toHaveLength(1);
  });

  it('a crash is not forgotten while the function is away: when it is back, it is not called', async () => {
    await using place = await makePlace();
    await using store = await disposableStore(place.location);
    const clock = manualClock();
    const { held, handler } = holding();
    const crashed = await startArea(null, { store, handlers: { 'once.pay': handler } });
    await crashed.subscribe({ functionName: 'once.pay' });
    await crashed.post();
    await until(() => held.length === 1);
    await using next = await startArea(null, { store, clock, handlers: {} });
    await until(() => clock.sleepers() > 0);
    clock.advance(LEASE_MS);
    await until(async () => (await next.deliveries())[0]!.error?.code === 'UNKNOWN_FUNCTION');
    next.handlers['once.pay'] = () => handled();
    await until(() => clock.sleepers() > 0);
    clock.advance(3_600_000);
    expect((await next.settled('DEAD')).error!.code).toBe('MAY_HAVE_TAKEN_EFFECT');
    expect(next.calls).toHaveLength(0);
    held[0]!.answer(handled());
    await crashed.close();
  });

  it('several gateways over one store deliver each event once', async () => {
    await using place = await makePlace();
    await using store = await disposableStore(place.location);
    const clock = manualClock();
    const areas = await Promise.all(
      [1, 2, 3].map(() => startArea(null, { store, clock, handlers: { 'once.pay': () => handled() } })),
    );
    await areas[0]!.subscribe({ functionName: 'once.pay' });
    await Promise.all(Array.from({ length: 300 }, (_, index) => areas[index % 3]!.post()));
    await until(async () => (await areas[0]!.events.subscriptions.counts('all')).pending === 0);
    const keys = areas.flatMap(({ calls }) => calls.map(({ idempotencyKey }) => idempotencyKey));
    expect(keys).toHaveLength(300);
    expect(new Set(keys).size).toBe(300);
    await Promise.all(areas.map((area) => area.close()));
  });

  it('what a function answers with further events is delivered like any other', async () => {
    await using place = await makePlace();
    const further = anEvent({ id: 'further', type: 'com.example.further' });
    await using area = await startArea(place.location, {
      handlers: { 'echo.echo': () => handled('first', [further]), 'echo.second': () => handled() },
    });
    await area.subscribe({ name: 'first', eventType: 'com.example.thing' });
    await area.subscribe({ name: 'second', eventType: 'com.example.further', functionName: 'echo.second' });
    await area.post();
    await until(async () => (await area.deliveries('second'))[0]?.state === 'DELIVERED');
    expect(area.calls.at(-1)!.input).toEqual({ ...further, causewayhops: 2 });
  });

  it('lists the newest first, page by page', async () => {
    await using place = await makePlace();
    await using area = await startArea(place.location);
    await area.subscribe();
    for (const id of ['1', '2', '3', '4', '5']) {
      await area.post({ id });
      area.clock.advance(1);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await area.events.deliveries.search(null, { first: 2, after }, null);
      seen.push(...page.nodes.map(({ event }) => (event as { id: string }).id));
      after = page.hasNextPage ? page.cursorOf(page.nodes.at(-1)!) : null;
    } while (after);
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });

  it('forgets what ended long ago, and no event that is needed', async () => {
    await using place = await makePlace();
    const handlers = { 'echo.echo': () => handled(), 'once.pay': () => lost };
    await using area = await startArea(place.location, { handlers });
    await area.subscribe({ name: 'good', eventType: 'a' });
    await area.subscribe({ name: 'bad', eventType: 'b', functionName: 'once.pay' });
    await Promise.all([area.post({ type: 'a' }), area.post({ type: 'b' }), area.post({ type: 'c' })]);
    await until(async () => (await area.deliveries()).every(({ state }) => state !== 'PENDING'));
    const days = async (count: number) => {
      area.clock.advance(count * 86_400_000);
      await area.events.deliveries.prune();
      const events = await area.store.db.selectFrom('events').select('type').orderBy('type').execute();
      return [
        (await area.deliveries()).map(({ subscriptionName }) => subscriptionName),
        events.map(({ type }) => type),
      ];
    };
    expect(await days(6)).toEqual([expect.arrayContaining(['good', 'bad']), ['a', 'b', 'c']]);
    expect(await days(2)).toEqual([['bad'], ['b']]);
    expect(await days(30)).toEqual([[], []]);
  });
}

async function disposableStore(location: Parameters<typeof openStore>[0]) {
  const store = await openStore(location);
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
}
