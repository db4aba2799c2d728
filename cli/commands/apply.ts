/** `causeway apply`: makes the gateway have what a file says, and shows first what that changes. */
import type { Command } from 'commander';
import type { Api } from '../api.ts';
import type { Change } from '../apply/change.ts';
import { bindingChanges, deploymentChanges } from '../apply/deployments.ts';
import { subscriptionChanges, webhookChanges } from '../apply/events.ts';
import type { Wanted } from '../apply/file.ts';
import { action, type Work } from '../command.ts';
import { Refused, Unreachable } from '../failures.ts';
import type { Terminal } from '../output/terminal.ts';
import { plural, printable } from '../output/text.ts';
import { askYes } from '../prompts.ts';

interface Options {
  readonly yes?: boolean;
  readonly prune?: boolean;
  readonly dryRun?: boolean;
}

export function apply(program: Command): void {
  program
    .command('apply')
    .argument('[file]', 'deployments, bindings, eventSubscriptions and webhooks as YAML; - for stdin', 'causeway.yml')
    .description('make the gateway have what a file says; shows first what that changes')
    .option('--prune', 'also remove what the sections of the file do not name')
    .option('--dry-run', 'only show what would change')
    .option('-y, --yes', 'do not ask')
    .action(action(applyFile));
}

const applyFile: Work<Options, [string]> = async ({ api, terminal }, options, file) => {
  const { readWanted } = await import('../apply/file.ts'); // here, since it brings a parser along
  const changes = await changesFor(api, await readWanted(file), options.prune ?? false);
  if (!terminal.json) for (const change of changes) show(terminal, change);
  if (changes.length === 0 || options.dryRun) return report(terminal, changes, 0);
  if (!options.yes) await askYes(terminal, { message: `Make ${plural(changes.length, 'change')}?`, flag: '--yes' });
  for (const [index, change] of changes.entries()) {
    try {
      for (const remark of await change.run(api)) terminal.note(terminal.paintNote('yellow', remark));
    } catch (error) {
      throw stopped(changes, index, error);
    }
  }
  return report(terminal, changes, changes.length);
};

/** In the order in which they can be made: what others need first, and removals the other way round. */
async function changesFor(api: Api, wanted: Wanted, prune: boolean): Promise<readonly Change[]> {
  const sections = [
    wanted.deployments && (await deploymentChanges(api, wanted.deployments, prune)),
    wanted.bindings && (await bindingChanges(api, wanted.bindings, prune)),
    wanted.webhooks && (await webhookChanges(api, wanted.webhooks, prune)),
    wanted.eventSubscriptions && (await subscriptionChanges(api, wanted.eventSubscriptions, prune)),
  ].filter((section) => section !== null);
  return [
    ...sections.flatMap((section) => section.filter(({ sign }) => sign !== '-')),
    ...sections.toReversed().flatMap((section) => section.filter(({ sign }) => sign === '-')),
  ];
}

const COLOURS = { '+': 'green', '~': 'yellow', '-': 'red' } as const;

function show(terminal: Terminal, { sign, subject, differences }: Change): void {
  terminal.print(terminal.paint(COLOURS[sign], `${sign} ${printable(subject)}`));
  for (const { field, from, to } of differences) {
    const value = from === null ? text(to) : `${text(from)} -> ${text(to)}`;
    terminal.print(`    ${printable(field)}: ${printable(value)}`);
  }
}

const text = (value: unknown) =>
  value === null ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);

function report(terminal: Terminal, changes: readonly Change[], done: number): void {
  const asData = changes.map(({ sign, subject, differences }) => ({ sign, subject, differences }));
  if (terminal.json) terminal.printJson({ changes: asData, done });
  else if (changes.length === 0) terminal.print('Nothing to do.');
  else if (done === 0) terminal.print(`${plural(changes.length, 'change')} to make; nothing was done.`);
  else terminal.print(`Done: ${plural(done, 'change')}.`);
}

/** The failure of one change, with what was done before it: running again goes on from there. */
function stopped(changes: readonly Change[], index: number, error: unknown): unknown {
  if (!(error instanceof Refused || error instanceof Unreachable)) return error;
  const { sign, subject } = changes[index]!;
  const done = changes.slice(0, index).map((one) => `${one.sign} ${one.subject}`);
  const before = done.length === 0 ? 'nothing was done' : `done before: ${done.join(', ')}`;
  const message = `${sign} ${subject}: ${error.message} (${before})`;
  return error instanceof Refused ? new Refused(error.code, message) : new Unreachable(message, error.next);
}
