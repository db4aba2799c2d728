/** `causeway resources`: what is in the accounts. */
import type { Command } from 'commander';
import type { ResourceOrder, ResourceOrderField, ResourceState, TagFilter } from '../../schema/generated/types.ts';
import { action, enumValue, enumValues, limit, repeated, type Work } from '../command.ts';
import { EXIT, WrongUsage } from '../failures.ts';
import { ListResourcesDocument, type ResourceRowFragment } from '../generated/operations.ts';
import { joinMissing, reportMissing } from '../missing.ts';
import { paintWord } from '../output/style.ts';
import { relative } from '../output/time.ts';
import { collect, countOf } from '../paging.ts';
import { providerIds } from '../provider-names.ts';

interface Options {
  readonly provider?: string[];
  readonly kind?: string[];
  readonly region?: string[];
  readonly state?: string[];
  readonly tag?: string[];
  readonly namePrefix?: string;
  readonly text?: string;
  readonly includeMissing?: boolean;
  readonly maxAge?: string;
  readonly order?: string;
  readonly limit: number;
  readonly after?: string;
}

export function resources(program: Command): void {
  program
    .command('resources')
    .description('what is in the accounts')
    .command('ls')
    .description('list resources over all providers')
    .option('--provider <name>', 'only of this provider, by name or id; may be repeated', repeated)
    .option('--kind <kind>', 'only of this kind, such as Instance or Volume; may be repeated', repeated)
    .option('--region <region>', 'only in this region; may be repeated', repeated)
    .option('--state <state>', 'only in this state, such as running or in-use; may be repeated', repeated)
    .option('--tag <key[=value]>', 'only with this tag; may be repeated, all must fit', repeated)
    .option('--name-prefix <text>', 'only those whose name starts so')
    .option('--text <text>', 'only those with this in their name or native id')
    .option('--include-missing', 'also those that listings do not show any more')
    .option('--max-age <duration>', 'list again first what is older, such as 5m; 0s for all')
    .option('--order <field[:desc]>', 'name, kind, first-seen-at or observed-at')
    .option('--limit <count>', 'how many at most, or all', limit, 100)
    .option('--after <cursor>', 'go on behind this cursor')
    .action(action(listResources));
}

const listResources: Work<Options, []> = async ({ api, terminal }, options) => {
  const filter = {
    providerIds: await providerIds(api, options.provider),
    kinds: options.kind ?? null,
    regions: options.region ?? null,
    states: enumValues<ResourceState>(options.state),
    tags: options.tag?.map(tagFilter) ?? null,
    namePrefix: options.namePrefix ?? null,
    text: options.text ?? null,
    includeMissing: options.includeMissing ?? false,
  };
  const orderBy = options.order === undefined ? null : order(options.order);
  const maxAge = options.maxAge ?? null;
  const found = await collect(
    { limit: options.limit, after: options.after, largest: 500 },
    async (page, isFirst) =>
      (await api.execute(ListResourcesDocument, { filter, orderBy, maxAge: isFirst ? maxAge : null, ...page }))
        .resources,
    joinMissing,
  );
  if (terminal.json) terminal.printJson(found);
  else if (found.nodes.length === 0) terminal.note('No resources fit.');
  else {
    terminal.printTable<ResourceRowFragment>(
      [
        { title: 'ID', cell: ({ id }) => id, whole: true },
        { title: 'KIND', cell: ({ kind }) => kind },
        { title: 'NAME', cell: ({ name }) => name },
        {
          title: 'STATE',
          cell: ({ state, rawState, missingSince }) =>
            missingSince !== null ? 'MISSING' : state === 'UNKNOWN' ? `UNKNOWN (${rawState})` : (state ?? '-'),
          paint: (text) => paintWord(terminal.paint, text),
        },
        { title: 'PROVIDER', cell: ({ provider }) => provider.name, spare: true },
        { title: 'REGION', cell: ({ region }) => region, spare: true },
        { title: 'OBSERVED', cell: ({ observedAt }) => relative(observedAt), whole: true, spare: true },
      ],
      found.nodes,
    );
    terminal.note(countOf(found));
  }
  if (found.complete) return EXIT.ok;
  reportMissing(terminal, found.missing);
  return EXIT.partial;
};

function tagFilter(text: string): TagFilter {
  const at = text.indexOf('=');
  return at === -1 ? { key: text, value: null } : { key: text.slice(0, at), value: text.slice(at + 1) };
}

function order(text: string): ResourceOrder {
  const [field, direction = 'asc', ...rest] = text.split(':');
  if (!field || rest.length > 0)
    throw new WrongUsage('--order takes a field, and :desc for the other way', 'As in --order observed-at:desc.');
  return { field: enumValue<ResourceOrderField>(field), direction: enumValue(direction) };
}
