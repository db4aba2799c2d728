/** The command line: all commands with the options that all of them take. */
import { Command } from 'commander';
import { alarms } from './commands/alarms.ts';
import { apply } from './commands/apply.ts';
import { events } from './commands/events.ts';
import { findings } from './commands/findings.ts';
import { functions } from './commands/functions.ts';
import { instances } from './commands/instances.ts';
import { keys } from './commands/keys.ts';
import { login } from './commands/login.ts';
import { permissions } from './commands/permissions.ts';
import { providers } from './commands/providers.ts';
import { query } from './commands/query.ts';
import { resources } from './commands/resources.ts';
import { status } from './commands/status.ts';
import { up } from './commands/up.ts';

const NOTES = `
Exit codes:
  0    done
  1    it failed
  2    wrong usage: a flag, an argument, or a value that the gateway refuses
  3    the gateway cannot be reached or is not ready
  4    not allowed: no valid key, or its role or providers do not allow this
  5    done in part: what is missing is on stderr
  130  interrupted (Ctrl-C); following alarms ends with 0 instead

Environment: CAUSEWAY_URL, CAUSEWAY_KEY, NO_COLOR, XDG_CONFIG_HOME (where login keeps the key).
`;

export function createProgram(): Command {
  const program = new Command('causeway')
    .description('One GraphQL API over your cloud accounts, from the command line.')
    .option('--url <url>', 'address of the gateway (CAUSEWAY_URL, or as kept by login; else http://127.0.0.1:4000)')
    .option('--key <key>', 'API key; better in CAUSEWAY_KEY or kept by login, since others see command lines')
    .option('--json', 'print JSON, with the fields of the API')
    .option('--no-color', 'print without colours')
    .addHelpText('after', NOTES)
    .configureHelp({ showGlobalOptions: true })
    // A value after `=` may be a secret that was meant for another program.
    .configureOutput({ outputError: (text, write) => write(text.replace(/'(--?[^'=]+)=[^']*'/g, "'$1'")) })
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of [
    up,
    login,
    status,
    providers,
    resources,
    instances,
    alarms,
    findings,
    functions,
    events,
    apply,
    permissions,
    query,
    keys,
  ])
    add(program);
  return program;
}
