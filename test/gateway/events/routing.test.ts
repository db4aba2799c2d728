import { describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { StoreUnavailable } from '../../../gateway/errors.ts';
import { decode, type Receipt } from '../../../gateway/events/index.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { encodeBatch } from '../../support/cloudevents.ts';
import { emptyDirectory } from '../../support/places.ts';
import { until } from '../../support/until.ts';
import { anEvent, handled, holding, startArea, unavailable, type AreaOptions } from './area.ts';

const start = async (options: AreaOptions = {}) => {
  const place = await emptyDirectory();
  const area = await startArea(place.location, options);
  return Object.assign(area, {
    [Symbol.asyncDispose]: async () => {
      await area.close();
      await area.store.close();
      await place[Symbol.asyncDispose]();
    },
  });
};

describe('which events a subscription gets', () => {
  it.each([
    ['*', 'com.github.push', true],
    ['com.github.push', 'com.github.push', true],
    ['com.github.push', 'com.github.pushed', false],
    ['com.github.*', 'com.github.push', true],
    ['com.github.*', 'com.github', false],
    ['com.github.p*', 'com.github.push', true],
    ['com.GitHub.*', 'com.github.push', false],
  ])('%s: %s is %s', async (eventType, type, wanted) => {
    await using area = await start();
    await area.subscribe({ eventType });
    expect((await area.post({ type })).deliveries).toBe(wanted ? 1 : 0);
  });

  it.each([
    [`event.data.action == 'opened'`, { action: 'opened' }, 'PENDING'],
    [`event.data.action == 'opened'`, { action: 'closed' }, null],
    [`event.data.count > 2 && event.data.count < 4.5`, { count: 3 }, 'PENDING'],
    [`has(event.data.action) && event.data.action == 'opened'`, {}, null],
    [`event.data.labels.exists(label, label == 'urgent')`, { labels: ['a', 'urgent'] }, 'PENDING'],
    [`event.subject.startsWith('urgent')`, {}, 'DEAD'],
    [`event.data.action == 'opened'`, {}, 'DEAD'],
    [`event.data.action`, { action: 'opened' }, 'DEAD'],
    [`event.data.count + 1 == 4`, { count: 3 }, 'DEAD'],
  ])('%s of %j: %s', async (filter, data, state) => {
    const { handler } = holding();
    await using area = await start({ handlers: { 'echo.echo': handler } });
    await area.subscribe({ filter });
    await area.post({ data });
    const [delivery] = await area.deliveries();
    expect(delivery?.state ?? null).toBe(state);
    if (state !== 'DEAD') return;
    // What cannot be told is neither delivered nor lost.
    expect(delivery!.error).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('cannot be evaluated'),
    });
    expect(area.logged.join()).toContain('a filter cannot be evaluated');
  });

  it.each([
    ['event.data.', 'is no CEL expression'],
    ['data.action == "x"', 'Unknown variable: data'],
    ['1 + 1', 'of the type int'],
    [`event.type.matches('(a+)+$')`, 'must not use `matches`'],
    [`[1].exists(x, has(event.data) && event.id.matches('a'))`, 'must not use `matches`'],
    ['x'.repeat(2_001), 'at most 2000 characters'],
    [Array.from({ length: 600 }, () => '1').join('+'), 'is no CEL expression'],
  ])('a filter that cannot work is refused when it is made (%#)', async (filter, said) => {
    await using area = await start();
    await expect(area.subscribe({ filter })).rejects.toThrow(said);
  });

  it.each([
    [{ eventType: 'a b' }, 'eventType'],
    [{ eventType: 'a*b' }, 'eventType'],
    [{ eventType: '' }, 'eventType'],
    [{ maxAttempts: 0 }, 'maxAttempts'],
    [{ maxAttempts: 101 }, 'maxAttempts'],
    [{ maxAge: 999 }, 'maxAge'],
    [{ name: '1st' }, 'name'],
    [{ functionName: 'echo.gone' }, 'echo.gone'],
  ])('%j is refused', async (input, said) => {
    await using area = await start();
    await expect(area.subscribe(input)).rejects.toThrow(said);
  });

  it('one that is disabled gets nothing, one that is changed gets what it wants now', async () => {
    await using area = await start();
    await area.subscribe({ eventType: 'a' });
    await area.events.subscriptions.update({ name: 'all', enabled: false }, null);
    expect((await area.post({ type: 'a' })).deliveries).toBe(0);
    await area.events.subscriptions.update(
      { name: 'all', enabled: true, eventType: 'b', filter: 'event.id == "x"' },
      null,
    );
    expect((await area.post({ type: 'a' })).deliveries).toBe(0);
    await area.events.subscriptions.update({ name: 'all', filter: '' }, null);
    expect((await area.post({ type: 'b' })).deliveries).toBe(1);
  });
});

