/** Connectors that break the contract, each kind in a way of its own, beside one that keeps it. */
import {
  alarmSchema,
  identitySchema,
  listInput,
  recordSchema,
  type ConnectorManifest,
  type FunctionManifest,
  type OperationKey,
} from '../../../functions/sdk/index.ts';
import { z } from 'zod';

/** How each kind of `faulty` answers; `local-host.ts` does it. */
export const FAULTS = [
  'NoArray',
  'WrongTypes',
  'NoText',
  'WrongCall',
  'Duplicates',
  'SameCursor',
  'HugePage',
  'Mixed',
] as const;

const fn = (name: string, operation: OperationKey, output: z.ZodType): FunctionManifest => ({
  name,
  operation,
  effect: 'READ',
  idempotent: true,
  permissions: [],
  quota: null,
  sensitive: [],
  scope: operation.type === 'LIST' ? 'REGION' : null,
  allowedFrom: null,
  settlesAt: null,
  inputSchema: z.toJSONSchema(listInput),
  outputSchema: z.toJSONSchema(output, { unrepresentable: 'any' }),
});

const manifest = (name: string, kinds: readonly string[]): ConnectorManifest => ({
  name,
  title: name,
  description: 'For tests.',
  credentialSchema: null,
  optionsSchema: {},
  functions: [
    fn(`${name}.verify`, { type: 'VERIFY' }, identitySchema),
    fn(`${name}.listAlarms`, { type: 'LIST_ALARMS' }, alarmSchema),
    ...kinds.map((kind) =>
      fn(`${name}.list${kind}`, { type: 'LIST', kind: `${name}.${kind}` }, recordSchema(`${name}.${kind}`)),
    ),
  ],
});

export const MANIFESTS: readonly ConnectorManifest[] = [
  manifest('faulty', [...FAULTS, 'Fine']),
  manifest('crashing', ['Crash']),
  manifest('hanging', ['Hang', 'Fine']),
  manifest('nobody', ['Fine']),
];
