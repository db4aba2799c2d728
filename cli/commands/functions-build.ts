/** `causeway functions build`: a connector as something that a platform takes. */
import { join, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { Artefact } from '../../deploy/bundle.ts';
import { DeployFailure } from '../../deploy/failure.ts';
import { BUILDS, PLATFORMS, type BuildPlatform } from '../../deploy/platforms.ts';
import { terminalFor, type GlobalOptions } from '../command.ts';
import { WrongUsage } from '../failures.ts';
import type { Terminal } from '../output/terminal.ts';

interface Options {
  readonly platform: BuildPlatform;
  readonly name?: string;
  readonly out?: string;
}

/** Adds the command to `causeway functions`. */
export function build(group: Command): void {
  group
    .command('build')
    .argument('<connector>', 'its name: a folder of functions/connectors')
    .description('build a connector for a platform, from the sources; nothing is deployed')
    .addOption(new Option('--platform <platform>', 'for which').choices(PLATFORMS).makeOptionMandatory())
    .option('--name <name>', 'what it is called on the platform (causeway-CONNECTOR)')
    .option('--out <dir>', 'where to (dist/functions/CONNECTOR-PLATFORM)')
    // It needs no gateway, so it opens none.
    .action(async (connector: string, _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options & GlobalOptions>();
      const terminal = terminalFor(options);
      const artefact = await buildArtefact(connector, options);
      if (terminal.json) terminal.printJson(shown(artefact, options.platform));
      else sayArtefact(terminal, artefact, options.platform);
    });
}

/** What was built, without its bytes, and how to deploy it. */
export const shown = ({ zip: _zip, variables, ...artefact }: Artefact, platform: BuildPlatform) => ({
  ...artefact,
  platform,
  command: BUILDS[platform].command({ ...artefact, variables }),
});

/** Throws `WrongUsage` with what hinders it. `variables` are the names of those that it will be given. */
export async function buildArtefact(
  connector: string,
  { platform, name, out }: Options,
  variables: readonly string[] = [],
): Promise<Artefact> {
  const { bundleConnector } = await import('../../deploy/bundle.ts'); // here, since the compiler comes with it
  const outDirectory = resolve(out ?? join('dist', 'functions', `${connector}-${platform}`));
  return bundleConnector({ connector, platform, name: name ?? null, outDirectory, variables }).catch(asWrongUsage);
}

/** For what the person at the terminal can mend. */
export function asWrongUsage(cause: unknown): never {
  throw cause instanceof DeployFailure ? new WrongUsage(cause.message, null, { cause }) : cause;
}

export function sayArtefact(terminal: Terminal, artefact: Artefact, platform: BuildPlatform): void {
  const { directory, files, bytes, zippedBytes, version } = artefact;
  terminal.printText(`Built ${directory}: ${kilobytes(bytes)}, ${kilobytes(zippedBytes)} zipped, version ${version}`);
  for (const file of files) terminal.print(`  ${file}`);
  const { title, command, address } = BUILDS[platform];
  terminal.note(`Deploy it to ${title}:\n  ${command(artefact)}`);
  if (platform === 'lambda') return; // its command registers it
  if (address(artefact).includes('--signing-secret') && !artefact.variables.includes('CAUSEWAY_SIGNING_SECRET'))
    terminal.note('Without CAUSEWAY_SIGNING_SECRET in its environment it answers everybody who reaches it.');
  terminal.note(`Then register it:\n  causeway functions add ${artefact.name} ${address(artefact)}`);
}

const kilobytes = (bytes: number) => `${Math.ceil(bytes / 1_000)} kB`;
