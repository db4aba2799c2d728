/** Operations of connectors as people write them: `VERIFY`, `LIST Instance`, `ACT TAG`, `ACT START Instance`, `HANDLE echo`. */
import type { ConnectorOperationInput, ConnectorOperationType, ResourceAction } from '../schema/generated/types.ts';
import { enumValue } from './command.ts';
import { WrongUsage } from './failures.ts';

const EXAMPLES = 'As in VERIFY, LIST_ALARMS, LIST Instance, ACT START Instance, ACT TAG or HANDLE echo.';

/** The operation that a text names. Throws `WrongUsage` when it lacks a part or has one too many. */
export function parseOperation(text: string): ConnectorOperationInput {
  const [word = '', ...parts] = text.trim().split(/\s+/);
  const type = enumValue<ConnectorOperationType>(word);
  const wrong = new WrongUsage(`${JSON.stringify(text)} names no operation of a connector`, EXAMPLES);
  const [first, second] = parts;
  switch (type) {
    case 'LIST':
      if (first === undefined || parts.length > 1) throw wrong;
      return { type, kind: first };
    case 'HANDLE':
      if (first === undefined || parts.length > 1) throw wrong;
      return { type, handler: first };
    case 'ACT':
      if (first === undefined || parts.length > 2) throw wrong;
      return { type, action: enumValue<ResourceAction>(first), kind: second ?? null };
    case 'VERIFY':
    case 'CREATE':
    case 'DELETE':
    case 'STATUS':
    case 'LIST_ALARMS':
    case 'LIST_FINDINGS':
      if (parts.length > 0) throw wrong;
      return { type };
    default:
      throw wrong;
  }
}

/** The same as text. Null, for the whole connector, is `(all)`. */
export function operationText(operation: ConnectorOperationInput | null): string {
  if (operation === null) return '(all)';
  const { type, action, kind, handler } = operation;
  return [type, action, kind, handler].filter((part) => part !== null && part !== undefined).join(' ');
}

/** What a binding is about, in a sentence: `aws` or `aws LIST Instance`. */
export const servedText = (connector: string, operation: ConnectorOperationInput | null): string =>
  operation === null ? connector : `${connector} ${operationText(operation)}`;

/** The way back. */
export function parseBinding(text: string): { connector: string; operation: ConnectorOperationInput | null } {
  const [connector = '', ...operation] = text.trim().split(/\s+/);
  return { connector, operation: operation.length === 0 ? null : parseOperation(operation.join(' ')) };
}
