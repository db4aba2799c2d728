/** Work that goes on in the gateway, followed to its end. */
import { refused } from './api.ts';
import type { Context } from './command.ts';
import { EXIT, Refused, type Exit } from './failures.ts';
import {
  FollowOperationDocument,
  ShowOperationDocument,
  type OperationResultFragment,
} from './generated/operations.ts';
import { createProgress } from './output/progress.ts';
import { paintWord } from './output/style.ts';
import { plural } from './output/text.ts';
import { openSubscriptions } from './subscriptions.ts';

/** How many that failed for one reason are named. */
const LONGEST = 5;

/** Shows the progress of an operation until it has ended. Ctrl-C leaves it running in the gateway. */
export async function awaitOperation(
  { api, terminal }: Context,
  id: string,
  label: string,
  unit: string,
): Promise<OperationResultFragment> {
  const progress = createProgress(terminal, label, unit);
  const interrupted = () => {
    progress.end();
    terminal.note('The gateway goes on with it; `causeway query` can ask for the operation ' + id + '.');
    process.exit(EXIT.interrupted);
  };
  process.once('SIGINT', interrupted);
  const subscriptions = await openSubscriptions(api.settings, { attempts: 8 });
  try {
    let state = 'RUNNING';
    while (state === 'RUNNING') {
      await subscriptions.run(FollowOperationDocument, { id }, ({ operationProgress: now }) => {
        state = now.state;
        progress.show(now.done, now.total);
      });
    }
  } finally {
    subscriptions.dispose();
    process.off('SIGINT', interrupted);
    progress.end();
  }
  const { operation } = await api.execute(ShowOperationDocument, { id });
  if (!operation) throw new Refused('NOT_FOUND', `the operation ${id} is gone`);
  return operation;
}

/** Says on stderr which items failed, and gives the exit code of the operation's end. */
export function reportItems({ terminal }: Context, operation: OperationResultFragment): Exit {
  const failed = new Map<string, string[]>();
  for (const { slice, resource, resourceId, outcome, error } of operation.items) {
    if (!error) continue;
    const subject = slice ? `${slice.kind} in ${slice.region}` : (resource?.name ?? resourceId ?? 'an item');
    const how = JSON.stringify([outcome, `${error.code}: ${error.message}`]);
    failed.set(how, [...(failed.get(how) ?? []), subject]);
  }
  // What one cause did to many is said once.
  for (const [how, subjects] of failed) {
    const [outcome, why] = JSON.parse(how) as [OperationResultFragment['items'][number]['outcome'], string];
    const more = subjects.length > LONGEST ? ` and ${subjects.length - LONGEST} more` : '';
    terminal.note(`${paintWord(terminal.paintNote, outcome)} ${subjects.slice(0, LONGEST).join(', ')}${more}: ${why}`);
  }
  if (operation.state === 'SUCCEEDED') return EXIT.ok;
  if (operation.state === 'INTERRUPTED')
    terminal.note('The gateway stopped before the end. Start it again for the rest.');
  else
    terminal.note(
      refused({ message: '', extensions: { code: operation.items.find(({ error }) => error)?.error?.code ?? '' } })
        .next ?? '',
    );
  return operation.state === 'PARTIAL' ? EXIT.partial : EXIT.failed;
}

/** `SUCCEEDED: 12 slices in 3 s`, as one line. */
export function summary({ terminal }: Context, operation: OperationResultFragment, unit: string): string {
  const succeeded = operation.items.filter(({ outcome }) => outcome === 'SUCCEEDED').length;
  const seconds =
    operation.finishedAt === null ? null : (Date.parse(operation.finishedAt) - Date.parse(operation.startedAt)) / 1000;
  const of = succeeded === operation.items.length ? '' : `${succeeded} of `;
  const time = seconds === null ? '' : ` in ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  return `${paintWord(terminal.paint, operation.state)}: ${of}${plural(operation.items.length, unit)}${time}`;
}
