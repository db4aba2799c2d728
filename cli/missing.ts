/** What an answer could not cover. */
import type { MissingFragment } from './generated/operations.ts';
import type { Terminal } from './output/terminal.ts';
import { plural } from './output/text.ts';
import { relative } from './output/time.ts';

const LONGEST = 20;

/** Two pages of one list as one: what one page could not cover, all of them do not. */
export function joinMissing<Page extends { readonly complete: boolean; readonly missing: readonly MissingFragment[] }>(
  all: Page,
  page: Page,
): Page {
  const slice = ({ provider, kind, region }: MissingFragment) => [provider.id, kind, region].join('\n');
  const known = new Set(all.missing.map(slice));
  return {
    ...all,
    complete: all.complete && page.complete,
    missing: [...all.missing, ...page.missing.filter((one) => !known.has(slice(one)))],
  };
}

/** Says on stderr which slices an answer lacks, and why. */
export function reportMissing(terminal: Terminal, missing: readonly MissingFragment[]): void {
  terminal.note(terminal.paintNote('yellow', `incomplete: ${plural(missing.length, 'slice')} missing or too old`));
  for (const { provider, kind, region, code, message, listedAt } of missing.slice(0, LONGEST)) {
    const known = listedAt === null ? 'nothing is known of it' : `shown as of ${relative(listedAt)}`;
    terminal.note(`  ${provider.name} ${kind} ${region}: ${code}: ${message} (${known})`);
  }
  if (missing.length > LONGEST) terminal.note(`  and ${missing.length - LONGEST} more; --json has all of them`);
}
