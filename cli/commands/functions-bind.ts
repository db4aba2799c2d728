/** `causeway functions bind`, `unbind` and `bindings`. */
import type { Work } from '../command.ts';
import {
  BindOperationsDocument,
  ListBindingsDocument,
  UnbindOperationsDocument,
  type BindingRowFragment,
} from '../generated/operations.ts';
import { operationText, parseOperation, servedText } from '../operation-text.ts';
import type { Terminal } from '../output/terminal.ts';
import { relative } from '../output/time.ts';

interface Options {
  readonly operation?: string;
}

export const bind: Work<Options, [string, string]> = async (
  { api, terminal },
  { operation },
  connector,
  deployment,
) => {
  const input = { connector, operation: operation === undefined ? null : parseOperation(operation), deployment };
  const { bindOperations } = await api.execute(BindOperationsDocument, { input });
  if (terminal.json) return terminal.printJson(bindOperations);
  terminal.printText(`${deployment} serves ${servedText(connector, input.operation)} now.`);
  reportToSealAnew(terminal, bindOperations.providersToSealAnew);
};

export const unbind: Work<Options, [string]> = async ({ api, terminal }, { operation }, connector) => {
  const input = { connector, operation: operation === undefined ? null : parseOperation(operation) };
  const { unbindOperations } = await api.execute(UnbindOperationsDocument, { input });
  if (terminal.json) return terminal.printJson(unbindOperations);
  terminal.printText(`Unbound ${servedText(connector, input.operation)}.`);
  printBindings(terminal, unbindOperations.bindings);
};

export const listBindings: Work<unknown, [string | undefined]> = async ({ api, terminal }, _options, connector) => {
  const { bindings } = await api.execute(ListBindingsDocument, { connector: connector ?? null });
  if (terminal.json) terminal.printJson(bindings);
  else printBindings(terminal, bindings);
};

function printBindings(terminal: Terminal, bindings: readonly BindingRowFragment[]): void {
  if (bindings.length === 0) return terminal.note('Nothing is bound.');
  terminal.printTable<BindingRowFragment>(
    [
      { title: 'CONNECTOR', cell: ({ connector }) => connector.name },
      { title: 'OPERATION', cell: ({ operation }) => operationText(operation) },
      { title: 'DEPLOYMENT', cell: ({ deployment }) => deployment.name },
      { title: 'PLATFORM', cell: ({ deployment }) => deployment.platform },
      { title: 'BOUND', cell: ({ boundAt }) => (boundAt === null ? 'by itself' : relative(boundAt)), whole: true },
    ],
    bindings,
  );
}

/** A credential that the new runtime cannot open has to be given again; that is said beside what was done. */
export function reportToSealAnew(terminal: Terminal, providers: readonly { readonly name: string }[]): void {
  if (providers.length === 0) return;
  const names = providers.map(({ name }) => name).join(', ');
  terminal.note(
    terminal.paintNote(
      'yellow',
      `It cannot open the credentials of ${names}: give them anew with \`causeway providers update\`.`,
    ),
  );
}
