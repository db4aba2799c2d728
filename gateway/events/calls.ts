/** Calling the function of a subscription with an event. */
import { createHash } from 'node:crypto';
import { CodedError, type CallAccount, type CloudEvent } from '../../functions/sdk/index.ts';
import type { Scope } from '../inventory/index.ts';
import { BadInput, NotFound } from '../errors.ts';
import type { DeployedFunction, Functions, Outcome } from '../invoke/index.ts';
import type { Directory } from '../providers/index.ts';
import type { Registry } from '../registry/index.ts';
import { withinTrace } from '../trace.ts';
import type { Addressee } from './subscriptions.ts';

/** A function that can be called now, and for which account. */
export interface Ready {
  readonly fn: DeployedFunction;
  readonly account: CallAccount | null;
}

export interface Calls {
  /** Finds whom to call. Throws only errors with a code: the function, its deployment or the provider is not there now. */
  find(addressee: Addressee): Promise<Ready>;
  /** As `find`, for a new subscription: the provider must be one that its maker may see, and of the function's connector. */
  check(addressee: Addressee, scope: Scope): Promise<void>;
  /** One call. `subscription` and the event's name make the idempotency key. Never rejects. */
  call(
    ready: Ready,
    event: CloudEvent,
    options: { readonly subscription: string | null; readonly deadlineAt: number; readonly signal?: AbortSignal },
  ): Promise<Outcome>;
}

export interface CallPorts {
  readonly registry: Pick<Registry, 'handler'>;
  readonly functions: Pick<Functions, 'invoke'>;
  readonly directory: Pick<Directory, 'activeAccount' | 'load'>;
}

export function createCalls({ registry, functions, directory }: CallPorts): Calls {
  return {
    async find({ functionName, deploymentName, providerId }) {
      const account = providerId === null ? null : await directory.activeAccount(providerId);
      const fn = registry.handler(functionName, deploymentName ?? account?.deployment ?? null);
      return { fn, account: account?.call ?? null };
    },

    async check({ functionName, deploymentName, providerId }, scope) {
      const provider = providerId === null ? null : await directory.load(providerId, scope);
      if (providerId !== null && !provider) throw new NotFound('provider', providerId);
      const { deployment } = registry.handler(functionName, deploymentName ?? provider?.deploymentName ?? null);
      if (provider && provider.connectorName !== deployment.connector)
        throw new BadInput(
          'providerId',
          `must be a provider of the connector ${deployment.connector}, as the function is`,
        );
    },

    // The trace is the event's own (CloudEvents, "Distributed Tracing"), or else that of the request.
    call: ({ fn, account }, event, { subscription, deadlineAt, signal }) =>
      withinTrace(event['traceparent'], () =>
        functions.invoke({
          fn,
          account,
          input: event,
          deadlineAt,
          ...(signal && { signal }),
          idempotencyKey: createHash('sha256')
            .update(JSON.stringify([subscription, event.source, event.id]))
            .digest('hex'),
        }),
      ),
  };
}

/** The providers whose alarms a function may raise that is called so. Null: all. */
export const scopeOf = ({ providerId }: Pick<Addressee, 'providerId'>): Scope =>
  providerId === null ? null : [providerId];

/** A coded error as it is; anything else is a fault of the gateway and is thrown. */
export function codedOf(error: unknown): CodedError {
  if (error instanceof CodedError) return error;
  throw error;
}
