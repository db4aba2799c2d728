import { describe, expect, it } from 'vitest';
import { clean, listInput, mistWith } from './fixture.ts';

type It = Awaited<ReturnType<typeof mistWith>>;
interface Alarm {
  readonly nativeId: string;
  readonly subject: { readonly nativeId: string } | null;
  readonly state: string;
  readonly changedAt: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

async function withAlert(it: It, name = 'load') {
  const accountId = await it.cloud();
  const { data } = await it.run('createAlert', eventOf({ name, above: 5 }), { accountId });
  return { accountId, alertId: (data as { data: { alertId: string } }).data.alertId };
}

const eventOf = (data: unknown) => ({ specversion: '1.0', id: 'e-1', source: '/test', type: 'asked', data });

async function alarms(it: It, accountId: string, options: object = {}): Promise<readonly Alarm[]> {
  const { data } = await it.run('listAlarms', listInput, { accountId, options });
  return data as Alarm[];
}

describe('the incidents of Mist', () => {
  it('are one alarm for each rule and machine, since the incident began, however often Mist repeats it', async () => {
    await using it = await mistWith();
    const { accountId, alertId } = await withAlert(it);
    const beganAt = new Date(it.clock.now()).toISOString();
    await it.mist.breach('load', 'machine-0');
    it.clock.advance(MINUTE_MS);
    await it.mist.breach('load', 'machine-0');
    await it.mist.breach('load', 'machine-1');
    const machineId = String(it.mist.rows('machines').find(({ name }) => name === 'machine-0')!['id']);
    const listed = await alarms(it, accountId);
    expect(listed).toHaveLength(2);
    expect(listed.find(({ subject }) => subject?.nativeId === machineId)).toMatchObject({
      nativeId: alertId,
      title: 'load',
      description: 'load.shortterm gt 5',
      state: 'FIRING',
      severity: 'HIGH',
      subject: { kind: 'Instance', nativeId: machineId },
      changedAt: beganAt,
    });
    clean(it.mist);
  });

  it('end where Mist says so, and begin anew later', async () => {
    await using it = await mistWith();
    const { accountId } = await withAlert(it);
    await it.mist.breach('load', 'machine-0');
    it.clock.advance(MINUTE_MS);
    it.mist.recover('load', 'machine-0');
    const endedAt = new Date(it.clock.now()).toISOString();
    expect(await alarms(it, accountId)).toMatchObject([{ state: 'CLEAR', changedAt: endedAt }]);
    it.clock.advance(MINUTE_MS);
    await it.mist.breach('load', 'machine-0');
    const againAt = new Date(it.clock.now()).toISOString();
    expect(await alarms(it, accountId)).toMatchObject([{ state: 'FIRING', changedAt: againAt }]);
    clean(it.mist);
  });

  it('of a rule that was deleted are gone, though the log ends without saying so', async () => {
    await using it = await mistWith();
    const { accountId, alertId } = await withAlert(it);
    await it.mist.breach('load', 'machine-0');
    it.mist.remove('rules', alertId);
    expect(await alarms(it, accountId)).toEqual([]);
  });

  it('of other clouds are not shown', async () => {
    await using it = await mistWith();
    const { accountId } = await withAlert(it);
    const other = await it.cloud('other');
    const machine = it.mist.rows('machines').find(({ cloud }) => cloud === other)!;
    await it.mist.breach('load', String(machine['id']));
    expect(await alarms(it, accountId)).toEqual([]);
  });

  it('are all found over many pages of the log, though its limits are whole seconds', async () => {
    await using it = await mistWith({ machines: 260 });
    const { accountId } = await withAlert(it);
    for (let n = 0; n < 260; n++) {
      await it.mist.breach('load', `machine-${n}`);
      it.clock.advance(130); // seven in a second, so that pages end in the middle of one
    }
    const listed = await alarms(it, accountId);
    expect(new Set(listed.map(({ subject }) => subject!.nativeId)).size).toBe(260);
    expect(listed).toHaveLength(260);
    clean(it.mist);
  });

  it('come in pages, each alarm once, while others are raised', async () => {
    await using it = await mistWith({ machines: 1_050 });
    const { accountId } = await withAlert(it);
    const raise = async (from: number, to: number) => {
      for (let n = from; n < to; n++) {
        await it.mist.breach('load', `machine-${n}`);
        it.clock.advance(100);
      }
    };
    await raise(0, 1_020);
    const first = await it.run('listAlarms', listInput, { accountId });
    await raise(1_020, 1_050);
    const second = await it.run('listAlarms', { ...listInput, cursor: first.cursor! }, { accountId });
    const subjects = [first, second].flatMap(({ data }) => (data as Alarm[]).map(({ subject }) => subject!.nativeId));
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects.length).toBeGreaterThanOrEqual(1_020);
    expect(second.cursor).toBeUndefined();
  });

  it('are looked for as far back as the option says', async () => {
    await using it = await mistWith();
    const { accountId } = await withAlert(it);
    it.clock.advance(-3 * DAY_MS);
    await it.mist.breach('load', 'machine-0');
    expect(await alarms(it, accountId)).toHaveLength(1);
    expect(await alarms(it, accountId, { alarmLookBackHours: 48 })).toEqual([]);
  });

  it('fail to be listed, rather than end, where Mist hides some or has too many', async () => {
    await using it = await mistWith({ machines: 101 });
    const { accountId } = await withAlert(it);
    for (let n = 0; n < 101; n++) await it.mist.breach('load', `machine-${n}`);
    await expect(alarms(it, accountId)).rejects.toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: expect.stringContaining('in one second'),
    });
  });
});

describe('an alert', () => {
  it('is a rule of Mist on the machines of the cloud; made again it is the same, as it is wanted now', async () => {
    await using it = await mistWith();
    const { accountId, alertId } = await withAlert(it);
    const again = await it.run('createAlert', eventOf({ name: 'load', above: 7.5 }), { accountId });
    expect(again.data).toEqual({ data: { alertId } });
    const machines = it.mist.rows('machines').map(({ id }) => id);
    expect(it.mist.rows('rules')).toMatchObject([
      {
        id: alertId,
        name: 'load',
        selectors: [{ type: 'machines', ids: (machines as string[]).toSorted() }],
        conditions: [{ query: { target: 'load.shortterm', operator: 'gt', threshold: 7.5 } }],
        actions: [{ action_type: 'notify' }],
      },
    ]);
    clean(it.mist);
  });

  it('takes no rule away from another cloud, nor one that somebody made by hand', async () => {
    await using it = await mistWith();
    const { alertId } = await withAlert(it);
    const other = await it.cloud('other');
    const rule = it.mist.rows('rules')[0];
    await expect(
      it.run('createAlert', eventOf({ name: 'load', above: 1 }), { accountId: other }),
    ).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
      message: expect.stringContaining('another name'),
    });
    expect(it.mist.rows('rules')).toEqual([rule]);
    expect(rule).toMatchObject({ id: alertId });
  });

  it('is refused for a cloud without machines, since a rule without any watches nothing', async () => {
    await using it = await mistWith({ machines: 0 });
    const accountId = await it.cloud();
    await expect(it.run('createAlert', eventOf({ name: 'load', above: 5 }), { accountId })).rejects.toMatchObject({
      code: 'PROVIDER_REJECTED_REQUEST',
    });
    expect(it.mist.rows('rules')).toEqual([]);
  });
});
