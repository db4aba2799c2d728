import { describe, expect, it } from 'vitest';
import { DONE, deployed, platform, READ, settled, TIMED_OUT, WRITE } from './scripted.ts';

const SAME = { input: { region: 'here', nativeIds: ['a', 'b'] } };
const account = (providerId: string, credential: string | null = null) => ({
  providerId,
  accountId: null,
  options: {},
  credential,
});

describe('identical reads at the same time', () => {
  it('are one call, and all get its answer', async () => {
    const { ask, arrived, calls } = platform();
    const ends = Array.from({ length: 100 }, () => ask(READ, SAME));
    await settled();
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    expect(await Promise.all(ends)).toEqual(Array.from({ length: 100 }, () => DONE));
    expect(calls).toHaveLength(1);
  });

  it('are one however their keys are ordered', async () => {
    const { ask, arrived } = platform();
    void ask(READ, { input: { region: 'here', deep: { a: 1, b: 2 } } });
    void ask(READ, { input: { deep: { b: 2, a: 1 }, region: 'here' } });
    await settled();
    expect(arrived).toHaveLength(1);
  });

  it('are another call once that has ended', async () => {
    const { ask, arrived, calls } = platform();
    for (let round = 0; round < 2; round += 1) {
      const end = ask(READ, SAME);
      await settled();
      arrived[0]!.answer(DONE);
      await end;
    }
    expect(calls).toHaveLength(2);
  });

  it.each([
    ['another input', READ, { input: { region: 'there' } }],
    ['the same in another order, where order has a meaning', READ, { input: { ...SAME.input, nativeIds: ['b', 'a'] } }],
    ['another account', READ, { ...SAME, account: account('prv_2') }],
    ['another credential', READ, { ...SAME, account: account('prv_1', 'sealed') }],
    ['another function', deployed({ name: 'sandbox.other' }), SAME],
    ['another deployment', deployed({}, { name: 'elsewhere' }), SAME],
    ['a wish with a key of its own', READ, { ...SAME, idempotencyKey: 'once' }],
  ])('are not one with %s', async (_what, fn, more) => {
    const { ask, arrived } = platform();
    void ask(READ, { ...SAME, account: account('prv_1') });
    void ask(fn, { account: account('prv_1'), ...more });
    await settled();
    expect(arrived).toHaveLength(2);
  });

  it.each([
    ['writes', WRITE],
    ['idempotent writes', deployed({ effect: 'WRITE' })],
    ['readings that are not idempotent', deployed({ idempotent: false })],
  ])('%s are never one', async (_what, fn) => {
    const { ask, arrived } = platform();
    void ask(fn, SAME);
    void ask(fn, SAME);
    await settled();
    expect(arrived).toHaveLength(2);
  });

  it('what JSON cannot write is a call of its own', async () => {
    const { ask, arrived } = platform();
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    void ask(READ, { input: loop });
    void ask(READ, { input: loop });
    await settled();
    expect(arrived).toHaveLength(2);
  });
});

describe('callers who leave', () => {
  it('do not take the call from the others, not even the first', async () => {
    const { ask, arrived } = platform();
    const leaves = [new AbortController(), new AbortController(), new AbortController()];
    const [first, second, third] = leaves.map(({ signal }) => ask(READ, { ...SAME, signal }));
    await settled();
    const [call] = arrived;
    leaves[0]!.abort();
    expect(await first).toEqual({ type: 'cancelled', ran: 'unknown' });
    leaves[2]!.abort();
    expect(await third).toEqual({ type: 'cancelled', ran: 'unknown' });
    expect(call!.signal.aborted).toBe(false);
    call!.answer(DONE);
    expect(await second).toEqual(DONE);
  });

  it('end it when they are the last, and it is not joined any more', async () => {
    const { ask, arrived } = platform();
    const leaves = [new AbortController(), new AbortController()];
    const ends = leaves.map(({ signal }) => ask(READ, { ...SAME, signal }));
    await settled();
    const [call] = arrived;
    for (const leave of leaves) leave.abort();
    expect(call!.signal.aborted).toBe(true);
    const anew = ask(READ, SAME);
    await settled();
    expect(arrived).toHaveLength(1);
    arrived[0]!.answer(DONE);
    expect(await anew).toEqual(DONE);
    for (const end of ends) expect(await end).toEqual({ type: 'cancelled', ran: 'unknown' });
  });

  it('that are gone before they came send nothing', async () => {
    const { ask, calls } = platform();
    expect(await ask(READ, { ...SAME, signal: AbortSignal.abort() })).toEqual({ type: 'cancelled', ran: 'no' });
    expect(calls).toEqual([]);
  });
});

describe('deadlines', () => {
  it('a caller with an earlier one waits no longer than to it; the call goes on for the others', async () => {
    const { ask, arrived, clock } = platform();
    const patient = ask(READ, { ...SAME, deadlineAt: clock.now() + 10_000 });
    const hasty = ask(READ, { ...SAME, deadlineAt: clock.now() + 1_000 });
    await settled();
    expect(arrived).toHaveLength(1);
    clock.advance(1_000);
    expect(await hasty).toMatchObject({ type: 'functionTimeout', ran: 'unknown' });
    expect(arrived[0]!.signal.aborted).toBe(false);
    arrived[0]!.answer(DONE);
    expect(await patient).toEqual(DONE);
  });

  it('a caller with a later one asks anew when the call ends by its own', async () => {
    const { ask, arrived, calls, clock } = platform();
    const first = ask(READ, { ...SAME, deadlineAt: clock.now() + 10_000 });
    const second = ask(READ, { ...SAME, deadlineAt: clock.now() + 15_000 });
    await settled();
    expect(arrived).toHaveLength(1);
    clock.advance(10_000);
    arrived[0]!.answer(TIMED_OUT);
    expect(await first).toEqual(TIMED_OUT);
    await settled();
    expect(calls[1]!.deadlineAt).toBe(clock.now() + 5_000);
    arrived[0]!.answer(DONE);
    expect(await second).toEqual(DONE);
  });

  it('a caller with more than twice the time makes a call of its own, which the next joins', async () => {
    const { ask, arrived, clock } = platform();
    void ask(READ, { ...SAME, deadlineAt: clock.now() + 1_000 });
    void ask(READ, { ...SAME, deadlineAt: clock.now() + 10_000 });
    void ask(READ, { ...SAME, deadlineAt: clock.now() + 10_000 });
    await settled();
    expect(arrived.map(({ call }) => call.deadlineAt - clock.now())).toEqual([1_000, 10_000]);
  });
});
