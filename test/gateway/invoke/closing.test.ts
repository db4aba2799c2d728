/** What the end of the gateway makes of calls that wait. */
import { describe, expect, it } from 'vitest';
import { createClosingClock } from '../../../gateway/invoke/resilience/closing-clock.ts';
import { manualClock } from '../../support/clock.ts';
import { AWAY, CRASHED, deployed, fault, platform, READ, settled, THROTTLED, WRITE } from './scripted.ts';

describe('a close', () => {
  it.each([
    ['did not run', THROTTLED, WRITE, 'no'],
    ['was never reached', AWAY, WRITE, 'no'],
    ['may have run', CRASHED, READ, 'unknown'],
    ['ran and said to come again', fault('PROVIDER_UNAVAILABLE', { retryAfterMs: 5_000 }), READ, 'unknown'],
  ] as const)('ends a call at once that waits for another attempt after one that %s', async (_what, last, fn, ran) => {
    const { ask, functions, calls, clock } = platform(() => last);
    const end = ask(fn);
    await settled();
    expect(calls).toHaveLength(1);
    await functions.close();
    expect(await end).toEqual({ type: 'cancelled', ran });
    expect([calls.length, clock.sleepers()]).toEqual([1, 0]);
  });

  it('ends a call that waits for its turn, which has not run', async () => {
    const fn = deployed({ effect: 'WRITE', quota: { callsPerSecond: 1, per: [] } });
    const { ask, functions, calls } = platform(() => ({ type: 'ok', ran: 'yes', data: null, cursor: null }));
    await ask(fn);
    await ask(fn);
    const end = ask(fn);
    await settled();
    expect(calls).toHaveLength(2);
    await functions.close();
    expect(await end).toEqual({ type: 'cancelled', ran: 'no' });
  });

  it('lets a call that is under way end as it does', async () => {
    const { ask, functions, arrived } = platform();
    const end = ask(WRITE);
    await settled();
    await functions.close();
    arrived[0]!.answer(CRASHED);
    expect(await end).toEqual(CRASHED);
  });
});

describe('a closing clock', () => {
  it('leaves nothing behind on the signals of those who slept', async () => {
    const under = manualClock();
    const clock = createClosingClock(under);
    const caller = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = AbortSignal.prototype;
    caller.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(caller.signal, args);
    };
    caller.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(caller.signal, args);
    };
    const slept = clock.sleep(100, caller.signal);
    expect(listeners).toBe(1);
    under.advance(100);
    await slept;
    expect(listeners).toBe(0);
  });

  it('lets nobody sleep any more once it is closed, and still calls off for the reason of a caller', async () => {
    const clock = createClosingClock(manualClock());
    await expect(clock.sleep(100, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
    clock.close();
    await expect(clock.sleep(100)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
