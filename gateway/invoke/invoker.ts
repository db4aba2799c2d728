/** How the gateway calls a function on one platform. Retry, quotas and health are put around any of them. */
import type { Call } from '../../functions/sdk/index.ts';
import type { Outcome } from './outcome.ts';

export interface Invoker<Target> {
  /** Its name in the API, such as `local`. */
  readonly platform: string;
  /** Makes one attempt, until the call's deadline at most. Never rejects. The signal says that the caller went away. */
  invoke(target: Target, call: Call, signal: AbortSignal): Promise<Outcome>;
  /** Lets calls in flight end for a while, then gives back all that it holds. Later calls are `unavailable`. */
  close(): Promise<void>;
}
