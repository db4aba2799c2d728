/** What an answer could not cover. */
import type { MissingFragment } from './generated/operations.ts';
import type { Terminal } from './output/terminal.ts';
import { plural } from './output/text.ts';
import { relative } from './output/time.ts';

const LONGEST = 20;

/** Says on stderr which slices an answer lacks, and why. */
export function reportMissing(terminal: Terminal, missing: readonly MissingFragment[]): void {
  terminal.note(terminal.paintNote('yellow', `incomplete: ${plural(missing.length, 'slice')} missing or too old`));
  for (const { provider, kind, region, code, message, listedAt } of missing.slice(0, LONGEST)) {
    const known = listedAt === null ? 'nothing is known of it' : `shown as of ${relative(listedAt)}`;
    terminal.note(`  ${provider.name} ${kind} ${region}: ${code}: ${message} (${known})`);
  }
  if (missing.length > LONGEST) terminal.note(`  and ${missing.length - LONGEST} more; --json has all of them`);
}
