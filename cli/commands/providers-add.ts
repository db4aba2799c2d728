/** `causeway providers add`. */
import type { Work } from '../command.ts';
import { credentialFor, jsonFile } from '../credential.ts';
import { Refused, WrongUsage } from '../failures.ts';
import { CreateProviderDocument, ListConnectorsDocument } from '../generated/operations.ts';
import { collect } from '../paging.ts';
import { askChoice, askText } from '../prompts.ts';
import { followSync } from './providers-sync.ts';

interface Options {
  readonly connector?: string;
  readonly credentialFile?: string;
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
  const { nodes: connectors } = await collect(
    { limit: Infinity, largest: 200 },
    async (page) => (await api.execute(ListConnectorsDocument, page)).connectors,
  );
  const choices = connectors.map((connector) => ({
    value: connector.name,
    label: connector.name,
    hint: connector.title,
  }));
  const wanted =
    flags.connector ??
    (await askChoice(terminal, { message: 'Which connector speaks to it?', flag: '--connector', choices }));
  const connector = connectors.find((one) => one.name === wanted);
  if (!connector) {
    throw new Refused(
      'UNKNOWN_CONNECTOR',
      `the gateway has no connector ${wanted}; it has ${connectors.map((one) => one.name).join(', ')}`,
    );
  }
  const credential = await credentialFor(terminal, connector, flags.credentialFile);
  const syncInterval = flags.syncInterval === 'never' ? null : flags.syncInterval;
  const input = { connector: wanted, name, credential, regions: flags.region ?? null, options, syncInterval };
  const { createProvider } = await api.execute(CreateProviderDocument, { input });
  const { provider } = createProvider;
  if (!terminal.json)
    terminal.printText(
      `Added ${provider.name}: ${provider.connector.title}, account ${provider.accountId ?? 'not known yet'}`,
    );
  return await followSync(context, createProvider, provider.name, flags.wait);
};

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
