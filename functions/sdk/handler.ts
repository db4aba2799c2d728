/** Functions that react to events: what `POST /events`, webhooks and `callFunction` reach. */
import { z } from 'zod';
import { eventSchema, type CloudEvent } from './event.ts';
import { define, type Facts, type FunctionContext, type FunctionSpec } from './spec.ts';

/** As every function's, but for the account: null where the event belongs to none. */
export type HandlerContext<Credential = unknown, Options = unknown> = Omit<
  FunctionContext<Credential, Options>,
  'account'
> & { readonly account: FunctionContext<Credential, Options>['account'] | null };

/** What became of an event. */
export interface Handled<Output> {
  /** The answer for who waits for it. */
  readonly data: Output;
  /** Further events, delivered as if they had been posted. Their `source` and `id` must name them for good. */
  readonly events?: readonly CloudEvent[] | undefined;
}

/**
 * Reacts to one event. `data` says what the event's data must be; other events are refused before it runs. Events without
 * data are taken where it is `.optional()`.
 */
export function defineHandler<Data, Output, Credential = unknown, Options = unknown>(
  spec: Facts & {
    readonly effect: 'READ' | 'WRITE';
    /** Whether handling an event twice has the same effect as handling it once. Those that are not are never repeated in doubt. */
    readonly idempotent: boolean;
    readonly data: z.ZodType<Data>;
    readonly output: z.ZodType<Output>;
    run(
      event: CloudEvent & { readonly data: Data },
      context: HandlerContext<Credential, Options>,
    ): Promise<Handled<Output>>;
  },
): FunctionSpec {
  return define({
    name: spec.name,
    permissions: spec.permissions,
    quota: spec.quota,
    effect: spec.effect,
    idempotent: spec.idempotent,
    operation: { type: 'HANDLE', handler: spec.name.slice(spec.name.indexOf('.') + 1) },
    input: eventSchema.extend({ data: spec.data }),
    output: z.strictObject({ data: spec.output, events: z.array(eventSchema).max(100).optional() }),
    run: spec.run,
  });
}
