/** The process: runs one command, says in one place what went wrong, and leaves with its exit code. */
import { CommanderError } from 'commander';
import { terminalFor } from './command.ts';
import { CliFailure, EXIT, type Exit } from './failures.ts';
import type { Terminal } from './output/terminal.ts';
import { createProgram } from './program.ts';

// Whoever read our output has seen enough, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? EXIT.ok : EXIT.failed));
}

const program = createProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error, terminalFor(program.opts()));
}

function report(error: unknown, terminal: Terminal): Exit {
  // Commander has said it already, except that its code for wrong usage is 1.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const failure = error instanceof CliFailure ? error : null;
  // A fault of this command: its name tells more than nothing, its message may hold anything.
  const message = failure?.message ?? `a fault in this command (${error instanceof Error ? error.name : typeof error})`;
  const code = failure?.code ?? 'INTERNAL';
  const next = failure ? failure.next : 'Please report it, with the command that you gave.';
  if (terminal.json) terminal.note(JSON.stringify({ error: { code, message, next } }));
  else
    terminal.note(
      `${terminal.paintNote('red', 'error')} ${message}${next === null ? '' : `\n${terminal.paintNote('dim', next)}`}`,
    );
  return failure?.exit ?? EXIT.failed;
}
