/** `causeway status`: is the gateway there, who am I, and does anything need a look. */
import type { Command } from 'commander';
import { action, type Work } from '../command.ts';
import { EXIT, Unreachable } from '../failures.ts';
import {
  ListDeploymentsDocument,
  ListProvidersDocument,
  StatusDocument,
  type AlarmRowFragment,
  type DeploymentRowFragment,
  type EventSubscriptionRowFragment,
  type ProviderRowFragment,
} from '../generated/operations.ts';
import { paintWord } from '../output/style.ts';
import type { Terminal } from '../output/terminal.ts';
import { plural } from '../output/text.ts';
import { relative } from '../output/time.ts';
import { collect } from '../paging.ts';
import { allSubscriptions } from './events-subscriptions.ts';
import { lastError, stateOf } from './functions-show.ts';

export function status(program: Command): void {
  program
    .command('status')
    .description('is the gateway there, who am I, does anything need a look')
    .action(action(showStatus));
}

const showStatus: Work<unknown, []> = async ({ api, terminal }) => {
  const { url } = api.settings;
  const ready = await api.get('readyz');
  if (!ready.ok) {
    const { reasons = [] } = (await ready.json().catch(() => ({}))) as { reasons?: string[] };
    const why = [ready.status, ...reasons].join(', ');
    throw new Unreachable(
      `the gateway at ${url.href} is not ready (${why})`,
      'It is starting or stopping, or this is not a gateway. Try again in a moment.',
    );
  }
  const { viewer, alarms, registryRevision } = await api.execute(StatusDocument, {});
  const providers = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListProvidersDocument, page)).providers,
  );
  const deployments = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListDeploymentsDocument, page)).deployments,
  );
  const stopped = deployments.nodes.filter(isStopped);
  const deliveries = viewer.role === 'ADMIN' ? deliveriesOf((await allSubscriptions(api)).nodes) : null;
  const states: Record<string, number> = {};
  for (const { state } of providers.nodes) states[state] = (states[state] ?? 0) + 1;
  const troubled = providers.nodes.filter(({ stateReason }) => stateReason !== null);
  if (terminal.json) {
    terminal.printJson({
      url: url.href,
      ready: true,
      viewer,
      providers: { totalCount: providers.totalCount, states, troubled },
      alarms,
      registryRevision,
      deployments: { totalCount: deployments.nodes.length, troubled: stopped },
      deliveries,
    });
    return EXIT.ok;
  }
  const word = (text: string) => paintWord(terminal.paint, text);
  const counts = Object.entries(states)
    .map(([state, count]) => `${count} ${state}`)
    .join(', ');
  terminal.printPairs([
    ['Gateway', `${url.href}  ready`, (text) => text.replace(/ready$/, (ok) => terminal.paint('green', ok))],
    [
      'Key',
      `${viewer.name} (${viewer.role}, ${viewer.providerIds ? plural(viewer.providerIds.length, 'provider') : 'all providers'})`,
    ],
    [
      'Providers',
      providers.totalCount === 0 ? 'none yet; add one with `causeway providers add`' : counts,
      (text) => text.replace(/[A-Z_]{4,}/g, word),
    ],
    [
      'Alarms',
      alarms.totalCount === 0 ? 'none firing' : `${alarms.totalCount} FIRING`,
      (text) => text.replace(/FIRING/, word),
    ],
    [
      'Functions',
      `${plural(deployments.nodes.length, 'deployment')}, ${stopped.length === 0 ? 'none' : stopped.length} in trouble (revision ${registryRevision})`,
    ],
    ...(deliveries === null ? [] : [deliveriesPair(terminal, deliveries)]),
  ]);
  if (stopped.length > 0) {
    terminal.print('');
    terminal.printTable<DeploymentRowFragment>(
      [
        { title: 'DEPLOYMENT', cell: ({ name }) => name },
        { title: 'STATE', cell: stateOf, paint: word, whole: true },
        { title: 'LAST ERROR', cell: (one) => lastErrorText(one) },
      ],
      stopped,
    );
  }
  if (troubled.length > 0) {
    terminal.print('');
    terminal.printTable<ProviderRowFragment>(
      [
        { title: 'PROVIDER', cell: ({ name }) => name },
        { title: 'STATE', cell: ({ state }) => state, paint: word, whole: true },
        { title: 'REASON', cell: ({ stateCode, stateReason }) => `${stateCode ?? ''} ${stateReason ?? ''}` },
      ],
      troubled,
    );
  }
  if (alarms.nodes.length > 0) {
    terminal.print('');
    terminal.printTable<AlarmRowFragment>(
      [
        { title: 'SEVERITY', cell: ({ severity }) => severity, paint: word, whole: true },
        { title: 'ALARM', cell: ({ title }) => title },
        { title: 'PROVIDER', cell: ({ provider }) => provider?.name ?? '(removed)' },
        { title: 'REGION', cell: ({ region }) => region },
        { title: 'SINCE', cell: ({ startedAt }) => relative(startedAt), whole: true },
      ],
      alarms.nodes,
    );
  }
  return EXIT.ok;
};

/** Not that somebody disabled it: that is wanted. */
const isStopped = ({ enabled, condition }: DeploymentRowFragment) =>
  enabled && (condition.breaker !== 'CLOSED' || (condition.lastProbe?.error ?? null) !== null);

function lastErrorText(deployment: DeploymentRowFragment): string {
  const error = lastError(deployment);
  return error ? `${error.code} ${error.message}` : '';
}

interface Deliveries {
  readonly pending: number;
  readonly dead: number;
}

const deliveriesOf = (subscriptions: readonly EventSubscriptionRowFragment[]): Deliveries => ({
  pending: subscriptions.reduce((sum, { pendingCount }) => sum + pendingCount, 0),
  dead: subscriptions.reduce((sum, { deadCount }) => sum + deadCount, 0),
});

const deliveriesPair = (terminal: Terminal, { pending, dead }: Deliveries) =>
  [
    'Events',
    pending + dead === 0 ? 'none waiting' : `${pending} PENDING, ${dead} DEAD`,
    (text: string) => (dead === 0 ? text : text.replace(/\d+ DEAD/, (count) => terminal.paint('red', count))),
  ] as const;
