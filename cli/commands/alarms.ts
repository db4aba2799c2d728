/** `causeway alarms`: what is wrong in the accounts. */
import type { Command } from 'commander';
import type { AlarmSeverity, AlarmState } from '../../schema/generated/types.ts';
import { action, enumValues, limit, repeated, type Work } from '../command.ts';
import { AcknowledgeAlarmDocument, ListAlarmsDocument, type AlarmRowFragment } from '../generated/operations.ts';
import { paintWord } from '../output/style.ts';
import { relative } from '../output/time.ts';
import { collect, countOf } from '../paging.ts';
import { providerIds } from '../provider-names.ts';
import { followAlarms, type AlarmOptions } from './alarms-follow.ts';

export function alarms(program: Command): void {
  const group = program.command('alarms').description('what is wrong in the accounts');
  const filtered = (command: Command) =>
    command
      .option('--provider <name>', 'only of this provider, by name or id; may be repeated', repeated)
      .option('--resource <id>', 'only of this resource; may be repeated', repeated)
      .option('--severity <severity>', 'only this bad: critical, high, medium, low or info; may be repeated', repeated);

  filtered(group.command('ls'))
    .description('list alarms, the most lately changed first')
    .option('--state <state>', 'only in this state; may be repeated; all but resolved when left out', repeated)
    .option('--limit <count>', 'how many at most, or all', limit, 50)
    .option('--after <cursor>', 'go on behind this cursor')
    .action(action(listAlarms));

  filtered(group.command('follow'))
    .description('print each alarm event as it comes; goes on by itself after a lost connection')
    .option('--type <type>', 'only these events: raised, updated, acknowledged or resolved; may be repeated', repeated)
    .option('--after <cursor>', 'start behind this event instead of now')
    .action(action(followAlarms));

  group
    .command('ack')
    .argument('<id>', 'the alarm')
    .description('say that you look after an alarm')
    .option('--note <text>', 'a word for the others')
    .action(action(acknowledge));
}

const listAlarms: Work<AlarmOptions & { state?: string[]; limit: number }, []> = async ({ api, terminal }, options) => {
  const filter = {
    providerIds: await providerIds(api, options.provider),
    resourceIds: options.resource ?? null,
    states: enumValues<AlarmState>(options.state),
    severities: enumValues<AlarmSeverity>(options.severity),
  };
  const found = await collect(
    { limit: options.limit, after: options.after, largest: 200 },
    async (page) => (await api.execute(ListAlarmsDocument, { filter, ...page })).alarms,
  );
  if (terminal.json) return terminal.printJson(found);
  if (found.nodes.length === 0) return terminal.note('No alarms.');
  const word = (text: string) => paintWord(terminal.paint, text);
  terminal.printTable<AlarmRowFragment>(
    [
      { title: 'ID', cell: ({ id }) => id, whole: true },
      { title: 'SEVERITY', cell: ({ severity }) => severity, paint: word, whole: true },
      { title: 'STATE', cell: ({ state }) => state, paint: word, whole: true },
      { title: 'TITLE', cell: ({ title }) => title },
      { title: 'RESOURCE', cell: ({ resource }) => resource?.name ?? '-', spare: true },
      { title: 'PROVIDER', cell: ({ provider }) => provider?.name ?? '(removed)', spare: true },
      { title: 'REGION', cell: ({ region }) => region, spare: true },
      { title: 'CHANGED', cell: ({ changedAt }) => relative(changedAt), whole: true, spare: true },
    ],
    found.nodes,
  );
  terminal.note(countOf(found));
};

const acknowledge: Work<{ note?: string }, [string]> = async ({ api, terminal }, { note }, id) => {
  const { acknowledgeAlarm } = await api.execute(AcknowledgeAlarmDocument, { input: { id, note: note ?? null } });
  if (terminal.json) return terminal.printJson(acknowledgeAlarm);
  const { title, acknowledgedBy } = acknowledgeAlarm.alarm;
  terminal.printText(`${title}: acknowledged by ${acknowledgedBy ?? 'you'}`);
};
