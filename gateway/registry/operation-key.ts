/** Operations as text, `LIST Instance` or `ACT STOP Instance`: keys of maps and of the table `bindings`. */
import type { OperationKey } from '../../functions/sdk/index.ts';
import type { ConnectorOperation, ConnectorOperationInput } from '../../schema/generated/types.ts';
import { BadInput } from '../errors.ts';

/** An act on every kind. No kind is called so. */
const EVERY_KIND = '*';

/** What a binding of the whole connector has in the place of an operation. */
export const WHOLE_CONNECTOR = '';

export function keyOf(operation: OperationKey): string {
  switch (operation.type) {
    case 'LIST':
      return `LIST ${operation.kind}`;
    case 'ACT':
      return `ACT ${operation.action} ${operation.kind ?? EVERY_KIND}`;
    case 'HANDLE':
      return `HANDLE ${operation.handler}`;
    default:
      return operation.type;
  }
}

/** As the API shows it: every field, null where it does not apply. */
export function toOperation(operation: OperationKey): ConnectorOperation {
  return {
    type: operation.type,
    kind: 'kind' in operation ? operation.kind : null,
    action: 'action' in operation ? operation.action : null,
    handler: 'handler' in operation ? operation.handler : null,
  };
}

/** The operation that a key of the table stands for. Null: the whole connector. */
export function operationOf(key: string): ConnectorOperation | null {
  if (key === WHOLE_CONNECTOR) return null;
  const [type, rest] = cut(key);
  if (type === 'LIST') return toOperation({ type, kind: rest });
  if (type === 'HANDLE') return toOperation({ type, handler: rest });
  if (type !== 'ACT') return toOperation({ type: type as 'VERIFY' });
  const [action, kind] = cut(rest);
  return toOperation({ type, action: action as 'STOP', kind: kind === EVERY_KIND ? null : kind });
}

/** The first word, and all after it. */
function cut(text: string): [string, string] {
  const at = text.indexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Checks what is asked for: each operation has the fields it needs and no others. Null: the whole connector. */
export function keyOfInput(input: ConnectorOperationInput | null | undefined): string {
  if (!input) return WHOLE_CONNECTOR;
  const { type } = input;
  const [kind, action, handler] = [input.kind ?? null, input.action ?? null, input.handler ?? null];
  const refuse = (rule: string) => new BadInput('operation', rule);
  if (kind !== null && type !== 'LIST' && type !== 'ACT') throw refuse('takes a kind with LIST and ACT alone');
  if (action !== null && type !== 'ACT') throw refuse('takes an action with ACT alone');
  if (handler !== null && type !== 'HANDLE') throw refuse('takes a handler with HANDLE alone');
  if (type === 'LIST') {
    if (kind === null) throw refuse('needs a kind with LIST');
    return keyOf({ type, kind });
  }
  if (type === 'ACT') {
    if (action === null) throw refuse('needs an action with ACT');
    return keyOf({ type, action, kind });
  }
  if (type === 'HANDLE') {
    if (handler === null) throw refuse('needs a handler with HANDLE');
    return keyOf({ type, handler });
  }
  return keyOf({ type });
}
