/**
 * How functions and connectors are written. A spec says what the gateway must know as data and holds one `run`: no
 * paging loop, no retry, no `try` around a provider's SDK. See `connectors/sandbox` for one of each.
 */
import { z } from 'zod';
import type { ErrorCode, ResourceAction, ResourceState } from '../../schema/generated/types.ts';
import { REPLY_CODES } from './protocol.ts';
import {
  alarmSchema,
  createdSchema,
  findingSchema,
  identitySchema,
  recordSchema,
  upstreamSchema,
  type AlarmRecord,
  type Created,
  type FindingRecord,
  type Identity,
  type RecordOf,
  type UpstreamStatus,
} from './records.ts';
import { define, type Facts, type FunctionContext, type FunctionSpec } from './spec.ts';

/** A list's answer: one page, and where the next begins. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly cursor?: string | undefined;
}

/** Which page of which slice is wanted. */
export const listInput = z.strictObject({
  /** The region; `global` for kinds of the account. */
  region: z.string().min(1),
  /** Where the page before ended. */
  cursor: z.string().optional(),
  /** Only these resources; those that are gone are left out of the answer. At most 100. */
  nativeIds: z.array(z.string().min(1)).min(1).max(100).optional(),
});
export type ListInput = z.output<typeof listInput>;

/** Lists one kind in one region, a page at a time. */
export function defineList<const Kind extends string, Credential = unknown, Options = unknown>(
  spec: Facts & {
    readonly kind: Kind;
    readonly scope?: 'REGION' | 'ACCOUNT';
    /** Names of fields in the provider's own record that may hold secrets; removed from `native` at any depth. */
    readonly sensitive?: readonly string[];
    run(input: ListInput, context: FunctionContext<Credential, Options>): Promise<ListPage<RecordOf<Kind>>>;
  },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'LIST', kind: spec.kind },
    effect: 'READ',
    idempotent: true,
    scope: spec.scope ?? 'REGION',
    sensitive: spec.sensitive ?? [],
    input: listInput,
    output: recordSchema(spec.kind),
  });
}

/** Lists the provider's own alarms in one region, a page at a time. */
export function defineListAlarms<Credential = unknown, Options = unknown>(
  spec: Facts & {
    readonly sensitive?: readonly string[];
    run(input: ListInput, context: FunctionContext<Credential, Options>): Promise<ListPage<AlarmRecord>>;
  },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'LIST_ALARMS' },
    effect: 'READ',
    idempotent: true,
    scope: 'REGION',
    sensitive: spec.sensitive ?? [],
    input: listInput,
    output: alarmSchema,
  });
}

/** Checks the credential and says which account and regions it opens. */
export function defineVerify<Credential = unknown, Options = unknown>(
  spec: Facts & { run(input: unknown, context: FunctionContext<Credential, Options>): Promise<Identity> },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'VERIFY' },
    effect: 'READ',
    idempotent: true,
    input: z.strictObject({}),
    output: identitySchema,
  });
}

/** Lists the best practices that the provider checks itself, for the whole account, a page at a time. */
export function defineListFindings<Credential = unknown, Options = unknown>(
  spec: Facts & {
    readonly sensitive?: readonly string[];
    run(input: ListInput, context: FunctionContext<Credential, Options>): Promise<ListPage<FindingRecord>>;
  },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'LIST_FINDINGS' },
    effect: 'READ',
    idempotent: true,
    scope: 'ACCOUNT',
    sensitive: spec.sensitive ?? [],
    input: listInput,
    output: findingSchema,
  });
}

/** Says how far the system behind the connector is with listing the account itself. */
export function defineStatus<Credential = unknown, Options = unknown>(
  spec: Facts & { run(input: unknown, context: FunctionContext<Credential, Options>): Promise<UpstreamStatus> },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'STATUS' },
    effect: 'READ',
    idempotent: true,
    input: z.strictObject({}),
    output: upstreamSchema,
  });
}

/** What an account is called where it is made. */
export const createInput = z.strictObject({
  /** For people, and unlike every other name there: what a creation whose end is not known left behind is found by it. */
  name: z.string().min(1).max(200),
});
export type CreateInput = z.output<typeof createInput>;

/**
 * Makes the account in the system behind the connector. Where a later step of it fails it undoes the earlier ones; what
 * even that leaves behind is removed by a `DELETE` with the same name.
 */
export function defineCreate<Credential = unknown, Options = unknown>(
  spec: Facts & {
    readonly idempotent: boolean;
    run(input: CreateInput, context: FunctionContext<Credential, Options>): Promise<Created>;
  },
): FunctionSpec {
  return define({ ...spec, operation: { type: 'CREATE' }, effect: 'WRITE', input: createInput, output: createdSchema });
}

/** Which account to remove: that of the call, or, where its id was never learnt, the one that was to be made as `name`. */
export const deleteInput = z.strictObject({
  /** Null: the account's id is in the call. */
  name: z.string().min(1).max(200).nullable(),
});
export type DeleteInput = z.output<typeof deleteInput>;

/** Removes the account from the system behind the connector. One that is gone already is removed: never an error. */
export function defineDelete<Credential = unknown, Options = unknown>(
  spec: Facts & { run(input: DeleteInput, context: FunctionContext<Credential, Options>): Promise<void> },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'DELETE' },
    effect: 'WRITE',
    idempotent: true,
    input: deleteInput,
    output: z.strictObject({}),
    async run(input: DeleteInput, context: FunctionContext<Credential, Options>) {
      await spec.run(input, context);
      return {};
    },
  });
}

/** Which resources of one region to act on, and for TAG how. */
export const actInput = z.strictObject({
  region: z.string().min(1),
  nativeIds: z.array(z.string().min(1)).min(1).max(100),
  set: z.array(z.strictObject({ key: z.string(), value: z.string() })).optional(),
  remove: z.array(z.string()).optional(),
});
export type ActInput = z.output<typeof actInput>;

/** Typed as any code of the SDL, so that a `CodedError`'s fits; checked to be one that a function may report. */
const replyCode: z.ZodType<ErrorCode> = z.enum(REPLY_CODES);

/** What became of each resource: accepted, or refused with a code of the SDL's enum. */
export const actOutput = z.array(
  z.union([
    z.strictObject({ nativeId: z.string(), ok: z.literal(true) }),
    z.strictObject({ nativeId: z.string(), ok: z.literal(false), code: replyCode, message: z.string() }),
  ]),
);
export type ActOutcome = z.output<typeof actOutput>[number];

/** Changes resources. One outcome for each, in any order. */
export function defineAct<Credential = unknown, Options = unknown>(
  spec: Facts & {
    readonly action: ResourceAction;
    /** Null: every kind of the connector. */
    readonly kind: string | null;
    readonly idempotent: boolean;
    /** The states from which the action is allowed. Null: from any. */
    readonly allowedFrom: readonly ResourceState[] | null;
    /** The states in which the resource has settled. Null: at once. */
    readonly settlesAt: readonly ResourceState[] | null;
    run(input: ActInput, context: FunctionContext<Credential, Options>): Promise<readonly ActOutcome[]>;
  },
): FunctionSpec {
  return define({
    ...spec,
    operation: { type: 'ACT', kind: spec.kind, action: spec.action },
    effect: 'WRITE',
    input: actInput,
    output: actOutput,
  });
}

/** A connector: who it is, and its functions. */
export interface Connector {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Null when it needs none. */
  readonly credential: z.ZodType | null;
  readonly options: z.ZodType;
  readonly functions: readonly FunctionSpec[];
}

export function defineConnector(connector: Connector): Connector {
  return Object.freeze(connector);
}
