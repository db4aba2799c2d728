import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';

/** Sockets written to before the event loop gets a turn: 250 take about 3 ms. */
const SENDS_PER_TURN = 250;
/** How long a replay waits for a reader that still takes in what it was sent. Live events wait for nobody. */
const REPLAY_PATIENCE_MS = 10_000;
const REPLAY_POLL_MS = 5;

/** One event as every subscriber of a stream gets it. */
export interface Delivery {
  /** The execution result as JSON text. */
  readonly json: string;
  /** The event's place in its log. Null: it has none. */
  readonly cursor: string | null;
}

/** Where a subscriber's events go. Calls must not throw. */
export interface Sink {
  next(delivery: Delivery): void;
  /** Bytes sent and not yet taken by the reader. */
  backlogBytes(): number;
  /** The reader cannot keep up and gets no more: it comes back with its last cursor. */
  tooSlow(): void;
  /** The subscription failed and is over. */
  error(errors: readonly GraphQLError[]): void;
  /** There will be no more events. */
  complete(): void;
}

/** A subscriber, and the cursor up to which it has everything (null: nothing to skip). */
export interface Member {
  readonly sink: Sink;
  seen: string | null;
}

export interface StreamPorts {
  /** Opens the source of events. Its errors end the stream. */
  open(): Promise<AsyncIterable<unknown> | readonly GraphQLError[]>;
  /** Executes the subscription for one event, once for all members. */
  render(event: unknown): Promise<Delivery>;
  compareCursors(a: string, b: string): number;
  /** Bytes that may wait for one reader. */
  readonly maxBacklogBytes: number;
  /** All members have the event at `position`, or will before any other. */
  delivered(): void;
  /** The source ended or failed; all members were told. */
  ended(): void;
}

/** One run of a source and those who follow it. */
export interface Stream {
  readonly members: Set<Member>;
  /** Cursor of the event that was delivered last. Before the first: where it began, or null when that is not known. */
  readonly position: string | null;
  /** True once an event was delivered and none is being delivered. */
  readonly settled: boolean;
  /** True before the first event. */
  readonly fresh: boolean;
  /** Ends the source. Members hear nothing. */
  stop(): void;
}

export function openStream(begin: string | null, ports: StreamPorts): Stream {
  const members = new Set<Member>();
  let source: AsyncIterator<unknown> | null = null;
  let state: 'fresh' | 'delivering' | 'settled' | 'stopped' = 'fresh';
  let position = begin;

  async function deliver(event: unknown): Promise<void> {
    state = 'delivering';
    const delivery = await ports.render(event);
    if (isStopped()) return;
    // Position and receivers are taken in one turn: who joins from here on gets the next event, not this one.
    const receivers = [...members];
    position = delivery.cursor ?? position;
    let sent = 0;
    for (const member of receivers) {
      if (!members.has(member) || hasSeen(member, delivery.cursor)) continue;
      if (member.sink.backlogBytes() > ports.maxBacklogBytes) {
        members.delete(member);
        member.sink.tooSlow();
        continue;
      }
      member.sink.next(delivery);
      if (++sent % SENDS_PER_TURN === 0) await nextTurn();
    }
    if (begin !== null) await caughtUp();
    if (isStopped()) return;
    state = 'settled';
    ports.delivered();
  }

  /** A replay reads faster than any socket takes: it waits, so that history alone makes nobody too slow. */
  async function caughtUp(): Promise<void> {
    const isBehind = ({ sink }: Member) => sink.backlogBytes() > ports.maxBacklogBytes / 2;
    for (let waitedMs = 0; waitedMs < REPLAY_PATIENCE_MS && [...members].some(isBehind); waitedMs += REPLAY_POLL_MS)
      await sleep(REPLAY_POLL_MS);
  }

  function hasSeen(member: Member, cursor: string | null): boolean {
    if (member.seen === null || cursor === null) return false;
    if (ports.compareCursors(cursor, member.seen) <= 0) return true;
    member.seen = null;
    return false;
  }

  async function run(): Promise<void> {
    const opened = await ports.open();
    if (!(Symbol.asyncIterator in opened)) return end((sink) => sink.error(opened));
    source = opened[Symbol.asyncIterator]();
    while (!isStopped()) {
      const { done, value } = await source.next();
      if (isStopped()) break;
      if (done) return end((sink) => sink.complete());
      await deliver(value);
    }
    await source.return?.();
  }

  function end(tell: (sink: Sink) => void): void {
    if (isStopped()) return;
    state = 'stopped';
    const last = [...members];
    members.clear();
    for (const { sink } of last) tell(sink);
    ports.ended();
  }

  const isStopped = () => state === 'stopped';
  run().catch((thrown: unknown) => {
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    end((sink) => sink.error([new GraphQLError(error.message, { originalError: error })]));
  });

  return {
    members,
    get position() {
      return position;
    },
    get settled() {
      return state === 'settled';
    },
    get fresh() {
      return state === 'fresh';
    },
    stop() {
      if (isStopped()) return;
      state = 'stopped';
      // A source that fails while it closes has nobody left to tell.
      source?.return?.().catch(() => undefined);
    },
  };
}
