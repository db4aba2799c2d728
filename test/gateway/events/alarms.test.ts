/** Events that raise alarms: who may send them, what becomes of bad ones, and where they go. */
import { describe, expect, it } from 'vitest';
import { ALARM_EVENT_TYPE, CodedError, type AlarmEventData, type CloudEvent } from '../../../functions/sdk/index.ts';
import type { Directory } from '../../../gateway/providers/index.ts';
import type { ProviderRow } from '../../../resolvers/rows.ts';
import { encodeBatch, encodeStructured } from '../../support/cloudevents.ts';
import { clear, firing } from '../../support/alarms.ts';
import { addProvider } from '../../support/inventory.ts';
import { emptyDirectory } from '../../support/places.ts';
import { anEvent, handled, startArea, type Handler } from './area.ts';

const REGIONS = ['eu-west-1'];
const directory: Pick<Directory, 'activeAccount' | 'load'> = {
  activeAccount: async (id) => ({
    connector: 'echo',
    deployment: null,
    call: { providerId: id, accountId: '1', options: {}, credential: null },
  }),
  load: async (id, scope) =>
    ['prv_a', 'prv_b'].includes(id) && (scope === null || scope.includes(id))
      ? ({
          id,
          connectorName: 'echo',
          state: 'READY',
          regions: REGIONS,
          deploymentName: null,
        } as unknown as ProviderRow)
      : null,
};

const alarming = (data: Partial<AlarmEventData> = {}, event: Partial<CloudEvent> = {}) =>
  anEvent({
    type: ALARM_EVENT_TYPE,
    data: { providerId: 'prv_a', region: 'eu-west-1', alarms: [firing('disk-full')], ...data },
    ...event,
  });

/** Accounts A and B, and a handler that answers with the events that it is given. */
async function start(handlers: Record<string, Handler> = {}) {
  const place = await emptyDirectory();
  const area = await startArea(place.location, {
    directory,
    handlers: { 'echo.emit': ({ input }) => handled('done', (input as CloudEvent).data as CloudEvent[]), ...handlers },
  });
  for (const id of ['prv_a', 'prv_b']) await addProvider(area.store, id);
  return Object.assign(area, {
    emitting: (mode: 'SYNC' | 'OUTBOX', providerId: string | null) =>
      area.subscribe({ eventType: 'emit', functionName: 'echo.emit', mode, providerId }),
    emit: (...events: CloudEvent[]) => area.post({ type: 'emit', data: events }),
    [Symbol.asyncDispose]: async () => {
      await area.close();
      await area.store.close();
      await place[Symbol.asyncDispose]();
    },
  });
}

describe('an event that names alarms', () => {
  it('is an alarm when its sender is answered, and wakes who follows', async () => {
    await using area = await start();
    let rung = 0;
    area.bus.subscribe('alarm-log', () => (rung += 1));
    await area.events.post(encodeStructured(alarming()), null);
    expect([await area.told(), rung]).toEqual([['RAISED disk-full'], 1]);
  });

  it('that is posted again changes nothing, under its own name or another', async () => {
    await using area = await start();
    for (const id of ['1', '1', '2']) await area.events.post(encodeStructured(alarming({}, { id })), null);
    expect(await area.told()).toEqual(['RAISED disk-full']);
  });

  it('is delivered like any other, and for an account only to what works on that account', async () => {
    await using area = await start({ 'echo.echo': () => handled() });
    for (const providerId of ['prv_a', 'prv_b', null])
      await area.subscribe({ name: `to-${providerId?.slice(4) ?? 'all'}`, eventType: ALARM_EVENT_TYPE, providerId });
    const receipt = await area.events.post(encodeStructured(alarming()), null);
    expect(receipt).toMatchObject({ deliveries: 2 });
    expect((await area.deliveries()).map(({ subscriptionName }) => subscriptionName)).toEqual(
      expect.arrayContaining(['to-a', 'to-all']),
    );
  });

  it.each([
    ['no data', { data: undefined }, 'event.data is wrong'],
    ['a word for a state', alarming({ alarms: [firing('a', { state: 'OK' as never })] }), 'event.data.alarms.0.state'],
    ['no moment', alarming({ alarms: [firing('a', { changedAt: 'soon' })] }), 'event.data.alarms.0.changedAt'],
    ['no alarm', alarming({ alarms: [] }), 'event.data.alarms'],
    ['more of them than one event may name', alarming({ alarms: Array(101).fill(firing('a')) }), 'event.data.alarms'],
    ['a thing that is not asked for', alarming({ alarms: [{ ...firing('a'), secret: 'x' } as never] }), 'event.data'],
    ['a region that the account lacks', alarming({ region: 'mars' }), 'must be one of eu-west-1, global'],
    ['an account that is not there', alarming({ providerId: 'prv_c' }), 'there is no provider "prv_c"'],
  ])('and has %s is refused, with all of its batch', async (_title, event, said) => {
    await using area = await start();
    await expect(area.events.post(encodeStructured(alarming({}, event)), null)).rejects.toThrow(said);
    const batch = encodeBatch([alarming(), alarming({}, event)]);
    await expect(area.events.post(batch, null)).rejects.toThrow(CodedError);
    expect(await area.told()).toEqual([]);
  });

  it('may name what has no region', async () => {
    await using area = await start();
    await area.events.post(encodeStructured(alarming({ region: 'global' })), null);
    expect(await area.told()).toEqual(['RAISED disk-full']);
  });

  it('other types of the gateway stay reserved', async () => {
    await using area = await start();
    const others = ['dev.causeway.alarm.v2', 'dev.causeway.alarm.v1.x', 'dev.causeway.call.v1'];
    for (const type of others) await expect(area.post({ type })).rejects.toThrow('event.type');
  });
});

