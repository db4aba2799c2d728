/** Delivers what waits in the outbox: at least once to functions that are idempotent, at most once to the others. */
import { setMaxListeners } from 'node:events';
import { BadReply } from '../../functions/sdk/index.ts';
import type { Failure } from '../../resolvers/rows.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import { Cancelled, StoreUnavailable } from '../errors.ts';
import type { Outcome } from '../invoke/index.ts';
import type { AlarmSenders } from './alarm-senders.ts';
import { codedOf, scopeOf, type Calls } from './calls.ts';
import type { Claimed, OutboxRows, Settlement } from './outbox-rows.ts';
import { delayMs, doubt, failure, judge, type Verdict } from './verdict.ts';

/** Calls at the same time, and those of one function: a slow one leaves room for the others. */
const MAX_IN_FLIGHT = 64;
const MAX_IN_FLIGHT_PER_FUNCTION = 48;

/** How much longer a lease is than a call may take: for writing down how it ended. */
const LEASE_MARGIN_MS = 30_000;

/** How often is looked for what another replica, which has ended since, left behind. */
const POLL_MS = 5_000;
const STORE_RETRY_MS = 1_000;

/** What a state says of the work that led to it. */
const ENDS = { DELIVERED: 'delivered', PENDING: 'retried', DEAD: 'dead' } as const;

export interface Outbox {
  /** Takes no more, waits for what is under way for so long, then ends it; what is not known of it is written down. */
  close(drainTimeoutMs: number): Promise<void>;
}

/** Takes how the work on a delivery ended, once that is written down. */
export interface DeliveryMeter {
  delivery(outcome: 'delivered' | 'retried' | 'dead'): void;
}

export interface OutboxPorts {
  readonly rows: OutboxRows;
  readonly calls: Calls;
  readonly senders: AlarmSenders;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly callTimeoutMs: number;
  readonly meter: DeliveryMeter;
  /** Told how each attempt ended that did not succeed; `reason` is for the log alone. */
  onFailed(delivery: Claimed, outcome: Exclude<Outcome, { type: 'ok' }>): void;
  readonly onUnexpected: (error: unknown) => void;
  readonly random?: () => number;
}

