import { expect, it } from 'vitest';
import type { OperationKey } from '../../../functions/sdk/index.ts';
import {
  keyOf,
  keyOfInput,
  operationOf,
  toOperation,
  WHOLE_CONNECTOR,
} from '../../../gateway/registry/operation-key.ts';

const OPERATIONS: readonly [OperationKey, string][] = [
  [{ type: 'VERIFY' }, 'VERIFY'],
  [{ type: 'CREATE' }, 'CREATE'],
  [{ type: 'DELETE' }, 'DELETE'],
  [{ type: 'LIST_ALARMS' }, 'LIST_ALARMS'],
  [{ type: 'LIST', kind: 'Instance' }, 'LIST Instance'],
  [{ type: 'LIST', kind: 'acme.Widget' }, 'LIST acme.Widget'],
  [{ type: 'ACT', action: 'STOP', kind: 'Instance' }, 'ACT STOP Instance'],
  [{ type: 'ACT', action: 'TAG', kind: null }, 'ACT TAG *'],
  [{ type: 'HANDLE', handler: 'onPush' }, 'HANDLE onPush'],
];

it.each(OPERATIONS)('%j is kept as %j, read back as it was, and found by what the API takes', (operation, key) => {
  expect(keyOf(operation)).toBe(key);
  expect(operationOf(key)).toEqual(toOperation(operation));
  expect(keyOfInput(toOperation(operation))).toBe(key);
});

it('no operation is the whole connector', () => {
  expect([keyOfInput(null), keyOfInput(undefined)]).toEqual([WHOLE_CONNECTOR, WHOLE_CONNECTOR]);
  expect(operationOf(WHOLE_CONNECTOR)).toBeNull();
});