describe('a key that is limited to some providers', () => {
  it('sends alarms of those, and not of others, nor any other event', async () => {
    await using area = await start();
    const post = (event: CloudEvent) => area.events.post(encodeStructured(event), ['prv_a']);
    await post(alarming());
    await expect(post(alarming({ providerId: 'prv_b' }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(post(anEvent())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const mixed = encodeBatch([alarming({ alarms: [firing('cpu-high')] }), anEvent()]);
    await expect(area.events.post(mixed, ['prv_a'])).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await area.told()).toEqual(['RAISED disk-full']);
  });
});

describe('a function that answers with alarms', () => {
  it.each(['SYNC', 'OUTBOX'] as const)('%s: raises those of the account it works on', async (mode) => {
    await using area = await start();
    await area.emitting(mode, 'prv_a');
    await area.emit(alarming(), alarming({ alarms: [clear('disk-full', { changedAt: '2026-01-30T12:00:05.000Z' })] }));
    if (mode === 'OUTBOX') await area.settled('DELIVERED');
    expect(await area.told()).toEqual(['RAISED disk-full', 'RESOLVED disk-full']);
  });

  it.each([
    ['of another account', alarming({ providerId: 'prv_b' }), 'a provider that it does not work for'],
    ['of a region that is not there', alarming({ region: 'mars' }), 'must be one of eu-west-1, global'],
    ['that are none', alarming({ alarms: [] }), 'events[1].data.alarms'],
  ])('%s: none of its events is taken, and whoever waits hears why', async (_title, bad, said) => {
    const code = 'FUNCTION_BAD_REPLY';
    await using area = await start();
    await area.emitting('SYNC', 'prv_a');
    expect((await area.emit(alarming(), bad)).results).toMatchObject([
      { ok: false, error: { code, message: expect.stringContaining(said) } },
    ]);
    expect(await area.told()).toEqual([]);
    const answer = { data: 1, events: [alarming(), bad] };
    await expect(area.events.takeAnswer(answer, ['prv_a'])).rejects.toMatchObject({ code });

    await using outbox = await start();
    await outbox.emitting('OUTBOX', 'prv_a');
    await outbox.emit(alarming(), bad);
    expect(await outbox.settled('DEAD')).toMatchObject({ error: { code, message: expect.stringContaining(said) } });
    expect(await outbox.told()).toEqual([]);
  });

  it('and was given no account speaks for all behind a subscription, and for no more than its caller in a call', async () => {
    await using area = await start();
    await area.emitting('SYNC', null);
    await area.emit(alarming({ providerId: 'prv_b' }));
    expect(await area.told()).toEqual(['RAISED disk-full']);
    const answer = { data: 1, events: [alarming({ providerId: 'prv_b' })] };
    await expect(area.events.takeAnswer(answer, ['prv_a'])).rejects.toThrow('does not work for');
    expect(await area.events.takeAnswer(answer, null)).toBe(1);
  });
});
