import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Call, FunctionManifest } from '../../../functions/sdk/index.ts';
import type { Clock } from '../../../gateway/clock.ts';
import { createHealthBook } from '../../../gateway/invoke/health.ts';
import { createFunctions } from '../../../gateway/invoke/index.ts';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { createQuotas } from '../../../gateway/invoke/quota.ts';
import { withRetry } from '../../../gateway/invoke/retry.ts';
import { manualClock } from '../../support/clock.ts';
import { until } from '../../support/until.ts';

const fn = (more: Partial<FunctionManifest> = {}): FunctionManifest => ({
  name: 'sandbox.listThings',
  operation: { type: 'LIST', kind: 'sandbox.Thing' },
  effect: 'READ',
  idempotent: true,
  permissions: [],
  quota: null,
  sensitive: [],
  scope: 'REGION',
  allowedFrom: null,
  settlesAt: null,
  inputSchema: {},
  outputSchema: {},
  ...more,
});
const call = (more: Partial<Call> = {}): Call => ({
  invocationId: 'one',
  functionName: 'sandbox.listThings',
  input: { region: 'here' },
  account: { providerId: 'prv_1', options: {}, credential: null },
  attempt: 1,
  deadlineAt: 60_000,
  idempotencyKey: null,
  traceparent: null,
  ...more,
});
const signal = new AbortController().signal;
setMaxListeners(0, signal);
const fault = (
  code: 'PROVIDER_UNAVAILABLE' | 'PROVIDER_THROTTLED' | 'PROVIDER_PERMISSION_DENIED',
  more: object = {},
): Outcome => ({
  type: 'functionError',
  ran: 'yes',
  error: { code, message: 'no', retryable: code !== 'PROVIDER_PERMISSION_DENIED', ...more },
});
const DONE: Outcome = { type: 'ok', ran: 'yes', data: [], cursor: null };

/** A clock that goes on by itself whenever somebody sleeps, and remembers for how long. */
function hurryingClock() {
  const slept: number[] = [];
  let now = 0;
  const clock: Clock = { now: () => now, sleep: async (delayMs) => void ((now += delayMs), slept.push(delayMs)) };
  return { clock, slept };
}

/** How often it was tried when every try ends so. */
async function tries(outcome: Outcome, manifest: FunctionManifest): Promise<number> {
  let count = 0;
  await withRetry(
    manifest,
    call({ deadlineAt: Infinity }),
    hurryingClock().clock,
    signal,
    async () => (count++, outcome),
  );
  return count;
}

describe('what is tried again', () => {
  const [READ, WRITE] = [fn(), fn({ idempotent: false, effect: 'WRITE' })];
  const ROWS: readonly [what: string, outcome: Outcome, idempotent: number, other: number][] = [
    ['an answer', DONE, 1, 1],
    ['a platform that throttles', { type: 'throttled', ran: 'no', retryAfterMs: null, reason: '' }, 6, 6],
    ['a platform that is not there', { type: 'unavailable', ran: 'no', reason: '' }, 6, 6],
    ['a crash', { type: 'platformError', ran: 'unknown', reason: '' }, 6, 1],
    ['a timeout', { type: 'functionTimeout', ran: 'unknown', reason: '' }, 1, 1],
    ['a provider that throttles', fault('PROVIDER_THROTTLED'), 6, 6],
    ['a provider that is not there', fault('PROVIDER_UNAVAILABLE'), 6, 1],
    ['a denial', fault('PROVIDER_PERMISSION_DENIED'), 1, 1],
    ['nonsense', { type: 'badReply', ran: 'yes', reason: '' }, 1, 1],
    ['a platform that forbids', { type: 'unauthorized', ran: 'no', reason: '' }, 1, 1],
    ['a caller who left', { type: 'cancelled', ran: 'unknown' }, 1, 1],
  ];
  it.each(ROWS)('%s', async (_what, outcome, idempotent, other) => {
    expect([await tries(outcome, READ), await tries(outcome, WRITE)]).toEqual([idempotent, other]);
  });
});

