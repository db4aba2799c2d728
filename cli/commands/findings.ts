/** `causeway findings`: what best-practice checks say of the accounts. */
import type { Command } from 'commander';
import type { AlarmSeverity, FindingVerdict } from '../../schema/generated/types.ts';
import { action, enumValues, limit, repeated, type Work } from '../command.ts';
import { EXIT } from '../failures.ts';
import { ListFindingsDocument, type FindingRowFragment } from '../generated/operations.ts';
import { joinMissing, reportMissing } from '../missing.ts';
import { paintWord } from '../output/style.ts';
import { relative } from '../output/time.ts';
import { collect, countOf } from '../paging.ts';
import { providerIds } from '../provider-names.ts';

interface Options {
  readonly provider?: string[];
  readonly resource?: string[];
  readonly check?: string[];
  readonly severity?: string[];
  readonly verdict?: string[];
  readonly includeCleared?: boolean;
  readonly maxAge?: string;
  readonly limit: number;
  readonly after?: string;
}

export function findings(program: Command): void {
  program
    .command('findings')
    .description('what best-practice checks say of the accounts, the worst first')
    .option('--provider <name>', 'only of this provider, by name or id; may be repeated', repeated)
    .option('--resource <id>', 'only of this resource; may be repeated', repeated)
    .option('--check <id>', 'only of this check; may be repeated', repeated)
    .option('--severity <severity>', 'only this bad: critical, high, medium, low or info; may be repeated', repeated)
    .option('--verdict <verdict>', 'only these: pass, fail, not-applicable or unknown; may be repeated', repeated)
    .option('--include-cleared', 'also those that listings do not show any more')
    .option('--max-age <duration>', 'list again first what is older, such as 5m; 0s for all')
    .option('--limit <count>', 'how many at most, or all', limit, 50)
    .option('--after <cursor>', 'go on behind this cursor')
    .action(action(listFindings));
}

const listFindings: Work<Options, []> = async ({ api, terminal }, options) => {
  const filter = {
    providerIds: await providerIds(api, options.provider),
    resourceIds: options.resource ?? null,
    checkIds: options.check ?? null,
    severities: enumValues<AlarmSeverity>(options.severity),
    verdicts: enumValues<FindingVerdict>(options.verdict),
    includeCleared: options.includeCleared ?? false,
  };
  const maxAge = options.maxAge ?? null;
  const found = await collect(
    { limit: options.limit, after: options.after, largest: 200 },
    async (page, isFirst) =>
      (await api.execute(ListFindingsDocument, { filter, maxAge: isFirst ? maxAge : null, ...page })).findings,
    joinMissing,
  );
  if (terminal.json) terminal.printJson(found);
  else if (found.nodes.length === 0) terminal.note('No findings fit.');
  else {
    const word = (text: string) => paintWord(terminal.paint, text);
    terminal.printTable<FindingRowFragment>(
      [
        { title: 'SEVERITY', cell: ({ severity }) => severity, paint: word, whole: true },
        {
          title: 'VERDICT',
          cell: ({ verdict, clearedAt }) => (clearedAt ? 'CLEARED' : verdict),
          paint: word,
          whole: true,
        },
        { title: 'CHECK', cell: ({ check }) => check.name },
        { title: 'SUMMARY', cell: ({ summary }) => summary },
        { title: 'RESOURCE', cell: ({ resource, resourceNativeId }) => resource?.name ?? resourceNativeId ?? '-' },
        { title: 'PROVIDER', cell: ({ provider }) => provider.name, spare: true },
        { title: 'SEEN', cell: ({ lastSeenAt }) => relative(lastSeenAt), whole: true, spare: true },
        { title: 'CHECK ID', cell: ({ check }) => check.id, whole: true, spare: true },
        { title: 'ID', cell: ({ id }) => id, whole: true, spare: true },
      ],
      found.nodes,
    );
    terminal.note(countOf(found));
  }
  if (found.complete) return EXIT.ok;
  reportMissing(terminal, found.missing);
  return EXIT.partial;
};
