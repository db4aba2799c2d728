/** `causeway providers`: the accounts that the gateway looks after. */
import type { Command } from 'commander';
import type { ProviderState } from '../../schema/generated/types.ts';
import { action, enumValues, repeated, type Context, type Work } from '../command.ts';
import { Refused, WrongUsage } from '../failures.ts';
import {
  DeleteProviderDocument,
  ListProvidersDocument,
  ShowProviderDocument,
  type ProviderRowFragment,
  type ShowProviderQuery,
} from '../generated/operations.ts';
import { paintWord } from '../output/style.ts';
import type { Column } from '../output/table.ts';
import { plural } from '../output/text.ts';
import { relative } from '../output/time.ts';
import { collect } from '../paging.ts';
import { askText } from '../prompts.ts';
import { findProvider } from '../provider-names.ts';
import { addProvider } from './providers-add.ts';
import { syncProvider } from './providers-sync.ts';
import { updateProvider } from './providers-update.ts';
import { waitForProvider } from './providers-wait.ts';

const WHAT_CONNECTORS_TAKE = `
What a connector takes as credential and options:
  causeway query '{ connectors { nodes { name credentialSchema optionsSchema } } }'`;

export function providers(program: Command): void {
  const group = program.command('providers').description('the accounts that the gateway looks after');

  group
    .command('add')
    .argument('[name]', 'a name for people, unique in the gateway')
    .description('add an account, check its credential and list it for the first time')
    .option('--connector <name>', 'the connector that speaks to it, such as aws')
    .option(
      '--credential-file <file>',
      "JSON as the connector's credentialSchema says; - for stdin; asked for when left out",
    )
    .option('--region <region>', 'list this region only; may be repeated', repeated)
    .option('--option <key=value>', 'an option of the connector; may be repeated', repeated)
    .option('--options-file <file>', 'options of the connector as JSON; - for stdin')
    .option('--deployment <name>', 'a deployment that serves it alone, such as a Lambda in its own account')
    .option(
      '--account-id <id>',
      'an account that the system behind the connector has already: it is taken over, not made',
    )
    .option('--sync-interval <duration>', 'how often to list it anew, such as 15m, or never', '15m')
    .option('--no-wait', 'do not wait for the first sync')
    .addHelpText('after', WHAT_CONNECTORS_TAKE)
    .action(action(addProvider));

  group
    .command('ls')
    .description('list the providers')
    .option('--connector <name>', 'only of this connector; may be repeated', repeated)
    .option('--state <state>', 'only in this state, such as ready or degraded; may be repeated', repeated)
    .option('--name-prefix <text>', 'only those whose name starts so')
    .action(action(listProviders));

  group
    .command('show')
    .argument('<provider>', 'name or id')
    .description('show one provider with its slices')
    .action(action(showProvider));

  group
    .command('wait')
    .argument('<provider>', 'name or id')
    .description('wait until its first listing has ended, also by the system behind the connector')
    .option('--timeout <duration>', 'give up after this time, such as 30m; without it, never')
    .action(action(waitForProvider));

  group
    .command('sync')
    .argument('<provider>', 'name or id')
    .description('list its resources and alarms again, now')
    .option('--kind <kind>', 'only this kind, such as Instance; may be repeated', repeated)
    .option('--region <region>', 'only this region; may be repeated', repeated)
    .option('--no-wait', 'do not wait for its end')
    .action(action(syncProvider));

  group
    .command('update')
    .argument('<provider>', 'name or id')
    .description('give it another credential, or a deployment of its own')
    .option('--credential-file <file>', 'the new credential; - for stdin; asked for when left out')
    .option('--deployment <name>', 'the deployment that serves it alone; an empty text: what serves its connector')
    .action(action(updateProvider));

  group
    .command('rm')
    .argument('<provider>', 'name or id')
    .description('remove a provider with its credential, resources and alarms, and what was made for it upstream')
    .option('--keep-upstream', 'leave its account in the system behind the connector')
    .option('-y, --yes', 'do not ask for the name')
    .action(action(removeProvider));
}

const listProviders: Work<{ connector?: string[]; state?: string[]; namePrefix?: string }, []> = async (
  { api, terminal },
  options,
) => {
  const filter = {
    connectors: options.connector ?? null,
    states: enumValues<ProviderState>(options.state),
    namePrefix: options.namePrefix ?? null,
  };
  const found = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListProvidersDocument, { filter, ...page })).providers,
  );
  if (terminal.json) return terminal.printJson(found);
  if (found.nodes.length === 0) return terminal.note('No providers. Add one with `causeway providers add`.');
  const word = (text: string) => paintWord(terminal.paint, text);
  const columns: Column<ProviderRowFragment>[] = [
    { title: 'NAME', cell: ({ name }) => name },
    { title: 'CONNECTOR', cell: ({ connector }) => connector.name },
    { title: 'STATE', cell: ({ state }) => state, paint: word, whole: true },
    ...(found.nodes.some(({ upstream }) => upstream !== null)
      ? [
          {
            title: 'UPSTREAM',
            cell: ({ upstream }: ProviderRowFragment) => upstream?.state ?? '-',
            paint: word,
            whole: true,
          },
        ]
      : []),
    { title: 'ACCOUNT', cell: ({ accountId }) => accountId ?? '-' },
    { title: 'REGIONS', cell: ({ regions }) => (regions ? String(regions.length) : '-'), right: true },
    { title: 'SYNCED', cell: ({ syncedAt }) => relative(syncedAt), whole: true },
    {
      title: 'REASON',
      cell: ({ stateCode, stateReason }) => (stateReason === null ? '' : `${stateCode ?? ''} ${stateReason}`),
    },
  ];
  const reasons = found.nodes.some(({ stateReason }) => stateReason !== null);
  terminal.printTable(reasons ? columns : columns.slice(0, -1), found.nodes);
};

