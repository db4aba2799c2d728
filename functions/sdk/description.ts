/** What a deployment may say of itself. Anybody may answer at an address, so all of it is checked before it is believed. */
import { z } from 'zod';
import type { ResourceAction, ResourceState } from '../../schema/generated/types.ts';
import type { Description, FunctionManifest, OperationKey } from './protocol.ts';

const MAX_FUNCTIONS = 500;
const CONNECTOR_NAME = /^[a-z][a-z0-9-]{0,62}$/;
const FUNCTION_NAME = /^[a-z][a-z0-9-]{0,62}\.[A-Za-z][A-Za-z0-9_-]{0,62}$/;

/** Names of the SDL's enums; which of them a gateway knows, its registry says. */
const enumName = z.string().regex(/^[A-Z][A-Z0-9_]{0,62}$/, 'is no name of an enum value');
const kindName = z.string().regex(/^([a-z][a-z0-9-]{0,62}\.)?[A-Z][A-Za-z0-9]{0,62}$/, 'is no name of a resource kind');
/** Shown in terminals and kept in stores, some of which take no NUL. */
const line = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .regex(/^\P{Cc}*$/u, 'must be one line without control characters');
const jsonSchema = z.union([z.record(z.string(), z.unknown()), z.boolean()]);

const operation: z.ZodType<OperationKey> = z.discriminatedUnion('type', [
  z.object({ type: z.enum(['VERIFY', 'CREATE', 'DELETE', 'STATUS', 'LIST_ALARMS', 'LIST_FINDINGS']) }),
  z.object({ type: z.literal('LIST'), kind: kindName }),
  z.object({
    type: z.literal('ACT'),
    action: enumName as unknown as z.ZodType<ResourceAction>,
    kind: kindName.nullable(),
  }),
  z.object({ type: z.literal('HANDLE'), handler: line(63) }),
]);
const states = z
  .array(enumName as unknown as z.ZodType<ResourceState>)
  .max(20)
  .nullable();

const functionSchema = z.object({
  name: z.string().regex(FUNCTION_NAME, 'must be `connector.function`, in letters, digits, `-` and `_`'),
  operation,
  effect: z.enum(['READ', 'WRITE']),
  idempotent: z.boolean(),
  permissions: z.array(line(300)).max(300),
  quota: z
    .object({
      callsPerSecond: z.number().positive().max(1_000_000),
      per: z.array(z.enum(['account', 'region'])).max(2),
    })
    .nullable(),
  sensitive: z.array(line(200)).max(300),
  scope: z.enum(['REGION', 'ACCOUNT']).nullable(),
  allowedFrom: states,
  settlesAt: states,
  inputSchema: jsonSchema,
  outputSchema: jsonSchema,
});

/** A coordinate of a point on P-256: 32 bytes in base64url. */
const coordinate = z.string().regex(/^[\w-]{43}$/, 'is no coordinate of the curve P-256');
const sealingKey = z
  .looseObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate })
  // A runtime that gives its private key away has none any more.
  .refine((key) => !('d' in key), 'must not hold a private key; make a new key pair');

/** Reads what `describe` answered. Keys that it does not know are dropped: newer runtimes may say more. */
export const descriptionSchema: z.ZodType<Description> = z
  .object({
    manifest: z.object({
      name: z.string().regex(CONNECTOR_NAME, 'must be lower-case letters, digits and `-`, beginning with a letter'),
      title: line(200),
      description: z.string().max(4_000),
      credentialSchema: jsonSchema.nullable(),
      optionsSchema: jsonSchema,
      functions: z.array(functionSchema).min(1).max(MAX_FUNCTIONS),
    }),
    sealingKey: sealingKey.nullable(),
    version: line(200).nullable(),
  })
  .check(({ value: { manifest, sealingKey: key }, issues }) => {
    const wrong = (path: PropertyKey[], message: string) =>
      issues.push({ code: 'custom', path, message, input: undefined });
    // Of this name are the gateway's own questions, such as `causeway.describe`.
    if (manifest.name === 'causeway') wrong(['manifest', 'name'], 'is reserved');
    if (manifest.credentialSchema !== null && key === null)
      wrong(['sealingKey'], 'is needed, because the connector takes a credential');
    const taken = new Map<string, number>();
    manifest.functions.forEach((fn, at) => {
      for (const [field, rule] of faultsOf(fn, manifest.name)) wrong(['manifest', 'functions', at, field], rule);
      for (const [field, text] of [
        ['name', fn.name],
        ['operation', operationText(fn.operation)],
      ] as const) {
        const other = taken.get(`${field} ${text}`);
        if (other !== undefined) wrong(['manifest', 'functions', at, field], `is that of functions[${other}] too`);
        taken.set(`${field} ${text}`, at);
      }
    });
  });

const operationText = (key: OperationKey) =>
  [key.type, 'kind' in key && key.kind, 'action' in key && key.action, 'handler' in key && key.handler].join(' ');

/** What is wrong between the fields of a function: what it is called, what it serves and what it says it does. */
function faultsOf({ name, operation: serves, effect }: FunctionManifest, connector: string): [string, string][] {
  const faults: [string, string][] = [];
  if (!name.startsWith(`${connector}.`)) faults.push(['name', `must begin with \`${connector}.\``]);
  if ('kind' in serves && serves.kind?.includes('.') && !serves.kind.startsWith(`${connector}.`))
    faults.push(['operation', `is for a kind of another connector; kinds of its own begin with \`${connector}.\``]);
  if (serves.type === 'HANDLE' && name !== `${connector}.${serves.handler}`)
    faults.push(['operation', 'must name as handler the function without its connector']);
  const needed = EFFECTS[serves.type];
  if (needed && needed !== effect) faults.push(['effect', `must be ${needed} for ${serves.type}`]);
  return faults;
}

/** Only a handler chooses. */
const EFFECTS: Readonly<Partial<Record<OperationKey['type'], FunctionManifest['effect']>>> = {
  VERIFY: 'READ',
  LIST: 'READ',
  LIST_ALARMS: 'READ',
  LIST_FINDINGS: 'READ',
  STATUS: 'READ',
  ACT: 'WRITE',
  CREATE: 'WRITE',
  DELETE: 'WRITE',
};