describe('filters that take long', () => {
  it('hold up neither the gateway nor those whose filters are quick, and their events are listed as dead', async () => {
    await using area = await start();
    const loops = 'event.data.l.all(a, event.data.l.all(b, event.data.l.all(c, a + b + c >= 0.0)))';
    await area.subscribe({ name: 'slow', filter: loops });
    await area.subscribe({ name: 'slower', filter: `${loops} && true` });
    await area.subscribe({ name: 'quick', filter: 'event.data.l.exists(a, a == 1.0)' });
    const data = { l: Array.from({ length: 400 }, (_, index) => index) };
    let longestMs = 0;
    let lastAt = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastAt);
      lastAt = performance.now();
    }, 1);
    await area.events.post(encodeBatch(Array.from({ length: 20 }, () => anEvent({ data }))), null);
    clearInterval(timer);
    expect(longestMs).toBeLessThan(500);
    for (const name of ['slow', 'slower'])
      expect(await area.events.subscriptions.counts(name)).toEqual({ pending: 0, dead: 20 });
    await until(async () => (await area.deliveries('quick')).every(({ state }) => state === 'DELIVERED'));
    expect(await area.deliveries('quick')).toHaveLength(20);
    // Five times each at most, and no more.
    expect(area.logged.length).toBeLessThanOrEqual(11);
    expect(area.logged.join()).toContain('is not evaluated until it is changed');
    await area.events.subscriptions.update({ name: 'slow', filter: 'event.data.l.size() > 0' }, null);
    expect((await area.post({ data })).deliveries).toBe(3);
    expect(await area.events.subscriptions.counts('slow')).toMatchObject({ dead: 20 });
  });

  it('what counts is the filter at the moment when the event is kept', async () => {
    await using area = await start();
    await area.subscribe({ filter: `event.data.a == 'old'` });
    await area.post({ data: { a: 'new' } });
    await area.events.subscriptions.update({ name: 'all', filter: `event.data.a == 'new'` }, null);
    expect((await area.post({ data: { a: 'new' } })).deliveries).toBe(1);
    expect((await area.post({ data: { a: 'old' } })).deliveries).toBe(0);
  });
});

