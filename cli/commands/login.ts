/** `causeway login` and `logout`: keep address and key, so that no other command needs them. */
import type { Command } from 'commander';
import { createApi } from '../api.ts';
import { action, terminalFor, type GlobalOptions, type Work } from '../command.ts';
import { contentOf } from '../credential.ts';
import { WhoAmIDocument } from '../generated/operations.ts';
import { askSecret } from '../prompts.ts';
import { dropLogin, keepLogin, parseKey } from '../settings.ts';

export function login(program: Command): void {
  program
    .command('login')
    .description('check a key and keep it, with the address, in a file that only you can read')
    .option('--key-file <file>', 'read the key from a file; - for stdin; asked for when left out')
    .action(action(logIn));
  program
    .command('logout')
    .description('forget the address and the key')
    .action((_options: unknown, command: Command) => logOut(command.optsWithGlobals()));
}

const logIn: Work<{ keyFile?: string }, []> = async ({ api, terminal }, { keyFile, key: given }) => {
  const { url } = api.settings;
  const text =
    keyFile !== undefined
      ? await contentOf(keyFile, '--key-file')
      : (given ??
        (process.env.CAUSEWAY_KEY ||
          (await askSecret(terminal, { message: `API key for ${url.href}`, flag: '--key-file' }))));
  const key = parseKey(text);
  const { viewer } = await createApi({ url, key }, () => undefined).execute(WhoAmIDocument, {});
  const file = await keepLogin({ url, key }, process.env);
  if (terminal.json) terminal.printJson({ url: url.href, viewer, file });
  else terminal.printText(`Logged in to ${url.href} as ${viewer.name} (${viewer.role}). The key is kept in ${file}`);
};

/** Needs no gateway, so that a damaged file can always be removed. */
async function logOut(options: GlobalOptions): Promise<void> {
  const terminal = terminalFor(options);
  const file = await dropLogin(process.env);
  if (terminal.json) terminal.printJson({ file });
  else
    terminal.printText(`Logged out: ${file} is gone. The key itself still works; revoke it with \`causeway keys rm\`.`);
}
