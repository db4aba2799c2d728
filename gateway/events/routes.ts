/** Which subscriptions want an event. Filters may take long, so they are evaluated before the transaction begins. */
import type { Transaction } from 'kysely';
import type { EventSubscriptionRow, Failure } from '../../resolvers/rows.ts';
import { BadInput } from '../errors.ts';
import type { Store, Tables } from '../store/index.ts';
import { createFilters, newBudget, type Budget, type Fit } from './filter.ts';
import type { Incoming } from './incoming.ts';
import { toRow } from './subscriptions.ts';

/** So long nothing else is done while filters are evaluated, but for one that takes longer by itself. */
const SLICE_MS = 10;

/** What the filters said of an event, by their text. */
export type Judged<Event extends Incoming> = Event & {
  readonly fits: ReadonlyMap<string, Fit>;
  readonly budget: Budget;
};

/** A subscription that wants an event; `refused`: why it is not known whether it does. */
export interface Wanted {
  readonly subscription: EventSubscriptionRow;
  readonly refused: Failure | null;
}

export interface Routes {
  /** Asks the filters, in the time that one post has, and lets others work in between. */
  judge<Event extends Incoming>(incoming: readonly Event[]): Promise<readonly Judged<Event>[]>;
  /** The subscriptions as they are now. */
  load(trx: Transaction<Tables>): Promise<readonly EventSubscriptionRow[]>;
  /**
   * Those of them that want the event. What counts is what a transaction sees, so a filter that was changed since the
   * event was judged is asked now, in what is left of the time.
   */
  wantedBy(subscriptions: readonly EventSubscriptionRow[], one: Judged<Incoming>): readonly Wanted[];
}

export interface RoutePorts {
  readonly store: Store;
  /** Told of each filter that could not be evaluated. */
  onUnfit(subscription: string, reason: string): void;
}

export function createRoutes({ store, onUnfit }: RoutePorts): Routes {
  const filters = createFilters();
  /** As the last transaction saw them: whom to ask beforehand. Null: none was there yet. */
  let latest: readonly EventSubscriptionRow[] | null = null;

  async function load(db: Transaction<Tables> | Store['db']) {
    const rows = await db.selectFrom('event_subscriptions').selectAll().where('enabled', '=', 1).execute();
    return (latest = rows.map(toRow));
  }

  function wantedFrom(subscription: EventSubscriptionRow, one: Judged<Incoming>): readonly Wanted[] {
    const { event, alarms, fits, budget } = one;
    // Alarms of one account are no reason to work on another.
    if (alarms && subscription.providerId !== null && subscription.providerId !== alarms.providerId) return [];
    const { filter } = subscription;
    const known = filter === null || !filters.isFor(subscription, event) ? undefined : fits.get(filter);
    const fit = known ?? filters.fits(subscription, event, budget);
    if (fit === 'no') return [];
    if (fit === 'yes') return [{ subscription, refused: null }];
    if (!fit.isKnown) onUnfit(subscription.name, fit.reason);
    const rule = `of the subscription ${subscription.name} cannot be evaluated for this event: ${fit.reason}. Test with \`has\` what may be absent`;
    const { code, message } = new BadInput('the filter', rule);
    return [{ subscription, refused: { code, message } }];
  }

  return {
    async judge(incoming) {
      const budget = newBudget();
      const judged = incoming.map((one) => ({ ...one, fits: new Map<string, Fit>(), budget }));
      let pausedAt = performance.now();
      // One filter after the other, so that one that is always late is found out by the first events.
      for (const subscription of latest ?? (await load(store.db))) {
        const { filter } = subscription;
        if (filter === null) continue;
        for (const { event, fits } of judged) {
          if (fits.has(filter) || !filters.isFor(subscription, event)) continue;
          fits.set(filter, filters.fits(subscription, event, budget));
          if (performance.now() - pausedAt < SLICE_MS) continue;
          await new Promise(setImmediate);
          pausedAt = performance.now();
        }
      }
      return judged;
    },
    load,
    wantedBy: (subscriptions, one) => subscriptions.flatMap((subscription) => wantedFrom(subscription, one)),
  };
}
