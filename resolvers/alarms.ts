import { countedConnection } from './connections.ts';
import type { Resolvers } from './generated/resolvers.ts';
import type { AlarmEventRow, AlarmRow } from './rows.ts';

/** Alarms: search, acknowledge and follow. Rules live in `gateway/alarms`; here we only translate. */
export const alarms: Resolvers = {
  Query: {
    alarms: (_root, { filter, ...page }, context) => context.alarms.search(filter, page),
  },
  Mutation: {
    acknowledgeAlarm: async (_root, { input: { id, note, idempotencyKey } }, context) => ({
      alarm: await context.alarms.acknowledge(id, note, idempotencyKey),
    }),
  },
  Subscription: {
    alarmEvents: {
      subscribe: (_root, { filter, after }, context) => context.alarms.follow(filter, after),
      resolve: (event: AlarmEventRow) => event,
    },
  },
  Alarm: {
    provider: ({ providerId }, _args, { providers }) => providers.load(providerId),
    resource: ({ resourceId }, _args, { resources }) => (resourceId ? resources.load(resourceId) : null),
  },
  AlarmConnection: countedConnection<AlarmRow>(),
};
