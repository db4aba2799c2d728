import { connection } from './connections.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { DeliveryRow, EventSubscriptionRow } from './rows.ts';

/** Events: which go where, what became of them, and the webhooks they come by. */
export const events: Resolvers = {
  Query: {
    eventSubscriptions: (_root, page, context) => context.events.searchSubscriptions(page),
    deliveries: (_root, { filter, ...page }, context) => context.events.searchDeliveries(filter, page),
    webhooks: (_root, _args, context) => context.events.webhooks(),
  },
  Mutation: {
    createEventSubscription: (_root, { input }, context) => context.events.createSubscription(input),
    updateEventSubscription: (_root, { input }, context) => context.events.updateSubscription(input),
    deleteEventSubscription: (_root, { input }, context) => context.events.deleteSubscription(input),
    redriveDeliveries: (_root, { input }, context) => context.events.redrive(input),
    createWebhook: (_root, { input }, context) => context.events.createWebhook(input),
    deleteWebhook: (_root, { input }, context) => context.events.deleteWebhook(input.name),
  },
  EventSubscription: {
    deployment: ({ deploymentName }, _args, { deployments }) =>
      deploymentName === null ? null : deployments.named(deploymentName),
    provider: ({ providerId }, _args, { providers }) => (providerId === null ? null : providers.load(providerId)),
    pendingCount: async ({ name }, _args, context) => (await context.events.counts(name)).pending,
    deadCount: async ({ name }, _args, context) => (await context.events.counts(name)).dead,
  },
  Delivery: {
    subscription: ({ subscriptionName }, _args, context) =>
      subscriptionName === null ? null : context.events.subscriptionNamed(subscriptionName),
  },
  EventSubscriptionConnection: connection<EventSubscriptionRow>(),
  DeliveryConnection: connection<DeliveryRow>(),
};