describe('while the sender waits', () => {
  it('SYNC functions are called at once, side by side, and the outbox does not wait for them', async () => {
    const { held, handler } = holding();
    await using area = await start({
      handlers: { 'echo.slow': handler, 'echo.echo': () => handled('kept'), 'once.fails': () => unavailable },
    });
    await area.subscribe({ name: 'slow', functionName: 'echo.slow', mode: 'SYNC' });
    await area.subscribe({ name: 'slower', functionName: 'echo.slow', mode: 'SYNC' });
    await area.subscribe({ name: 'fails', functionName: 'once.fails', mode: 'SYNC' });
    await area.subscribe({ name: 'kept', functionName: 'echo.echo' });
    const posted = area.post({ id: '1' });
    await until(() => held.length === 2);
    await until(async () => (await area.deliveries('kept'))[0]?.state === 'DELIVERED');
    expect(held[0]!.call.deadlineAt - area.clock.now()).toBe(20_000);
    held[1]!.answer(handled('second'));
    held[0]!.answer(handled('first'));
    const { results, ...receipt } = await posted;
    expect(receipt).toEqual({ id: '1', source: '/test', duplicate: false, deliveries: 1 });
    const bySubscription = results!.toSorted((a, b) => (a.subscription < b.subscription ? -1 : 1));
    expect(bySubscription).toEqual([
      { subscription: 'fails', ok: false, error: { code: 'FUNCTION_UNREACHABLE', message: expect.any(String) } },
      { subscription: 'slow', ok: true, data: 'first' },
      { subscription: 'slower', ok: true, data: 'second' },
    ]);
    expect(area.calls.filter(({ fn }) => fn.name === 'once.fails')).toHaveLength(1);
  });

  it('a repeated event is not answered again', async () => {
    await using area = await start();
    await area.subscribe({ mode: 'SYNC' });
    expect((await area.post({ id: '1' })).results).toHaveLength(1);
    expect(await area.post({ id: '1' })).toMatchObject({ duplicate: true, deliveries: 0 });
    expect(area.calls).toHaveLength(1);
  });

  it('what its answer brings is delivered, and to SYNC subscriptions too, once', async () => {
    const further = anEvent({ type: 'com.example.further' });
    await using area = await start({
      handlers: { 'echo.echo': () => handled('said', [further]), 'echo.later': () => unavailable },
    });
    await area.subscribe({ name: 'now', eventType: 'com.example.thing', mode: 'SYNC' });
    await area.subscribe({ name: 'later', eventType: 'com.example.further', functionName: 'echo.later', mode: 'SYNC' });
    expect((await area.post()).results).toEqual([{ subscription: 'now', ok: true, data: 'said' }]);
    await until(async () => (await area.deliveries('later'))[0]?.state === 'DEAD');
    expect(await area.deliveries('later')).toMatchObject([{ attempts: 1, error: { code: 'FUNCTION_UNREACHABLE' } }]);
  });

  it.each([
    ['no data', { type: 'ok', ran: 'yes', data: 'text', cursor: null }, 'FUNCTION_BAD_REPLY'],
    ['an event that is none', handled(null, [{ id: 'x' } as never]), 'FUNCTION_BAD_REPLY'],
    ['an event of the gateway', handled(null, [anEvent({ type: 'dev.causeway.call.v1' })]), 'FUNCTION_BAD_REPLY'],
  ])('an answer with %s is an error, in SYNC and in the outbox', async (_title, outcome, code) => {
    await using area = await start({ handlers: { 'echo.echo': () => outcome } });
    await area.subscribe({ name: 'now', mode: 'SYNC' });
    await area.subscribe({ name: 'later' });
    expect((await area.post()).results).toMatchObject([{ ok: false, error: { code } }]);
    expect((await area.settled('DEAD')).error!.code).toBe(code);
  });
});

