/** Event subscriptions and webhooks of a file against those of the gateway. */
import type { Api } from '../api.ts';
import {
  CreateEventSubscriptionDocument,
  CreateWebhookDocument,
  DeleteEventSubscriptionDocument,
  DeleteWebhookDocument,
  ListEventSubscriptionsDocument,
  ListWebhooksDocument,
  UpdateEventSubscriptionDocument,
  type EventSubscriptionRowFragment,
  type WebhookRowFragment,
} from '../generated/operations.ts';
import { collect } from '../paging.ts';
import { findProvider } from '../provider-names.ts';
import { differences, replace, type Change } from './change.ts';
import type { WantedSubscription, WantedWebhook } from './file.ts';

/** What a subscription keeps for good; another one takes its place when it is to differ. */
const FOR_GOOD = new Set(['mode', 'deployment', 'provider']);

/** Changes that make the gateway have these subscriptions; with `prune`, and no others. */
export async function subscriptionChanges(
  api: Api,
  wanted: ReadonlyMap<string, WantedSubscription>,
  prune: boolean,
): Promise<readonly Change[]> {
  const { nodes } = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListEventSubscriptionsDocument, page)).eventSubscriptions,
  );
  const present = new Map(nodes.map((one) => [one.name, one]));
  const changes = [...wanted].flatMap(([name, one]): Change[] => {
    const found = present.get(name);
    const before = found ? asWritten(found, one) : null;
    const differing = differences(before ?? {}, one);
    if (differing.length === 0) return [];
    const subject = `event subscription ${name}`;
    if (!before) return [{ sign: '+', subject, differences: differing, run: (at) => create(at, name, one) }];
    const isAnother = differing.some(({ field }) => FOR_GOOD.has(field));
    return [
      {
        sign: '~',
        subject: isAnother ? `${subject} (removed and made anew)` : subject,
        differences: differing,
        async run(at) {
          if (!isAnother) return await update(at, name, one);
          await replace({
            remove: () => remove(at, name),
            create: () => create(at, name, one),
            putBack: () => create(at, name, before),
          });
          return [];
        },
      },
    ];
  });
  const surplus = prune ? nodes.filter(({ name }) => !wanted.has(name)) : [];
  return [
    ...changes,
    ...surplus.map(({ name }): Change => ({
      sign: '-',
      subject: `event subscription ${name}`,
      differences: [],
      run: (at) => remove(at, name),
    })),
  ];
}

/** As a file would say it; its provider by id where the wanted one is. */
const asWritten = (found: EventSubscriptionRowFragment, wanted: WantedSubscription): WantedSubscription => ({
  eventType: found.eventType,
  filter: found.filter,
  function: found.functionName,
  deployment: found.deployment?.name ?? null,
  provider: found.provider?.id === wanted.provider ? wanted.provider : (found.provider?.name ?? null),
  mode: found.mode,
  enabled: found.enabled,
  maxAttempts: found.maxAttempts,
  maxAge: found.maxAge,
});

async function create(api: Api, name: string, wanted: WantedSubscription): Promise<readonly string[]> {
  const { function: functionName, provider, enabled, ...rest } = wanted;
  const providerId = provider === null ? null : (await findProvider(api, provider)).id;
  await api.execute(CreateEventSubscriptionDocument, { input: { name, functionName, providerId, ...rest } });
  if (!enabled) await api.execute(UpdateEventSubscriptionDocument, { input: { name, enabled } });
  return [];
}

async function update(api: Api, name: string, wanted: WantedSubscription): Promise<readonly string[]> {
  const { eventType, filter, function: functionName, enabled, maxAttempts, maxAge } = wanted;
  const input = { name, eventType, filter: filter ?? '', functionName, enabled, maxAttempts, maxAge };
  await api.execute(UpdateEventSubscriptionDocument, { input });
  return [];
}

/** Refused by the gateway while deliveries are pending or dead: giving those up is for a person to say. */
async function remove(api: Api, name: string): Promise<readonly string[]> {
  await api.execute(DeleteEventSubscriptionDocument, { input: { name, discardDeliveries: false } });
  return [];
}

/** Changes that make the gateway have these webhooks; with `prune`, and no others. */
export async function webhookChanges(
  api: Api,
  wanted: ReadonlyMap<string, WantedWebhook>,
  prune: boolean,
): Promise<readonly Change[]> {
  const { webhooks } = await api.execute(ListWebhooksDocument, {});
  const present = new Map(webhooks.map((one) => [one.name, one]));
  const changes = [...wanted].flatMap(([name, one]): Change[] => {
    const found: WebhookRowFragment | undefined = present.get(name);
    const differing = differences(found ? { kind: found.kind, secret: found.secret } : {}, one);
    if (differing.length === 0) return [];
    return [
      {
        sign: found ? '~' : '+',
        subject: `webhook ${name}`,
        differences: differing,
        async run(at) {
          const make = ({ kind, secret }: WantedWebhook) =>
            at.execute(CreateWebhookDocument, { input: { name, kind, secret } });
          if (!found) await make(one);
          else
            await replace({
              remove: () => at.execute(DeleteWebhookDocument, { input: { name } }),
              create: () => make(one),
              putBack: () => make(found),
            });
          return [];
        },
      },
    ];
  });
  const surplus = prune ? webhooks.filter(({ name }) => !wanted.has(name)) : [];
  return [
    ...changes,
    ...surplus.map(({ name }): Change => ({
      sign: '-',
      subject: `webhook ${name}`,
      differences: [],
      async run(at) {
        await at.execute(DeleteWebhookDocument, { input: { name } });
        return [];
      },
    })),
  ];
}
