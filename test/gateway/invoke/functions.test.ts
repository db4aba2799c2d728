import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { manifestOf } from '../../../functions/sdk/index.ts';
import { connector as echo } from '../../../functions/connectors/echo/connector.ts';
import type { CodedError } from '../../../functions/sdk/errors.ts';
import { InputRefused } from '../../../functions/sdk/errors.ts';
import { createFunctions, type Invokers } from '../../../gateway/invoke/index.ts';
import type { Outcome } from '../../../gateway/invoke/outcome.ts';
import { withinTrace } from '../../../gateway/trace.ts';
import { AddressRefused } from '../../../gateway/errors.ts';
import { manualClock } from '../../support/clock.ts';
import {
  AWAY,
  CRASHED,
  deployed,
  DONE,
  fault,
  NOT_FOUND,
  platform,
  READ,
  settled,
  THROTTLED,
  TIMED_OUT,
  UNAUTHORIZED,
  WRITE,
} from './scripted.ts';

const far = { retryAfterMs: 60_000 };

const errorOfCall = (call: Promise<unknown>) =>
  call.then(
    () => expect.unreachable(),
    (cause: unknown) => cause as CodedError,
  );

describe('what a caller is told', () => {
  const ROWS: readonly [outcome: Outcome, code: string, ran: string, words: RegExp][] = [
    [fault('PROVIDER_PERMISSION_DENIED'), 'PROVIDER_PERMISSION_DENIED', 'yes', /^no$/],
    [CRASHED, 'FUNCTION_FAILED', 'unknown', /may or may not have taken effect/],
    [TIMED_OUT, 'FUNCTION_TIMEOUT', 'unknown', /may or may not have taken effect/],
    [{ type: 'functionTimeout', ran: 'no', reason: '' }, 'FUNCTION_TIMEOUT', 'no', /took no effect/],
    [{ ...THROTTLED, ...far }, 'FUNCTION_BUSY', 'no', /slow down/],
    [UNAUTHORIZED, 'FUNCTION_UNAUTHORIZED', 'no', /there.*credentials/],
    [{ ...UNAUTHORIZED, error: new AddressRefused('a', 'it is private') }, 'ADDRESS_REFUSED', 'no', /private/],
    [NOT_FOUND, 'FUNCTION_NOT_FOUND', 'no', /address of there/],
    [{ type: 'badReply', ran: 'yes', reason: 'x' }, 'FUNCTION_BAD_REPLY', 'yes', /no reply/],
    [
      { type: 'badReply', ran: 'unknown', reason: 'x' },
      'FUNCTION_BAD_REPLY',
      'unknown',
      /may or may not.*in front of there/,
    ],
    [{ type: 'tooLarge', ran: 'yes', error: new InputRefused('too large') }, 'BAD_USER_INPUT', 'yes', /too large/],
  ];
  it.each(ROWS)('of %j: %s, ran: %s', async (outcome, code, ran, words) => {
    const { functions, wish } = platform(() => outcome);
    const error = await errorOfCall(functions.call(wish(WRITE)));
    expect(error).toMatchObject({ code, facts: { ran } });
    expect(error.message).toMatch(words);
  });

  it.each([
    [{ ...CRASHED, ...far }, 'FUNCTION_FAILED'],
    [{ ...AWAY, ...far }, 'FUNCTION_UNREACHABLE'],
    [{ ...THROTTLED, ...far }, 'FUNCTION_BUSY'],
    [fault('PROVIDER_THROTTLED', far), 'PROVIDER_THROTTLED'],
  ])('how long to wait, where somebody said so: %j', async (outcome, code) => {
    const { functions, wish } = platform(() => outcome);
    const error = await errorOfCall(functions.call(wish(WRITE)));
    expect(error).toMatchObject({ code, facts: { retryAfterMs: 60_000 } });
  });

  it('of a platform that is not there', async () => {
    const { functions, wish, clock } = platform(() => AWAY);
    const call = functions.call(wish(WRITE, { deadlineAt: clock.now() + 1_000 }));
    void call.catch(() => {});
    for (let step = 0; step < 12; step += 1) {
      await settled();
      clock.advance(100);
    }
    await expect(call).rejects.toMatchObject({ code: 'FUNCTION_UNREACHABLE', facts: { ran: 'no' } });
  });

  it('the facts that an error has of its own stay beside `ran`', async () => {
    const { functions, wish, log } = platform(() => CRASHED);
    const error = await errorOfCall(functions.call(wish(WRITE)));
    const { invocationId } = error.facts;
    expect(log).toMatchObject([{ outcome: 'platformError', reason: 'it crashed', invocationId, deployment: 'there' }]);
  });

  it('nothing of the reason that a platform gave', async () => {
    const { functions, wish } = platform(() => ({ ...CRASHED, reason: 'canary-7731' }));
    const error = await errorOfCall(functions.call(wish(WRITE)));
    expect(JSON.stringify([error.message, error.facts])).not.toContain('canary');
  });

  it('the answer, when there is one', async () => {
    const { functions, wish } = platform(() => ({ ...DONE, data: [1], cursor: 'next' }));
    expect(await functions.call(wish())).toEqual({ data: [1], cursor: 'next' });
  });
});

describe('a call is not sent', () => {
  it('to a deployment that is disabled', async () => {
    const { functions, wish, calls } = platform(() => DONE);
    await expect(functions.call(wish(deployed({}, { enabled: false })))).rejects.toMatchObject({
      code: 'INVALID_STATE',
      message: expect.stringContaining('there of sandbox.listThings is disabled') as string,
      facts: { ran: 'no' },
    });
    expect(calls).toEqual([]);
  });

  it.each([READ, WRITE])('when its deadline has passed: $name', async (fn) => {
    const { ask, calls, clock } = platform(() => DONE);
    expect(await ask(fn, { deadlineAt: clock.now() })).toMatchObject({ type: 'functionTimeout', ran: 'no' });
    expect(calls).toEqual([]);
  });
});

