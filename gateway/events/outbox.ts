/** Delivers what waits in the outbox: at least once to functions that are idempotent, at most once to the others. */
import { setMaxListeners } from 'node:events';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import type { Attempts } from './attempts.ts';
import { LEASE_MARGIN_MS, type Claimed } from './claimed.ts';
import type { OutboxRows } from './outbox-rows.ts';
import { settle } from './settlement.ts';

/** Calls at the same time. */
const MAX_IN_FLIGHT = 64;

/** How often is looked for what another replica, which has ended since, left behind. */
const POLL_MS = 5_000;
const STORE_RETRY_MS = 1_000;

export interface Outbox {
  /** Takes no more, waits for what is under way for so long, then ends it; what is not known of it is written down. */
  close(drainTimeoutMs: number): Promise<void>;
}

export interface OutboxPorts {
  readonly rows: OutboxRows;
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly bus: Bus;
  readonly callTimeoutMs: number;
  readonly onUnexpected: (error: unknown) => void;
  readonly random?: () => number;
}

export function startOutbox(ports: OutboxPorts): Outbox {
  const { rows, attempts, clock, bus, callTimeoutMs, onUnexpected, random = Math.random } = ports;
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
  /**
   * How many calls one function may still begin that has so many under way: it gets half of what the others leave free.
   * So one that is stuck leaves half to the others, two a quarter, and a function that is not called yet gets the last place.
   */
  const shareOf = (underWay: number) => {
    const free = MAX_IN_FLIGHT - inFlight.size;
    return underWay === 0 ? Math.ceil(free / 2) : Math.floor((free + underWay) / 2) - underWay;
  };
  const saturated = () => [...perFunction].flatMap(([name, count]) => (shareOf(count) <= 0 ? [name] : []));
  /** As many as any function may begin, since all that is due may be of one. */
  const wanted = () => {
    const shares = [0, ...perFunction.values()].map(shareOf).filter((share) => share > 0);
    return shares.length === 0 || stopping.signal.aborted ? 0 : Math.min(...shares);
  };

  async function attempt(delivery: Claimed): Promise<void> {
    const { signal } = cutting;
    const { verdict } = await attempts.make(delivery, { deadlineAt: clock.now() + callTimeoutMs, signal });
    await attempts.writeDown(settle(delivery, verdict, clock.now(), random), signal);
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
    const claimed = await rows.claim(clock.now(), leaseMs, () => ({ count: wanted(), without: saturated() }));
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
