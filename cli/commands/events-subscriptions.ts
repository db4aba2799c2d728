/** `causeway events subscriptions`. */
import type { EventSubscriptionMode } from '../../schema/generated/types.ts';
import { enumValue, type Work } from '../command.ts';
import { EXIT, WrongUsage } from '../failures.ts';
import {
  CreateEventSubscriptionDocument,
  DeleteEventSubscriptionDocument,
  ListEventSubscriptionsDocument,
  UpdateEventSubscriptionDocument,
  type EventSubscriptionRowFragment,
} from '../generated/operations.ts';
import type { Api } from '../api.ts';
import { plural } from '../output/text.ts';
import { collect } from '../paging.ts';
import { askYes } from '../prompts.ts';
import { findProvider } from '../provider-names.ts';

interface Options {
  readonly type: string;
  readonly function: string;
  readonly filter?: string;
  readonly deployment?: string;
  readonly provider?: string;
  readonly mode: string;
  readonly maxAttempts?: string;
  readonly maxAge?: string;
}

/** Every subscription, by name. */
export const allSubscriptions = (api: Api) =>
  collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListEventSubscriptionsDocument, page)).eventSubscriptions,
  );

export const listSubscriptions: Work<unknown, []> = async ({ api, terminal }) => {
  const found = await allSubscriptions(api);
  if (terminal.json) return terminal.printJson(found);
  if (found.nodes.length === 0)
    return terminal.note('No subscriptions. Add one with `causeway events subscriptions add`.');
  terminal.printTable<EventSubscriptionRowFragment>(
    [
      { title: 'NAME', cell: ({ name }) => name, whole: true },
      { title: 'EVENTS', cell: ({ eventType }) => eventType },
      { title: 'FILTER', cell: ({ filter }) => filter ?? '-', spare: true },
      {
        title: 'FUNCTION',
        cell: ({ functionName, deployment }) => `${functionName}${deployment ? ` on ${deployment.name}` : ''}`,
      },
      { title: 'PROVIDER', cell: ({ provider }) => provider?.name ?? '-', spare: true },
      { title: 'MODE', cell: ({ mode, enabled }) => (enabled ? mode : `${mode} OFF`), whole: true },
      { title: 'PENDING', cell: ({ pendingCount }) => String(pendingCount), right: true, whole: true },
      {
        title: 'DEAD',
        cell: ({ deadCount }) => String(deadCount),
        paint: (text, { deadCount }) => (deadCount > 0 ? terminal.paint('red', text) : text),
        right: true,
        whole: true,
      },
    ],
    found.nodes,
  );
};

export const addSubscription: Work<Options, [string]> = async ({ api, terminal }, options, name) => {
  const input = {
    name,
    eventType: options.type,
    functionName: options.function,
    filter: options.filter ?? null,
    deployment: options.deployment ?? null,
    providerId: options.provider === undefined ? null : (await findProvider(api, options.provider)).id,
    mode: enumValue<EventSubscriptionMode>(options.mode),
    ...limitsOf(options),
  };
  const { createEventSubscription } = await api.execute(CreateEventSubscriptionDocument, { input });
  if (terminal.json) terminal.printJson(createEventSubscription);
  else terminal.printText(`Events of ${options.type} go to ${options.function} now.`);
};

export const updateSubscription: Work<Partial<Options>, [string]> = async ({ api, terminal }, options, name) => {
  const changes = {
    ...(options.type === undefined ? {} : { eventType: options.type }),
    ...(options.function === undefined ? {} : { functionName: options.function }),
    ...(options.filter === undefined ? {} : { filter: options.filter }),
    ...limitsOf(options),
  };
  if (Object.keys(changes).length === 0)
    throw new WrongUsage(
      'nothing to change was given',
      'Give --type, --function, --filter, --max-attempts or --max-age.',
    );
  const { updateEventSubscription } = await api.execute(UpdateEventSubscriptionDocument, {
    input: { name, ...changes },
  });
  if (terminal.json) terminal.printJson(updateEventSubscription);
  else terminal.printText(`Updated ${name}.`);
};

export const setSubscriptionEnabled =
  (enabled: boolean): Work<unknown, [string]> =>
  async ({ api, terminal }, _options, name) => {
    const { updateEventSubscription } = await api.execute(UpdateEventSubscriptionDocument, {
      input: { name, enabled },
    });
    if (terminal.json) terminal.printJson(updateEventSubscription);
    else terminal.printText(`${enabled ? 'Enabled' : 'Disabled'} ${name}.`);
  };

export const removeSubscription: Work<{ all?: boolean; discard?: boolean; yes?: boolean }, [string[]]> = async (
  { api, terminal },
  { all, discard, yes },
  given,
) => {
  if (all ? given.length > 0 : given.length === 0)
    throw new WrongUsage('give either the names of subscriptions, or --all');
  const names = all ? (await allSubscriptions(api)).nodes.map(({ name }) => name) : given;
  if (names.length === 0) {
    if (terminal.json) terminal.printJson([]);
    else terminal.note('No subscriptions.');
    return EXIT.ok;
  }
  if (!yes) await askYes(terminal, { message: `Remove ${names.join(', ')}?`, flag: '--yes' });
  const removed = [];
  for (const name of names) {
    const input = { name, discardDeliveries: discard ?? false };
    const { deleteEventSubscription: payload } = await api.execute(DeleteEventSubscriptionDocument, { input });
    removed.push(payload);
    const { discardedCount } = payload;
    const lost = discardedCount === 0 ? '' : `, and gave up ${plural(discardedCount, 'delivery', 'deliveries')}`;
    if (!terminal.json) terminal.printText(`Removed ${name}${lost}.`);
  }
  if (terminal.json) terminal.printJson(removed);
  return EXIT.ok;
};

function limitsOf({ maxAttempts, maxAge }: Pick<Partial<Options>, 'maxAttempts' | 'maxAge'>) {
  if (maxAttempts !== undefined && !/^[1-9]\d{0,2}$/.test(maxAttempts))
    throw new WrongUsage('--max-attempts takes a whole number from 1 to 100');
  return {
    ...(maxAttempts === undefined ? {} : { maxAttempts: Number(maxAttempts) }),
    ...(maxAge === undefined ? {} : { maxAge }),
  };
}