const showProvider: Work<unknown, [string]> = async ({ api, terminal }, _options, nameOrId) => {
  const { id } = await findProvider(api, nameOrId);
  const { provider } = await api.execute(ShowProviderDocument, { id });
  if (!provider) throw new Refused('NOT_FOUND', `the provider ${nameOrId} is gone`);
  if (terminal.json) terminal.printJson(provider);
  else describe({ api, terminal }, provider);
};

function describe({ terminal }: Context, provider: NonNullable<ShowProviderQuery['provider']>): void {
  const reason = provider.stateReason === null ? '' : `  ${provider.stateCode ?? ''} ${provider.stateReason}`;
  const { lastSync } = provider;
  terminal.printPairs([
    ['Name', provider.name],
    ['Id', provider.id],
    ['Connector', `${provider.connector.title} (${provider.connector.name})`],
    ['State', provider.state + reason, (text) => text.replace(/^[A-Z_]+/, (word) => paintWord(terminal.paint, word))],
    ...(provider.deployment ? [['Deployment', `${provider.deployment.name}, for it alone`] as const] : []),
    ['Account', accountText(provider)],
    ...(provider.upstream ? [['Upstream', upstreamText(provider.upstream)] as const] : []),
    ['Regions', provider.regions?.join(', ') ?? 'not verified yet'],
    [
      'Synced',
      `${relative(provider.syncedAt)}, ${provider.syncInterval === null ? 'only when asked' : `every ${provider.syncInterval}`}`,
    ],
    ['Last sync', lastSync ? `${lastSync.state}, ${lastSync.done} of ${lastSync.total ?? '?'} slices` : 'none'],
    ['Options', JSON.stringify(provider.options)],
  ]);
  if (provider.slices.length === 0) return;
  terminal.print('');
  const columns: Column<(typeof provider.slices)[number]>[] = [
    { title: 'KIND', cell: ({ kind }) => kind },
    { title: 'REGION', cell: ({ region }) => region },
    { title: 'COUNT', cell: ({ count }) => (count === null ? '-' : String(count)), right: true },
    { title: 'LISTED', cell: ({ listedAt }) => relative(listedAt), whole: true },
    {
      title: 'ERROR',
      cell: ({ error }) => (error ? `${error.code} ${error.message}` : ''),
      paint: (text) => terminal.paint('red', text),
    },
  ];
  const errors = provider.slices.some(({ error }) => error !== null);
  terminal.printTable(errors ? columns : columns.slice(0, -1), provider.slices);
}

const accountText = ({ accountId, createdUpstream }: ProviderRowFragment) =>
  accountId === null ? 'not verified yet' : `${accountId}${createdUpstream ? ', made by Causeway' : ''}`;

const upstreamText = ({ state, syncedAt, reason, checkedAt }: NonNullable<ProviderRowFragment['upstream']>) =>
  `${state}, listed there ${relative(syncedAt)}, asked ${relative(checkedAt)}${reason === null ? '' : `: ${reason}`}`;

const removeProvider: Work<{ yes?: boolean; keepUpstream?: boolean }, [string]> = async (
  { api, terminal },
  options,
  nameOrId,
) => {
  const { provider } = await api.execute(ShowProviderDocument, { id: (await findProvider(api, nameOrId)).id });
  if (!provider) throw new Refused('NOT_FOUND', `the provider ${nameOrId} is gone`);
  const { id, name, accountId, connector, createdUpstream } = provider;
  const upstream =
    createdUpstream && !options.keepUpstream ? `, and its account ${accountId ?? ''} from ${connector.title}` : '';
  if (!options.yes) {
    const typed = await askText(terminal, {
      message: `Type ${name} to remove it with its credential, resources and alarms${upstream}`,
      flag: '--yes',
    });
    if (typed !== name) throw new WrongUsage(`the name is ${name}; nothing was removed`);
  }
  const { deleteProvider } = await api.execute(DeleteProviderDocument, {
    input: { id, name, keepUpstream: options.keepUpstream ?? false },
  });
  if (terminal.json) terminal.printJson(deleteProvider);
  else
    terminal.printText(
      `Removed ${name} and its ${plural(deleteProvider.deletedResourceCount, 'resource')} from the gateway${upstream}.`,
    );
};
