/** `causeway functions serve`: a connector in the foreground, without a gateway. */
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { terminalFor, type GlobalOptions } from '../command.ts';
import { WrongUsage } from '../failures.ts';
import { loginFile } from '../settings.ts';

interface Options extends GlobalOptions {
  readonly port: string;
  readonly sealingKey?: string;
}

export async function serveConnector(connector: string, _options: unknown, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  const terminal = terminalFor(options);
  if (!/^\d{1,5}$/.test(options.port) || Number(options.port) > 65_535)
    throw new WrongUsage('--port takes a number from 0 to 65535');
  // Here, since it brings every connector along.
  const { servable, serveOverHttp } = await import('../../deploy/serve.ts');
  if (!servable().includes(connector))
    throw new WrongUsage(`there is no connector ${connector} here`, `There is ${servable().join(', ')}.`);
  await using served = await serveOverHttp({
    connector,
    port: Number(options.port),
    sealingKeyFile: options.sealingKey ?? join(dirname(loginFile(process.env)), 'sealing-keys', `${connector}.json`),
    env: process.env,
  }).catch((cause: unknown) => {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE') throw cause;
    throw new WrongUsage(`the port ${options.port} is taken`, 'Give another with --port.', { cause });
  });
  terminal.print(`${connector} is served at ${served.url}`);
  terminal.note(`Register it: causeway functions add ${connector}-here --http ${served.url}`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
