import type { Events } from '../../resolvers/context.ts';
import type { ViewerRow } from '../../resolvers/rows.ts';
import type { Areas } from './areas.ts';

export function eventsPort({ events, audit }: Areas, { name: actor, providerIds: scope }: ViewerRow): Events {
  const { subscriptions, deliveries, webhooks } = events;
  const recorded = <Result>(action: string, details: object, work: () => Promise<Result>): Promise<Result> =>
    audit.record({ actor, action, details: { ...details } }, work);

  return {
    searchSubscriptions: (page) => subscriptions.search(page, scope),
    loadSubscription: (id) => subscriptions.load(id, scope),
    subscriptionNamed: (name) => subscriptions.named(name, scope),
    counts: (name) => subscriptions.counts(name),
    createSubscription: (input) =>
      recorded('createEventSubscription', input, async () => ({
        eventSubscription: await subscriptions.create(input, scope),
      })),
    updateSubscription: (input) =>
      recorded('updateEventSubscription', input, async () => ({
        eventSubscription: await subscriptions.update(input, scope),
      })),
    deleteSubscription: (input) => recorded('deleteEventSubscription', input, () => subscriptions.remove(input, scope)),

    searchDeliveries: (filter, page) => deliveries.search(filter, page, scope),
    loadDelivery: (id) => deliveries.load(id, scope),
    redrive: (input) => recorded('redriveDeliveries', input, () => deliveries.redrive(input, scope)),

    webhooks: () => webhooks.list(),
    loadWebhook: (id) => webhooks.load(id),
    createWebhook: (input) => recorded('createWebhook', input, async () => ({ webhook: await webhooks.create(input) })),
    deleteWebhook: (name) =>
      recorded('deleteWebhook', { name }, async () => {
        await webhooks.remove(name);
        return { deletedName: name };
      }),
  };
}
