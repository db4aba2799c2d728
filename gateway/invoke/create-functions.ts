import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { describeIssues } from '../../functions/sdk/index.ts';
import type { LogLine } from '../../functions/sdk/serve.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { Clock } from '../clock.ts';
import { BadInput } from '../errors.ts';
import { createAttempts } from './attempts.ts';
import type { Deployment } from './deployment.ts';
import { describe } from './describe.ts';
import type { CallMeter, FunctionCall, Functions } from './functions.ts';
import type { Invoker, Invokers } from './invoker.ts';
import { errorOf, type CallNames } from './call-error.ts';
import type { Outcome } from './outcome.ts';
import { createClosingClock } from './resilience/closing-clock.ts';
import { createCoalescing } from './resilience/coalescing.ts';
import { createTimetable } from './resilience/timetable.ts';
import { createStates, identityOf } from './states.ts';

export interface FunctionsPorts {
  /** Every platform; closed with the functions. */
  readonly invokers: Invokers;
  readonly clock: Clock;
  readonly meter?: CallMeter;
  /** Takes why calls failed, which clients are not told. */
  readonly log?: (line: LogLine) => void;
}

/** An outcome, and the invocation that it is of: that of another caller where both were one. */
interface Ended {
  readonly invocationId: string;
  readonly outcome: Outcome;
}

const never = new AbortController().signal;
setMaxListeners(0, never);

const UNMETERED: CallMeter = { call: () => {}, attempt: () => {} };

export function createFunctions({ invokers, meter = UNMETERED, log = () => {}, ...ports }: FunctionsPorts): Functions {
  const clock = createClosingClock(ports.clock);
  const timetable = createTimetable(ports.clock);
  const states = createStates({ clock, timetable, log });
  const attempts = createAttempts({ invokers, clock, timetable, states, meter });
  const coalescing = createCoalescing<Ended>(clock, timetable);
  const invokerOf = (platform: Deployment['platform']) => invokers[platform] as Invoker<unknown>;

  async function run(wish: FunctionCall, signal: AbortSignal, abandon: (() => void) | null): Promise<Ended> {
    const { fn, input, account, deadlineAt, idempotencyKey = null } = wish;
    const invocationId = randomUUID();
    const startedAt = clock.now();
    const outcome = await attempts.make(
      fn,
      {
        invocationId,
        functionName: fn.name,
        input,
        account,
        attempt: 1,
        deadlineAt,
        idempotencyKey,
        traceparent: null,
      },
      signal,
      abandon,
    );
    note(wish, { invocationId, outcome }, startedAt);
    return { invocationId, outcome };
  }

  function note({ fn }: FunctionCall, { invocationId, outcome }: Ended, startedAt: number) {
    const now = clock.now();
    const durationMs = outcome.ran === 'no' || outcome.type === 'cancelled' ? null : now - startedAt;
    meter.call(fn.deployment.name, fn.name, outcome.type, durationMs);
    // A call that its caller gave up says nothing of the function.
    if (outcome.type === 'cancelled') return;
    const { health } = states.of(fn.deployment).functions.of(fn.name);
    if (outcome.type === 'ok') return health.note(durationMs, null, now);
    const names = namesOf(fn, invocationId);
    health.note(durationMs, errorOf(outcome, names), now);
    // Of calls that are held back there may be any number; what changed is logged once, by the breaker.
    if (!('reason' in outcome) || outcome.type === 'busy') return;
    const { type, ran, reason } = outcome;
    log({ level: 'warn', message: 'a call failed', ...names, outcome: type, ran, reason });
  }

  async function end(wish: FunctionCall): Promise<Ended> {
    const { fn, deadlineAt, signal = never } = wish;
    const at = (outcome: Outcome): Ended => ({ invocationId: randomUUID(), outcome });
    if (!fn.deployment.enabled) {
      meter.call(fn.deployment.name, fn.name, 'disabled', null);
      return at({ type: 'disabled', ran: 'no' });
    }
    if (signal.aborted) return at({ type: 'cancelled', ran: 'no' });
    // One caller may have any number of calls in flight; each takes its listener away again.
    if (signal !== never) setMaxListeners(0, signal);
    const key = keyOf(wish);
    if (key === null) return run(wish, signal, null);
    return coalescing.join(key, deadlineAt, signal, {
      run: (leave) => run(wish, leave.signal, () => leave.abort()),
      left: () => at({ type: 'cancelled', ran: 'unknown' }),
      late: () => at({ type: 'functionTimeout', ran: 'unknown', reason: 'another caller waits on' }),
      isLate: ({ outcome }) => outcome.type === 'functionTimeout',
    });
  }

  return {
    async call(wish) {
      const { invocationId, outcome } = await end(wish);
      if (outcome.type !== 'ok') throw errorOf(outcome, namesOf(wish.fn, invocationId));
      return { data: outcome.data, cursor: outcome.cursor };
    },

    invoke: async (wish) => (await end(wish)).outcome,

    describe: (deployment, signal = never) => describe(invokerOf(deployment.platform), deployment, clock, signal),

    health: (deployment, functionName) => states.of(deployment).functions.of(functionName).health.read(),

    condition(deployment) {
      const { breaker, limiter } = states.of(deployment);
      return {
        breaker: breaker.state(),
        breakerRetryAt: breaker.retryAt(),
        concurrencyLimit: limiter.limit(deployment.maxConcurrency),
        callsInFlight: limiter.inFlight(),
        callsQueued: limiter.queued(),
      };
    },

    target(platform, settings) {
      const target = invokerOf(platform).settings.safeParse(settings);
      if (target.success) return target.data;
      const root = `target.${fieldOf(platform)}`;
      const path = target.error.issues[0]?.path ?? [];
      throw new BadInput([root, ...path].join('.'), `is not as it must be: ${describeIssues(target.error, root)}`);
    },

    address: ({ platform, target }) => invokerOf(platform).address(target),

    forget: (deployment) => states.forget(deployment),

    async close() {
      clock.close();
      await Promise.all([...new Set(Object.values(invokers))].map((invoker) => invoker.close()));
      timetable.close();
    },
  };
}

/** The same for identical reads, which may be one call. Null: a call of its own. */
function keyOf({ fn, input, sameAs = input, account, idempotencyKey = null }: FunctionCall): string | null {
  if (fn.effect !== 'READ' || !fn.idempotent || idempotencyKey !== null) return null;
  try {
    return canonicalJson([identityOf(fn.deployment), fn.name, sameAs, account]);
  } catch {
    return null; // what JSON cannot write is refused by the invoker
  }
}

/** The field of a platform in the SDL's `DeploymentTarget`: `LAMBDA_URL` is `lambdaUrl`. */
const fieldOf = (platform: string) =>
  platform.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

const namesOf = ({ name, deployment }: FunctionCall['fn'], invocationId: string): CallNames => ({
  functionName: name,
  invocationId,
  deployment: deployment.name,
  platform: deployment.platform,
});