it('an invoker that throws breaks neither the call nor the limit', async () => {
  const { ask, functions } = platform(() => {
    throw new Error('a bug');
  });
  expect(await ask(WRITE)).toMatchObject({ type: 'platformError', ran: 'unknown' });
  expect(functions.condition(WRITE.deployment).callsInFlight).toBe(0);
});

it("attempts belong to the request's trace", async () => {
  const { ask, calls } = platform(() => DONE);
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  await withinTrace(`00-${trace}-00f067aa0ba902b7-01`, () => ask(WRITE));
  expect(calls[0]!.traceparent).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
  expect(calls[0]!.traceparent).not.toContain('00f067aa0ba902b7');
});

describe('health', () => {
  it('counts calls and failures of one function on one deployment', async () => {
    const { ask, functions, clock, arrived } = platform();
    const read = (name: string, fn = WRITE.name) => functions.health({ ...WRITE.deployment, name }, fn);
    expect(read('there')).toEqual({
      calls: 0,
      failures: 0,
      p50Ms: null,
      p95Ms: null,
      lastError: null,
      lastErrorAt: null,
    });
    for (const outcome of [DONE, DONE, CRASHED]) {
      const end = ask(WRITE);
      await settled();
      clock.advance(100);
      arrived[0]!.answer(outcome);
      await end;
    }
    expect(read('there')).toMatchObject({
      calls: 3,
      failures: 1,
      p50Ms: 100,
      p95Ms: 100,
      lastError: { code: 'FUNCTION_FAILED' },
      lastErrorAt: clock.now(),
    });
    expect([read('elsewhere').calls, read('there', 'sandbox.other').calls]).toEqual([0, 0]);
  });

  it('leaves out callers who left, and takes no time from calls that were not sent', async () => {
    const { ask, functions, calls } = platform(() => UNAUTHORIZED);
    await ask(WRITE);
    await ask(WRITE, { signal: AbortSignal.abort() });
    expect(calls).toHaveLength(1);
    expect(functions.health(WRITE.deployment, WRITE.name)).toMatchObject({ calls: 1, failures: 1, p50Ms: null });
  });
});

describe('who a deployment is', () => {
  const description = { manifest: JSON.parse(JSON.stringify(manifestOf(echo))), sealingKey: null, version: 'abc' };

  it('is asked in one call with fifteen seconds, and checked', async () => {
    const { functions, calls, clock } = platform(() => ({ ...DONE, data: description }));
    expect(await functions.describe(READ.deployment)).toEqual(description);
    expect(calls).toMatchObject([
      { functionName: 'causeway.describe', account: null, attempt: 1, deadlineAt: clock.now() + 15_000 },
    ]);
  });

  it('is asked of disabled ones too, and of those whose breaker is open', async () => {
    let isDown = true;
    const { functions, ask } = platform(() => (isDown ? CRASHED : { ...DONE, data: description }));
    for (let at = 0; at < 10; at += 1) await ask(WRITE);
    expect(functions.condition(READ.deployment).breaker).toBe('OPEN');
    isDown = false;
    expect(await functions.describe({ ...READ.deployment, enabled: false })).toEqual(description);
  });

  it('is not believed when it breaks the contract', async () => {
    const { functions } = platform(() => ({ ...DONE, data: { ...description, sealingKey: 7 } }));
    await expect(functions.describe(READ.deployment)).rejects.toMatchObject({
      code: 'FUNCTION_BAD_REPLY',
      message: expect.stringContaining('description.sealingKey') as string,
    });
  });

  it('is asked once, whatever goes wrong', async () => {
    const { functions, calls } = platform(() => AWAY);
    await expect(functions.describe(READ.deployment)).rejects.toMatchObject({
      code: 'FUNCTION_UNREACHABLE',
      facts: { ran: 'no' },
    });
    expect(calls).toHaveLength(1);
  });
});

describe('what the platforms know', () => {
  const closed: string[] = [];
  const invoker = {
    platform: 'LAMBDA_URL',
    settings: z.strictObject({
      url: z.url(),
      region: z.string().default('eu-north-1'),
      role: z.strictObject({ arn: z.string() }).optional(),
    }),
    address: ({ url }: { url: string }) => url,
    invoke: async () => DONE,
    close: async () => void closed.push('LAMBDA_URL'),
  };
  const invokers = { LAMBDA_URL: invoker, HTTP: invoker } as unknown as Invokers;
  const functions = createFunctions({ invokers, clock: manualClock() });

  it('settings are checked, and defaults filled in', () => {
    const target = functions.target('LAMBDA_URL', { url: 'https://a.example' });
    expect(target).toEqual({ url: 'https://a.example', region: 'eu-north-1' });
    expect(functions.address({ platform: 'LAMBDA_URL', target })).toBe('https://a.example');
  });

  it.each([
    [{ url: 7 }, 'target.lambdaUrl.url'],
    [{ url: 'https://a.example', role: { arn: 1 } }, 'target.lambdaUrl.role.arn'],
    [{ url: 'https://a.example', rgion: 'x' }, 'target.lambdaUrl'],
    [null, 'target.lambdaUrl'],
  ])('%j is refused at %s', (settings, argument) => {
    expect(() => functions.target('LAMBDA_URL', settings)).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', argument }) as Error,
    );
  });

  it('are closed once each', async () => {
    await functions.close();
    expect(closed).toEqual(['LAMBDA_URL']);
  });
});
