/** How a delivery stands after the work on it. */
import type { Failure } from '../../resolvers/rows.ts';
import type { DeliveriesTable } from '../store/index.ts';
import type { Claimed } from './claimed.ts';
import type { Incoming } from './incoming.ts';
import { delayMs, doubt, type Verdict } from './verdict.ts';

export interface Settlement {
  readonly delivery: Claimed;
  readonly columns: Pick<DeliveriesTable, 'state' | 'attempts' | 'in_doubt' | 'next_attempt_at' | 'finished_at'>;
  readonly error: Failure | null;
  /** Taken in the same transaction. */
  readonly events: readonly Incoming[];
}

/** After a verdict. Attempts and doubt were written before it: here they become what they were in truth. */
export function settle(delivery: Claimed, verdict: Verdict, now: number, random: () => number): Settlement {
  const { attempts: before, maxAttempts, createdAt, expiresAt } = delivery;
  if (verdict.type === 'delivered') return delivered(delivery, verdict.events, now);
  const attempts = before + (verdict.tried ? 1 : 0);
  if (verdict.type === 'dead') return dead(delivery, verdict, verdict.error, now);
  if (verdict.tried && attempts >= maxAttempts)
    return dead(
      delivery,
      verdict,
      { ...verdict.error, message: `given up after ${attempts} attempts: ${verdict.error.message}` },
      now,
    );
  const delay = delayMs(
    { attempts: verdict.tried ? attempts : 0, ageMs: now - createdAt, retryAfterMs: verdict.retryAfterMs },
    random,
  );
  return {
    delivery,
    columns: {
      state: 'PENDING',
      attempts,
      in_doubt: delivery.inDoubt || verdict.inDoubt ? 1 : 0,
      next_attempt_at: Math.min(now + delay, expiresAt),
      finished_at: null,
    },
    error: verdict.error,
    events: [],
  };
}

/** The same of one that a sender waits for, who is told, and may have it tried again: nothing else tries it again. */
export const settleAwaited = (delivery: Claimed, verdict: Verdict, now: number): Settlement =>
  verdict.type === 'delivered' ? delivered(delivery, verdict.events, now) : dead(delivery, verdict, verdict.error, now);

/** The function handled it, but what it answered with cannot be taken. */
export const withoutEvents = ({ delivery, columns }: Settlement, error: Failure): Settlement => ({
  delivery,
  columns: { ...columns, state: 'DEAD', in_doubt: 1 },
  error,
  events: [],
});

const delivered = (delivery: Claimed, events: readonly Incoming[], now: number): Settlement => ({
  delivery,
  columns: {
    state: 'DELIVERED',
    attempts: delivery.attempts + 1,
    in_doubt: 0,
    next_attempt_at: null,
    finished_at: now,
  },
  error: null,
  events,
});

function dead(
  delivery: Claimed,
  verdict: Exclude<Verdict, { type: 'delivered' }>,
  error: Failure,
  now: number,
): Settlement {
  const { inDoubt, functionName, attempts } = delivery;
  // A function that refused the event ran, too.
  const mayHaveBeen = verdict.type === 'again' ? verdict.inDoubt : verdict.tried;
  return {
    delivery,
    columns: {
      state: 'DEAD',
      attempts: attempts + (verdict.tried ? 1 : 0),
      in_doubt: inDoubt || mayHaveBeen ? 1 : 0,
      next_attempt_at: null,
      finished_at: now,
    },
    // An earlier attempt may have done what the last one says was not done.
    error: inDoubt || verdict.isAfterDoubt ? doubt(functionName, `the last of it was: ${error.message}`) : error,
    events: [],
  };
}