describe('what cannot be taken', () => {
  it('nothing is acknowledged, and nothing kept, when the store fails', async () => {
    await using place = await emptyDirectory();
    const store = await openStore(place.location);
    let down = false;
    const failing = {
      ...store,
      transaction: ((work: never) =>
        down
          ? Promise.reject(new StoreUnavailable('the disk is full'))
          : store.transaction(work)) as typeof store.transaction,
    };
    const area = await startArea(null, { store: failing });
    await area.subscribe();
    down = true;
    await expect(area.post({ id: '1' })).rejects.toThrow('the disk is full');
    down = false;
    expect(await area.post({ id: '1' })).toMatchObject({ duplicate: false, deliveries: 1 });
    await area.close();
    await store.close();
  });

  it('a delivery whose end cannot be written down is written down when the store is back', async () => {
    await using place = await emptyDirectory();
    const store = await openStore(place.location);
    let down = false;
    const failing = {
      ...store,
      transaction: ((work: never) =>
        down
          ? Promise.reject(new StoreUnavailable('the disk is full'))
          : store.transaction(work)) as typeof store.transaction,
    };
    const { held, handler } = holding();
    const area = await startArea(null, { store: failing, handlers: { 'once.pay': handler } });
    await area.subscribe({ functionName: 'once.pay' });
    await area.post();
    await until(() => held.length === 1);
    down = true;
    held[0]!.answer(handled());
    await until(() => area.clock.sleepers() > 0);
    area.clock.advance(1_000);
    down = false;
    await until(async () => {
      area.clock.advance(1_000);
      return (await area.deliveries())[0]!.state === 'DELIVERED';
    });
    expect(held).toHaveLength(1);
    await area.close();
    await store.close();
  });

  it('of a batch with an event that is refused none is taken', async () => {
    await using area = await start();
    await area.subscribe();
    const batch = encodeBatch([anEvent(), anEvent({ type: 'dev.causeway.x' })]);
    await expect(area.events.post(batch, null)).rejects.toThrow('events[1].type');
    expect(await area.deliveries()).toEqual([]);
    expect(await area.events.post(encodeBatch([]), null)).toEqual([]);
    expect(decode(batch).events).toHaveLength(2);
  });

  it('a thousand events are one batch', async () => {
    await using area = await start();
    await area.subscribe();
    const receipts = (await area.events.post(
      encodeBatch(Array.from({ length: 1_000 }, () => anEvent())),
      null,
    )) as Receipt[];
    expect(receipts.every(({ deliveries }) => deliveries === 1)).toBe(true);
    await until(async () => (await area.events.subscriptions.counts('all')).pending === 0);
    expect(area.calls).toHaveLength(1_000);
  });

  it('when too many deliveries wait, senders are asked to come back', async () => {
    const { handler } = holding();
    await using area = await start({ maxPending: 3, handlers: { 'echo.echo': handler } });
    await area.subscribe();
    for (const id of ['1', '2', '3']) await area.post({ id });
    await expect(area.post({ id: '4' })).rejects.toMatchObject({ code: 'FUNCTION_BUSY', retryAfterMs: 10_000 });
    await sql`update deliveries set state = 'DELIVERED'`.execute(area.store.db);
    area.clock.advance(10_000);
    expect((await area.post({ id: '4' })).duplicate).toBe(false);
  });
});

describe('cycles', () => {
  it('functions that answer each other are cut after eight, and it shows', async () => {
    let count = 0;
    await using area = await start({
      handlers: { 'echo.echo': () => handled(null, [anEvent({ id: `round-${(count += 1)}` })]) },
    });
    await area.subscribe();
    await area.post({ id: 'first' });
    await until(async () => (await area.events.subscriptions.counts('all')).dead === 1);
    expect(area.calls.map(({ input }) => (input as Record<string, unknown>)['causewayhops'])).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    const [dead] = (await area.deliveries()).filter(({ state }) => state === 'DEAD');
    expect(dead!.error!.code).toBe('EVENT_CYCLE');
    expect(await area.deliveries()).toHaveLength(9);
  });

  it('functions that post what they were given with another id are cut as well', async () => {
    await using area = await start();
    await area.subscribe();
    let event = anEvent();
    for (let round = 0; round < 9; round += 1) {
      await area.post(event);
      await until(() => area.calls.length === round + 1);
      event = { ...(area.calls[round]!.input as typeof event), id: `round-${round}` };
    }
    await expect(area.post(event)).rejects.toMatchObject({ code: 'EVENT_CYCLE' });
  });
});

