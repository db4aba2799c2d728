/** `causeway instances`: start, stop and reboot virtual machines. */
import type { Command } from 'commander';
import { awaitOperation, reportItems, summary } from '../await-operation.ts';
import { action, type Work } from '../command.ts';
import { EXIT } from '../failures.ts';
import {
  RebootInstancesDocument,
  StartInstancesDocument,
  StopInstancesDocument,
  type OperationResultFragment,
} from '../generated/operations.ts';
import { paintWord } from '../output/style.ts';
import { plural } from '../output/text.ts';

const ACTIONS = [
  { name: 'start', document: StartInstancesDocument, doing: 'Starting', description: 'start stopped instances' },
  {
    name: 'stop',
    document: StopInstancesDocument,
    doing: 'Stopping',
    description: 'stop running instances; their volumes are kept',
  },
  { name: 'reboot', document: RebootInstancesDocument, doing: 'Rebooting', description: 'reboot running instances' },
] as const;

export function instances(program: Command): void {
  const group = program.command('instances').description('start, stop and reboot virtual machines');
  for (const one of ACTIONS) {
    group
      .command(one.name)
      .argument('<id...>', 'ids as `causeway resources ls --kind Instance` shows them')
      .description(one.description)
      .option('--no-wait', 'do not wait until they have settled')
      .action(action(act(one)));
  }
}

const act =
  ({ document, doing }: (typeof ACTIONS)[number]): Work<{ wait: boolean }, [string[]]> =>
  async (context, { wait }, ids) => {
    const { api, terminal } = context;
    const { payload } = await api.execute(document, { input: { ids } });
    const subject = `${doing} ${plural(ids.length, 'instance')}`;
    if (!wait) {
      if (terminal.json) terminal.printJson(payload);
      else terminal.printText(`${subject} in the background.`);
      return EXIT.ok;
    }
    const operation = await awaitOperation(context, payload.operation.id, subject, 'instances');
    if (terminal.json) terminal.printJson({ operation });
    else {
      terminal.printTable<OperationResultFragment['items'][number]>(
        [
          { title: 'ID', cell: ({ resourceId }) => resourceId ?? '-', whole: true },
          { title: 'NAME', cell: ({ resource }) => resource?.name ?? '-' },
          { title: 'PROVIDER', cell: ({ resource }) => resource?.provider.name ?? '-' },
          {
            title: 'STATE',
            cell: ({ resource }) => resource?.state ?? '-',
            paint: (text) => paintWord(terminal.paint, text),
          },
          {
            title: 'OUTCOME',
            cell: ({ outcome }) => outcome,
            paint: (text) => paintWord(terminal.paint, text),
            whole: true,
          },
        ],
        operation.items,
      );
      terminal.note(summary(context, operation, 'instance'));
    }
    return reportItems(context, operation);
  };
