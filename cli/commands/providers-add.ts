/** `causeway providers add`. */
import type { Context, Work } from '../command.ts';
import { allConnectors, takerOf } from '../connectors.ts';
import { credentialFor, jsonFile } from '../credential.ts';
import { WrongUsage } from '../failures.ts';
import { CreateProviderDocument } from '../generated/operations.ts';
import { askChoice, askText } from '../prompts.ts';
import { followFirstSync } from './providers-sync.ts';

interface Options {
  readonly accountId?: string;
  readonly connector?: string;
  readonly credentialFile?: string;
  readonly deployment?: string;
  readonly region?: string[];
  readonly option?: string[];
  readonly optionsFile?: string;
  readonly syncInterval: string;
  readonly wait: boolean;
}

export const addProvider: Work<Options, [string | undefined]> = async (context, flags, given) => {
  const { api, terminal } = context;
  if (flags.credentialFile === '-' && flags.optionsFile === '-')
    throw new WrongUsage('only one of --credential-file and --options-file can be stdin');
  const options = await connectorOptions(flags);
  const name = given ?? (await askText(terminal, { message: 'A name for the provider', flag: 'NAME' }));
  const wanted = flags.connector ?? (await askConnector(context));
  const taker = await takerOf(api, wanted, flags.deployment ?? '');
  const credential = await credentialFor(terminal, taker, flags.credentialFile);
  const syncInterval = flags.syncInterval === 'never' ? null : flags.syncInterval;
  const deployment = flags.deployment ?? null;
  const input = {
    connector: wanted,
    name,
    credential,
    deployment,
    accountId: flags.accountId ?? null,
    regions: flags.region ?? null,
    options,
    syncInterval,
  };
  const { createProvider } = await api.execute(CreateProviderDocument, { input });
  const { provider } = createProvider;
  if (!terminal.json)
    terminal.printText(
      `Added ${provider.name}: ${provider.connector.title}, account ${provider.accountId ?? 'not known yet'}`,
    );
  return await followFirstSync(context, createProvider, provider.name, flags.wait);
};

async function askConnector({ api, terminal }: Context): Promise<string> {
  const choices = (await allConnectors(api)).map(({ name, title }) => ({ value: name, label: name, hint: title }));
  return await askChoice(terminal, { message: 'Which connector speaks to it?', flag: '--connector', choices });
}

/** Options from the file, with those of the command line over them. Null when there are none. */
async function connectorOptions({ option, optionsFile }: Options): Promise<unknown> {
  const read = optionsFile === undefined ? null : await jsonFile(optionsFile, '--options-file');
  if (!option) return read;
  if (read !== null && (typeof read !== 'object' || Array.isArray(read)))
    throw new WrongUsage('--options-file does not hold a JSON object');
  return { ...read, ...Object.fromEntries(option.map(keyValue)) };
}

/** `size=20` as a number, `name=web` as text: JSON where it is JSON, text where it is not. */
function keyValue(pair: string): [string, unknown] {
  const at = pair.indexOf('=');
  if (at < 1) throw new WrongUsage('--option takes key=value', 'As in --option instances=20.');
  const value = pair.slice(at + 1);
  try {
    return [pair.slice(0, at), JSON.parse(value)];
  } catch {
    return [pair.slice(0, at), value];
  }
}
