/** `causeway alarms follow`: every event once and in order, however often the connection breaks. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmEventType, AlarmSeverity } from '../../schema/generated/types.ts';
import { enumValues, type Work } from '../command.ts';
import { EXIT, Refused } from '../failures.ts';
import { AlarmLogEndDocument, FollowAlarmsDocument, type FollowAlarmsSubscription } from '../generated/operations.ts';
import { paintWord, type Paint } from '../output/style.ts';
import { printable } from '../output/text.ts';
import { absolute } from '../output/time.ts';
import { providerIds } from '../provider-names.ts';
import { openSubscriptions } from '../subscriptions.ts';

const RETRY_MS = 1000;

/** Which alarms are meant, in `ls` as in `follow`. */
export interface AlarmOptions {
  readonly provider?: string[];
  readonly resource?: string[];
  readonly severity?: string[];
  readonly after?: string;
}

export const followAlarms: Work<AlarmOptions & { type?: string[] }, []> = async ({ api, terminal }, options) => {
  const filter = {
    providerIds: await providerIds(api, options.provider),
    resourceIds: options.resource ?? null,
    severities: enumValues<AlarmSeverity>(options.severity),
    types: enumValues<AlarmEventType>(options.type),
  };
  // Without a cursor, events between a loss and the first event ever seen would be missed: so begin with one.
  const after = options.after ?? (await api.execute(AlarmLogEndDocument, {})).alarms.cursor;
  const variables = { filter, after };
  const stopped = new AbortController();
  const subscriptions = await openSubscriptions(api.settings, {
    attempts: Infinity,
    onOpen: () => terminal.json || terminal.note('Following alarms. Ctrl-C ends it.'),
    onLost: () => terminal.note('connection lost; trying again'),
    onBack: () => terminal.note('connected again; nothing was missed'),
  });
  const stop = () => {
    stopped.abort();
    subscriptions.dispose();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    while (!stopped.signal.aborted) {
      await subscriptions
        .run(FollowAlarmsDocument, variables, ({ alarmEvents: event }) => {
          variables.after = event.cursor; // before printing: what was printed is never asked for again
          if (terminal.json) terminal.printLine(event);
          else terminal.print(line(event, terminal.paint));
        })
        .catch((error: unknown) => {
          if (!(error instanceof Refused && error.code === 'UNAVAILABLE')) throw error;
        });
      // The gateway ended it, as it does when it stops: come back in a moment.
      await sleep(RETRY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
    return EXIT.ok;
  } finally {
    stop();
    terminal.note(`Go on with: causeway alarms follow --after ${variables.after}`);
  }
};

function line({ at, type, actor, note, alarm }: FollowAlarmsSubscription['alarmEvents'], paint: Paint): string {
  const where = `${printable(alarm.provider?.name ?? '(removed)')}/${printable(alarm.region)}`;
  const named = alarm.resource === null || alarm.title.includes(alarm.resource.name);
  const subject = named ? '' : ` on ${printable(alarm.resource.name)}`;
  const remark = [actor === null ? '' : `by ${printable(actor)}`, note === null ? '' : `"${printable(note)}"`]
    .filter(Boolean)
    .join(': ');
  return [
    paint('dim', absolute(at)),
    paintWord(paint, type) + ' '.repeat(12 - type.length),
    paintWord(paint, alarm.severity) + ' '.repeat(8 - alarm.severity.length),
    where,
    `${printable(alarm.title)}${subject}${remark && `, ${remark}`}`,
    paint('dim', alarm.id),
  ].join('  ');
}