describe('functions that answer with many events', () => {
  it('while too much waits, one that is idempotent is asked again later', async () => {
    const { held, handler } = holding();
    const many = () => handled('said', [anEvent({ type: 'b' }), anEvent({ type: 'b' })]);
    await using area = await start({ maxPending: 4, handlers: { 'echo.many': many, 'echo.slow': handler } });
    await area.subscribe({ name: 'many', eventType: 'a', functionName: 'echo.many' });
    await area.subscribe({ name: 'slow', eventType: 'b', functionName: 'echo.slow' });
    await area.post({ type: 'a' });
    await until(() => held.length === 2);
    await area.post({ type: 'a' });
    const waiting = async () => (await area.deliveries('many')).find(({ state }) => state === 'PENDING');
    await until(async () => (await waiting())?.error?.code === 'FUNCTION_BUSY');
    expect((await waiting())!.error!.message).toContain('4 deliveries of events wait');
    expect(await area.events.pending()).toBe(3);
    // What it would have brought is not lost: it comes when there is room.
    for (const { answer } of held) answer(handled());
    await until(async () => {
      if (area.clock.sleepers() > 0) area.clock.advance(10_000);
      return held.length === 4;
    });
    expect(await area.deliveries('many')).toMatchObject([{ state: 'DELIVERED' }, { state: 'DELIVERED' }]);
  });

  it('while too much waits, one that is not idempotent leaves a dead letter that says why', async () => {
    const { held, handler } = holding();
    const many = () => handled('said', [anEvent({ type: 'b' }), anEvent({ type: 'b' })]);
    await using area = await start({ maxPending: 4, handlers: { 'once.many': many, 'echo.slow': handler } });
    await area.subscribe({ name: 'many', eventType: 'a', functionName: 'once.many' });
    await area.subscribe({ name: 'slow', eventType: 'b', functionName: 'echo.slow' });
    await area.post({ type: 'a' });
    await until(() => held.length === 2);
    await area.post({ type: 'a' });
    await until(async () => (await area.events.subscriptions.counts('many')).dead === 1);
    const dead = (await area.deliveries('many')).find(({ state }) => state === 'DEAD');
    expect(dead!.error!.code).toBe('MAY_HAVE_TAKEN_EFFECT');
    expect(dead!.error!.message).toContain('what it answered with was not taken');
    expect(await area.events.pending()).toBe(2);
  });

  it('one event leads to ten thousand others at most, and all other events go on', async () => {
    const many = (type: string) => () =>
      handled(
        null,
        Array.from({ length: 100 }, () => anEvent({ type })),
      );
    await using area = await start({ handlers: { 'echo.a': many('b'), 'echo.b': many('c') } });
    await area.subscribe({ name: 'a', eventType: 'a', functionName: 'echo.a' });
    await area.subscribe({ name: 'b', eventType: 'b', functionName: 'echo.b' });
    await area.post({ type: 'a' });
    const counts = () => area.events.subscriptions.counts('b');
    await until(async () => area.calls.length === 101 && (await counts()).pending === 0);
    const dead = (await area.deliveries('b')).filter(({ state }) => state === 'DEAD');
    expect(dead).toMatchObject([{ error: { code: 'EVENT_CYCLE', message: expect.stringContaining('10000 others') } }]);
    await area.post({ type: 'b' });
    await until(async () => area.calls.length === 102 && (await counts()).pending === 0);
    expect(await counts()).toEqual({ pending: 0, dead: 1 });
  });
});

describe('accounts and places', () => {
  it('works on the account of the provider, on the deployment that serves it', async () => {
    const call = { providerId: 'prv_1', accountId: null, options: {}, credential: 'jwe' };
    let paused = true;
    await using area = await start({
      directory: {
        load: async () => ({ connectorName: 'echo', deploymentName: null }) as never,
        activeAccount: async () => {
          if (paused) throw new StoreUnavailable('the provider is paused');
          return { connector: 'echo', deployment: null, call };
        },
      },
    });
    await area.subscribe({ providerId: 'prv_1', maxAttempts: 1 });
    await area.post();
    await until(async () => (await area.deliveries())[0]?.error?.code === 'STORE_UNAVAILABLE');
    expect(await area.settled('PENDING', 0)).toMatchObject({ error: { code: 'STORE_UNAVAILABLE' } });
    paused = false;
    await until(() => area.clock.sleepers() > 0);
    area.clock.advance(300_000);
    await area.settled('DELIVERED', 1);
    expect(area.calls[0]!.account).toEqual(call);
    // A key for other providers sees nothing of it.
    expect((await area.events.subscriptions.search({}, ['prv_2'])).nodes).toEqual([]);
    expect((await area.events.deliveries.search(null, {}, ['prv_2'])).nodes).toEqual([]);
    await expect(area.events.deliveries.redrive({ subscription: 'all' }, ['prv_2'])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('a provider of another connector is refused', async () => {
    await using area = await start({
      directory: {
        load: async () => ({ connectorName: 'aws', deploymentName: null }) as never,
        activeAccount: async () => Promise.reject(),
      },
    });
    await expect(area.subscribe({ providerId: 'prv_1' })).rejects.toThrow('providerId');
  });
});
