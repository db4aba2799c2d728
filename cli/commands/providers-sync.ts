/** `causeway providers sync`, and the first sync of a new provider. */
import type { SyncProviderInput } from '../../schema/generated/types.ts';
import { awaitOperation, reportItems, summary } from '../await-operation.ts';
import type { Context, Work } from '../command.ts';
import { ADVICE, EXIT, type Exit } from '../failures.ts';
import { SyncProviderDocument, type OperationResultFragment } from '../generated/operations.ts';
import { plural, printable } from '../output/text.ts';
import { findProvider } from '../provider-names.ts';

export const syncProvider: Work<{ kind?: string[]; region?: string[]; wait: boolean }, [string]> = async (
  context,
  options,
  nameOrId,
) => {
  const { api } = context;
  const { id, name } = await findProvider(api, nameOrId);
  const input: SyncProviderInput = { id, kinds: options.kind ?? null, regions: options.region ?? null };
  const { operation } = (await api.execute(SyncProviderDocument, { input })).syncProvider;
  return await followSync(context, { operation }, name, options.wait);
};

/** As `followSync`; that the system behind the connector did not list a new account yet is no failure of adding it. */
export const followFirstSync = (
  context: Context,
  payload: { operation: { id: string } },
  name: string,
  wait: boolean,
): Promise<Exit> =>
  followSync(context, payload, name, wait, ({ items }) => {
    const [first] = items;
    if (!first?.error || items.some(({ error }) => error?.code !== 'UPSTREAM_NOT_SYNCED')) return null;
    return `${first.error.code}: ${first.error.message}`;
  });

/**
 * Waits for a sync when asked to, prints how it went, and gives the exit code. `payload` is printed with its `operation` brought up to date.
 * `whyNotYet` says of what did not succeed why that is no failure; null: it is one.
 */
export async function followSync(
  context: Context,
  payload: { operation: { id: string } },
  name: string,
  wait: boolean,
  whyNotYet: (operation: OperationResultFragment) => string | null = () => null,
): Promise<Exit> {
  const { terminal } = context;
  if (!wait) {
    if (terminal.json) terminal.printJson(payload);
    else terminal.printText(`Syncing ${name} in the background; see \`causeway providers show ${name}\`.`);
    return EXIT.ok;
  }
  const operation = await awaitOperation(context, payload.operation.id, `Syncing ${name}`, 'slices');
  const notYet = whyNotYet(operation);
  if (terminal.json) terminal.printJson({ ...payload, operation });
  else if (notYet === null) {
    const listed = operation.items.reduce((sum, { count }) => sum + (count ?? 0), 0);
    terminal.print(`${printable(name)} ${summary(context, operation, 'slice')}, ${plural(listed, 'item')} listed`);
  }
  if (notYet === null) return reportItems(context, operation);
  terminal.note(`${name} is not listed yet: ${notYet}\n${ADVICE.UPSTREAM_NOT_SYNCED.next}`);
  return EXIT.ok;
}
