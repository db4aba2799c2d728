import type { Bus, Topics } from './bus.ts';

/** What a reading gave, and whether nothing can follow it. */
interface Reading<Row> {
  readonly rows: readonly Row[];
  readonly last?: boolean;
}

/**
 * Rows now and after each message that matters, until the reader returns or a reading was the last. `read` is given
 * the messages since the reading before, null for the first; those that come while the reader is busy become one
 * reading, so a slow reader costs no memory.
 *
 * An iterator by hand, since the `return` of a generator waits for the message that its `await` is stuck in.
 */
export function watch<Topic extends keyof Topics, Row>(
  bus: Bus,
  topic: Topic,
  matters: (message: Topics[Topic]) => boolean,
  read: (messages: readonly Topics[Topic][] | null) => Promise<Reading<Row>>,
): AsyncIterableIterator<Row> {
  const rows: Row[] = [];
  let pending: Topics[Topic][] | null = null;
  let started = false;
  let ended = false;
  let wake = () => {};
  let unsubscribe = () => {};

  const start = () => {
    started = true;
    unsubscribe = bus.subscribe(topic, (message) => {
      if (!matters(message)) return;
      (pending ??= []).push(message);
      wake();
    });
  };
  const end = () => {
    ended = true;
    unsubscribe();
    wake();
  };
  const refill = async () => {
    const messages = pending;
    pending = null;
    const first = !started;
    if (first) start(); // before the first reading, so that nothing falls between
    const reading = await read(first ? null : (messages ?? []));
    rows.push(...reading.rows);
    if (reading.last) end();
  };

  return {
    async next() {
      while (rows.length === 0) {
        if (ended) return { done: true, value: undefined };
        if (started && !pending) await new Promise<void>((resolve) => (wake = resolve));
        else await refill().catch((error: unknown) => Promise.reject((end(), error)));
      }
      return { done: false, value: rows.shift()! };
    },
    async return() {
      rows.length = 0;
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
