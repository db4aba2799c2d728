/** Calling functions that react to events for a client who waits for the answer. */
import { randomUUID } from 'node:crypto';
import type { CloudEvent } from '../../functions/sdk/index.ts';
import type { CallFunctionInput } from '../../schema/generated/types.ts';
import { BadInput, Forbidden, NotFound } from '../errors.ts';
import type { DeployedFunction } from '../invoke/index.ts';
import type { Account } from '../providers/index.ts';
import type { Areas } from './areas.ts';

/** What functions know such events by. */
const EVENT = { specversion: '1.0', source: 'causeway/call', type: 'dev.causeway.call' } as const;

/** Which providers the caller may see. Null: all. */
type Scope = readonly string[] | null;

export interface FunctionCaller {
  /** Calls a handler that only reads. Identical calls that are in flight at the same time are one. */
  ask(input: CallFunctionInput, scope: Scope): Promise<{ data: unknown }>;
  /** The key is the same for repetitions of one wish. Null: a wish of its own. */
  call(input: CallFunctionInput, scope: Scope, idempotencyKey: string | null): Promise<{ data: unknown }>;
}

export function createFunctionCaller(areas: Areas): FunctionCaller {
  const { registry, directory, functions, events, clock, callTimeoutMs } = areas;

  /** The function, and the account that it works on. A provider that has a deployment of its own is served there. */
  async function resolve({ function: name, deployment, providerId }: CallFunctionInput, scope: Scope) {
    const account = providerId ? await accountOf(providerId, scope) : null;
    const serving = () => registry.handler(name, account?.deployment ?? null);
    // Another deployment may be that of a provider which the caller does not see, with what it may do there.
    if (deployment && scope !== null && deployment !== serving().deployment.name)
      throw new Forbidden('a key for all providers, to choose the deployment');
    const fn = deployment ? registry.handler(name, deployment) : serving();
    if (account && account.connector !== fn.deployment.connector)
      throw new BadInput('providerId', `must be a provider of the connector ${fn.deployment.connector}`);
    return { fn, account };
  }

  async function accountOf(providerId: string, scope: Scope): Promise<Account> {
    if (!(await directory.load(providerId, scope))) throw new NotFound('provider', providerId);
    return directory.activeAccount(providerId);
  }

  async function run(
    { fn, account }: { fn: DeployedFunction; account: Account | null },
    data: unknown,
    scope: Scope,
    idempotencyKey: string | null,
  ) {
    const event: CloudEvent = {
      ...EVENT,
      id: randomUUID(),
      time: new Date(clock.now()).toISOString(),
      datacontenttype: 'application/json',
      data: data ?? null,
    };
    const answer = await functions.call({
      fn,
      input: event,
      // Its id and its time differ each time; who asks the same thing may be answered at once.
      sameAs: event.data,
      account: account?.call ?? null,
      deadlineAt: clock.now() + callTimeoutMs,
      idempotencyKey,
    });
    // It speaks for the account that it was given, and without one for those of its caller.
    const speaksFor = account ? [account.call.providerId] : scope;
    return { data: (await events.takeAnswer(answer.data, speaksFor)) ?? null };
  }

  return {
    async ask(input, scope) {
      const called = await resolve(input, scope);
      if (called.fn.effect !== 'READ')
        throw new BadInput(
          'function',
          'must only read; call one that changes something with the mutation `callFunction`',
        );
      return run(called, input.data, scope, null);
    },

    async call(input, scope, idempotencyKey) {
      return run(await resolve(input, scope), input.data, scope, idempotencyKey);
    },
  };
}
