/** What a function is, whatever it does: its facts as data, and one `run`. */
import type { z } from 'zod';
import type { ResourceState } from '../../schema/generated/types.ts';
import type { OperationKey, Quota } from './protocol.ts';

/** What every run is given beside its input. */
export interface FunctionContext<Credential = unknown, Options = unknown> {
  readonly invocationId: string;
  /** 1 for the first try. */
  readonly attempt: number;
  /** When the caller stops waiting, in milliseconds since 1970 (UTC). */
  readonly deadlineAt: number;
  /** Aborts at the deadline and when the caller goes away; hand it to everything that waits. */
  readonly signal: AbortSignal;
  /** The same for every attempt of one wish. */
  readonly idempotencyKey: string | null;
  /** W3C trace context, to be passed on to whatever is called. Null when there is none. */
  readonly traceparent: string | null;
  readonly account: {
    /** The provider's id in the gateway: the key for anything a runtime keeps per account, such as SDK clients. */
    readonly providerId: string;
    /** What the system behind the connector calls the account. Null until CREATE or VERIFY said so. */
    readonly accountId: string | null;
    /** The credential, opened and checked with the connector's schema. */
    readonly credential: Credential;
    /** The options, checked with the connector's schema. */
    readonly options: Options;
  };
  readonly log: (message: string, facts?: Readonly<Record<string, unknown>>) => void;
}

/** A function, frozen. `output` of a list is that of its items. */
export interface FunctionSpec {
  readonly name: string;
  readonly operation: OperationKey;
  readonly effect: 'READ' | 'WRITE';
  readonly idempotent: boolean;
  readonly permissions: readonly string[];
  readonly quota: Quota | null;
  readonly sensitive: readonly string[];
  readonly scope: 'REGION' | 'ACCOUNT' | null;
  readonly allowedFrom: readonly ResourceState[] | null;
  readonly settlesAt: readonly ResourceState[] | null;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  run(input: never, context: FunctionContext<never, never>): Promise<unknown>;
}

/** What the author of any function states. */
export interface Facts {
  /** `connector.function`, such as `aws.listInstances`. */
  readonly name: string;
  /** In the provider's own words, as `causeway permissions` prints them. */
  readonly permissions: readonly string[];
  /** Required, so that throttling is met here and not by users. Null where the provider states no limit. */
  readonly quota: Quota | null;
}

type Definition = Pick<
  FunctionSpec,
  'name' | 'operation' | 'effect' | 'idempotent' | 'permissions' | 'quota' | 'input' | 'output'
> &
  Partial<Pick<FunctionSpec, 'sensitive' | 'scope' | 'allowedFrom' | 'settlesAt'>> & {
    run(input: never, context: FunctionContext<never, never>): Promise<unknown>;
  };

/**
 * The one place where a spec gets its shape: everything a manifest needs, and nothing else. It also stops a run whose
 * caller is gone before it began, because a provider's SDK may look for credentials before it looks at the signal.
 */
export function define(spec: Definition): FunctionSpec {
  return Object.freeze({
    name: spec.name,
    operation: spec.operation,
    effect: spec.effect,
    idempotent: spec.idempotent,
    permissions: spec.permissions,
    quota: spec.quota,
    sensitive: spec.sensitive ?? [],
    scope: spec.scope ?? null,
    allowedFrom: spec.allowedFrom ?? null,
    settlesAt: spec.settlesAt ?? null,
    input: spec.input,
    output: spec.output,
    async run(input: never, context: FunctionContext<never, never>) {
      context.signal.throwIfAborted();
      return spec.run(input, context);
    },
  });
}