describe('how long is waited', () => {
  it('full jitter under a bound that doubles, up to five seconds', async () => {
    const most = [0, 0, 0, 0, 0];
    for (let round = 0; round < 200; round += 1) {
      const { clock, slept } = hurryingClock();
      await withRetry(fn(), call({ deadlineAt: Infinity }), clock, signal, async () => fault('PROVIDER_UNAVAILABLE'));
      slept.forEach((delayMs, at) => {
        expect(delayMs).toBeGreaterThanOrEqual(0);
        expect(delayMs).toBeLessThanOrEqual(Math.min(5_000, 200 * 2 ** at));
        most[at] = Math.max(most[at]!, delayMs);
      });
    }
    most.forEach((delayMs, at) => expect(delayMs).toBeGreaterThan(0.8 * Math.min(5_000, 200 * 2 ** at)));
  });

  it('a retry-after is kept to the millisecond, of the platform and of the provider', async () => {
    for (const outcome of [
      fault('PROVIDER_THROTTLED', { retryAfterMs: 1_234 }),
      { type: 'throttled', ran: 'no', retryAfterMs: 1_234, reason: '' } as const,
    ]) {
      const { clock, slept } = hurryingClock();
      await withRetry(fn(), call(), clock, signal, async ({ attempt }) => (attempt === 3 ? DONE : outcome));
      expect(slept).toEqual([1_234, 1_234]);
    }
  });

  it('a retry-after beyond the deadline ends the call at once', async () => {
    const { clock, slept } = hurryingClock();
    const outcome = await withRetry(fn(), call({ deadlineAt: 1_000 }), clock, signal, async () =>
      fault('PROVIDER_THROTTLED', { retryAfterMs: 1_000 }),
    );
    expect([outcome.type, slept]).toEqual(['functionError', []]);
  });

  it('a caller who leaves meanwhile ends the wait', async () => {
    const clock = manualClock(0);
    const leave = new AbortController();
    const outcome = withRetry(fn(), call(), clock, leave.signal, async () => fault('PROVIDER_UNAVAILABLE'));
    await until(() => clock.sleepers() === 1);
    leave.abort();
    expect(await outcome).toEqual({ type: 'cancelled', ran: 'unknown' });
  });
});

describe('quotas', () => {
  const limited = fn({ quota: { callsPerSecond: 10, per: ['account', 'region'] } });
  const turn = (quotas: ReturnType<typeof createQuotas>, region = 'here', providerId = 'prv_1', deadlineAt = 60_000) =>
    quotas.turn(
      limited,
      call({ input: { region }, account: { providerId, options: {}, credential: null }, deadlineAt }),
      signal,
    );

  it("let a second's worth through at once, then keep the rate", async () => {
    const clock = manualClock(10_000);
    const quotas = createQuotas(clock);
    let passed = 0;
    const turns = Array.from({ length: 25 }, () => turn(quotas).then(() => passed++));
    await until(() => clock.sleepers() === 25 - passed);
    const burst = passed;
    expect(burst).toBeLessThanOrEqual(11);
    clock.advance(1_000);
    await until(() => passed === burst + 10);
    clock.advance(1_000);
    await Promise.all(turns);
  });

  it('each account and each region has its own', async () => {
    const quotas = createQuotas(manualClock(10_000));
    for (let at = 0; at < 10; at += 1)
      for (const [region, account] of [
        ['here', 'prv_1'],
        ['there', 'prv_1'],
        ['here', 'prv_2'],
      ])
        expect(await turn(quotas, region, account)).toBe(true);
  });

  it('a turn that would come after the deadline is not waited for', async () => {
    const clock = manualClock(10_000);
    const quotas = createQuotas(clock);
    for (let at = 0; at < 11; at += 1) await turn(quotas);
    expect(await turn(quotas, 'here', 'prv_1', 10_050)).toBe(false);
  });

  it('what has no turn before its deadline is told as throttling, and nothing is sent', async () => {
    const clock = manualClock(10_000);
    let sent = 0;
    const local = { platform: 'local', invoke: async () => (sent++, DONE), close: async () => {} };
    const functions = createFunctions({ local, clock });
    const ask = () =>
      functions.call({
        fn: limited,
        input: { region: 'here' },
        account: { providerId: 'prv_1', options: {}, credential: null },
        deadlineAt: 10_050,
      });
    for (let at = 0; at < 11; at += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'PROVIDER_THROTTLED' });
    expect(sent).toBe(11);
  });
});

it('health counts calls and failures, and takes percentiles from the last 512', () => {
  const health = createHealthBook();
  expect(health.of('a')).toEqual({
    calls: 0,
    failures: 0,
    p50Ms: null,
    p95Ms: null,
    lastError: null,
    lastErrorAt: null,
  });
  for (let at = 0; at < 600; at += 1) health.note('a', at < 88 ? 10_000 : 100, null, at);
  health.note('a', 100, { code: 'FUNCTION_FAILED', message: 'it failed' } as never, 7);
  expect(health.of('a')).toEqual({
    calls: 601,
    failures: 1,
    p50Ms: 100,
    p95Ms: 100,
    lastError: { code: 'FUNCTION_FAILED', message: 'it failed' },
    lastErrorAt: 7,
  });
});
