/** One reader for old and new events: what it reads is always the log, and being woken only makes it look sooner. */
import { setImmediate } from 'node:timers/promises';
import type { AlarmEventRow } from '../../resolvers/rows.ts';
import type { AlarmEventFilter } from '../../schema/generated/types.ts';
import type { Bus } from '../bus/index.ts';
import type { Clock } from '../clock.ts';
import type { Scope } from '../inventory/index.ts';
import type { Position } from './cursor.ts';
import type { AlarmLog } from './log.ts';

/** What a reader holds in memory at most. */
const BATCH = 200;
/** How long a lost wake-up can delay an event. */
const POLL_MS = 1_000;

/**
 * Events behind `after`, read as the consumer takes them, until it returns. An invalid or expired cursor is the error
 * of the first `next()`. `return()` ends it even while a `next()` waits, which a bare generator cannot do.
 */
export function follow(
  { log, clock, bus }: { log: AlarmLog; clock: Clock; bus: Bus },
  filter: AlarmEventFilter | null | undefined,
  after: string | null | undefined,
  scope: Scope,
): AsyncIterableIterator<AlarmEventRow, undefined> {
  const start = log.position(after); // at once: the caller follows from now on, not from its first `next()`
  start.catch(() => undefined); // it is thrown where it is awaited
  const conditions = [
    {
      provider_id: filter?.providerIds,
      resource_id: filter?.resourceIds,
      severity: filter?.severities,
      type: filter?.types,
    },
    { provider_id: scope },
  ];
  let stopped = false;
  let wake = new AbortController();

  async function* read(): AsyncGenerator<AlarmEventRow, undefined> {
    let position: Position = await start;
    const unsubscribe = bus.subscribe('alarm-log', () => wake.abort());
    try {
      while (!stopped) {
        wake = new AbortController(); // before reading: whoever rings meanwhile makes us read again at once
        const { events, end, more } = await log.read(position, conditions, BATCH);
        yield* events;
        position = end;
        if (more) await setImmediate(); // a long replay leaves room for others
        else if (!stopped) await nap(clock, wake.signal);
      }
    } finally {
      unsubscribe();
    }
  }

  const events = read();
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => events.next(),
    async return() {
      stopped = true;
      wake.abort();
      await events.return(undefined);
      return { done: true, value: undefined };
    },
  };
}

/** Sleeps until the next poll or until it is woken. */
async function nap(clock: Clock, wake: AbortSignal): Promise<void> {
  try {
    await clock.sleep(POLL_MS, wake);
  } catch (error) {
    if (!wake.aborted) throw error;
  }
}
