/**
 * The process that `kill.test.ts` kills: changes alarms as fast as it can and follows its own log. Arguments: the data
 * directory, a word for the names of its alarms, the cursor to follow from or nothing. Prints a line of JSON for each
 * commit (`{committed: [title]}`) and each event that it delivered (`{event: [cursor, type, title]}`).
 */
import { createAlarms } from '../../../gateway/alarms/index.ts';
import { createBus } from '../../../gateway/bus/index.ts';
import { systemClock } from '../../../gateway/clock.ts';
import { openStore } from '../../../gateway/store/index.ts';
import { DAY_MS, firing, SLICE } from '../../support/alarms.ts';

const [directory, word, after] = process.argv.slice(2);
// On Linux a write to a pipe is done when the call returns, so what was printed outlives the process.
const print = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);

async function follow(alarms: ReturnType<typeof createAlarms>, start: string): Promise<void> {
  for await (const { cursor, type, alarm } of alarms.follow(null, start, null))
    print({ event: [cursor, type, alarm.title] });
}

async function main(): Promise<void> {
  const store = await openStore({ directory: directory! });
  const alarms = createAlarms({ store, clock: systemClock, bus: createBus(), retentionMs: DAY_MS });
  const start = await alarms.cursorAt(after);
  print({ start });
  void follow(alarms, start);
  for (let step = 0; ; step += 1) {
    const title = `${word}-${step}`;
    await alarms.observeListing(SLICE, [firing(title), firing(`${title}-too`)]); // and resolves the two before
    print({ committed: title });
  }
}

void main();
