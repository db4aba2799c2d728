/** `causeway permissions`: what connectors need of their providers. */
import { Option, type Command } from 'commander';
import { terminalFor, type GlobalOptions } from '../command.ts';
import { asWrongUsage } from './functions-build.ts';

interface Options extends GlobalOptions {
  readonly format: 'text' | 'json' | 'aws-policy';
}

export function permissions(program: Command): void {
  program
    .command('permissions')
    .argument('[connectors...]', 'their names; all when left out')
    .description('print what connectors need of their providers, by the functions that they have')
    .addOption(
      new Option('--format <format>', 'aws-policy is a policy of IAM, for connectors of AWS')
        .choices(['text', 'json', 'aws-policy'])
        .default('text'),
    )
    // The permissions are those of the connectors here, so no gateway is asked.
    .action(async (names: string[], _options: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      await print(names, options).catch(asWrongUsage);
    });
}

async function print(names: readonly string[], options: Options): Promise<void> {
  const terminal = terminalFor(options);
  // Here, since it brings the manifests of all connectors along.
  const { awsStatements, connectorNames, connectorsOnAws, permissionsOf, policy } =
    await import('../../deploy/permissions.ts');
  const chosen = names.length > 0 ? names : connectorNames();
  const all = chosen.map((connector) => ({ connector, permissions: permissionsOf(connector) }));
  if (options.format === 'aws-policy')
    return terminal.printJson(policy(...awsStatements(names.length > 0 ? names : connectorsOnAws(chosen))));
  if (options.format === 'json' || options.json) return terminal.printJson(all);
  terminal.printTable(
    [
      { title: 'CONNECTOR', cell: ({ connector }) => connector },
      { title: 'PERMISSION', cell: ({ permission }) => permission, whole: true },
      { title: 'EFFECT', cell: ({ effect }) => effect, whole: true },
      { title: 'FUNCTIONS', cell: ({ functions }) => functions.join(', ') },
    ],
    all.flatMap(({ connector, permissions: needed }) => needed.map((one) => ({ connector, ...one }))),
  );
}
