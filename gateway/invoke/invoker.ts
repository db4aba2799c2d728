/** How the gateway calls a function on one platform. Deadlines, retries, breakers and the rest are put around any of them. */
import type { z } from 'zod';
import type { Call } from '../../functions/sdk/index.ts';
import type { Platform } from '../../schema/generated/types.ts';
import type { Outcome } from './outcome.ts';

export interface Invoker<Target> {
  readonly platform: Platform;
  /** Checks what is registered, and fills in defaults. Its keys are those of the platform's input in the SDL. */
  readonly settings: z.ZodType<Target>;
  /** Where it is called, for people: a URL, an ARN or a name. */
  address(target: Target): string;
  /** Makes one attempt, until the call's deadline at most. Never rejects. The signal says that the caller went away. */
  invoke(target: Target, call: Call, signal: AbortSignal): Promise<Outcome>;
  /** Lets calls in flight end for a while, then gives back all that it holds. Later calls are `unavailable`. */
  close(): Promise<void>;
}

/** Every platform by its name. */
export type Invokers = Readonly<Record<Platform, Invoker<never>>>;
