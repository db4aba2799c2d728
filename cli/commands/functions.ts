/** `causeway functions`: where connectors run, and what serves what. */
import { Option, type Command } from 'commander';
import { action } from '../command.ts';
import { SETTINGS, TARGETS } from '../targets.ts';
import { bind, listBindings, unbind } from './functions-bind.ts';
import { build } from './functions-build.ts';
import { callFunction } from './functions-call.ts';
import { deploy } from './functions-deploy.ts';
import { printSealingKey } from './functions-key.ts';
import { addDeployment, probeDeployment, setEnabled, updateDeployment } from './functions-register.ts';
import { removeDeployment } from './functions-remove.ts';
import { serveConnector } from './functions-serve.ts';
import { listDeployments, showDeployment } from './functions-show.ts';

const SECRETS = `
A <secret> is the name of one, never the secret itself: env:NAME is the variable CAUSEWAY_SECRET_NAME of the gateway,
file:NAME a file of its directory of secrets.
`;

export function functions(program: Command): void {
  const group = program.command('functions').description('where functions run, and what serves what');

  group
    .command('ls')
    .description('list the deployments: where connectors run, and how they are doing')
    .option('--connector <name>', 'only of this connector')
    .action(action(listDeployments));

  group
    .command('show')
    .argument('<deployment>', 'its name')
    .description('show one deployment with its functions')
    .action(action(showDeployment));

  withTarget(group.command('add'))
    .argument('<name>', 'a name, unique in the gateway: lower-case letters, digits and hyphens')
    .description('register a deployment by its address; it is asked who it is')
    .option('--disabled', 'do not call it yet')
    .action(action(addDeployment));

  withTarget(group.command('update'))
    .argument('<deployment>', 'its name')
    .description("change a deployment's address or single settings; an empty text takes a setting away")
    .action(action(updateDeployment));

  for (const [name, enabled, description] of [
    ['enable', true, 'let a deployment be called again'],
    ['disable', false, 'call a deployment no more; its bindings stay'],
  ] as const) {
    group
      .command(name)
      .argument('<deployment>', 'its name')
      .description(description)
      .action(action(setEnabled(enabled)));
  }

  group
    .command('probe')
    .argument('<deployment>', 'its name')
    .description('ask a deployment who it is, and take over what changed')
    .action(action(probeDeployment));

  group
    .command('rm')
    .argument('<deployment>', 'its name')
    .description('remove a deployment from the gateway; nothing on its platform changes')
    .option('--unbind', 'take its bindings away first')
    .option('-y, --yes', 'do not ask for the name')
    .action(action(removeDeployment));

  group
    .command('call')
    .argument('<function>', 'its name, such as echo.echo')
    .argument('[data]', 'JSON, or a text; - for stdin')
    .description('call a function that reacts to events, and print its answer')
    .option('--deployment <name>', 'on this deployment')
    .option('--provider <name>', "on this provider's account, by name or id")
    .option('--idempotency-key <key>', 'for functions that change something: with the same key it is done once')
    .action(action(callFunction));

  group
    .command('bind')
    .argument('<connector>', 'its name')
    .argument('<deployment>', 'its name')
    .description('let a deployment serve a connector, or one operation of it')
    .option('--operation <operation>', "such as 'LIST Instance'; all that nothing else is said of when left out")
    .action(action(bind));

  group
    .command('unbind')
    .argument('<connector>', 'its name')
    .description('take a binding away')
    .option('--operation <operation>', 'the binding of this operation; that of the whole connector when left out')
    .action(action(unbind));

  group
    .command('bindings')
    .argument('[connector]', 'only of this connector')
    .description('list what serves what')
    .action(action(listBindings));

  group
    .command('serve')
    .argument('<connector>', 'its name')
    .description('run a connector here over HTTP, to develop it; register it with `functions add --http`')
    .option('--port <port>', 'the port of loopback to listen on; 0 takes a free one', '8080')
    .option('--sealing-key <file>', 'the key that credentials are sealed to; made when absent')
    .action(serveConnector);

  group
    .command('key')
    .description('print a new private key, CAUSEWAY_SEALING_KEY for a deployed connector that takes a credential')
    .action(printSealingKey);

  build(group);
  deploy(group);
}

/** The flags of every platform; `targets.ts` says which go together. */
function withTarget(command: Command): Command {
  for (const { main } of TARGETS) command.addOption(new Option(main.flag, main.help).helpGroup('Platform, one of:'));
  for (const { flag, help } of SETTINGS) command.addOption(new Option(flag, help).helpGroup('Settings of platforms:'));
  return command
    .option('--max-concurrency <count>', 'the most calls that it works on at the same time (100)')
    .addHelpText('after', SECRETS);
}
