import { describe, expect, it } from 'vitest';
import { createQuotas } from '../../../gateway/invoke/resilience/quota.ts';
import { manualClock } from '../../support/clock.ts';
import { deployed, DONE, manifest, platform, settled } from './scripted.ts';

const limited = manifest({ quota: { callsPerSecond: 10, per: ['account', 'region'] } });
const take = (
  quotas: ReturnType<typeof createQuotas>,
  latestAt: number,
  { region = 'here', providerId = 'prv_1' } = {},
) =>
  quotas.take(
    limited,
    { input: { region }, account: { providerId, accountId: null, options: {}, credential: null } },
    latestAt,
  );

describe('quotas', () => {
  it("let a second's worth through at once, then keep the rate", () => {
    const quotas = createQuotas(manualClock(10_000));
    const waits = Array.from({ length: 31 }, () => take(quotas, Infinity).inMs);
    expect(waits.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 0));
    expect(waits.slice(11)).toEqual(Array.from({ length: 20 }, (_none, at) => (at + 1) * 100));
  });

  it('each account and each region has its own', () => {
    const quotas = createQuotas(manualClock(10_000));
    for (let at = 0; at < 10; at += 1)
      for (const whose of [{}, { region: 'there' }, { providerId: 'prv_2' }])
        expect(take(quotas, 10_000, whose)).toEqual({ late: false, inMs: 0 });
  });

  it('a turn that would come too late is not taken', () => {
    const clock = manualClock(10_000);
    const quotas = createQuotas(clock);
    for (let at = 0; at < 11; at += 1) take(quotas, 10_000);
    for (let at = 0; at < 5; at += 1) expect(take(quotas, 10_050)).toEqual({ late: true, inMs: 100 });
    expect(take(quotas, 10_100)).toEqual({ late: false, inMs: 100 });
  });

  it('a function without an account, or of which no region is asked, has one for all', () => {
    const quotas = createQuotas(manualClock(10_000));
    const turns = Array.from({ length: 12 }, () => quotas.take(limited, { input: null, account: null }, 10_000).late);
    expect(turns.filter(Boolean)).toHaveLength(1);
  });

  it('stay small however many accounts there are', () => {
    const quotas = createQuotas(manualClock(10_000));
    for (let at = 0; at < 30_000; at += 1) take(quotas, 10_000, { providerId: `prv_${at}` });
    expect(take(quotas, 10_000, { providerId: 'prv_29999' })).toEqual({ late: false, inMs: 0 });
  });
});

describe('a call', () => {
  const fn = deployed({ quota: limited.quota });
  const input = (at: number) => ({ input: { region: 'here', at } });

  it('without a turn before its deadline is told as throttling, with the time to wait, and is not sent', async () => {
    const { clock, functions, calls, wish } = platform(() => DONE);
    for (let at = 0; at < 11; at += 1) await functions.call(wish(fn, input(at)));
    await expect(functions.call(wish(fn, { ...input(99), deadlineAt: clock.now() + 50 }))).rejects.toMatchObject({
      code: 'PROVIDER_THROTTLED',
      retryAfterMs: 100,
      facts: { ran: 'no' },
    });
    expect(calls).toHaveLength(11);
  });

  it('waits for its turn, and its caller may leave meanwhile', async () => {
    const { clock, calls, ask } = platform(() => DONE);
    for (let at = 0; at < 11; at += 1) await ask(fn, input(at));
    const leave = new AbortController();
    const left = ask(fn, { ...input(50), signal: leave.signal });
    const waited = ask(fn, input(51));
    await settled();
    leave.abort();
    expect(await left).toEqual({ type: 'cancelled', ran: 'no' });
    clock.advance(200);
    expect(await waited).toEqual(DONE);
    expect(calls).toHaveLength(12);
  });
});
