/** `causeway functions key`: what a deployed connector opens credentials with. */
import type { Command } from 'commander';
import { terminalFor, type GlobalOptions } from '../command.ts';

export async function printSealingKey(_options: unknown, command: Command): Promise<void> {
  const terminal = terminalFor(command.optsWithGlobals<GlobalOptions>());
  const { newSealingKey } = await import('../../deploy/sealing-key.ts');
  // On one line, as variables of environments are.
  terminal.print(JSON.stringify(await newSealingKey()));
  terminal.note('Keep it: whoever has it opens the credentials, and without it they must all be given again.');
}
