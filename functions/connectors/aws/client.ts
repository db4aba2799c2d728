import { CredentialRejected } from '../../sdk/index.ts';
import type { AwsContext } from './account.ts';
import { toCodedError } from './errors.ts';
import { createRecentlyUsed } from './recently-used.ts';
import { accountKey, dropSession, sessionKeys } from './session.ts';
import { clientConfig } from './transport.ts';

/** A command of the SDK, seen from what it answers. */
interface Command<Output> {
  resolveMiddleware(stack: never, configuration: never, options: never): (args: never) => Promise<{ output: Output }>;
}

/** One AWS service in one region, on behalf of one call. */
interface Service {
  /** Sends once and waits until the call's signal aborts. Fails with the errors of `functions/sdk` alone. */
  send<Output>(command: Command<Output>): Promise<Output>;
}

interface SdkClient {
  send(command: never, options: { abortSignal: AbortSignal }): Promise<unknown>;
}

const clients = createRecentlyUsed<SdkClient>(500);

/**
 * A way to the service for the functions of this connector. `name` is the service's prefix in IAM, and `Client` its
 * client of the SDK, made when first needed and kept per account, session and region.
 */
export function service(name: string, Client: new (config: ReturnType<typeof clientConfig>) => SdkClient) {
  return (context: AwsContext, region: string): Service => ({
    send: async <Output>(command: Command<Output>) => {
      const { signal, account } = context;
      signal.throwIfAborted(); // the SDK would look for credentials first
      try {
        const keys = await orAborted(sessionKeys(context), signal);
        const id = [accountKey(account), keys.accessKeyId, name, region].join(' ');
        const client = clients.get(id) ?? new Client(clientConfig(account.options, region, keys));
        clients.set(id, client);
        return (await orAborted(client.send(command as never, { abortSignal: signal }), signal)) as Output;
      } catch (error) {
        signal.throwIfAborted();
        const coded = toCodedError(error, { service: name, operation: operationOf(command), region });
        if (coded instanceof CredentialRejected) dropSession(context);
        throw coded;
      }
    },
  });
}

/** `DescribeInstancesCommand` is `ec2:DescribeInstances` to IAM. */
function operationOf(command: object): string {
  return command.constructor.name.replace(/Command$/, '');
}

/** Waits no longer than the signal: a session under way goes on for the others who wait for it. */
async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise: aborted, reject } = withReject();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function withReject() {
  let reject!: (reason: unknown) => void;
  const promise = new Promise<never>((_resolve, rejectPromise) => (reject = rejectPromise));
  return { promise, reject };
}