export function startOutbox(ports: OutboxPorts): Outbox {
  const {
    rows,
    calls,
    senders,
    clock,
    bus,
    callTimeoutMs,
    meter,
    onFailed,
    onUnexpected,
    random = Math.random,
  } = ports;
  const leaseMs = callTimeoutMs + LEASE_MARGIN_MS;
  const stopping = new AbortController();
  const cutting = new AbortController();
  setMaxListeners(0, cutting.signal); // each call in flight listens
  const inFlight = new Set<Promise<void>>();
  const perFunction = new Map<string, number>();
  let woken = false;
  let wake = () => {};

  const wakeUp = () => {
    woken = true;
    wake();
  };
  const saturated = () =>
    [...perFunction].flatMap(([name, count]) => (count >= MAX_IN_FLIGHT_PER_FUNCTION ? [name] : []));

  async function attempt(delivery: Claimed): Promise<void> {
    const settlement = settle(delivery, await verdictOf(delivery), clock.now(), random);
    // What cannot be written down now is tried again while nobody else may work on it.
    for (const until = clock.now() + LEASE_MARGIN_MS; ;) {
      try {
        if (await rows.settle(settlement)) meter.delivery(ENDS[settlement.columns.state]);
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || clock.now() >= until || cutting.signal.aborted) throw error;
        await clock.sleep(STORE_RETRY_MS, cutting.signal);
      }
    }
  }

  async function verdictOf(delivery: Claimed): Promise<Verdict> {
    if (clock.now() >= delivery.expiresAt) return { type: 'dead', error: tooOld(delivery), tried: false };
    const ready = await calls.find(delivery).catch(codedOf);
    if (!('fn' in ready))
      return { type: 'again', error: failure(ready), retryAfterMs: null, tried: false, inDoubt: false };
    if (delivery.inDoubt && !ready.fn.idempotent)
      return {
        type: 'dead',
        error: { code: new Cancelled().code, message: 'it was being called when the gateway stopped' },
        tried: false,
      };
    const { subscription, event, hops, id: invocationId } = delivery;
    const deadlineAt = clock.now() + callTimeoutMs;
    const outcome = await calls.call(ready, event, { subscription, deadlineAt, signal: cutting.signal });
    if (outcome.type !== 'ok') onFailed(delivery, outcome);
    const verdict = judge(outcome, ready.fn, { hops, invocationId });
    if (verdict.type !== 'delivered') return verdict;
    try {
      await senders.checkAnswered(verdict.events, scopeOf(delivery));
      return verdict;
    } catch (error) {
      if (error instanceof BadReply) return { type: 'dead', error: failure(error), tried: true };
      throw error; // as it is not known whether they are right, the delivery stays in doubt
    }
  }

  function begin(delivery: Claimed) {
    const { functionName } = delivery;
    perFunction.set(functionName, (perFunction.get(functionName) ?? 0) + 1);
    const work: Promise<void> = attempt(delivery)
      .catch(onUnexpected)
      .finally(() => {
        inFlight.delete(work);
        const count = perFunction.get(functionName)! - 1;
        if (count === 0) perFunction.delete(functionName);
        else perFunction.set(functionName, count);
        wakeUp();
      });
    inFlight.add(work);
  }

  /** Begins what is due, and says how long there is nothing to do. */
  async function beginDue(): Promise<number> {
    if (inFlight.size >= MAX_IN_FLIGHT) return POLL_MS;
    const claimed = await rows.claim(clock.now(), leaseMs, () => ({
      count: stopping.signal.aborted ? 0 : MAX_IN_FLIGHT - inFlight.size,
      without: saturated(),
    }));
    for (const delivery of claimed) begin(delivery);
    if (claimed.length > 0) return 0;
    const dueAt = await rows.nextDueAt(saturated());
    return dueAt === null ? POLL_MS : Math.min(POLL_MS, Math.max(1, dueAt - clock.now()));
  }

  async function run() {
    let failing = false;
    while (!stopping.signal.aborted) {
      woken = false;
      let pauseMs = STORE_RETRY_MS;
      try {
        pauseMs = await beginDue();
        failing = false;
      } catch (error) {
        if (!failing) onUnexpected(error); // once an outage
        failing = true;
      }
      if (pauseMs > 0 && !woken) await pause(pauseMs);
    }
  }

  async function pause(pauseMs: number) {
    const sleeping = new AbortController();
    wake = () => sleeping.abort();
    await clock.sleep(pauseMs, sleeping.signal).catch(() => undefined);
    wake = () => {};
  }

  const unsubscribe = bus.subscribe('outbox', wakeUp);
  const running = run();

  return {
    async close(drainTimeoutMs) {
      unsubscribe();
      stopping.abort();
      wakeUp();
      await running;
      const cut = setTimeout(() => cutting.abort(), drainTimeoutMs);
      await Promise.all(inFlight);
      clearTimeout(cut);
    },
  };
}

/** How a delivery stands after a verdict. Attempts and doubt were written before it: here they become what they were in truth. */
export function settle(delivery: Claimed, verdict: Verdict, now: number, random: () => number): Settlement {
  const { attempts: before, maxAttempts, inDoubt, createdAt, expiresAt } = delivery;
  if (verdict.type === 'delivered')
    return {
      delivery,
      columns: { state: 'DELIVERED', attempts: before + 1, in_doubt: 0, next_attempt_at: null, finished_at: now },
      error: null,
      events: verdict.events,
    };
  const attempts = before + (verdict.tried ? 1 : 0);
  // An earlier attempt may have done what the last one says was not done.
  const truth = (error: Failure) =>
    inDoubt ? doubt(delivery.functionName, `the last of it was: ${error.message}`) : error;
  const dead = (error: Failure): Settlement => ({
    delivery,
    columns: { state: 'DEAD', attempts, in_doubt: 0, next_attempt_at: null, finished_at: now },
    error: truth(error),
    events: [],
  });
  if (verdict.type === 'dead') return dead(verdict.error);
  if (verdict.tried && attempts >= maxAttempts)
    return dead({ ...verdict.error, message: `given up after ${attempts} attempts: ${verdict.error.message}` });
  const delay = delayMs(
    { attempts: verdict.tried ? attempts : 0, ageMs: now - createdAt, retryAfterMs: verdict.retryAfterMs },
    random,
  );
  return {
    delivery,
    columns: {
      state: 'PENDING',
      attempts,
      in_doubt: inDoubt || verdict.inDoubt ? 1 : 0,
      next_attempt_at: Math.min(now + delay, expiresAt),
      finished_at: null,
    },
    error: verdict.error,
    events: [],
  };
}

/** Why it ended: what failed last. */
function tooOld({ error }: Claimed): Failure {
  if (error) return { code: error.code, message: `given up, since its age ran out: ${error.message}` };
  return { code: new Cancelled().code, message: 'given up, since its age ran out before it was tried' };
}
