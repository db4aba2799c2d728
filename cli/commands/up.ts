/** `causeway up`: a gateway in the foreground. The one place that knows where the gateway is. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';

export function up(program: Command): void {
  program
    .command('up')
    .argument('[flags...]', 'flags of the gateway, passed on as they are; `causeway up --help` lists them')
    .description('start a gateway in the foreground')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (_flags: string[], _options: unknown, command: Command) => {
      process.exitCode = await startGateway(command.args);
    });
}

/** Runs the gateway until it ends, and ends as it did. Signals reach it: it drains before it goes. */
async function startGateway(flags: readonly string[]): Promise<number> {
  const program = import.meta.url.endsWith('.ts')
    ? [fileURLToPath(new URL('../../build/start.mjs', import.meta.url))]
    : ['--enable-source-maps', fileURLToPath(new URL('../gateway/main.mjs', import.meta.url))];
  const gateway = spawn(process.execPath, [...program, ...flags], { stdio: 'inherit' });
  process.on('SIGTERM', () => gateway.kill('SIGTERM'));
  // Ctrl-C on a terminal reaches the gateway by itself; a second signal could end it before it has drained.
  process.on('SIGINT', () => process.stdin.isTTY || gateway.kill('SIGINT'));
  const [code, signal] = (await once(gateway, 'exit')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}
